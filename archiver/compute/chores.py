"""What the reading processes do, here or on another machine: the one place that calls the readers.

Imported by name in every process, so that an engine outlives the task that asked for it (`ocr.engines.choice`).
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from archiver.assistant import Done, Raised, carried_out, ended_after
from archiver.compute.crew import Task, Terms
from archiver.compute.sending import Copy
from archiver.copying import digest
from archiver.version import VERSION
from ocr.documents import Inspection, PageRead, inspect, read
from ocr.terms import REVISION

LIKENESS: Final = (
    f"{VERSION}（r{REVISION}，Python {sys.version_info.major}.{sys.version_info.minor}，Dask {version('distributed')}）"
)
"""What must be alike in two processes for them to work together, and for the pages they read to be interchangeable."""

STARTED: Final = "guidang-reading-started"
"""The topic under which a Dask worker tells that it has begun a task, so that only a begun one is blamed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A task for a worker, under the name by which it tells that it began; a near one sees the file as we do."""

    name: str
    task: Task
    terms: Terms
    is_near: bool


@dataclass(frozen=True, slots=True)
class Absent:
    """The worker does not see the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a worker sends back: the outcome, and how much memory its process holds now, in bytes."""

    outcome: Done | Raised
    memory: int


Work = Callable[[Path, tuple[int, ...], Terms], Inspection | tuple[PageRead, ...]]


def carry_out(path: Path, numbers: tuple[int, ...], terms: Terms) -> Inspection | tuple[PageRead, ...]:
    """Recognise a file (no numbers), or read these pages of it."""
    if not numbers:
        return inspect(path, terms.limits)
    return read(path, numbers, terms.recipe, terms.limits)


def answer(work: Work, errand: Errand, copy: Copy | None) -> Answer | Absent:
    """Do a task's work in a Dask worker, after telling that it begins. Its process ends when it outlasts its time."""
    # A reader of a few pages needs no Dask.
    from distributed import get_worker  # noqa: PLC0415
    from distributed.utils import sync  # noqa: PLC0415

    path = copy.path if copy else _own_place(errand)
    if path is None:
        return Absent()
    worker: Any = get_worker()
    # Waited for: a page that kills its process at once would take the message with it.
    sync(worker.loop, worker.scheduler.log_event, topic=STARTED, msg=errand.name)
    with ended_after(errand.terms.seconds):
        outcome = carried_out(work, path, errand.task.numbers, errand.terms)
    return Answer(outcome=outcome, memory=worker.monitor.get_process_memory())


def _own_place(errand: Errand) -> Path | None:
    """Return the file's path where this process sees the right one there; elsewhere, its bytes are hashed once."""
    job = errand.task.job
    if errand.is_near:
        return job.path
    try:
        status = job.path.stat()
        return job.path if _digest(job.path, status.st_mtime_ns, status.st_size) == job.digest else None
    except OSError:
        return None


@lru_cache(maxsize=1000)
def _digest(path: Path, _changed_at: int, _size: int) -> str:
    return digest(path)
