"""Draws the characters of a page: with the file's own shapes, or those of packaged fonts where it has none."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ocr.ofd.canvas import Canvas, listed
from ocr.ofd.faces import Face, face_of, stand_in
from ocr.ofd.file import Font, OfdFile, PageRef
from ocr.ofd.geometry import IDENTITY, Matrix, moved, times
from ocr.ofd.things import Letter, Text
from ocr.ofd.type3 import Fonts, Look
from ocr.terms import Unreadable

_NARROWEST: Final = 0.6
"""Share of its width to which a character of another font is pressed, to keep off the next one."""

_SLANTED: Final[Matrix] = (1.0, 0.0, 0.25, 1.0, 0.0, 0.0)
_TURNS: Final[dict[int, Matrix]] = {
    90: (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
    180: (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
    270: (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A run of characters, with where it is drawn and the font of which file it asks for."""

    canvas: Canvas
    file: OfdFile
    font: Font
    text: Text


class Lettering:
    """Draws runs of characters, and keeps which characters no font has and which fonts cannot be used."""

    def __init__(self, fonts: Fonts) -> None:
        """Take the fonts of the PDF file."""
        self.missing: dict[str, None] = {}
        self.unusable: dict[str, None] = {}
        self._fonts = fonts
        self._faces: dict[tuple[int, str], Face | None] = {}

    def draw(self, canvas: Canvas, file: OfdFile, ref: PageRef, text: Text) -> None:
        """Draw a run; text that is stored without ink stays invisible."""
        fill, stroke = text.style.fill, text.style.stroke
        if max((one.alpha for one in (fill, stroke) if one), default=0.0) <= 0:
            return
        font = ref.document.resources.fonts.get(text.font, Font(name=""))
        # Shapes of type fonts are painted in one colour.
        canvas.begin(text.clips, fill or stroke, stroke)
        canvas.say("BT")
        run = _Run(canvas=canvas, file=file, font=font, text=text)
        for letter, room in _with_room(text):
            if (letter.text.strip() or letter.glyph is not None) and not self._drawn(run, letter, room):
                self.missing.update(dict.fromkeys(letter.text.strip()))
        canvas.say("ET")
        canvas.end()

    def _drawn(self, run: _Run, letter: Letter, room: float) -> bool:
        """Draw one character and return whether some face has it."""
        text = run.text
        for face, number, own in self._shapes(run.file, run.font, letter):
            look = _look(text, bold=not own and (text.bold or run.font.bold))
            coded, shape = self._fonts.code(face, look, number, letter.text), face.shape(number)
            if coded is None or shape is None:
                continue
            advance = shape.advance / face.units * text.size * text.across
            pressed = 1.0 if own or not 0 < room < advance else max(_NARROWEST, room / advance)
            by = (text.size * text.across * pressed, 0.0, 0.0, -text.size, 0.0, 0.0)
            whole = times(_SLANTED if text.italic and not own else IDENTITY, by)
            for one in (_TURNS.get(text.turn, IDENTITY), moved(letter.x, letter.y), text.matrix, run.canvas.base):
                whole = times(whole, one)
            run.canvas.say(f"/{coded[0]} 1 Tf {listed(whole)} Tm <{coded[1]:02X}> Tj")
            return True
        return False

    def _shapes(self, file: OfdFile, font: Font, letter: Letter) -> Iterator[tuple[Face, int, bool]]:
        """Yield where a character's shape may be found, the likeliest first, and whether it is the file's own."""
        face = self._own_face(file, font)
        if face and letter.glyph is not None:
            yield face, letter.glyph, True
        number = face.number_of(letter.text) if face else None
        if face and number:
            yield face, number, True
        for other in stand_in(font.name):
            number = other.number_of(letter.text)
            if number:
                yield other, number, False

    def _own_face(self, file: OfdFile, font: Font) -> Face | None:
        """Return the face of a font that is in the file."""
        if font.part is None:
            return None
        key = (id(file), font.part)
        if key not in self._faces:
            try:
                self._faces[key] = face_of(file.parts.read(font.part))
            except Unreadable:
                self._faces[key] = None
            if self._faces[key] is None:
                self.unusable[f"内嵌字体“{font.name}”"] = None
        return self._faces[key]


def _look(text: Text, *, bold: bool) -> Look:
    """Return how the shapes of a run are painted."""
    if bold:
        return Look("B")
    return Look("f") if text.style.fill else Look("S", text.style.width / text.size)


def _with_room(text: Text) -> Iterator[tuple[Letter, float]]:
    """Yield letters, each with how far the next one stands on the same line; 0 where none does."""
    for place, letter in enumerate(text.letters):
        following = text.letters[place + 1] if place + 1 < len(text.letters) else None
        yield letter, following.x - letter.x if following and following.y == letter.y else 0.0
