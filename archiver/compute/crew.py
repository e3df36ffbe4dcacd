"""What the dispatcher asks of those who read: take a task when a place is free, and tell what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from archiver.assistant import Outcome
from ocr.documents import Limits, Recipe
from ocr.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A file to read: the name by which events call it, where its bytes lie, and the pages that are already read.

    `sha256` is that of the bytes; empty where the name is it.
    """

    key: str
    path: Path
    done: frozenset[int] = frozenset()
    sha256: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hex."""
        return self.sha256 or self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One piece of work: recognise a file (no numbers) or read some of its pages."""

    job: Job
    numbers: tuple[int, ...] = ()

    @property
    def where(self) -> str:
        """The place in the file, for a message."""
        if not self.numbers:
            return "打开文件时"
        first, last = self.numbers[0], self.numbers[-1]
        return f"第 {first} 页" if first == last else f"第 {first}-{last} 页"

    @property
    def page(self) -> int | None:
        """The page, where it is a single one."""
        return self.numbers[0] if len(self.numbers) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How pages are read, what they may cost, and after how many seconds a task is ended for outlasting its time."""

    recipe: Recipe
    limits: Limits
    seconds: float


@dataclass(frozen=True, slots=True)
class Unbegun:
    """The task was never begun; nobody can blame it for what happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of a task."""

    task: Task
    outcome: Outcome | Unbegun


class Crew(Protocol):
    """Processes that read. At most one task is under way in each, so that a death is blamed on the right one."""

    @property
    def places(self) -> int:
        """How many tasks can be under way at once."""
        ...

    def has_room(self) -> bool:
        """Return whether a task can be begun now."""
        ...

    def begin(self, task: Task) -> None:
        """Begin a task in a free place."""
        ...

    def forget(self, key: str) -> None:
        """Take note that a file came to its end; no copy of it needs to be kept."""
        ...

    def wait(self) -> Iterable[Report | Finding]:
        """Wait until something is to be told and return it; it may be nothing, when only a place became free."""
        ...

    def close(self) -> None:
        """End every process that this crew started."""
        ...
