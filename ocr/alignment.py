"""Rows of print as lines: one line, several lines side by side, or the cells of a table that is not ruled.

What stands close together is one line. Where gaps of neighbouring rows lie above each other, the rows are those of a
table. What stands far apart otherwise is lines of its own.
"""

import statistics
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ocr.lines import Cell, line_of, table_row
from ocr.page import Line
from ocr.rows import Placed, around

_ONE_LINE: Final = 1.0
"""Pieces of a row less than this many type sizes apart belong to one printed line."""

_FAR: Final = 2.5
"""Rows further apart than this many type sizes do not belong to one table."""


def lines_of_rows(rows: Sequence[Sequence[Placed]]) -> list[Line]:
    """Return rows of print, from top to bottom, as lines."""
    lines: list[Line] = []
    for index, row in enumerate(rows):
        neighbours = (*rows[max(0, index - 1) : index], *rows[index + 1 : index + 2])
        lines.extend(_lines(row, [other for other in neighbours if _near(row, other)]))
    return lines


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


def _lines(row: Sequence[Placed], neighbours: Sequence[Sequence[Placed]]) -> list[Line]:
    """Return a row as lines: joined, as cells of a table, or each for itself."""
    size = _size(row)
    if _spread(row, size):
        return [line_of([item.piece for item in row])]
    beside = [gap for other in neighbours for gap in _gaps(other) if gap[1] - gap[0] > 0.3 * size]
    groups: list[list[Placed]] = [[row[0]]]
    aligned = False
    for (start, end), item in zip(_gaps(row), row[1:], strict=True):
        column = end - start > 0.3 * size and any(min(end, b) - max(start, a) > 0 for a, b in beside)
        if column or end - start >= _ONE_LINE * size:
            groups.append([item])
        else:
            groups[-1].append(item)
        aligned = aligned or column
    if aligned:
        return [
            table_row([Cell(pieces=tuple(group), box=around(item.piece.box for item in group)) for group in groups])
        ]
    return [line_of([item.piece for item in group]) for group in groups]


def _spread(row: Sequence[Placed], size: float) -> bool:
    """Return whether a row is one word with its characters set wide apart, as letterheads are: 云 岭 县 政 府."""
    if len(row) < 3 or any(len(item.piece.text) > 1 for item in row):  # noqa: PLR2004 - two characters may be two cells
        return False
    widths = [end - start for start, end in _gaps(row)]
    return max(widths) < 3 * size and max(widths) < 1.5 * max(min(widths), 0.1 * size)
