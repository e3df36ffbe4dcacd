"""Prepares records in processes of their own, so that a hostile file can neither hang nor end the service."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as TimeIsUp
from types import TracebackType
from typing import Any, Final, Self, cast

from pebble import ProcessExpired, ProcessPool

from archiver.binding import findings as kinds
from archiver.binding.preparing import Order, Prepared, prepare
from ocr.finding import Finding

_MOST_MEMORY: Final = 6 * 1024**3
"""Bytes of address space of a worker; a file that wants more ends it, not the machine."""

_WORKERS: Final = 2

_START_SECONDS: Final = 60.0
"""Added to a record's time: a new worker first loads its libraries."""


class Workshop:
    """Worker processes that are kept from record to record and replaced when they die or hang."""

    def __init__(self) -> None:
        """Start nothing yet: the workers start with the first order."""
        # "spawn", because a fork of a process with threads (OCR, typst) can lock up.
        context = cast("Any", multiprocessing.get_context("spawn"))  # its protocol misnames what Pipe returns
        self._pool = ProcessPool(max_workers=_WORKERS, context=context, initializer=_bound_memory)

    def __enter__(self) -> Self:
        """Return the workshop itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the workers, at once when something went wrong."""
        if error is None:
            self._pool.close()  # type: ignore[no-untyped-call]  # pebble left it untyped
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]  # the same
        self._pool.join()

    def prepare(self, orders: Sequence[Order]) -> Iterator[Prepared | Finding]:
        """Carry out orders in the workers; a record that outlasts its time or kills its worker cannot be bound."""
        begun = [
            (order, self._pool.schedule(prepare, args=[order], timeout=order.seconds + _START_SECONDS))
            for order in orders
        ]
        for order, future in begun:
            try:
                yield future.result()
            except TimeIsUp:
                yield kinds.TIME_OVER.at(name=order.name, seconds=round(order.seconds))
            except ProcessExpired:
                yield kinds.DIED.at(name=order.name)


def _bound_memory() -> None:
    if os.name == "posix":
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
