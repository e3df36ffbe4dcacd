"""Takes files into the ledger: new ones, ones that are held already, containers, and ones refused at the door."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from archiver.ledger import journal, records
from archiver.ledger.arrivals import Arrival, Received, hold
from archiver.ledger.journal import Action
from archiver.ledger.records import RecordRow
from archiver.ledger.schema import Stage, originals
from ocr.finding import Finding

__all__ = ["Arrival", "Received", "known", "media_types", "receive", "receive_container", "refuse"]


def known(tx: Connection, sha256: str) -> bool:
    """Return whether an original with these bytes is held."""
    return tx.execute(select(originals.c.sha256).where(originals.c.sha256 == sha256)).one_or_none() is not None


def media_types(tx: Connection) -> dict[str, str]:
    """Return the media type of every original that is held, by its hash."""
    return {row.sha256: row.media_type for row in tx.execute(select(originals.c.sha256, originals.c.media_type))}


def receive(tx: Connection, arrival: Arrival, *, who: str) -> Received:
    """Take a file in as a record, once for the same bytes.

    Bytes that a record holds already make no second one. Bytes that lie set aside are taken up again under the
    record they had, and by the name it has. The original itself must be stored before the transaction ends.
    """
    live = records.live_with(tx, arrival.sha256)
    if live is not None:
        return _duplicate(tx, arrival, live, who=who)
    same = records.with_sha256(tx, arrival.sha256)
    if same:
        again = next((row for row in same if row.source_name == arrival.source_name), same[0])
        return records.restore(tx, again.id, replace(arrival, source_name=again.source_name), who=who)
    hold(tx, arrival)
    return Received(record_id=records.create(tx, arrival, stage=Stage.RECEIVED, kept_as=None, who=who))


def receive_container(tx: Connection, arrival: Arrival, *, who: str) -> bool:
    """Hold a zip, whose members arrive as files of their own; return False when it was held before."""
    new = hold(tx, arrival, container=True)
    journal.append(
        tx,
        at=arrival.received_at,
        who=who,
        action=Action.RECEIVED if new else Action.DUPLICATE,
        subject=arrival.sha256,
        details={"source_name": arrival.source_name, "container": True},
    )
    return new


def refuse(tx: Connection, arrival: Arrival, findings: Sequence[Finding], *, kept_as: str, who: str) -> str:
    """Set a file aside at the door, without holding its bytes, and return its record.

    The same file refused again keeps its record; another file with the same bytes (an empty one, say) gets its own.
    """
    same = records.with_sha256(tx, arrival.sha256)
    before = next((row for row in same if row.kept_as and row.source_name == arrival.source_name), None)
    if before is None:
        record_id = records.create(tx, arrival, stage=Stage.SET_ASIDE, kept_as=kept_as, who=who)
    else:
        record_id = before.id
    records.set_aside(tx, record_id, findings, kept_as=kept_as, at=arrival.received_at, who=who)
    return record_id


def _duplicate(tx: Connection, arrival: Arrival, held: RecordRow, *, who: str) -> Received:
    journal.append(
        tx,
        at=arrival.received_at,
        who=who,
        action=Action.DUPLICATE,
        subject=held.id,
        details={"sha256": arrival.sha256, "source_name": arrival.source_name, "held_as": held.source_name},
    )
    return Received(record_id=held.id, duplicate_of=held.id)
