"""What the reading processes do, here or on another machine: the one place that calls the readers.

Imported by name in every process, so that an engine outlives the task that asked for it (`ocr.engines.choice`).
"""

import platform
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from archiver.assistant import Done, Raised, carried_out, ended_after
from archiver.compute.crew import Terms
from archiver.version import VERSION
from ocr.documents import Inspection, PageRead, inspect, read
from ocr.terms import REVISION

STARTED: Final = "guidang-reading-started"
"""The topic under which a Dask worker tells that it has begun a task, so that only a begun one is blamed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What must be alike in two processes for the pages they read to be interchangeable."""

    version: str
    revision: int
    python: str

    def __str__(self) -> str:
        """Return it in one line."""
        return f"{self.version}/r{self.revision}，Python {self.python}"


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


def answer(name: str, work: Work, path: Path, numbers: tuple[int, ...], terms: Terms) -> Answer:
    """Do a task's work in a Dask worker, after telling that it begins. Its process ends when it outlasts its time."""
    # A reader of a few pages needs no Dask.
    from distributed import get_worker  # noqa: PLC0415
    from distributed.utils import sync  # noqa: PLC0415

    worker: Any = get_worker()
    # Waited for: a page that kills its process at once would take the message with it.
    sync(worker.loop, worker.scheduler.log_event, topic=STARTED, msg=name)
    with ended_after(terms.seconds):
        outcome = carried_out(work, path, numbers, terms)
    return Answer(outcome=outcome, memory=worker.monitor.get_process_memory())


def likeness() -> Likeness:
    """Return what this process reads with."""
    return Likeness(version=VERSION, revision=REVISION, python=platform.python_version())
