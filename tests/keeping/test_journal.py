"""The journal only grows, and shows when somebody went around that."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError

from archiver.ledger import journal
from archiver.ledger.database import transaction
from tests.keeping.made import CLERK, MOMENT

TRIGGERS = ("journal_keeps_entries", "journal_loses_nothing", "journal_grows_at_its_end")


def fill(tx: Connection, entries: int) -> None:
    """Write some entries."""
    for number in range(1, entries + 1):
        journal.append(tx, at=MOMENT, who=CLERK, action="decided", subject=f"R{number:06d}", details={"item": "12"})


def disarm(tx: Connection) -> None:
    """Take away what keeps the journal append-only, as somebody with the file in hand can."""
    for trigger in TRIGGERS:
        tx.execute(text(f"DROP TRIGGER {trigger}"))


@pytest.fixture
def disarmed(tx: Connection) -> Connection:
    """Give a ledger with five entries and nothing to guard them."""
    fill(tx, 5)
    disarm(tx)
    return tx


def test_an_untouched_journal_has_no_faults(tx: Connection) -> None:
    """An untouched journal has no faults."""
    fill(tx, 5)
    assert journal.verify(tx) == ()
    assert journal.count(tx) == 5


def test_an_empty_journal_has_no_faults(tx: Connection) -> None:
    """An empty journal has no faults."""
    assert journal.verify(tx) == ()


def test_entries_come_back_as_written_and_by_subject(tx: Connection) -> None:
    """Entries come back as written and by subject."""
    fill(tx, 3)
    entry = journal.append(tx, at=MOMENT, who=CLERK, action="bound", subject="12", details={"册": [1, 2], "b": None})
    assert list(journal.entries(tx, "12")) == [entry]
    assert [entry.seq for entry in journal.entries(tx)] == [1, 2, 3, 4]
    assert entry.details == '{"b":null,"册":[1,2]}'


def test_the_hash_covers_the_entry_before(ledger: Engine) -> None:
    """The hash covers the entry before."""
    hashes: list[str] = []

    def write(first: str) -> None:
        with transaction(ledger) as tx:
            journal.append(tx, at=MOMENT, who=first, action="a", subject="s")
            hashes.append(journal.append(tx, at=MOMENT, who=CLERK, action="a", subject="s").hash)
            raise RuntimeError  # undone, so that both begin with an empty journal

    for first in ("甲", "乙"):
        with pytest.raises(RuntimeError):
            write(first)
    assert hashes[0] != hashes[1]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET who = '别人' WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 2",
        "INSERT OR REPLACE INTO journal SELECT seq, at, '别人', action, subject, details, previous, hash FROM journal",
        "INSERT OR REPLACE INTO journal VALUES (2, '', '', '', '', '', '', '')",
    ],
)
def test_sqlite_refuses_to_change_or_remove_an_entry(tx: Connection, statement: str) -> None:
    """SQLite refuses to change or remove an entry."""
    fill(tx, 3)
    before = list(journal.entries(tx))
    with pytest.raises(IntegrityError, match="append-only"):
        tx.execute(text(statement))
    assert list(journal.entries(tx)) == before


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2023-08-02T09:00:01+08:00"),
        ("who", "别人"),
        ("action", "received"),
        ("subject", "R000009"),
        ("details", '{"item":"13"}'),
        ("hash", "f" * 64),
    ],
)
def test_a_changed_entry_is_named(disarmed: Connection, column: str, value: str) -> None:
    """A changed entry is named."""
    disarmed.execute(text(f"UPDATE journal SET {column} = :value WHERE seq = 3"), {"value": value})  # noqa: S608 - ours
    faults = journal.verify(disarmed)
    assert faults[0].code == "K101"
    assert "第3条" in faults[0].message


def test_a_changed_entry_sealed_anew_shows_in_the_next_one(disarmed: Connection) -> None:
    """A changed entry sealed anew shows in the next one."""
    disarmed.execute(text("UPDATE journal SET who = '别人' WHERE seq = 3"))
    (fault,) = journal.verify(disarmed)
    resealed = fault.message.partition("按内容应为 ")[2][:64]
    disarmed.execute(text("UPDATE journal SET hash = :hash WHERE seq = 3"), {"hash": resealed})
    (fault,) = journal.verify(disarmed)
    assert fault.code == "K102"
    assert "第4条" in fault.message


@pytest.mark.parametrize("gone", [1, 3, 5])
def test_a_removed_entry_is_missed(disarmed: Connection, gone: int) -> None:
    """A removed entry is missed."""
    disarmed.execute(text("DELETE FROM journal WHERE seq = :gone"), {"gone": gone})
    (fault,) = journal.verify(disarmed)
    assert fault.code == "K103"
    assert f"第{gone}至{gone}条" in fault.message


def test_the_removed_end_is_missed_after_more_was_written(disarmed: Connection) -> None:
    """The removed end is missed after more was written."""
    disarmed.execute(text("DELETE FROM journal WHERE seq >= 4"))
    journal.append(disarmed, at=MOMENT, who=CLERK, action="decided", subject="R000001")
    (fault,) = journal.verify(disarmed)
    assert fault.code == "K103"
    assert "第4至5条" in fault.message


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(who=st.text(), subject=st.text(), details=st.dictionaries(st.text(), st.none() | st.integers() | st.text()))
def test_whatever_is_written_verifies(ledger: Engine, who: str, subject: str, details: dict[str, object]) -> None:
    """Whatever is written verifies."""
    with transaction(ledger) as tx:
        journal.append(tx, at=MOMENT, who=who, action="noted", subject=subject, details=details)
        assert journal.verify(tx) == ()
