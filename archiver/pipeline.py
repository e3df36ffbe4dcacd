"""The stages and their order, from the inbox to the index. Binding is asked for apart, when an inspection comes.

    inbox ─▶ intake ─▶ reading ─▶ describing ─▶ filing ─▶ indexing

Every record is carried to its end before the next one counts: a run that is killed goes on where it was.
"""

from collections.abc import Callable
from dataclasses import dataclass

from archiver import clock, comparing, indexing, learned, proposing
from archiver.archive import Archive
from archiver.describing import describe_and_file
from archiver.intake import set_aside
from archiver.intake.taken import Intake
from archiver.ledger.records import RecordRow
from archiver.progress import Observer
from archiver.reading import Lost, Remark, Stopped, read_waiting
from catalog import filing
from ocr.finding import Finding

RECORDS_PER_INDEX_COMMIT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A file that was not taken in: its record, its name and why."""

    record_id: str
    name: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one run did: what came in, which records were carried to their end, what was set aside.

    `remarks` tell of records whose original is gone, of workers that could not take part, and of what was learned and
    cannot be read.
    """

    intake: Intake
    described: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    remarks: tuple[Finding, ...]


def process(archive: Archive, take: Callable[[], Intake], observer: Observer) -> Outcome:
    """Take files in with `take` and carry every waiting record through all stages."""
    intake = take()
    models, unread = _models(archive)
    described: list[str] = []
    aside: list[SetAside] = []
    remarks: list[Finding] = list(unread)
    for count, outcome in enumerate(read_waiting(archive, observer), start=1):
        if isinstance(outcome, Lost | Remark):
            remarks.append(outcome.finding)
            continue
        stopped = outcome if isinstance(outcome, Stopped) else describe_and_file(archive, outcome.row, models)
        if stopped is None:
            described.append(outcome.row.id)
        else:
            aside.extend(_put_aside(archive, stopped))
        if count % RECORDS_PER_INDEX_COMMIT == 0:
            indexing.refresh(archive)
    if described or aside:
        proposing.propose_joins(archive, described)
        comparing.propose(archive, described)
    indexing.refresh(archive)
    return Outcome(intake=intake, described=tuple(described), set_aside=tuple(aside), remarks=tuple(remarks))


def _models(archive: Archive) -> tuple[tuple[filing.ItemModel, ...], tuple[Finding, ...]]:
    """Return the models of the standard in force and of those beside it, with what was learned of each."""
    models: list[filing.ItemModel] = []
    unread: list[Finding] = []
    for standard in (archive.standard, *(one.standard for one in archive.beside)):
        taught, found = learned.load(archive.home, standard)
        models.append(filing.prepare(standard, learned=taught))
        unread += found
    return tuple(models), tuple(unread)


def _put_aside(archive: Archive, stopped: Stopped) -> tuple[SetAside, ...]:
    """Set a record aside, with the archives that may not stay for its sake."""
    row: RecordRow = stopped.row
    files = set_aside.put(archive.home, archive.ledger, row.id, stopped.findings, at=clock.now(), who=archive.who)
    return tuple(SetAside(record_id=file.record_id, name=file.name, findings=file.findings) for file in files)
