"""Paragraphs: which printed lines go on with the one before, and the text of whole paragraphs.

Chinese paragraphs are set in by two characters (GB/T 9704-2012 7.3.3), so that a line at the left edge goes on with
one that ran to the right edge; where nothing is set in, a line that ends a sentence ends its paragraph.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ocr.page import Box, Line, Page, Region
from ocr.spacing import joined

_PITCH: Final = 1.3
"""Type sizes of white between two lines of one paragraph, at most."""

_ALIKE: Final = 1.35
"""How much higher one of two lines of a paragraph may be; boxes of a line of digits are lower."""

_FLUSH: Final = 0.9
"""Type sizes by which a line may keep off the left edge and still stand at it."""

_SHORT: Final = 1.2
"""Type sizes by which a full line may end before the right edge: no line begins with a comma."""

_UNBROKEN: Final = 4.5
"""The same before a number or a word in Latin letters, which is not broken."""

_ENDS: Final = re.compile(r"[。！？；：.!?;:][”’」』）)\"']?$")
_BEGINS_WHOLE: Final = re.compile(r"^[A-Za-z0-9]")
_ITEM: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十百零\d]{1,4}[条章节]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳●■◆▲]"
)


@dataclass(frozen=True, slots=True)
class _Measure:
    """The left and right edge of the text of a column, its type size, and whether its paragraphs are set in."""

    left: float
    right: float
    size: float
    set_in: bool


def marked(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of one column with those marked that go on with the paragraph of the line before.

    The page is level, or nearly so.
    """
    measure = _measure([line.box for line in lines if line.box and line.region is Region.BODY])
    if measure is None:
        return list(lines)
    goes_on = [False, *(_goes_on(above, line, measure) for above, line in pairwise(lines))]
    return [replace(line, continues=True) if on else line for on, line in zip(goes_on, lines, strict=True)]


def over_columns(columns: Sequence[Sequence[Line]]) -> list[Line]:
    """Return the lines of columns in reading order; the first of one is marked where a paragraph runs over into it."""
    lines: list[Line] = []
    for column in columns:
        above, first = (lines[-1] if lines else None), (column[0] if column else None)
        if above and first and _runs_over(above, first, lines, column):
            lines.extend((replace(first, continues=True), *column[1:]))
        else:
            lines.extend(column)
    return lines


def paragraphs_of(page: Page) -> tuple[str, ...]:
    """Return the text of a page by paragraphs; a table row, a caption or a page number is one of its own.

    Lines are joined without a space between Chinese characters and with one between Latin words.
    """
    paragraphs: list[list[str]] = []
    for line in page.lines:
        if line.region is Region.SEAL:
            continue
        if line.continues and paragraphs:
            paragraphs[-1].append(line.text)
        else:
            paragraphs.append([line.text])
    return tuple(joined(texts) for texts in paragraphs)


def _measure(boxes: Sequence[Box]) -> _Measure | None:
    """Return the measure of a column from its longer lines; None where nothing runs on."""
    if len(boxes) < 2:  # noqa: PLR2004 - a line alone goes on with nothing
        return None
    widest = max(box.width for box in boxes)
    long = [box for box in boxes if box.width >= 0.7 * widest]
    left = sorted(box.left for box in long)[len(long) // 8]
    right = sorted(box.right for box in long)[-1 - len(long) // 8]
    size = sorted(box.height for box in long)[len(long) // 2]
    indents = [(box.left - left) / size for box in boxes if box.width >= 3 * size]
    return _Measure(left, right, size, set_in=any(1.2 < indent < 3 for indent in indents))  # noqa: PLR2004 - two characters


def _goes_on(above: Line, line: Line, measure: _Measure) -> bool:
    """Return whether a line goes on with the paragraph of the line above it."""
    one, other = above.box, line.box
    if one is None or other is None or {above.region, line.region} != {Region.BODY} or above.ink is not line.ink:
        return False
    if not one.bottom - 0.5 * one.height < other.top < one.bottom + _PITCH * max(one.height, other.height):
        return False
    if max(one.height, other.height) > _ALIKE * min(one.height, other.height):
        return False
    return _is_flush(line, measure) and _is_full(above, line, measure) and not _ends_between(above, line, measure)


def _runs_over(above: Line, line: Line, before: Sequence[Line], column: Sequence[Line]) -> bool:
    """Return whether a paragraph runs from the foot of one column over to the head of the next."""
    one, other = above.box, line.box
    if one is None or other is None or other.bottom > one.top or {above.region, line.region} != {Region.BODY}:
        return False
    alike = max(one.height, other.height) <= _ALIKE * min(one.height, other.height)
    left = _measure([box for box in (line.box for line in before[-_NEIGHBOURS:]) if box])
    right = _measure([box for box in (line.box for line in column[:_NEIGHBOURS]) if box])
    if left is None or right is None or not alike:
        return False
    return _is_flush(line, right) and _is_full(above, line, left) and not _ends_between(above, line, right)


_NEIGHBOURS: Final = 12
"""Lines by which the edges of a column are judged at its foot and head."""


def _is_flush(line: Line, measure: _Measure) -> bool:
    """Return whether a line begins at the left edge."""
    return line.box is not None and abs(line.box.left - measure.left) < _FLUSH * measure.size


def _is_full(above: Line, line: Line, measure: _Measure) -> bool:
    """Return whether a line runs so near to the right edge that what comes next found no room on it."""
    if above.box is None:
        return False
    room = _UNBROKEN if _BEGINS_WHOLE.match(line.text) else _SHORT
    return measure.right - above.box.right < room * measure.size


def _ends_between(above: Line, line: Line, measure: _Measure) -> bool:
    """Return whether a sentence ends with a line and a paragraph may begin with the next."""
    if not _ENDS.search(above.text):
        return False
    short = above.box is not None and measure.right - above.box.right > _SHORT * measure.size
    return short or not measure.set_in or _ITEM.match(line.text) is not None
