"""A draft: the page small and grey, on which everything about it is found out cheaply."""

from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import Picture

Grey: TypeAlias = NDArray[np.uint8]
Mask: TypeAlias = NDArray[np.bool_]

_SIDE: Final = 1200
"""The longer edge of a draft in pixels: about 100 dots an inch on A4, where print is still ten pixels high."""

_NEARLY: Final = 0.07
"""Share by which a draft may be smaller or larger than that."""

_CONTRAST: Final = 30
"""Of 255: what is darker than the paper around it by this much is ink."""

_STROKE: Final = 25
"""Pixels of a draft; strokes are thinner than this, so that the paper around them can be seen."""

_COARSE: Final = 4
_SOLID: Final = 0.35
_LARGE: Final = 0.12
"""A patch of ink filled to the first share and, on both sides, longer than the second share of the page is no print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A page small and grey. `scale` is how many of its pixels one pixel of the page makes (at most 1)."""

    grey: Grey
    scale: float

    @property
    def width(self) -> int:
        """Width in pixels."""
        return int(self.grey.shape[1])

    @property
    def height(self) -> int:
        """Height in pixels."""
        return int(self.grey.shape[0])


def draft_of(picture: Picture) -> Draft:
    """Return the draft of a page."""
    grey = cast("Grey", cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))
    times = max(grey.shape) / _SIDE
    if times <= 1:
        return Draft(grey=grey, scale=1.0)
    whole = round(times)
    # So it is for scans at 200, 300 and 600 dpi, and whole pixels are put together in a tenth of the time.
    if abs(times - whole) < _NEARLY * whole <= min(grey.shape):
        times = whole
        grey = grey[: grey.shape[0] // whole * whole, : grey.shape[1] // whole * whole]
    size = (max(1, round(grey.shape[1] / times)), max(1, round(grey.shape[0] / times)))
    return Draft(grey=cast("Grey", cv2.resize(grey, size, interpolation=cv2.INTER_AREA)), scale=1 / times)


def print_on(draft: Draft) -> Mask:
    """Return where a draft shows print or rules: dark against the paper around, and no solid patch."""
    kernel = np.ones((_STROKE, _STROKE), np.uint8)
    paper = cv2.morphologyEx(draft.grey, cv2.MORPH_CLOSE, kernel)
    ink = (cv2.subtract(paper, draft.grey) > _CONTRAST).astype(np.uint8)
    longest = _LARGE * max(draft.width, draft.height)
    if not _may_hold(ink, longest):
        return ink.astype(np.bool_)
    _, labels, stats, _ = cast("Any", cv2).connectedComponentsWithStats(ink, connectivity=8)
    wide, high, area = stats[:, 2], stats[:, 3], stats[:, 4]
    solid = (wide > longest) & (high > longest) & (area > _SOLID * wide * high)
    solid[0] = True  # the paper
    return cast("Mask", ~solid[labels])


def _may_hold(ink: Grey, longest: float) -> bool:
    """Return whether ink may hold a patch longer than that on both sides: whether it does on a coarse copy of it."""
    coarse = cv2.dilate(ink, np.ones((_COARSE, _COARSE), np.uint8), anchor=(0, 0))[::_COARSE, ::_COARSE]
    _, _, stats, _ = cast("Any", cv2).connectedComponentsWithStats(np.ascontiguousarray(coarse), connectivity=8)
    least = longest / _COARSE
    return bool(((stats[1:, 2] >= least) & (stats[1:, 3] >= least)).any())


def enlarged(mask: Mask, picture: Picture) -> Mask:
    """Return a mask of a draft in the size of the page."""
    size = (picture.shape[1], picture.shape[0])
    return np.asarray(cv2.resize(mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST), np.bool_)
