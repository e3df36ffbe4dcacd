"""Official seals on a page: where their rings lie, and the writing along a ring as a straight strip.

A round seal is a ring of 38 to 45 mm with a star in its middle and the issuer's name along its inside, from the left
over the top to the right (国务院关于国家行政机关和企业事业单位社会团体印章管理的规定, 国发〔1999〕25号).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import Picture
from ocr.red_ink import Area, red_pixels

_CELLS: Final = 3.0
"""Pixels a millimetre at which rings are looked for."""

_SMALLEST: Final = 14.0
_LARGEST: Final = 30.0
"""Millimetres; radius. Scans that lost their resolution are taken for A4 and may be a little off."""

_CANDIDATES: Final = 6
_SUPPORT: Final = 0.7
"""Share of a ring's way on which red ink must lie; wear, folds and the edge of the paper cost some."""

_FLATTEST: Final = 0.8
"""Of the shorter axis to the longer; a page photographed askew makes rings oval."""

_OUTSIDE, _INSIDE = 1.02, 0.4
"""Of the radius: what of a seal is unrolled."""

_LOW: Final = 0.03
"""Redness of a row of the strip that holds no writing."""

_INKED: Final = 0.4

Grey = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """An ellipse in pixels of a picture: its middle, its two radii, and the turn of the first in radians clockwise."""

    x: float
    y: float
    first: float
    second: float
    turn: float

    def holds(self, x: float, y: float) -> bool:
        """Return whether a place lies within the ring."""
        return math.hypot(x - self.x, y - self.y) <= max(self.first, self.second)

    def places(self, angles: NDArray[Any], radii: NDArray[Any]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return x and y of places by radius (rows; 1 is the ring) and angle (columns; clockwise from the right)."""
        along = np.cos(angles - self.turn) * self.first
        aside = np.sin(angles - self.turn) * self.second
        cosine, sine = math.cos(self.turn), math.sin(self.turn)
        x = self.x + radii[:, None] * (along * cosine - aside * sine)
        y = self.y + radii[:, None] * (along * sine + aside * cosine)
        return x.astype(np.float32), y.astype(np.float32)


def find_rings(picture: Picture, points_per_pixel: float) -> tuple[Ring, ...]:
    """Return the rings of red ink on a page that are as large as a seal's, the plainest first."""
    per_millimetre = 1 / (points_per_pixel * 25.4 / 72)
    scale = min(1.0, _CELLS / per_millimetre)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    mask = red_pixels(np.asarray(small, dtype=np.uint8)).astype(np.uint8) * 255
    low, high = (round(radius * per_millimetre * scale) for radius in (_SMALLEST, _LARGEST))
    if low < 1 or min(mask.shape) < 2 * low or np.count_nonzero(mask) < low:
        return ()  # a picture smaller than a seal, or of next to no resolution
    found: list[Ring] = []
    for x, y, radius in _circles(mask, low, high):
        ring = _fitted(mask, Ring(x=float(x), y=float(y), first=float(radius), second=float(radius), turn=0.0))
        if ring and not any(ring.holds(other.x, other.y) for other in found):
            found.append(ring)
    return tuple(
        Ring(x=r.x / scale, y=r.y / scale, first=r.first / scale, second=r.second / scale, turn=r.turn) for r in found
    )


def unrolled(picture: Picture, ring: Ring, apart: Area | None = None) -> Picture | None:
    """Return the writing inside a ring as a straight strip, black on white; None where there is none.

    What stands in the area `apart` is left out: a straight line of writing below the star.
    """
    radius = (ring.first + ring.second) / 2
    # From the bottom clockwise, so that a name from the left over the top to the right reads forwards.
    angles = np.linspace(0, 2 * np.pi, max(16, round(2 * np.pi * 0.8 * radius)), endpoint=False) + np.pi / 2
    across, down = ring.places(angles, np.arange(_OUTSIDE, _INSIDE, -1 / radius))
    strip = cv2.remap(picture, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    redness = redness_of(np.asarray(strip, dtype=np.uint8))
    if apart:
        redness[(across > apart.left) & (across < apart.right) & (down > apart.top) & (down < apart.bottom)] = 0.0
    rows = _writing_rows(redness.mean(axis=1), radius)
    if rows is None:
        return None
    grey = (255 * (1 - redness)).astype(np.uint8)
    inked: NDArray[np.bool_] = np.asarray((redness[rows[0] : rows[1]] > _INKED).any(axis=0))
    opened = np.roll(grey, -_widest_gap(inked), axis=1)
    band = opened[max(0, rows[0] - 3) : rows[1] + 3]
    return np.repeat(band[:, :, np.newaxis], 3, axis=2)


def _circles(mask: Grey, low: int, high: int) -> NDArray[np.float32]:
    """Return x, y and radius of what may be circles, a row each, the plainest first."""
    circles: Any = cv2.HoughCircles(
        mask, cv2.HOUGH_GRADIENT, 1, minDist=low, param1=100, param2=30, minRadius=low, maxRadius=high
    )
    return np.zeros((0, 3), np.float32) if circles is None else circles[0][:_CANDIDATES]


def _fitted(mask: Grey, ring: Ring) -> Ring | None:
    """Return a ring laid exactly along the outermost ink near it; None where too little of it is there."""
    angles = np.linspace(0, 2 * np.pi, 240, endpoint=False)
    for reach, step in ((0.14, 0.01), (0.06, 0.005), (0.06, 0.005)):
        across, down = ring.places(angles, np.arange(1 - reach, 1 + reach, step))
        inked = cv2.remap(mask, across, down, cv2.INTER_LINEAR, borderValue=(0.0,)) > 127  # noqa: PLR2004 - half
        seen = inked.any(axis=0)
        outermost = len(inked) - 1 - np.argmax(inked[::-1], axis=0)
        columns = np.arange(len(angles))
        points = np.stack([across[outermost, columns], down[outermost, columns]], axis=1)[seen]
        if len(points) < _SUPPORT * len(angles):
            return None
        kept = points[_near(_ellipse(points), points)]
        if len(kept) < _SUPPORT * len(angles):
            return None
        ring = _ellipse(kept)
    flat = min(ring.first, ring.second) / max(ring.first, ring.second)
    return ring if flat >= _FLATTEST else None


def _ellipse(points: NDArray[np.float32]) -> Ring:
    """Return the ellipse that fits places best."""
    (x, y), (width, height), degrees = cv2.fitEllipseAMS(points)
    return Ring(x=x, y=y, first=max(1.0, width / 2), second=max(1.0, height / 2), turn=math.radians(degrees))


def _near(ring: Ring, points: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return which places lie on a ring; the others are ink of something else."""
    cosine, sine = math.cos(ring.turn), math.sin(ring.turn)
    x, y = points[:, 0] - ring.x, points[:, 1] - ring.y
    off = np.abs(np.hypot((x * cosine + y * sine) / ring.first, (y * cosine - x * sine) / ring.second) - 1)
    return np.asarray(off < max(0.02, float(np.median(off)) * 2.5))


def redness_of(strip: Picture) -> NDArray[np.float64]:
    """Return from 0 to 1 how red each pixel is beside the reddest; black print and paper are not."""
    wide = strip.astype(np.int16)
    redness = np.clip(wide[:, :, 0] - np.maximum(wide[:, :, 1], wide[:, :, 2]), 0, 255)
    return np.asarray(np.clip(redness / max(30.0, float(np.percentile(redness, 98))), 0, 1))


def _writing_rows(profile: NDArray[np.float64], radius: float) -> tuple[int, int] | None:
    """Return from which row to which the writing goes: between the ring and the empty space around the star."""
    begin = int(np.argmax(profile[: max(1, int(0.15 * radius))]))
    while begin < len(profile) - 1 and profile[begin + 1] <= profile[begin] + 0.002:
        begin += 1
    after = begin + int(0.08 * radius)
    rest = profile[after:]
    if not len(rest):
        return None
    empty = np.flatnonzero(rest < _LOW)
    end = after + int(empty[0] if len(empty) else np.argmin(rest[: max(1, int(0.35 * radius))]))
    return (begin, end) if end - begin >= 8 else None  # noqa: PLR2004 - pixels; smaller writing cannot be read


def _widest_gap(inked: NDArray[np.bool_]) -> int:
    """Return the column in the middle of the widest gap of a strip that closes on itself."""
    if inked.all() or not inked.any():
        return 0
    twice: Sequence[bool] = np.concatenate([inked, inked]).tolist()
    best = (0, 0)
    run = 0
    for column, ink in enumerate(twice):
        run = 0 if ink else run + 1
        best = max(best, (run, column))
    return (best[1] - best[0] // 2) % len(inked)
