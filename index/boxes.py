"""The boxes of what was looked for on a page, to lay over its picture.

A line's box is shared out among its characters by their width in print, Han and full-width ones counting twice; a
hit that runs over two lines, or two cells of a table, gives a box in each.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from index.occurrences import Range, find
from index.tokens import CELL_BORDER
from ocr.page import Box, Line, Page, Region

Corners = tuple[tuple[float, float], ...]

_WIDE = frozenset("WFA")  # East Asian widths; what is ambiguous, such as “, stands wide in Chinese print
_UPRIGHT = 2.0  # a line so many times taller than wide that holds several characters runs downwards
_BORDER_WIDTH = 4  # of the gap between two cells where their boxes are not known


@dataclass(frozen=True, slots=True, kw_only=True)
class HitBox:
    """A stretch of print that was looked for: its text and the number of its line on the page (from 0).

    `box` is its place on the page as it was read, `corners` on the page as it came, clockwise from the top left corner
    of the print; both in points. The sizes to measure them against are those of `Page` and of its `frame`.
    """

    line: int
    text: str
    box: Box
    corners: Corners


def boxes(page: Page, wanted: Sequence[str]) -> tuple[HitBox, ...]:
    """Return where `wanted` (`Results.wanted`, or `Index.wanted` of a query) stands on the page, in reading order.

    Lines without a place, as in Word files, and what stands in seals give none.
    """
    hits = find(page.text, wanted)
    return tuple(
        HitBox(line=number, text=line.text[part.start : part.end], box=box, corners=_corners(page, box))
        for number, line, shown in _shown(page, hits)
        for part, box in _parts(line, shown)
    )


def _shown(page: Page, hits: Sequence[Range]) -> Iterator[tuple[int, Line, Range]]:
    """Yield each line that a hit touches and the range of the line's characters that belong to it."""
    start = 0
    for number, line in enumerate(page.lines):
        if line.region is Region.SEAL:
            continue
        for hit in hits:
            within = _overlap(hit, start, line.text)
            if within is not None:
                yield number, line, within
        start += len(line.text) + 1


def _parts(line: Line, shown: Range) -> Iterator[tuple[Range, Box]]:
    cells = line.text.split(CELL_BORDER)
    if len(line.cells) != len(cells):
        if line.box is not None:
            yield from _printed(line.text, shown, line.box, 0)
        return
    start = 0
    for text, box in zip(cells, line.cells, strict=True):
        within = _overlap(shown, start, text)
        if within is not None:
            yield from _printed(text, within, box, start)
        start += len(text) + 1


def _overlap(hit: Range, start: int, text: str) -> Range | None:
    """Return the part of `text`, which begins at `start`, that belongs to the hit."""
    within = Range(max(hit.start - start, 0), min(hit.end - start, len(text)))
    return within if within.start < within.end else None


def _printed(text: str, shown: Range, box: Box, offset: int) -> Iterator[tuple[Range, Box]]:
    """Yield the range without white space at its ends and its share of the box; nothing where only that remains."""
    part = text[shown.start : shown.end]
    start = shown.start + len(part) - len(part.lstrip())
    end = start + len(part.strip())
    if start < end:
        yield Range(start + offset, end + offset), _share(box, text, start, end)


def _share(box: Box, text: str, start: int, end: int) -> Box:
    places = [0, *accumulate(_width(character) for character in text)]
    first, last, whole = places[start], places[end], max(places[-1], 1)
    if len(text) > 1 and box.height > _UPRIGHT * box.width:
        return Box(
            left=box.left,
            top=box.top + box.height * first / whole,
            right=box.right,
            bottom=box.top + box.height * last / whole,
        )
    return Box(
        left=box.left + box.width * first / whole,
        top=box.top,
        right=box.left + box.width * last / whole,
        bottom=box.bottom,
    )


def _width(character: str) -> int:
    """Return how wide a character stands in print, in halves of a Han character."""
    if character == CELL_BORDER:
        return _BORDER_WIDTH
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def _corners(page: Page, box: Box) -> Corners:
    if page.frame is not None:
        return page.frame.corners(box)
    return ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
