"""Paper for the describing benchmark: sets lines on A4 pages as a printer would and reads them as readers do.

`Sheet` collects lines with their places; `read` returns page values as OCR (with its slips), a PDF's text layer or a
Word file would give them. Nothing here knows how the catalogue recognises anything.
"""

import random
from dataclasses import dataclass, field, replace

from ocr.layout import Piece, arrange
from ocr.page import Box, Ink, Line, Page, Region, Source

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 79.0, 521.0, 105.0, 742.0
BODY = 16.0
SEAL = 119.0
PITCH = 29.0
OPENING, CLOSING = "〔[【（(〈{［", "〕]】）)〉}］"


@dataclass
class Set:
    """A line as it was printed: what it says, where, how large, in which ink, and what it is for."""

    text: str
    left: float
    top: float
    size: float
    ink: Ink = Ink.BLACK
    region: Region = Region.BODY
    use: str = "body"

    @property
    def right(self) -> float:
        """Right edge in points; half-width characters take half a space."""
        return self.left + sum(0.5 if ord(c) < 0x2E80 else 1.0 for c in self.text) * self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Something on a page that is no line: a seal with its name, or a picture without one; a box in points."""

    page: int
    left: float
    top: float
    width: float
    height: float
    name: str = ""


@dataclass
class Sheet:
    """Pages under composition; lines run down the page and on to the next."""

    dice: random.Random
    pages: list[list[Set]] = field(default_factory=lambda: [[]])
    top: float = TOP
    images: int = 0
    laid: list[Laid] = field(default_factory=list)

    def picture(self, lines: float) -> None:
        """Leave room for a picture of so many body lines and lay it there."""
        high = lines * PITCH - 12
        self.laid.append(Laid(page=len(self.pages) - 1, left=110.0, top=self.top, width=375.0, height=high))
        self.skip(lines)

    def stamp(self, names: list[str]) -> None:
        """Lay the seals of those who sign on the next row over their names."""
        if self.top + 2 * PITCH > BOTTOM:
            self.turn()
        beside = len(names) > 1 and all(len(name) < 13 for name in names)
        for place, name in enumerate(names):
            width = len(name) * BODY
            left = LEFT + place * (RIGHT - LEFT) / len(names) if beside else max(LEFT, RIGHT - width - 4 * BODY)
            down = 0.0 if beside else place * PITCH
            self.laid.append(
                Laid(
                    page=len(self.pages) - 1,
                    left=left + width / 2 - SEAL / 2 + self.dice.uniform(-14, 14),
                    top=self.top + down - SEAL / 2 + self.dice.uniform(4, 24),
                    width=SEAL,
                    height=SEAL,
                    name=name,
                )
            )

    def skip(self, lines: float = 1.0) -> None:
        """Leave white space of so many body lines."""
        self.top += lines * PITCH

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append([])
        self.top = TOP

    def put(
        self,
        text: str,
        *,
        at: str = "left",
        size: float = BODY,
        ink: Ink = Ink.BLACK,
        use: str = "body",
        **more: Region,
    ) -> None:
        """Set one line: at the left, indented, in the centre, at the right (four blanks in), or at the far right."""
        if self.top + size > BOTTOM:
            self.turn()
        line = Set(text, 0.0, self.top, size, ink, more.get("region", Region.BODY), use)
        width = line.right
        line.left = {
            "left": LEFT,
            "indent": LEFT + 2 * size,
            "centre": (WIDTH - width) / 2,
            "right": max(LEFT, RIGHT - width - 4 * size),
            "edge": RIGHT - width,
        }[at]
        self.pages[-1].append(line)
        self.top += max(PITCH, size * 1.35) if size > BODY else PITCH

    def beside(self, texts: list[str], *, use: str = "body", size: float = BODY) -> None:
        """Set several texts on one row, spread over the measure."""
        if self.top + size > BOTTOM:
            self.turn()
        step = (RIGHT - LEFT) / len(texts)
        for index, text in enumerate(texts):
            self.pages[-1].append(Set(text, LEFT + index * step, self.top, size, use=use))
        self.top += PITCH

    def paragraph(self, text: str, *, indent: bool = True, use: str = "body") -> None:
        """Set running text in lines of 28 characters, the first one indented by two."""
        for index, piece in enumerate(_filled(text, indent=indent)):
            self.put(piece, at="indent" if indent and index == 0 else "left", use=use if index == 0 else f"{use}+")


def _filled(text: str, *, indent: bool) -> list[str]:
    """Return text cut where the measure is full; no line begins with a closing sign."""
    pieces, room = [""], (RIGHT - LEFT) / BODY - (2 if indent else 0)
    for character in text:
        wide = 0.5 if ord(character) < 0x2E80 else 1.0
        if room < wide and character not in "。，、；：）》”":
            pieces.append("")
            room = (RIGHT - LEFT) / BODY
        pieces[-1] += character
        room -= wide
    return pieces


def read(sheet: Sheet, source: Source) -> tuple[Page, ...]:
    """Return the sheet's pages as this kind of reader sees them; the reading order is that of the real readers."""
    if source is Source.DOCUMENT:
        return (_as_document(sheet),)
    return tuple(
        Page(
            number=index + 1,
            width=WIDTH,
            height=HEIGHT,
            source=source,
            lines=arrange(
                piece for one in _slipped(page, sheet.dice, source) for piece in _pieces(one, sheet.dice, source)
            ),
            images=sheet.images,
        )
        for index, page in enumerate(sheet.pages)
    )


def _as_document(sheet: Sheet) -> Page:
    """Return everything on one page without places, paragraphs whole, the way a Word file gives them."""
    lines: list[Line] = []
    for one in (one for page in sheet.pages for one in page):
        if one.use.endswith("+") and lines:
            lines[-1] = replace(lines[-1], text=lines[-1].text + one.text)
        elif one.use not in {"seal", "speck", "folio"}:
            lines.append(Line(text=one.text, region=one.region))
    return Page(number=1, width=WIDTH, height=HEIGHT, source=Source.DOCUMENT, lines=tuple(lines), images=sheet.images)


def _slipped(page: list[Set], dice: random.Random, source: Source) -> list[Set]:
    """Return the lines of a page in reading order with the slips of OCR, or with the spaces of a text layer."""
    lines = [replace(one) for one in page]
    if source is Source.TEXT_LAYER:
        lines = [one for one in lines if one.use not in {"seal", "speck"}]
        for one in lines:
            one.text = _spaced(one.text, dice)
        return lines
    done: list[Set] = []
    for one in lines:
        if one.use == "number":
            one.text = number_slip(one.text, dice)
        if one.use == "date":
            one.text = date_slip(one.text, dice)
        torn = one.use in {"number", "date"} and dice.random() < 0.06
        done += _torn(one, dice) if torn else [one]
    return done


def number_slip(text: str, dice: random.Random) -> str:
    """Return a document number as OCR might give it: mixed or lost brackets, spaces, O for 0, l for 1, 弓 for 号."""
    if "〔" in text and dice.random() < 0.5:
        text = text.replace("〔", dice.choice(OPENING)).replace("〕", dice.choice(CLOSING))
    if dice.random() < 0.05 and "〔" in text:
        text = text.replace(dice.choice("〔〕"), "")
    if dice.random() < 0.15:
        place = dice.randrange(1, len(text))
        text = text[:place] + dice.choice([" ", "\u3000"]) + text[place:]
    if dice.random() < 0.08:
        text = text.replace("0", "O", 1)
    if dice.random() < 0.04:
        text = text.replace("1", "l", 1)
    if dice.random() < 0.05:
        text = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() and c.isascii() else c for c in text)
    if dice.random() < 0.03 and text.endswith("号"):
        text = text[:-1] + dice.choice("弓亏")
    return text


def date_slip(text: str, dice: random.Random) -> str:
    """Return a date as OCR might give it under a seal: spaces, O for 0, l for 1, a star among the figures."""
    if dice.random() < 0.15:
        place = dice.randrange(1, len(text))
        text = text[:place] + " " + text[place:]
    if dice.random() < 0.08 and "0" in text:
        text = text.replace("0", "O", 1)
    if dice.random() < 0.05 and "1" in text:
        text = text.replace("1", "l", 1)
    if dice.random() < 0.04:
        text = text.replace("月", "月★", 1)
    if dice.random() < 0.03:
        text = text.replace("日", "目")
    if dice.random() < 0.1:
        text = text.replace("〇", dice.choice("○O0零"))
    return text


def _torn(one: Set, dice: random.Random) -> list[Set]:
    place = dice.randrange(2, max(3, len(one.text) - 1))
    head = replace(one, text=one.text[:place])
    return [head, replace(one, text=one.text[place:], left=head.right + 6)]


def _spaced(text: str, dice: random.Random) -> str:
    if dice.random() > 0.5:
        return text
    spaced = ""
    for before, character in zip(" " + text, text, strict=False):
        change = before.isascii() != character.isascii() and before.strip() and character.strip()
        spaced += (" " if change and (before.isdigit() or character.isdigit()) else "") + character
    return spaced


def _pieces(one: Set, dice: random.Random, source: Source) -> list[Piece]:
    """Return the pieces that a reader finds of a line: one for each cell of a table row, else one."""
    printed = source is Source.TEXT_LAYER
    cells = one.text.split("\t")
    step = (RIGHT - LEFT) / len(cells)
    found: list[Piece] = []
    for index, text in enumerate(cells):
        drift = 0.0 if printed else dice.uniform(-1.5, 1.5)
        height = one.size * (1.0 if printed else dice.uniform(0.92, 1.12))
        left = one.left + index * step + drift
        right = left + replace(one, text=text, left=0.0).right
        box = Box(left=left, top=one.top + drift, right=right, bottom=one.top + drift + height)
        confidence = 1.0 if printed else round(dice.uniform(0.93, 1.0), 3)
        if text.strip():
            found.append(Piece(text=text, box=box, confidence=confidence, ink=one.ink))
    return found
