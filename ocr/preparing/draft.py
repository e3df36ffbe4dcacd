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

_CONTRAST: Final = 30
"""Of 255: what is darker than the paper around it by this much is ink."""

_STROKE: Final = 25
"""Pixels of a draft; strokes are thinner than this, so that the paper around them can be seen."""

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
    scale = min(1.0, _SIDE / max(grey.shape))
    if scale < 1.0:
        size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
        grey = cast("Grey", cv2.resize(grey, size, interpolation=cv2.INTER_AREA))
    return Draft(grey=grey, scale=scale)


def print_on(draft: Draft) -> Mask:
    """Return where a draft shows print or rules: dark against the paper around, and no solid patch."""
    kernel = np.ones((_STROKE, _STROKE), np.uint8)
    paper = cv2.morphologyEx(draft.grey, cv2.MORPH_CLOSE, kernel)
    ink = (cv2.subtract(paper, draft.grey) > _CONTRAST).astype(np.uint8)
    count, labels, stats, _ = cast("Any", cv2).connectedComponentsWithStats(ink, connectivity=8)
    if count <= 1:
        return ink.astype(np.bool_)
    wide, high, area = stats[:, 2], stats[:, 3], stats[:, 4]
    longest = _LARGE * max(draft.width, draft.height)
    solid = (wide > longest) & (high > longest) & (area > _SOLID * wide * high)
    solid[0] = True  # the paper
    return cast("Mask", ~solid[labels])


def enlarged(mask: Mask, picture: Picture) -> Mask:
    """Return a mask of a draft in the size of the page."""
    size = (picture.shape[1], picture.shape[0])
    return np.asarray(cv2.resize(mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST), np.bool_)
