"""The home of an archive is made whole or not at all, and found again."""

import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from archiver.config import load
from archiver.errors import ArchiverError, ExitCode
from archiver.home import Home, create, open_home
from archiver.ledger.database import open_ledger, reading
from archiver.ledger.records import all_rows
from tests.keeping.running import ROOT

STANDARD = 'id = "示例"\n'

EVERYTHING = {
    "inbox",
    "originals",
    "set-aside",
    "binders",
    "index",
    "cache",
    ".tmp",
    "ledger.db",
    "归档.toml",
    "考评标准.toml",
}


def names(folder: Path) -> set[str]:
    """Return what lies in a folder."""
    return {path.name for path in folder.iterdir()}


def make(root: Path) -> Home:
    """Make a home."""
    return create(root, standard_text=STANDARD, fonds="J001", fonds_name="云岭县双拥办")


def test_a_new_home_holds_everything_at_its_place(tmp_path: Path) -> None:
    """A new home holds everything at its place."""
    home = make(tmp_path / "一" / "归档")
    assert names(home.root) == EVERYTHING
    assert names(home.temporary) == set()
    assert home.standard.read_text(encoding="utf-8") == STANDARD
    assert (load(home.settings).archive.fonds, load(home.settings).archive.fonds_name) == ("J001", "云岭县双拥办")
    ledger = open_ledger(home.ledger)
    with reading(ledger) as tx:
        assert all_rows(tx) == ()
    ledger.dispose()
    assert open_home(home.root) == home


def test_an_empty_folder_and_one_with_other_files_can_become_a_home(tmp_path: Path) -> None:
    """An empty folder and one with other files can become a home."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "一.jpg").write_bytes(b"scan")
    (tmp_path / "note.txt").write_text("other", encoding="utf-8")
    home = make(tmp_path)
    assert names(home.root) == EVERYTHING | {"note.txt"}
    assert (home.inbox / "一.jpg").read_bytes() == b"scan"


def test_a_home_is_not_made_over_another(tmp_path: Path) -> None:
    """A home is not made over another."""
    home = make(tmp_path)
    home.settings.write_text("# mine\n", encoding="utf-8")
    with pytest.raises(ArchiverError, match="已经有归档") as caught:
        make(tmp_path)
    assert caught.value.exit_code is ExitCode.REFUSED
    assert home.settings.read_text(encoding="utf-8") == "# mine\n"


@pytest.mark.parametrize("left", ["originals/ab/abcd", "binders/12.pdf", "set-aside/坏.pdf", "归档.toml", "originals"])
def test_a_home_is_not_made_over_the_remains_of_one(tmp_path: Path, left: str) -> None:
    """A home is not made over the remains of one."""
    path = tmp_path / left
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"remains")
    with pytest.raises(ArchiverError, match="从备份恢复"):
        make(tmp_path)
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == [path]
    assert path.read_bytes() == b"remains"


@pytest.mark.parametrize("step", ["open_ledger", "replace"])
def test_a_making_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """A making that fails leaves nothing."""
    real_replace = Path.replace

    def fail(*_arguments: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    def fail_at_the_ledger(path: Path, target: Path) -> Path:
        return fail() if path.name == "ledger.db" else real_replace(path, target)

    if step == "replace":
        monkeypatch.setattr(Path, "replace", fail_at_the_ledger)
    else:
        monkeypatch.setattr("archiver.ledger.database.open_ledger", fail)
    (tmp_path / "other.txt").write_text("other", encoding="utf-8")
    for root in (tmp_path / "new" / "归档", tmp_path):
        with pytest.raises(ArchiverError, match="No space left"):
            make(root)
    assert names(tmp_path) == {"other.txt"}


def test_a_making_that_was_killed_can_be_done_again(tmp_path: Path) -> None:
    """A making that was killed can be done again."""
    code = (
        "import os, sys; from pathlib import Path; from archiver import home; "
        "real = Path.replace; "
        "Path.replace = lambda path, target: os._exit(9) if path.name == 'ledger.db' else real(path, target); "
        "home.create(Path(sys.argv[1]), standard_text=sys.argv[2], fonds='J001', fonds_name='云岭县双拥办')"
    )
    killed = subprocess.run([sys.executable, "-c", code, tmp_path, STANDARD], cwd=ROOT, check=False)
    assert killed.returncode == 9
    assert "归档.toml" in names(tmp_path)
    with pytest.raises(ArchiverError, match="archiver init"):
        open_home(tmp_path)
    assert names(make(tmp_path).root) == EVERYTHING


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A place that cannot be written is said."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ArchiverError, match="写不进去"):
        make(tmp_path / "file" / "归档")


def test_where_there_is_no_home_the_advice_is_to_make_one(tmp_path: Path) -> None:
    """Where there is no home the advice is to make one."""
    with pytest.raises(ArchiverError, match=r"archiver init") as caught:
        open_home(tmp_path / "nowhere")
    assert caught.value.exit_code is ExitCode.REFUSED
    assert not (tmp_path / "nowhere").exists()


def test_folders_that_may_be_empty_are_made_again(tmp_path: Path) -> None:
    """Folders that may be empty are made again."""
    home = make(tmp_path)
    for folder in (home.inbox, home.set_aside, home.binders, home.index, home.cache, home.temporary):
        folder.rmdir()
    open_home(tmp_path)
    assert names(tmp_path) == EVERYTHING


def test_a_home_without_its_originals_is_not_opened(tmp_path: Path) -> None:
    """A home without its originals is not opened."""
    make(tmp_path).originals.rmdir()
    with pytest.raises(ArchiverError, match="originals"):
        open_home(tmp_path)
    assert not (tmp_path / "originals").exists()


def test_a_home_is_the_same_from_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home is the same from every folder."""
    monkeypatch.chdir(tmp_path)
    home = create(Path("归档"), standard_text=STANDARD)
    monkeypatch.chdir("/")
    assert home.ledger == tmp_path / "归档" / "ledger.db"
    assert home.ledger.exists()


def test_finding_a_home_loads_nothing_heavy() -> None:
    """Finding a home loads nothing heavy."""
    code = (
        "import sys, archiver.home; "
        "print([name for name in ('sqlalchemy', 'pydantic', 'alembic', 'filelock') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
