"""Archives (zip) that were set aside and are needed as records no longer, because all their members came in."""

from datetime import datetime

from sqlalchemy import Connection, delete

from archiver.ledger import journal
from archiver.ledger.journal import Action
from archiver.ledger.records import RecordRow
from archiver.ledger.schema import corrections, decisions, fields, findings, records, suggestions


def dissolve(tx: Connection, row: RecordRow, *, into: str, at: datetime, who: str) -> None:
    """Remove the set-aside record of an archive whose members are records now; its number is not given again.

    `into` is the SHA-256 of the archive that the members came out of: another one than the record's when it was
    repaired.
    """
    for table in (fields, suggestions, findings, decisions, corrections):
        tx.execute(delete(table).where(table.c.record == row.id))
    tx.execute(delete(records).where(records.c.id == row.id))
    details = {"sha256": row.sha256, "source_name": row.source_name, "into": into}
    journal.append(tx, at=at, who=who, action=Action.DISSOLVED, subject=row.id, details=details)
