"""How records come, wait, are set aside and taken up again."""

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from archiver.errors import ArchiverError
from archiver.ledger import decisions, descriptions, journal, originals, pages, record_findings, records
from archiver.ledger.originals import Received
from archiver.ledger.schema import Stage
from catalog.record import Decision, Description, Seen, Suggestion, Verdict
from tests.keeping.made import CLERK, MOMENT, arrival, finding, page, sha256

DECISION = Decision(item="12", verdict=Verdict.FILE, decided_by=CLERK, decided_at=MOMENT)


def describe(tx: Connection, record_id: str, content: str) -> None:
    """Read and describe a record."""
    pages.store(tx, sha256(content), "recipe", [(page(1), [finding()])])
    title = Description(title=Seen(value="绝不能留下的题名", confidence=0.9))
    descriptions.store(tx, record_id, title, [Suggestion(item="12", confidence=0.5, reason="慰问")], [finding("D001")])


def received(tx: Connection, content: str, name: str = "一.jpg") -> str:
    """Take a file in."""
    return originals.receive(tx, arrival(content, name), who=CLERK).record_id


def stage(tx: Connection, record_id: str) -> Stage:
    """Return how far a record has come."""
    return records.existing(tx, record_id).stage


def test_records_wait_until_they_are_described(tx: Connection) -> None:
    """Records wait until they are described."""
    first, second = received(tx, "甲"), received(tx, "乙")
    records.mark_read(tx, first, page_count=1)
    assert [row.id for row in records.waiting(tx)] == [first, second]
    assert records.existing(tx, first).page_count == 1
    describe(tx, first, "甲")
    assert [row.id for row in records.waiting(tx)] == [second]
    assert stage(tx, first) is Stage.DESCRIBED


def test_a_described_record_can_be_sent_back_to_be_read(tx: Connection) -> None:
    """A described record can be sent back to be read."""
    first, second = received(tx, "甲"), received(tx, "乙")
    describe(tx, first, "甲")
    records.set_aside(tx, second, [], kept_as="乙", at=MOMENT, who=CLERK)
    for record_id in (first, second):
        records.reopen(tx, record_id)
    assert [row.id for row in records.waiting(tx)] == [first]


def test_setting_aside_drops_all_that_was_read(tx: Connection) -> None:
    """Setting aside drops all that was read."""
    record_id = received(tx, "甲")
    describe(tx, record_id, "甲")
    decisions.decide(tx, record_id, DECISION)
    assert records.set_aside(tx, record_id, [finding("D090")], kept_as="一.jpg", at=MOMENT, who=CLERK)
    said = descriptions.load(tx, record_id)
    assert (said.description, said.suggestions, said.findings) == (Description(), (), ())
    assert pages.numbers(tx, sha256("甲"), "recipe") == frozenset()
    assert pages.found(tx, sha256("甲"), "recipe") == ()
    assert not originals.known(tx, sha256("甲"))
    assert record_findings.load(tx, record_id, records.SET_ASIDE_FINDINGS) == (finding("D090"),)
    assert decisions.decisions(tx, record_id) == (DECISION,)
    assert records.existing(tx, record_id).page_count == 0


def test_the_journal_keeps_no_text_of_a_record_that_is_set_aside(tx: Connection) -> None:
    """The journal keeps no text of a record that is set aside."""
    record_id = received(tx, "甲")
    describe(tx, record_id, "甲")
    records.set_aside(tx, record_id, [finding("D090")], kept_as="一.jpg", at=MOMENT, who=CLERK)
    *_, entry = journal.entries(tx)
    assert entry.action == "set_aside"
    assert '"findings":["D090"]' in entry.details
    assert "题名" not in entry.details


def test_an_original_stays_while_something_came_out_of_it(tx: Connection) -> None:
    """An original stays while something came out of it."""
    letter = received(tx, "信", "信.eml")
    originals.receive(tx, arrival("附件", "信.eml/附件.pdf", container=sha256("信")), who=CLERK)
    pages.store(tx, sha256("信"), "recipe", [(page(1), [])])
    assert not records.set_aside(tx, letter, [], kept_as="信.eml", at=MOMENT, who=CLERK)
    assert originals.known(tx, sha256("信"))


def test_a_record_whose_original_is_not_held_cannot_be_live(tx: Connection) -> None:
    """A record whose original is not held cannot be live."""
    record_id = received(tx, "甲")
    records.set_aside(tx, record_id, [], kept_as="一.jpg", at=MOMENT, who=CLERK)
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        tx.execute(text("UPDATE records SET stage = 'received', kept_as = NULL"))


def test_nothing_is_set_aside_without_a_place(tx: Connection) -> None:
    """Nothing is set aside without a place."""
    received(tx, "甲")
    with pytest.raises(IntegrityError, match="kept_as"):
        tx.execute(text("UPDATE records SET stage = 'set_aside'"))


def test_a_repaired_file_goes_on_under_the_same_number(tx: Connection) -> None:
    """A repaired file goes on under the same number."""
    record_id = received(tx, "坏的")
    decisions.decide(tx, record_id, DECISION)
    records.set_aside(tx, record_id, [finding()], kept_as="一.jpg", at=MOMENT, who=CLERK)
    back = records.restore(tx, record_id, arrival("修好的", "一.jpg"), who=CLERK)
    assert back == Received(record_id=record_id, formerly_kept_as="一.jpg")
    row = records.existing(tx, record_id)
    assert (row.sha256, row.stage, row.kept_as) == (sha256("修好的"), Stage.RECEIVED, None)
    assert record_findings.load(tx, record_id, records.SET_ASIDE_FINDINGS) == ()
    assert decisions.decisions(tx, record_id) == (DECISION,)
    assert not originals.known(tx, sha256("坏的"))


def test_a_file_repaired_into_one_that_is_held_is_dissolved_into_it(tx: Connection) -> None:
    """A file repaired into one that is held is dissolved into it."""
    good, bad = received(tx, "好的"), received(tx, "坏的", "坏.jpg")
    decisions.decide(tx, bad, DECISION)
    decisions.correct(tx, bad, "title", "题名", by=CLERK, at=MOMENT)
    records.set_aside(tx, bad, [finding()], kept_as="坏.jpg", at=MOMENT, who=CLERK)
    back = records.restore(tx, bad, arrival("好的", "坏.jpg"), who=CLERK)
    assert back == Received(record_id=good, duplicate_of=good, formerly_kept_as="坏.jpg")
    assert [row.id for row in records.all_rows(tx)] == [good]
    assert decisions.decisions(tx, good) == (DECISION,)
    assert len(decisions.corrections(tx, good)) == 1
    *_, entry = journal.entries(tx)
    assert (entry.action, entry.subject) == ("dissolved", bad)
    assert received(tx, "新的") == "R000003"


def test_only_what_is_set_aside_can_be_taken_up(tx: Connection) -> None:
    """Only what is set aside can be taken up."""
    record_id = received(tx, "甲")
    with pytest.raises(ArchiverError, match="没有被搁置"):
        records.restore(tx, record_id, arrival("乙"), who=CLERK)


def test_a_number_nobody_has_is_said_with_what_to_do(tx: Connection) -> None:
    """A number nobody has is said with what to do."""
    assert records.get(tx, "R000009") is None
    assert records.by_kept_as(tx, "没有.jpg") is None
    with pytest.raises(ArchiverError, match=r"R000009.*archiver records"):
        records.set_aside(tx, "R000009", [], kept_as="x", at=MOMENT, who=CLERK)


def test_records_past_a_million_stay_in_order(tx: Connection) -> None:
    """Records past a million stay in order."""
    received(tx, "甲")
    tx.execute(text("UPDATE counters SET last = 999998"))
    received(tx, "乙")
    received(tx, "丙")
    assert [row.id for row in records.all_rows(tx)] == ["R000001", "R999999", "R1000000"]
    assert [row.id for row in records.of(tx, ["R1000000", "R000001", "R5"])] == ["R000001", "R1000000"]
