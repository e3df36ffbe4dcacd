"""What intake tells the ledger of a file that came in, and what it hears back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from archiver.ledger.schema import originals


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A file that came in. `source_name` is its path below the inbox with `/` between folders.

    `container` is the SHA-256 of the zip it was unpacked from, which must be held already.
    """

    sha256: str
    size: int
    media_type: str
    source_name: str
    received_at: datetime
    container: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of an arrival.

    `duplicate_of` is the record that holds the same bytes already (then equal to `record_id`). `formerly_kept_as` is
    the path below set-aside/ where the record lay until now; that file and the note beside it may go after the commit.
    """

    record_id: str
    duplicate_of: str | None = None
    formerly_kept_as: str | None = None


def hold(tx: Connection, arrival: Arrival, *, container: bool = False) -> bool:
    """Note that the bytes of `arrival` are held as an original; return False when they were before."""
    statement = insert(originals).values(
        sha256=arrival.sha256,
        size=arrival.size,
        media_type=arrival.media_type,
        stored_at=arrival.received_at,
        container=container,
    )
    return tx.execute(statement.on_conflict_do_nothing()).rowcount == 1
