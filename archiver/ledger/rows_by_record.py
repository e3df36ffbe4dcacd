"""What the tables say about many records at once: one query a table, the rows gathered by record."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Column, ColumnElement, Connection, select, true

from archiver.ledger.correcting import Correction
from archiver.ledger.fields import Field, FieldRow, place
from archiver.ledger.schema import corrections, decisions, fields, findings, page_findings, records, suggestions
from catalog.record import Decision, Suggestion, Verdict
from ocr.finding import Finding, Severity

V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the program and the clerks said, by record number; a record of which nothing is said is not in it."""

    fields: Mapping[str, tuple[FieldRow, ...]]
    suggestions: Mapping[str, tuple[Suggestion, ...]]
    corrections: Mapping[str, tuple[Correction, ...]]
    decisions: Mapping[str, tuple[Decision, ...]]
    findings: Mapping[str, tuple[Finding, ...]]
    page_findings: Mapping[str, tuple[Finding, ...]]


def load(tx: Connection, only: Collection[str] | None = None) -> Said:
    """Return what is said of all records, or of `only` these, each kind in its order."""
    return Said(
        fields=_gather(read_fields(tx, only)),
        suggestions=_gather(read_suggestions(tx, only)),
        corrections=_gather(read_corrections(tx, only)),
        decisions=_gather(read_decisions(tx, only)),
        findings=_gather(read_findings(tx, only)),
        page_findings=_gather(read_page_findings(tx, only)),
    )


def _gather(pairs: Iterable[tuple[str, V]]) -> Mapping[str, tuple[V, ...]]:
    gathered: defaultdict[str, list[V]] = defaultdict(list)
    for record, value in pairs:
        gathered[record].append(value)
    return {record: tuple(values) for record, values in gathered.items()}


def read_fields(tx: Connection, only: Collection[str] | None = None) -> Iterator[tuple[str, FieldRow]]:
    """Yield the fields of records, in any order."""
    c = fields.c
    statement = select(c.record, c.name, c.ordinal, c.value, c.confidence, c.page, c.line, c.note).where(
        _chosen(c.record, only)
    )
    for record, name, ordinal, value, confidence, page, line, note in tx.execute(statement).all():
        yield (
            record,
            FieldRow(
                name=Field(name),
                ordinal=ordinal,
                value=value,
                confidence=confidence,
                page=page,
                line=line,
                note=note,
            ),
        )


def read_suggestions(tx: Connection, only: Collection[str] | None = None) -> Iterator[tuple[str, Suggestion]]:
    """Yield the suggestions for records, each record's best first."""
    c = suggestions.c
    statement = select(c.record, c.item, c.confidence, c.reason, c.page, c.line, c.against).where(
        _chosen(c.record, only)
    )
    for record, item, confidence, reason, page, line, against in tx.execute(
        statement.order_by(c.record, c.ordinal)
    ).all():
        yield (
            record,
            Suggestion(item=item, confidence=confidence, reason=reason, place=place(page, line), against=against),
        )


def read_corrections(tx: Connection, only: Collection[str] | None = None) -> Iterator[tuple[str, Correction]]:
    """Yield the corrections of records, oldest first."""
    c = corrections.c
    statement = select(c.record, c.field, c.value, c.by, c.at).where(_chosen(c.record, only)).order_by(c.seq)
    for record, field, value, by, at in tx.execute(statement).all():
        yield record, Correction(field=Field(field), value=value, by=by, at=at)


def read_decisions(tx: Connection, only: Collection[str] | None = None) -> Iterator[tuple[str, Decision]]:
    """Yield the decisions about records, oldest first."""
    c = decisions.c
    statement = select(c.record, c.item, c.verdict, c.by, c.at, c.why).where(_chosen(c.record, only)).order_by(c.seq)
    for record, item, verdict, by, at, why in tx.execute(statement).all():
        yield record, Decision(item=item, verdict=Verdict(verdict), decided_by=by, decided_at=at, why=why)


def read_findings(tx: Connection, only: Collection[str] | None = None) -> Iterator[tuple[str, Finding]]:
    """Yield what was found about records, by stage."""
    c = findings.c
    statement = select(c.record, c.code, c.severity, c.message, c.page).where(_chosen(c.record, only))
    for record, code, severity, message, page in tx.execute(statement.order_by(c.record, c.stage, c.ordinal)).all():
        yield record, Finding(code=code, severity=Severity(severity), message=message, page=page)


def read_page_findings(tx: Connection, only: Collection[str] | None = None) -> Iterator[tuple[str, Finding]]:
    """Yield what was found on the pages that each record's description rests on."""
    c = page_findings.c
    read = (c.sha256 == records.c.original) & (c.recipe == records.c.recipe)
    statement = select(records.c.id, c.code, c.severity, c.message, c.page).join_from(records, page_findings, read)
    ordered = statement.where(_chosen(records.c.id, only)).order_by(records.c.id, c.number, c.ordinal)
    for record, code, severity, message, page in tx.execute(ordered).all():
        yield record, Finding(code=code, severity=Severity(severity), message=message, page=page)


def _chosen(record: Column[str], only: Collection[str] | None) -> ColumnElement[bool]:
    return true() if only is None else record.in_(only)
