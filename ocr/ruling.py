"""Grids: the cells that ruling lines enclose on a page.

Pure geometry in points; where the lines came from (a picture, a PDF's drawing commands) is not known here. A cell may
cover several rows and columns. Sides that were left open, as many printed tables leave theirs, count as ruled.
"""

import math
import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Final

from ocr.page import Box

_NEAR: Final = 3.0
"""Points within which two parallel lines are one."""

_TOUCH: Final = 1.5
"""Points within which lines that cross meet; the strokes of type keep further away from the lines around them."""

_GAP: Final = 2.5
"""Points; the longest break in a line that dust makes. Strokes of type in rows above each other are further apart."""

_SMALLEST: Final = (90.0, 20.0)
"""Points across and down. A character of a letterhead may look like a table, but is smaller than an archive stamp."""

_DRAWN: Final = 0.6
"""Share of a cell's side that must be ruled to part it from its neighbour."""

_OPEN: Final = 12.0
"""Points by which lines run out beyond the last line across them where a side was left open."""

_ROOM: Final = 8.0
"""Points; half of a table's rows and columns are as high and wide at least, for print of six points."""

_RUNG: Final = 150.0
"""Points; the least length of lines between the rows of a table."""

_RUNGS: Final = 4
"""Lines of such a table at least: three rows."""

_SIDES: Final = 8.0
"""Points by which the ends of such lines may differ."""

_FURTHEST: Final = 120.0
"""Points between two such lines, at most."""

_SLOPE: Final = math.radians(10)
"""Lines that lean more than this are neither level nor upright."""

_MOST: Final = 1_500
"""Lines; with more of them a page is a drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A straight printed line between two points of a page."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A ruled table: where its lines stand, and which cell each place between them belongs to.

    `across` and `down` are the places of the lines, one more than there are columns and rows. `owners` names, for
    every row and column, the row and column at which its cell begins; a cell that covers several places stands at
    the first of them, by rows.
    """

    across: tuple[float, ...]
    down: tuple[float, ...]
    owners: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def box(self) -> Box:
        """The smallest box around the grid."""
        return Box(left=self.across[0], top=self.down[0], right=self.across[-1], bottom=self.down[-1])

    def row(self, y: float) -> int | None:
        """Return the row at a height; None outside the grid."""
        return _slot(self.down, y)

    def column(self, x: float) -> int | None:
        """Return the column at a place across; None outside the grid."""
        return _slot(self.across, x)

    def owner(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the cell that holds a point, by the row and column at which it begins; None outside the grid."""
        row, column = self.row(y), self.column(x)
        return None if row is None or column is None else self.owners[row][column]

    def borders(self, y: float) -> tuple[float, ...]:
        """Return where lines part one cell from the next at a height, from left to right."""
        row = self.row(y)
        if row is None:
            return ()
        owners = self.owners[row]
        return tuple(x for x, (one, other) in zip(self.across[1:-1], pairwise(owners), strict=True) if one != other)

    def cell(self, owner: tuple[int, int]) -> Box:
        """Return the box around the cell that begins at a row and column."""
        places = [
            (row, column)
            for row, owners in enumerate(self.owners)
            for column, other in enumerate(owners)
            if other == owner
        ]
        rows, columns = [row for row, _ in places], [column for _, column in places]
        return Box(
            left=self.across[min(columns)],
            top=self.down[min(rows)],
            right=self.across[max(columns) + 1],
            bottom=self.down[max(rows) + 1],
        )


@dataclass(frozen=True, slots=True)
class Ladder:
    """Level lines below each other: their heights from top to bottom, and from where to where they run."""

    heights: tuple[float, ...]
    low: float
    high: float


@dataclass(slots=True, eq=False)
class _Stroke:
    """A level line at height `at` from `low` to `high`, or an upright one at `at` across."""

    at: float
    low: float
    high: float


def grids_of(rulings: Iterable[Ruling], tilt: float = 0.0) -> tuple[Grid, ...]:
    """Return the tables among the lines of a page, from top to bottom.

    `tilt` is the angle of the page in radians, counted clockwise; places in the grids are those of the page turned
    back by it about its upper left corner. A frame around a page or a text is no table.
    """
    lines = list(rulings)
    if len(lines) > _MOST:
        return ()
    level, upright = _strokes(lines, tilt)
    grids = (_grid(*group) for group in _groups(_joined(level), _joined(upright)))
    return tuple(sorted((grid for grid in grids if grid), key=lambda grid: (grid.down[0], grid.across[0])))


def ladders_of(rulings: Iterable[Ruling], grids: Sequence[Grid], tilt: float = 0.0) -> list[Ladder]:
    """Return the level lines of equal length below each other that lie in none of the grids of a page."""
    lines = list(rulings)
    level = _joined(_strokes(lines, tilt)[0]) if len(lines) <= _MOST else []
    ladders: list[list[_Stroke]] = []
    for rung in _rungs(level):
        middle = (rung.low + rung.high) / 2
        if any(grid.owner(middle, rung.at) or grid.owner(middle, rung.at - _NEAR) for grid in grids):
            continue
        same = next((ladder for ladder in ladders if _continues(ladder[-1], rung)), None)
        if same is None:
            ladders.append([rung])
        elif rung.at - same[-1].at > _NEAR:
            same.append(rung)
    return [
        Ladder(tuple(one.at for one in rungs), min(one.low for one in rungs), max(one.high for one in rungs))
        for rungs in ladders
        if len(rungs) >= _RUNGS
    ]


def _rungs(level: Sequence[_Stroke]) -> list[_Stroke]:
    """Return the long level lines from top to bottom; one that print or dust broke counts as whole."""
    rungs: list[tuple[_Stroke, float]] = []
    for one in sorted(level, key=lambda one: one.at):
        if rungs and one.at - rungs[-1][0].at < _TOUCH:
            whole, drawn = rungs[-1]
            low, high = min(whole.low, one.low), max(whole.high, one.high)
            rungs[-1] = (_Stroke(at=whole.at, low=low, high=high), drawn + one.high - one.low)
        else:
            rungs.append((one, one.high - one.low))
    return [one for one, drawn in rungs if one.high - one.low >= _RUNG and drawn >= _DRAWN * (one.high - one.low)]


def _continues(rung: _Stroke, other: _Stroke) -> bool:
    """Return whether a level line lies below another, of the same length and not far off."""
    same = abs(rung.low - other.low) < _SIDES and abs(rung.high - other.high) < _SIDES
    return same and other.at - rung.at < _FURTHEST


def _strokes(lines: Sequence[Ruling], tilt: float) -> tuple[list[_Stroke], list[_Stroke]]:
    """Return the level and the upright lines of a page turned back by its tilt."""
    cosine, sine = math.cos(tilt), math.sin(tilt)
    level: list[_Stroke] = []
    upright: list[_Stroke] = []
    for line in lines:
        ax, ay = line.x0 * cosine + line.y0 * sine, line.y0 * cosine - line.x0 * sine
        bx, by = line.x1 * cosine + line.y1 * sine, line.y1 * cosine - line.x1 * sine
        lean = math.atan2(abs(by - ay), abs(bx - ax))
        if lean < _SLOPE:
            level.append(_Stroke(at=(ay + by) / 2, low=min(ax, bx), high=max(ax, bx)))
        elif lean > math.pi / 2 - _SLOPE:
            upright.append(_Stroke(at=(ax + bx) / 2, low=min(ay, by), high=max(ay, by)))
    return level, upright


def _joined(strokes: Iterable[_Stroke]) -> list[_Stroke]:
    """Return lines with those put together that are pieces of one, or lie on each other."""
    whole: list[_Stroke] = []
    reaching: list[_Stroke] = []
    for stroke in sorted(strokes, key=lambda stroke: (stroke.low, stroke.at, stroke.high)):
        reaching = [other for other in reaching if stroke.low <= other.high + _GAP]
        same = next((other for other in reaching if abs(other.at - stroke.at) <= _NEAR), None)
        if same is None:
            same = _Stroke(at=stroke.at, low=stroke.low, high=stroke.high)
            whole.append(same)
            reaching.append(same)
        else:
            longer = max((same, stroke), key=lambda one: one.high - one.low)
            same.at, same.high = longer.at, max(same.high, stroke.high)
    return whole


def _groups(level: list[_Stroke], upright: list[_Stroke]) -> list[tuple[list[_Stroke], list[_Stroke]]]:
    """Return the lines that hang together, level and upright ones apart.

    An upright line counts when it meets two level ones; a stroke of type between them does not.
    """
    groups: list[tuple[list[_Stroke], list[_Stroke]]] = []
    posts = _posts(level, upright)
    for line in level:
        met = [post for post in posts if _meet(line, post)]
        touched = [group for group in groups if any(post in group[1] for post in met)]
        known = [post for group in touched for post in group[1]]
        if met:
            groups = [group for group in groups if group not in touched]
            lines = [line, *(one for group in touched for one in group[0])]
            groups.append((lines, [*known, *(post for post in met if post not in known)]))
    return groups


def _posts(level: Sequence[_Stroke], upright: Sequence[_Stroke]) -> list[_Stroke]:
    """Return the upright lines that meet two level ones or more."""
    height = attrgetter("at")
    rungs = sorted(level, key=height)
    posts: list[_Stroke] = []
    for post in upright:
        above = bisect_left(rungs, post.low - _TOUCH, key=height)
        below = bisect_right(rungs, post.high + _TOUCH, key=height)
        if sum(_meet(rung, post) for rung in rungs[above:below]) > 1:
            posts.append(post)
    return posts


def _meet(line: _Stroke, post: _Stroke) -> bool:
    """Return whether a level and an upright line cross or touch."""
    return line.low - _TOUCH <= post.at <= line.high + _TOUCH and post.low - _TOUCH <= line.at <= post.high + _TOUCH


def _grid(level: list[_Stroke], upright: list[_Stroke]) -> Grid | None:
    """Return the grid of lines that hang together; None where they enclose fewer than two rows or two columns."""
    across = _places(upright, [end for line in level for end in (line.low, line.high)])
    down = _places(level, [end for post in upright for end in (post.low, post.high)])
    rows, columns = len(down) - 1, len(across) - 1
    if rows < 2 or columns < 2 or not _has_room(across, down):  # noqa: PLR2004 - two rows, two columns
        return None
    cells = {(row, column): (row, column) for row in range(rows) for column in range(columns)}
    for row, (top, bottom) in enumerate(pairwise(down)):
        for column, (left, right) in enumerate(pairwise(across)):
            if column + 1 < columns and not _parts(upright, right, top, bottom):
                _unite(cells, (row, column), (row, column + 1))
            if row + 1 < rows and not _parts(level, bottom, left, right):
                _unite(cells, (row, column), (row + 1, column))
    owners = tuple(tuple(_root(cells, (row, column)) for column in range(columns)) for row in range(rows))
    if len({owner for row in owners for owner in row}) < 3:  # noqa: PLR2004 - a heading over two columns
        return None
    return Grid(across=across, down=down, owners=owners)


def _has_room(across: Sequence[float], down: Sequence[float]) -> bool:
    """Return whether text has room between lines at these places: photographs show lines close to each other."""
    large = across[-1] - across[0] >= _SMALLEST[0] and down[-1] - down[0] >= _SMALLEST[1]
    return large and all(statistics.median(b - a for a, b in pairwise(places)) >= _ROOM for places in (across, down))


def _places(strokes: Sequence[_Stroke], ends: Sequence[float]) -> tuple[float, ...]:
    """Return the places of parallel lines, near ones as one, with the open sides to which lines across run out."""
    places: list[list[float]] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.at):
        if places and stroke.at - places[-1][-1] <= _NEAR:
            places[-1].append(stroke.at)
        else:
            places.append([stroke.at])
    found = [statistics.fmean(place) for place in places]
    low, high = min(ends), max(ends)
    first = [low] if low < found[0] - _OPEN else []
    last = [high] if high > found[-1] + _OPEN else []
    return (*first, *found, *last)


def _parts(strokes: Sequence[_Stroke], at: float, low: float, high: float) -> bool:
    """Return whether lines at a place run along most of a side."""
    drawn = sum(
        max(0.0, min(high, stroke.high) - max(low, stroke.low)) for stroke in strokes if abs(stroke.at - at) <= _NEAR
    )
    return drawn >= _DRAWN * (high - low)


def _root(cells: dict[tuple[int, int], tuple[int, int]], place: tuple[int, int]) -> tuple[int, int]:
    """Return the first place of the cell that a place belongs to."""
    while cells[place] != place:
        place = cells[place]
    return place


def _unite(cells: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]) -> None:
    """Make two places belong to one cell, which begins at the earlier of their first places."""
    first, second = sorted((_root(cells, one), _root(cells, other)))
    cells[second] = first


def _slot(places: Sequence[float], at: float) -> int | None:
    """Return between which two neighbours of some places a point lies, counted from 0."""
    index = bisect_right(places, at) - 1
    return index if 0 <= index < len(places) - 1 else None
