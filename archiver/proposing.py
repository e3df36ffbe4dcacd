"""Proposals to split a record or to join several: found, told as findings, declined. Nothing is done without a person.

They are found anew from names, pages and what people said before; only the findings are kept, for lists.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection

from archiver import clock
from archiver.archive import Archive
from archiver.ledger import borders, record_findings, records, runs
from archiver.ledger.borders import Border
from archiver.ledger.database import reading, transaction
from archiver.ledger.records import RecordRow
from archiver.ledger.runs import Run
from archiver.ledger.schema import Stage
from catalog import sequences, stacks
from catalog.findings import NEW_DOCUMENT, SAME_DOCUMENT
from catalog.sequences import File, Joined
from catalog.stacks import Beginning
from ocr.finding import Finding
from ocr.page import Page, Source

SPLITTING, JOINING = "splitting", "joining"
"""The stage names under which the findings are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """What is proposed now: where records should be split, and which belong together."""

    splits: Mapping[str, tuple[Beginning, ...]]
    joins: tuple[Joined, ...]


def check_stack(tx: Connection, record_id: str, recipe_key: str) -> tuple[Finding, ...]:
    """Return what a clerk should see of a record that may hold several documents."""
    pages = runs.load_pages(tx, record_id, recipe_key)
    return stacks.check(pages, _kept_together(tx, record_id, recipe_key)) if _has_places(pages) else ()


def proposals(archive: Archive, only: Collection[str] | None = None) -> Proposals:
    """Return what is proposed now, or what concerns `only` these records."""
    chosen = None if only is None else frozenset(only)
    with reading(archive.ledger) as tx:
        told = record_findings.told(tx, [NEW_DOCUMENT.code, SAME_DOCUMENT.code])
        stacked = [one for one in sorted(told[NEW_DOCUMENT.code]) if chosen is None or one in chosen]
        splits = {one: _beginnings(tx, one, archive.recipe.key) for one in stacked}
        wanted = told[SAME_DOCUMENT.code] if chosen is None else told[SAME_DOCUMENT.code] & chosen
        joins = _joins(tx, archive.recipe.key, wanted) if wanted else ()
    return Proposals(
        splits={one: found for one, found in splits.items() if found},
        joins=tuple(one for one in joins if wanted & set(one.records)),
    )


def propose_joins(archive: Archive, changed: Collection[str]) -> None:
    """Bring the findings about records that belong together up to what the archive holds now.

    Looked at are the neighbours of `changed` records, and what is proposed already.
    """
    with reading(archive.ledger) as tx:  # it takes a while where much is new, and keeps no writer waiting
        before = record_findings.told(tx, [SAME_DOCUMENT.code])[SAME_DOCUMENT.code]
        found = _joins(tx, archive.recipe.key, before.union(changed))
        names = {row.id: row.source_name for row in records.all_rows(tx)}
    with transaction(archive.ledger) as tx:
        wanted = {record: (finding,) for one in found for record, finding in sequences.told(one, names).items()}
        for record in wanted.keys() | before:
            now = wanted.get(record, ())
            if record_findings.load(tx, record, JOINING) != now:
                record_findings.replace(tx, record, JOINING, now)


def decline_split(archive: Archive, record_id: str, pages: Iterable[int]) -> None:
    """Keep that no document begins at these pages of a record, so that it is not proposed again."""
    with transaction(archive.ledger) as tx:
        within = runs.borders_within(tx, record_id, archive.recipe.key)
        borders.say(tx, [within[page] for page in pages], together=True, by=archive.who, at=clock.now())
        found = check_stack(tx, record_id, archive.recipe.key)
        record_findings.replace(tx, record_id, SPLITTING, found)


def decline_join(archive: Archive, joined: Joined, kept: Sequence[str] = ()) -> None:
    """Keep that these records are not one document, so that it is not proposed again.

    Neighbours that stand as such in `kept` are passed over.
    """
    pairs = [pair for pair in pairwise(joined.records) if pair not in set(pairwise(kept))]
    with transaction(archive.ledger) as tx:
        seams = [_seam(tx, one, other) for one, other in pairs]
        borders.say(tx, seams, together=False, by=archive.who, at=clock.now())
    propose_joins(archive, joined.records)


def _has_places(pages: Sequence[Page]) -> bool:
    """Return whether pages are those of paper or of a fixed layout; those of a Word file have no fixed borders."""
    return all(page.source is not Source.DOCUMENT for page in pages)


def _kept_together(tx: Connection, record_id: str, recipe_key: str) -> frozenset[int]:
    """Return the pages of a record of which people said that no document begins there."""
    within = runs.borders_within(tx, record_id, recipe_key)
    said = borders.load(tx, {border.sha256 for border in within.values()})
    return frozenset(page for page, border in within.items() if said.get(border))


def _beginnings(tx: Connection, record_id: str, recipe_key: str) -> tuple[Beginning, ...]:
    return stacks.find(runs.load_pages(tx, record_id, recipe_key), _kept_together(tx, record_id, recipe_key))


def _joins(tx: Connection, recipe_key: str, only: Collection[str]) -> tuple[Joined, ...]:
    runs_of = runs.load(tx)
    rows = [row for row in records.all_rows(tx) if row.stage is Stage.DESCRIBED]
    files = [_file(row, runs_of[row.id]) for row in rows if _is_whole(runs_of[row.id])]
    return sequences.find(files, lambda one: runs.load_pages(tx, one, recipe_key), _kept_apart(tx, runs_of), only)


def _is_whole(own: Sequence[Run]) -> bool:
    """Return whether a record is made of whole files."""
    return all(run.first == 1 and run.last is None for run in own)


def _file(row: RecordRow, own: Sequence[Run]) -> File:
    return File(
        record=row.id,
        first_name=own[0].source_name,
        last_name=own[-1].source_name,
        media_type=row.media_type,
        page_count=row.page_count,
        received_at=row.received_at,
    )


def _kept_apart(tx: Connection, runs_of: Mapping[str, Sequence[Run]]) -> frozenset[tuple[str, str]]:
    """Return the neighbouring records of which people said that they are not one document."""
    apart = [border for border, together in borders.load(tx).items() if not together]
    ending = {own[-1].sha256: record for record, own in runs_of.items()}
    beginning = {(own[0].sha256, own[0].first): record for record, own in runs_of.items()}
    pairs = ((ending.get(one.previous), beginning.get((one.sha256, one.page))) for one in apart)
    return frozenset((before, after) for before, after in pairs if before and after)


def _seam(tx: Connection, record_id: str, other: str) -> Border:
    before, after = runs.of(tx, record_id)[-1], runs.of(tx, other)[0]
    return Border(previous=before.sha256, sha256=after.sha256, page=after.first)
