"""What a clerk should see about a record, kept by the stage that found it."""

from collections.abc import Sequence

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


def load(tx: Connection, record_id: str, stage: str) -> tuple[Finding, ...]:
    """Return what one stage found about a record, in order."""
    c = findings.c
    statement = select(c.code, c.severity, c.message, c.page).where(c.record == record_id, c.stage == stage)
    return tuple(
        Finding(code=code, severity=Severity(severity), message=message, page=page)
        for code, severity, message, page in tx.execute(statement.order_by(c.ordinal))
    )
