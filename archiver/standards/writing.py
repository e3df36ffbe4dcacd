"""A standard written as an Excel workbook: wide columns, merged cells, a head that stays in sight when printed."""

from pathlib import Path
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from archiver.errors import ArchiverError
from catalog import standard_sheets
from catalog.items import Standard
from catalog.table_grid import Grid

_WIDTHS: Final = (6, 16, 7, 7, 6, 20, 40, 6, 16, 32, 8, 24, 8, 6, 8, 12)
_WHOLE_WIDTHS: Final = (14, 60, 14, 14)
_NUMBERS: Final = frozenset(("类分值", "分值", "要点分值", "最少件数"))
_LONGEST: Final = 32_767
"""Characters that Excel keeps in a cell."""

_LINE: Final = Side(style="thin")


def write(standard: Standard, path: Path) -> None:
    """Write the standard to a file; ArchiverError when it has a text that no cell holds or cannot be written."""
    table, whole = standard_sheets.format(standard)
    book = Workbook()
    first = cast("Worksheet", book.active)
    _fill(first, table, _WIDTHS)
    _numbers(first, table)
    _fill(book.create_sheet(), whole, _WHOLE_WIDTHS)
    first.freeze_panes = "A2"
    first.print_title_rows = "1:1"
    try:
        book.save(path)
    except OSError as error:
        raise ArchiverError(
            f"{path} 写不进去：{error.strerror or error}。请关闭正在打开它的程序，或换一个地方。"
        ) from error


def _fill(sheet: Worksheet, table: Grid, widths: tuple[int, ...]) -> None:
    sheet.title = table.name
    for row in table.rows:
        for cell in row:
            target = cast("Cell", sheet.cell(cell.row + 1, cell.column + 1))
            text = cell.text
            if len(text) > _LONGEST:
                raise ArchiverError(f"第 {cell.row + 1} 行有一格超过 {_LONGEST} 个字，Excel 存不下。请导出为 .toml。")
            # Set as text by type: a text that begins with = is no formula.
            target.value = text or None
            if text:
                target.data_type = "s"
            target.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
            target.alignment = Alignment(wrap_text=True, vertical="center")
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _numbers(sheet: Worksheet, table: Grid) -> None:
    """Make scores numbers, mark the head, and merge what spans several rows."""
    for column, cell in enumerate(table.rows[0], start=1):
        head = sheet.cell(1, column)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="DDDDDD")
        if cell.text in _NUMBERS:
            for row in range(2, len(table.rows) + 1):
                _make_number(cast("Cell", sheet.cell(row, column)))
    merged: dict[tuple[int, int], int] = {}
    for at, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            if cell.row < at:
                merged[cell.row, column] = at
    for (first, column), last in merged.items():
        sheet.merge_cells(start_row=first + 1, start_column=column + 1, end_row=last + 1, end_column=column + 1)


def _make_number(cell: Cell) -> None:
    if cell.value is not None:
        value = float(str(cell.value))
        cell.value = int(value) if value.is_integer() else value
