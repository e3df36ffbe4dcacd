"""Learning from what people decided: gathered from the ledger, tried on decisions held back, put in force or not."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from archiver import clock, learned
from archiver.archive import Archive
from archiver.errors import ArchiverError
from archiver.ledger import journal, rows_by_record, runs
from archiver.ledger.database import reading, transaction
from archiver.ledger.fields import parse_description
from archiver.ledger.records import RecordRow, all_rows, of
from archiver.ledger.schema import Stage
from catalog import back_test, filing, learning
from catalog.back_test import Trial
from catalog.learning import Lesson
from catalog.record import Decision, Evidence

SHOWN = 10  # records whose first item changed that are named


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A decided record that another item would come first for, had it not been decided: before, after, and decided."""

    record: str
    was: str
    now: str
    decided: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lessons:
    """What people decided, as lessons, and the record that each came from."""

    all: tuple[Lesson, ...]
    records: Mapping[str, str]


def decided(archive: Archive) -> Mapping[str, tuple[Decision, ...]]:
    """Return the decisions about each record on items of the standard in force, those decided last at the end."""
    items = {item.number for item in archive.standard.items}
    found: dict[str, list[Decision]] = {}
    with reading(archive.ledger) as tx:
        for record, decision in rows_by_record.read_decisions(tx):
            if decision.item in items:
                found.setdefault(record, []).append(decision)
        whole = [row.id for row in all_rows(tx) if row.id in found and row.stage is Stage.DESCRIBED]
    whole.sort(key=lambda one: (max(decision.decided_at for decision in found[one]), one))
    return {one: tuple(found[one]) for one in whole}


def is_due(archive: Archive) -> bool:
    """Tell whether so many records were decided since learning was last tried that it is worth another try."""
    after = archive.settings.filing.learn_after
    count = len(decided(archive))
    tried = learned.tried(archive.home, archive.standard)
    return after > 0 and count >= learning.LEAST and count - tried >= after


def lessons(archive: Archive) -> Lessons:
    """Return what people decided as lessons, the newest `learning.MOST`."""
    chosen = dict(list(decided(archive).items())[-learning.MOST :])
    model = filing.prepare(archive.standard)
    items = [item.number for item in archive.standard.items]
    found: dict[str, Lesson] = {}
    records: dict[str, str] = {}
    for row, evidence, key in _evidence(archive, chosen):
        found[key] = filing.lesson(key, evidence, model, learning.verdicts(chosen[row.id], items))
        records[key] = row.id
    return Lessons(all=tuple(found.values()), records=records)


def try_out(archive: Archive, gathered: Lessons) -> Trial:
    """Return what the lessons teach and how it fares on those held back; ArchiverError where there are too few."""
    if len(gathered.all) < learning.LEAST:
        raise ArchiverError(
            f"人工决定过的只有 {len(gathered.all)} 件，至少要 {learning.LEAST} 件才能学习。"
            "请先用 archiver review 或 archiver file 再确认一些。"
        )
    return back_test.run(gathered.all, [item.number for item in archive.standard.items])


def put_in_force(archive: Archive, gathered: Lessons, trial: Trial) -> learned.Version | None:
    """Keep what was learned and put it in force where it helps; None where it does not. The journal tells."""
    learned.note_tried(archive.home, archive.standard, len(decided(archive)))
    if not trial.is_better:
        return None
    at, who = clock.now(), archive.who
    version = learned.store(
        archive.home, archive.standard, trial.learned, at=at, who=who, report=_report(gathered, trial)
    )
    details = {"records": version.records, "before": trial.before.first, "after": trial.after.first}
    with transaction(archive.ledger) as tx:
        journal.append(tx, at=at, who=who, action="learned", subject=f"learned/{version.number}", details=details)
    return version


def undo(archive: Archive) -> tuple[int, int]:
    """Take back the version in force; return its number and that of the one before, which is in force again (or 0)."""
    number = learned.in_force(archive.home, archive.standard)
    if not number:
        raise ArchiverError("现在没有学到的东西在用，没有可退回的。")
    previous = learned.before(archive.home, archive.standard)
    learned.put_in_force(archive.home, archive.standard, previous)
    with transaction(archive.ledger) as tx:
        details = {"in_force": previous}
        subject = f"learned/{number}"
        journal.append(tx, at=clock.now(), who=archive.who, action="unlearned", subject=subject, details=details)
    return number, previous


def moved(gathered: Lessons, trial: Trial) -> tuple[Moved, ...]:
    """Return the decided records that another item would come first for, in the order of their numbers."""
    found = [
        Moved(record=gathered.records[lesson.key], was=was, now=now, decided=tuple(sorted(lesson.right)))
        for lesson, was, now in trial.moved
    ]
    return tuple(sorted(found, key=lambda one: one.record))


def _report(gathered: Lessons, trial: Trial) -> dict[str, Any]:
    changed = [asdict(one) for one in moved(gathered, trial)[:SHOWN]]
    return {"before": asdict(trial.before), "after": asdict(trial.after), "moved": changed}


def _evidence(archive: Archive, chosen: Mapping[str, object]) -> Iterator[tuple[RecordRow, Evidence, str]]:
    """Yield each record as filing sees it, described by the program, with a key of its content."""
    with reading(archive.ledger) as tx:
        said = rows_by_record.load(tx, chosen)
        for row in of(tx, chosen):
            pages = runs.load_pages(tx, row.id, row.recipe or archive.recipe.key)
            description = parse_description(said.fields.get(row.id, ()))
            key = "|".join(f"{run.sha256}-{run.first}" for run in said.runs.get(row.id, ()))
            yield row, Evidence(source_name=row.source_name, pages=pages, description=description), key
