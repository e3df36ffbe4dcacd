"""Decisions follow their items to new numbers, all at once, and the journal says so."""

import json

import pytest
from sqlalchemy import Connection

from archiver.ledger import decisions, journal, originals
from archiver.ledger.renumbering import Renumbered, renumber
from catalog.deciding import LAID_ASIDE, decide
from catalog.record import Decision, State, Suggestion, Verdict
from tests.keeping.made import CLERK, MOMENT, arrival


def filed(tx: Connection, content: str, *items: str) -> str:
    """Take a file in, file it under these items, and return its record."""
    record = originals.receive(tx, arrival(content), who=CLERK).record_id
    for item in items:
        decision = Decision(item=item, verdict=Verdict.FILE, decided_by=CLERK, decided_at=MOMENT)
        decisions.decide(tx, record, decision)
    return record


def items(tx: Connection, record: str) -> list[str]:
    """Return the items of a record's decisions."""
    return [decision.item for decision in decisions.decisions(tx, record)]


def test_two_items_that_change_places_keep_their_decisions_apart(tx: Connection) -> None:
    """12 becomes 14 and 14 becomes 12 in one step; who and when stay."""
    first, second = filed(tx, "甲", "12", "3"), filed(tx, "乙", "14")
    moved = renumber(tx, {"12": "14", "14": "12", "3": "3"}, at=MOMENT, who="李明")
    assert items(tx, first) == ["14", "3"]
    assert items(tx, second) == ["12"]
    assert {decision.decided_by for decision in decisions.decisions(tx, first)} == {CLERK}
    assert moved == (
        Renumbered(record=first, items={"12": "14"}),
        Renumbered(record=second, items={"14": "12"}),
    )


def test_the_journal_tells_of_every_record_that_was_renumbered(tx: Connection) -> None:
    """And of none that was not."""
    first, second = filed(tx, "甲", "12"), filed(tx, "乙", "3")
    renumber(tx, {"12": "14"}, at=MOMENT, who="李明")
    entry = list(journal.entries(tx, first))[-1]
    assert (entry.action, entry.who, json.loads(entry.details)) == ("renumbered", "李明", {"items": {"12": "14"}})
    assert list(journal.entries(tx, second))[-1].action == "decided"
    assert journal.verify(tx) == ()


def test_what_does_not_change_is_not_touched(tx: Connection) -> None:
    record = filed(tx, "甲", "12")
    before = journal.count(tx)
    assert renumber(tx, {"12": "12"}, at=MOMENT, who=CLERK) == ()
    assert journal.count(tx) == before
    assert items(tx, record) == ["12"]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_decision_on_an_item_that_is_gone_is_in_force_no_more(verdict: Verdict) -> None:
    """The program suggests anew; nothing is filed under an item that no standard has."""
    laid = Decision(item=f"{LAID_ASIDE}慰问", verdict=verdict, decided_by=CLERK, decided_at=MOMENT)
    likely = Suggestion(item="2", confidence=0.6, reason="慰问")
    filing = decide((likely,), (laid,), automatic=0.9, suggest=0.5)
    assert filing.state is State.SUGGESTED
    assert [assignment.item for assignment in filing.assignments] == ["2"]
    assert filing.filed_items == ()
