"""One process at a time changes an archive; a killed one holds nothing."""

import os
import stat
from pathlib import Path

import pytest

from archiver import lock
from archiver.errors import ArchiverError, ExitCode, LockedError
from archiver.home import Home
from archiver.lock import hold
from tests.keeping.running import other_process

HOLDER = """
import sys
from pathlib import Path
from archiver.home import Home
from archiver.lock import hold

with hold(Home(Path(sys.argv[1])), "watch"):
    print("ready", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home; the lock needs only its folder."""
    return Home(tmp_path)


def test_a_second_process_is_refused_and_told_who_holds_it(home: Home) -> None:
    """A second process is refused and told who holds it."""
    with other_process(HOLDER, home.root) as process:
        with pytest.raises(LockedError) as caught, hold(home, "run"):
            pytest.fail("two processes hold the archive")
        assert caught.value.exit_code is ExitCode.LOCKED
        told = str(caught.value)
        assert f"进程 {process.pid}" in told
        assert "archiver watch" in told
        assert str(home.root) in told
        assert "T" not in told.partition("进程")[2].partition("开始")[0]


def test_a_killed_holder_frees_the_archive_at_once(home: Home) -> None:
    """A killed holder frees the archive at once."""
    with other_process(HOLDER, home.root) as process:
        process.kill()
        process.wait()
    with hold(home, "run"):
        pass


def test_a_holder_that_ends_leaves_no_trace_of_itself(home: Home) -> None:
    """A holder that ends leaves no trace of itself."""
    with hold(home, "run"):
        assert f'"pid": {os.getpid()}' in lock.holder_file(home).read_text(encoding="utf-8")
    assert not lock.holder_file(home).exists()
    with hold(home, "run"):
        pass


def test_a_failing_command_frees_the_archive(home: Home) -> None:
    """A failing command frees the archive."""
    with pytest.raises(RuntimeError), hold(home, "run"):
        raise RuntimeError
    with hold(home, "run"):
        pass


@pytest.mark.parametrize("content", [None, "", "[]", '{"pid": 1}', "{", "\x00"])
def test_the_side_file_is_only_information(home: Home, content: str | None) -> None:
    """The side file is only information."""
    with hold(home, "watch"):
        if content is None:
            lock.holder_file(home).unlink()
        else:
            lock.holder_file(home).write_text(content, encoding="utf-8")
        with pytest.raises(LockedError, match="另一个 archiver 进程"), hold(home, "run"):
            pass
    with hold(home, "run"):
        pass


def test_the_side_file_of_a_killed_holder_stops_nobody(home: Home) -> None:
    """The side file of a killed holder stops nobody."""
    lock.holder_file(home).write_text('{"pid": 1, "command": "run", "since": "", "host": ""}', encoding="utf-8")
    with hold(home, "run"):
        assert f'"pid": {os.getpid()}' in lock.holder_file(home).read_text(encoding="utf-8")


def test_a_side_file_that_cannot_be_written_stops_nobody(home: Home) -> None:
    """A side file that cannot be written stops nobody."""
    lock.holder_file(home).with_suffix(".part").mkdir()
    with hold(home, "run"):
        assert not lock.holder_file(home).exists()


def test_a_folder_that_cannot_be_locked_is_said(home: Home) -> None:
    """A folder that cannot be locked is said."""
    home.lock.mkdir()
    with pytest.raises(ArchiverError, match="锁不住") as caught, hold(home, "run"):
        pass
    assert not isinstance(caught.value, LockedError)
    assert stat.S_ISDIR(home.lock.stat().st_mode)
