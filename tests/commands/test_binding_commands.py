"""What `archiver bind` says and refuses, on a real archive."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archiver.home import Home
from archiver.ledger import journal
from archiver.ledger.database import open_ledger, reading
from tests.commands.conftest import Clerk

Find = Callable[[str], dict[str, Any]]


def test_an_item_with_nothing_filed_is_refused_and_nothing_is_written(office: Clerk, tmp_path: Path) -> None:
    office.does("bind", "--item", "40", "--out", tmp_path / "案卷")
    assert office.code == 4
    assert "第 40 项没有已归的件" in office.err
    assert not (tmp_path / "案卷").exists()


def test_only_what_was_bound_now_is_listed_and_journalled(office: Clerk, record_of: Find) -> None:
    office.does("file", record_of("食堂.docx")["id"], "39", "--why", "试归")
    office.does("bind")
    assert "共 2 册" in office.out
    office.does("bind", "--item", "39", "--item", "40")
    assert office.code == 0
    assert "39_" in office.out
    assert "12_" not in office.out
    assert "第 40 项没有已归的件" in office.out
    with reading(open_ledger(Home(office.home).ledger)) as tx:
        bound = [entry.subject for entry in journal.entries(tx) if entry.action == journal.Action.BOUND]
    assert bound == ["12", "39", "39"]


def test_a_relative_folder_is_beside_the_clerk(office: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    office.does("bind", "--out", "交材料")
    assert office.code == 0, office.out + office.err
    assert (tmp_path / "交材料" / "manifest.json").exists()


@pytest.mark.parametrize("place", [".", "originals", "inbox", "set-aside", "归档.toml"])
def test_binders_are_not_put_among_the_archive_s_own_files(office: Clerk, place: str) -> None:
    before = sorted(office.home.rglob("*"))
    office.does("bind", "--out", office.home / place)
    assert office.code == 4
    assert "--out" in office.err
    assert sorted(office.home.rglob("*")) == before


def test_a_changed_original_is_not_bound(office: Clerk, record_of: Find, tmp_path: Path) -> None:
    record = record_of("八一慰问通知.docx")
    original = next(path for path in office.home.rglob(record["sha256"]))
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b"\0")
    office.does("bind", "--out", tmp_path / "案卷")
    assert office.code == 3
    assert "备份" in office.out
    assert not list((tmp_path / "案卷").glob("12_*"))
