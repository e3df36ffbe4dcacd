"""Which records stand in which binder, and in which order.

One binder an item (条目), in as many volumes as its pages need. Inside a binder the records stand by evidence year,
date, document number and id, so that the order in which they came in changes nothing. Says nothing about pages of
paper: those are known only when the evidence has been laid out.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from catalog.items import Item, Standard
from catalog.record import Record, State

NO_YEAR = "年度未定"
"""Stands where a record's evidence year is not known; such records come last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BinderPlan:
    """One volume (册) of an item's binder: its records in order.

    `code` is the number that the shelf is sorted by: the item's number zero-padded to the width of the standard's
    largest (behind its mark, where it has one: 国05), followed by `-1`, `-2` … where there are several volumes.
    `first_sequence` is the number (件号) of the first record; it runs on from volume to volume.
    """

    item: str
    title: str
    code: str
    volume: int
    volumes: int
    first_sequence: int
    records: tuple[Record, ...]

    @property
    def years(self) -> tuple[str, ...]:
        """The evidence years that occur, in order of the records."""
        return tuple(dict.fromkeys(year_of(record) for record in self.records))


def plan(standard: Standard, records: Iterable[Record], *, volume_pages: int) -> tuple[BinderPlan, ...]:
    """Return the volumes of every item that has filed records, in the standard's order of items.

    A volume takes records until `volume_pages` pages are reached; a record is never cut, so one that is longer
    fills a volume of its own. 0 means one volume whatever its size. A record under several items stands in each.
    """
    filed = tuple({record.id: record for record in records if record.state is State.FILED}.values())
    years = {year.name: place for place, year in enumerate(standard.years)}
    plans: list[BinderPlan] = []
    for item in standard.items:
        own = sorted(
            (record for record in filed if item.number in record.filed_items), key=lambda record: _rank(record, years)
        )
        plans.extend(_volumes(item, own, volume_pages=volume_pages, width=code_width(standard)))
    return tuple(plans)


def strays(standard: Standard, records: Iterable[Record]) -> tuple[Record, ...]:
    """Return the filed records with an item that the standard does not have; no plan holds them under it."""
    known = {item.number for item in standard.items}
    return tuple(r for r in records if r.state is State.FILED and not known.issuperset(r.filed_items))


def code_width(standard: Standard) -> int:
    """Return how many digits an item's number is padded to: those of the largest, at least 2."""
    return max(2, *(len(_leading_digits(item.number)) for item in standard.items)) if standard.items else 2


def year_of(record: Record) -> str:
    """Return the evidence year of a record, or 年度未定."""
    year = record.description.year
    return year.value if year and year.value.strip() else NO_YEAR


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key under which 第2号 comes before 第10号; brackets and width of characters do not matter."""
    folded = unicodedata.normalize("NFKC", text).translate(_BRACKETS).casefold()
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.findall(r"\d+|\D+", folded))


_BRACKETS = str.maketrans("〔［【〈《(", "[[[[[[") | str.maketrans("〕］】〉》)", "]]]]]]")


def _leading_digits(number: str) -> str:
    found = re.match(r"[^\d\W_]*(\d+)", number)
    return found[1] if found else ""


def _code(number: str, width: int) -> str:
    found = re.match(r"(?P<mark>[^\d\W_]*)(?P<digits>\d+)", number)
    if not found:
        return number
    return found["mark"] + found["digits"].zfill(width) + number[found.end() :]


_Natural = tuple[tuple[int, int, str], ...]
_Rank = tuple[bool, int, _Natural, bool, date, bool, _Natural, _Natural, str]


def _rank(record: Record, years: dict[str, int]) -> _Rank:
    description = record.description
    year = year_of(record)
    day = description.issue_date.value if description.issue_date else None
    number = description.doc_number.value.strip() if description.doc_number else ""
    return (
        year == NO_YEAR,
        years.get(year, len(years)),
        natural(year),
        day is None,
        day or date.max,
        not number,
        natural(number),
        natural(record.id),
        record.id,
    )


def _volumes(item: Item, records: Sequence[Record], *, volume_pages: int, width: int) -> Iterator[BinderPlan]:
    parts = tuple(_parts(records, volume_pages))
    first = 1
    for volume, part in enumerate(parts, start=1):
        code = _code(item.number, width)
        yield BinderPlan(
            item=item.number,
            title=item.title,
            code=f"{code}-{volume}" if len(parts) > 1 else code,
            volume=volume,
            volumes=len(parts),
            first_sequence=first,
            records=part,
        )
        first += len(part)


def _parts(records: Sequence[Record], volume_pages: int) -> Iterator[tuple[Record, ...]]:
    part: list[Record] = []
    pages = 0
    for record in records:
        if part and volume_pages and pages + record.page_count > volume_pages:
            yield tuple(part)
            part, pages = [], 0
        part.append(record)
        pages += record.page_count
    if part:
        yield tuple(part)
