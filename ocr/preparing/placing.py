"""Placing: where the pixels of a page come to stand, as one map, so that a picture is drawn anew at most once.

Places are continuous: the middle of a picture's first pixel is (0.5, 0.5).
"""

import math
from dataclasses import dataclass, replace
from typing import Final, TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import Picture
from ocr.page import Frame

Matrix: TypeAlias = NDArray[np.float64]
Size: TypeAlias = tuple[int, int]
"""Width and height in pixels."""

_STRAIGHT: Final = 1e-9

_A_SERIES: Final = math.sqrt(2)
_NEARLY: Final = 1.12
"""Factor by which the sides of a sheet of the A series may be foreshortened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """A projective map from pixels of a page as it came to pixels of the page as it is read, and that page's size."""

    matrix: Matrix
    size: Size

    def flattened(self, corners: NDArray[np.float64]) -> "Placing":
        """Return the map with a quadrilateral (pixels, from its upper left corner clockwise) made a rectangle.

        What nearly has the shape of A4 gets it: seen from aside, one direction is foreshortened.
        """
        sides = [float(np.hypot(*(corners[at] - corners[at - 1]))) for at in range(4)]
        width, height = _as_paper(max(sides[1], sides[3]), max(sides[0], sides[2]))
        target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        flat = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
        return Placing(matrix=np.asarray(flat, np.float64) @ self.matrix, size=(width, height))

    def levelled(self, degrees: float) -> "Placing":
        """Return the map with lines that fall by an angle (clockwise, degrees) made level about the middle."""
        angle = math.radians(degrees)
        cosine, sine = math.cos(angle), math.sin(angle)
        across, down = self.size[0] / 2, self.size[1] / 2
        turn = np.array(
            [
                [cosine, sine, across - cosine * across - sine * down],
                [-sine, cosine, down + sine * across - cosine * down],
                [0.0, 0.0, 1.0],
            ]
        )
        return replace(self, matrix=turn @ self.matrix)

    def turned(self, quarters: int) -> "Placing":
        """Return the map with so many quarter turns clockwise taken back."""
        width, height = self.size
        back = {
            0: ([[1, 0, 0], [0, 1, 0], [0, 0, 1]], (width, height)),
            1: ([[0, 1, 0], [-1, 0, width], [0, 0, 1]], (height, width)),
            2: ([[-1, 0, width], [0, -1, height], [0, 0, 1]], (width, height)),
            3: ([[0, -1, height], [1, 0, 0], [0, 0, 1]], (height, width)),
        }
        matrix, size = back[quarters % 4]
        return Placing(matrix=np.array(matrix, np.float64) @ self.matrix, size=size)

    def frame(self, came: Size, came_scale: float, read_scale: float) -> Frame:
        """Return the way back in points, for a page that came in this size; scales are points per pixel."""
        back = (
            np.diag([came_scale, came_scale, 1.0])
            @ np.linalg.inv(self.matrix)
            @ np.diag([1 / read_scale, 1 / read_scale, 1.0])
        )
        terms = tuple(float(term) for term in (back / back[2, 2]).ravel())
        matrix = cast("tuple[float, float, float, float, float, float, float, float, float]", terms)
        return Frame(matrix=matrix, width=came[0] * came_scale, height=came[1] * came_scale)


def _as_paper(width: float, height: float) -> Size:
    """Return the size of a sheet from its longer sides."""
    shorter, longer = min(width, height), max(width, height)
    if longer < _NEARLY * _A_SERIES * shorter and _A_SERIES * shorter < _NEARLY * longer:
        shorter, longer = max(shorter, longer / _A_SERIES), max(longer, shorter * _A_SERIES)
    sides = (max(1, round(shorter)), max(1, round(longer)))
    return sides if width < height else (sides[1], sides[0])


def unmoved(size: Size) -> Placing:
    """Return the map that leaves everything in its place."""
    return Placing(matrix=np.eye(3), size=size)


def drawn(picture: Picture, placing: Placing, paper: tuple[int, int, int]) -> Picture:
    """Return the picture as a map places it; what was never on it has the colour of the paper."""
    middle = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.0, 0.0, 1.0]])  # OpenCV counts from a pixel's middle
    matrix = np.linalg.inv(middle) @ placing.matrix @ middle
    if abs(matrix[2, 0]) + abs(matrix[2, 1]) < _STRAIGHT:
        flat = cv2.warpAffine(
            picture,
            matrix[:2] / matrix[2, 2],
            placing.size,
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=paper,
        )
    else:
        flat = cv2.warpPerspective(
            picture,
            matrix,
            placing.size,
            flags=cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=paper,
        )
    return cast("Picture", flat)
