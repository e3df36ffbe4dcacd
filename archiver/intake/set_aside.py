"""Setting records aside: a file that cannot be taken in, or may not, lies unchanged where a clerk finds it.

What could not be read, what is locked or damaged, what bears a secrecy mark: the record stays in the ledger with the
reasons, the file leaves the originals for `set-aside/`, a note beside it says what to do. `retrying` takes it up again.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection, Engine

from archiver import copying, originals
from archiver.copying import Step
from archiver.home import Home
from archiver.intake import findings as kinds
from archiver.intake import kept, source_names, tracing
from archiver.intake.taken import Refused
from archiver.ledger import containers, joining, record_findings, records
from archiver.ledger import originals as ledger
from archiver.ledger.database import reading, transaction
from archiver.ledger.records import SET_ASIDE_FINDINGS, RecordRow
from catalog.findings import SECRET_MARK
from ocr.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaving:
    """A file on its way out of the originals: its bytes, its name, its record where it has one, and why it goes."""

    sha256: str
    source_name: str
    row: RecordRow | None
    findings: tuple[Finding, ...]
    kept_as: str = ""


def put(  # noqa: PLR0913 - who set what aside, why and when
    home: Home,
    engine: Engine,
    record_id: str,
    findings: Sequence[Finding],
    *,
    at: datetime,
    who: str,
    step: Step = copying.no_step,
) -> tuple[Refused, ...]:
    """Set a file aside for the reasons in `findings`, and return all that lies aside for it, itself first.

    `record_id` is a record of pages of it. Every file that hangs together with it goes too (parts of it, or
    files joined with them, stand in one record), each whole again under a number of its own. A file with a secrecy
    mark takes along every archive that holds its bytes; what else came out of those stays in the archive. All files
    are copied and proven before the ledger says so, of all at once, and leave the originals after that. Notes repeat
    the findings and nothing else of the contents.
    """
    with reading(engine) as tx:
        row = records.existing(tx, record_id)
        row = records.beginning(tx, row.sha256) or row
        bound = joining.bound_to(tx, row)
        is_secret = any(finding.code == SECRET_MARK.code for finding in findings)
        leaving = [_Leaving(sha256=row.sha256, source_name=row.source_name, row=row, findings=tuple(findings))]
        leaving.extend(_companions(row, bound, is_secret=is_secret))
        if is_secret:
            leaving.extend(_archives_with(home, tx, row))
    laid = [_lay_aside(home, engine, file, at=at, step=step) for file in leaving]
    with transaction(engine) as tx:
        joining.fall_apart(tx, bound, who=who, at=at)
        outcome = tuple(_commit(tx, file, at=at, who=who) for file in laid)
        if is_secret:
            for file in laid:
                containers.let_go(tx, file.sha256, because=record_id, at=at, who=who)
        unneeded = [file.sha256 for file in laid if not ledger.known(tx, file.sha256)]
    step("committed")
    for sha256 in unneeded:
        originals.delete(home, sha256)
        step("original removed")
    return outcome


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


def _companions(row: RecordRow, bound: Sequence[RecordRow], *, is_secret: bool) -> Iterator[_Leaving]:
    """Yield the other files that stand in one record with parts of a row's file."""
    kind = kinds.STOOD_WITH_SECRET if is_secret else kinds.STOOD_WITH
    for other in bound:
        if other.first_page == 1 and other.id != row.id:
            finding = kind.at(name=other.source_name, other=row.source_name, record=row.id)
            yield _Leaving(sha256=other.sha256, source_name=other.source_name, row=other, findings=(finding,))


def _archives_with(home: Home, tx: Connection, row: RecordRow) -> Iterator[_Leaving]:
    """Yield the archives that hold the bytes of a record, the one it came out of and archives around it included."""
    start = {row.sha256, row.container_sha256 or row.sha256}
    for sha256 in tracing.holding(start, containers.held(tx), partial(originals.path, home)):
        if sha256 == row.sha256:
            continue
        known = sorted(records.with_sha256(tx, sha256), key=lambda same: same.kept_as is not None)
        before = known[0] if known else None
        name = before.source_name if before else containers.source_name(tx, sha256)
        reasons = record_findings.load(tx, before.id, SET_ASIDE_FINDINGS) if before else ()
        finding = kinds.ZIP_HOLDS_SECRET.at(name=name, record=row.id)
        yield _Leaving(sha256=sha256, source_name=name, row=before, findings=(*reasons, finding))


def _lay_aside(home: Home, engine: Engine, file: _Leaving, *, at: datetime, step: Step) -> _Leaving:
    """Copy a file to its place below set-aside/, with a note; return it with its place and all the reasons."""
    with reading(engine) as tx:
        kept_as = kept.place(home, tx, file.source_name, file.sha256, before=file.row)
    kept_sha256 = kept.keep(home, originals.path(home, file.sha256), kept_as, step)
    reasons = (*file.findings, *_damage(file, kept_sha256))
    kept.write_note(home, kept_as, source_name=file.source_name, findings=reasons, at=at, sha256=file.sha256)
    step("note written")
    return replace(file, kept_as=kept_as, findings=reasons)


def _commit(tx: Connection, file: _Leaving, *, at: datetime, who: str) -> Refused:
    """Let the ledger know that a file lies aside."""
    if file.row:
        record_id = file.row.id
        records.set_aside(tx, record_id, file.findings, kept_as=file.kept_as, at=at, who=who)
    else:
        arrival = containers.arrival(tx, file.sha256, at=at)
        record_id = ledger.refuse(tx, arrival, file.findings, kept_as=file.kept_as, who=who)
    return Refused(record_id=record_id, name=file.source_name, kept_as=file.kept_as, findings=file.findings)


def _damage(file: _Leaving, kept_sha256: str | None) -> tuple[Finding, ...]:
    """Return the finding that the original is no longer what came in, where that is so."""
    if kept_sha256 == file.sha256:
        return ()
    state = "已经不在或读不出来" if kept_sha256 is None else "内容已变"
    record = file.row.id if file.row else "压缩包"
    return (kinds.KEPT_FROM_DAMAGED.at(name=file.source_name, record=record, state=state),)


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
