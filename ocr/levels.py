"""Levels of light: how they are spread over a picture, and how far apart its three channels are.

Found by counting the pixels of each of the 256 levels and not by sorting.
"""

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import Picture


def level(picture: NDArray[np.uint8], percent: float = 50) -> int:
    """Return the lowest level (0 to 255) that at least `percent` of the values of an 8-bit array do not exceed.

    ValueError for an array without values.
    """
    counted = np.bincount(picture.ravel(), minlength=256).cumsum()
    if not counted[-1]:
        raise ValueError("no pixels")
    return int((counted >= counted[-1] * percent / 100).argmax())


def colourfulness(picture: Picture) -> NDArray[np.uint8]:
    """Return how much more light of 255 every pixel sends back in its brightest channel than in its darkest."""
    red, green, blue = cv2.split(picture)
    return cast(
        "NDArray[np.uint8]", cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    )
