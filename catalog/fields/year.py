"""年度: which of the standard's evidence years a record proves.

A title that names its year decides first (a summary of 2022 made in January 2023 proves 2022), then the date the
document was made (without one the month it is signed in, or the days of its photographs), then the year in its number,
at last the name of the file or of its folders. Evidence years need not be calendar years: a calendar year that falls
into two of them decides nothing, the date does.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from catalog.fields import number_forms, numerals
from catalog.fields.characters import plain
from catalog.record import Description, Place, Seen

_NAMED = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?=年)|(?P<han>[一二][〇○零0O一二三四五六七八九]{3})(?=年)")
_RANGE = re.compile(r"(?:19|20)\d{2}年?(?:度)?(?:[-—–~～至到]|——)(?:19|20)\d{2}")
_IN_PATH = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:[-._年]?(?P<month>0?[1-9]|1[0-2])[-._月]?(?P<day>[0-3]?\d)日?)?(?!\d)"
)


class Span(Protocol):
    """An evidence year: its name, its first and its last day."""

    @property
    def name(self) -> str:
        """Return what the standard calls it."""
        ...

    @property
    def start(self) -> date:
        """Return its first day."""
        ...

    @property
    def end(self) -> date:
        """Return its last day."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The evidence year, or why there is none: `outside` is the time that lies in no evidence year."""

    seen: Seen[str] | None = None
    outside: str = ""
    is_ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A stretch of time that something names, how surely it proves its year, and how a clerk is told of it."""

    first: date
    last: date
    shown: str
    strength: float
    place: Place | None
    note: str = ""


def find(described: Description, source_name: str, years: tuple[Span, ...]) -> Seen[str] | None:
    """Return the evidence year that the fields read so far, else the file's name, point to; or None."""
    return weigh(described, source_name, years).seen


def parse(text: str) -> tuple[int, ...]:
    """Return the calendar years that a title names, each once; none for a range such as 2020—2023年."""
    folded = plain(text)
    if _RANGE.search(folded):
        return ()
    found = [
        int(match["year"]) if match["year"] else numerals.parse_year(match["han"]) for match in _NAMED.finditer(folded)
    ]
    return tuple(dict.fromkeys(year for year in found if year))


def format(year: int) -> str:  # noqa: A001 - the verb that every field module has
    """Return a calendar year as a title names it: 2023年."""
    return f"{year}年"


def weigh(described: Description, source_name: str, years: tuple[Span, ...], told: tuple[Hint, ...] = ()) -> Outcome:
    """Return the evidence year by the first hint that decides, or why none does.

    `told` is what the pages say of time besides the fields; it goes before the number.
    """
    ambiguous = False
    for hint in _hints(described, source_name, told):
        touched = [span for span in years if span.start <= hint.last and hint.first <= span.end]
        if not touched:
            return Outcome(outside=hint.shown)
        if len(touched) == 1:
            seen = Seen(value=touched[0].name, confidence=round(hint.strength, 3), place=hint.place, note=hint.note)
            return Outcome(seen=seen, is_ambiguous=False)
        ambiguous = True
    return _by_name(source_name, years) or Outcome(is_ambiguous=ambiguous)


def _hints(described: Description, source_name: str, told: tuple[Hint, ...]) -> Iterable[Hint]:
    title, day, number = described.title, described.issue_date, described.doc_number
    named = parse(title.value) if title else ()
    if title and len(named) == 1:
        yield _calendar(named[0], 0.97 * title.confidence, title.place, "取自题名")
    if day:
        shown = f"{day.value.year}年{day.value.month}月{day.value.day}日"
        yield Hint(
            first=day.value,
            last=day.value,
            shown=shown,
            strength=0.95 * day.confidence,
            place=day.place,
            note="取自成文日期",
        )
    else:
        yield from told
    numbered = number_forms.year(number.value) if number else None
    if number and numbered:
        yield _calendar(numbered, 0.85 * number.confidence, number.place, "取自文号")
    yield from _path_hints(source_name)


def _calendar(year: int, strength: float, place: Place | None, note: str) -> Hint:
    return Hint(
        first=date(year, 1, 1), last=date(year, 12, 31), shown=f"{year}年", strength=strength, place=place, note=note
    )


def _path_hints(source_name: str) -> Iterable[Hint]:
    """Yield what file and folders say, the file's own name first, then the nearest folder; days before whole years."""
    *folders, file_name = source_name.split("/")
    for part, note, strength in [
        (file_name, "取自文件名", 0.6),
        *((f, f"取自文件夹名“{f}”", 0.65) for f in reversed(folders)),
    ]:
        found = {_path_day(match) for match in _IN_PATH.finditer(plain(part))}
        if len(found) == 1:
            first, last = found.pop()
            shown = f"{first.year}年" if first != last else f"{first.year}年{first.month}月{first.day}日"
            yield Hint(first=first, last=last, shown=shown, strength=strength, place=None, note=note)


def _path_day(match: re.Match[str]) -> tuple[date, date]:
    year = int(match["year"])
    try:
        day = date(year, int(match["month"]), int(match["day"]))
    except (TypeError, ValueError):
        return date(year, 1, 1), date(year, 12, 31)
    return day, day


def _by_name(source_name: str, years: tuple[Span, ...]) -> Outcome | None:
    """Return the evidence year after which a folder is named exactly, for names that are no calendar years."""
    for folder in reversed(source_name.split("/")[:-1]):
        for span in years:
            if plain(folder) == plain(span.name):
                seen = Seen(value=span.name, confidence=0.65, note=f"取自文件夹名“{folder}”")
                return Outcome(seen=seen)
    return None
