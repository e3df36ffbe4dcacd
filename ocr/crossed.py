"""Rows of print that a seal crosses in the same black: where a detector sees them only with the seal's signs left out.

What is looked for is a place; it is read with everything on it, for a recogniser sees through more than a detector.
"""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.area import Area, area_around
from ocr.engines import Engine, Picture, Quad
from ocr.rings import Ring

_SIGNS: Final = (0.55, 1.03)
"""From where to where, by the radius, the name of a seal and its rim stand."""

_STAR: Final = 0.5
_STROKE: Final = 0.03
"""By the radius: how far out the star reaches, and half of the width from which what is black there is no stroke."""

_HALF: Final = 128
_GAP: Final = 0.45
"""Heights of white at which a row ends."""

_EDGE: Final = 0.2
"""Heights by which the place of a row is higher than its print, above and below."""

_MARGIN: Final = 0.12
"""Heights of white that a place keeps at the ends of its row."""

_NEARLY: Final = 0.85
"""Share of a row's length from which what was found is taken for the whole of it."""


def crossed_rows(picture: Picture, ring: Ring, engine: Engine) -> list[Quad]:
    """Return the places of the rows of print that run through the middle of a seal; `ring` is its rim."""
    black = picture[:, :, 1] < _HALF
    found = [area_around(quad) for quad in engine.find_lines(_without_signs(picture, black, ring))]
    return [_lengthened(area, black).corners for area in found if _runs_through(area, ring)]


def _without_signs(picture: Picture, black: NDArray[np.bool_], ring: Ring) -> Picture:
    """Return a picture with the rim, the name and the star of a seal whitened, and what is printed there with them."""
    height, width = black.shape
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    reach, _ = ring.polar(across, down)
    inner = (black & (reach < _STAR)).astype(np.uint8)
    stroke = max(3, round(_STROKE * ring.radius))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * stroke + 1, 2 * stroke + 1))
    star = cv2.dilate(cv2.morphologyEx(inner, cv2.MORPH_OPEN, disc), np.ones((stroke, stroke), np.uint8)) > 0
    bare = picture.copy()
    bare[((reach > _SIGNS[0]) & (reach < _SIGNS[1])) | star] = 255
    return bare


def _runs_through(area: Area, ring: Ring) -> bool:
    """Return whether a place reaches into the middle of a seal."""
    across = min(max(ring.middle[0], area.left), area.right)
    return ring.reach((across, (area.top + area.bottom) / 2)) < _SIGNS[0]


def _lengthened(area: Area, black: NDArray[np.bool_]) -> Area:
    """Return a place lengthened to both sides as far as ink follows without a wide gap."""
    height = area.bottom - area.top
    edge, margin = round(_EDGE * height), round(_MARGIN * height)
    inked = np.flatnonzero(black[max(0, area.top + edge) : area.bottom - edge].any(axis=0))
    left = area.left - _followed(area.left - inked[inked < area.left][::-1], height)
    right = area.right + _followed(inked[inked > area.right] - area.right, height)
    return Area(left=max(0, left - margin), top=area.top, right=right + margin, bottom=area.bottom)


def _followed(distances: NDArray[np.int64], height: int) -> int:
    """Return how far ink at rising distances goes on without a gap that ends a row."""
    gaps = np.flatnonzero(np.diff(distances, prepend=0) > _GAP * height)
    kept = distances[: gaps[0]] if gaps.size else distances
    return int(kept[-1]) if kept.size else 0


def uncovered(rows: Sequence[Quad], found: Sequence[Quad]) -> list[Quad]:
    """Return the rows of which nothing that was found already holds nearly all."""
    areas = [area_around(quad) for quad in found]
    return [row for row in rows if not any(_holds(area, area_around(row)) for area in areas)]


def _holds(area: Area, row: Area) -> bool:
    """Return whether a place reaches over nearly all of a row."""
    same = min(area.bottom, row.bottom) - max(area.top, row.top) > (row.bottom - row.top) / 2
    return same and min(area.right, row.right) - max(area.left, row.left) > _NEARLY * (row.right - row.left)
