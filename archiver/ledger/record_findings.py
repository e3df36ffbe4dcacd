"""What a clerk should see about a record, kept by the stage that found it."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from archiver.ledger.schema import findings
from ocr.finding import Finding, Severity


def replace(tx: Connection, record_id: str, stage: str, found: Sequence[Finding]) -> None:
    """Keep what `stage` found about a record, in order, in place of what the same stage found before."""
    tx.execute(delete(findings).where(findings.c.record == record_id, findings.c.stage == stage))
    rows = [
        {
            "record": record_id,
            "stage": stage,
            "ordinal": ordinal,
            "code": finding.code,
            "severity": finding.severity.value,
            "message": finding.message,
            "page": finding.page,
        }
        for ordinal, finding in enumerate(found)
    ]
    if rows:
        tx.execute(insert(findings), rows)


def told(tx: Connection, codes: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Return for each of these codes the records of which it was found."""
    found: dict[str, set[str]] = {code: set() for code in codes}
    for code, record in tx.execute(select(findings.c.code, findings.c.record).where(findings.c.code.in_(codes))).all():
        found[code].add(record)
    return {code: frozenset(of_code) for code, of_code in found.items()}


def load(tx: Connection, record_id: str, stage: str) -> tuple[Finding, ...]:
    """Return what one stage found about a record, in order."""
    c = findings.c
    statement = select(c.code, c.severity, c.message, c.page).where(c.record == record_id, c.stage == stage)
    return tuple(
        Finding(code=code, severity=Severity(severity), message=message, page=page)
        for code, severity, message, page in tx.execute(statement.order_by(c.ordinal))
    )
