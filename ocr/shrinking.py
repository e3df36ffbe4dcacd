"""Shrinking: a picture made smaller by averaging what comes together."""

from typing import cast

import cv2

from ocr.engines import Picture


def shrunk(picture: Picture, size: tuple[int, int]) -> Picture:
    """Return a picture in a smaller width and height in pixels.

    Whole pixels are put together first, as far as they go, which takes a seventh of the time; up to that many pixels
    of the right and lower edges are left out.
    """
    whole = min(picture.shape[1] // size[0], picture.shape[0] // size[1])
    if whole > 1:
        across, down = picture.shape[1] // whole, picture.shape[0] // whole
        part = picture[: down * whole, : across * whole]
        picture = cast("Picture", cv2.resize(part, (across, down), interpolation=cv2.INTER_AREA))
    return cast("Picture", cv2.resize(picture, size, interpolation=cv2.INTER_AREA))
