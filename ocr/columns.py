"""Columns of running text: parts of a page that are read one after the other, not row by row.

A white gutter that runs down past several lines parts columns where text runs on on both sides of it. Tables, forms and
signatures have gutters too; they are read by rows and stay whole.
"""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ocr.page import Box
from ocr.rows import Placed, around, rows_of

_GUTTER: Final = 0.7
"""Type sizes; the narrowest white between two columns."""

_LINES: Final = 6
"""Lines that a column has at least. Signatures of several issuers side by side are shorter."""

_NARROWEST: Final = 8.0
"""Type sizes; the least width of a column of running text."""

_MARKS: Final = frozenset("，。、；：,.;:")
_MARKED: Final = 0.3
"""Marks a line; prose has more, and cells have none."""

_FULL: Final = 0.8
"""Share of its column's width that a line fills which does not end a paragraph."""

_MOSTLY: Final = 0.5
"""Share of a column's lines that are full. Cells are not, but for a few."""

_APART: Final = 1.5
"""Type sizes of white, right across, that set a running head, a headline or a page number apart from columns."""

_MOST: Final = 1_500
"""Pieces of text; a page of print in any number of columns has a few hundred."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page that is read by rows: its pieces of text, and the boxes of what else stands in it."""

    items: tuple[Placed, ...]
    walls: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A gutter: where it stands across, and from where to where it runs down."""

    across: float
    top: float
    bottom: float


def parts_of(items: Sequence[Placed], walls: Sequence[Box] = ()) -> list[Part]:
    """Return the parts of a page in reading order: what stands over columns, column by column, what stands below.

    `walls` are the boxes of what is no text of the page's own, such as ruled tables; a gutter ends at them.
    """
    cut = _cut(items, walls) if 2 * _LINES <= len(items) <= _MOST else None
    if cut is None:
        return [Part(tuple(items), tuple(walls))]
    quarters: list[tuple[list[Placed], list[Box]]] = [([], []) for _ in range(4)]
    for item in items:
        quarters[_quarter(item.level, cut)][0].append(item)
    for wall in walls:
        quarters[_quarter(wall, cut)][1].append(wall)
    return [part for own, boxes in quarters if own or boxes for part in parts_of(own, boxes)]


def _quarter(box: Box, cut: _Cut) -> int:
    """Return where a box is read: 0 above the columns, 1 left of the gutter, 2 right of it, 3 below."""
    middle = (box.top + box.bottom) / 2
    if middle < cut.top:
        return 0
    if middle > cut.bottom:
        return 3
    return 1 if (box.left + box.right) / 2 < cut.across else 2


def _cut(items: Sequence[Placed], walls: Sequence[Box]) -> _Cut | None:
    """Return the gutter with the most text beside it; None where there is none between columns."""
    size = statistics.median(item.level.height for item in items)
    if sum(_is_long(item, size) for item in items) < _LINES / 2:
        return None
    best: tuple[int, float, _Cut] | None = None
    for across in _places(items, size):
        for stretch in _stretches([*(item.level for item in items), *walls], across, size):
            top, bottom = _trimmed(items, stretch, size)
            beside = _within(items, top, bottom)
            left = [item for item in beside if item.level.right <= across]
            right = [item for item in beside if item.level.left >= across]
            worth = (len(beside), _white(left, right))
            if (best is None or worth > best[:2]) and _are_columns(left, right, size):
                best = (*worth, _Cut(across, top, bottom))
    return best[2] if best else None


def _places(items: Sequence[Placed], size: float) -> list[float]:
    """Return places across at which a gutter may stand: just right of where lines end, and of the last of a group."""
    ends = sorted({round(item.level.right + _GUTTER / 2 * size, 1) for item in items})
    places: list[float] = []
    for end, following in pairwise([*ends, float("inf")]):
        if not places or max(end - places[-1], following - end) > 0.2 * size:
            places.append(end)
    return places


def _stretches(boxes: Iterable[Box], across: float, size: float) -> list[tuple[float, float]]:
    """Return from where to where it is white at a place across, to either side by half a gutter."""
    slack = _GUTTER / 2 * size * 0.98
    crossing = sorted(
        (box.top, box.bottom) for box in boxes if box.left < across + slack and box.right > across - slack
    )
    stretches: list[tuple[float, float]] = []
    down = float("-inf")
    for top, bottom in [*crossing, (float("inf"), float("inf"))]:
        if top - down > _LINES * size:
            stretches.append((down, top))
        down = max(down, bottom)
    return stretches


def _within(items: Sequence[Placed], top: float, bottom: float) -> list[Placed]:
    """Return the pieces whose middle lies between two heights."""
    return [item for item in items if top < (item.level.top + item.level.bottom) / 2 < bottom]


def _trimmed(items: Sequence[Placed], stretch: tuple[float, float], size: float) -> tuple[float, float]:
    """Return a stretch without what stands at its ends in a line or two, set apart from all the rest by white."""
    groups: list[list[Placed]] = []
    foot = float("-inf")
    for item in sorted(_within(items, *stretch), key=lambda item: item.level.top):
        if not groups or item.level.top - foot > _APART * size:
            groups.append([])
        groups[-1].append(item)
        foot = max(foot, item.level.bottom)
    top, bottom = stretch
    while len(groups) > 1 and len(rows_of(groups[0])) < 3:  # noqa: PLR2004 - a line or two
        top = max(item.level.bottom for item in groups.pop(0))
    while len(groups) > 1 and len(rows_of(groups[-1])) < 3:  # noqa: PLR2004 - a line or two
        bottom = min(item.level.top for item in groups.pop())
    return top, bottom


def _white(left: Sequence[Placed], right: Sequence[Placed]) -> float:
    """Return how wide the white between two columns is."""
    if not left or not right:
        return 0.0
    return min(item.level.left for item in right) - max(item.level.right for item in left)


def _are_columns(left: Sequence[Placed], right: Sequence[Placed], size: float) -> bool:
    """Return whether text runs down on both sides of a gutter, and is not read across it."""
    long = max(sum(_is_long(item, size) for item in side) for side in (left, right))
    if min(len(left), len(right), 2 * long) < _LINES:
        return False
    one, other = rows_of(left), rows_of(right)
    first, second = _boxes(one), _boxes(other)
    top, bottom = max(first[0].top, second[0].top), min(first[-1].bottom, second[-1].bottom)
    if min(sum(top <= (box.top + box.bottom) / 2 <= bottom for box in boxes) for boxes in (first, second)) < _LINES:
        return False
    runs = [_runs_on(rows, size) for rows in (one, other)]
    return all(runs) or (any(runs) and _stand_apart(first, second, size))


def _is_long(item: Placed, size: float) -> bool:
    """Return whether a piece is long enough for one of running text."""
    return item.level.width > _NARROWEST / 2 * size


def _boxes(rows: Sequence[Sequence[Placed]]) -> list[Box]:
    """Return the boxes of the printed lines of a column."""
    return [around(item.level for item in row) for row in rows]


def _runs_on(rows: Sequence[Sequence[Placed]], size: float) -> bool:
    """Return whether lines are those of running text: most fill their column without a gap, and there are marks."""
    lines = _boxes(rows)
    edges = sorted(box.left for box in lines), sorted(box.right for box in lines)
    outside = len(lines) // 10
    width = edges[1][-1 - outside] - edges[0][outside]
    full = sum(sum(item.level.width for item in row) >= _FULL * width for row in rows)
    marks = sum(character in _MARKS for row in rows for item in row for character in item.piece.text)
    return width >= _NARROWEST * size and full >= _MOSTLY * len(rows) and marks >= _MARKED * len(rows)


def _stand_apart(one: Sequence[Box], other: Sequence[Box], size: float) -> bool:
    """Return whether most lines of the shorter column stand at other heights than those beside them."""
    fewer, more = sorted((one, other), key=len)
    middles = [(box.top + box.bottom) / 2 for box in more]
    level = sum(any(abs((box.top + box.bottom) / 2 - middle) < 0.2 * size for middle in middles) for box in fewer)
    return level < 0.5 * len(fewer)
