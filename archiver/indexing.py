"""Keeps the search index in step with the ledger: what changed is found by fingerprints, not by reading texts."""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from archiver import answering
from archiver.archive import Archive, load_records, standing_items
from archiver.errors import ArchiverError
from archiver.ledger import records, runs
from archiver.ledger.database import reading
from archiver.ledger.schema import Stage
from catalog.record import Record, State
from index.engines import IndexDamagedError
from index.entry import PageEntry, RecordEntry, text_sum
from index.generations import Generations, engine_of, open_generation
from index.searching import Index

Told = Callable[[int, int], None]
"""Is told how many records are done, of how many."""


def opened(archive: Archive) -> AbstractContextManager[Index]:
    """Open the index that answers, see `answering.opened`."""
    return answering.opened(archive.home.index)


def unindexed(archive: Archive, index: Index) -> None:
    """Refuse to answer from an index that holds nothing of an archive that holds records."""
    if index.size():
        return
    with reading(archive.ledger) as tx:
        described = any(row.stage is Stage.DESCRIBED for row in records.all_rows(tx))
    if described:
        raise ArchiverError("检索库是空的，档案里却有材料，现在查不到东西。请先运行 archiver rebuild index。")


def refresh(archive: Archive) -> None:
    """Bring the index to what the ledger says: new, changed and withdrawn records; all anew for another engine."""
    engine = archive.settings.index.engine
    generations = Generations(archive.home.index)
    current = generations.answering()
    if current is not None and engine_of(current) != engine:
        rebuild(archive)
        return
    if current is None:
        current = generations.unfinished(engine)
        generations.switch(current)
    with answering.told_plainly(), open_generation(current) as index:
        _bring_up(archive, index)


def rebuild(archive: Archive, told: Told = lambda _done, _all: None) -> None:
    """Make the index anew from the pages in the ledger; the old one answers until it is replaced in one step.

    Cut short, it goes on where it stopped when it is called again.
    """
    generations = Generations(archive.home.index)
    begun = generations.unfinished(archive.settings.index.engine)
    with answering.told_plainly():
        try:
            _make(archive, begun, told)
        except IndexDamagedError:
            shutil.rmtree(begun)
            _make(archive, begun, told)
    generations.switch(begun)


def _make(archive: Archive, generation: Path, told: Told) -> None:
    with open_generation(generation) as index:
        _bring_up(archive, index, told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Records that the index lacks, that it holds otherwise than the ledger does, and that only it holds."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def agree(self) -> bool:
        """Whether index and ledger say the same."""
        return not (self.missing or self.stale or self.extra)


def compare(archive: Archive) -> Compared:
    """Compare index and ledger, record by record: what is known of it, how many pages, the hash of their texts."""
    entries = bare_entries(archive)
    with opened(archive) as index:
        have, sums = index.contents(), index.sums()
    wanted = {entry.id: (entry.fingerprint, text_sum(entry.pages)) for entry in _with_pages(archive, entries)}
    return Compared(
        missing=tuple(name for name in wanted if name not in have),
        stale=tuple(name for name, said in wanted.items() if name in have and (have[name], sums[name]) != said),
        extra=tuple(name for name in have if name not in wanted),
    )


def heal(archive: Archive, found: Compared) -> None:
    """Bring the index to the ledger where the two were found to differ."""
    with opened(archive) as index:
        index.remove((*found.stale, *found.extra))
    refresh(archive)


def _bring_up(archive: Archive, index: Index, told: Told = lambda _done, _all: None) -> None:
    wanted = {entry.id: entry for entry in bare_entries(archive)}
    have = index.contents()
    gone = [name for name in have if name not in wanted]
    changed = [entry for entry in wanted.values() if have.get(entry.id) != entry.fingerprint]
    if gone:
        index.remove(gone)
    if changed:
        index.replace(_counted(_with_pages(archive, changed), len(wanted) - len(changed), len(wanted), told))


def _counted(entries: Iterable[RecordEntry], done: int, of: int, told: Told) -> Iterator[RecordEntry]:
    for number, entry in enumerate(entries, start=done + 1):
        yield entry
        told(number, of)


def bare_entries(archive: Archive) -> tuple[RecordEntry, ...]:
    """Return what the index should hold of every record that is taken in and described, but for its pages."""
    return tuple(_entry(archive, record) for record in load_records(archive) if record.state is not State.SET_ASIDE)


def _entry(archive: Archive, record: Record) -> RecordEntry:
    fields = record.description
    entry = RecordEntry(
        id=record.id,
        pages=(),
        title=fields.title.value if fields.title else "",
        doc_number=fields.doc_number.value if fields.doc_number else "",
        issuers=tuple(issuer.value for issuer in fields.issuers),
        year=fields.year.value if fields.year else "",
        items=standing_items(record),
        state=str(record.state),
        kind=fields.kind.value if fields.kind else "",
        date=fields.issue_date.value.isoformat() if fields.issue_date else "",
    )
    said = repr((tuple(map(astuple, record.parts)), archive.recipe.key, record.page_count, astuple(entry)))
    return replace(entry, fingerprint=hashlib.sha256(said.encode()).hexdigest())


def _with_pages(archive: Archive, entries: Iterable[RecordEntry]) -> Iterator[RecordEntry]:
    with reading(archive.ledger) as tx:
        for entry in entries:
            read = runs.load_pages(tx, entry.id, archive.recipe.key)
            yield replace(entry, pages=tuple(PageEntry(number=page.number, text=page.text) for page in read))
