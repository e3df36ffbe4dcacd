"""Prints the page number on a page of evidence: upright, in the corner that the reader sees at the upper right."""

import re
from collections.abc import Iterator
from typing import Final, cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    PdfObject,
    RectangleObject,
)

from archiver.binding.geometry import Rect, corner, visible

FONT: Final = "/StampFont"
VEIL: Final = "/StampVeil"
_VEIL_OPACITY: Final = 0.75
"""How white the ground of the number is: dark enough pages stay seen through it, and the number is read on any."""


class NumberStamp:
    """Prints numbers on pages of one PDF, with a font that it takes from a typeset page and embeds once."""

    def __init__(self, writer: PdfWriter, donor: PdfReader) -> None:
        """Take the font of the donor's first page; it must hold the digits 0 to 9, all of one width."""
        fonts = cast("DictionaryObject", cast("DictionaryObject", donor.pages[0]["/Resources"])["/Font"])
        font = cast("DictionaryObject", next(iter(fonts.values())).get_object())
        self._codes = dict(_codes(cast("DecodedStreamObject", font["/ToUnicode"]).get_data()))
        self._advance = _advance(font)
        self._writer = writer
        self._font = cast("IndirectObject", font.clone(writer).indirect_reference)
        veil = DictionaryObject(
            {NameObject("/Type"): NameObject("/ExtGState"), NameObject("/ca"): FloatObject(_VEIL_OPACITY)}
        )
        self._veil = _add(writer, veil)
        self._before = _stream(writer, b"q\n")

    def put(self, page: PageObject, number: int) -> None:
        """Print `number` on a page of the writer, after everything that is drawn there."""
        box = visible(_rect(page.mediabox), _rect(page.cropbox))
        text = str(number)
        placing = corner(box, int(page.rotation or 0) % 360, self._advance * len(text))
        size = placing.size
        width = size * self._advance * len(text)
        drawing = (
            "\nQ\nq\n"
            f"{_numbers(*placing.matrix)} cm\n"
            f"{VEIL} gs 1 g {_numbers(-0.2 * size, -0.25 * size, width + 0.4 * size, 1.2 * size)} re f\n"
            f"BT 0 g 0 Tr 0 Tc 0 Tw 100 Tz 0 Ts {FONT} {_numbers(size)} Tf <{self._hex(text)}> Tj ET\nQ\n"
        )
        contents = page.get("/Contents")
        after = _stream(self._writer, drawing.encode("ascii"))
        page[NameObject("/Contents")] = ArrayObject([self._before, *_parts(contents), after])
        self._lend(page)

    def _lend(self, page: PageObject) -> None:
        """Give the page its own resources with the stamp's font and veil; another page may share the old ones."""
        old = cast("DictionaryObject", cast("PdfObject", page.get("/Resources", DictionaryObject())).get_object())
        resources = DictionaryObject(old)
        for kind, name, what in (("/Font", FONT, self._font), ("/ExtGState", VEIL, self._veil)):
            group = DictionaryObject(
                cast("DictionaryObject", cast("PdfObject", old.get(kind, DictionaryObject())).get_object())
            )
            group[NameObject(name)] = what
            resources[NameObject(kind)] = group
        page[NameObject("/Resources")] = resources

    def _hex(self, text: str) -> str:
        return "".join(self._codes[char] for char in text)


def _codes(to_unicode: bytes) -> Iterator[tuple[str, str]]:
    """Yield the characters of a ToUnicode map, each with its code in hexadecimal."""
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", to_unicode, re.DOTALL):
        for code, char in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]{4})>", section):
            yield chr(int(char, 16)), code.decode("ascii")


def _advance(font: DictionaryObject) -> float:
    """Return the width of the font's digits at type size 1."""
    descendant = cast("DictionaryObject", cast("ArrayObject", font["/DescendantFonts"])[0].get_object())
    widths = cast("ArrayObject", descendant["/W"])
    flat = [value for entry in widths for value in (entry if isinstance(entry, ArrayObject) else [entry])]
    return float(cast("FloatObject", flat[-1])) / 1000


def _rect(box: RectangleObject) -> Rect:
    return Rect(*(float(side) for side in (box.left, box.bottom, box.right, box.top)))


def _parts(contents: PdfObject | None) -> list[PdfObject]:
    """Return what a page draws as a list of references to streams."""
    if contents is None:
        return []
    whole = contents.get_object()
    if isinstance(whole, ArrayObject):
        return list(whole)
    return [contents]


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.5f}".rstrip("0").rstrip(".") for value in values)


def _stream(writer: PdfWriter, content: bytes) -> IndirectObject:
    stream = DecodedStreamObject()
    stream.set_data(content)
    return _add(writer, stream)


def _add(writer: PdfWriter, thing: PdfObject) -> IndirectObject:
    return writer._add_object(thing)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - pypdf has no public name for it
