"""Unfound print: cells of a ruled table that have ink in them where an engine found no line of text.

Detectors pass over single figures and ticks. Ink that only touches the cell from its side is a rule or dust.
"""

import math
from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from ocr.engines import Point, Quad
from ocr.page import Box
from ocr.rows import around
from ocr.ruling import Grid
from ocr.strokes import Grey

_INSET: Final = 2.0
"""Points by which the inside of a cell keeps off its lines."""

_LOWEST: Final = 4.5
"""Points; the height of figures in the smallest print."""

_MARGIN: Final = 2.0
"""Points around the ink that are read with it."""

_FAINTEST: Final = 60
"""Of 255; by how much ink is darker than its cell."""

_DUST: Final = 0.4
"""Share of the height of the tallest spot of ink; lower ones do not make the place wider."""

_MOST: Final = 60
"""Cells of a page; where there is more unfound ink than this, it is a pattern and no print."""


def unfound(
    grey: Grey, quads: Sequence[Quad], grids: Sequence[Grid], points_per_pixel: float, tilt: float
) -> list[Quad]:
    """Return the places of ink in cells in which none of the places found stands."""
    middles = [_level(_middle(quad), points_per_pixel, tilt) for quad in quads]
    places: list[Quad] = []
    for grid in grids:
        taken = {grid.owner(x, y) for x, y in middles}
        for cell in sorted({owner for row in grid.owners for owner in row} - taken):
            place = _ink_in(grey, _on_picture(grid.cell(cell), points_per_pixel, tilt), points_per_pixel)
            if place is not None:
                places.append(place)
    return places if len(places) <= _MOST else []


def _middle(quad: Quad) -> Point:
    return (sum(x for x, _ in quad) / 4, sum(y for _, y in quad) / 4)


def _level(point: Point, scale: float, tilt: float) -> Point:
    """Return a point of the picture as a place on the level page, in points."""
    x, y = point[0] * scale, point[1] * scale
    return (x * math.cos(tilt) + y * math.sin(tilt), y * math.cos(tilt) - x * math.sin(tilt))


def _on_picture(box: Box, scale: float, tilt: float) -> Box:
    """Return the inside of a cell of the level page in pixels of the picture."""
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    x = (across * math.cos(tilt) - down * math.sin(tilt)) / scale
    y = (down * math.cos(tilt) + across * math.sin(tilt)) / scale
    wide = (box.width / 2 - _INSET - box.height / 2 * abs(math.sin(tilt))) / scale
    high = (box.height / 2 - _INSET - box.width / 2 * abs(math.sin(tilt))) / scale
    return Box(left=x - wide, top=y - high, right=x + wide, bottom=y + high)


def _ink_in(grey: Grey, box: Box, scale: float) -> Quad | None:
    """Return the place of the ink inside a cell; None where there is nothing as high as print, or much more."""
    left, top = max(0, math.ceil(box.left)), max(0, math.ceil(box.top))
    part = grey[top : max(top, int(box.bottom)), left : max(left, int(box.right))]
    if min(part.shape) * scale < _LOWEST:
        return None
    dark = (part < int(np.median(part)) - _FAINTEST).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    high, wide = part.shape
    inner = [
        Box(left=x, top=y, right=x + w, bottom=y + h)
        for x, y, w, h, _ in stats[1:].tolist()
        if x > 0 and y > 0 and x + w < wide and y + h < high
    ]
    tallest = max((spot.height for spot in inner), default=0.0)
    if tallest * scale < _LOWEST:
        return None
    ink = around(spot for spot in inner if spot.height > _DUST * tallest)
    margin = _MARGIN / scale
    x0, y0 = left + ink.left - margin, top + ink.top - margin
    x1, y1 = left + ink.right + margin, top + ink.bottom + margin
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
