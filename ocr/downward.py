"""Text that runs downwards, column after column from the right: plaques, spines, old documents, labels of forms.

Laid on its side, such text is ordinary text: a place on it counts from its right edge down and from its top across.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ocr.page import Box, Line
from ocr.rows import Placed

_TALL: Final = 1.5
"""Times as high as wide: from here on a piece of several characters is written, and was read, from top to bottom."""

_NEAR: Final = 3.0
"""Type sizes between two columns of one text, at most."""


def runs_down(item: Placed) -> bool:
    """Return whether a piece of text is written from top to bottom."""
    return len(item.piece.text.strip()) > 1 and item.level.height >= _TALL * item.level.width


def groups_of(items: Sequence[Placed]) -> list[list[Placed]]:
    """Return pieces that run down by texts: columns side by side, or one under the other, hang together."""
    groups: list[list[Placed]] = []
    for item in items:
        near = [group for group in groups if any(_near(item.level, other.level) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([item, *(other for group in near for other in group)])
    return groups


def _near(one: Box, other: Box) -> bool:
    """Return whether two columns stand side by side, or one under the other, close enough for one text."""
    size = max(one.width, other.width)
    across = max(one.left, other.left) - min(one.right, other.right)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return across < _NEAR * size and down < _NEAR * size


def laid_down(item: Placed) -> Placed:
    """Return a piece of a page that was turned a quarter anticlockwise, so that what ran down runs to the right."""
    return Placed(piece=replace(item.piece, box=_laid(item.level)), level=_laid(item.level))


def stood_up(line: Line) -> Line:
    """Return a line of such a page with its places on the page as it is."""
    return replace(line, box=_stood(line.box) if line.box else None, cells=tuple(map(_stood, line.cells)))


def _laid(box: Box) -> Box:
    return Box(left=box.top, top=-box.right, right=box.bottom, bottom=-box.left)


def _stood(box: Box) -> Box:
    return Box(left=-box.bottom, top=box.left, right=-box.top, bottom=box.right)
