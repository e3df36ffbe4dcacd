"""The files over all binders: catalogue.pdf (总目录), catalogue.xlsx, labels.pdf. Made of the manifest alone."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from archiver.binding.manifest import Binder
from archiver.timeless import without_clock
from catalog.listing import catalogue

_HEADS: Final = ("案卷号", "题名", "年度", "件数", "页数", "备注")
_WIDTHS: Final = (12, 48, 20, 8, 8, 24)
_RECORD_HEADS: Final = ("案卷号", "序号", "文号", "责任者", "题名", "日期", "页号", "备注", "文件")
_RECORD_WIDTHS: Final = (12, 8, 24, 28, 56, 12, 10, 20, 32)
_LINE: Final = Side(style="thin")
_NUMBER: Final = re.compile(r"\d{1,9}")


def workbook(binders: Sequence[Binder], build_date: date | None) -> bytes:
    """Return catalogue.xlsx: 总目录 and, on a second sheet, every binder's 卷内目录. Same binders, same bytes."""
    book = Workbook()
    first = cast("Worksheet", book.active)
    first.title = "总目录"
    rows = ((row.code, row.title, row.years, row.records, row.pages, row.remark) for row in catalogue(binders))
    _fill(first, _HEADS, _WIDTHS, rows, counted=(4, 5))
    _fill(book.create_sheet("卷内目录"), _RECORD_HEADS, _RECORD_WIDTHS, _records(binders), counted=(2,))
    book.properties.creator = "guidang"
    stored = io.BytesIO()
    book.save(stored)
    return without_clock(stored.getvalue(), build_date)


def _records(binders: Iterable[Binder]) -> Iterable[tuple[str, ...]]:
    for binder in binders:
        for record in binder.records:
            row = record.row
            yield (
                binder.code,
                row.sequence,
                row.doc_number,
                row.issuer,
                row.title,
                row.date,
                row.page,
                row.remark,
                binder.file,
            )


def _fill(
    sheet: Worksheet,
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[str]],
    *,
    counted: Sequence[int],
) -> None:
    """Write a table; the columns `counted` (from 1) hold numbers, all others text, whatever it looks like."""
    for line, row in enumerate([heads, *rows], start=1):
        for column, value in enumerate(row, start=1):
            cell = cast("Cell", sheet.cell(line, column))
            if line > 1 and column in counted and _NUMBER.fullmatch(value):
                cell.value = int(value)
            else:
                # Set as text by type: a title that begins with = is no formula.
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
                cell.data_type = "s"
            cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
            centred = line == 1 or column in counted
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if centred else None)
            if line == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGHIJ"[column]].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
