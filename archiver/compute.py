"""The one place that hands pages to worker processes, and ends those that outlast their limit.

Reading runs in processes of their own: a hostile file may hang or crash a library, and the engine is not safe
between threads. Knows nothing of the ledger; what is read comes back as events in the order it is done.
"""

import logging
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessPool

from archiver import findings
from ocr.documents import Inspection, Limits, PageRead, Recipe, Unreadable, inspect, read
from ocr.finding import Finding, Kind

log = logging.getLogger(__name__)

PAGES_AT_ONCE = 4
FILES_PER_WORKER = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A file to read: a key of the caller's, where its bytes lie, and the pages that are already read."""

    key: str
    path: Path
    done: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file was recognised."""

    key: str
    inspection: Inspection


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesRead:
    """Some pages of a file were read, in no order among the file's other pages."""

    key: str
    reads: tuple[PageRead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Every page of a file was read."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A file cannot be read; the finding says why. No further event comes for it."""

    key: str
    finding: Finding


Event = Opened | PagesRead | Finished | Failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """How many processes read, and after how many seconds one is ended for outlasting its task."""

    count: int
    seconds_per_task: float


def default_count() -> int:
    """Return one worker per core this process may use, at most four: an office PC has other work to do."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(4, cores))


def read_files(jobs: Iterable[Job], recipe: Recipe, limits: Limits, workers: Workers) -> Iterator[Event]:
    """Yield what becomes of every job as its pages are read. Closing the generator ends the worker processes."""
    # "spawn", because a fork of a process with threads can lock up.
    context: Any = multiprocessing.get_context("spawn")
    pool = ProcessPool(
        max_workers=workers.count,
        max_tasks=FILES_PER_WORKER,
        initializer=_ignore_interrupt,
        context=context,
    )
    try:
        yield from _Reading(pool, recipe, limits, workers).run(jobs)
    finally:
        pool.stop()  # type: ignore[no-untyped-call] # pebble leaves it untyped
        pool.join()


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the parent, which ends its workers itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """One call in a worker: recognise a file (no pages) or read some of its pages."""

    job: Job
    numbers: tuple[int, ...] = ()

    @property
    def where(self) -> str:
        if not self.numbers:
            return "打开文件时"
        first, last = self.numbers[0], self.numbers[-1]
        return f"第 {first} 页" if first == last else f"第 {first}-{last} 页"


@dataclass(slots=True)
class _Reading:
    """The tasks under way in a pool and those that wait for a place."""

    pool: ProcessPool
    recipe: Recipe
    limits: Limits
    workers: Workers
    waiting: deque[_Task] = field(default_factory=deque)
    running: dict["Future[Any]", _Task] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)

    def run(self, jobs: Iterable[Job]) -> Iterator[Event]:
        """Yield the events of all jobs; few tasks are under way at a time, so that a long inbox costs no memory."""
        arriving = iter(jobs)
        while True:
            self._fill(arriving)
            if not self.running:
                return
            done, _ = wait(self.running, return_when=FIRST_COMPLETED)
            for future in done:
                yield from self._settle(self.running.pop(future), future)

    def _fill(self, arriving: Iterator[Job]) -> None:
        """Start tasks up to two a worker; a file in hand is finished before the next one is opened."""
        while len(self.running) < 2 * self.workers.count:
            if not self.waiting:
                job = next(arriving, None)
                if job is None:
                    return
                self.waiting.append(_Task(job=job))
            task = self.waiting.popleft()
            if task.job.key not in self.failed:
                self.running[self._start(task)] = task

    def _start(self, task: _Task) -> "Future[Any]":
        timeout = self.workers.seconds_per_task
        if not task.numbers:
            return self.pool.schedule(inspect, args=[task.job.path, self.limits], timeout=timeout)
        arguments = [task.job.path, task.numbers, self.recipe, self.limits]
        return self.pool.schedule(read, args=arguments, timeout=timeout)

    def _settle(self, task: _Task, future: "Future[Any]") -> Iterator[Event]:
        """Yield what a finished task means for its file."""
        try:
            result = future.result()
        except Unreadable as stopped:
            yield from self._fail(task, stopped.finding)
        except TimeoutError:
            yield from self._again_or_fail(task, findings.TIME_OVER)
        except (ProcessExpired, MemoryError):
            yield from self._again_or_fail(task, findings.READER_DIED)
        except CancelledError:
            return
        except Exception as error:  # a fault of ours in one file must not keep an office from its other files
            log.exception("reading %s failed", task.job.path)
            finding = findings.READER_FAILED.at(_page(task), where=task.where, error=type(error).__name__)
            yield from self._fail(task, finding)
        else:
            yield from self._accept(task, result)

    def _accept(self, task: _Task, result: Any) -> Iterator[Event]:  # noqa: ANN401 - what a worker sent back
        key = task.job.key
        if key in self.failed:
            return
        if not task.numbers:
            yield Opened(key=key, inspection=result)
            chunks = _chunks([n for n in range(1, result.pages + 1) if n not in task.job.done])
            self.left[key] = len(chunks)
            self.waiting.extend(_Task(job=task.job, numbers=chunk) for chunk in chunks)
        else:
            yield PagesRead(key=key, reads=result)
            self.left[key] -= 1
        if not self.left[key]:
            del self.left[key]
            yield Finished(key=key)

    def _again_or_fail(self, task: _Task, kind: Kind) -> Iterator[Event]:
        """Read the pages of a lost task one by one; a single page that is lost fails its file by name."""
        if len(task.numbers) > 1:
            self.left[task.job.key] += len(task.numbers) - 1
            self.waiting.extendleft(_Task(job=task.job, numbers=(number,)) for number in reversed(task.numbers))
            return
        details = {"seconds": round(self.workers.seconds_per_task), "where": task.where}
        yield from self._fail(task, kind.at(_page(task), **details))

    def _fail(self, task: _Task, finding: Finding) -> Iterator[Event]:
        if task.job.key in self.failed:
            return
        self.failed.add(task.job.key)
        self.left.pop(task.job.key, None)
        for future, other in self.running.items():
            if other.job.key == task.job.key:
                with suppress(Exception):
                    future.cancel()
        yield Failed(key=task.job.key, finding=finding)


def _page(task: _Task) -> int | None:
    return task.numbers[0] if len(task.numbers) == 1 else None


def _chunks(numbers: Sequence[int]) -> list[tuple[int, ...]]:
    return [tuple(numbers[at : at + PAGES_AT_ONCE]) for at in range(0, len(numbers), PAGES_AT_ONCE)]
