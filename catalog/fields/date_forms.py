"""How a full date is written: which text is one, and which day it means.

Arabic numerals with year, month and day in full (2023年8月1日, GB/T 9704-2012 7.3.5.4), Chinese numerals as before
2012 (二〇二三年八月一日), and figures parted by signs as on web pages and forms (2023-08-01). Year and month alone, or
a day that no calendar has, give no date. Where on a page a date counts is for `date.py`.
"""

import re
from datetime import date

from catalog.fields import numerals
from catalog.fields.characters import DIGIT, HAN, digits, plain

_D = f"[{DIGIT}]"
_ARABIC = rf"(?P<y>[12]{_D}{{3}})[年午](?P<m>{_D}{{1,2}})月(?P<d>{_D}{{1,2}})[日目曰]"
_HAN = (
    rf"(?P<hy>[一二][{numerals.ZERO_TO_NINE}]{{3}})年(?P<hm>[一二三四五六七八九十]{{1,2}})月"
    r"(?P<hd>[一二三四五六七八九十廿卄卅丗]{1,3})[日目曰]"
)
_DASHED = r"(?P<dy>[12]\d{3})(?P<sep>[-/.])(?P<dm>\d{1,2})(?P=sep)(?P<dd>\d{1,2})"
_DATE = re.compile(f"{_ARABIC}|{_HAN}|{_DASHED}(?!\\d)")
_CLOCK = re.compile(r"[\sT]+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|(?:(?<=\d\d)|(?<=日))\d{2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)")
_NOISE = str.maketrans("", "", "★☆*•°'`~^\"_￥¥$")
_EDGES = "()（）.,。,、:|-—"
_PARTIAL = re.compile(
    rf"[12]{_D}{{3}}年{_D}{{1,2}}月|\D?{_D}{{1,3}}年{_D}{{1,2}}月{_D}{{1,2}}日|[一二][{numerals.ZERO_TO_NINE}]{{3}}年[一二三四五六七八九十]{{1,2}}月"
)
_MONTH = re.compile(
    rf"(?P<y>[12]{_D}{{3}})年(?P<m>{_D}{{1,2}})月|"
    rf"(?P<hy>[一二][{numerals.ZERO_TO_NINE}]{{3}})年(?P<hm>[一二三四五六七八九十]{{1,2}})月"
)
_MONTHS = range(1, 13)
_BEFORE_DAY = re.compile(r"[(\[]?(?:图为|摄于|拍摄(?:时间|日期):|(?:图|照片)[一二三四五六七八九十\d]{0,2}[:.、]?)")
_NO_SCRAP = re.compile(r"[印发前后起至止到日夜时分早晚\d]")
_SCRAP = 2
_TWICE = re.compile(rf"[{HAN}]([12])\1$")
_TORN = re.compile(rf"(?P<y>(?:19|20){_D}{{2}})[^\d月日]{{0,2}}(?P<m>{_D}{{1,2}})月(?P<d>{_D}{{1,2}})[日目曰]?")
_EARLIEST, _LATEST = 1900, 2099


def parse(text: str) -> date | None:
    """Return the date that the whole text states, or None; brackets, a clock time and specks around it are ignored."""
    match = shape(text)
    return None if match is None else value(match)


def format(day: date) -> str:  # noqa: A001 - the verb that every field module has
    """Return the date as GB/T 9704-2012 prints it: 2023年8月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def shape(text: str) -> re.Match[str] | None:
    """Return the match of a text that is written like a date, even one that no calendar has, or None."""
    return _DATE.fullmatch(_bare(_CLOCK.sub("", text)).strip(_EDGES))


def search(text: str) -> re.Match[str] | None:
    """Return the first date written inside the text, or None."""
    return _DATE.search(_bare(_CLOCK.sub("", text)))


def every(text: str) -> tuple[re.Match[str], ...]:
    """Return the dates where the text is nothing but dates and blanks for them (two parties side by side); or none."""
    bare = _bare(text)
    rest = re.sub(r"(?:签订|签署|签约)?(?:日期|时间):?|[年月日()]", "", _DATE.sub("", bare))
    return () if rest else tuple(_DATE.finditer(bare))


def trailing(text: str) -> tuple[str, re.Match[str]] | None:
    """Return what stands before a date that ends the text, folded, and the match of that date; or None.

    Of a row with a wide gap the year's first figure may have been read twice: ××办公室2 2023年8月1日.
    """
    bare = _bare(_CLOCK.sub("", text)).rstrip(_EDGES)
    for match in _DATE.finditer(bare):
        if match.end() == len(bare):
            before = bare[: match.start()]
            return (before[:-1] if _TWICE.search(before + match[0][0]) else before), match
    return None


def leading(text: str) -> re.Match[str] | None:
    """Return the match of the date with which a caption begins, perhaps behind 图1：, 图为 or 摄于; or None."""
    before = _BEFORE_DAY.match(plain(text))
    rest = plain(text)[before.end() :] if before else plain(text)
    return _DATE.match(_bare(rest))


def scrapped(text: str) -> re.Match[str] | None:
    """Return the date of a text that holds besides at most two characters, scraps of a seal; or None."""
    bare = _bare(_CLOCK.sub("", text)).strip(_EDGES)
    match = _DATE.search(bare)
    rest = bare.replace(match[0], "", 1) if match else bare
    return match if len(rest) <= _SCRAP and not _NO_SCRAP.search(rest) else None


def torn(text: str) -> date | None:
    """Return the date of a text that is one but for 年, to which a seal added a sign or which it took; or None."""
    match = _TORN.fullmatch(_bare(text).strip(_EDGES))
    return _day(int(digits(match["y"])), int(digits(match["m"])), int(digits(match["d"]))) if match else None


def value(match: re.Match[str]) -> date | None:
    """Return the date of a match, or None when no calendar has it (2月30日)."""
    if match["hy"]:
        parts = numerals.parse_year(match["hy"]), numerals.parse_count(match["hm"]), numerals.parse_count(match["hd"])
    elif match["dy"]:
        parts = int(match["dy"]), int(match["dm"]), int(match["dd"])
    else:
        parts = int(digits(match["y"])), int(digits(match["m"])), int(digits(match["d"]))
    return _day(*parts)


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None or not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month(text: str) -> date | None:
    """Return the first day of the month where the whole text is a year and a month, or None."""
    match = _MONTH.fullmatch(_bare(text).strip(_EDGES))
    if match is None:
        return None
    if match["hy"]:
        year, count = numerals.parse_year(match["hy"]), numerals.parse_count(match["hm"])
    else:
        year, count = int(digits(match["y"])), int(digits(match["m"]))
    is_real = year is not None and _EARLIEST <= year <= _LATEST and count is not None and count in _MONTHS
    return date(year, count, 1) if is_real and year and count else None


def is_partial(text: str) -> bool:
    """Return whether the whole text is a date without its day or with a year of which figures are missing."""
    return _PARTIAL.fullmatch(_bare(text).strip(_EDGES)) is not None


def _bare(text: str) -> str:
    return plain(text).translate(_NOISE)
