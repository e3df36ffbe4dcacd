"""What is kept of each record so that its like is found without reading all pages: derived, made again at will."""

import json
from collections.abc import Mapping

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from archiver.ledger.schema import likenesses
from catalog.likeness import Likeness


def store(tx: Connection, record_id: str, basis: str, likeness: Likeness) -> None:
    """Keep the likeness of a record in place of what was kept before; `basis` names the pages that it comes from."""
    texts = json.dumps([text.hex() for text in likeness.texts])
    kept = {"basis": basis, "texts": texts, "looks": json.dumps(likeness.looks)}
    row = insert(likenesses).values(record=record_id, **kept)
    tx.execute(row.on_conflict_do_update(index_elements=["record"], set_=kept))


def bases(tx: Connection) -> Mapping[str, str]:
    """Return for each record the name of the pages that its likeness comes from."""
    return {row.record: row.basis for row in tx.execute(select(likenesses.c.record, likenesses.c.basis)).all()}


def load(tx: Connection) -> Mapping[str, Likeness]:
    """Return the likenesses of all records."""
    columns = (likenesses.c.record, likenesses.c.texts, likenesses.c.looks)
    return {
        record: Likeness(texts=tuple(bytes.fromhex(text) for text in json.loads(texts)), looks=tuple(json.loads(looks)))
        for record, texts, looks in tx.execute(select(*columns)).all()
    }
