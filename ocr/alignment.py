"""Rows of print as lines: one line, several lines side by side, or the cells of a table that is not ruled.

What stands close together is one line. Where gaps of neighbouring rows lie above each other, the rows are those of a
table. What stands far apart otherwise is lines of its own.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ocr import cells
from ocr.bands import plain_bands
from ocr.lines import Cell, line_of, table_row
from ocr.page import Line
from ocr.rows import Placed, around
from ocr.ruling import Grid

_ONE_LINE: Final = 1.0
"""Pieces of a row less than this many type sizes apart belong to one printed line."""

_GAP: Final = 0.3
"""Type sizes; a narrower space is none between columns."""

_TABLE: Final = 3
"""Rows from which columns are looked for that all of them share."""

_FAR: Final = 2.5
"""Rows further apart than this many type sizes do not belong to one table."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A row as it looks beside its neighbours: pieces that belong together, and whether they are cells of a table."""

    groups: tuple[tuple[Placed, ...], ...]
    aligned: bool

    def lines(self) -> list[Line]:
        """Return the row as a line of cells, or each group as a line."""
        if self.aligned:
            boxes = [around(item.piece.box for item in group) for group in self.groups]
            return [table_row([Cell(pieces=group, box=box) for group, box in zip(self.groups, boxes, strict=True)])]
        return [line_of([item.piece for item in group]) for group in self.groups]


def lines_of_rows(rows: Sequence[Sequence[Placed]]) -> list[Line]:
    """Return rows of print, from top to bottom, as lines."""
    lines: list[Line] = []
    for run, drafts in _runs(rows):
        grid = plain_bands(run) if len(run) >= _TABLE else None
        if grid is not None:
            lines.extend(cells.lines_of(grid, [part for row in run for item in row for part in cells.cut(item, grid)]))
        else:
            lines.extend(line for draft in drafts for line in draft.lines())
    return lines


def grids_of_rows(rows: Sequence[Sequence[Placed]]) -> list[Grid]:
    """Return the grids of the tables without lines among rows of print."""
    grids = (plain_bands(run) for run, _ in _runs(rows) if len(run) >= _TABLE)
    return [grid for grid in grids if grid]


def _runs(rows: Sequence[Sequence[Placed]]) -> list[tuple[Sequence[Sequence[Placed]], Sequence[_Draft]]]:
    """Return rows by tables, with how each looks; a row that is of no table is a run of its own."""
    drafts = [_draft(row, _neighbours(rows, index)) for index, row in enumerate(rows)]
    runs: list[tuple[Sequence[Sequence[Placed]], Sequence[_Draft]]] = []
    index = 0
    while index < len(rows):
        end = _end_of_table(rows, drafts, index)
        runs.append((rows[index:end], drafts[index:end]))
        index = end
    return runs


def _neighbours(rows: Sequence[Sequence[Placed]], index: int) -> list[Sequence[Placed]]:
    """Return the rows next to one that are close enough to be of one table with it."""
    beside = (*rows[max(0, index - 1) : index], *rows[index + 1 : index + 2])
    return [other for other in beside if _near(rows[index], other)]


def _end_of_table(rows: Sequence[Sequence[Placed]], drafts: Sequence[_Draft], start: int) -> int:
    """Return where the rows end that are of one table with the first; the next one where that is none of a table."""
    end = start + 1
    while drafts[start].aligned and end < len(rows) and _near(rows[end - 1], rows[end]):
        following = end + 1 < len(rows) and drafts[end + 1].aligned and _near(rows[end], rows[end + 1])
        if not drafts[end].aligned and not (following and _fits(rows[end], rows[end - 1], rows[end + 1])):
            break
        end += 1
    return end


def _fits(row: Sequence[Placed], *others: Sequence[Placed]) -> bool:
    """Return whether a row with few cells filled is of one table with others: it runs over none of their gaps."""
    gaps = [gap for other in others for gap in _gaps(other) if gap[1] - gap[0] > _GAP * _size(other)]
    return not any(item.level.left < start and item.level.right > end for item in row for start, end in gaps)


def _near(row: Sequence[Placed], other: Sequence[Placed]) -> bool:
    """Return whether two rows are close enough to be of one table."""
    first, second = around(item.level for item in row), around(item.level for item in other)
    apart = max(first.top - second.bottom, second.top - first.bottom)
    return apart < _FAR * _size(row)


def _size(row: Sequence[Placed]) -> float:
    """Return the type size of a row in points."""
    return statistics.median(item.level.height for item in row)


def _gaps(row: Sequence[Placed]) -> list[tuple[float, float]]:
    """Return the free spaces between neighbours of a row, from left to right."""
    return [(one.level.right, two.level.left) for one, two in pairwise(row)]


def _draft(row: Sequence[Placed], neighbours: Sequence[Sequence[Placed]]) -> _Draft:
    """Return how a row looks beside its neighbours."""
    size = _size(row)
    if _spread(row, size):
        return _Draft((tuple(row),), aligned=False)
    beside = [gap for other in neighbours for gap in _gaps(other) if gap[1] - gap[0] > _GAP * size]
    groups: list[list[Placed]] = [[row[0]]]
    aligned = False
    for (start, end), item in zip(_gaps(row), row[1:], strict=True):
        column = end - start > _GAP * size and any(min(end, b) - max(start, a) > 0 for a, b in beside)
        if column or end - start >= _ONE_LINE * size:
            groups.append([item])
        else:
            groups[-1].append(item)
        aligned = aligned or column
    return _Draft(tuple(map(tuple, groups)), aligned)


def _spread(row: Sequence[Placed], size: float) -> bool:
    """Return whether a row is one word with its characters set wide apart, as letterheads are: 云 岭 县 政 府."""
    if len(row) < 3 or any(len(item.piece.text) > 1 for item in row):  # noqa: PLR2004 - two characters may be two cells
        return False
    widths = [end - start for start, end in _gaps(row)]
    return max(widths) < 3 * size and max(widths) < 1.5 * max(min(widths), 0.1 * size)
