"""What a finished PDF shows, read with pypdfium2: another library than the one that wrote it."""

import ctypes
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from archiver.binding.layer_font import NAME
from archiver.binding.layer_text import folded, squeezed
from archiver.binding.outline import Bookmark
from archiver.binding.printed_rows import ShownRow, listing_rows

_PDFIUM: Any = raw
"""pdfium's C functions, whose types the checker cannot see."""

_DEVICE: Final = 100_000
"""The page's longer side in the device units that positions are asked in; pdfium gives them as whole numbers."""


_MOST_LOADED: Final = 100
_MOST_COMPARED: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStamp:
    """The last text drawn on a page: what it says, whether it reads upright, and where it is.

    `right` and `top` are how far its box lies from the right and the upper edge that a reader sees, as parts of the
    page's longer side; negative when it is cut off.
    """

    text: str
    upright: bool
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A piece of a page's invisible layer: its text, and where its base line begins.

    `across` and `down` are shares of the width and height of the page as a reader sees it.
    """

    text: str
    across: float
    down: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StampedPage:
    """A page of evidence: its stamp (None where no text is drawn last), our layer, and all characters but the stamp's.

    `text` has no spaces and ends after 20,000 characters.
    """

    stamp: ShownStamp | None
    layer: tuple[Laid, ...]
    text: str


def text_of(laid: Iterable[Laid]) -> str:
    """Return the text of a layer as it is compared."""
    return folded(" ".join(piece.text for piece in laid))


def drawn(path: Path, number: int, scale: float) -> bytes:
    """Return the picture of physical page `number` at so many pixels a point, as bytes to compare."""
    pdf: Any = pdfium.PdfDocument(path)
    try:
        return bytes(pdf[number - 1].render(scale=scale).to_numpy())
    finally:
        pdf.close()


class FinishedFile:
    """A finished PDF, open for reading."""

    def __init__(self, path: Path) -> None:
        """Open the file; `pypdfium2.PdfiumError` when pdfium cannot."""
        self._path = path
        self._pdf: Any = pdfium.PdfDocument(path)
        self._loaded = 0

    def close(self) -> None:
        """Let go of the file."""
        self._pdf.close()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pdf)

    def bookmarks(self) -> Iterator[Bookmark]:
        """Yield the bookmarks in order; one that leads nowhere has page 0."""
        for mark in self._pdf.get_toc():
            target: Any = mark.get_dest()
            place = target.get_index() if target else None
            yield Bookmark(
                level=int(mark.level), title=str(mark.get_title()), page=0 if place is None else int(place) + 1
            )

    def label(self, number: int) -> str:
        """Return the label of physical page `number` (from 1)."""
        return str(self._pdf.get_page_label(number - 1))

    def stamped(self, number: int) -> StampedPage:
        """Return what stands on physical page `number`: what is drawn last and what was there before."""
        with self._opened(number) as (page, text_page):
            last = _last_object(page)
            return StampedPage(
                stamp=_last_text(page, text_page, last) if last else None,
                layer=tuple(_laid(page, text_page)),
                text=_characters(text_page, last),
            )

    def layer(self, number: int) -> tuple[Laid, ...]:
        """Return what the invisible layer that we write holds on physical page `number`, in the order it is drawn."""
        with self._opened(number) as (page, text_page):
            return tuple(_laid(page, text_page))

    def text(self, number: int) -> str:
        """Return all characters on physical page `number`, seen or not, without spaces."""
        with self._opened(number) as (_, text_page):
            return _characters(text_page, None)

    def rows(self, first: int, last: int) -> Iterator[ShownRow]:
        """Yield the filled rows of the listing on physical pages `first` to `last`, from top to bottom."""
        for number in range(first, last + 1):
            page: Any = self._page(number)
            try:
                yield from listing_rows(page)
            finally:
                page.close()

    @contextmanager
    def _opened(self, number: int) -> Generator[tuple[Any, Any]]:
        page = self._page(number)
        text_page = page.get_textpage()
        try:
            yield page, text_page
        finally:
            text_page.close()
            page.close()

    def _page(self, number: int) -> Any:  # noqa: ANN401 - pypdfium2's page has no public type
        """Load a page. pdfium keeps the pictures of every page it has loaded, so the file is opened anew at times."""
        self._loaded += 1
        if self._loaded > _MOST_LOADED:
            self._pdf.close()
            self._pdf = pdfium.PdfDocument(self._path)
            self._loaded = 1
        return self._pdf[number - 1]


def _last_object(page: Any) -> Any:  # noqa: ANN401 - pypdfium2's handles have no public type
    """Return the text object that is drawn last, or None where the last thing drawn is no text."""
    count: int = _PDFIUM.FPDFPage_CountObjects(page)
    drawn: Any = _PDFIUM.FPDFPage_GetObject(page, count - 1) if count else None
    return drawn if drawn and _PDFIUM.FPDFPageObj_GetType(drawn) == _PDFIUM.FPDF_PAGEOBJ_TEXT else None


def _characters(text_page: Any, but: Any) -> str:  # noqa: ANN401 - the same
    """Return the characters of a page without spaces and without those of one object."""
    left_out = ctypes.addressof(but.contents) if but else 0
    codes: list[int] = []
    for index in range(min(_PDFIUM.FPDFText_CountChars(text_page), _MOST_COMPARED)):
        drawn = _PDFIUM.FPDFText_GetTextObject(text_page, index)
        if drawn and ctypes.addressof(drawn.contents) != left_out:  # what PDFium puts in itself belongs to none
            codes.append(_PDFIUM.FPDFText_GetUnicode(text_page, index))
    return squeezed("".join(map(chr, codes)))


def _last_text(page: Any, text_page: Any, drawn: Any) -> ShownStamp:  # noqa: ANN401 - the same
    matrix = _PDFIUM.FS_MATRIX()
    sides = [ctypes.c_float() for _ in range(4)]
    _PDFIUM.FPDFPageObj_GetMatrix(drawn, matrix)
    _PDFIUM.FPDFPageObj_GetBounds(drawn, *sides)
    left, bottom, right, top = (side.value for side in sides)
    shown = _Shown(page)
    origin = shown.at(matrix.e, matrix.f)
    reach = max(shown.wide, shown.high)
    unit = (right - left + top - bottom) / max(abs(matrix.a) + abs(matrix.b), 1e-9)
    along = shown.at(matrix.e + matrix.a * unit, matrix.f + matrix.b * unit)
    upwards = shown.at(matrix.e + matrix.c * unit, matrix.f + matrix.d * unit)
    corners = [shown.at(x, y) for x in (left, right) for y in (bottom, top)]
    return ShownStamp(
        text=_text_in(text_page, drawn),
        upright=_points(along[0] - origin[0], along[1] - origin[1])
        and _points(origin[1] - upwards[1], upwards[0] - origin[0]),
        right=(shown.wide - max(x for x, _ in corners)) / reach,
        top=min(y for _, y in corners) / reach,
    )


def _points(ahead: float, aside: float) -> bool:
    """Return whether a direction goes ahead and not aside, but for rounding."""
    return ahead > 0 and abs(aside) <= 0.02 * ahead + 1


class _Shown:
    """Positions on a page as a reader sees it: after crop box and rotation, y downwards."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - pypdfium2's page has no public type
        self._page = page
        width, height = page.get_size()
        scale = _DEVICE / max(width, height)
        # A page may be a thousand times as high as wide.
        self.wide = max(1, round(width * scale))
        self.high = max(1, round(height * scale))

    def at(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        _PDFIUM.FPDF_PageToDevice(self._page, 0, 0, self.wide, self.high, 0, x, y, across, down)
        return across.value, down.value


def _text_in(text_page: Any, drawn: Any) -> str:  # noqa: ANN401 - pypdfium2's handles have no public type
    length = _PDFIUM.FPDFTextObj_GetText(drawn, text_page, None, 0)
    buffer = ctypes.create_string_buffer(length)
    _PDFIUM.FPDFTextObj_GetText(drawn, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace").strip("\x00")


def _laid(page: Any, text_page: Any) -> Iterator[Laid]:  # noqa: ANN401 - pypdfium2's handles have no public type
    shown = _Shown(page)
    matrix = _PDFIUM.FS_MATRIX()
    for place in range(_PDFIUM.FPDFPage_CountObjects(page)):
        drawn: Any = _PDFIUM.FPDFPage_GetObject(page, place)
        if _PDFIUM.FPDFPageObj_GetType(drawn) == _PDFIUM.FPDF_PAGEOBJ_TEXT and _font_of(drawn) == NAME:
            _PDFIUM.FPDFPageObj_GetMatrix(drawn, matrix)
            x, y = shown.at(matrix.e, matrix.f)
            yield Laid(text=_text_in(text_page, drawn), across=x / shown.wide, down=y / shown.high)


def _font_of(drawn: Any) -> str:  # noqa: ANN401 - pypdfium2's handles have no public type
    name = ctypes.create_string_buffer(64)
    _PDFIUM.FPDFFont_GetBaseFontName(_PDFIUM.FPDFTextObj_GetFont(drawn), name, len(name))
    return name.value.decode("ascii", "replace")
