"""Crops: the picture of one line of text cut out of a page and laid level.

Knows nothing of what reads it.
"""

from typing import Final

import cv2
import numpy as np

from ocr.engines import Picture, Quad

_UPRIGHT: Final = 1.5
"""A crop this many times as high as it is wide is a line that runs downwards, and is laid on its side."""


def crop(picture: Picture, quad: Quad) -> Picture:
    """Return what stands at a place of a picture as a level picture of at least one pixel."""
    corners = np.asarray(quad, np.float32)
    width = max(1, int(max(_length(corners[0], corners[1]), _length(corners[3], corners[2]))))
    height = max(1, int(max(_length(corners[0], corners[3]), _length(corners[1], corners[2]))))
    level = np.asarray([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    turning = cv2.getPerspectiveTransform(corners, level)
    cut: Picture = cv2.warpPerspective(
        picture, turning, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    ).astype(np.uint8, copy=False)
    return np.rot90(cut) if height >= _UPRIGHT * width else cut


def _length(one: np.ndarray, other: np.ndarray) -> float:
    """Return the distance between two corners in pixels."""
    return float(np.hypot(*(one - other)))
