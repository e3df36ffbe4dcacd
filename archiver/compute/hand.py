"""One Dask worker as its client sees it: greeted, given a task at a time, and missed when it goes.

Everything here happens on Dask's event loop.
"""

import asyncio
import logging
import pkgutil
import time
import uuid
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from archiver.assistant import Lost, Outcome, Overdue, Raised
from archiver.compute import chores
from archiver.compute.chores import LIKENESS, Absent, Answer, Errand, answer, carry_out
from archiver.compute.crew import Task, Terms, Unbegun
from archiver.compute.sending import send

log = logging.getLogger(__name__)

T = TypeVar("T")


class Unlike(Exception):  # noqa: N818 - the state of a worker, not a fault
    """A worker that reads with something else than this process; the message says with what."""


class Gone(Exception):  # noqa: N818 - the same
    """The worker is not there any more, or given up."""


@dataclass(slots=True, kw_only=True, eq=False)
class Hand:
    """A worker at `address`.

    A `near` one sees this machine's files as this process does; the others are asked, and sent what they do not see.
    `memory` is what its process held after the last task, in bytes.
    """

    client: Any
    address: str
    terms: Terms
    near: bool
    memory: int = 0
    is_admitted: bool = False
    is_unlike: bool = False
    copies: dict[str, Any] = field(default_factory=dict[str, Any])
    tasks: "asyncio.Queue[Task]" = field(default_factory=asyncio.Queue)
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    _is_far: bool = False
    _name: str = ""
    _begun_at: float | None = None

    @property
    def is_at_it(self) -> bool:
        """Whether the worker has begun the task it was given."""
        return self._begun_at is not None

    @property
    def seconds_at_it(self) -> float:
        """How long the worker has been at its task."""
        return 0.0 if self._begun_at is None else time.monotonic() - self._begun_at

    def note_begun(self, name: str) -> None:
        """Take note that a task was begun, if it is this worker's."""
        if name == self._name:
            self._begun_at = time.monotonic()

    async def greet(self) -> None:
        """Ask what the worker reads with; Unlike when it is not what this process reads with."""
        try:
            # By a function that every Python has: a worker that cannot load what it is sent closes itself.
            found = await self._unless_gone(self._call(pkgutil.resolve_name, f"{chores.__name__}:LIKENESS"))
        except Gone:
            return
        except Exception as error:
            log.info("%s: %r", self.address, error)
            raise Unlike(f"没有安装或装不全（{type(error).__name__}）") from error
        if found != LIKENESS:
            raise Unlike(str(found))
        self.is_admitted = True

    async def next_task(self) -> Task | None:
        """Return the next task, None when the worker goes first."""
        try:
            return await self._unless_gone(self.tasks.get())
        except Gone:
            return None

    async def carry_out(self, task: Task) -> Outcome | Unbegun:
        """Return what became of a task. A worker that went is blamed on it only if it had begun it."""
        try:
            answered = await self._unless_gone(self._answer(task))
        except Gone:
            return self._fate()
        except Exception as error:  # noqa: BLE001 - Dask's own faults
            log.info("%s: %r", self.address, error)
            return self._fate() if self.gone.is_set() else Raised(error=error)
        else:
            self.memory = answered.memory
            return answered.outcome
        finally:
            self._name, self._begun_at = "", None

    def drop_copies(self) -> None:
        """Have the worker remove the files it was sent."""
        self.copies.clear()

    def _fate(self) -> Outcome | Unbegun:
        if not self.is_at_it:
            return Unbegun()
        return Overdue() if self.seconds_at_it >= self.terms.seconds else Lost()

    async def _answer(self, task: Task) -> Answer:
        """Have the worker do the task, after sending it the file if it does not see it."""
        if not self._is_far:
            answered = await self._ask(task, None)
            if isinstance(answered, Answer):
                return answered
            self._is_far = True
        if task.job.key not in self.copies:
            self.copies[task.job.key] = await send(self._submit, task.job)
        answered = await self._ask(task, self.copies[task.job.key])
        if isinstance(answered, Absent):
            raise TypeError("a worker does not see the copy it was sent")
        return answered

    async def _ask(self, task: Task, copy: Any) -> Answer | Absent:  # noqa: ANN401 - one of Dask's futures
        self._name = f"read-{uuid.uuid4().hex}"
        errand = Errand(name=self._name, task=task, terms=self.terms, is_near=self.near)
        answered: Answer | Absent = await self._submit(answer, carry_out, errand, copy)
        return answered

    async def _call(self, function: Any, *arguments: Any) -> Any:  # noqa: ANN401 - what Dask takes and gives
        return await self._submit(function, *arguments)

    def _submit(self, function: Any, *arguments: Any) -> Any:  # noqa: ANN401 - the same
        """Have the worker call a function, and return Dask's future."""
        return self.client.submit(
            function,
            *arguments,
            key=f"{function.__name__}-{uuid.uuid4().hex}",
            workers=[self.address],
            allow_other_workers=False,
            pure=False,
            retries=0,
        )

    async def _unless_gone(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what the work gives; Gone when the worker goes first."""
        doing, going = asyncio.ensure_future(work), asyncio.ensure_future(self.gone.wait())
        try:
            await asyncio.wait({doing, going}, return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                raise Gone
            return doing.result()
        finally:
            doing.cancel()
            going.cancel()
