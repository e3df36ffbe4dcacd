"""Decisions taken along when a standard is revised: each follows its item to the item's new number.

What was decided about an item that is gone is laid aside under the item's name and is in force no more; it comes back
when a later edition has an item of that name again.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, select, update

from archiver.ledger import journal
from archiver.ledger.journal import Action
from archiver.ledger.schema import decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbered:
    """A record whose decisions were taken along: what each item was called before and is called now."""

    record: str
    items: Mapping[str, str]


def renumber(tx: Connection, numbers: Mapping[str, str], *, at: datetime, who: str) -> tuple[Renumbered, ...]:
    """Give the items of all decisions their new numbers at once, with a journal entry for each record.

    Two items may change places. Items that are not in `numbers` stay.
    """
    changed = {old: new for old, new in numbers.items() if old != new}
    if not changed:
        return ()
    c = decisions.c
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for record, item in tx.execute(select(c.record, c.item).where(c.item.in_(changed)).order_by(c.record, c.seq)):
        found[record][item] = changed[item]
    tx.execute(update(decisions).where(c.item.in_(changed)).values(item=case(changed, value=c.item, else_=c.item)))
    for record, items in found.items():
        journal.append(tx, at=at, who=who, action=Action.RENUMBERED, subject=record, details={"items": items})
    return tuple(Renumbered(record=record, items=items) for record, items in found.items())
