"""The rows of a printed 卷内目录, read off a finished page: what stands under 序号 and 页号, by position alone."""

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, NamedTuple

from pypdfium2 import raw  # type: ignore[import-untyped]

_PDFIUM: Any = raw
"""pdfium's C functions, whose types the checker cannot see."""

_LINE_WIDTH: Final = 3.0
"""Points: rules are thinner, characters higher."""

_SAME_LINE: Final = 5.0
"""Points between the middles of a digit and a dash on one line are fewer, between two lines more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """A row of a printed listing: its 序号 and its 页号."""

    sequence: str
    page: str


class _Mark(NamedTuple):
    """A printed character and where its middle is, in points from the lower left corner."""

    char: str
    x: float
    y: float


def _marks(page: Any) -> list[_Mark]:  # noqa: ANN401 - pypdfium2's page has no public type
    text_page = page.get_textpage()
    sides = [ctypes.c_double() for _ in range(4)]
    marks: list[_Mark] = []
    try:
        for place in range(_PDFIUM.FPDFText_CountChars(text_page)):
            char = chr(_PDFIUM.FPDFText_GetUnicode(text_page, place))
            if not char.isspace() and _PDFIUM.FPDFText_GetCharBox(text_page, place, *sides):
                left, right, bottom, top = (side.value for side in sides)
                marks.append(_Mark(char, (left + right) / 2, (bottom + top) / 2))
    finally:
        text_page.close()
    return marks


def _rules(page: Any) -> list[float]:  # noqa: ANN401 - pypdfium2's page has no public type
    """Return where upright lines stand."""
    sides = [ctypes.c_float() for _ in range(4)]
    found: list[float] = []
    for place in range(_PDFIUM.FPDFPage_CountObjects(page)):
        drawn = _PDFIUM.FPDFPage_GetObject(page, place)
        if _PDFIUM.FPDFPageObj_GetType(drawn) == _PDFIUM.FPDF_PAGEOBJ_PATH:
            _PDFIUM.FPDFPageObj_GetBounds(drawn, *sides)
            left, bottom, right, top = (side.value for side in sides)
            if right - left < _LINE_WIDTH < top - bottom:
                found.append((left + right) / 2)
    return found


def listing_rows(page: Any) -> Iterator[ShownRow]:  # noqa: ANN401 - pypdfium2's page has no public type
    """Yield the filled rows of 卷内目录 on a page of pypdfium2, from top to bottom."""
    marks, rules = _marks(page), _rules(page)
    sequences = _column("序号", marks, rules)
    pages = _column("页号", marks, rules)
    heights = [y for y, _ in sequences]
    for y, sequence in sequences:
        # A number too wide for its column stands in two lines, both nearer to this row's middle than to another's.
        parts = [text for at, text in pages if min(heights, key=lambda height: abs(height - at)) == y]
        yield ShownRow(sequence=sequence, page="".join(parts))


def _column(head: str, marks: list[_Mark], rules: list[float]) -> list[tuple[float, str]]:
    """Return the lines that stand under a heading, from top to bottom, each with its height on the page."""
    for one, other in pairwise(marks):
        if one.char + other.char == head and abs(one.y - other.y) < _LINE_WIDTH:
            middle = (one.x + other.x) / 2
            left = max((x for x in rules if x < middle), default=0.0)
            right = min((x for x in rules if x > middle), default=float("inf"))
            return _lines(mark for mark in marks if left < mark.x < right and mark.y < one.y - _LINE_WIDTH)
    return []


def _lines(marks: Iterable[_Mark]) -> list[tuple[float, str]]:
    lines: list[list[_Mark]] = []
    for mark in sorted(marks, key=lambda mark: -mark.y):
        if lines and lines[-1][0].y - mark.y < _SAME_LINE:
            lines[-1].append(mark)
        else:
            lines.append([mark])
    return [
        (sum(mark.y for mark in line) / len(line), "".join(mark.char for mark in sorted(line, key=lambda mark: mark.x)))
        for line in lines
    ]
