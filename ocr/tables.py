"""Ruled tables on a page of stored text: what stands in cells becomes rows, the rest stays lines."""

from collections.abc import Sequence

from ocr.glyphs import Glyph
from ocr.page import Line
from ocr.plumber import Plumbed, RuledTable
from ocr.text_layer import lines_of, row_lines


def lines_with_tables(plumbed: Plumbed, width: float, height: float) -> tuple[Line, ...]:
    """Return the lines of a page in reading order, each table row as one line with its cells separated by tabs."""
    loose = list(plumbed.glyphs)
    tables: list[tuple[float, tuple[Line, ...]]] = []
    for table in plumbed.tables:
        rows, loose = _taken(table, loose)
        tables.append((table.top, row_lines(rows)))
    lines = list(lines_of(loose, width, height))
    for top, rows_of_table in tables:
        place = next((index for index, line in enumerate(lines) if line.box and line.box.top >= top), len(lines))
        lines[place:place] = rows_of_table
    return tuple(lines)


def _taken(table: RuledTable, glyphs: Sequence[Glyph]) -> tuple[list[list[list[Glyph]]], list[Glyph]]:
    """Return the upright glyphs in a table by row and cell, and all others."""
    rows: list[list[list[Glyph]]] = [[[] for _ in row] for row in table.rows]
    loose: list[Glyph] = []
    for glyph in glyphs:
        place = None if glyph.angle else _cell(table, glyph)
        if place is None:
            loose.append(glyph)
        else:
            rows[place[0]][place[1]].append(glyph)
    return rows, loose


def _cell(table: RuledTable, glyph: Glyph) -> tuple[int, int] | None:
    """Return row and column of the cell that holds the middle of a glyph."""
    across, down = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    for row, cells in enumerate(table.rows):
        for column, (left, top, right, bottom) in enumerate(cells):
            if left <= across <= right and top <= down <= bottom:
                return (row, column)
    return None
