"""Corners: a convex outline becomes a quadrilateral, and its sides are laid along the edges that the picture shows."""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ocr.preparing.draft import Grey

Corners: TypeAlias = NDArray[np.float64]
"""Four corners in pixels, from the upper left one clockwise."""

Place: TypeAlias = NDArray[np.float64]

_REACH: Final = 12
"""Pixels on both sides of a rough outline within which the true edge is sought."""

_STRAY: Final = 2.0
"""Pixels; places of a side further from its line are not of its edge."""

_SAMPLES: Final = 60
_PARALLEL: Final = 1e-9


def four_corners(polygon: list[Place]) -> Corners | None:
    """Return a convex polygon with all sides but four taken away, each time the one whose loss adds least area."""
    while len(polygon) > 4:  # noqa: PLR2004 - corners of a sheet
        grown = [(_grown(polygon, at), at) for at in range(len(polygon))]
        known = [(area, at, meeting) for found, at in grown if found for area, meeting in (found,)]
        if not known:
            return None
        _, at, meeting = min(known, key=lambda item: item[0])
        polygon = [meeting if index == at else place for index, place in enumerate(polygon)]
        del polygon[(at + 1) % len(polygon)]
    if len(polygon) < 4:  # noqa: PLR2004 - the same
        return None
    corners = np.array(polygon)
    middle = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0]))]
    return np.roll(around, -int(around.sum(axis=1).argmin()), axis=0)


def _grown(polygon: list[Place], at: int) -> tuple[float, Place] | None:
    """Return what area a polygon gains without its side from corner `at` to the next, and where its neighbours meet.

    None where the neighbours run apart.
    """
    before, start, end, after = (polygon[(at + step) % len(polygon)] for step in (-1, 0, 1, 2))
    first, second = start - before, end - after
    cross = _cross(first, second)
    if abs(cross) < _PARALLEL:
        return None
    along, back = _cross(after - before, second) / cross, _cross(after - before, first) / cross
    if along < 1.0 or back < 1.0:
        return None
    meeting = before + along * first
    return 0.5 * abs(_cross(start - meeting, end - meeting)), meeting


def refined(corners: Corners, grey: Grey, chroma: Grey) -> Corners:
    """Return corners with every side laid along the steepest fall from paper to what lies beside it."""
    levels = grey.astype(np.float64) - chroma
    lines = [_line(corners[at], corners[(at + 1) % 4], levels) for at in range(4)]
    return np.array([_meeting(lines[at - 1], lines[at]) for at in range(4)])


def _line(start: Place, end: Place, levels: NDArray[np.float64]) -> Corners:
    """Return two places of the edge near a side; the side's own ends where no edge is near."""
    side = end - start
    inwards = np.array([-side[1], side[0]]) / max(1e-9, float(np.hypot(side[0], side[1])))
    shares = np.linspace(0.06, 0.94, _SAMPLES)
    depths = np.arange(-_REACH, _REACH + 1)
    places = (start + shares[:, np.newaxis] * side)[:, np.newaxis, :] + depths[np.newaxis, :, np.newaxis] * inwards
    rows = np.round(places[:, :, 1]).astype(np.intp)
    columns = np.round(places[:, :, 0]).astype(np.intp)
    height, width = levels.shape
    within = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
    sampled = np.where(within, levels[rows.clip(0, height - 1), columns.clip(0, width - 1)], np.nan)
    rises = sampled[:, 2:] - sampled[:, :-2]
    steep = np.where(np.isnan(rises), -np.inf, rises)
    depth = depths[steep.argmax(axis=1) + 1].astype(np.float64)
    shows = steep.max(axis=1) > _STRAY
    return _fitted(start, side, inwards, (shares[shows], depth[shows]))


def _fitted(
    start: Place,
    side: Place,
    inwards: Place,
    edge: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> Corners:
    """Return the ends of the straight line through places of an edge, those that stray left out."""
    shares, depth = edge
    slope, offset = 0.0, 0.0
    for _ in range(3):
        if len(shares) < _SAMPLES // 4:
            return np.array([start, start + side])
        slope, offset = (float(term) for term in np.polyfit(shares, depth, 1))
        away = np.abs(depth - (slope * shares + offset))
        kept = away <= max(_STRAY, float(np.median(away)))
        shares, depth = shares[kept], depth[kept]
    return np.array([start + offset * inwards, start + side + (offset + slope) * inwards])


def _meeting(one: Corners, other: Corners) -> Place:
    """Return where two lines meet, each given by two places; the second's first place where they run side by side."""
    begin: Place = one[0]
    aside: Place = other[0]
    first, second = one[1] - begin, other[1] - aside
    cross = _cross(first, second)
    if abs(cross) < _PARALLEL:
        return aside
    met: Place = begin + _cross(aside - begin, second) / cross * first
    return met


def _cross(one: Place, other: Place) -> float:
    """Return the cross product of two directions."""
    return float(one[0] * other[1] - one[1] * other[0])
