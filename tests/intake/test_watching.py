"""The watch: from the start, on events and without, until it is told to stop."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue

import pytest

from archiver.errors import ArchiverError
from archiver.home import Home
from archiver.intake import watching
from tests.intake.counter import write

LONG = 20.0
"""Seconds after which a test gives up."""


@contextmanager
def watch(home: Home, handle: Callable[[], None], look_seconds: float = LONG) -> Iterator[threading.Event]:
    """Watch in a thread, and end it."""
    stop = threading.Event()
    worker = threading.Thread(
        target=watching.watch, args=(home,), kwargs={"stop": stop, "handle": handle, "look_seconds": look_seconds}
    )
    worker.start()
    try:
        yield stop
    finally:
        stop.set()
        worker.join(LONG)
        assert not worker.is_alive()


@pytest.fixture
def taken() -> Queue[set[str]]:
    """Return what each call found in the inbox."""
    return Queue()


def handling(home: Home, taken: "Queue[set[str]]") -> Callable[[], None]:
    """Return a handle that empties the inbox and says what was there."""

    def handle() -> None:
        files = [path for path in home.inbox.rglob("*") if path.is_file()]
        taken.put({path.name for path in files})
        for path in files:
            path.unlink()

    return handle


def test_what_lies_there_at_the_start_is_taken(home: Home, taken: "Queue[set[str]]") -> None:
    """Files that came while nobody watched."""
    write(home.inbox, {"a.pdf": b"x"})
    with watch(home, handling(home, taken)):
        assert taken.get(timeout=LONG) == {"a.pdf"}


def test_what_comes_later_is_taken_also_in_new_folders(home: Home, taken: "Queue[set[str]]") -> None:
    """The event tells, long before the next look; only the very first file may come before the system listens."""
    write(home.inbox, {"a.pdf": b"x"})
    with watch(home, handling(home, taken), look_seconds=600):
        taken.get(timeout=LONG)
        for number in range(round(LONG / 0.5)):
            write(home.inbox, {f"新夹/{number}/b.pdf": b"x"})
            try:
                assert taken.get(timeout=0.5) == {"b.pdf"}
            except Empty:
                continue
            return
        pytest.fail("no event told of the files")


def test_what_no_event_tells_is_found_by_looking(
    home: Home, taken: "Queue[set[str]]", monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share that another computer writes to sends no events."""
    started = threading.Event()

    def deaf(_home: Home, stop: threading.Event, _seconds: float) -> Iterator[set[object]]:
        started.set()
        while not stop.is_set():
            yield set()

    monkeypatch.setattr(watching, "_changes", deaf)
    with watch(home, handling(home, taken)):
        assert started.wait(LONG)
        write(home.inbox, {"b.pdf": b"x"})
        assert taken.get(timeout=LONG) == {"b.pdf"}


def test_an_empty_inbox_calls_nobody(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does junk."""
    write(home.inbox, {".DS_Store": b"x"})
    calls: list[bool] = []
    looks = run_looks(home, monkeypatch, looks=30, handle=lambda: calls.append(True))
    assert (looks, calls) == (30, [])


def test_files_that_stay_are_tried_again_now_and_then(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not at every look: reading a broken disk again every five seconds helps nobody."""
    write(home.inbox, {"读不出.pdf": b"x"})
    calls: list[bool] = []
    run_looks(home, monkeypatch, looks=2 * watching.AGAIN_AFTER_LOOKS + 1, handle=lambda: calls.append(True))
    assert len(calls) == 3


@pytest.mark.parametrize("fault", [ArchiverError("另一个进程占用"), RuntimeError("a bug"), OSError(28, "full")])
def test_no_fault_ends_the_watch(
    home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fault: Exception
) -> None:
    """It is logged; a bug with its traceback."""
    write(home.inbox, {"a.pdf": b"x"})

    def fail() -> None:
        raise fault

    looks = run_looks(home, monkeypatch, looks=watching.AGAIN_AFTER_LOOKS + 1, handle=fail)
    assert looks == watching.AGAIN_AFTER_LOOKS + 1
    assert len(caplog.records) == 2
    assert bool(caplog.records[0].exc_info) is not isinstance(fault, ArchiverError)


def test_an_inbox_that_is_away_for_a_while_ends_nothing(
    home: Home, taken: "Queue[set[str]]", caplog: pytest.LogCaptureFixture
) -> None:
    """A network drive comes back."""
    home.inbox.rmdir()
    with watch(home, handling(home, taken), look_seconds=0.01):
        while not caplog.records:
            threading.Event().wait(0.01)
        home.inbox.mkdir()
        write(home.inbox, {"a.pdf": b"x"})
        assert taken.get(timeout=LONG) == {"a.pdf"}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_watch_cleanly(home: Home, number: signal.Signals) -> None:
    """The file in hand is finished, the handlers of before come back."""
    write(home.inbox, {"a.pdf": b"x"})
    before = signal.getsignal(number)
    finished: list[bool] = []

    def handle() -> None:
        os.kill(os.getpid(), number)
        finished.append(True)

    stop = threading.Event()
    watching.watch(home, stop=stop, handle=handle)
    assert finished == [True]
    assert stop.is_set()
    assert signal.getsignal(number) is before


def test_a_second_ctrl_c_ends_at_once(home: Home) -> None:
    """Whoever presses twice means it."""
    write(home.inbox, {"a.pdf": b"x"})

    def handle() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        watching.watch(home, stop=threading.Event(), handle=handle)


def run_looks(home: Home, monkeypatch: pytest.MonkeyPatch, *, looks: int, handle: Callable[[], None]) -> int:
    """Watch through so many looks without an event, the one at the start included; return how many there were."""
    stop = threading.Event()
    done: list[int] = [1]

    def quiet(_home: Home, stop: threading.Event, _seconds: float) -> Iterator[set[Path]]:
        for _ in range(looks - 1):
            done.append(1)
            yield set()
        stop.set()

    monkeypatch.setattr(watching, "_changes", quiet)
    watching.watch(home, stop=stop, handle=handle)
    return sum(done)
