"""Places of text in a picture: found by an engine, and cut where they run over the line between two cells."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from ocr.engines import Engine, Point, Quad
from ocr.rows import tilt_of
from ocr.ruling import Grid, Ruling, grids_of
from ocr.sheet import Sheet
from ocr.strokes import rulings_in
from ocr.unfound import unfound

_OVER: Final = 0.4
"""Heights by which a place must reach into a cell; places are a little larger than what is printed there."""


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
    return Places(quads=(*cut, *unfound(grey, cut, grids, scale, tilt)), rulings=rulings, tilt=tilt)


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
    level = [_levelled(point, scale, tilt) for point in quad]
    left, right = min(x for x, _ in level), max(x for x, _ in level)
    top, bottom = min(y for _, y in level), max(y for _, y in level)
    slack = _OVER * (bottom - top)
    shares = [
        (x - left) / (right - left)
        for grid in grids
        for x in grid.borders((top + bottom) / 2)
        if left + slack < x < right - slack
    ]
    return [_slice(quad, low, high) for low, high in pairwise((0.0, *sorted(shares), 1.0))] if shares else [quad]


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
