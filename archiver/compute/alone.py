"""A crew of one: a single process that starts in a fraction of a second, for a handful of pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from archiver.assistant import Assistant, wait_for
from archiver.compute.chores import carry_out
from archiver.compute.crew import Report, Task, Terms


@dataclass(slots=True)
class Alone:
    """One process that reads a task at a time."""

    terms: Terms
    most_memory: int
    _assistant: Assistant = field(init=False)
    _task: Task | None = None

    def __post_init__(self) -> None:
        """Start nothing yet."""
        self._assistant = Assistant(most_memory=self.most_memory)

    @property
    def places(self) -> int:
        """One."""
        return 1

    def has_room(self) -> bool:
        """Return whether nothing is under way."""
        return self._task is None

    def begin(self, task: Task) -> None:
        """Have the task carried out."""
        self._task = task
        self._assistant.call(carry_out, task.job.path, task.numbers, self.terms, seconds=self.terms.seconds)

    def forget(self, key: str) -> None:
        """Do nothing: no copies are made."""

    def wait(self) -> Iterable[Report]:
        """Wait for the end of the task under way."""
        wait_for([self._assistant])
        outcome = self._assistant.outcome()
        if outcome is None or self._task is None:
            return ()
        task, self._task = self._task, None
        return (Report(task=task, outcome=outcome),)

    def close(self) -> None:
        """End the process."""
        self._assistant.end()
