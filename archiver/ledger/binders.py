"""The volumes that were built and proven last, for each item: the ledger's side of the manifest."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from archiver.ledger import journal
from archiver.ledger.journal import Action
from archiver.ledger.schema import binders


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltVolume:
    """One finished volume of an item: its file's name in the output folder, hash and page count.

    `details` holds what else the binding wants to know again, as JSON can hold it.
    """

    item: str
    volume: int
    file: str
    sha256: str
    pages: int
    built_at: datetime
    details: Mapping[str, object] = field(default_factory=dict[str, object])


def store(tx: Connection, item: str, volumes: Sequence[BuiltVolume], *, at: datetime, who: str) -> None:
    """Keep the volumes of an item in place of those built before; none means that the item has no binder now."""
    tx.execute(delete(binders).where(binders.c.item == item))
    if volumes:
        tx.execute(insert(binders), [_row(item, volume) for volume in volumes])
    details = {"volumes": [{"file": volume.file, "sha256": volume.sha256} for volume in volumes]}
    journal.append(tx, at=at, who=who, action=Action.BOUND, subject=item, details=details)


def load(tx: Connection, item: str | None = None) -> tuple[BuiltVolume, ...]:
    """Return the volumes of all items, or of one, by item and volume."""
    statement = select(binders).order_by(binders.c.item, binders.c.volume)
    if item is not None:
        statement = statement.where(binders.c.item == item)
    return tuple(
        BuiltVolume(**{**row, "details": json.loads(row["details"])}) for row in tx.execute(statement).mappings()
    )


def _row(item: str, volume: BuiltVolume) -> dict[str, object]:
    if volume.item != item:
        message = f"volume {volume.volume} belongs to item {volume.item}, not {item}"
        raise ValueError(message)
    return {
        "item": item,
        "volume": volume.volume,
        "file": volume.file,
        "sha256": volume.sha256,
        "pages": volume.pages,
        "built_at": volume.built_at,
        "details": json.dumps(dict(volume.details), ensure_ascii=False, sort_keys=True),
    }
