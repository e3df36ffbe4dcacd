"""Setting records aside and taking them up again: a file that cannot be taken in lies unchanged where a clerk finds it.

What could not be read, what is locked or damaged, what bears a secrecy mark: the record stays in the ledger with the
reasons, the file leaves the originals for `set-aside/`, a note beside it says what to do.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath

from sqlalchemy import Engine

from archiver import copying, originals
from archiver.copying import SourceChangedError, SourceUnreadableError, Step
from archiver.errors import ArchiverError
from archiver.home import Home
from archiver.intake import findings as kinds
from archiver.intake import kept, source_names
from archiver.intake.desk import Desk, IntakeSettings
from archiver.intake.receiving import receive_kept
from archiver.intake.taken import Intake, Tally
from archiver.ledger import originals as ledger
from archiver.ledger import records
from archiver.ledger.database import reading, transaction
from archiver.ledger.records import RecordRow
from ocr.finding import Finding

NAMES_SHOWN = 20
"""How many names a refusal lists."""


def put(  # noqa: PLR0913 - who set what aside, why and when
    home: Home,
    engine: Engine,
    record_id: str,
    findings: Sequence[Finding],
    *,
    at: datetime,
    who: str,
    step: Step = copying.no_step,
) -> str:
    """Set a record aside for the reasons in `findings`, and return where its file lies below set-aside/.

    The file is copied and proven there before the ledger says so, and leaves the originals after that. The note
    repeats the findings and nothing else of the contents: for a secrecy mark, give only a finding that repeats none.
    """
    with reading(engine) as tx:
        row = records.existing(tx, record_id)
        kept_as = kept.place(home, tx, row.source_name, row.sha256, record_id=row.id)
    kept_sha256 = kept.keep(home, originals.path(home, row.sha256), kept_as, step)
    reasons = (*findings, *_damage(row, kept_sha256))
    kept.write_note(home, kept_as, source_name=row.source_name, findings=reasons, at=at, sha256=row.sha256)
    step("note written")
    with transaction(engine) as tx:
        unneeded = records.set_aside(tx, record_id, reasons, kept_as=kept_as, at=at, who=who)
    step("committed")
    if unneeded:
        originals.delete(home, row.sha256)
    step("original removed")
    return kept_as


def retry(  # noqa: PLR0913 - who takes up what, when and how
    home: Home, engine: Engine, names: Sequence[str], *, settings: IntakeSettings, who: str, now: datetime
) -> Intake:
    """Take set-aside files up again, repaired or not: those called `names`, or all when there are none.

    A name is the file's place below set-aside/, its last part, its source name, or the record's number. Raises
    ArchiverError, before anything is done, for a name that nothing set aside has.
    """
    desk = Desk(home=home, engine=engine, settings=settings, who=who, now=now)
    tally = Tally()
    copying.clear(home.temporary)
    tally.findings.extend(sweep(home, engine))
    with reading(engine) as tx:
        rows = tuple(row for row in records.all_rows(tx) if row.kept_as)
    for row in _chosen(home, rows, names):
        _take_up(desk, tally, row)
    return tally.done()


def sweep(home: Home, engine: Engine) -> tuple[Finding, ...]:
    """Finish what killed runs left half done about set-aside files, and return what lies there that is not known.

    Only what is proven to be held elsewhere is removed: copies whose record was not set aside in the end or was taken
    up again, notes without a file, and originals of records that were set aside.
    """
    with reading(engine) as tx:
        rows = tuple(row for row in records.all_rows(tx) if row.kept_as)
        gone = {row.sha256 for row in rows if not ledger.known(tx, row.sha256)}
    for sha256 in gone:
        originals.delete(home, sha256)
    known = {row.kept_as for row in rows}
    known |= {f"{name}{kept.NOTE_SUFFIX}" for name in known}
    strangers = [name for name in _names(home.set_aside) if name not in known]
    return tuple(
        kinds.STRANGER_AMONG_KEPT.at(name=source_names.of(PurePosixPath(name)))
        for name in strangers
        if not _swept(home, engine, name)
    )


def _take_up(desk: Desk, tally: Tally, row: RecordRow) -> None:
    name = row.kept_as or row.source_name
    try:
        receive_kept(desk, tally, row)
    except SourceChangedError:
        if kept.path(desk.home, name).exists():
            tally.waiting.append(name)
            tally.findings.append(kinds.STILL_COPIED.at(name=name))
        else:
            where = kept.path(desk.home, name).parent
            tally.findings.append(kinds.KEPT_FILE_GONE.at(name=name, record=row.id, where=where))
    except SourceUnreadableError as error:
        tally.findings.append(kinds.UNREADABLE.at(name=name, reason=error))
    except OSError as error:
        tally.findings.append(kinds.NOT_STORED.at(name=name, reason=copying.why(error)))


def _chosen(home: Home, rows: Sequence[RecordRow], names: Sequence[str]) -> tuple[RecordRow, ...]:
    if not names:
        return tuple(rows)
    found = {name: [row for row in rows if _is_called(home, row, name)] for name in names}
    unknown = [name for name, called in found.items() if not called]
    if unknown:
        known = [row.kept_as or "" for row in rows]
        more = f" 等 {len(known)} 个" if len(known) > NAMES_SHOWN else ""
        there = "、".join(known[:NAMES_SHOWN]) + more if known else "没有文件"
        raise ArchiverError(f"搁置的文件里没有“{'”“'.join(unknown)}”。现在搁置的是：{there}。")
    wanted = {row.id for called in found.values() for row in called}
    return tuple(row for row in rows if row.id in wanted)


def _is_called(home: Home, row: RecordRow, name: str) -> bool:
    kept_as = row.kept_as or ""
    if name in {kept_as, kept_as.rpartition("/")[2], row.source_name} or name.upper() == row.id:
        return True
    return Path(name).absolute() == kept.path(home, kept_as)


def _damage(row: RecordRow, kept_sha256: str | None) -> tuple[Finding, ...]:
    """Return the finding that the original is no longer what came in, where that is so."""
    if kept_sha256 == row.sha256:
        return ()
    state = "已经不在或读不出来" if kept_sha256 is None else "内容已变"
    return (kinds.KEPT_FROM_DAMAGED.at(name=row.source_name, record=row.id, state=state),)


def _names(folder: Path) -> Iterator[str]:
    """Yield the paths of all files below a folder, with `/` between their parts."""
    for place, _, files in os.walk(folder):
        for file in files:
            yield (Path(place) / file).relative_to(folder).as_posix()


def _swept(home: Home, engine: Engine, name: str) -> bool:
    """Remove a leftover and return True; False for a file that nobody else holds."""
    file = kept.path(home, name)
    if not file.is_file():
        return not file.exists()
    if kept.is_note(file):
        if not kept.path(home, name.removesuffix(kept.NOTE_SUFFIX)).exists():
            kept.drop_note(home, name.removesuffix(kept.NOTE_SUFFIX))
        return True
    sha256 = copying.digest(file)
    with reading(engine) as tx:
        held = ledger.known(tx, sha256)
    return held and originals.verify(home, sha256) and kept.drop(home, name, sha256)
