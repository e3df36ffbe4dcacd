"""Places of text in a picture: found by an engine, and cut where they run over the line between two cells."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ocr.area import box_around
from ocr.engines import Engine, Point, Quad
from ocr.layout import open_grids
from ocr.rows import Piece, tilt_of
from ocr.ruling import Grid, Ladder, Ruling, grids_of, ladders_of
from ocr.sheet import Sheet
from ocr.strokes import Grey, rulings_in
from ocr.unfound import unfound

_OVER: Final = 0.4
"""Heights by which a place must reach into a cell; places are a little larger than what is printed there."""


_GAP: Final = 0.3
"""Heights of white between two cells of a row that a detector took for one place, at least."""

_WIDE_GAP: Final = 0.7
"""The same where only lines between the rows show a table; more white than a comma leaves."""

_REACH: Final = 2.0
"""Heights by which that white may stand away from the middle of the gutter."""

_HEAD: Final = 1.5
"""Heights of the first row over a table in which the heads of its columns may stand."""

_FAINT: Final = 50
"""Of 255; by how much print is darker than paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where text stands in a picture, in pixels; its printed lines in points; and the tilt of both in radians."""

    quads: tuple[Quad, ...]
    rulings: tuple[Ruling, ...]
    tilt: float


def find_places(sheet: Sheet, engine: Engine) -> Places:
    """Return the places of text on a sheet: what an engine finds, cut between cells, and what it passed over."""
    scale, quads = sheet.points_per_pixel, engine.find_lines(sheet.picture)
    # Red rules are as dark in green light as black ones.
    grey = np.ascontiguousarray(sheet.picture[:, :, 1])
    rulings = rulings_in(grey, scale)
    tilt = tilt_of([*map(_run, rulings), *(_baseline(quad) for quad in quads if _is_long(quad))])
    grids = grids_of(rulings, tilt)
    cut = cut_at_borders(quads, grids, scale, tilt)
    ladders = ladders_of(rulings, grids, tilt)
    cut = [part for quad in cut for part in _parts_on_ladder(quad, ladders, grey, (scale, tilt))]
    shared = open_grids((_unread(quad, scale) for quad in cut), tilt, grids, ladders)
    parted = [part for quad in cut for part in _parts_between_gaps(quad, shared, grey, (scale, tilt))]
    return Places(quads=(*parted, *unfound(grey, parted, grids, scale, tilt)), rulings=rulings, tilt=tilt)


def _unread(quad: Quad, scale: float) -> Piece:
    """Return a place as a piece of text that nobody has read yet, as many characters as fit."""
    box = box_around(quad, scale)
    return Piece(text="口" * max(1, round(box.width / max(box.height, 1.0))), box=box)


def _run(ruling: Ruling) -> Point:
    """Return how far a printed line runs to the right and how much it falls on the way."""
    return (ruling.x1 - ruling.x0, ruling.y1 - ruling.y0)


def _is_long(quad: Quad) -> bool:
    """Return whether a place is long enough to tell the page's tilt."""
    return abs(quad[1][0] - quad[0][0]) > 3 * abs(quad[3][1] - quad[0][1])


def _baseline(quad: Quad) -> Point:
    """Return how far a line of text runs to the right and how much it falls on the way."""
    return (quad[1][0] - quad[0][0], quad[1][1] - quad[0][1])


def cut_at_borders(quads: Sequence[Quad], grids: Sequence[Grid], points_per_pixel: float, tilt: float) -> list[Quad]:
    """Return the places with every one that two neighbouring cells share cut at the line between them."""
    return [part for quad in quads for part in _parts(quad, grids, points_per_pixel, tilt)]


def _parts(quad: Quad, grids: Sequence[Grid], scale: float, tilt: float) -> list[Quad]:
    """Return a place, or the parts of it that stand in cells of their own."""
    shares = _shares(quad, (scale, tilt), lambda y: [x for grid in grids for x in grid.borders(y)])
    return _sliced(quad, [(share, share) for share in shares])


def _parts_between_gaps(quad: Quad, grids: Sequence[Grid], grey: Grey, terms: tuple[float, float]) -> list[Quad]:
    """Return a place, or the parts of it with white between them near the gutters between columns.

    Right over a table only a place with white at all the gutters is cut: the heads of the columns, taken for one.
    """
    level = _levelled(((quad[0][0] + quad[2][0]) / 2, (quad[0][1] + quad[2][1]) / 2), *terms)
    inside = any(grid.row(level[1]) is not None for grid in grids)
    shares = _shares(quad, terms, lambda y: [x for grid in grids if _reaches(grid, y) for x in grid.across])
    gaps = _gaps(quad, grey, _GAP) if shares else []
    reach = _REACH * (quad[3][1] - quad[0][1]) / max(1.0, quad[1][0] - quad[0][0])
    near = [gap for gap in gaps if any(abs((gap[0] + gap[1]) / 2 - share) <= reach for share in shares)]
    widest = sorted(near, key=lambda gap: gap[0] - gap[1])[: len(shares)]
    return _sliced(quad, sorted(widest)) if inside or len(widest) == len(shares) else [quad]


def _reaches(grid: Grid, y: float) -> bool:
    """Return whether a height is in a grid, or where the heads of its columns may stand."""
    return grid.down[0] - _HEAD * (grid.down[1] - grid.down[0]) < y < grid.down[-1]


def _parts_on_ladder(quad: Quad, ladders: Sequence[Ladder], grey: Grey, terms: tuple[float, float]) -> list[Quad]:
    """Return a place, or its parts with wide white between them where lines between rows show that it is of a table.

    What is cut inside a cell is put together again when cells are known.
    """
    across, down = _levelled(((quad[0][0] + quad[2][0]) / 2, (quad[0][1] + quad[2][1]) / 2), *terms)
    on = any(one.low < across < one.high and one.heights[0] < down < one.heights[-1] for one in ladders)
    return _sliced(quad, _gaps(quad, grey, _WIDE_GAP)) if on else [quad]


def _shares(quad: Quad, terms: tuple[float, float], borders: Callable[[float], list[float]]) -> list[float]:
    """Return where the borders of columns at its height cross a place, as shares of its width."""
    level = [_levelled(point, *terms) for point in quad]
    left, right = min(x for x, _ in level), max(x for x, _ in level)
    top, bottom = min(y for _, y in level), max(y for _, y in level)
    slack = _OVER * (bottom - top)
    crossed = [x for x in borders((top + bottom) / 2) if left + slack < x < right - slack]
    return sorted((x - left) / (right - left) for x in crossed)


def _gaps(quad: Quad, grey: Grey, least: float) -> list[tuple[float, float]]:
    """Return the white gaps in a place of at least so many heights, from where to where as shares of its width."""
    left, right = max(0, int(quad[0][0])), int(quad[1][0])
    top, bottom = max(0, int(min(quad[0][1], quad[1][1]))), int(max(quad[2][1], quad[3][1]))
    part = grey[top:bottom, left:right]
    if not part.size:
        return []
    inked = np.flatnonzero((part < np.percentile(part, 80) - _FAINT).sum(axis=0) > 1)
    wide = np.flatnonzero(np.diff(inked) > least * (bottom - top))
    return [(float(inked[at]) / (right - left), float(inked[at + 1]) / (right - left)) for at in wide]


def _sliced(quad: Quad, gaps: Sequence[tuple[float, float]]) -> list[Quad]:
    """Return the parts of a place that are left when some stretches of its width are taken out."""
    if not gaps:
        return [quad]
    starts, ends = [0.0, *(end for _, end in gaps)], [*(start for start, _ in gaps), 1.0]
    return [_slice(quad, low, high) for low, high in zip(starts, ends, strict=True) if high > low]


def _levelled(point: Point, scale: float, tilt: float) -> Point:
    """Return a point of the picture as a place on the level page, in points."""
    x, y = point[0] * scale, point[1] * scale
    return (x * math.cos(tilt) + y * math.sin(tilt), y * math.cos(tilt) - x * math.sin(tilt))


def _slice(quad: Quad, low: float, high: float) -> Quad:
    """Return the part of a place between two shares of its width."""
    a, b, c, d = quad
    return (_between(a, b, low), _between(a, b, high), _between(d, c, high), _between(d, c, low))


def _between(one: Point, other: Point, share: float) -> Point:
    return (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)
