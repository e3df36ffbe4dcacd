"""The rows of the lists that are printed: 卷内目录 inside one binder, 总目录 over all of them.

Filled as DA/T 22-2015 5.5.2 and GB/T 9705-2008 4.3 say: a document without a number leaves that cell blank, a title
of our own making stands in square brackets, dates are YYYYMMDD, and of the page column the last record gives its
first and last page, every other one its first. Nothing is filled in that nobody read.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Protocol

from catalog.plan import NO_YEAR, BinderPlan, natural
from catalog.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpan:
    """The numbers stamped on a record's first and last page: pages of the evidence, counted from 1 in its volume."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRow:
    """A row of 卷内目录: 序号 文号 责任者 题名 日期 页号 备注, each as it is printed."""

    sequence: str
    doc_number: str
    issuer: str
    title: str
    date: str
    page: str
    remark: str


class BoundVolume(Protocol):
    """What 总目录 tells of a volume: its code on the shelf, title, evidence years, records and evidence pages."""

    @property
    def code(self) -> str: ...  # noqa: D102 - see the class
    @property
    def title(self) -> str: ...  # noqa: D102 - see the class
    @property
    def years(self) -> tuple[str, ...]: ...  # noqa: D102 - see the class
    @property
    def record_count(self) -> int: ...  # noqa: D102 - see the class
    @property
    def evidence_pages(self) -> int: ...  # noqa: D102 - see the class
    @property
    def remark(self) -> str: ...  # noqa: D102 - see the class


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRow:
    """A row of 总目录: 案卷号 题名 年度 件数 页数 备注, each as it is printed."""

    code: str
    title: str
    years: str
    records: str
    pages: str
    remark: str


def listing(plan: BinderPlan, spans: Sequence[PageSpan]) -> tuple[ListingRow, ...]:
    """Return the rows of a volume's 卷内目录; `spans` are the stamped pages of its records, in the same order."""
    last = len(plan.records) - 1
    return tuple(
        ListingRow(
            sequence=str(plan.first_sequence + place),
            doc_number=_number(record),
            issuer="、".join(dict.fromkeys(_one_line(issuer.value) for issuer in record.description.issuers)),
            title=title_of(record),
            date=_date(record),
            page=page_column(span, last=place == last),
            remark=_see_also(record, plan.item),
        )
        for place, (record, span) in enumerate(zip(plan.records, spans, strict=True))
    )


def catalogue(volumes: Iterable[BoundVolume]) -> tuple[CatalogueRow, ...]:
    """Return the rows of 总目录, in the order of the volumes given."""
    return tuple(
        CatalogueRow(
            code=volume.code,
            title=_one_line(volume.title),
            years=span_of_years(volume.years),
            records=str(volume.record_count),
            pages=str(volume.evidence_pages),
            remark=volume.remark,
        )
        for volume in volumes
    )


def title_of(record: Record) -> str:
    """Return a record's title as it is listed; where none was read, the name of its file in square brackets."""
    title = record.description.title
    if title and (line := _one_line(title.value)):
        return line
    name = record.source_name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    own = _one_line(stem if dot and stem and suffix.isalnum() else name)
    return f"[{own}]" if own else f"[{record.id}]"


def page_column(span: PageSpan, *, last: bool) -> str:
    """Return the page column of a record: its first page; of the last record first and last page."""
    return f"{span.first}-{span.last}" if last and span.last > span.first else str(span.first)


def span_of_years(years: Sequence[str]) -> str:
    """Return years in order, a run of consecutive calendar years as 2020—2023, others joined with 、."""
    known = sorted({year for year in years if year != NO_YEAR}, key=natural)
    runs: list[list[str]] = []
    for year in known:
        if runs and _follows(runs[-1][-1], year):
            runs[-1].append(year)
        else:
            runs.append([year])
    named = [run[0] if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs]
    return "、".join([*named, *([NO_YEAR] if NO_YEAR in years else [])])


def spans(page_counts: Iterable[int]) -> tuple[PageSpan, ...]:
    """Return the stamped pages of records that are so many pages long, the first beginning with page 1."""
    ends = tuple(accumulate(page_counts, initial=0))
    return tuple(PageSpan(first=before + 1, last=last) for before, last in pairwise(ends))


def _follows(year: str, other: str) -> bool:
    return year.isdecimal() and other.isdecimal() and int(other) == int(year) + 1


def _one_line(text: str) -> str:
    """Return the text as it can be printed and stored: in one line, without control characters or torn ones."""
    stand_in = {"Cs": "\ufffd", "Cc": " "}
    return " ".join("".join(stand_in.get(unicodedata.category(char), char) for char in text).split())


def _number(record: Record) -> str:
    number = record.description.doc_number
    return _one_line(number.value) if number else ""


def _date(record: Record) -> str:
    day = record.description.issue_date
    return day.value.isoformat().replace("-", "") if day else ""


def _see_also(record: Record, item: str) -> str:
    others = sorted({other for other in record.filed_items if other != item}, key=natural)
    return f"互见条目{'、'.join(others)}" if others else ""
