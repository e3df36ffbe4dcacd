"""Reading order: pieces of text with places become lines, from top to bottom and from left to right.

Knows nothing of where the pieces came from. Columns of running text are not told apart; a page in two columns comes
out row by row.
"""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ocr.page import Ink, Line, Region
from ocr.rows import Piece, Placed, around, rows_of
from ocr.spacing import joined, without_stray_spaces

_ONE_LINE: Final = 1.0
"""Pieces of a row less than this many type sizes apart belong to one printed line."""

_FAR: Final = 2.5
"""Rows further apart than this many type sizes do not belong to one table."""


def arrange(pieces: Iterable[Piece], tilt: float = 0.0) -> tuple[Line, ...]:
    """Return the lines of a page in reading order.

    `tilt` is the angle of the lines in radians, counted clockwise; boxes are compared as if it were zero. Pieces
    close together on a row become one line. Where gaps of neighbouring rows lie above each other, the rows are those
    of a table: one line each, cells separated by tabs. Pieces far apart otherwise are lines of their own.
    """
    rows = rows_of([piece for piece in pieces if piece.text.strip()], tilt)
    lines: list[Line] = []
    for index, row in enumerate(rows):
        neighbours = rows[max(0, index - 1) : index] + rows[index + 1 : index + 2]
        lines.extend(_lines(row, [other for other in neighbours if _near(row, other)]))
    return tuple(lines)


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
        return [_line([item.piece for item in row])]
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
    lines = [_line([item.piece for item in group]) for group in groups]
    return [_table_row(lines)] if aligned else lines


def _spread(row: Sequence[Placed], size: float) -> bool:
    """Return whether a row is one word with its characters set wide apart, as letterheads are: 云 岭 县 政 府."""
    if len(row) < 3 or any(len(item.piece.text) > 1 for item in row):  # noqa: PLR2004 - two characters may be two cells
        return False
    widths = [end - start for start, end in _gaps(row)]
    return max(widths) < 3 * size and max(widths) < 1.5 * max(min(widths), 0.1 * size)


def _line(pieces: Sequence[Piece]) -> Line:
    """Return pieces of one printed line as that line; its confidence weighs each piece by its length."""
    length = sum(len(piece.text) for piece in pieces)
    red = sum(len(piece.text) for piece in pieces if piece.ink is Ink.RED)
    return Line(
        text=joined([without_stray_spaces(piece.text) for piece in pieces]),
        box=around(piece.box for piece in pieces),
        confidence=round(sum(piece.confidence * len(piece.text) for piece in pieces) / length, 4),
        ink=Ink.RED if red * 2 > length else Ink.BLACK,
    )


def _table_row(cells: Sequence[Line]) -> Line:
    """Return cells as the line of a table row."""
    whole = _line([Piece(text=c.text, box=c.box, confidence=c.confidence, ink=c.ink) for c in cells if c.box])
    places = tuple(cell.box for cell in cells if cell.box)
    return replace(whole, text="\t".join(cell.text for cell in cells), region=Region.TABLE, cells=places)
