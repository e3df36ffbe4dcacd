"""Whole files are told from growing ones."""

import os
import signal
from pathlib import Path

import pytest

from archiver import fingerprints
from archiver.intake import inbox, settling
from archiver.intake.inbox import Candidate
from tests.intake.counter import no_pause, write


def candidates(folder: Path) -> tuple[Candidate, ...]:
    """Return the files of a folder as they look now."""
    return inbox.scan(folder).files


def test_the_window_is_waited_for_once_for_all_files(tmp_path: Path) -> None:
    """A thousand old files cost two seconds, not two thousand."""
    write(tmp_path, {"a": b"1", "b": b"2", "c": b"3"})
    pauses: list[float] = []
    settled = settling.whole(candidates(tmp_path), 2.0, pause=pauses.append)
    assert pauses == [2.0]
    assert [file.source_name for file in settled.whole] == ["a", "b", "c"]


def test_no_file_means_no_waiting() -> None:
    """An empty inbox answers at once."""
    pauses: list[float] = []
    assert settling.whole((), 2.0, pause=pauses.append).whole == ()
    assert pauses == []


def test_an_old_date_excuses_nothing(tmp_path: Path) -> None:
    """A copy that keeps its source's date looks old while it still grows: at the start of the program too."""
    write(tmp_path, {"旧.pdf": b"1"})
    os.utime(tmp_path / "旧.pdf", (0, 0))

    def grow(_seconds: float) -> None:
        with (tmp_path / "旧.pdf").open("ab") as stream:
            stream.write(b"2")
        os.utime(tmp_path / "旧.pdf", (0, 0))

    settled = settling.whole(candidates(tmp_path), 2.0, pause=grow)
    assert [file.source_name for file in settled.waiting] == ["旧.pdf"]


def test_the_same_size_and_date_with_other_bytes_is_seen(tmp_path: Path) -> None:
    """A copy into a file of its final size, whose date is set back, changes nothing else."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"0000")
    os.utime(path, (0, 0))

    def overwrite(_seconds: float) -> None:
        path.write_bytes(b"1111")
        os.utime(path, (0, 0))

    assert settling.whole(candidates(tmp_path), 2.0, pause=overwrite).whole == ()


def test_a_file_replaced_by_another_of_the_same_size_and_date_waits(tmp_path: Path) -> None:
    """The identity of the file counts, not only its looks."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"0000")
    os.utime(path, (0, 0))

    def replace(_seconds: float) -> None:
        (tmp_path / "new").write_bytes(b"1111")
        os.utime(tmp_path / "new", (0, 0))
        (tmp_path / "new").replace(path)

    assert settling.whole(candidates(tmp_path), 2.0, pause=replace).whole == ()


def test_a_file_that_is_gone_is_neither_whole_nor_waiting(tmp_path: Path) -> None:
    """The clerk took it back."""
    write(tmp_path, {"a": b"1"})
    settled = settling.whole(candidates(tmp_path), 2.0, pause=lambda _: (tmp_path / "a").unlink())
    assert settled == settling.Settled(whole=(), waiting=())


def test_a_writer_is_noticed_and_not_disturbed(tmp_path: Path) -> None:
    """Asking whether somebody writes neither blocks the writer nor ends us by a signal."""
    path = tmp_path / "a"
    path.write_bytes(b"1")
    assert not fingerprints.is_written_to(path)
    with path.open("ab"):
        assert fingerprints.is_written_to(path)
    assert not fingerprints.is_written_to(path)
    with path.open("rb"):
        assert not fingerprints.is_written_to(path)


def test_a_writer_that_comes_in_the_very_instant_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel's signal about the broken lease, which by default ends a process, is turned into a harmless one."""
    fcntl = pytest.importorskip("fcntl")
    path = tmp_path / "a"
    path.write_bytes(b"1")
    real = fcntl.fcntl

    def with_a_writer(descriptor: int, command: int, argument: int) -> object:
        answer = real(descriptor, command, argument)
        if (command, argument) == (fcntl.F_SETLEASE, fcntl.F_RDLCK):
            with pytest.raises(BlockingIOError):
                os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        return answer

    heard: list[int] = []
    before = signal.signal(signal.SIGIO, lambda number, _: heard.append(number))
    try:
        monkeypatch.setattr(fcntl, "fcntl", with_a_writer)
        assert not fingerprints.is_written_to(path)
    finally:
        signal.signal(signal.SIGIO, before)
    assert heard == []
    assert signal.getsignal(signal.SIGURG) == signal.SIG_DFL


def test_a_file_that_cannot_be_opened_is_left_to_the_copy(tmp_path: Path) -> None:
    """Which says what is wrong."""
    assert not fingerprints.is_written_to(tmp_path / "没有")


def test_systems_that_cannot_tell_say_no(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Elsewhere, and on file systems without leases, the settle window alone decides."""
    fcntl = pytest.importorskip("fcntl")
    (tmp_path / "a").write_bytes(b"1")

    def refused(*_: object) -> int:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(fcntl, "fcntl", refused)
    assert not fingerprints.is_written_to(tmp_path / "a")
    monkeypatch.setattr(fingerprints.sys, "platform", "win32")  # type: ignore[attr-defined]
    assert not fingerprints.is_written_to(tmp_path / "a")
    assert settling.whole(candidates(tmp_path), 0, pause=no_pause).waiting == ()
