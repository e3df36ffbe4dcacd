"""The ledger remembers the volumes that were built last."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection

from archiver.ledger import binders, journal
from archiver.ledger.binders import BuiltVolume
from tests.keeping.made import CLERK, MOMENT, sha256

FIRST = BuiltVolume(
    item="12",
    volume=1,
    file="12-1_走访慰问.pdf",
    sha256=sha256("册"),
    pages=300,
    built_at=MOMENT,
    details={"records": [{"id": "R000001", "first_page": 3}]},
)
SECOND = replace(FIRST, volume=2, file="12-2_走访慰问.pdf", details={})


def store(tx: Connection, item: str, *volumes: BuiltVolume) -> None:
    """Store the volumes of an item."""
    binders.store(tx, item, volumes, at=MOMENT, who=CLERK)


def test_volumes_come_back_by_item_and_number(tx: Connection) -> None:
    """Volumes come back by item and number."""
    store(tx, "12", SECOND, FIRST)
    store(tx, "3", replace(FIRST, item="3"))
    assert binders.load(tx, "12") == (FIRST, SECOND)
    assert len(binders.load(tx)) == 3


def test_a_binder_built_anew_replaces_the_one_before(tx: Connection) -> None:
    """A binder built anew replaces the one before."""
    store(tx, "12", FIRST, SECOND)
    store(tx, "12", replace(FIRST, pages=10))
    assert [volume.pages for volume in binders.load(tx)] == [10]
    store(tx, "12")
    assert binders.load(tx) == ()


def test_the_journal_says_what_was_bound(tx: Connection) -> None:
    """The journal says what was bound."""
    store(tx, "12", FIRST)
    (entry,) = journal.entries(tx, "12")
    assert entry.action == "bound"
    assert FIRST.sha256 in entry.details


def test_a_volume_of_another_item_is_a_mistake_of_the_program(tx: Connection) -> None:
    """A volume of another item is a mistake of the program."""
    with pytest.raises(ValueError, match="belongs to item 12"):
        store(tx, "3", FIRST)
