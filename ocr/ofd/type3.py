"""The characters of a file as PDF fonts of Type 3: shapes as they are drawn, each with the text that it stands for.

Such a font needs nothing of the font that its shapes come from, and text drawn with it can be found and copied.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from ocr.ofd.faces import Face, Shape

_MOST: Final = 255
_BOLD: Final = 0.03
"""How thick the line is around a shape that is made bold, as a share of the size."""


class Look(NamedTuple):
    """How the shapes of a font are painted: f, S or B, the PDF operators for filled, stroked and both."""

    painting: str
    width: float = 0.0


@dataclass(slots=True)
class _Font:
    """One font in the making: the code of each shape and text, and the shapes by code."""

    codes: dict[tuple[int, str], int] = field(default_factory=dict[tuple[int, str], int])
    shapes: list[tuple[Shape, str]] = field(default_factory=list[tuple[Shape, str]])


class Fonts:
    """The fonts of a PDF file, made as shapes are asked for."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Take the file that they belong to."""
        self._pdf = pdf
        self._runs: dict[tuple[int, Look], list[_Font]] = {}
        self._faces: dict[int, Face] = {}
        self._objects: dict[str, pikepdf.Object] = {}

    def code(self, face: Face, look: Look, number: int, text: str) -> tuple[str, int] | None:
        """Return the name of a font and the code in it for a shape that stands for a text; None without a shape."""
        shape = face.shape(number)
        if shape is None:
            return None
        self._faces[id(face)] = face
        fonts = self._runs.setdefault((id(face), look), [_Font()])
        for place, font in enumerate(fonts):
            if (number, text) in font.codes:
                return self._name(face, look, place), font.codes[number, text]
        if len(fonts[-1].shapes) >= _MOST:
            fonts.append(_Font())
        font = fonts[-1]
        font.shapes.append((shape, text))
        font.codes[number, text] = len(font.shapes)
        return self._name(face, look, len(fonts) - 1), len(font.shapes)

    def _name(self, face: Face, look: Look, place: int) -> str:
        order = list(self._runs).index((id(face), look))
        return f"F{order}x{place}"

    def objects(self) -> Mapping[str, pikepdf.Object]:
        """Return the finished fonts by name."""
        for (key, look), fonts in self._runs.items():
            face = self._faces[key]
            for place, font in enumerate(fonts):
                self._objects[self._name(face, look, place)] = self._pdf.make_indirect(self._made(face, look, font))
        return self._objects

    def _made(self, face: Face, look: Look, font: _Font) -> Dictionary:
        names = [Name(f"/g{code}") for code in range(1, len(font.shapes) + 1)]
        drawings = Dictionary()
        for name, (shape, _) in zip(names, font.shapes, strict=True):
            drawings[str(name)] = self._pdf.make_indirect(self._pdf.make_stream(_drawing(shape, look, face.units)))
        left, bottom, right, top = zip(*(shape.box for shape, _ in font.shapes), strict=True)
        unit = 1 / face.units
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontMatrix=Array([unit, 0, 0, unit, 0, 0]),
            FontBBox=Array([min(left), min(bottom), max(right), max(top)]),
            FirstChar=1,
            LastChar=len(font.shapes),
            Widths=Array([shape.advance for shape, _ in font.shapes]),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, *names])),
            CharProcs=drawings,
            Resources=Dictionary(),
            ToUnicode=self._pdf.make_indirect(self._pdf.make_stream(_to_unicode([text for _, text in font.shapes]))),
        )


def _drawing(shape: Shape, look: Look, units: float) -> bytes:
    """Return how a shape is painted, in the colour of whoever shows it (ISO 32000-1, 9.6.5: d1)."""
    width = look.width * units or (_BOLD * units if look.painting == "B" else 0.0)
    left, bottom, right, top = (shape.box[0] - width, shape.box[1] - width, shape.box[2] + width, shape.box[3] + width)
    line = f"{width:g} w 1 j\n" if width else ""
    painted = f"{shape.drawing}\n{look.painting}" if shape.drawing else ""
    return f"{shape.advance:g} 0 {left:g} {bottom:g} {right:g} {top:g} d1\n{line}{painted}\n".encode("ascii")


def _to_unicode(texts: list[str]) -> bytes:
    """Return the map from codes to text (ISO 32000-1, 9.10.3)."""
    rows = [
        f"<{code:02X}> <{text.encode('utf-16-be', 'replace').hex().upper()}>"
        for code, text in enumerate(texts, 1)
        if text
    ]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    listed = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{listed}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
