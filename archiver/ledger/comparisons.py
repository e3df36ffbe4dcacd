"""What people say of two records: that they are one paper, of which one is kept, or that they are not.

About the pages that records are made of, not about their numbers: it holds when the same files come in anew, and no
longer when a record is split or joined.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from archiver.ledger import journal, runs
from archiver.ledger.journal import Action
from archiver.ledger.runs import Run
from archiver.ledger.schema import comparisons
from catalog.comparison import Comparison


def say(tx: Connection, pair: tuple[str, str], *, kept: str | None, by: str, at: datetime) -> None:
    """Keep what somebody says of two records, with its journal entry, in place of what was said of them before."""
    named = {record: _name(runs.of(tx, record)) for record in pair}
    one, other = sorted(named.values())
    said = {"kept": named[kept] if kept else None, "by": by, "at": at}
    row = insert(comparisons).values(one=one, other=other, **said)
    tx.execute(row.on_conflict_do_update(index_elements=["one", "other"], set_=said))
    verdict = "same" if kept else "different"
    for record, opposite in (pair, pair[::-1]):
        details = {"with": opposite, "verdict": verdict, "kept": kept}
        journal.append(tx, at=at, who=by, action=Action.COMPARED, subject=record, details=details)


def unsay(tx: Connection, pair: tuple[str, str], *, by: str, at: datetime) -> bool:
    """Take back what was said of two records, with its journal entry; return whether anything was."""
    one, other = sorted(_name(runs.of(tx, record)) for record in pair)
    gone = tx.execute(delete(comparisons).where(comparisons.c.one == one, comparisons.c.other == other))
    if not gone.rowcount:
        return False
    for record, opposite in (pair, pair[::-1]):
        details = {"with": opposite, "verdict": "open", "kept": None}
        journal.append(tx, at=at, who=by, action=Action.COMPARED, subject=record, details=details)
    return True


def load(tx: Connection) -> tuple[Comparison, ...]:
    """Return what was said of records that are both there now."""
    rows = tx.execute(select(comparisons).order_by(comparisons.c.at, comparisons.c.one)).all()
    if not rows:
        return ()
    there = {_name(own): record for record, own in runs.load(tx).items()}
    return tuple(
        Comparison(records=(there[one], there[other]), kept=there[kept] if kept else None, by=by, at=at)
        for one, other, kept, by, at in rows
        if one in there and other in there
    )


def copies(said: Iterable[Comparison]) -> Mapping[str, str]:
    """Return for each record that is not kept the one that stands for it, through all copies of copies."""
    onwards = {one.copy: one.kept for one in said if one.copy and one.kept}
    return {record: last for record in onwards if (last := _last(record, onwards)) != record}


def _last(record: str, onwards: Mapping[str, str]) -> str:
    seen = {record}
    while record in onwards and onwards[record] not in seen:
        record = onwards[record]
        seen.add(record)
    # Where copies stand for each other in a ring, none of them is left out.
    return record if record not in onwards else min(seen)


def _name(own: Sequence[Run]) -> str:
    """Return the name of the pages that a record is made of."""
    return "+".join(f"{run.sha256}:{run.first}-{run.last or ''}" for run in own)
