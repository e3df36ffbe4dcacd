"""Ranges of dates as a clerk types them: 2022..2023, 2023-08.., 2023年8月至12月, ..2023-08-01."""

import re

from index.numerals import to_arabic
from index.tokens import fold

EARLIEST, LATEST = 1, 99999999
"""Open ends. A day is the number 20230801; 20230800 is some day in that month, which a range of whole months holds."""

_DATE = r"([0-9]{4})(?:[-./年]([0-9]{1,2}))?(?:[-./月]([0-9]{1,2}))?[年月日号度]?"
_TO = r"(?:\.{2,}|~|至|到|-{2,})"
_ONE = re.compile(_DATE)
_RANGE = re.compile(f"(?:{_DATE})?{_TO}(?:{_DATE})?")
_WITHIN_YEAR = re.compile(rf"([0-9]{{4}})[-./年]([0-9]{{1,2}})月?{_TO}([0-9]{{1,2}})月")
_YEARS = re.compile(r"([0-9]{4})-([0-9]{4})")


def parse(typed: str) -> tuple[int, int] | None:
    """Return the first and last day of what was typed, both included, or None where it is no date and no range."""
    text = to_arabic(fold(typed))
    if found := _WITHIN_YEAR.fullmatch(text):
        return _ordered(_day(found[1], found[2], None), _day(found[1], found[3], None, last=True))
    if found := _YEARS.fullmatch(text):
        return _ordered(_day(found[1], None, None), _day(found[2], None, None, last=True))
    if found := _ONE.fullmatch(text):
        return _ordered(_day(*found.groups()), _day(*found.groups(), last=True))
    found = _RANGE.fullmatch(text)
    if found is None or not (found[1] or found[4]):
        return None
    one, other = found.groups()[:3], found.groups()[3:]
    if one[0] and other[0] and _when(other) < _when(one):
        one, other = other, one
    since = _day(*one) if one[0] else EARLIEST
    until = _day(*other, last=True) if other[0] else LATEST
    return _ordered(since, until)


def years(typed: str) -> tuple[str, ...] | None:
    """Return the years of a range such as 2021..2023 in order: none of more than a century, None for no range."""
    text = to_arabic(fold(typed))
    found = re.fullmatch(rf"([0-9]{{4}})年?度?{_TO}([0-9]{{4}})年?度?", text)
    if found is None:
        return None
    first, last = sorted((int(found[1]), int(found[2])))
    return tuple(str(year) for year in range(first, last + 1)) if last - first <= 100 else ()  # noqa: PLR2004 - a century


def _when(date: tuple[str | None, ...]) -> tuple[int, ...]:
    """Return what was said of a date, to tell which of two is the earlier."""
    return tuple(int(part) for part in date if part)


def _day(year: str, month: str | None, day: str | None, *, last: bool = False) -> int | None:
    """Return a date as one number, what is not said of it filled up to its first or last day; None for no date."""
    fill = 99 if last else 0
    months, days = int(month) if month else fill, int(day) if day else fill
    if (month and not 1 <= months <= 12) or (day and not 1 <= days <= 31):  # noqa: PLR2004 - the calendar's
        return None
    return int(year) * 10000 + months * 100 + days


def _ordered(since: int | None, until: int | None) -> tuple[int, int] | None:
    return (since, until) if since is not None and until is not None and since <= until else None
