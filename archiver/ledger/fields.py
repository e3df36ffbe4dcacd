"""The fields of a description as rows of text, and back: format and parse of every value that a record can have.

The names are those of `catalog.record.Description`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from catalog.record import Description, Place, Secrecy, Seen

T = TypeVar("T")


class Field(StrEnum):
    """The fields that a description has and a clerk may correct."""

    TITLE = "title"
    DOC_NUMBER = "doc_number"
    ISSUERS = "issuers"
    ISSUE_DATE = "issue_date"
    YEAR = "year"
    SECRECY = "secrecy"
    KIND = "kind"
    URGENCY = "urgency"
    ADDRESSEE = "addressee"
    ATTACHMENTS = "attachments"
    FULL_NAMES = "full_names"

    @property
    def is_list(self) -> bool:
        """Whether a record may have several values of it, one a line in a correction."""
        return self in {Field.ISSUERS, Field.ATTACHMENTS, Field.FULL_NAMES}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One value of one field as text; `ordinal` counts the values of a field from 0."""

    name: Field
    ordinal: int
    value: str
    confidence: float
    page: int | None
    line: int | None
    note: str


def format_description(description: Description) -> tuple[FieldRow, ...]:
    """Return the rows of a description; a field that nobody could read has none."""
    return tuple(_rows(description))


def parse_description(rows: Iterable[FieldRow]) -> Description:
    """Return the description whose rows these are, in any order."""
    seen: dict[Field, list[FieldRow]] = {}
    for row in sorted(rows, key=lambda row: row.ordinal):
        seen.setdefault(row.name, []).append(row)

    def one(name: Field, parse: Callable[[str], T]) -> Seen[T] | None:
        found = seen.get(name)
        return None if found is None else _seen(found[0], parse)

    def several(name: Field) -> tuple[Seen[str], ...]:
        return tuple(_seen(row, str) for row in seen.get(name, ()))

    return Description(
        title=one(Field.TITLE, str),
        doc_number=one(Field.DOC_NUMBER, str),
        issuers=several(Field.ISSUERS),
        issue_date=one(Field.ISSUE_DATE, date.fromisoformat),
        year=one(Field.YEAR, str),
        secrecy=one(Field.SECRECY, Secrecy),
        kind=one(Field.KIND, str),
        urgency=one(Field.URGENCY, str),
        addressee=one(Field.ADDRESSEE, str),
        attachments=several(Field.ATTACHMENTS),
        full_names=several(Field.FULL_NAMES),
    )


def _rows(description: Description) -> Iterator[FieldRow]:
    for name in Field:
        held: Seen[str] | Seen[date] | Seen[Secrecy] | tuple[Seen[str], ...] | None = getattr(description, name)
        values = held if isinstance(held, tuple) else (held,)
        for ordinal, seen in enumerate(value for value in values if value is not None):
            yield FieldRow(
                name=name,
                ordinal=ordinal,
                value=seen.value.isoformat() if isinstance(seen.value, date) else str(seen.value),
                confidence=seen.confidence,
                page=seen.place.page if seen.place else None,
                line=seen.place.line if seen.place else None,
                note=seen.note,
            )


def _seen(row: FieldRow, parse: Callable[[str], T]) -> Seen[T]:
    return Seen(value=parse(row.value), confidence=row.confidence, place=place(row.page, row.line), note=row.note)


def place(page: int | None, line: int | None) -> Place | None:
    """Return the place of a page number and a line index, None where there is none."""
    return None if page is None or line is None else Place(page=page, line=line)
