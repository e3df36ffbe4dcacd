"""Crops: the picture of one line of text cut out of a page and laid level.

Knows nothing of what reads it.
"""

from typing import Final, TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import Picture, Quad

_UPRIGHT: Final = 1.5
"""A place this many times as high as it is wide is a line that runs downwards, and is laid on its side."""

_BEFORE: Final = 0.1
_AFTER: Final = 0.25
"""What is added at the beginning and at the end of a line, as shares of its height. A full stop or a colon stands in a
corner of its square and is often left outside the place that was found; without this one line in six loses its own."""

_LEVEL: Final = 1.0
"""Pixels by which the corners of a level place may differ; such a line is cut out without being resampled."""

_Corners: TypeAlias = NDArray[np.float32]
"""Four corners by two axes, in the order of a `Quad`."""


def crop(picture: Picture, quad: Quad) -> Picture:
    """Return what stands at a place of a picture as a level picture of at least one pixel."""
    corners: _Corners = np.asarray(quad, np.float32)
    width, height = _size(corners)
    downwards = height >= _UPRIGHT * width
    corners = _lengthened(corners, downwards=downwards)
    cut = _sliced(picture, corners)
    if cut is None:
        cut = _warped(picture, corners)
    return np.ascontiguousarray(np.rot90(cut)) if downwards else cut


def _size(corners: _Corners) -> tuple[int, int]:
    """Return the width and the height of a place in whole pixels, at least one."""
    top, right, bottom, left = (float(np.hypot(*(corners[at] - corners[at - 1]))) for at in (1, 2, 3, 0))
    return (max(1, int(max(top, bottom))), max(1, int(max(right, left))))


def _lengthened(corners: _Corners, *, downwards: bool) -> _Corners:
    """Return the corners of a place moved apart along the line."""
    ahead, across = corners[1] - corners[0], corners[3] - corners[0]
    if downwards:
        ahead, across = across, ahead
    length, thickness = float(np.hypot(*ahead)), float(np.hypot(*across))
    if not length:
        return corners
    moves = (-_BEFORE, -_BEFORE, _AFTER, _AFTER) if downwards else (-_BEFORE, _AFTER, _AFTER, -_BEFORE)
    steps = np.asarray(moves, np.float32)[:, np.newaxis] * ahead * np.float32(thickness / length)
    return cast("_Corners", corners + steps)


def _sliced(picture: Picture, corners: _Corners) -> Picture | None:
    """Return an upright rectangle of a picture; None for a slanted place and for one that reaches outside."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = ((float(x), float(y)) for x, y in corners)
    if max(abs(ay - by), abs(dy - cy), abs(ax - dx), abs(bx - cx)) > _LEVEL:
        return None
    left, top, right, bottom = (round(value) for value in (min(ax, dx), min(ay, by), max(bx, cx), max(cy, dy)))
    if not (0 <= left < right <= picture.shape[1] and 0 <= top < bottom <= picture.shape[0]):
        return None
    return picture[top:bottom, left:right]


def _warped(picture: Picture, corners: _Corners) -> Picture:
    """Return a place of a picture laid level; what lies outside repeats the picture's edge."""
    width, height = _size(corners)
    level = np.asarray([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    turning = cv2.getPerspectiveTransform(corners, level)
    flags, border = cv2.INTER_CUBIC, cv2.BORDER_REPLICATE
    return cast("Picture", cv2.warpPerspective(picture, turning, (width, height), flags=flags, borderMode=border))
