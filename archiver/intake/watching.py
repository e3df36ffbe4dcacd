"""Watches the inbox: calls for an intake at the start, whenever files come or change, and now and then anyway.

Knows nothing of how files are taken in; that, with the settle window, is the caller's `handle`. The look at regular
intervals is for shared folders: no event tells of what happens on another computer.
"""

import logging
import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, current_thread, main_thread
from types import FrameType

import watchfiles

from archiver.errors import ArchiverError
from archiver.home import Home
from archiver.intake import inbox
from archiver.intake.inbox import Candidate

LOOK_SECONDS = 5.0
"""How often the inbox is looked at without an event."""

AGAIN_AFTER_LOOKS = 12
"""After so many looks, files that an intake left lying (unreadable, held open) are tried again."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Standing:
    """What lay in the inbox when `handle` was last called, and how many looks ago that was."""

    seen: frozenset[Candidate] = frozenset()
    looks: int = 0


def watch(home: Home, *, stop: Event, handle: Callable[[], None], look_seconds: float = LOOK_SECONDS) -> None:
    """Call `handle` whenever files lie in the inbox that may be taken, until `stop` is set.

    `handle` should look at `stop` itself between files. Nothing it raises ends the watch: it is logged, and the next
    event or look tries again. In the main thread SIGTERM and Ctrl-C set `stop`.
    """
    standing = _Standing()
    with ending(stop):
        while not stop.is_set():
            try:
                _look(home, standing, handle, event=False)
                for changes in _changes(home, stop, look_seconds):
                    _look(home, standing, handle, event=bool(changes))
            except (ArchiverError, OSError) as error:  # a share that is away for a while
                log.warning("%s", error)
                stop.wait(look_seconds)


@contextmanager
def ending(stop: Event) -> Generator[None]:
    """Let SIGTERM and Ctrl-C set `stop` instead of ending the process in the middle of a file.

    A second Ctrl-C ends it at once; intake bears that too.
    """
    if current_thread() is not main_thread():  # only the main thread may say what signals do
        yield
        return

    def end(number: int, _frame: FrameType | None) -> None:
        if stop.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _changes(home: Home, stop: Event, look_seconds: float) -> Generator[set[watchfiles.main.FileChange]]:
    """Yield changes in the inbox as they come, and an empty set when none came for a while."""
    return watchfiles.watch(
        home.inbox,
        watch_filter=None,
        stop_event=stop,
        rust_timeout=round(look_seconds * 1000),
        yield_on_timeout=True,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )


def _look(home: Home, standing: _Standing, handle: Callable[[], None], *, event: bool) -> None:
    """Call `handle` where it may bring something: on events, for files not seen yet, now and then for the rest."""
    files = frozenset(inbox.scan(home.inbox).files)
    standing.looks += 1
    if not files or not (event or files - standing.seen or standing.looks >= AGAIN_AFTER_LOOKS):
        return
    standing.seen, standing.looks = files, 0
    try:
        handle()
    except ArchiverError as error:
        log.error("%s", error)  # noqa: TRY400 - a message for the operator, no fault of the program
    except Exception:
        log.exception("收件时出错，稍后再试")
