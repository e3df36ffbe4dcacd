"""Which pages of which files make up a record: runs of pages, one after another.

A row of the records is a run, from the page it begins at to where the next row of the same file begins. That is why
no page of a file can be lost or stand twice, however records are split and joined.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from sqlalchemy import Connection, func, select, true, update

from archiver.ledger import pages
from archiver.ledger.borders import Border
from archiver.ledger.schema import records
from catalog.record import Part
from ocr.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The pages of one file from `first` to `last`, or to the file's end where that is None.

    `row` is the number of the row that it belongs to, `count` how many pages it has, 0 where that is not known yet.
    """

    row: str
    sha256: str
    first: int
    last: int | None
    count: int
    source_name: str
    media_type: str


def load(tx: Connection, only: Collection[str] | None = None) -> Mapping[str, tuple[Run, ...]]:
    """Return the runs of all records that were taken in, or of `only` these, in the order of their pages."""
    own, later = records.alias("own"), records.alias("later")
    head = func.coalesce(own.c.joined_into, own.c.id)
    is_held = own.c.original.is_not(None)
    follows = select(func.min(later.c.first_page)).where(
        later.c.original == own.c.original, later.c.first_page > own.c.first_page
    )
    columns = (own.c.id, own.c.sha256, own.c.first_page, own.c.page_count, own.c.source_name, own.c.media_type)
    statement = select(head, follows.scalar_subquery(), *columns)
    statement = statement.where(is_held, true() if only is None else head.in_(only))
    found: defaultdict[str, list[Run]] = defaultdict(list)
    for record, ends_before, row, sha256, first, count, source_name, media_type in tx.execute(
        statement.order_by(head, own.c.place)
    ).all():
        found[str(record)].append(
            Run(
                row=row,
                sha256=sha256,
                first=first,
                last=ends_before - 1 if ends_before else None,
                count=count,
                source_name=source_name,
                media_type=media_type,
            )
        )
    return {record: _counted(own_runs) for record, own_runs in found.items()}


def of(tx: Connection, record_id: str) -> tuple[Run, ...]:
    """Return the runs of one record; none where it lies aside."""
    return load(tx, [record_id]).get(record_id, ())


def parts(runs: Iterable[Run]) -> tuple[Part, ...]:
    """Return the parts of files that a record is made of; runs that follow each other in one file are one part."""
    found: list[Part] = []
    for run in runs:
        last = run.last or (run.first + run.count - 1 if run.count else None)
        first = run.first
        if found and found[-1].sha256 == run.sha256 and found[-1].last_page == run.first - 1:
            first = found.pop().first_page
        found.append(
            Part(
                sha256=run.sha256,
                first_page=first,
                last_page=last,
                to_end=run.last is None,
                source_name=run.source_name,
                media_type=run.media_type,
            )
        )
    return tuple(found)


def load_pages(tx: Connection, record_id: str, recipe_key: str) -> tuple[Page, ...]:
    """Return the pages of a record, numbered from 1 through all its files."""
    found = [page for run in of(tx, record_id) for page in pages.load(tx, run.sha256, recipe_key, run.first, run.last)]
    return tuple(replace(page, number=number) for number, page in enumerate(found, start=1))


def borders_within(tx: Connection, record_id: str, recipe_key: str) -> dict[int, Border]:
    """Return the border before each page of a record but the first, by the page's number in the record."""
    places = [(run.sha256, number) for run in of(tx, record_id) for number in _numbers(tx, run, recipe_key)]
    return {
        place: Border(previous=before, sha256=sha256, page=page)
        for place, ((before, _), (sha256, page)) in enumerate(pairwise(places), start=2)
    }


def read_count(tx: Connection, own: Iterable[Run], recipe_key: str) -> int:
    """Return how many pages of these runs were read by a recipe."""
    return sum(_read(tx, run, recipe_key) for run in own)


def count_again(tx: Connection, record_id: str, recipe_key: str | None) -> int:
    """Count the pages of a record as a recipe read them, note what each joined row brings, and return all."""
    counts = {run.row: _read(tx, run, recipe_key) if recipe_key else 0 for run in of(tx, record_id)}
    for row, count in counts.items():
        if row != record_id:
            tx.execute(update(records).where(records.c.id == row).values(page_count=count))
    return sum(counts.values())


def _read(tx: Connection, run: Run, recipe_key: str) -> int:
    return len(_numbers(tx, run, recipe_key))


def _numbers(tx: Connection, run: Run, recipe_key: str) -> list[int]:
    """Return the numbers, in their file, of the pages of a run that a recipe read."""
    numbers = pages.numbers(tx, run.sha256, recipe_key)
    return sorted(number for number in numbers if run.first <= number and (run.last is None or number <= run.last))


def _counted(runs: list[Run]) -> tuple[Run, ...]:
    """Return the runs of a record, the first row's count being all pages so far."""
    own, *joined = runs
    return (replace(own, count=max(0, own.count - sum(run.count for run in joined))), *joined)
