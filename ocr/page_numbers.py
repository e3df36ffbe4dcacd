"""Page numbers as they are printed: their forms, and where on a page they stand.

GB/T 9704-2012 7.5 sets them between dashes under the text; books, tables and exports have other forms, numbering
machines stamp bare digits into a corner.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ocr.page import Box, Line, Page, Region

_DASH: Final = "[-—–―─一_－‐‑]"
_SIGN: Final = "[-—–―─一_－‐‑·•.~～●]"
_COUNT: Final = "[0-9０-９]"
_SPOKEN: Final = "[一二三四五六七八九十百〇零]"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_SIGN}{{1,4}}(?P<n>{_COUNT}{{1,4}}){_SIGN}{{1,4}}",
        rf"{_DASH}{{1,4}}(?P<n>{_COUNT}{{1,4}})|(?P<m>{_COUNT}{{1,4}}){_DASH}{{1,4}}",
        rf"[(（\[]?第(?P<n>{_COUNT}{{1,4}}|{_SPOKEN}{{1,5}})页(?:[,，/、(（]?(?:总共|共|/)(?P<of>{_COUNT}{{1,4}}|{_SPOKEN}{{1,5}})页)?[)）\]]?",
        rf"共(?P<of>{_COUNT}{{1,4}})页[,，/、]?第(?P<n>{_COUNT}{{1,4}})页",
        rf"(?P<n>{_COUNT}{{1,4}})(?:/|／|of)(?P<of>{_COUNT}{{1,4}})页?",
        rf"page(?P<n>{_COUNT}{{1,4}})(?:of(?P<of>{_COUNT}{{1,4}}))?",
    )
)
_BARE: Final = re.compile(rf"{_COUNT}{{1,3}}|00{_COUNT}{{2}}")
"""Digits alone. Four of them are a year, six a copy number (GB/T 9704-2012 7.2.1)."""

_BAND: Final = 0.15
"""Share of the page's height at its head and foot in which page numbers stand."""

_NARROW_BAND: Final = 0.1
"""The same for digits alone, which are so much else."""


def parse(text: str) -> int | None:
    """Return the number that a line in one of the forms of page numbers gives; None for all other lines."""
    plain = "".join(text.split())
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match:
            groups = match.groupdict()
            number = _value(groups["n"] or groups.get("m") or "")
            total = _value(groups.get("of") or "")
            return number if not total or number <= total else None
    return None


def marked(lines: Sequence[Line], area: Box) -> tuple[Line, ...]:
    """Return the lines of a page with the page numbers in an area of it (all of it, or one leaf) marked as such."""
    inside = [line for line in lines if line.box and area.left <= (line.box.left + line.box.right) / 2 <= area.right]
    found = {id(line) for line in inside if _is_folio(line, inside, area)}
    return tuple(replace(line, region=Region.PAGE_NUMBER) if id(line) in found else line for line in lines)


def printed_number(page: Page) -> int | None:
    """Return the number that is printed on a page; None where there is none.

    A number in a form of its own counts before bare digits, one at the foot before one at the head.
    """
    numbers = [line for line in page.lines if line.region is Region.PAGE_NUMBER]
    if not numbers:
        return None
    middle = page.height / 2
    best = min(numbers, key=lambda line: (parse(line.text) is None, line.box is None or line.box.top < middle))
    number = parse(best.text)
    return number if number is not None else _value("".join(best.text.split()))


def _is_folio(line: Line, lines: Sequence[Line], area: Box) -> bool:
    """Return whether a line of the page's text is a page number, by its form and its place."""
    if line.box is None or line.region is not Region.BODY:
        return False
    if parse(line.text) is not None:
        return _in_band(line.box, area, _BAND) and not _has_neighbour(line, lines)
    plain = "".join(line.text.split())
    return bool(_BARE.fullmatch(plain)) and _in_band(line.box, area, _NARROW_BAND) and _is_outermost(line, lines, area)


def _in_band(box: Box, area: Box, band: float) -> bool:
    """Return whether a box stands wholly at the head or the foot of an area."""
    depth = band * area.height
    return box.bottom <= area.top + depth or box.top >= area.bottom - depth


def _has_neighbour(line: Line, lines: Sequence[Line]) -> bool:
    """Return whether a row of a table stands at the height of a line, or other text close beside it."""
    return any(
        _level(line.box, other.box)
        and (other.region is Region.TABLE or _apart(line.box, other.box) < 2 * line.box.height)
        for other in lines
        if other is not line and other.box and line.box
    )


def _is_outermost(line: Line, lines: Sequence[Line], area: Box) -> bool:
    """Return whether nothing stands on a line's row or beyond it, and it keeps clear of the text."""
    box = line.box
    others = [other.box for other in lines if other is not line and other.box]
    if box is None or any(_level(box, other) for other in others):
        return False
    at_foot = (box.top + box.bottom) / 2 > (area.top + area.bottom) / 2
    beyond = [other for other in others if (other.top > box.top if at_foot else other.top < box.top)]
    gaps = [box.top - other.bottom if at_foot else other.top - box.bottom for other in others]
    return not beyond and min(gaps, default=box.height) > 0.5 * box.height


def _level(one: Box | None, other: Box | None) -> bool:
    """Return whether two boxes stand on one row."""
    if one is None or other is None:
        return False
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0.5 * min(one.height, other.height)


def _apart(one: Box, other: Box) -> float:
    """Return how far apart two boxes are across."""
    return max(one.left - other.right, other.left - one.right)


def _value(digits: str) -> int:
    """Return the number written in Arabic or Chinese numerals up to 999; 0 for none."""
    if not digits or digits.isdecimal():
        return int(digits or 0)
    hundreds, _, rest = digits.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    number = 100 * _digit(hundreds) if "百" in digits else 0
    return number + (10 * (_digit(tens) or 1) if ten else 0) + _digit(ones)


def _digit(sign: str) -> int:
    return max("〇一二三四五六七八九".find(sign.lstrip("零")[-1:] or "〇"), 0)
