"""What clerks decide: under which items a record stands, and what its fields should say."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, insert

from archiver.errors import UsageError
from archiver.ledger import journal, records, rows_by_record
from archiver.ledger.correcting import Correction
from archiver.ledger.fields import Field
from archiver.ledger.journal import Action
from archiver.ledger.schema import corrections as correction_table
from archiver.ledger.schema import decisions as decision_table
from catalog.fields import urgency
from catalog.record import Decision, Secrecy

__all__ = ["Correction", "correct", "corrections", "decide", "decisions"]


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
    who, at = decision.decided_by, decision.decided_at
    journal.append(tx, at=at, who=who, action=Action.DECIDED, subject=record_id, details=details)


def correct(  # noqa: PLR0913 - what, by whom and when
    tx: Connection,
    record_id: str,
    field: str,
    value: str | Sequence[str] | None,
    *,
    by: str,
    at: datetime,
) -> Correction:
    """Keep a clerk's correction of a field, with its journal entry, and return it.

    `field` is a field of the description, or `issuer` or `date` as the command line calls two of them. A sequence
    gives several issuers; nothing, or nothing but blanks, empties the field. Raises UsageError when there is no such
    field or it cannot hold the value.
    """
    records.existing(tx, record_id)
    name = _field(field)
    correction = Correction(field=name, value=_value(name, value), by=by, at=at)
    row = {"field": name.value, "value": correction.value}
    tx.execute(insert(correction_table).values(record=record_id, by=by, at=at, **row))
    journal.append(tx, at=at, who=by, action=Action.CORRECTED, subject=record_id, details=row)
    return correction


def decisions(tx: Connection, record_id: str) -> tuple[Decision, ...]:
    """Return the decisions about a record, oldest first."""
    return tuple(decision for _, decision in rows_by_record.read_decisions(tx, [record_id]))


def corrections(tx: Connection, record_id: str) -> tuple[Correction, ...]:
    """Return the corrections of a record, oldest first."""
    return tuple(correction for _, correction in rows_by_record.read_corrections(tx, [record_id]))


def _field(name: str) -> Field:
    try:
        return Field(_OTHER_NAMES.get(name, name))
    except ValueError as error:
        raise UsageError(f"没有名为 {name} 的字段。可以更正的有：{'、'.join(Field)}。") from error


def _value(field: Field, value: str | Sequence[str] | None) -> str | None:
    """Return the value as it is kept: one line, or a line for each issuer or attachment."""
    given = [value] if isinstance(value, str) else value or []
    lines = [line.strip() for part in given for line in part.splitlines() if line.strip()]
    if not lines:
        return None
    if field.is_list:
        return "\n".join(lines)
    # Several lines of anything else are a long value that was pasted as it was printed.
    text = "".join(lines)
    wanted, check = _CHECKS.get(field, ("", str))
    try:
        check(text)
    except ValueError as error:
        raise UsageError(f"更正没有记下：应为{wanted}，得到的是“{text}”。") from error
    return text


def _check_date(text: str) -> None:
    # `fromisoformat` also takes 20230801 and 2023-W31-2, which nobody means here.
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError(text)


def _check_urgency(text: str) -> None:
    if urgency.parse(text) != text:
        raise ValueError(text)


_OTHER_NAMES: Mapping[str, Field] = {
    "issuer": Field.ISSUERS,
    "date": Field.ISSUE_DATE,
    "attachment": Field.ATTACHMENTS,
}

_CHECKS: Mapping[Field, tuple[str, Callable[[str], object]]] = {
    Field.ISSUE_DATE: ("形如 2023-08-01 的日期", _check_date),
    Field.SECRECY: ("绝密、机密或秘密", Secrecy),
    Field.URGENCY: ("特急、加急、平急或特提", _check_urgency),
}
