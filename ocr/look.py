"""How a page looks: a hash of its picture that scanning, shrinking and copying change little; whether it has colour.

The hash is the signs of the lowest waves of the picture against their middle: where it is light and where dark, in
large features. Sixteen waves across and down, because photographs of one occasion share the larger ones.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import Picture
from ocr.levels import colourfulness
from ocr.page import Look
from ocr.shrinking import shrunk

_SIDE: Final = 64
_WAVES: Final = 16

_FLAT: Final = 6.0
"""Of 255: the spread of light below which nothing stands out on a page."""

_COLOURFUL: Final = 60
"""Of 255, by which the strongest colour of a pixel exceeds the weakest: more than paper, less than any seal."""

_ENOUGH: Final = 0.0005
"""Share of the pixels that must be colourful: a quarter of a seal."""


def look_of(picture: Picture, dpi: float) -> Look:
    """Return how a page looks that was scanned at so many dots per inch (0 where nobody knows)."""
    small = shrunk(picture, (4 * _SIDE, 4 * _SIDE))
    return Look(pattern=_pattern(small), colour=_has_colour(picture), dpi=round(dpi))


def _pattern(picture: Picture) -> str:
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.float32)
    if float(grey.std()) < _FLAT:
        return ""
    small = cv2.resize(grey, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    waves: NDArray[np.float32] = np.asarray(cv2.dct(small), np.float32)[:_WAVES, :_WAVES].ravel()
    bits = waves > np.median(waves[1:])
    bits[0] = False  # the light of the whole says nothing
    return np.packbits(bits).tobytes().hex()


def _has_colour(picture: Picture) -> bool:
    step = max(1, max(picture.shape[:2]) // 500)
    return float((colourfulness(picture[::step, ::step]) > _COLOURFUL).mean()) > _ENOUGH
