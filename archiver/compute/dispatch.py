"""Which task comes next, and what the end of one means for its file. Knows no processes.

A file in hand is finished before the next one is opened, and few tasks are under way at a time, so that a long inbox
costs no memory. Tasks that share their fate with others are innocent until they fail alone.
"""

import logging
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from archiver import findings
from archiver.assistant import Done, Lost, Overdue, Raised
from archiver.compute.crew import Crew, Job, Report, Task, Unbegun
from archiver.compute.events import Event, Failed, Finished, Opened, PagesRead, Told
from ocr.documents import Inspection, PageRead, Unreadable
from ocr.finding import Finding, Kind
from ocr.kinds import OFD, PDF, PICTURES

log = logging.getLogger(__name__)

_PAGES_AT_ONCE: Final = 4
"""Pages of one task at most: born-digital ones take less time than handing them out."""

_PAGES_TOGETHER: Final = 32
"""The same for files that a reader has to read from the beginning for each of their pages."""

DEATHS: Final = 2
"""How often a task may end its process, by death or by time, before its file is set aside."""


@dataclass(slots=True)
class Dispatch:
    """The tasks that wait and those under way.

    `hire` gives a greater crew when more than `few` pages and unopened files are left; None when there is none.
    """

    crew: Crew
    seconds: float
    few: int = 0
    hire: Callable[[], Crew] | None = None
    _unopened: deque[Job] = field(default_factory=deque["Job"])
    _waiting: deque[Task] = field(default_factory=deque["Task"])
    _left: dict[str, int] = field(default_factory=dict[str, int])
    _failed: set[str] = field(default_factory=set[str])
    _blamed: Counter[tuple[Task, str]] = field(default_factory=Counter["tuple[Task, str]"])
    _under_way: int = 0

    def run(self, jobs: Sequence[Job]) -> Iterator[Event]:
        """Yield the events of all jobs."""
        self._unopened.extend(jobs)
        while True:
            self._begin_tasks()
            if not self._under_way and not self._waiting and not self._unopened:
                return
            for told in self.crew.wait():
                if isinstance(told, Finding):
                    yield Told(finding=told)
                else:
                    self._under_way -= 1
                    yield from self._settle(told)

    def _begin_tasks(self) -> None:
        """Fill the free places."""
        if self.hire and self._to_do() > self.few:
            if self._under_way:
                return
            self.crew.close()
            self.crew, self.hire = self.hire(), None
        while self.crew.has_room():
            task = self._next()
            if task is None:
                return
            self._under_way += 1
            self.crew.begin(task)

    def _to_do(self) -> int:
        return len(self._unopened) + sum(len(task.numbers) for task in self._waiting)

    def _next(self) -> Task | None:
        while self._waiting:
            task = self._waiting.popleft()
            if task.job.key not in self._failed:
                return task
        return Task(job=self._unopened.popleft()) if self._unopened else None

    def _settle(self, report: Report) -> Iterator[Event]:
        """Yield what the end of a task means for its file."""
        task = report.task
        if task.job.key in self._failed:
            return
        match report.outcome:
            case Done(value=value):
                yield from self._accept(task, value)
            case Raised(error=Unreadable() as stopped):
                yield from self._fail(task, stopped.finding)
            case Raised(error=MemoryError()) | Lost():
                yield from self._again_or_fail(task, findings.READER_DIED)
            case Overdue():
                yield from self._again_or_fail(task, findings.TIME_OVER)
            case Raised(error=error):  # a fault of ours in one file must not keep an office from its other files
                log.error("reading %s failed", task.job.path, exc_info=error)
                finding = findings.READER_FAILED.at(task.page, where=task.where, error=type(error).__name__)
                yield from self._fail(task, finding)
            case Unbegun():
                self._waiting.appendleft(task)

    def _accept(self, task: Task, value: object) -> Iterator[Event]:
        key = task.job.key
        if not task.numbers:
            inspection = cast("Inspection", value)
            yield Opened(key=key, inspection=inspection)
            tasks = self._tasks(task.job, inspection)
            self._left[key] = len(tasks)
            self._waiting.extend(tasks)
        else:
            yield PagesRead(key=key, reads=cast("tuple[PageRead, ...]", value))
            self._left[key] -= 1
        if not self._left[key]:
            del self._left[key]
            self.crew.forget(key)
            yield Finished(key=key)

    def _tasks(self, job: Job, inspection: Inspection) -> list[Task]:
        """Return the tasks that read what is left of a file, small enough that all places have a share in it."""
        numbers = [number for number in range(1, inspection.pages + 1) if number not in job.done]
        most = _PAGES_AT_ONCE if inspection.media_type in PICTURES | {PDF, OFD} else _PAGES_TOGETHER
        size = max(1, min(most, len(numbers) // (2 * max(1, self.crew.places))))
        return [Task(job=job, numbers=tuple(numbers[at : at + size])) for at in range(0, len(numbers), size)]

    def _again_or_fail(self, task: Task, kind: Kind) -> Iterator[Event]:
        """Read the pages of a lost task one by one; what is lost alone once more fails its file by name."""
        if len(task.numbers) > 1:
            self._left[task.job.key] += len(task.numbers) - 1
            alone = [Task(job=task.job, numbers=(number,)) for number in task.numbers]
            self._waiting.extendleft(reversed(alone))
            if kind is findings.TIME_OVER:  # it has cost its time once
                self._blamed.update((one, kind.code) for one in alone)
            return
        self._blamed[task, kind.code] += 1
        if self._blamed[task, kind.code] < DEATHS:
            self._waiting.appendleft(task)
            return
        yield from self._fail(task, kind.at(task.page, seconds=round(self.seconds), where=task.where))

    def _fail(self, task: Task, finding: Finding) -> Iterator[Event]:
        self._failed.add(task.job.key)
        self._left.pop(task.job.key, None)
        self.crew.forget(task.job.key)
        yield Failed(key=task.job.key, finding=finding)
