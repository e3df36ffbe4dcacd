"""What clerks decide: under which items a record stands, and what its fields should say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from archiver.errors import UsageError
from archiver.ledger import journal, records
from archiver.ledger.fields import Field
from archiver.ledger.journal import Action
from archiver.ledger.schema import corrections as correction_table
from archiver.ledger.schema import decisions as decision_table
from catalog.record import Decision, Secrecy, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A clerk's word on a field, as text. None says that the field is empty.

    A date is written YYYY-MM-DD; several issuers stand one a line.
    """

    field: Field
    value: str | None
    by: str
    at: datetime


def decide(tx: Connection, record_id: str, decision: Decision) -> None:
    """Keep a clerk's decision about a record, with its journal entry."""
    records.existing(tx, record_id)
    values = {
        "item": decision.item,
        "verdict": decision.verdict.value,
        "by": decision.decided_by,
        "at": decision.decided_at,
        "why": decision.why,
    }
    tx.execute(insert(decision_table).values(record=record_id, **values))
    details = {"item": decision.item, "verdict": decision.verdict.value, "why": decision.why}
    journal.append(
        tx,
        at=decision.decided_at,
        who=decision.decided_by,
        action=Action.DECIDED,
        subject=record_id,
        details=details,
    )


def correct(  # noqa: PLR0913 - what, by whom and when
    tx: Connection, record_id: str, field: str, value: str | None, *, by: str, at: datetime
) -> Correction:
    """Keep a clerk's correction of a field, with its journal entry, and return it.

    Raises UsageError when the field does not exist or cannot hold the value.
    """
    records.existing(tx, record_id)
    correction = Correction(field=_field(field), value=_value(field, value), by=by, at=at)
    tx.execute(
        insert(correction_table).values(
            record=record_id, field=correction.field.value, value=correction.value, by=by, at=at
        )
    )
    details = {"field": correction.field.value, "value": correction.value}
    journal.append(tx, at=at, who=by, action=Action.CORRECTED, subject=record_id, details=details)
    return correction


def decisions(tx: Connection, record_id: str) -> tuple[Decision, ...]:
    """Return the decisions about a record, oldest first."""
    c = decision_table.c
    statement = select(c.item, c.verdict, c.by, c.at, c.why).where(c.record == record_id).order_by(c.seq)
    return tuple(
        Decision(item=item, verdict=Verdict(verdict), decided_by=by, decided_at=at, why=why)
        for item, verdict, by, at, why in tx.execute(statement)
    )


def corrections(tx: Connection, record_id: str) -> tuple[Correction, ...]:
    """Return the corrections of a record, oldest first."""
    c = correction_table.c
    statement = select(c.field, c.value, c.by, c.at).where(c.record == record_id).order_by(c.seq)
    return tuple(
        Correction(field=Field(field), value=value, by=by, at=at) for field, value, by, at in tx.execute(statement)
    )


def _field(name: str) -> Field:
    try:
        return Field(name)
    except ValueError as error:
        raise UsageError(f"没有名为 {name} 的字段。可以更正的有：{'、'.join(Field)}。") from error


def _value(name: str, value: str | None) -> str | None:
    text = "\n".join(line.strip() for line in (value or "").splitlines() if line.strip())
    if not text:
        return None
    try:
        return _CANONICAL.get(name, str)(text)
    except ValueError as error:
        wanted = "形如 2023-08-01 的日期" if name == Field.ISSUE_DATE else "绝密、机密或秘密"
        raise UsageError(f"更正没有记下：应为{wanted}，得到的是“{text}”。") from error


_CANONICAL: Mapping[str, Callable[[str], str]] = {
    Field.ISSUE_DATE: lambda text: date.fromisoformat(text).isoformat(),
    Field.SECRECY: lambda text: Secrecy(text).value,
}
