"""Lays clerks' corrections over what the program read. A corrected field is certain and has no place on a page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from archiver.ledger.fields import Field, FieldRow, parse_description
from catalog.record import Description, Seen

NOTE = "人工更正（{by}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A clerk's word on a field, as text. None says that the field is empty.

    A date is written YYYY-MM-DD; several issuers or attachments stand one a line.
    """

    field: Field
    value: str | None
    by: str
    at: datetime


def apply(
    description: Description, corrections: Iterable[Correction], year_of: Callable[[date], str | None] | None = None
) -> Description:
    """Return the description as corrected, oldest correction first; the latest of a field counts.

    Where `year_of` is given, a corrected date brings its evidence year with it, unless the year was corrected too.
    """
    latest = {correction.field: correction for correction in corrections}
    if not latest:
        return description
    corrected = parse_description(row for correction in latest.values() for row in _rows(correction))
    changes = {field.value: getattr(corrected, field) for field in latest}
    if Field.ISSUERS in latest:
        # What the program read belongs to the issuers that it read.
        changes.setdefault(Field.FULL_NAMES.value, ())
    dated = latest.get(Field.ISSUE_DATE)
    if year_of and dated and Field.YEAR not in latest:
        year = year_of(corrected.issue_date.value) if corrected.issue_date else None
        changes["year"] = None if year is None else Seen(value=year, confidence=1.0, note=NOTE.format(by=dated.by))
    return replace(description, **changes)


def _rows(correction: Correction) -> Iterable[FieldRow]:
    values = (correction.value or "").splitlines() if correction.field.is_list else [correction.value]
    for ordinal, value in enumerate(value for value in values if value):
        note = NOTE.format(by=correction.by)
        yield FieldRow(
            name=correction.field, ordinal=ordinal, value=value, confidence=1.0, page=None, line=None, note=note
        )
