"""Skew: how far the lines of print are from level, and whether they run across the page or along it.

The ink is counted row by row in the direction of every possible angle; the direction of the lines is the one in
which rows of print and the white between them differ most.
"""

import math
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ocr.preparing.draft import Mask

Places: TypeAlias = NDArray[np.float32]

_WIDEST: Final = 16.0
"""Degrees; what is turned further lies askew on purpose."""

_COARSE: Final = 0.5
_FINE: Final = 0.05
_POINTS: Final = 25_000
"""Pixels of ink that are looked at, evenly drawn from all."""

_FEW: Final = 400
_CLEAR: Final = 1.6
"""How many times sharper than the middle angle the best one has to be."""

_PLAIN: Final = 10.0
"""From here on nobody need ask whether the lines run the other way; on pages that lie it is at most 9, but for tables,
whose rules show the same angle both ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skew:
    """The angle of the lines in degrees, counted clockwise from level, and how clearly it stands out.

    `clearness` is the sharpness of the best angle by that of the middle one; 0 where the page has too little ink.
    `lying` says that the lines run along the page from top to bottom; the angle then counts from upright.
    """

    degrees: float = 0.0
    clearness: float = 0.0
    lying: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether the angle can be believed."""
        return self.clearness >= _CLEAR


def skew_of(ink: Mask) -> Skew:
    """Return the skew of a page from where its ink is."""
    down, across = np.nonzero(ink)
    if len(down) < _FEW:
        return Skew()
    step = max(1, len(down) // _POINTS)
    x, y = across[::step].astype(np.float32), down[::step].astype(np.float32)
    standing = _best(x, y, lying=False)
    if standing.clearness >= _PLAIN:
        return standing
    along = _best(y, -x, lying=True)
    return standing if standing.clearness >= along.clearness else along


def _best(x: Places, y: Places, *, lying: bool) -> Skew:
    """Return the skew of lines that run along x."""
    angles = np.arange(-_WIDEST, _WIDEST + _COARSE / 2, _COARSE)
    sharpness = np.array([_sharpness(x, y, float(angle), 2.0) for angle in angles])
    at = int(sharpness.argmax())
    clearness = float(sharpness[at] / max(1e-9, float(np.median(sharpness))))
    if at in {0, len(angles) - 1}:
        return Skew(lying=lying)
    near = np.arange(angles[at] - _COARSE, angles[at] + _COARSE + _FINE / 2, _FINE)
    fine = np.array([_sharpness(x, y, float(angle), 1.0) for angle in near])
    return Skew(degrees=float(near[int(fine.argmax())]), clearness=clearness, lying=lying)


def _sharpness(x: Places, y: Places, degrees: float, cell: float) -> float:
    """Return how much neighbouring rows differ when lines are taken to fall by an angle from left to right."""
    angle = math.radians(degrees)
    rows = (y * math.cos(angle) - x * math.sin(angle)) / cell
    counted = np.bincount((rows - rows.min()).astype(np.int32)).astype(np.float64)
    return float((np.diff(counted) ** 2).sum())
