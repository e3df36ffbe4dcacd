"""The records as the pipeline sees them: which there are, how far each has come, which were set aside."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from archiver.errors import ArchiverError
from archiver.ledger import journal, pages, record_findings
from archiver.ledger.arrivals import Arrival, Received, hold
from archiver.ledger.journal import Action
from archiver.ledger.schema import (
    Stage,
    corrections,
    counters,
    decisions,
    fields,
    findings,
    likenesses,
    originals,
    records,
    suggestions,
)
from ocr.finding import Finding

_COLUMNS = (
    records.c.id,
    records.c.sha256,
    records.c.source_name,
    records.c.container_sha256,
    records.c.media_type,
    records.c.received_at,
    records.c.page_count,
    records.c.stage,
    records.c.kept_as,
    records.c.recipe,
    records.c.first_page,
    records.c.joined_into,
)

_STANDS = records.c.joined_into.is_(None)

SET_ASIDE_FINDINGS = "set_aside"
"""The stage name under which the reasons for setting a record aside are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """A record's standing. `kept_as` is its path below set-aside/, None for a record that was taken in.

    `recipe` names the reading its description rests on; None until it is described. A record begins at `first_page`
    of its file; one that was joined into another is no record any more (see `runs`).
    """

    id: str
    sha256: str
    source_name: str
    container_sha256: str | None
    media_type: str
    received_at: datetime
    page_count: int
    stage: Stage
    kept_as: str | None
    recipe: str | None
    first_page: int
    joined_into: str | None


def get(tx: Connection, record_id: str) -> RecordRow | None:
    """Return the record, joined into another or not, or None when there is none of that number."""
    return next(iter(_rows(tx, records.c.id == record_id)), None)


def all_rows(tx: Connection) -> tuple[RecordRow, ...]:
    """Return every record in the order they came in."""
    return _rows(tx, _STANDS)


def of(tx: Connection, numbers: Collection[str]) -> tuple[RecordRow, ...]:
    """Return the records of these numbers in the order they came in; a number nobody has is passed over."""
    return _rows(tx, _STANDS, records.c.id.in_(numbers))


def waiting(tx: Connection) -> tuple[RecordRow, ...]:
    """Return the records that are held but not yet described, in the order they came in."""
    return _rows(tx, _STANDS, records.c.stage.in_([Stage.RECEIVED, Stage.READ]))


def with_sha256(tx: Connection, sha256: str) -> tuple[RecordRow, ...]:
    """Return the rows with these bytes, set aside, joined into another or neither, in the order of their pages."""
    return tuple(sorted(_rows(tx, records.c.sha256 == sha256), key=lambda row: row.first_page))


def by_kept_as(tx: Connection, kept_as: str) -> RecordRow | None:
    """Return the record whose file lies at this path below set-aside/."""
    return next(iter(_rows(tx, records.c.kept_as == kept_as)), None)


def create(tx: Connection, arrival: Arrival, *, stage: Stage, kept_as: str | None, who: str) -> str:
    """Add a record under the next number, which is never given again, and return it."""
    record_id = next_number(tx)
    values = {"page_count": 0, "stage": stage, "kept_as": kept_as, "first_page": 1, "place": 0, **_origin(arrival)}
    tx.execute(insert(records).values(id=record_id, **values))
    _note(tx, Action.RECEIVED, record_id, arrival, who=who)
    return record_id


def next_number(tx: Connection) -> str:
    """Return the number of a new record, which is never given again."""
    count = upsert(counters).values(name="record", last=1)
    count = count.on_conflict_do_update(index_elements=["name"], set_={"last": counters.c.last + 1})
    return f"R{tx.execute(count.returning(counters.c.last)).scalar_one():06d}"


def mark_read(tx: Connection, record_id: str, *, page_count: int) -> None:
    """Note that all pages of the record are read and stored."""
    _change(tx, record_id, stage=Stage.READ, page_count=page_count)


def mark_described(tx: Connection, record_id: str, *, page_count: int, recipe: str | None) -> None:
    """Note that the record is described, from pages read by `recipe`."""
    _change(tx, record_id, stage=Stage.DESCRIBED, page_count=page_count, recipe=recipe)


def reopen(tx: Connection, record_id: str) -> None:
    """Send a record that was taken in back to be read and described anew; its decisions stay."""
    tx.execute(
        update(records)
        .where(records.c.id == record_id, records.c.stage != Stage.SET_ASIDE)
        .values(stage=Stage.RECEIVED)
    )


def set_aside(  # noqa: PLR0913 - what, why, where, when and by whom
    tx: Connection, record_id: str, reasons: Sequence[Finding], *, kept_as: str, at: datetime, who: str
) -> bool:
    """Take a record out, with the reasons, and drop all that was read of it; decisions and corrections stay.

    Returns whether its original may be deleted: no other record uses the same bytes or came out of them.
    """
    row = existing(tx, record_id)
    forget(tx, record_id)
    tx.execute(
        update(records)
        .where(records.c.id == record_id)
        .values(stage=Stage.SET_ASIDE, kept_as=kept_as, page_count=0, recipe=None)
    )
    record_findings.replace(tx, record_id, SET_ASIDE_FINDINGS, reasons)
    codes = [reason.code for reason in reasons]
    details = {"sha256": row.sha256, "kept_as": kept_as, "findings": codes}
    journal.append(tx, at=at, who=who, action=Action.SET_ASIDE, subject=record_id, details=details)
    return _release(tx, row.sha256)


def restore(tx: Connection, record_id: str, arrival: Arrival, *, who: str) -> Received:
    """Take a set-aside record up again, with the bytes of `arrival`, which may be a repaired file.

    When another record holds these bytes already, this one is dissolved into it: its decisions and corrections go
    over, and its number is not given again.
    """
    row = existing(tx, record_id)
    if row.stage is not Stage.SET_ASIDE:
        raise ArchiverError(f"{record_id} 没有被搁置，不需要重新收取。用 archiver show {record_id} 查看它的状态。")
    live = live_with(tx, arrival.sha256)
    if live:
        return _dissolve(tx, row, live, arrival, who=who)
    hold(tx, arrival)
    forget(tx, record_id)
    _change(tx, record_id, stage=Stage.RECEIVED, kept_as=None, page_count=0, recipe=None, **_origin(arrival))
    _note(tx, Action.TAKEN_UP, record_id, arrival, who=who)
    return Received(record_id=record_id, formerly_kept_as=row.kept_as)


def live_with(tx: Connection, sha256: str) -> RecordRow | None:
    """Return the record that holds the first page of the file with these bytes; None where none is held."""
    row = beginning(tx, sha256)
    return existing(tx, row.joined_into) if row and row.joined_into else row


def beginning(tx: Connection, sha256: str) -> RecordRow | None:
    """Return the row that begins with these bytes, joined into another or not; None where they are not held."""
    return next((row for row in with_sha256(tx, sha256) if row.stage is not Stage.SET_ASIDE), None)


def absorbed_by(tx: Connection, record_id: str) -> str | None:
    """Return the record that one of this number has become a part of; None where there never was such a one."""
    row = get(tx, record_id)
    while row is None:
        gone = [entry for entry in journal.entries(tx, record_id) if entry.action == Action.DISSOLVED]
        if not gone:
            return None
        record_id = str(json.loads(gone[-1].details)["into"])
        row = get(tx, record_id)
    return row.joined_into or row.id


def remove(tx: Connection, record_id: str, *, into: str) -> None:
    """Remove a record; what people decided about it is said of `into`. Its number is not given again."""
    forget(tx, record_id)
    for table in (decisions, corrections):
        tx.execute(update(table).where(table.c.record == record_id).values(record=into))
    tx.execute(delete(records).where(records.c.id == record_id))


def existing(tx: Connection, record_id: str) -> RecordRow:
    """Return the record; raises ArchiverError when there is none of that number."""
    row = get(tx, record_id)
    if row is None:
        raise ArchiverError(f"没有编号为 {record_id} 的记录。用 archiver records 查看全部编号。")
    return row


def _rows(tx: Connection, *conditions: ColumnElement[bool]) -> tuple[RecordRow, ...]:
    # Numbers past 999999 have more digits, and sort after the shorter ones.
    statement = select(*_COLUMNS).where(*conditions).order_by(func.length(records.c.id), records.c.id)
    return tuple(_row(dict(values)) for values in tx.execute(statement).mappings())


def _row(values: dict[str, Any]) -> RecordRow:
    return RecordRow(stage=Stage(values.pop("stage")), **values)


def _origin(arrival: Arrival) -> dict[str, object]:
    return {
        "sha256": arrival.sha256,
        "source_name": arrival.source_name,
        "container_sha256": arrival.container,
        "media_type": arrival.media_type,
        "received_at": arrival.received_at,
    }


def _change(tx: Connection, record_id: str, **values: object) -> None:
    tx.execute(update(records).where(records.c.id == record_id).values(**values))


def _note(tx: Connection, action: Action, record_id: str, arrival: Arrival, *, who: str) -> None:
    details = {"sha256": arrival.sha256, "source_name": arrival.source_name, "container": arrival.container}
    journal.append(tx, at=arrival.received_at, who=who, action=action, subject=record_id, details=details)


def forget(tx: Connection, record_id: str) -> None:
    """Drop what was read out of a record and found about it; what people decided stays."""
    for table in (fields, suggestions, findings, likenesses):
        tx.execute(delete(table).where(table.c.record == record_id))


def _release(tx: Connection, sha256: str) -> bool:
    """Drop an original that no record needs any more, with its pages; return whether it was dropped."""
    users = or_(records.c.original == sha256, records.c.container_sha256 == sha256)
    if tx.execute(select(records.c.id).where(users).limit(1)).one_or_none() is not None:
        return False
    pages.drop(tx, sha256)
    gone = tx.execute(delete(originals).where(originals.c.sha256 == sha256, originals.c.container.is_(other=False)))
    return gone.rowcount == 1


def _dissolve(tx: Connection, row: RecordRow, into: RecordRow, arrival: Arrival, *, who: str) -> Received:
    remove(tx, row.id, into=into.id)
    details = {"sha256": arrival.sha256, "source_name": row.source_name, "into": into.id}
    journal.append(tx, at=arrival.received_at, who=who, action=Action.DISSOLVED, subject=row.id, details=details)
    return Received(record_id=into.id, duplicate_of=into.id, formerly_kept_as=row.kept_as)
