"""Keeps the search index in step with the ledger: what changed is found by fingerprints, not by reading texts."""

import hashlib
import shutil
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, replace

from archiver.archive import Archive, load_records, standing_items
from archiver.errors import ArchiverError, LockedError
from archiver.ledger import records, runs
from archiver.ledger.database import reading
from archiver.ledger.schema import Stage
from catalog.record import Record, State
from index.engines import IndexBusyError, IndexDamagedError
from index.entry import PageEntry, RecordEntry
from index.searching import Index, open_index


@contextmanager
def opened(archive: Archive) -> Generator[Index]:
    """Open the index; ArchiverError where another process writes it or it is damaged, with what to do."""
    try:
        with open_index(archive.home.index) as index:
            yield index
    except IndexBusyError as busy:
        raise LockedError("检索库正由另一个程序改动。请等它做完再试。") from busy
    except IndexDamagedError as damaged:
        raise ArchiverError(
            "检索库已损坏。请运行 archiver rebuild index 重新建立，原件和人工决定都不受影响。"
        ) from damaged


def unindexed(archive: Archive, index: Index) -> None:
    """Refuse to answer from an index that holds nothing of an archive that holds records."""
    if index.contents():
        return
    with reading(archive.ledger) as tx:
        described = any(row.stage is Stage.DESCRIBED for row in records.all_rows(tx))
    if described:
        raise ArchiverError("检索库是空的，档案里却有材料，现在查不到东西。请先运行 archiver rebuild index。")


def refresh(archive: Archive) -> None:
    """Bring the index to what the ledger says: new, changed and withdrawn records."""
    wanted = {entry.id: entry for entry in bare_entries(archive)}
    with opened(archive) as index:
        have = index.contents()
        gone = [name for name in have if name not in wanted]
        changed = [entry for entry in wanted.values() if have.get(entry.id) != entry.fingerprint]
        if gone:
            index.remove(gone)
        if changed:
            index.replace(_with_pages(archive, changed))


def rebuild(archive: Archive) -> None:
    """Make the index anew from the pages in the ledger."""
    if archive.home.index.exists():
        shutil.rmtree(archive.home.index)
    refresh(archive)


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
