"""What describing and filing say of a record: its fields, the items suggested, and findings."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from archiver.ledger import record_findings, records
from archiver.ledger.fields import Field, FieldRow, format_description, parse_description, place
from archiver.ledger.schema import fields, suggestions
from catalog.record import Description, Suggestion
from ocr.finding import Finding

FINDINGS = "describing"
"""The stage name under which these findings are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What the program said of a record, before any correction or decision."""

    description: Description
    suggestions: tuple[Suggestion, ...]
    findings: tuple[Finding, ...]


def store(  # noqa: PLR0913 - the parts of one description
    tx: Connection,
    record_id: str,
    description: Description,
    suggested: Sequence[Suggestion],
    found: Sequence[Finding],
    *,
    recipe: str,
    page_count: int,
) -> None:
    """Keep what was said of a record in place of what was said before, and mark the record described.

    `recipe` is the key of the reading it rests on.
    """
    for table in (fields, suggestions):
        tx.execute(delete(table).where(table.c.record == record_id))
    field_rows = [{"record": record_id, **asdict(row)} for row in format_description(description)]
    if field_rows:
        tx.execute(insert(fields), field_rows)
    if suggested:
        rows = [_suggestion_row(record_id, ordinal, suggestion) for ordinal, suggestion in enumerate(suggested)]
        tx.execute(insert(suggestions), rows)
    record_findings.replace(tx, record_id, FINDINGS, found)
    records.mark_described(tx, record_id, page_count=page_count, recipe=recipe)


def load(tx: Connection, record_id: str) -> Described:
    """Return what the program said of a record; all empty while it is not described."""
    c = fields.c
    columns = (c.name, c.ordinal, c.value, c.confidence, c.page, c.line, c.note)
    rows = tx.execute(select(*columns).where(c.record == record_id)).mappings()
    said = tx.execute(select(suggestions).where(suggestions.c.record == record_id).order_by(suggestions.c.ordinal))
    return Described(
        description=parse_description(_field_row(dict(values)) for values in rows),
        suggestions=tuple(
            Suggestion(
                item=row.item,
                confidence=row.confidence,
                reason=row.reason,
                place=place(row.page, row.line),
                against=row.against,
            )
            for row in said
        ),
        findings=record_findings.load(tx, record_id, FINDINGS),
    )


def _field_row(values: dict[str, Any]) -> FieldRow:
    return FieldRow(name=Field(values.pop("name")), **values)


def _suggestion_row(record_id: str, ordinal: int, suggestion: Suggestion) -> dict[str, object]:
    return {
        "record": record_id,
        "ordinal": ordinal,
        "item": suggestion.item,
        "confidence": suggestion.confidence,
        "reason": suggestion.reason,
        "page": suggestion.place.page if suggestion.place else None,
        "line": suggestion.place.line if suggestion.place else None,
        "against": suggestion.against,
    }
