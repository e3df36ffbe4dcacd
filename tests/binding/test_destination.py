"""Binders go to no folder of the archive's own, and over no file that another program made."""

from pathlib import Path

import pytest

from archiver.binding import destination
from archiver.errors import ArchiverError, ExitCode
from archiver.home import Home
from tests.binding.material import Leaf, bind_all, pdf, record, scan

NAME = "12_走访慰问.pdf"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home with its folders."""
    made = Home(tmp_path / "归档")
    for folder in (made.inbox, made.originals, made.set_aside, made.binders, made.index, made.cache, made.temporary):
        folder.mkdir(parents=True)
    return made


def refused(home: Home, out: Path) -> str:
    with pytest.raises(ArchiverError) as caught:
        destination.check(home, out, [NAME])
    assert caught.value.exit_code is ExitCode.REFUSED
    return str(caught.value)


@pytest.mark.parametrize("place", [".", "originals", "originals/ab", "inbox", "inbox/新", "set-aside", "index", ".tmp"])
def test_a_folder_of_the_archive_is_refused(home: Home, place: str) -> None:
    assert "--out" in refused(home, home.root / place)


def test_a_link_into_the_archive_is_refused(home: Home, tmp_path: Path) -> None:
    (tmp_path / "案卷").symlink_to(home.inbox)
    assert "inbox" in refused(home, tmp_path / "案卷")


def test_a_relative_path_into_the_archive_is_refused(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home.binders)
    assert "originals" in refused(home, Path("../originals"))


def test_a_file_is_refused(home: Home, tmp_path: Path) -> None:
    (tmp_path / "案卷").write_text("x", encoding="utf-8")
    assert "不是文件夹" in refused(home, tmp_path / "案卷")
    assert "--out" in refused(home, tmp_path / "案卷" / "里面")


@pytest.mark.parametrize("text", ["{}", '{"name": "a web page", "icons": []}', "\ufeffx"])
def test_a_folder_with_another_manifest_is_refused(home: Home, tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    assert "manifest.json" in refused(home, tmp_path)


@pytest.mark.parametrize("name", [NAME, "catalogue.pdf", "catalogue.xlsx", "labels.pdf"])
def test_a_file_that_another_program_made_is_not_overwritten(home: Home, tmp_path: Path, name: str) -> None:
    pdf(tmp_path / name, [Leaf()])
    assert name in refused(home, tmp_path)


def test_other_files_of_other_names_are_no_obstacle(home: Home, tmp_path: Path) -> None:
    (tmp_path / "说明.txt").write_text("x", encoding="utf-8")
    destination.check(home, tmp_path, [NAME])
    destination.check(home, tmp_path / "新" / "案卷", [NAME])
    destination.check(home, home.root / "交材料", [NAME])


def test_what_was_bound_before_is_replaced_with_or_without_its_manifest(home: Home, tmp_path: Path) -> None:
    scan(tmp_path / "1.jpg")
    bind_all(tmp_path, [record(1, "1.jpg")], out=tmp_path / "out")
    assert (tmp_path / "out" / NAME).exists()
    destination.check(home, tmp_path / "out", [NAME])
    (tmp_path / "out" / "manifest.json").unlink()
    destination.check(home, tmp_path / "out", [NAME])


def test_the_archive_s_own_binders_may_always_be_made_anew(home: Home) -> None:
    (home.binders / "manifest.json").write_text("half a mani", encoding="utf-8")
    (home.binders / NAME).write_bytes(b"damaged")
    destination.check(home, home.binders, [NAME])
