"""Reading order: pieces of text with places become lines, as a reader would take them up.

What is ruled off as a table is read row by row, columns of running text one after the other, and all else from top to
bottom and from left to right. Knows nothing of where the pieces came from.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from ocr.alignment import lines_of_rows
from ocr.cells import Table, tables_of
from ocr.columns import Part, parts_of
from ocr.page import Line
from ocr.paragraphs import marked, over_columns
from ocr.rows import Piece, placed, rows_of, with_cells_of_two_lines
from ocr.ruling import Ruling, grids_of

_SCATTERED: Final = 10_000
"""Pieces of text from which a page is a drawing: a full page of print has a few hundred."""


def arrange(pieces: Iterable[Piece], tilt: float = 0.0, rulings: Sequence[Ruling] = ()) -> tuple[Line, ...]:
    """Return the lines of a page in reading order.

    `tilt` is the angle of the lines in radians, counted clockwise; places are compared as if it were zero. `rulings`
    are the straight lines that are printed on the page. A drawing with thousands of scattered labels comes out as it
    stands, a line for each.
    """
    items = placed(pieces, tilt)
    if len(items) > _SCATTERED:
        return tuple(
            Line(text=one.piece.text, box=one.piece.box, confidence=one.piece.confidence, ink=one.piece.ink)
            for one in items
        )
    tables, loose = tables_of(grids_of(rulings, tilt), items)
    parts = parts_of(loose, [table.box for table in tables])
    return tuple(over_columns([marked(_read(part, tables)) for part in parts]))


def _read(part: Part, tables: Sequence[Table]) -> list[Line]:
    """Return the lines of a part of a page that is read by rows, with the tables that stand in it."""
    lines = lines_of_rows(with_cells_of_two_lines(rows_of(part.items)))
    for table in (table for table in tables if table.box in part.walls):
        place = next((at for at, line in enumerate(lines) if line.box and line.box.top >= table.top), len(lines))
        lines[place:place] = table.lines
    return lines
