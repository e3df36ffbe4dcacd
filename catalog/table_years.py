"""The evidence years (考评年度) that a heading or a person states: 2020—2023年, 2019年4月—2023年3月, 2011年度.

Years that do not begin in January are named after both calendar years that they touch.
"""

import calendar
import re
from datetime import date

from catalog.items import EvidenceYear
from catalog.table_numbers import folded

_YEAR = r"(?<!\d)(?:19|20)\d\d"
_RANGE = re.compile(
    rf"(?P<first>{_YEAR})\s*[年.\-/]?\s*(?:(?P<from>\d{{1,2}})\s*月?\s*(?:\d{{1,2}}\s*日)?)?\s*(?:度)?\s*"
    rf"(?:至|到|—+|–|--?|~|\.\.)\s*(?P<last>{_YEAR})\s*[年.\-/]?\s*(?:(?P<to>\d{{1,2}})\s*月?)?"
)
_LISTED = re.compile(rf"{_YEAR}(?:\s*年?(?:度)?\s*[、,，]\s*{_YEAR})+\s*年?")
_ONE = re.compile(rf"({_YEAR})\s*年度")
_INLINE = re.compile(rf"[(\[][^()\[\]]*?(?P<mark>[,，;；]?\s*(?P<year>{_YEAR})\s*(?:年|年度)?\s*)(?=[)\]])")
_EACH = re.compile(_YEAR)
MONTHS = 12
MOST = 12
_SAID = re.compile(r"考评|考核|年度|材料|周期|期间|时限|届")


def find(text: str) -> tuple[EvidenceYear, ...]:
    """Return the evidence years that a heading speaks of; none where it names none, or speaks of something else."""
    plain = folded(text)
    return _read(plain) if _SAID.search(plain) else ()


def parse(text: str) -> tuple[EvidenceYear, ...]:
    """Return the years that a person writes: 2020-2023, 2019-04..2023-03, 2021、2022; none when it does not read."""
    plain = folded(text).strip()
    return _read(plain) or _read(f"{plain}年度")


def format(years: tuple[EvidenceYear, ...]) -> str:  # noqa: A001 - the uniform verb beside `parse`
    """Return the years as people say them: their names, with first and last day where they are no calendar years."""
    return "、".join(year.name if _is_calendar(year) else f"{year.name}（{year.start}—{year.end}）" for year in years)


def inline(text: str) -> tuple[int, ...]:
    """Return the calendar years that stand in brackets inside an item's text, as in （2011） or （书面述职，2011）."""
    return tuple(dict.fromkeys(int(found["year"]) for found in _INLINE.finditer(folded(text))))


def without_inline(text: str) -> str:
    """Return an item's text without the years that stand in brackets in it, and without brackets left empty."""
    bare = folded(text)
    kept: list[str] = []
    begin = 0
    for found in _INLINE.finditer(bare):
        kept.append(text[begin : found.start("mark")])
        begin = found.end("mark")
    return re.sub(r"[（(]\s*[)）]", "", "".join((*kept, text[begin:])))


def _read(plain: str) -> tuple[EvidenceYear, ...]:
    span = _RANGE.search(plain)
    if span:
        return _between(int(span["first"]), int(span["from"] or 1), int(span["last"]), int(span["to"] or 0))
    listed = _LISTED.search(plain)
    if listed:
        return tuple(_calendar(int(year)) for year in dict.fromkeys(_EACH.findall(listed.group())))
    one = _ONE.findall(plain)
    return (_calendar(int(one[0])),) if len(set(one)) == 1 else ()


def _between(first: int, start: int, last: int, end: int) -> tuple[EvidenceYear, ...]:
    """Return years of twelve months from a month on; the last may be shorter, where the range says so."""
    if not (1 <= start <= MONTHS and 0 <= end <= MONTHS and first <= last < first + MOST):
        return ()
    final = date(last, end or MONTHS, calendar.monthrange(last, end or MONTHS)[1])
    if start == 1:
        return tuple(
            EvidenceYear(name=str(year), start=date(year, 1, 1), end=min(date(year, 12, 31), final))
            for year in range(first, last + 1)
        )
    years: list[EvidenceYear] = []
    for year in range(first, last + 1):
        begin = date(year, start, 1)
        stop = date(year + 1, start - 1, calendar.monthrange(year + 1, start - 1)[1])
        if begin <= final:
            years.append(EvidenceYear(name=f"{year}-{year + 1}", start=begin, end=min(stop, final)))
    return tuple(years)


def _calendar(year: int) -> EvidenceYear:
    return EvidenceYear(name=str(year), start=date(year, 1, 1), end=date(year, 12, 31))


def _is_calendar(year: EvidenceYear) -> bool:
    return year == _calendar(year.start.year)
