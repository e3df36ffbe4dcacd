"""A process of its own that carries out one call at a time and can be ended at any moment.

For work that a hostile file may hang or crash. It costs a fraction of a second to start, and nothing when it is
never called. It ends with its owner: at once when idle, at the end of its time when it hangs.
"""

import faulthandler
import multiprocessing
import os
import pickle
import signal
import time
import traceback
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from threading import Thread
from typing import Any, Final

_ORPHAN_SECONDS: Final = 5.0
"""Added to the time of a call before the process ends itself: by then its owner has ended it, or is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The call returned."""

    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """The call raised an exception."""

    error: Exception


@dataclass(frozen=True, slots=True)
class Lost:
    """The process died of the call."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """The call outlasted its time, and its process was ended."""


Outcome = Done | Raised | Lost | Overdue


class Assistant:
    """One process, started with the first call and again after each that it did not survive."""

    def __init__(self, *, most_memory: int | None = None) -> None:
        """Bound the process's address space to so many bytes, where the system can."""
        self._most_memory = most_memory
        self._process: Any = None
        self._connection: Any = None
        self._ends_at: float | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a call is under way whose outcome was not taken yet."""
        return self._ends_at is not None

    def call(self, function: Callable[..., Any], *arguments: object, seconds: float) -> None:
        """Begin a call of an importable function; `wait_for` tells when it is over."""
        if self._process is None or not self._process.is_alive():
            self._start()
        self._ends_at = time.monotonic() + seconds
        with suppress(BrokenPipeError):  # it died since: the outcome says so
            self._connection.send((function, arguments, seconds + _ORPHAN_SECONDS))

    @property
    def pid(self) -> int | None:
        """The number of the process, None while there is none."""
        return self._process.pid if self._process else None

    @property
    def ends_at(self) -> float:
        """When the time of the call under way is over, by the clock that never goes back."""
        return self._ends_at or 0.0

    @property
    def handles(self) -> tuple[Any, Any]:
        """What shows that the call under way is over."""
        return (self._connection, self._process.sentinel)

    def outcome(self) -> Outcome | None:
        """Return what became of the call, None while it goes on."""
        if self._connection.poll():
            outcome = self._received(self._connection)
        elif not self._process.is_alive():
            outcome = Lost()
        elif time.monotonic() >= self.ends_at:
            outcome = Overdue()
        else:
            return None
        self._ends_at = None
        if isinstance(outcome, Lost | Overdue):
            self.end()
        return outcome

    def end(self) -> None:
        """End the process, whatever it does."""
        self._ends_at = None
        if self._process is None:
            return
        self._process.kill()
        self._process.join()
        self._process.close()
        if self._connection:
            self._connection.close()
        self._process = self._connection = None

    def _start(self) -> None:
        self.end()
        # "spawn", because a fork of a process with threads can lock up.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._most_memory), daemon=True)
        with out_of_earshot():
            self._process.start()
        theirs.close()

    @staticmethod
    def _received(connection: Any) -> Outcome:  # noqa: ANN401 - POSIX and Windows have one each
        try:
            outcome: Outcome = connection.recv()
        except (EOFError, OSError):
            return Lost()
        return outcome


def wait_for(assistants: Sequence[Assistant]) -> None:
    """Return when at least one of the calls under way is over or has outlasted its time."""
    busy = [one for one in assistants if one.is_busy]
    ends_at = min(one.ends_at for one in busy)
    wait([handle for one in busy for handle in one.handles], timeout=max(0.0, ends_at - time.monotonic()))


@contextmanager
def out_of_earshot() -> Generator[None]:
    """Have what is started inside (threads, processes) never hear Ctrl-C: it is for their owner, who ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def ended_after(seconds: float) -> Generator[None]:
    """End this process when what is done inside outlasts its time, even in native code that lets nobody else run."""
    # Its watchdog is a thread of C that needs no interpreter lock; a signal would wait for the native call's end.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        os.close(nowhere)


def carried_out(function: Callable[..., Any], *arguments: object) -> Done | Raised:
    """Call a function and return what came of it, in a form that passes between processes."""
    try:
        return Done(value=function(*arguments))
    except Exception as error:  # noqa: BLE001 - the owner judges it
        return Raised(error=_portable(error))


def _portable(error: Exception) -> Exception:
    """Return the exception if another process can make it again, else a plain one that says the same.

    Many libraries' exceptions ask for more arguments than they keep.
    """
    trace = traceback.format_exc()
    with suppress(Exception):
        error.add_note(trace)
        if type(pickle.loads(pickle.dumps(error))) is type(error):  # noqa: S301 - made in this process
            return error
    plain = RuntimeError(f"{type(error).__name__}: {error}")
    plain.add_note(trace)
    return plain


def _serve(connection: Any, most_memory: int | None) -> None:  # noqa: ANN401 - the same
    """Carry out calls until the owner hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where a thread cannot block it
    Thread(target=_leave_with_owner, daemon=True).start()
    if most_memory is not None:
        _bound_memory(most_memory)
    while True:
        try:
            function, arguments, seconds = connection.recv()
        except (EOFError, OSError):
            return
        with ended_after(seconds):
            outcome = carried_out(function, *arguments)
        connection.send(outcome)


def _leave_with_owner() -> None:
    """End this process when its owner does, even in the middle of a call."""
    owner = multiprocessing.parent_process()
    if owner is not None:
        owner.join()
    os._exit(1)


def _bound_memory(most: int) -> None:
    if os.name == "posix":
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
