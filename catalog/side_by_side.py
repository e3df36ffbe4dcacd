"""Standards side by side: one in force whose items have plain numbers, others whose items bear a mark (国12).

Each is filed against, decided, covered and bound by itself: that a person filed a record under an item of one says
nothing about the others. A mark is a few letters or Chinese characters, so that no number begins with it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from catalog.deciding import Filing, decide
from catalog.items import EvidenceYear, Item, Standard
from catalog.record import Decision, Description, Record, Seen, State, Suggestion

_MARK = re.compile(r"(?![一二三四五六七八九十百千零〇第旧])[A-Za-z\u4e00-\u9fff]{1,4}")
_RANK = (State.FILED, State.SUGGESTED, State.UNASSIGNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A standard beside the one in force. The numbers of its items begin with the mark."""

    mark: str
    standard: Standard


def is_mark(text: str) -> bool:
    """Tell whether a text can be a mark: one to four letters or Chinese characters that begin no number."""
    return _MARK.fullmatch(text) is not None


def marked(standard: Standard, mark: str) -> Standard:
    """Return the standard with the mark before every item's number."""
    return _renumbered(standard, lambda number: f"{mark}{number}")


def unmarked(beside: Beside) -> Standard:
    """Return the standard as it was read, with plain numbers."""
    return _renumbered(beside.standard, lambda number: number.removeprefix(beside.mark))


def combined(standard: Standard, others: Iterable[Beside]) -> Standard:
    """Return the standard in force with the chapters of the others behind its own, to look items up in."""
    return replace(standard, chapters=(*standard.chapters, *(c for one in others for c in one.standard.chapters)))


def mark_of(item: str, marks: Iterable[str]) -> str:
    """Return the mark that an item's number bears; empty for an item of the standard in force."""
    return max((mark for mark in marks if item.startswith(mark)), key=len, default="")


def decide_each(
    suggestions: tuple[Suggestion, ...],
    decisions: tuple[Decision, ...],
    *,
    marks: Sequence[str],
    automatic: float,
    suggest: float,
) -> Filing:
    """Return where a record stands in all standards together, each decided by itself; what counts comes first."""
    filings = [
        decide(
            tuple(one for one in suggestions if mark_of(one.item, marks) == mark),
            tuple(one for one in decisions if mark_of(one.item, marks) == mark),
            automatic=automatic,
            suggest=suggest,
        )
        for mark in ("", *marks)
    ]
    filed = tuple(item for filing in filings for item in filing.filed_items)
    every = [assignment for filing in filings for assignment in filing.assignments]
    return Filing(
        assignments=tuple(sorted(every, key=lambda one: (one.item not in filed, -one.confidence))),
        filed_items=filed,
        state=min((filing.state for filing in filings), key=_RANK.index),
    )


def seen(record: Record, standard: Standard, mark: str, *, marks: Sequence[str], suggest: float) -> Record:
    """Return a record as one standard sees it: its items alone, the state in it, the year among its own years."""
    if record.state is State.SET_ASIDE or record.copy_of:
        return record
    mine = tuple(one for one in record.assignments if mark_of(one.item, marks) == mark)
    filed = tuple(item for item in record.filed_items if mark_of(item, marks) == mark)
    likely = any(one.confidence >= suggest for one in mine)
    return replace(
        record,
        assignments=mine,
        filed_items=filed,
        state=State.FILED if filed else State.SUGGESTED if likely else State.UNASSIGNED,
        description=replace(record.description, year=_year(record.description, standard.years)),
    )


def _year(described: Description, years: tuple[EvidenceYear, ...]) -> Seen[str] | None:
    """Return the evidence year: the one read, where this standard has it too, else the one of the date."""
    if described.year and any(year.name == described.year.value for year in years):
        return described.year
    day = described.issue_date
    if day is None:
        return None
    named = next((year.name for year in years if year.start <= day.value <= year.end), None)
    return Seen(value=named, confidence=day.confidence, place=day.place, note=day.note) if named else None


def _renumbered(standard: Standard, number: Callable[[str], str]) -> Standard:
    def again(item: Item) -> Item:
        return replace(item, number=number(item.number))

    chapters = tuple(replace(one, items=tuple(map(again, one.items))) for one in standard.chapters)
    return replace(standard, chapters=chapters)


def empty(standard: Standard) -> Standard:
    """Return a standard like this one without any item: what stood in a place where none was."""
    return replace(standard, chapters=(), full_score=Decimal(0))
