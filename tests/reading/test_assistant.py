"""A process of its own does one call at a time, and nothing that happens in it harms its owner."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import psutil
import pytest

from archiver.assistant import Assistant, Done, Lost, Outcome, Overdue, Raised, ended_after, wait_for

GIBI = 1024**3


class Particular(Exception):  # noqa: N818 - says what it is like
    """An exception that cannot be made again from what it keeps."""

    def __init__(self, one: str, other: str) -> None:
        """Take more than it keeps."""
        super().__init__(f"{one} and {other}")


def fail(name: str) -> None:
    if name == "particular":
        raise Particular("one", "other")
    raise KeyError(name)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def swallow(size: int) -> int:
    return len(bytearray(size))


@pytest.fixture
def assistant() -> Iterator[Assistant]:
    """Return an assistant that is ended."""
    one = Assistant()
    yield one
    one.end()


def outcome(assistant: Assistant) -> Outcome:
    """Wait for the end of a call."""
    found = None
    while found is None:
        wait_for([assistant])
        found = assistant.outcome()
    return found


def test_calls_are_answered_by_one_process_that_is_not_this_one(assistant: Assistant) -> None:
    pids = []
    for _ in range(2):
        assistant.call(os.getpid, seconds=60)
        assert assistant.is_busy
        answer = outcome(assistant)
        assert isinstance(answer, Done)
        assert not assistant.is_busy
        pids.append(answer.value)
    assert pids == [assistant.pid] * 2 != [os.getpid()] * 2


def test_an_exception_comes_back_as_itself_with_the_place_where_it_was_raised(assistant: Assistant) -> None:
    assistant.call(fail, "name", seconds=60)
    answer = outcome(assistant)
    assert isinstance(answer, Raised)
    assert isinstance(answer.error, KeyError)
    assert "in fail" in answer.error.__notes__[0]


def test_an_exception_that_cannot_travel_is_told_by_name(assistant: Assistant) -> None:
    assistant.call(fail, "particular", seconds=60)
    answer = outcome(assistant)
    assert isinstance(answer, Raised)
    assert str(answer.error) == "Particular: one and other"


def test_a_process_that_dies_is_told_and_replaced(assistant: Assistant) -> None:
    assistant.call(die, seconds=60)
    assert outcome(assistant) == Lost()
    assistant.call(abs, -1, seconds=60)
    assert outcome(assistant) == Done(value=1)


def test_a_process_that_died_between_two_calls_is_replaced(assistant: Assistant) -> None:
    assistant.call(abs, -1, seconds=60)
    outcome(assistant)
    assert assistant.pid
    first = psutil.Process(assistant.pid)
    first.kill()
    assistant.call(abs, -2, seconds=60)
    if isinstance(found := outcome(assistant), Lost):  # it took the call before the death was seen
        assistant.call(abs, -2, seconds=60)
        found = outcome(assistant)
    assert found == Done(value=2)


def test_a_call_that_outlasts_its_time_is_ended(assistant: Assistant) -> None:
    assistant.call(time.sleep, 3600, seconds=0.2)
    assert assistant.pid
    process = psutil.Process(assistant.pid)
    assert outcome(assistant) == Overdue()
    assert not process.is_running()


def test_one_process_may_have_only_so_much_memory() -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux bounds a process's memory so")
    one = Assistant(most_memory=2 * GIBI)
    try:
        one.call(swallow, GIBI // 4, seconds=60)
        assert outcome(one) == Done(value=GIBI // 4)
        one.call(swallow, 3 * GIBI, seconds=60)
        answer = outcome(one)
        assert isinstance(answer, Raised)
        assert isinstance(answer.error, MemoryError)
    finally:
        one.end()


def hold_the_lock() -> None:
    """Outlast the time in native code that lets no thread of Python run."""
    with ended_after(0.2):
        ctypes.PyDLL(None).sleep(3600)


def be_quick() -> None:
    """Do something in time, and live on for longer than that time."""
    with ended_after(0.1):
        pass
    time.sleep(0.3)


def test_a_process_ends_itself_when_it_outlasts_its_time_whatever_holds_it_up() -> None:
    """So that it does not live on without an owner."""
    if os.name != "posix":
        pytest.skip("sleep is a function of POSIX")
    command = [sys.executable, "-c", f"from {__name__} import hold_the_lock; hold_the_lock()"]
    assert subprocess.run(command, check=False, timeout=60).returncode == 1


def test_a_process_goes_on_after_what_was_done_in_time() -> None:
    """Its time is not over later."""
    command = [sys.executable, "-c", f"from {__name__} import be_quick; be_quick()"]
    assert subprocess.run(command, check=False, timeout=60).returncode == 0
