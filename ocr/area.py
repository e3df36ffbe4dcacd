"""Areas: upright rectangles of a picture in pixels, and what of two of them is shared."""

from collections.abc import Iterable
from dataclasses import dataclass

from ocr.engines import Picture, Point, Quad
from ocr.page import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle of a picture in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def size(self) -> int:
        """How many pixels it holds; none when it is turned inside out."""
        return max(0, self.right - self.left) * max(0, self.bottom - self.top)

    @property
    def corners(self) -> Quad:
        """Its corners from the upper left clockwise."""
        left, top, right, bottom = float(self.left), float(self.top), float(self.right), float(self.bottom)
        return ((left, top), (right, top), (right, bottom), (left, bottom))

    def of(self, picture: Picture) -> Picture:
        """Return that part of a picture."""
        return picture[max(0, self.top) : max(0, self.bottom), max(0, self.left) : max(0, self.right)]

    def shared(self, other: "Area") -> int:
        """Return how many pixels it has in common with another."""
        return Area(
            left=max(self.left, other.left),
            top=max(self.top, other.top),
            right=min(self.right, other.right),
            bottom=min(self.bottom, other.bottom),
        ).size


def area_around(points: Iterable[Point]) -> Area:
    """Return the smallest area that holds some points."""
    every = tuple(points)
    across, down = [x for x, _ in every], [y for _, y in every]
    return Area(left=int(min(across)), top=int(min(down)), right=int(max(across)) + 1, bottom=int(max(down)) + 1)


def box_around(points: Iterable[Point], points_per_pixel: float) -> Box:
    """Return the upright box in points around some points in pixels."""
    every = tuple(points)
    across, down = [x for x, _ in every], [y for _, y in every]
    left, top, right, bottom = (side * points_per_pixel for side in (min(across), min(down), max(across), max(down)))
    return Box(left=left, top=top, right=right, bottom=bottom)
