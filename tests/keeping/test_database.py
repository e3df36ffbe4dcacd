"""The ledger is opened safely, keeps all of a transaction or nothing, and survives a killed writer."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from archiver.errors import ArchiverError, ExitCode, LockedError
from archiver.ledger import database, journal, originals, records
from archiver.ledger.database import open_ledger, reading, transaction
from tests.keeping.made import CLERK, arrival
from tests.keeping.running import other_process

# Writes more than SQLite's page cache holds, so that unfinished work has reached the disk when the writer dies.
WRITER = """
import sys
from pathlib import Path
from archiver.ledger import originals, pages
from archiver.ledger.database import open_ledger, transaction
from tests.keeping.made import CLERK, arrival, page, sha256

ledger = open_ledger(Path(sys.argv[1]))
with transaction(ledger) as tx:
    originals.receive(tx, arrival("kept"), who=CLERK)
with transaction(ledger) as tx:
    originals.receive(tx, arrival("lost"), who=CLERK)
    pages.store(tx, sha256("lost"), "recipe", ((page(number, "双" * 10_000), ()) for number in range(1, 301)))
    print("ready", flush=True)
    sys.stdin.read()
"""


def pragma(engine: Engine, name: str) -> object:
    """Return how a connection is set."""
    with reading(engine) as tx:
        return tx.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_every_connection_is_set_for_safety(ledger: Engine) -> None:
    """Every connection is set for safety."""
    assert pragma(ledger, "journal_mode") == "wal"
    assert pragma(ledger, "synchronous") == 2
    assert pragma(ledger, "foreign_keys") == 1
    assert pragma(ledger, "busy_timeout") == 10_000
    assert pragma(ledger, "secure_delete") == 1


def test_a_transaction_that_fails_leaves_nothing(ledger: Engine) -> None:
    """A transaction that fails leaves nothing."""

    def fail() -> None:
        with transaction(ledger) as tx:
            originals.receive(tx, arrival("甲"), who=CLERK)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with reading(ledger) as tx:
        assert records.all_rows(tx) == ()
        assert journal.count(tx) == 0


def test_a_killed_writer_leaves_what_was_committed_and_nothing_else(tmp_path: Path) -> None:
    """A killed writer leaves what was committed and nothing else."""
    path = tmp_path / "ledger.db"
    with other_process(WRITER, path) as process:
        assert path.with_name("ledger.db-wal").stat().st_size > 1_000_000
        process.kill()
        process.wait()
    engine = open_ledger(path)
    with transaction(engine) as tx:
        assert [row.source_name for row in records.all_rows(tx)] == [arrival("kept").source_name]
        assert originals.known(tx, arrival("kept").sha256)
        assert not originals.known(tx, arrival("lost").sha256)
        assert tx.exec_driver_sql("SELECT count(*) FROM pages").scalar_one() == 0
        assert tx.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert journal.verify(tx) == ()
        assert originals.receive(tx, arrival("lost"), who=CLERK).record_id == "R000002"
    engine.dispose()


def test_a_second_writer_is_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second writer is told to wait."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    engine = open_ledger(tmp_path / "ledger.db")
    with transaction(engine), pytest.raises(LockedError, match="请等它做完"), transaction(engine):
        pass
    engine.dispose()


def test_a_reader_is_not_kept_waiting_and_sees_one_state(ledger: Engine) -> None:
    """A reader is not kept waiting and sees one state."""
    with transaction(ledger) as tx:
        originals.receive(tx, arrival("甲"), who=CLERK)
    with reading(ledger) as reader:
        assert len(records.all_rows(reader)) == 1
        with transaction(ledger) as tx:
            originals.receive(tx, arrival("乙"), who=CLERK)
        assert len(records.all_rows(reader)) == 1
    with reading(ledger) as reader:
        assert len(records.all_rows(reader)) == 2


def test_text_that_was_dropped_does_not_linger_in_the_file(tmp_path: Path) -> None:
    """Text that was dropped does not linger in the file."""
    path = tmp_path / "ledger.db"
    engine = open_ledger(path)
    with transaction(engine) as tx:
        tx.execute(text("INSERT INTO counters VALUES ('linger-here', 1)"))
    with transaction(engine) as tx:
        tx.execute(text("DELETE FROM counters"))
    engine.dispose()
    assert b"linger-here" not in path.read_bytes()


@pytest.mark.parametrize("content", [b"", b"not a database, only text\n" * 200])
def test_a_damaged_file_is_refused_with_advice(tmp_path: Path, content: bytes) -> None:
    """A damaged file is refused with advice."""
    path = tmp_path / "ledger.db"
    path.write_bytes(content)
    with pytest.raises(ArchiverError, match="从备份恢复") as caught:
        open_ledger(path)
    assert caught.value.exit_code is ExitCode.REFUSED
    assert path.read_bytes() == content


@pytest.mark.parametrize("table", ["alembic_version (version_num TEXT)", "contacts (name TEXT)"])
def test_a_database_of_something_else_is_refused(tmp_path: Path, table: str) -> None:
    """A database of something else is refused."""
    path = tmp_path / "ledger.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"CREATE TABLE {table}")
    with pytest.raises(ArchiverError, match="不是本程序的台账"):
        open_ledger(path)


def test_a_disk_without_write_ahead_log_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk without write ahead log is refused."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ArchiverError, match="本机硬盘"):
        open_ledger(Path(":memory:"))  # SQLite keeps no log beside it, as on many network drives


def test_a_ledger_held_by_another_program_is_said_to_be_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger held by another program is said to be held."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    path = tmp_path / "ledger.db"
    open_ledger(path).dispose()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("INSERT INTO counters VALUES ('x', 1)")
        with pytest.raises(LockedError, match="占用"):
            open_ledger(path)
