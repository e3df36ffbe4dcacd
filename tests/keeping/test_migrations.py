"""The ledger's schema is made by migrations alone, keeps a copy of what it was, and refuses what it does not know."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine

from archiver.errors import ArchiverError
from archiver.ledger import decisions, declarations, migrating, originals, records, runs
from archiver.ledger.database import open_ledger, reading, transaction
from archiver.ledger.schema import Stage, metadata
from tests.keeping.made import CLERK, arrival
from tests.keeping.running import ROOT

_NEWEST = migrating.HEAD

FIRST_ROWS = """
    INSERT INTO originals VALUES ('aa', 1, 'application/pdf', '2023-08-02T09:00:00+08:00', 0);
    INSERT INTO records (id, sha256, source_name, media_type, received_at, page_count, stage, kept_as, recipe) VALUES
    ('R000001', 'aa', '甲.pdf', 'application/pdf', '2023-08-02T09:00:00+08:00', 7, 'described', NULL, 'r'),
    ('R000002', 'bb', '乙.pdf', 'application/pdf', '2023-08-02T09:00:00+08:00', 0, 'set_aside', '乙.pdf', NULL);
    INSERT INTO decisions (record, item, verdict, "by", at, why)
    VALUES ('R000001', '12', 'file', '王芳', '2023-08-03T09:00:00+08:00', '');
"""
"""What the first version wrote of a file that was taken in and of one that was set aside."""


def set_revision(path: Path, revision: str) -> None:
    """Let a ledger say that it is of another revision."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [revision])


def statements(path: Path) -> set[str]:
    """Return what the tables and indexes of a database were made by, without regard to spaces."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT sql FROM sqlite_master"
            " WHERE sql IS NOT NULL AND type IN ('table', 'index') AND name NOT LIKE 'alembic%'"
        )
        return {" ".join(sql.split()).replace("( ", "(").replace(" )", ")") for (sql,) in rows}


def test_the_newest_revision_is_the_one_the_program_names() -> None:
    """The newest revision is the one the program names."""
    script = ScriptDirectory.from_config(migrating.configuration())
    assert script.get_current_head() == migrating.HEAD


def test_an_empty_ledger_is_brought_to_the_newest_revision(ledger: Engine) -> None:
    """An empty ledger is brought to the newest revision."""
    assert migrating.stored_revision(ledger) == migrating.HEAD


def test_the_migrated_schema_is_the_one_the_statements_are_built_on(ledger: Engine, tmp_path: Path) -> None:
    """The migrated schema is the one the statements are built on."""
    with reading(ledger) as tx:
        context = MigrationContext.configure(tx, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    direct = create_engine(f"sqlite:///{tmp_path / 'direct.db'}")
    metadata.create_all(direct)
    direct.dispose()
    assert statements(tmp_path / "ledger.db") == statements(tmp_path / "direct.db")


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    """Opening again changes nothing."""
    path = tmp_path / "ledger.db"
    for _ in range(2):
        open_ledger(path).dispose()
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.db"]


def test_a_ledger_that_another_process_brought_up_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """A ledger that another process brought up meanwhile is left alone."""
    path = tmp_path / "ledger.db"
    engine = open_ledger(path)
    with transaction(engine) as tx:
        migrating.migrate(tx, path)
    engine.dispose()
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.db"]


def test_a_ledger_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    """A ledger of a newer program is refused and left alone."""
    path = tmp_path / "ledger.db"
    open_ledger(path).dispose()
    set_revision(path, "9999")
    before = path.read_bytes()
    with pytest.raises(ArchiverError, match=r"9999.*升级"):
        open_ledger(path)
    assert path.read_bytes() == before


def test_a_copy_is_kept_before_an_existing_ledger_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy is kept before an existing ledger is changed."""
    path = tmp_path / "ledger.db"
    engine = open_ledger(path)
    with transaction(engine) as tx:
        originals.receive(tx, arrival("甲"), who=CLERK)
    engine.dispose()
    _add_revision(monkeypatch, tmp_path / "later", "CREATE TABLE later (id INTEGER)")
    open_ledger(path).dispose()
    copy = tmp_path / f"ledger.db.before-{_NEWEST}"
    with closing(sqlite3.connect(copy)) as old, closing(sqlite3.connect(path)) as new:
        assert old.execute("SELECT version_num FROM alembic_version").fetchall() == [(_NEWEST,)]
        assert old.execute("SELECT count(*) FROM records").fetchall() == [(1,)]
        assert new.execute("SELECT version_num FROM alembic_version").fetchall() == [("9998",)]
        assert new.execute("SELECT count(*) FROM later").fetchall() == [(0,)]
    assert not list(tmp_path.glob("*.part"))


def test_a_ledger_of_the_first_version_is_brought_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its records stay, each its whole file, with what was decided; declarations can be kept."""
    path = tmp_path / "ledger.db"
    with monkeypatch.context() as first:
        first.setattr(migrating, "HEAD", "0001")
        open_ledger(path).dispose()
    with closing(sqlite3.connect(path)) as old, old:
        old.executescript(FIRST_ROWS)
    engine = open_ledger(path)
    with reading(engine) as tx:
        held, aside = records.all_rows(tx)
        assert (held.id, held.first_page, held.joined_into, held.stage) == ("R000001", 1, None, Stage.DESCRIBED)
        assert (aside.id, aside.kept_as) == ("R000002", "乙.pdf")
        assert [part.last_page for part in runs.parts(runs.of(tx, "R000001"))] == [7]
        assert [decision.item for decision in decisions.decisions(tx, "R000001")] == ["12"]
        assert declarations.declared(tx, "0" * 64) is None
    engine.dispose()
    assert (tmp_path / "ledger.db.before-0001").exists()


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration that fails leaves the ledger as it was."""
    path = tmp_path / "ledger.db"
    open_ledger(path).dispose()
    with monkeypatch.context() as later:
        _add_revision(later, tmp_path / "later", "CREATE TABLE later (id INTEGER)", "INSERT INTO nowhere VALUES (1)")
        with pytest.raises(ArchiverError, match="nowhere"):
            open_ledger(path)
    engine = open_ledger(path)
    with reading(engine) as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'later'").scalar_one() == 0
        assert records.all_rows(tx) == ()
    engine.dispose()


def test_a_migration_that_breaks_a_reference_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration that breaks a reference is not kept."""
    path = tmp_path / "ledger.db"
    open_ledger(path).dispose()
    with monkeypatch.context() as later:
        _add_revision(later, tmp_path / "later", "INSERT INTO pages VALUES ('gone', 'recipe', 1, '{}')")
        with pytest.raises(AssertionError, match="point nowhere"):
            open_ledger(path)
    engine = open_ledger(path)
    engine.dispose()


def test_alembic_is_not_loaded_for_a_ledger_that_is_up_to_date(tmp_path: Path) -> None:
    """Alembic is not loaded for a ledger that is up to date."""
    path = tmp_path / "ledger.db"
    open_ledger(path).dispose()
    code = (
        "import sys; from pathlib import Path; from archiver.ledger.database import open_ledger;"
        "open_ledger(Path(sys.argv[1])).dispose();"
        "print([name for name in sys.modules if name.split('.')[0] in ('alembic', 'mako')])"
    )
    shown = subprocess.run([sys.executable, "-c", code, path], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def _add_revision(monkeypatch: pytest.MonkeyPatch, folder: Path, *sql: str) -> None:
    """Let the program know one revision more, which runs these statements."""
    folder.mkdir()
    body = "".join(f"    op.execute({statement!r})\n" for statement in sql)
    source = f"from alembic import op\nrevision = '9998'\ndown_revision = {_NEWEST!r}\ndef upgrade():\n{body}"
    (folder / "r9998_later.py").write_text(source, encoding="utf-8")
    first = Path(migrating.__file__).parent / "migrations" / "versions"
    known = migrating.configuration

    def configuration() -> Config:
        both = known()
        both.set_main_option("version_locations", f"{first}{os.pathsep}{folder}")
        return both

    monkeypatch.setattr(migrating, "configuration", configuration)
    monkeypatch.setattr(migrating, "HEAD", "9998")
