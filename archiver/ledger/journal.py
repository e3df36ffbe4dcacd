"""The journal: who did what to which subject, and when. It only grows.

Each entry carries the hash of the one before it, so that a changed, removed or inserted entry shows. That does not
keep out somebody who computes the whole chain anew; a copy of the last hash kept elsewhere does.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select, text

from archiver.ledger import findings
from archiver.ledger.schema import journal
from ocr.finding import Finding

FIRST_PREVIOUS = "0" * 64
"""What the first entry carries in place of the hash before it."""


class Action(StrEnum):
    """What the ledger itself writes into the journal; other parts may use words of their own."""

    RECEIVED = "received"
    DUPLICATE = "duplicate"
    TAKEN_UP = "taken_up"
    SET_ASIDE = "set_aside"
    DISSOLVED = "dissolved"
    JOINED = "joined"
    SPLIT = "split"
    DECIDED = "decided"
    CORRECTED = "corrected"
    COMPARED = "compared"
    DECLARED = "declared"
    BOUND = "bound"
    RENUMBERED = "renumbered"
    STANDARD = "standard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry; `details` is canonical JSON: sorted keys, no spaces, characters as they are."""

    seq: int
    at: datetime
    who: str
    action: str
    subject: str
    details: str
    previous: str
    hash: str


def append(  # noqa: PLR0913 - an entry has these parts
    tx: Connection, *, at: datetime, who: str, action: str, subject: str, details: Mapping[str, object] | None = None
) -> Entry:
    """Write one entry and return it. `details` holds what JSON can hold."""
    last = tx.execute(select(journal.c.hash).order_by(journal.c.seq.desc()).limit(1)).scalar_one_or_none()
    entry = Entry(
        seq=_highest_given(tx) + 1,
        at=at,
        who=who,
        action=action,
        subject=subject,
        details=_canonical(details or {}),
        previous=FIRST_PREVIOUS if last is None else last,
        hash="",
    )
    entry = replace(entry, hash=_digest(entry))
    tx.execute(insert(journal).values(asdict(entry)))
    return entry


def entries(tx: Connection, subject: str | None = None) -> Iterator[Entry]:
    """Yield the entries in order, all or those about one subject."""
    statement = select(journal).order_by(journal.c.seq)
    if subject is not None:
        statement = statement.where(journal.c.subject == subject)
    for row in tx.execute(statement).mappings():
        yield Entry(**row)


def count(tx: Connection) -> int:
    """Return how many entries there are."""
    return tx.execute(select(func.count()).select_from(journal)).scalar_one()


def verify(tx: Connection) -> tuple[Finding, ...]:
    """Return what is wrong with the journal: entries changed, cut out, or not joined to the one before."""
    faults: list[Finding] = []
    seq, previous = 0, FIRST_PREVIOUS
    for entry in entries(tx):
        if entry.seq != seq + 1:
            faults.append(findings.ENTRIES_MISSING.at(first=seq + 1, last=entry.seq - 1))
        elif entry.previous != previous:
            faults.append(findings.ENTRY_UNLINKED.at(seq=entry.seq, expected=previous, found=entry.previous))
        expected = _digest(entry)
        if entry.hash != expected:
            faults.append(findings.ENTRY_CHANGED.at(seq=entry.seq, expected=expected, found=entry.hash))
        seq, previous = entry.seq, entry.hash
    highest = _highest_given(tx)
    if highest > seq:
        faults.append(findings.ENTRIES_MISSING.at(first=seq + 1, last=highest))
    return tuple(faults)


def _highest_given(tx: Connection) -> int:
    """Return the highest number ever given to an entry, which SQLite remembers even when the entry is gone."""
    number: int | None = tx.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'journal'")).scalar_one_or_none()
    return number or 0


def _digest(entry: Entry) -> str:
    """Return the SHA-256 over all of the entry but its own hash, as canonical JSON in UTF-8."""
    sealed = {**asdict(entry), "at": entry.at.isoformat()}
    del sealed["hash"]
    return hashlib.sha256(_canonical(sealed).encode()).hexdigest()


def _canonical(values: Mapping[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
