"""What does not add up in an assessment standard: reported as findings, never corrected.

Printed tables really carry such faults: a chapter that declares 6 and sums to 7, a skipped number, an empty cell.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from catalog import filing_findings as kinds
from catalog.items import Chapter, EvidenceYear, Item, Standard
from ocr.finding import Finding


def check(standard: Standard) -> tuple[Finding, ...]:
    """Return everything in a standard that contradicts itself or is empty, in the order of the table."""
    return tuple(finding for rule in RULES for finding in rule(standard))


def _years(standard: Standard) -> Iterator[Finding]:
    if not standard.years:
        yield kinds.NO_YEARS.at()
    for name, count in _doubled(year.name for year in standard.years):
        yield kinds.YEAR_DOUBLED.at(name=name, count=count)
    for year in standard.years:
        if year.end < year.start:
            yield kinds.YEAR_BACKWARDS.at(name=year.name, start=year.start, end=year.end)
    ordered = sorted(standard.years, key=lambda year: (year.start, year.end, year.name))
    for first, second in pairwise(ordered):
        yield from _neighbours(first, second)


def _neighbours(first: EvidenceYear, second: EvidenceYear) -> Iterator[Finding]:
    kind = None
    if second.start <= first.end:
        kind = kinds.YEARS_OVERLAP
    elif second.start - first.end > timedelta(days=1):
        kind = kinds.YEARS_GAP
    if kind is not None:
        yield kind.at(first=first.name, second=second.name, end=first.end, start=second.start)


def _sums(standard: Standard) -> Iterator[Finding]:
    for chapter in standard.chapters:
        for item in chapter.items:
            yield from _points(item)
        found = _total(item.score for item in chapter.items)
        if found != chapter.score:
            yield kinds.ITEMS_SUM.at(
                chapter=chapter.number, title=chapter.title, expected=plain(chapter.score), found=plain(found)
            )
    found = _total(chapter.score for chapter in standard.chapters if not chapter.bonus)
    if found != standard.full_score:
        yield kinds.CHAPTERS_SUM.at(expected=plain(standard.full_score), found=plain(found))


def _points(item: Item) -> Iterator[Finding]:
    if not item.points:
        yield kinds.NO_POINTS.at(item=item.number, title=item.title)
        return
    found = _total(point.score for point in item.points)
    if found != item.score:
        yield kinds.POINTS_SUM.at(item=item.number, title=item.title, expected=plain(item.score), found=plain(found))
    for point in item.points:
        if not point.evidence:
            yield kinds.NO_EVIDENCE.at(item=item.number, point=point.text)


def _numbers(standard: Standard) -> Iterator[Finding]:
    if not standard.items:
        yield kinds.NO_ITEMS.at()
    for number, count in _doubled(item.number for item in standard.items):
        yield kinds.NUMBER_DOUBLED.at(number=number, count=count)
    for number, count in _doubled(chapter.number for chapter in standard.chapters):
        yield kinds.CHAPTER_DOUBLED.at(number=number, count=count)
    for before, after in pairwise(standard.items):
        # only plain numbers have a successor; 12.3 or 一 does not tell what comes next
        if before.number.isdecimal() and after.number.isdecimal() and before.number != after.number:
            expected = int(before.number) + 1
            if int(after.number) != expected:
                yield kinds.NUMBER_SKIPPED.at(before=before.number, expected=expected, found=after.number)


def _empty(standard: Standard) -> Iterator[Finding]:
    if not standard.title.strip():
        yield kinds.EMPTY_TEXT.at(place="标准", what="名称")
    for chapter in standard.chapters:
        if not chapter.title.strip():
            yield kinds.EMPTY_TEXT.at(place=f"第{chapter.number}类", what="名称")
        yield from _empty_items(chapter)


def _empty_items(chapter: Chapter) -> Iterator[Finding]:
    for item in chapter.items:
        place = f"第{item.number}条"
        if not item.title.strip():
            yield kinds.EMPTY_TEXT.at(place=place, what="名称")
        if not item.text.strip():
            yield kinds.EMPTY_TEXT.at(place=place, what="考评内容")
        for sequence, point in enumerate(item.points, start=1):
            if not point.text.strip():
                yield kinds.EMPTY_TEXT.at(place=f"{place}得分要点 {sequence}", what="文字")


def plain(number: Decimal) -> str:
    """Return a score as people write it: 2, 0.25, never 2.0 or 1E+2."""
    return f"{number.normalize():f}"


def _total(scores: Iterable[Decimal]) -> Decimal:
    return sum(scores, start=Decimal(0))


def _doubled(names: Iterable[str]) -> list[tuple[str, int]]:
    return [(name, count) for name, count in Counter(names).items() if count > 1]


RULES: tuple[Callable[[Standard], Iterator[Finding]], ...] = (_years, _numbers, _sums, _empty)
