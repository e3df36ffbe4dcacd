"""What stands beside several rows at once: 文件 beside the names of a joint letterhead (GB/T 9704-2012 7.2.4)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ocr.page import Box
from ocr.rows import Placed, around

_LARGER: Final = 1.3
"""How much higher it is than the rows, where it stands level with one of them; else it is of that row alone."""

_ALIKE: Final = 1.35
"""How much higher one of the rows may be than another."""

_CLOSE: Final = 1.0
"""Heights of white between two of the rows, at most."""

_MOST: Final = 6
"""Names in a joint letterhead that are looked for."""

_OFF: Final = 0.5
"""Heights by which its middle may lie apart from that of the rows."""


def after_what_they_stand_beside(rows: Sequence[list[Placed]]) -> list[list[Placed]]:
    """Return rows with every piece that stands to the right of several of them, at their middle, behind the last."""
    kept = [list(row) for row in rows]
    moved = [
        (index, last, row[-1]) for index, row in enumerate(rows) if (last := _last_beside(rows, index)) is not None
    ]
    for index, last, piece in reversed(moved):
        kept[index].remove(piece)
        kept.insert(last + 1, [piece])
    return [row for row in kept if row]


def _last_beside(rows: Sequence[Sequence[Placed]], index: int) -> int | None:
    """Return the last of the rows that the right end of a row stands beside; None where there are not several."""
    *own, piece = rows[index]
    near = [item for row in rows[max(0, index - 1) : index + 2] for item in row if item is not piece]
    larger = piece.level.height >= _LARGER * max((item.level.height for item in own or near), default=0.0)
    if len(own) > 1 or (own and not larger):
        return None
    most = min(_MOST if larger else 2, len(rows)) + (not own)
    for length in range(most, 1, -1):
        for first in range(max(0, index - length + 1), min(index, len(rows) - length) + 1):
            held = [[item for item in row if item is not piece] for row in rows[first : first + length]]
            boxes = [around(item.level for item in items) for items in held if items]
            if len(boxes) > 1 and _are_beside(boxes, piece.level):
                return first + length - 1
    return None


def _are_beside(boxes: Sequence[Box], piece: Box) -> bool:
    """Return whether rows stand close below each other to the left of a piece that reaches into their height."""
    size = min(box.height for box in boxes)
    whites = [below.top - above.bottom for above, below in pairwise(boxes)]
    middle = (boxes[0].top + boxes[-1].bottom - piece.top - piece.bottom) / 2
    reaches = len(boxes) > 2 or (piece.top < boxes[0].bottom and piece.bottom > boxes[-1].top)  # noqa: PLR2004 - a row between them
    return (
        reaches
        and max(box.right for box in boxes) <= piece.left
        and max(box.height for box in boxes) <= _ALIKE * size
        and max(whites) <= _CLOSE * size
        and abs(middle) <= _OFF * size
    )
