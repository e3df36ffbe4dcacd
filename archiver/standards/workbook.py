"""The sheets of an Excel file as grids: what is shown, as it is shown, merged cells with what they cover."""

from pathlib import Path

from catalog.table_grid import Grid, Span, grid
from ocr.sheets.book import KIND, book
from ocr.sheets.rows import Sheet, read
from ocr.terms import Limits
from ocr.zipped import package

MOST_ROWS = 20_000
MOST_COLUMNS = 100


def grids(path: Path, limits: Limits) -> tuple[Grid, ...]:
    """Return the sheets that are shown, in order. Unreadable when the file is damaged, locked or over the limits."""
    with package(path, KIND, limits) as opened:
        workbook = book(opened)
        made: list[Grid] = []
        for listed in workbook.sheets:
            if listed.shown:
                with opened.stream(listed.part) as stream:
                    made.append(_grid(read(stream, workbook), listed.name))
        return tuple(made)


def _grid(sheet: Sheet, name: str) -> Grid:
    """Return the used part of a sheet; far away cells are beyond any table of a standard and are left out."""
    used = [row for row in sheet.rows if row <= MOST_ROWS and sheet.rows[row]]
    height = max(used, default=0)
    width = min(max((column for row in used for column in sheet.rows[row]), default=0), MOST_COLUMNS)
    texts = [
        [shown.text if (shown := sheet.rows.get(row, {}).get(column)) else "" for column in range(1, width + 1)]
        for row in range(1, height + 1)
    ]
    spans = [
        Span(
            row=merge.top - 1,
            column=merge.left - 1,
            rows=min(merge.bottom, height) - merge.top + 1,
            columns=min(merge.right, width) - merge.left + 1,
        )
        for merge in sheet.merges
        if merge.top <= height and merge.left <= width
    ]
    return grid(texts, spans, name)
