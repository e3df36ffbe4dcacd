"""Tables that are ruled off: which piece of text stands in which cell, and the lines that their rows make."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Final

from ocr.lines import Cell, lines_in, table_row
from ocr.page import Box, Line, Region
from ocr.rows import Placed
from ocr.ruling import Grid
from ocr.spacing import width_of

_OVER: Final = 0.6
"""Characters by which a piece must reach into a cell to have something in it; boxes are a little larger than type."""


_FILLED: Final = 3
"""Cells with text; what has fewer is a window in a photograph, or decoration."""


@dataclass(frozen=True, slots=True)
class Block:
    """What is read for itself, such as a ruled table: its box on the level page, and its lines in reading order."""

    box: Box
    lines: tuple[Line, ...]

    @property
    def top(self) -> float:
        """Where its text begins, in points from the top of the page."""
        return min((line.box.top for line in self.lines if line.box), default=self.box.top)


def tables_of(grids: Sequence[Grid], items: Sequence[Placed]) -> tuple[list[Block], list[Placed]]:
    """Return the tables with what stands in them, and the pieces of text that stand in none."""
    tables: list[Block] = []
    loose = list(items)
    for grid in grids:
        inside = [part for item in loose if _stands_in(item.level, grid.box) for part in cut(item, grid)]
        if len({_owner(grid, item) for item in inside}) >= _FILLED:
            loose = [item for item in loose if not _stands_in(item.level, grid.box)]
            tables.append(Block(grid.box, lines_of(grid, inside)))
    return tables, loose


def cut(item: Placed, grid: Grid) -> list[Placed]:
    """Return a piece of text cut where it runs over the line between two cells, by the places of its characters."""
    level, text = item.level, item.piece.text
    unit = level.width / width_of(text)
    ends = [level.left + unit * width for width in accumulate(map(width_of, text), initial=0.0)]
    slack = _OVER * unit
    borders = [x for x in grid.borders((level.top + level.bottom) / 2) if level.left + slack < x < level.right - slack]
    places = sorted({0, len(text), *(min(range(len(ends)), key=lambda at: abs(ends[at] - x)) for x in borders)})
    return [_part(item, low, high, ends) for low, high in pairwise(places) if text[low:high].strip()]


def _part(item: Placed, low: int, high: int, ends: Sequence[float]) -> Placed:
    """Return the characters of a piece from `low` to `high` as a piece of their own."""
    piece, level = item.piece, item.level
    if high - low == len(piece.text):
        return item
    shift = piece.box.left - level.left
    box = replace(piece.box, left=ends[low] + shift, right=ends[high] + shift)
    return Placed(
        piece=replace(piece, text=piece.text[low:high].strip(), box=box),
        level=replace(level, left=ends[low], right=ends[high]),
    )


def _stands_in(box: Box, around: Box) -> bool:
    """Return whether the middle of a box lies in another."""
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return around.left <= across < around.right and around.top <= down < around.bottom


def lines_of(grid: Grid, items: Sequence[Placed]) -> tuple[Line, ...]:
    """Return the lines of a table from the pieces that stand in it; rows without text are left out."""
    held: dict[tuple[int, int], list[Placed]] = {}
    for item in items:
        held.setdefault(_owner(grid, item), []).append(item)
    lines: list[Line] = []
    for row, owners in enumerate(grid.owners):
        begun = {owner for owner in owners if owner[0] == row}
        if not any(owner in held for owner in begun):
            continue
        cells = [_cell(grid, row, column, held) for column in range(len(owners))]
        if len(set(owners)) == 1:
            # A cell as wide as the table is no row of cells but text, of one line or many.
            lines.extend(replace(line, region=Region.TABLE) for line in lines_in(cells[0]))
        else:
            lines.append(table_row(cells))
    return tuple(lines)


def _owner(grid: Grid, item: Placed) -> tuple[int, int]:
    """Return the cell that holds the middle of a piece inside the grid."""
    box = item.level
    return grid.owner((box.left + box.right) / 2, (box.top + box.bottom) / 2) or (0, 0)


def _cell(grid: Grid, row: int, column: int, held: dict[tuple[int, int], list[Placed]]) -> Cell:
    """Return the cell that begins at a row and column; an empty one where another covers the place."""
    pieces = tuple(held.get((row, column), ()))
    box = Box(left=grid.across[column], top=grid.down[row], right=grid.across[column + 1], bottom=grid.down[row + 1])
    return Cell(pieces=pieces, box=box)
