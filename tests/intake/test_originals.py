"""The store of originals: written once, proven, never changed."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archiver import copying, originals
from archiver.copying import SourceChangedError, SourceUnreadableError
from archiver.errors import ArchiverError
from archiver.home import Home
from tests.intake.counter import files_below, sha256, write


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(content=st.binary(max_size=3000))
def test_what_is_stored_is_what_was_given(home: Home, tmp_path: Path, content: bytes) -> None:
    """Byte for byte, under its hash, and the source stays."""
    source = tmp_path / "file"
    source.write_bytes(content)
    stored = originals.store(home, source)
    assert (stored.sha256, stored.size) == (sha256(content), len(content))
    held = originals.path(home, stored.sha256)
    assert held.relative_to(home.originals).as_posix() == f"{held.name[:2]}/{held.name[2:4]}/{sha256(content)}"
    assert held.read_bytes() == source.read_bytes() == content
    assert originals.verify(home, stored.sha256)


def test_the_same_bytes_are_stored_once(home: Home, tmp_path: Path) -> None:
    """Storing twice equals storing once: the file is not even touched."""
    write(tmp_path, {"a": b"x", "b": b"x"})
    first = originals.store(home, tmp_path / "a")
    before = originals.path(home, first.sha256).stat()
    again = originals.store(home, tmp_path / "b")
    assert (again.sha256, again.healed) == (first.sha256, False)
    assert originals.path(home, first.sha256).stat().st_mtime_ns == before.st_mtime_ns
    assert len(files_below(home.originals)) == 1


def test_a_missing_or_changed_original_fails_the_proof(home: Home, tmp_path: Path) -> None:
    """The hash is computed from the bytes that are there."""
    assert not originals.verify(home, sha256(b"x"))
    write(tmp_path, {"a": b"x"})
    held = originals.path(home, originals.store(home, tmp_path / "a").sha256)
    held.chmod(0o644)
    held.write_bytes(b"y")
    assert not originals.verify(home, sha256(b"x"))


def test_deleting_leaves_nothing_and_nobody_else_alone(home: Home, tmp_path: Path) -> None:
    """Folders go when they are empty; deleting what is gone is no fault."""
    write(tmp_path, {"a": b"x", "b": b"y"})
    for name in ("a", "b"):
        originals.store(home, tmp_path / name)
    neighbour = originals.path(home, sha256(b"x")).with_name("neighbour")
    neighbour.write_bytes(b"")
    originals.delete(home, sha256(b"x"))
    originals.delete(home, sha256(b"x"))
    assert neighbour.exists()
    originals.delete(home, sha256(b"y"))
    assert [path.name for path in home.originals.iterdir()] == [sha256(b"x")[:2]]


def test_a_disk_that_writes_something_else_stops_the_intake(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read back must be what was written; nothing wrong stays behind."""
    write(tmp_path, {"a": b"x"})

    def decay(path: Path, target: Path) -> None:
        target.write_bytes(b"decayed")
        path.unlink()

    monkeypatch.setattr(Path, "rename", decay)
    with pytest.raises(ArchiverError, match="不一致"):
        originals.store(home, tmp_path / "a")
    assert files_below(home.originals) == files_below(home.temporary) == {}


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_what_became_no_file_in_the_meantime_is_not_read(home: Home, tmp_path: Path, kind: str) -> None:
    """Between the look and the copy a name may come to mean something else; a pipe would wait for ever."""
    path = tmp_path / "a"
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to("/etc/passwd")
    else:
        os.mkfifo(path)
    with pytest.raises((SourceChangedError, SourceUnreadableError)):
        originals.store(home, path)
    assert files_below(home.temporary) == {}


def test_a_medium_that_fails_in_the_middle_is_told(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the source is not taken for one of the archive."""
    write(tmp_path, {"a": b"x"})

    class Scratched:
        def read(self, _size: int) -> bytes:
            raise OSError(5, "Input/output error")

    real = copying._pour
    monkeypatch.setattr(copying, "_pour", lambda _stream, *more: real(Scratched(), *more))  # type: ignore[arg-type]
    with pytest.raises(SourceUnreadableError, match="介质读写出错"):
        originals.store(home, tmp_path / "a")


def test_a_reason_nobody_translated_is_told_by_its_number(caplog: pytest.LogCaptureFixture) -> None:
    """The system's own words go to the log."""
    with caplog.at_level("DEBUG", logger="archiver.copying"):
        assert copying.why(OSError(99, "Cannot assign requested address")) == "系统错误 99"
    assert "Cannot assign requested address" in caplog.text
    assert copying.why(OSError()) == "系统错误"


def test_what_a_killed_run_left_is_cleared(home: Home) -> None:
    """Only our own workspaces; the temporary folder serves others too."""
    write(home.temporary, {"copying-x/file": b"half", "new-y/ledger.db": b""})
    copying.clear(home.temporary)
    assert set(files_below(home.temporary)) == {"new-y/ledger.db"}


def test_windows_needs_no_folder_flushed_and_protection_lifted(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There a folder cannot be opened, and a protected file cannot be removed."""
    write(tmp_path, {"a": b"x"})
    (tmp_path / "a").chmod(0o444)
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        copying.sync_folder(tmp_path / "没有")
        copying.remove(tmp_path / "a")
    assert not (tmp_path / "a").exists()
    assert home.inbox.is_dir()
