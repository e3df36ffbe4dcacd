"""Leaves of a sheet: two pages on one sheet are described as the pages that they are."""

from dataclasses import dataclass, replace

from ocr.page import Box, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A page for itself, its places counted from its own corner, and where each of its lines stands on the sheet."""

    page: Page
    indices: tuple[int, ...]


def leaves_of(page: Page) -> tuple[Leaf, ...]:
    """Return the pages on a sheet in reading order; an ordinary page is its own only leaf."""
    if not page.leaves:
        return (Leaf(page=page, indices=tuple(range(len(page.lines)))),)
    return tuple(_leaf(page, area) for area in page.leaves)


def _leaf(page: Page, area: Box) -> Leaf:
    """Return the part of a sheet that is one page."""
    inside = [(index, line) for index, line in enumerate(page.lines) if line.box and _lies_in(line.box, area)]
    lines = tuple(replace(line, box=line.box and line.box.moved(-area.left, -area.top)) for _, line in inside)
    own = replace(page, width=area.width, height=area.height, lines=lines, leaves=(), frame=None)
    return Leaf(page=own, indices=tuple(index for index, _ in inside))


def _lies_in(box: Box, area: Box) -> bool:
    return area.left <= (box.left + box.right) / 2 < area.right
