"""What people say of two records holds for their pages, through copies of copies, until it is taken back."""

import pytest
from sqlalchemy import Connection

from archiver.ledger import comparisons, likenesses, originals, records
from archiver.ledger.comparisons import copies
from catalog.comparison import Comparison
from catalog.likeness import Likeness
from tests.keeping.made import CLERK, MOMENT, arrival, finding


def add(tx: Connection, content: str) -> str:
    """Take a file in and return its record."""
    return originals.receive(tx, arrival(content), who=CLERK).record_id


def said(one: str, other: str, kept: str | None) -> Comparison:
    """Return what was said of two records."""
    return Comparison(records=(one, other), kept=kept, by=CLERK, at=MOMENT)


def test_what_was_said_last_of_two_records_counts_whichever_is_named_first(tx: Connection) -> None:
    """What was said last of two records counts, whichever of them is named first."""
    one, other = add(tx, "甲"), add(tx, "乙")
    comparisons.say(tx, (one, other), kept=one, by=CLERK, at=MOMENT)
    comparisons.say(tx, (other, one), kept=None, by="李强", at=MOMENT)
    (left,) = comparisons.load(tx)
    assert (set(left.records), left.kept, left.copy, left.by) == ({one, other}, None, None, "李强")
    assert comparisons.unsay(tx, (one, other), by=CLERK, at=MOMENT)
    assert not comparisons.unsay(tx, (one, other), by=CLERK, at=MOMENT)
    assert comparisons.load(tx) == ()


def test_a_comparison_rests_while_a_file_lies_aside_and_holds_when_it_comes_in_anew(tx: Connection) -> None:
    """What was said rests while one of the files lies aside, so that the other counts again; it holds afterwards."""
    one, other = add(tx, "甲"), add(tx, "乙")
    comparisons.say(tx, (one, other), kept=other, by=CLERK, at=MOMENT)
    assert copies(comparisons.load(tx)) == {one: other}
    records.set_aside(tx, other, [finding()], kept_as="乙.jpg", at=MOMENT, who=CLERK)
    assert copies(comparisons.load(tx)) == {}
    records.restore(tx, other, arrival("乙"), who=CLERK)
    assert copies(comparisons.load(tx)) == {one: other}


def test_a_copy_of_a_copy_is_a_copy_of_what_is_kept() -> None:
    """A copy of a copy is a copy of what is kept."""
    assert copies([said("R1", "R2", "R2"), said("R2", "R3", "R3")]) == {"R1": "R3", "R2": "R3"}


@pytest.mark.parametrize("length", [2, 3, 5])
def test_copies_in_a_ring_leave_one_that_counts(length: int) -> None:
    """Where copies stand for each other in a ring, one of them counts all the same."""
    ring = [said(f"R{at}", f"R{(at + 1) % length}", f"R{(at + 1) % length}") for at in range(length)]
    found = copies(ring)
    assert "R0" not in found
    assert set(found.values()) == {"R0"}


def test_nothing_that_was_read_is_left_of_a_file_that_was_set_aside(tx: Connection) -> None:
    """Nothing that was read is left of a file that was set aside: it may be a secret one."""
    one = add(tx, "甲")
    likenesses.store(tx, one, "basis", Likeness(texts=(b"1234",), looks=("00ff",)))
    assert likenesses.load(tx) == {one: Likeness(texts=(b"1234",), looks=("00ff",))}
    assert likenesses.bases(tx) == {one: "basis"}
    records.set_aside(tx, one, [finding()], kept_as="甲.jpg", at=MOMENT, who=CLERK)
    assert likenesses.load(tx) == {}
