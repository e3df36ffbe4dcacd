"""Tables on the sheets of a workbook: ruled, headed, ready to print. Text is text, whatever it looks like."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Final, cast
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from archiver.timeless import without_clock

Value = str | int | Fraction

_LINE: Final = Side(style="thin", color="808080")
_BORDER: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LINE_HEIGHT: Final = 14.5
_ROW_MARGIN: Final = 3.5
"""Points."""
_CELL_MARGIN: Final = 1.5
"""Characters that the sides of a cell take."""
_A4: Final = 9
_A3: Final = 8
_FONT: Final = "宋体"
"""On every office machine in China; others put their own in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """How a cell looks: ground and ink as RRGGBB, chosen so that grounds differ in grey too."""

    ground: str
    ink: str = "000000"
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its heading, its width in characters, and whether its cells stand in the middle."""

    head: str
    width: float
    centred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of values, with the shades of some of its cells by their place from 0. A `band` heads the rows below it."""

    values: tuple[Value, ...]
    shades: tuple[tuple[int, Shade], ...] = ()
    band: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: its name, the lines above its table, the table, and how many columns stay in view.

    A `large` one is printed on a single page of A3, any other on as many of A4 as it takes.
    """

    name: str
    title: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    frozen: int = 0
    large: bool = False


BAND: Final = Shade(ground="D9E2EC", bold=True)
HEAD: Final = Shade(ground="BFC9D4", bold=True)


def workbook(sheets: Iterable[Sheet], made: date | None) -> bytes:
    """Return the workbook of these sheets. The same sheets give the same bytes."""
    book = Workbook()
    book.remove(cast("Worksheet", book.active))
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet)
    book.properties.creator = "guidang"
    stored = io.BytesIO()
    book.save(stored)
    return without_clock(stored.getvalue(), made)


def _write(page: Worksheet, sheet: Sheet) -> None:
    width = len(sheet.columns)
    for line, text in enumerate(sheet.title, start=1):
        heading = _set(page, line, 1, text)
        heading.font = Font(name=_FONT, bold=line == 1, size=16 if line == 1 else 11)
        page.merge_cells(start_row=line, end_row=line, start_column=1, end_column=width)
        heading.alignment = Alignment(wrap_text=True, vertical="center")
        page.row_dimensions[line].height = 26 if line == 1 else 18
    head = len(sheet.title) + 1
    for place, column in enumerate(sheet.columns, start=1):
        _dress(_set(page, head, place, column.head), HEAD, centred=True)
        page.column_dimensions[get_column_letter(place)].width = column.width
    for line, row in enumerate(sheet.rows, start=head + 1):
        _write_row(page, line, row, sheet.columns)
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{head + 1}"
    page.print_title_rows = f"{head}:{head}"
    _paper(page, large=sheet.large)


def _write_row(page: Worksheet, line: int, row: Row, columns: Sequence[Column]) -> None:
    shades = dict(row.shades)
    for place, (value, column) in enumerate(zip(row.values, columns, strict=True), start=1):
        shade = BAND if row.band else shades.get(place - 1)
        _dress(_set(page, line, place, value), shade, centred=column.centred)
    # Not every program makes a row as high as its text when it opens the file.
    lines = max(_lines(str(value), column.width) for value, column in zip(row.values, columns, strict=True))
    page.row_dimensions[line].height = _LINE_HEIGHT * lines + _ROW_MARGIN


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column; a Chinese character is as wide as two figures."""
    wide = sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
    return max(1, ceil(wide / (width - _CELL_MARGIN)))


def _set(page: Worksheet, line: int, place: int, value: Value) -> Cell:
    cell = cast("Cell", page.cell(line, place))
    if isinstance(value, str):
        # Set as text by type: a title that begins with = is no formula.
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
    else:
        cell.value = value if isinstance(value, int) else round(float(value), 4)
        cell.number_format = "General"
    return cell


def _dress(cell: Cell, shade: Shade | None, *, centred: bool) -> None:
    cell.border = _BORDER
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if centred else None)
    if shade is not None:
        cell.fill = PatternFill("solid", start_color=shade.ground)
    cell.font = Font(name=_FONT, bold=shade is not None and shade.bold, color=shade.ink if shade else None)


def _paper(page: Worksheet, *, large: bool) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A3 if large else _A4
    page.page_setup.fitToHeight = 1 if large else 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.5
    page.print_options.horizontalCentered = True
    if page.oddFooter is not None:
        page.oddFooter.center.text = "第 &P 页　共 &N 页"
