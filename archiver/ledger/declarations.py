"""What people declared about files: that one with a word of secrecy in it is no secret, who says so, when, and why.

A declaration is about bytes, not about a record: a changed file needs another one.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from archiver.ledger import journal
from archiver.ledger.journal import Action
from archiver.ledger.schema import declarations


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """That the file with this SHA-256 is no secret."""

    sha256: str
    by: str
    at: datetime
    why: str


def declare(tx: Connection, declaration: Declaration, *, record_id: str) -> None:
    """Keep a declaration in place of an older one about the same bytes; the journal keeps both, with the record."""
    values = asdict(declaration)
    tx.execute(insert(declarations).values(values).on_conflict_do_update(index_elements=["sha256"], set_=values))
    details = {"sha256": declaration.sha256, "why": declaration.why}
    by, at = declaration.by, declaration.at
    journal.append(tx, at=at, who=by, action=Action.DECLARED, subject=record_id, details=details)


def declared(tx: Connection, sha256: str) -> Declaration | None:
    """Return what was declared about these bytes last."""
    rows = tx.execute(select(declarations).where(declarations.c.sha256 == sha256)).mappings()
    return next((Declaration(**row) for row in rows), None)
