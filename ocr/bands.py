"""Bands: the rows of tables that are ruled only between their rows, or not at all, and the columns they share.

Columns are told by the white that runs down between them; only what is plainly a table gets a grid.
"""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from ocr.rows import Placed, around
from ocr.ruling import Grid, Ladder

_GUTTER: Final = 0.08
"""Type sizes; the least white between two columns, if all rows leave it."""

_LOOSE: Final = 0.2
"""Type sizes by which the box of a piece may be wider than its print, on either side."""

_OVER: Final = 0.3
"""Type sizes by which a piece must reach into a second column to stand in both."""

_APART: Final = 1.0
"""Type sizes of white from which two pieces of a row stand in columns of their own."""

_CROSSED: Final = 0.25
"""Share of the bands that text may run across a gutter, as headings over two columns do."""

_CROSSING: Final = 0.15
"""Share of the printed lines that may do so instead, where rows have many of them."""

_FEW: Final = 0.15
"""Share of the lines of the fullest column that may stand in a gutter."""

_CLOSE: Final = 1.2
"""Type sizes of white before a bracket or behind a comma, at most, within one cell."""

_TOGETHER: Final = 0.6
"""Share of the usual white between rows, and of that on its other side, under which a line is of the row beside it."""

Band = Sequence[Placed]


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch across a page."""

    left: float
    right: float


def ruled_bands(ladder: Ladder, items: Sequence[Placed]) -> Grid | None:
    """Return the grid of a table with level lines between its rows; None where its rows do not share columns."""
    within = [item for item in items if ladder.low < (item.level.left + item.level.right) / 2 < ladder.high]
    bands = [
        [item for item in within if top <= (item.level.top + item.level.bottom) / 2 < bottom]
        for top, bottom in pairwise(ladder.heights)
    ]
    return _grid(bands, ladder.heights, (ladder.low, ladder.high))


def plain_bands(rows: Sequence[Band]) -> Grid | None:
    """Return the grid of a table of these rows, without any lines; None where they do not share columns."""
    bands = _together(rows)
    boxes = [around(item.level for item in band) for band in bands]
    inner = [(above.bottom + below.top) / 2 for above, below in pairwise(boxes)]
    if any(low >= high for low, high in pairwise(inner)):
        return None
    whole = around(boxes)
    return _grid(bands, (whole.top, *inner, whole.bottom), (whole.left, whole.right))


def _grid(bands: Sequence[Band], down: tuple[float, ...], sides: tuple[float, float]) -> Grid | None:
    """Return the grid of some bands between two sides."""
    filled = [band for band in bands if band]
    if len(filled) < 2:  # noqa: PLR2004 - one row is no table
        return None
    size = statistics.median(item.level.height for band in filled for item in band)
    columns = _columns(filled, size)
    if columns is None:
        return None
    inner = tuple((one.right + other.left) / 2 for one, other in pairwise(columns))
    left, right = min(sides[0], columns[0].left), max(sides[1], columns[-1].right)
    owners = tuple(_owners(row, band, inner, size) for row, band in enumerate(bands))
    return Grid(across=(left - 1, *inner, right + 1), down=down, owners=owners)


def _columns(bands: Sequence[Band], size: float) -> list[_Span] | None:
    """Return the columns that bands share; None where most rows have one, or many run across them.

    What stands in many rows makes the first columns. What reaches into more than one of those is a heading, or two
    cells that a detector took for one; what stands between them is in a column that is mostly empty.
    """
    usual = statistics.median_low([len(_cells(band, size)) for band in bands])
    if usual < 2:  # noqa: PLR2004 - a table has columns
        return None
    first = _frequent(bands, size)
    crossing = {id(item) for band in bands for item in band if _crosses(item, first, size)}
    straight = [item for band in bands for item in band if id(item) not in crossing]
    crossed = sum(any(id(item) in crossing for item in band) for band in bands)
    if crossed > _CROSSED * len(bands) and len(crossing) > _CROSSING * (len(crossing) + len(straight)):
        return None
    columns = _settled(_spans(straight, size), bands, size)
    return columns if len(columns) >= usual else None


def _settled(columns: list[_Span], bands: Sequence[Band], size: float) -> list[_Span]:
    """Return columns with those taken into their neighbour that are only a word of one row, set close to the next."""
    for column in columns:
        held = [band for band in bands if any(_within(item, column) for item in band)]
        if len(held) != 1 or len(bands) < 3:  # noqa: PLR2004 - of two rows one is half
            continue
        for item in held[0]:
            gap = max(column.left - item.level.right, item.level.left - column.right)
            if not _within(item, column) and gap < _CLOSE * size:
                other = next((one for one in columns if _within(item, one)), None)
                if other is not None:
                    joined = _Span(min(column.left, other.left), max(column.right, other.right))
                    return _settled(_merged([*columns, joined], 0.0), bands, size)
    return columns


def _within(item: Placed, column: _Span) -> bool:
    """Return whether the middle of a piece stands in a column."""
    return column.left <= (item.level.left + item.level.right) / 2 <= column.right


def _frequent(bands: Sequence[Band], size: float) -> list[_Span]:
    """Return the stretches across in which more than a few lines have text."""
    steps = Counter[float]()
    for item in (item for band in bands for item in band):
        span = _span(item, size)
        steps[span.left] += 1
        steps[span.right] -= 1
    places = sorted(steps)
    counts = list(accumulate(steps[place] for place in places))
    few = max(1, int(_FEW * max(counts)))
    crowded = [_Span(low, high) for (low, high), count in zip(pairwise(places), counts, strict=False) if count > few]
    return _merged(crowded, _GUTTER * size)


def _cells(band: Band, size: float) -> list[_Span]:
    """Return the stretches of a row that stand apart from each other."""
    return _merged([_Span(item.level.left, item.level.right) for item in band], _APART * size)


def _spans(items: Sequence[Placed], size: float) -> list[_Span]:
    """Return the stretches across that hold some pieces of text, white between them."""
    return _merged([_span(item, size) for item in items], _GUTTER * size)


def _span(item: Placed, size: float) -> _Span:
    """Return the stretch across that the print of a piece takes up for certain."""
    loose = min(_LOOSE * size, item.level.width / 4)
    return _Span(item.level.left + loose, item.level.right - loose)


def _merged(spans: Sequence[_Span], gap: float) -> list[_Span]:
    """Return stretches with those put together that are less than a gap apart, from left to right."""
    merged: list[_Span] = []
    for span in sorted(spans, key=lambda span: span.left):
        if merged and span.left - merged[-1].right < gap:
            merged[-1] = _Span(merged[-1].left, max(merged[-1].right, span.right))
        else:
            merged.append(span)
    return merged


def _crosses(item: Placed, columns: Sequence[_Span], size: float) -> bool:
    """Return whether a piece reaches into more than one column."""
    box, over = item.level, _OVER * size
    return sum(box.left + over < column.right and column.left + over < box.right for column in columns) > 1


def _owners(row: int, band: Band, inner: Sequence[float], size: float) -> tuple[tuple[int, int], ...]:
    """Return the cells of a row; text that runs over a gutter makes one cell of both sides."""
    columns = list(range(len(inner) + 1))
    over = _OVER * size
    for at, border in enumerate(inner):
        if any(item.level.left + over < border < item.level.right - over for item in band):
            columns[at + 1] = columns[at]
    return tuple((row, column) for column in columns)


def _together(rows: Sequence[Band]) -> list[list[Placed]]:
    """Return rows with printed lines of one row put together: set close to it, without anything in the first column."""
    boxes = [around(item.level for item in row) for row in rows]
    left, size = min(box.left for box in boxes), statistics.median(box.height for box in boxes)
    first = [box.left - left < _APART * size for box in boxes]
    whites = [below.top - above.bottom for above, below in pairwise(boxes)]
    usual = [white for white, pair in zip(whites, pairwise(first), strict=True) if all(pair)]
    close = _TOGETHER * statistics.median(usual) if usual else 0.0
    far = float("inf")
    bands: list[list[Placed]] = []
    joins = False
    for row, begins, above, below in zip(rows, first, [far, *whites], [*whites, far], strict=True):
        up = not begins and above < min(close, _TOGETHER * below)
        if bands and (joins or up):
            bands[-1].extend(row)
        else:
            bands.append(list(row))
        joins = not begins and not up and below < min(close, _TOGETHER * above)
    return bands
