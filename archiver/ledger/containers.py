"""Archives (zip) and messages: what holds other files, and is let go when it needs or may be held no longer."""

import json
from datetime import datetime

from sqlalchemy import Connection, delete, or_, select, update

from archiver.ledger import journal, pages
from archiver.ledger.arrivals import Arrival
from archiver.ledger.journal import Action
from archiver.ledger.records import RecordRow
from archiver.ledger.schema import corrections, decisions, fields, findings, originals, records, suggestions
from ocr.kinds import EML, MSG

UNLINKED = "unlinked"
"""What the journal says of a record when the archive it came out of is held no longer."""


def held(tx: Connection) -> tuple[str, ...]:
    """Return the archives and messages that are held, by SHA-256, also one that had come in as a document before."""
    members = select(records.c.container_sha256).where(records.c.container_sha256.is_not(None))
    is_archive = or_(
        originals.c.container.is_(other=True),
        originals.c.sha256.in_(members),
        originals.c.media_type.in_((EML, MSG)),
    )
    return tuple(tx.execute(select(originals.c.sha256).where(is_archive)).scalars())


def source_name(tx: Connection, sha256: str) -> str:
    """Return what an archive was called when it first came in."""
    arrivals = (Action.RECEIVED, Action.DUPLICATE)
    first = next(entry for entry in journal.entries(tx, sha256) if entry.action in arrivals)
    return str(json.loads(first.details)["source_name"])


def arrival(tx: Connection, sha256: str, *, at: datetime) -> Arrival:
    """Return a held archive as a file that arrives now, to become a record of its own."""
    columns = (originals.c.size, originals.c.media_type)
    size, media_type = tx.execute(select(*columns).where(originals.c.sha256 == sha256)).one()
    name = source_name(tx, sha256)
    return Arrival(sha256=sha256, size=size, media_type=media_type, source_name=name, received_at=at)


def let_go(tx: Connection, sha256: str, *, because: str, at: datetime, who: str) -> None:
    """Hold an archive no longer; its members stay and know of no container any more.

    `because` is the record for whose sake it goes. Its bytes stay held where a record that was taken in has the same.
    """
    of_it = records.c.container_sha256 == sha256
    members = tx.execute(select(records.c.id).where(of_it).order_by(records.c.id)).scalars().all()
    tx.execute(update(records).where(of_it).values(container_sha256=None))
    for member in members:
        details = {"container": sha256, "because": because}
        journal.append(tx, at=at, who=who, action=UNLINKED, subject=member, details=details)
    if tx.execute(select(records.c.id).where(records.c.original == sha256)).first() is None:
        pages.drop(tx, sha256)
        tx.execute(delete(originals).where(originals.c.sha256 == sha256))


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
