"""Rows: which pieces of text stand side by side on a page, tilted or bent as it may be.

Knows nothing of lines and tables; `layout` makes those from the rows.
"""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ocr.page import Box, Ink
from ocr.spacing import joined

_SAME_ROW: Final = 0.68
"""Two pieces share a row when their heights overlap by this share of the lower one. In a joint letterhead 文件 stands
half beside each of two names, and is a row of its own."""

_RECENT: Final = 6
"""Rows that a piece may still belong to when pieces come by height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text with its upright box on the page, in points."""

    text: str
    box: Box
    confidence: float = 1.0
    ink: Ink = Ink.BLACK


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A piece with the box that it would have if the page were not tilted: order is judged by that one."""

    piece: Piece
    level: Box


def placed(pieces: Iterable[Piece], tilt: float) -> list[Placed]:
    """Return pieces with text with the boxes that they would have on a level page.

    `tilt` is the angle of the text in radians, counted clockwise.
    """
    return [Placed(piece=piece, level=_levelled(piece.box, tilt)) for piece in pieces if piece.text.strip()]


def tilt_of(baselines: Iterable[tuple[float, float]]) -> float:
    """Return the tilt in radians from the (width, rise) of long runs of text; the longer the more they count.

    Zero without any. Angles beyond 20 degrees are not tilt but text that is meant to stand askew.
    """
    angles = sorted((math.atan2(rise, width), math.hypot(width, rise)) for width, rise in baselines)
    angles = [(angle, length) for angle, length in angles if abs(angle) < math.radians(20)]
    half = sum(length for _, length in angles) / 2
    for angle, length in angles:
        half -= length
        if half <= 0:
            return angle
    return 0.0


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around some boxes."""
    every = tuple(boxes)
    return Box(
        left=min(box.left for box in every),
        top=min(box.top for box in every),
        right=max(box.right for box in every),
        bottom=max(box.bottom for box in every),
    )


def _levelled(box: Box, tilt: float) -> Box:
    """Return a box of the same size, turned back about the page's corner by the tilt."""
    if not tilt:
        return box
    cosine, sine = math.cos(tilt), math.sin(tilt)
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    middle_x, middle_y = across * cosine + down * sine, down * cosine - across * sine
    # A tilted run of text fills an upright box that is higher than the type by its length times the sine.
    width = box.width
    height = max(box.height - abs(width * math.tan(tilt)), box.height * 0.4)
    return Box(
        left=middle_x - width / 2, top=middle_y - height / 2, right=middle_x + width / 2, bottom=middle_y + height / 2
    )


def rows_of(items: Iterable[Placed]) -> list[list[Placed]]:
    """Return the pieces by rows from top to bottom, each row from left to right.

    A piece joins the row whose piece nearest to it across stands at its height; so a bent row holds together and
    the rows of a tilted page do not run into each other.
    """
    rows: list[list[Placed]] = []
    for item in sorted(items, key=_by_height):
        for row in reversed(rows[-_RECENT:]):
            if _shares_row(item.level, row):
                row.append(item)
                break
        else:
            rows.append([item])
    for row in rows:
        row.sort(key=lambda item: item.level.left)
    rows.sort(key=lambda row: statistics.median(item.level.top + item.level.bottom for item in row))
    return rows


def _by_height(item: Placed) -> tuple[float, float, float, str]:
    """Return the key by which pieces are taken up, the same whatever order they came in."""
    return (item.level.top + item.level.bottom, item.level.left, item.level.right, item.piece.text)


def _shares_row(box: Box, row: Sequence[Placed]) -> bool:
    """Return whether a box stands on a row: at the height of the row's nearest piece, and not over any of them."""
    nearest = min(row, key=lambda item: max(box.left - item.level.right, item.level.left - box.right)).level
    overlap = min(box.bottom, nearest.bottom) - max(box.top, nearest.top)
    if overlap < _SAME_ROW * min(box.height, nearest.height):
        return False
    across = min(box.right, nearest.right) - max(box.left, nearest.left)
    return across < 0.5 * min(box.width, nearest.width)


def with_cells_of_two_lines(rows: Sequence[list[Placed]]) -> list[list[Placed]]:
    """Return the rows with every table cell of two lines put back into the row that it straddles.

    Its lines stand half above and half below the others of the row, which leave its column free.
    """
    kept = [list(row) for row in rows]
    for above, row, below in zip(kept, kept[1:], kept[2:], strict=False):
        if len(row) < 2:  # noqa: PLR2004 - a table has columns
            continue
        for first in [item for item in above if _straddles(item, row)]:
            second = next((item for item in below if _straddles(item, row) and _share_column(first, item)), None)
            if second is not None:
                above.remove(first)
                below.remove(second)
                row.append(_both(first, second))
        row.sort(key=lambda item: item.level.left)
    return [row for row in kept if row]


def _straddles(item: Placed, row: Sequence[Placed]) -> bool:
    """Return whether a piece reaches into the height of a row at a place where the row has none."""
    size = statistics.median(other.level.height for other in row)
    band = around(other.level for other in row)
    reach = min(item.level.bottom, band.bottom) - max(item.level.top, band.top)
    return reach > 0.15 * size and not any(_share_column(item, other) for other in row)


def _share_column(one: Placed, other: Placed) -> bool:
    """Return whether two pieces stand above each other."""
    return min(one.level.right, other.level.right) > max(one.level.left, other.level.left)


def _both(first: Placed, second: Placed) -> Placed:
    """Return two lines of a cell as one piece."""
    one, two = first.piece, second.piece
    length = len(one.text) + len(two.text)
    piece = Piece(
        text=joined([one.text.strip(), two.text.strip()]),
        box=around((one.box, two.box)),
        confidence=(one.confidence * len(one.text) + two.confidence * len(two.text)) / length,
        ink=one.ink,
    )
    return Placed(piece=piece, level=around((first.level, second.level)))
