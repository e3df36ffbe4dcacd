"""Where on a page the reader's upper right corner is, in the page's own coordinates. Pure arithmetic."""

from typing import Final, NamedTuple

A4_SHORT: Final = 595.276
A4_LONG: Final = 841.89

_LONG_SIDE: Final = A4_LONG
"""Measures below are points on A4; on other sizes they grow with the longer side, as a print-out on A4 shows them."""

_MARGIN: Final = 24.0
_TYPE_SIZE: Final = 11.0


class Rect(NamedTuple):
    """A rectangle in user space: x to the right, y upwards."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Extent along x."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Extent along y."""
        return self.top - self.bottom


class Placing(NamedTuple):
    """A text matrix (a b c d e f of PDF 32000-1, 9.4.2) and the type size to set text in it."""

    matrix: tuple[float, float, float, float, float, float]
    size: float


def visible(media: Rect, crop: Rect | None) -> Rect:
    """Return what a reader sees: the crop box as far as it lies within the media box (PDF 32000-1, 14.11.2)."""
    if crop is None:
        return media
    cut = Rect(
        max(media.left, crop.left),
        max(media.bottom, crop.bottom),
        min(media.right, crop.right),
        min(media.top, crop.top),
    )
    return cut if cut.width > 0 and cut.height > 0 else media


def seen_at(box: Rect, turn: int, across: float, down: float) -> tuple[float, float]:
    """Return the place in user space of what a reader sees at these shares of the page's width and height.

    `box` is the visible box and `turn` /Rotate; the shares count from the upper left corner that the reader sees.
    """
    match turn:
        case 90:
            return (box.left + down * box.width, box.bottom + across * box.height)
        case 180:
            return (box.right - across * box.width, box.bottom + down * box.height)
        case 270:
            return (box.right - down * box.width, box.top - across * box.height)
        case _:
            return (box.left + across * box.width, box.top - down * box.height)


def corner(box: Rect, turn: int, advance: float) -> Placing:
    """Return how to set a line of type upright in the upper right corner that the reader sees.

    `turn` is /Rotate (0, 90, 180, 270 clockwise); `advance` is the line's width at type size 1.
    """
    across, up = (box.width, box.height) if turn in {0, 180} else (box.height, box.width)
    scale = max(across, up) / _LONG_SIDE
    size = min(_TYPE_SIZE * scale, up * 0.4, across * 0.8 / advance)
    margin = min(_MARGIN * scale, (up - size) / 2, (across - size * advance) / 2)
    right = across - margin - size * advance
    high = up - margin - size * 0.75
    match turn:
        case 90:
            return Placing((0, 1, -1, 0, box.right - high, box.bottom + right), size)
        case 180:
            return Placing((-1, 0, 0, -1, box.right - right, box.top - high), size)
        case 270:
            return Placing((0, -1, 1, 0, box.left + high, box.top - right), size)
        case _:
            return Placing((1, 0, 0, 1, box.left + right, box.bottom + high), size)
