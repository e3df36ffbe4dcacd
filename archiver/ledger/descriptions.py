"""What describing and filing say of a record: its fields, the items suggested, and findings."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, insert

from archiver.ledger import pages, record_findings, records, rows_by_record, runs
from archiver.ledger.fields import format_description, parse_description
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
    recipe: str | None = None,
) -> None:
    """Keep what was said of a record in place of what was said before, and mark the record described.

    `recipe` is the key of the reading it rests on, whose pages are counted; without it, the reading stored last.
    """
    row = records.existing(tx, record_id)
    key = recipe or pages.latest_recipe(tx, row.sha256)
    for table in (fields, suggestions):
        tx.execute(delete(table).where(table.c.record == record_id))
    field_rows = [{"record": record_id, **asdict(row)} for row in format_description(description)]
    if field_rows:
        tx.execute(insert(fields), field_rows)
    if suggested:
        rows = [_suggestion_row(record_id, ordinal, suggestion) for ordinal, suggestion in enumerate(suggested)]
        tx.execute(insert(suggestions), rows)
    record_findings.replace(tx, record_id, FINDINGS, found)
    page_count = runs.count_again(tx, record_id, key)
    records.mark_described(tx, record_id, page_count=page_count, recipe=key)


def load(tx: Connection, record_id: str) -> Described:
    """Return what the program said of a record; all empty while it is not described."""
    return Described(
        description=parse_description(row for _, row in rows_by_record.read_fields(tx, [record_id])),
        suggestions=tuple(suggestion for _, suggestion in rows_by_record.read_suggestions(tx, [record_id])),
        findings=record_findings.load(tx, record_id, FINDINGS),
    )


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
