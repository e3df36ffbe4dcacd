"""Rings: where the round or oval rim of a seal lies in what is inked of a page.

A rim is known by its shape alone: a closed line of the size that seals have, with next to nothing just outside. So it
is found in red ink, and on a grey or two-valued scan among black print as well.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.area import Area
from ocr.engines import Point

Inked: TypeAlias = NDArray[np.uint8]
"""Rows x columns, 255 where there is ink and 0 elsewhere."""

_Numbers: TypeAlias = NDArray[np.float32]

PER_MM: Final = 3.0
"""Pixels a millimetre in which rings are looked for: a rim of one millimetre is three wide."""

_RADII: Final = (9.0, 32.0)
"""Millimetres; offices' seals measure 38 to 60 across, those of firms 30 to 40."""

_VOTES: Final = 30
"""Votes from which a circle is looked at. On 60 pages of print, tables and small type no false one got so many."""

_ANGLES: Final = 180
_WHOLE: Final = 0.6
"""Share of the rim that must be seen; print over it, folds and dry ink hide the rest."""

_ROUND: Final = 0.6
"""Shortest axis by the longest: oval seals are 40 by 30 millimetres and tilted photographs press circles flat."""

_STRAY: Final = 0.02
"""Share of the radius by which a point of the rim may miss the curve."""

_FULL: Final = 0.6
"""Share of the inside that star, name and print fill at most; lamps, balls and lanterns on photographs are full."""

_CLEAR: Final = 0.35
"""Share of the way around just outside the rim that may be inked, by lines of print that run into the seal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """An ellipse in pixels: its middle, its half axes, and by how many radians the first is turned clockwise."""

    middle: Point
    across: float
    down: float
    turn: float

    @property
    def radius(self) -> float:
        """The middle of both half axes."""
        return (self.across + self.down) / 2

    @property
    def area(self) -> Area:
        """The upright rectangle around it."""
        cosine, sine = math.cos(self.turn), math.sin(self.turn)
        width = math.hypot(self.across * cosine, self.down * sine)
        height = math.hypot(self.across * sine, self.down * cosine)
        x, y = self.middle
        return Area(left=int(x - width), top=int(y - height), right=int(x + width) + 1, bottom=int(y + height) + 1)

    def scaled(self, factor: float) -> "Ring":
        """Return the same ring on a picture that is larger by a factor."""
        x, y = self.middle
        return replace(self, middle=(x * factor, y * factor), across=self.across * factor, down=self.down * factor)

    def wider(self, factor: float) -> "Ring":
        """Return a ring about the same middle whose axes are longer by a factor."""
        return replace(self, across=self.across * factor, down=self.down * factor)

    def places(self, reaches: _Numbers, angles: _Numbers) -> tuple[_Numbers, _Numbers]:
        """Return x and y of places at reaches (1 is the rim) and angles (0 is to the right, clockwise on the page)."""
        cosine, sine = math.cos(self.turn), math.sin(self.turn)
        along = reaches * (self.across * np.cos(angles - self.turn))
        beside = reaches * (self.down * np.sin(angles - self.turn))
        x = self.middle[0] + along * cosine - beside * sine
        y = self.middle[1] + along * sine + beside * cosine
        return x.astype(np.float32), y.astype(np.float32)

    def polar(self, x: _Numbers, y: _Numbers) -> tuple[_Numbers, _Numbers]:
        """Return the reaches and angles of places: what `places` turns round."""
        cosine, sine = math.cos(self.turn), math.sin(self.turn)
        right, below = x - np.float32(self.middle[0]), y - np.float32(self.middle[1])
        along = (right * cosine + below * sine) / self.across
        beside = (below * cosine - right * sine) / self.down
        return np.hypot(along, beside), np.arctan2(beside, along) + np.float32(self.turn)

    def reach(self, point: Point) -> float:
        """Return how far out a point lies: 0 in the middle, 1 on the rim."""
        reach, _ = self.polar(np.asarray([point[0]], np.float32), np.asarray([point[1]], np.float32))
        return float(reach[0])

    def moved(self, across: float, down: float) -> "Ring":
        """Return the same ring moved to the right and down."""
        return replace(self, middle=(self.middle[0] + across, self.middle[1] + down))


def find_rings(inked: Inked, smallest: float = _RADII[0]) -> tuple[Ring, ...]:
    """Return the rings in what is inked of a page, `PER_MM` pixels a millimetre; none lies in the middle of another.

    `smallest` is the radius in millimetres from which a ring is looked for.
    """
    found: list[Ring] = []
    for start in (*_circles(inked, smallest), *_framed(inked, smallest)):
        if any(ring.reach(start.middle) < 0.5 for ring in found):  # noqa: PLR2004 - seals stand side by side
            continue
        ring = _fitted(inked, start)
        if ring is not None and smallest * PER_MM <= ring.radius <= _RADII[1] * PER_MM and _is_rim(inked, ring):
            found.append(ring)
    return tuple(found)


def _circles(inked: Inked, smallest: float) -> Iterator[Ring]:
    """Yield the circles that many edges of ink point to, the clearest first."""
    low, high = round(smallest * PER_MM), round(_RADII[1] * PER_MM)
    circles = cast(
        "Any",
        cv2.HoughCircles(inked, cv2.HOUGH_GRADIENT, 1, 20, param1=100, param2=_VOTES, minRadius=low, maxRadius=high),
    )
    for x, y, radius in () if circles is None else circles[0][:12]:
        yield Ring(middle=(float(x), float(y)), across=float(radius), down=float(radius), turn=0.0)


def _framed(inked: Inked, smallest: float) -> Iterator[Ring]:
    """Yield the ellipse inside the frame of every patch of ink: oval rims point to no one middle."""
    _, _, frames, _ = cv2.connectedComponentsWithStats(cv2.dilate(inked, np.ones((5, 5), np.uint8)))
    for left, top, width, height, _ in frames[1:]:
        if min(width, height) >= 2 * smallest * PER_MM and max(width, height) <= 2.2 * _RADII[1] * PER_MM:
            middle = (float(left + width / 2), float(top + height / 2))
            yield Ring(middle=middle, across=float(width) / 2 - 2, down=float(height) / 2 - 2, turn=0.0)


def _fitted(inked: Inked, start: Ring) -> Ring | None:
    """Return the ring whose outer edge is that of the ink near a first guess; None where no closed rim is."""
    ring = start
    for width, step in ((0.14, 0.01), (0.06, 0.006), (0.03, 0.003)):
        points = _outermost(inked, ring, width, step)
        if len(points) < _WHOLE * _ANGLES:
            return None
        curve = _ellipse(points)
        reaches, _ = curve.polar(points[:, 0], points[:, 1])
        stray = np.abs(reaches - 1)
        near = points[stray < max(_STRAY / 2, 2 * float(np.median(stray)))]
        if len(near) < _WHOLE * _ANGLES * 0.8:
            return None
        ring = _ellipse(near)
        if min(ring.across, ring.down) < _ROUND * max(ring.across, ring.down):
            return None
    points = _outermost(inked, ring, 0.03, 0.003)
    reaches, _ = ring.polar(points[:, 0], points[:, 1])
    return ring if (np.abs(reaches - 1) < _STRAY).sum() >= _WHOLE * _ANGLES else None


def _outermost(inked: Inked, ring: Ring, width: float, step: float) -> _Numbers:
    """Return the outermost inked point near a ring in every direction; none where print runs on to the outside."""
    reaches = np.arange(1 - width, 1 + width, step, dtype=np.float32)[:, None]
    angles = np.linspace(0, 2 * math.pi, _ANGLES, endpoint=False, dtype=np.float32)[None, :]
    x, y = ring.places(reaches, angles)
    seen = cv2.remap(inked, x, y, cv2.INTER_LINEAR) > 127  # noqa: PLR2004 - half of 255
    last = len(reaches) - 1 - np.argmax(seen[::-1], axis=0)
    inside = seen.any(axis=0) & ~seen[-1]
    return np.stack([np.take_along_axis(side, last[None, :], axis=0)[0][inside] for side in (x, y)], axis=1)


def _ellipse(points: _Numbers) -> Ring:
    """Return the ellipse nearest to some points."""
    (x, y), (width, height), degrees = cv2.fitEllipseAMS(points)
    # A circle's axes may come out as nothing when its points are too few; such a ring is thrown away by its size.
    return Ring(
        middle=(float(x), float(y)),
        across=max(1.0, float(width) / 2),
        down=max(1.0, float(height) / 2),
        turn=math.radians(degrees),
    )


def _is_rim(inked: Inked, ring: Ring) -> bool:
    """Return whether next to nothing is inked just outside a ring, and not too much inside: it is no disc."""
    angles = np.linspace(0, 2 * math.pi, _ANGLES, endpoint=False, dtype=np.float32)[None, :]
    reaches = np.linspace(0.05, 1.1, 43, dtype=np.float32)[:, None]  # every 0.025
    seen = cv2.remap(inked, *ring.places(reaches, angles), cv2.INTER_LINEAR) > 127  # noqa: PLR2004 - half of 255
    outside = seen[reaches[:, 0] > 1.05].any(axis=0)  # noqa: PLR2004 - clear of a rim that is not quite an ellipse
    inside = seen[reaches[:, 0] < 0.9]  # noqa: PLR2004 - clear of the rim's thickness
    return float(outside.mean()) < _CLEAR and float(inside.mean()) < _FULL
