"""Taking set-aside files up again, repaired or not, under the numbers their records have."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from archiver import copying
from archiver.copying import SourceChangedError, SourceUnreadableError
from archiver.errors import ArchiverError
from archiver.home import Home
from archiver.intake import findings as kinds
from archiver.intake import kept, set_aside
from archiver.intake.desk import Desk, IntakeSettings
from archiver.intake.receiving import receive_kept
from archiver.intake.taken import Intake, Tally
from archiver.ledger import record_findings, records
from archiver.ledger.database import reading
from archiver.ledger.records import SET_ASIDE_FINDINGS, RecordRow
from catalog.findings import SECRET_MARK
from ocr.finding import Finding

NAMES_SHOWN = 20
"""How many names a refusal lists."""


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
    tally.findings.extend(set_aside.sweep(home, engine))
    for wanted in chosen(home, engine, names):
        with reading(engine) as tx:
            row = records.get(tx, wanted.id)
        if row and row.kept_as:  # else an archive taken up before it brought the same bytes
            _take_up(desk, tally, row)
    return tally.done()


def _take_up(desk: Desk, tally: Tally, row: RecordRow) -> None:
    name = row.kept_as or row.source_name
    try:
        receive_kept(desk, tally, row)
    except SourceChangedError:
        if kept.path(desk.home, name).exists():
            tally.waiting.append(name)
            tally.findings.append(kinds.STILL_COPIED.at(name=name))
        else:
            tally.findings.append(_gone(desk, row, name))
    except SourceUnreadableError as error:
        tally.findings.append(kinds.UNREADABLE.at(name=name, reason=error))
    except OSError as error:
        tally.findings.append(kinds.NOT_STORED.at(name=name, reason=copying.why(error)))


def _gone(desk: Desk, row: RecordRow, name: str) -> Finding:
    """Return what to tell of a file that lies aside no more; one with a secrecy mark should not come back."""
    with reading(desk.engine) as tx:
        codes = {reason.code for reason in record_findings.load(tx, row.id, SET_ASIDE_FINDINGS)}
    if codes & {SECRET_MARK.code, kinds.ZIP_HOLDS_SECRET.code, kinds.STOOD_WITH_SECRET.code}:
        return kinds.SECRET_GONE.at(name=name, record=row.id)
    return kinds.KEPT_FILE_GONE.at(name=name, record=row.id, where=kept.path(desk.home, name).parent)


def chosen(home: Home, engine: Engine, names: Sequence[str]) -> tuple[RecordRow, ...]:
    """Return the set-aside records called `names`, or all when there are none; ArchiverError for an unknown name."""
    with reading(engine) as tx:
        rows = tuple(row for row in records.all_rows(tx) if row.kept_as)
    if not names:
        return rows
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
