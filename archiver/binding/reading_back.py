"""What a finished PDF shows, read with pypdfium2 and pdfplumber: other libraries than the one that wrote it."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pdfplumber
import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from archiver.binding.outline import Bookmark

_DEVICE: Final = 100_000
"""The page's longer side in the device units that positions are asked in; pdfium gives them as whole numbers."""


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
class ShownRow:
    """A row of a printed listing: its 序号 and its 页号."""

    sequence: str
    page: str


class FinishedFile:
    """A finished PDF, open for reading."""

    def __init__(self, path: Path) -> None:
        """Open the file; `pypdfium2.PdfiumError` when pdfium cannot."""
        self._path = path
        self._pdf: Any = pdfium.PdfDocument(path)

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

    def stamp(self, number: int) -> ShownStamp | None:
        """Return the last text drawn on physical page `number`, or None where the last thing drawn is no text."""
        page: Any = self._pdf[number - 1]
        try:
            return _last_text(page)
        finally:
            page.close()

    def rows(self, first: int, last: int) -> Iterator[ShownRow]:
        """Yield the filled rows of the tables on physical pages `first` to `last`, without their heads."""
        with pdfplumber.open(self._path) as plumber:
            for page in islice(plumber.pages, first - 1, last):
                for table in page.extract_tables():
                    for row in table:
                        cells = ["".join((cell or "").split()) for cell in row]
                        if len(cells) == 7 and cells[0].isdecimal():  # noqa: PLR2004 - columns of 卷内目录
                            yield ShownRow(sequence=cells[0], page=cells[5])
                page.close()


def _last_text(page: Any) -> ShownStamp | None:  # noqa: ANN401 - pypdfium2's page has no public type
    count = raw.FPDFPage_CountObjects(page)
    drawn = raw.FPDFPage_GetObject(page, count - 1) if count else None
    if not drawn or raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_TEXT:
        return None
    matrix = raw.FS_MATRIX()
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetMatrix(drawn, matrix)
    raw.FPDFPageObj_GetBounds(drawn, *sides)
    left, bottom, right, top = (side.value for side in sides)
    shown = _Shown(page)
    origin = shown.at(matrix.e, matrix.f)
    reach = max(shown.wide, shown.high)
    unit = (right - left + top - bottom) / max(abs(matrix.a) + abs(matrix.b), 1e-9)
    along = shown.at(matrix.e + matrix.a * unit, matrix.f + matrix.b * unit)
    upwards = shown.at(matrix.e + matrix.c * unit, matrix.f + matrix.d * unit)
    corners = [shown.at(x, y) for x in (left, right) for y in (bottom, top)]
    return ShownStamp(
        text=_text(page, drawn),
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
        self.wide = round(width * scale)
        self.high = round(height * scale)

    def at(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(self._page, 0, 0, self.wide, self.high, 0, x, y, across, down)
        return across.value, down.value


def _text(page: Any, drawn: Any) -> str:  # noqa: ANN401 - pypdfium2's handles have no public type
    text_page = page.get_textpage()
    try:
        length = raw.FPDFTextObj_GetText(drawn, text_page, None, 0)
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFTextObj_GetText(drawn, text_page, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    finally:
        text_page.close()
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace").strip("\x00")
