"""Strokes: the straight lines that are printed on a page, found in its picture.

Also those of a PDF page that was drawn: hairlines, thin rectangles and lines inside forms all look alike there.
"""

from typing import Any, Final, TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.ruling import Ruling

Grey: TypeAlias = NDArray[np.uint8]
"""Rows x columns, 0 black to 255 white."""

_LEVEL: Final = 16.0
"""Points; level strokes of type are shorter but in titles, and those meet no upright rule."""

_UPRIGHT: Final = 9.0
"""Points; rows of a dense table are hardly higher."""

_THICKEST: Final = 4.0
"""Points; what is thicker is a bar, a picture or the dark beside the sheet."""

_AROUND: Final = 12.0
"""Points within which a rule must stand out from what lies around it."""

_FAINTEST: Final = 14
"""Of 255; by how much a rule is darker than what lies around it."""

_CROWDED: Final = 0.42
"""Share of dark spots from which a place is a photograph or a screen; close print has a third."""

_WIDER: Final = 2
"""Times as wide as for a rule is looked around for that: over two lines of print."""

_FINEST: Final = 3.2
"""Pixels a point; rules show as well at 230 dpi as at more."""

_MOST: Final = 4_000
"""Strokes; with more of them a page is a drawing or a photograph."""


def rulings_in(grey: Grey, points_per_pixel: float) -> tuple[Ruling, ...]:
    """Return the level and upright lines in a picture, in points; a line may come out in several pieces."""
    shrunk = points_per_pixel * _FINEST
    if shrunk < 1:
        size = (max(1, round(grey.shape[1] * shrunk)), max(1, round(grey.shape[0] * shrunk)))
        grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
        points_per_pixel /= shrunk
    dark = _dark(grey, points_per_pixel)
    level = _strokes(dark, points_per_pixel, _LEVEL)
    upright = _strokes(cast("Grey", cv2.transpose(dark)), points_per_pixel, _UPRIGHT)
    if len(level) + len(upright) > _MOST:
        return ()
    return (*level, *(Ruling(x0=one.y0, y0=one.x0, x1=one.y1, y1=one.x1) for one in upright))


def _dark(grey: Grey, points_per_pixel: float) -> Grey:
    """Return where a picture is darker than what lies around it, as 255 on 0."""
    block = max(3, 2 * round(_AROUND / points_per_pixel) + 1)
    method, light = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV
    dark = cv2.adaptiveThreshold(grey, 255, method, light, block, _FAINTEST)
    dark[cv2.blur(dark, (_WIDER * block, _WIDER * block)) > 255 * _CROWDED] = 0
    return dark.astype(np.uint8, copy=False)


def _strokes(dark: Grey, points_per_pixel: float, shortest: float) -> list[Ruling]:
    """Return the level strokes of at least that many points."""
    length = max(3, round(shortest / points_per_pixel))
    # A rule that leans or bends runs on in the next row of pixels.
    smeared = cv2.dilate(dark, np.ones((3, 1), np.uint8))
    opened = cast("Grey", cv2.morphologyEx(smeared, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)))
    # Contours, because hardly anything is left and labelling every pixel takes ten times as long.
    contours, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if len(contours) > _MOST:
        return []
    thickest = _THICKEST / points_per_pixel + 2
    strokes: list[Ruling] = []
    for contour in contours:
        left, top, width, height = cv2.boundingRect(contour)
        if height > thickest + 0.1 * width:
            continue
        inside = np.zeros((height, width), np.uint8)
        cast("Any", cv2).drawContours(inside, [contour], 0, 255, cv2.FILLED, offset=(-left, -top))
        part = (inside & opened[top : top + height, left : left + width]).astype(np.bool_)
        if np.count_nonzero(part) <= thickest * width:
            strokes.append(_ruling(part, left, top, points_per_pixel))
    return strokes


def _ruling(part: NDArray[np.bool_], left: int, top: int, points_per_pixel: float) -> Ruling:
    """Return the line through a stroke, given its pixels and where they begin."""
    width = part.shape[1]
    ends = max(1, min(width // 4, 20))
    first, last = (float(np.nonzero(end)[0].mean()) + 0.5 for end in (part[:, :ends], part[:, width - ends :]))
    return Ruling(
        x0=left * points_per_pixel,
        y0=(top + first) * points_per_pixel,
        x1=(left + width) * points_per_pixel,
        y1=(top + last) * points_per_pixel,
    )
