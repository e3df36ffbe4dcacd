"""Reading order: pieces of text with places become lines, as a reader would take them up.

What is ruled off as a table is read row by row, columns of running text one after the other, text that runs down
from the right to the left, and all else from top to bottom and from left to right. Knows nothing of where the pieces
came from.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from ocr.alignment import grids_of_rows, lines_of_rows
from ocr.bands import ruled_bands
from ocr.beside import after_what_they_stand_beside
from ocr.cells import Block, tables_of
from ocr.columns import Part, parts_of
from ocr.downward import groups_of, laid_down, runs_down, stood_up
from ocr.page import Line
from ocr.paragraphs import marked, over_columns
from ocr.rows import Piece, Placed, around, placed, rows_of, with_cells_of_two_lines
from ocr.ruling import Grid, Ladder, Ruling, grids_of, ladders_of

_SCATTERED: Final = 10_000
"""Pieces of text from which a page is a drawing: a full page of print has a few hundred."""


_DOWNWARD: Final = 500
"""Pieces that run down; what has more is a drawing, whose labels stand any way."""


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
    tables, loose = tables_of(_grids(rulings, tilt, items), items)
    downward = [item for item in loose if runs_down(item)]
    if len(downward) <= _DOWNWARD:
        loose = [item for item in loose if not runs_down(item)]
    else:
        downward = []
    blocks = [*tables, *(_laid_down(group) for group in groups_of(downward))]
    parts = parts_of(loose, [block.box for block in blocks])
    return tuple(over_columns([marked(_read(part, blocks)) for part in parts]))


def open_grids(pieces: Iterable[Piece], tilt: float, closed: Sequence[Grid], ladders: Sequence[Ladder]) -> list[Grid]:
    """Return the grids of the tables on a page that have no lines between their columns.

    `closed` are the grids that lines enclose, `ladders` the lines between rows outside of them.
    """
    items = placed(pieces, tilt)
    banded = _banded(ladders, items)
    _, loose = tables_of([*closed, *banded], items)
    return [*banded, *grids_of_rows(rows_of(item for item in loose if not runs_down(item)))]


def _grids(rulings: Sequence[Ruling], tilt: float, items: Sequence[Placed]) -> list[Grid]:
    """Return the grids of the tables that are ruled all around their cells, or between their rows."""
    closed = grids_of(rulings, tilt)
    return [*closed, *_banded(ladders_of(rulings, closed, tilt), items)]


def _banded(ladders: Iterable[Ladder], items: Sequence[Placed]) -> list[Grid]:
    """Return the grids of the tables with lines between their rows only."""
    grids = (ruled_bands(ladder, items) for ladder in ladders)
    return [grid for grid in grids if grid]


def _read(part: Part, blocks: Sequence[Block]) -> list[Line]:
    """Return the lines of a part of a page that is read by rows, with the blocks that stand in it."""
    lines = lines_of_rows(after_what_they_stand_beside(with_cells_of_two_lines(rows_of(part.items))))
    for block in (block for block in blocks if block.box in part.walls):
        place = next((at for at, line in enumerate(lines) if line.box and line.box.top >= block.top), len(lines))
        lines[place:place] = block.lines
    return lines


def _laid_down(group: Sequence[Placed]) -> Block:
    """Return a text that runs down, column by column from the right."""
    rows = rows_of(laid_down(item) for item in group)
    lines = marked(lines_of_rows(rows))
    return Block(around(item.level for item in group), tuple(stood_up(line) for line in lines))
