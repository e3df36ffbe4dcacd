"""The font of text that is searched and selected but never seen.

One is made for each PDF and holds its characters only, each under a code of its own with a line of its own in
/ToUnicode. Ranges that stand for all of Unicode would be shorter, but readers disagree about them and characters
beyond the first plane (𠮷) cannot be written so. The shapes are boxes as large as the type: PDFium passes over a line
of one character whose glyph has no outline, and readers highlight the box.
"""

import io
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, Final

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Object, Pdf

NAME: Final = "AAAAAA+SearchableText"
"""What the font is called in every file, in the form of a subset: by it the layer is told from other text."""

_EM: Final = 1000
_GLYPHS: Final = {0: "mark", 500: "half", 1000: "full"}
"""The advances that occur, in thousandths of the type size, with the glyph of each; the first glyph is `.notdef`."""

_MADE_AT: Final = 3_786_912_000
"""1 January 2024 in seconds since 1904: always the same, and a date that fontTools believes."""

_LINES_A_SECTION: Final = 100
"""What a section of a character map may hold (Adobe technical note 5014)."""

_HEAD: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_TAIL: Final = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


Glyph = tuple[int, str]
"""A character with its advance: one may occur in two widths."""


class LayerFont:
    """The font as an object of one PDF, and the codes of its characters."""

    def __init__(self, pdf: Pdf, glyphs: Iterable[Glyph]) -> None:
        """Add a font with these characters to the PDF."""
        ordered = sorted(set(glyphs))
        self._codes = {glyph: f"{code:04X}" for code, glyph in enumerate(ordered, start=1)}
        self.object: Object = _font(pdf, ordered)

    def encoded(self, glyphs: Iterable[Glyph]) -> str:
        """Return a text as the hexadecimal string that shows it."""
        return "".join(self._codes[glyph] for glyph in glyphs)


def _font(pdf: Pdf, ordered: list[Glyph]) -> Object:
    """Return the font with the characters under the codes from 1 on, the narrowest first."""
    outlines = _outlines()
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{NAME}"),
        Flags=4,
        FontBBox=Array([0, 0, _EM, _EM]),
        ItalicAngle=0,
        Ascent=_EM,
        Descent=0,
        CapHeight=_EM,
        StemV=80,
        FontFile2=pdf.make_stream(outlines, Length1=len(outlines)),
    )
    advances = [width for width, _ in ordered]
    places = {width: place for place, width in enumerate(_GLYPHS, start=1)}
    glyphs = b"".join(places[width].to_bytes(2, "big") for width in advances)
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/{NAME}"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=_EM,
        W=Array(list(_widths(advances))),
        CIDToGIDMap=pdf.make_stream(bytes(2) + glyphs),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name(f"/{NAME}"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_stream(_to_unicode([character for _, character in ordered]).encode("ascii")),
    )
    return pdf.make_indirect(font)


def _widths(advances: list[int]) -> Iterator[int]:
    """Yield first code, last code and width of every run of codes that are not as wide as the type size."""
    first = 1
    for width in _GLYPHS:
        count = advances.count(width)
        if count and width != _EM:
            yield from (first, first + count - 1, width)
        first += count


def _to_unicode(ordered: list[str]) -> str:
    lines = (
        f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>\n"
        for code, character in enumerate(ordered, start=1)
    )
    sections: list[str] = []
    while section := list(islice(lines, _LINES_A_SECTION)):
        sections.append(f"{len(section)} beginbfchar\n{''.join(section)}endbfchar\n")
    return _HEAD + "".join(sections) + _TAIL


@cache
def _outlines() -> bytes:
    """Return the TrueType file of the four glyphs; the same bytes always."""
    builder: Any = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", *_GLYPHS.values()])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": _box(_EM), **{name: _box(width or 500) for width, name in _GLYPHS.items()}})
    builder.setupHorizontalMetrics({".notdef": (_EM, 0), **{name: (width, 0) for width, name in _GLYPHS.items()}})
    builder.setupHorizontalHeader(ascent=_EM, descent=0)
    builder.setupNameTable({})
    builder.setupOS2()
    builder.setupPost(keepGlyphNames=False)
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = _MADE_AT
    made = io.BytesIO()
    builder.save(made)
    return made.getvalue()


def _box(width: int) -> Any:  # noqa: ANN401 - a glyph of fontTools
    pen: Any = TTGlyphPen(None)
    for place, (x, y) in enumerate(((0, 0), (0, _EM), (width, _EM), (width, 0))):
        (pen.lineTo if place else pen.moveTo)((x, y))
    pen.closePath()
    return pen.glyph()
