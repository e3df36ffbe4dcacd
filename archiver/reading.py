"""Reading what was received: pages come from the worker processes and go into the ledger as they are done."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from archiver import compute, originals
from archiver.archive import MEBI, Archive
from archiver.compute import Failed, Finished, Job, Opened, PagesRead, Terms, Told, Workers
from archiver.copying import digest
from archiver.findings import ORIGINAL_MISSING
from archiver.ledger import declarations, pages, records, runs
from archiver.ledger import originals as held
from archiver.ledger.database import reading, transaction
from archiver.ledger.records import RecordRow
from archiver.ledger.runs import Run
from archiver.progress import Observer
from archiver.renditions import Asked, making
from catalog.fields import secrecy
from catalog.findings import SECRET_MARK
from ocr.documents import PageRead
from ocr.finding import Finding
from ocr.office.kinds import READ_AS


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something about the reading itself that concerns no record."""

    finding: Finding


def read_waiting(archive: Archive, observer: Observer) -> Iterator[Read | Stopped | Lost | Remark]:
    """Yield every waiting record once, when its pages are read or it is clear that they cannot be.

    A record in several files waits for all of them, and a file may hold several records. A stopped record takes along
    all that hang together with it.
    """
    with reading(archive.ledger) as tx:
        rows = records.waiting(tx)
        runs_of = runs.load(tx, [row.id for row in rows])
        unread = {row.id: _unread(tx, row, runs_of[row.id], archive.recipe.key) for row in rows}
    observer.files(len(rows))
    yield from _complete(archive, unread, observer)
    yield from _lost(archive, unread, rows)
    stopped: set[str] = set()
    for event in _events(archive, dict.fromkeys(sha256 for files in unread.values() for sha256 in files)):
        if isinstance(event, Told):
            yield Remark(finding=event.finding)
            continue
        if event.key in stopped:
            continue
        finding = _take_in(archive, event, observer)
        if finding:
            stopped.add(event.key)
            yield from _halted(archive, event.key, finding, observer)
        elif isinstance(event, Finished):
            for files in unread.values():
                files.discard(event.key)
            yield from _complete(archive, unread, observer)


def _unread(tx: Connection, row: RecordRow, own: Sequence[Run], recipe_key: str) -> set[str]:
    """Return the files of a record that are not read to their end."""
    if row.page_count and runs.read_count(tx, own, recipe_key) == row.page_count:
        return set()
    return {run.sha256 for run in own}


def _complete(archive: Archive, unread: dict[str, set[str]], observer: Observer) -> Iterator[Read]:
    """Yield the records all of whose files are read, unless they were set aside meanwhile together with another."""
    for name in [name for name, files in unread.items() if not files]:
        del unread[name]
        with reading(archive.ledger) as tx:
            row = records.get(tx, name)
        if row and row.kept_as is None:
            observer.finished(row.source_name)
            yield Read(row=row)


def _lost(archive: Archive, unread: dict[str, set[str]], rows: Sequence[RecordRow]) -> Iterator[Lost]:
    """Yield the records of which a file is gone; they are not read this time."""
    for row in rows:
        files = unread.get(row.id, set())
        if not all(originals.path(archive.home, sha256).exists() for sha256 in files):
            del unread[row.id]
            yield Lost(row=row, finding=ORIGINAL_MISSING.at(name=row.source_name, record=row.id))


def _events(archive: Archive, files: Collection[str]) -> Iterator[compute.Event]:
    """Yield what becomes of these files as they are read, those of their pages that are not read already.

    What only LibreOffice reads is converted while the others are read, and read after them.
    """
    with reading(archive.ledger) as tx:
        jobs = {
            sha256: Job(
                key=sha256,
                path=originals.path(archive.home, sha256),
                done=pages.numbers(tx, sha256, archive.recipe.key),
            )
            for sha256 in files
        }
        kinds = held.media_types(tx)
    office = [
        Asked(sha256=sha256, path=job.path, media_type=kinds[sha256], to=READ_AS[kinds[sha256]])
        for sha256, job in jobs.items()
        if kinds.get(sha256) in READ_AS
    ]
    others = [job for job in jobs.values() if kinds.get(job.key) not in READ_AS]
    if not office:
        yield from _read(archive, others)
        return
    with making(archive.home, office, archive.settings.limits.seconds_per_task) as answers:
        yield from _read(archive, others)
        made = answers()
    yield from (Failed(key=one.sha256, finding=what) for one, what in made if isinstance(what, Finding))
    converted = [(jobs[one.sha256], what) for one, what in made if isinstance(what, Path)]
    yield from _read(archive, [replace(job, path=path, sha256=digest(path)) for job, path in converted])


def _read(archive: Archive, jobs: Sequence[Job]) -> Iterator[compute.Event]:
    if jobs:
        yield from compute.read_files(jobs, _terms(archive), _workers(archive))


def _halted(archive: Archive, sha256: str, finding: Finding, observer: Observer) -> Iterator[Stopped]:
    """Yield the record of a file that cannot or may not be taken in, unless it was set aside meanwhile."""
    with reading(archive.ledger) as tx:
        row = records.beginning(tx, sha256)
    if row:
        observer.finished(row.source_name)
        yield Stopped(row=row, findings=(finding,))


def _terms(archive: Archive) -> Terms:
    return Terms(recipe=archive.recipe, limits=archive.limits, seconds=archive.settings.limits.seconds_per_task)


def _workers(archive: Archive) -> Workers:
    wishes = archive.settings.reading
    return Workers(
        folder=archive.home.cache / "workers",
        scheduler=wishes.scheduler,
        count=wishes.workers,
        threads=wishes.threads,
        memory=wishes.worker_memory_megabytes * MEBI,
        recycle_after=wishes.recycle_pages,
    )


def _take_in(archive: Archive, event: Opened | PagesRead | Failed | Finished, observer: Observer) -> Finding | None:
    """Store what an event brings; return why the file must be stopped, where it must."""
    match event:
        case Opened():
            observer.opened(event.inspection.pages)
        case PagesRead():
            stopped = _store(archive, event.key, event.reads)
            observer.read(len(event.reads))
            return stopped
        case Failed():
            return event.finding
        case Finished():
            pass
    return None


def _store(archive: Archive, sha256: str, reads: tuple[PageRead, ...]) -> Finding | None:
    """Put pages into the ledger, unless one of them bears a secrecy mark: then nothing of them is kept.

    What somebody declared to be no secret is kept all the same.
    """
    marked = [read.page.number for read in reads if secrecy.is_marked(read.page)]
    with transaction(archive.ledger) as tx:
        if marked and declarations.declared(tx, sha256) is None:
            return SECRET_MARK.at(marked[0])
        if held.known(tx, sha256):
            pages.store(tx, sha256, archive.recipe.key, [(read.page, read.findings) for read in reads])
    return None
