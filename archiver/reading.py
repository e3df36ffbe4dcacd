"""Reading what was received: pages come from the worker processes and go into the ledger as they are done."""

from collections.abc import Iterator
from dataclasses import dataclass

from archiver import compute, originals
from archiver.archive import Archive
from archiver.compute import Failed, Finished, Job, Opened, PagesRead
from archiver.findings import ORIGINAL_MISSING
from archiver.ledger import declarations, pages, records
from archiver.ledger.database import reading, transaction
from archiver.ledger.records import RecordRow
from archiver.progress import Observer
from catalog.fields import secrecy
from catalog.findings import SECRET_MARK
from ocr.documents import PageRead
from ocr.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A record all of whose pages are in the ledger."""

    row: RecordRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """A record that cannot be taken in, or may not: the findings say why."""

    row: RecordRow
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A record whose original is gone. It goes on waiting: only a backup can help."""

    row: RecordRow
    finding: Finding


def read_waiting(archive: Archive, observer: Observer) -> Iterator[Read | Stopped | Lost]:
    """Yield every waiting record once, when its pages are read or it is clear that they cannot be."""
    with reading(archive.ledger) as tx:
        rows = {row.sha256: row for row in records.waiting(tx)}
        done = {sha256: pages.numbers(tx, sha256, archive.recipe.key) for sha256 in rows}
    observer.files(len(rows))
    for sha256, row in list(rows.items()):
        if row.page_count and len(done[sha256]) == row.page_count:
            observer.finished(row.source_name)
            yield Read(row=rows.pop(sha256))
    for sha256 in [sha256 for sha256 in rows if not originals.path(archive.home, sha256).exists()]:
        row = rows.pop(sha256)
        yield Lost(row=row, finding=ORIGINAL_MISSING.at(name=row.source_name, record=row.id))
    jobs = [Job(key=sha256, path=originals.path(archive.home, sha256), done=done[sha256]) for sha256 in rows]
    if not jobs:
        return
    stopped: set[str] = set()
    for event in compute.read_files(jobs, archive.recipe, archive.limits, _workers(archive, len(jobs))):
        if event.key in stopped:
            continue
        outcome = _take_in(archive, rows[event.key], event, observer)
        if outcome is None:
            continue
        if isinstance(outcome, Stopped):
            stopped.add(event.key)
        observer.finished(rows[event.key].source_name)
        yield outcome


def _workers(archive: Archive, files: int) -> compute.Workers:
    wanted = archive.settings.reading.workers or compute.default_count()
    return compute.Workers(count=min(wanted, files), seconds_per_task=archive.settings.limits.seconds_per_task)


def _take_in(archive: Archive, row: RecordRow, event: compute.Event, observer: Observer) -> Read | Stopped | None:
    """Store what an event brings; return the record's end where this event is it."""
    match event:
        case Opened():
            observer.opened(event.inspection.pages)
        case PagesRead():
            observer.read(len(event.reads))
            return _store(archive, row, event.reads)
        case Failed():
            return Stopped(row=row, findings=(event.finding,))
        case Finished():
            return Read(row=row)
    return None


def _store(archive: Archive, row: RecordRow, reads: tuple[PageRead, ...]) -> Stopped | None:
    """Put pages into the ledger, unless one of them bears a secrecy mark: then nothing of them is kept.

    What somebody declared to be no secret is kept all the same.
    """
    marked = [read.page.number for read in reads if secrecy.is_marked(read.page)]
    with transaction(archive.ledger) as tx:
        if marked and declarations.declared(tx, row.sha256) is None:
            return Stopped(row=row, findings=(SECRET_MARK.at(marked[0]),))
        pages.store(tx, row.sha256, archive.recipe.key, [(read.page, read.findings) for read in reads])
    return None
