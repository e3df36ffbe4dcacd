"""What the tables say about many records at once: one query a table, the rows gathered by record."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from sqlalchemy import Column, ColumnElement, Connection, func, join, select, true

from archiver.ledger import runs
from archiver.ledger.correcting import Correction
from archiver.ledger.fields import Field, FieldRow, place
from archiver.ledger.pages import text_of
from archiver.ledger.runs import Run
from archiver.ledger.schema import corrections, decisions, fields, findings, page_findings, pages, records, suggestions
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
    runs: Mapping[str, tuple[Run, ...]]


def load(tx: Connection, only: Collection[str] | None = None) -> Said:
    """Return what is said of all records, or of `only` these, each kind in its order."""
    runs_of = runs.load(tx, only)
    return Said(
        fields=_gather(read_fields(tx, only)),
        suggestions=_gather(read_suggestions(tx, only)),
        corrections=_gather(read_corrections(tx, only)),
        decisions=_gather(read_decisions(tx, only)),
        findings=_gather(read_findings(tx, only)),
        page_findings=_gather(read_page_findings(tx, runs_of, only)),
        runs=runs_of,
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


def read_page_findings(
    tx: Connection, runs_of: Mapping[str, tuple[Run, ...]], only: Collection[str] | None = None
) -> Iterator[tuple[str, Finding]]:
    """Yield what was found on the pages that each record's description rests on, by the record's own pages."""
    c, own, head = page_findings.c, records.alias("own"), records.alias("head")
    name = func.coalesce(own.c.joined_into, own.c.id)
    read = (c.sha256 == own.c.original) & (c.number >= own.c.first_page)
    joined = join(join(own, head, head.c.id == name), page_findings, read & (c.recipe == head.c.recipe))
    columns = (head.c.id, own.c.id, c.number, c.code, c.severity, c.message, c.page)
    statement = select(*columns).select_from(joined).where(_chosen(head.c.id, only))
    ordered = statement.order_by(head.c.id, own.c.place, c.number, c.ordinal)
    for record, row, number, code, severity, message, page in tx.execute(ordered).all():
        shift = _shift(runs_of[record], row, number)
        if shift is not None:
            finding = Finding(code=code, severity=Severity(severity), message=message, page=page and page + shift)
            yield record, finding


def read_texts(tx: Connection, only: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the texts of the pages that the description of each of `only` these records rests on, in their order."""
    runs_of = runs.load(tx, only)
    c, own, head = pages.c, records.alias("own"), records.alias("head")
    name = func.coalesce(own.c.joined_into, own.c.id)
    read = (c.sha256 == own.c.original) & (c.number >= own.c.first_page)
    joined = join(join(own, head, head.c.id == name), pages, read & (c.recipe == head.c.recipe))
    statement = select(head.c.id, own.c.id, c.number, c.page).select_from(joined).where(_chosen(head.c.id, only))
    rows = tx.execute(statement.order_by(head.c.id, own.c.place, c.number))
    for record, group in groupby(rows, key=itemgetter(0)):
        own_runs = runs_of[record]
        yield (
            record,
            tuple(text_of(page) for _, row, number, page in group if _shift(own_runs, row, number) is not None),
        )


def _shift(runs: Iterable[Run], row: str, number: int) -> int | None:
    """Return what makes a page's number in its file its number in its record; None where another row has the page."""
    before = 0
    for run in runs:
        if run.row == row:
            return None if run.last is not None and number > run.last else before - run.first + 1
        before += run.count
    return None


def _chosen(record: Column[str], only: Collection[str] | None) -> ColumnElement[bool]:
    return true() if only is None else record.in_(only)
