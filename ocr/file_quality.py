"""Whether the pages of a file belong together: one size of paper, no page missing, none twice."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ocr.finding import Finding
from ocr.findings import DOUBLED_PAGE, MISSING_PAGES, MIXED_SIZES
from ocr.page import Page, Source
from ocr.page_numbers import printed_number

_SAME: Final = 1.12
"""Sides may differ by this factor before papers are of different sizes; A4 and A3 differ by 1.41."""

_MILLIMETRES: Final = 25.4 / 72

_MOST: Final = 20
"""Pages; a greater leap between two printed numbers is another document or a misread number."""


def check(pages: Sequence[Page]) -> tuple[Finding, ...]:
    """Return what the pages of one file, in their order, call for together."""
    scans = [page for page in pages if page.source is Source.OCR]
    return (*_sizes(scans), *_numbers(pages))


def _sizes(scans: Sequence[Page]) -> Iterator[Finding]:
    """Yield a finding where scans are of different paper."""
    sizes = [(min(page.width, page.height), max(page.width, page.height), page.number) for page in scans]
    sizes = [size for size in sizes if size[0] > 0]
    if not sizes:
        return
    first = sizes[0]
    other = next((size for size in sizes if _differs(first[0], size[0]) or _differs(first[1], size[1])), None)
    if other:
        yield MIXED_SIZES.at(other[2], first=_told(first), other=_told(other), number=first[2])


def _differs(one: float, other: float) -> bool:
    return max(one, other) > _SAME * min(one, other)


def _told(size: tuple[float, float, int]) -> str:
    return f"{round(size[0] * _MILLIMETRES)}×{round(size[1] * _MILLIMETRES)}"


def _numbers(pages: Sequence[Page]) -> Iterator[Finding]:
    """Yield a finding for every number that is printed on two pages in a row or left out between two."""
    printed = [(page.number, printed_number(page)) for page in pages if not page.leaves]
    numbered = [(place, number) for place, number in printed if number is not None]
    for (before, first), (place, second) in pairwise(numbered):
        missing = (second - first) - (place - before)
        if first == second and place == before + 1:
            yield DOUBLED_PAGE.at(place, number=second, before=before)
        elif 0 < missing <= _MOST and second > first:
            yield MISSING_PAGES.at(place, first=first, second=second, count=missing)
