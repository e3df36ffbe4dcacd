"""A crew of Dask workers, on this machine or on others.

Each task goes to one named worker that has nothing else of ours to do, so that a death is blamed on the right task;
Dask's scheduler is asked to watch processes and to carry messages. It keeps nothing that the ledger does not have.
"""

import logging
import time
import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from queue import Empty, SimpleQueue
from typing import Any, Final

from archiver import findings
from archiver.assistant import Lost, Overdue
from archiver.compute import chores
from archiver.compute.chores import Answer, Likeness, carry_out
from archiver.compute.crew import Report, Task, Terms, Unbegun
from archiver.errors import ArchiverError
from ocr.finding import Finding

log = logging.getLogger(__name__)

_LOOK_SECONDS: Final = 0.5
"""How often the scheduler is asked who is there."""

_GRACE_SECONDS: Final = 20.0
"""How long after its time a worker may take to end itself before its nanny is asked to."""

_PATIENCE_SECONDS: Final = 60.0
"""How long a run waits for a worker when there is none."""

_GATHER_SECONDS: Final = 60.0
"""How long the result of a finished task may take to come over."""


class _State(Enum):
    GREETED = auto()  # asked what it reads with
    FREE = auto()
    BUSY = auto()
    LEAVING = auto()  # being restarted
    UNLIKE = auto()  # reads with something else, and is never asked


@dataclass(slots=True, kw_only=True)
class _Hand:
    """A worker, and what it does for us."""

    address: str
    state: _State
    future: Any = None
    task: Task | None = None
    begun_at: float | None = None
    tasks: int = 0


@dataclass(slots=True, kw_only=True)
class Cluster:
    """The workers of one scheduler, which `client` (Dask's, without types) is connected to.

    A worker is restarted after `recycle_after` tasks and when it holds more than `most_memory` bytes between two.
    """

    client: Any
    terms: Terms
    recycle_after: int
    most_memory: int
    _hands: dict[str, _Hand] = field(default_factory=dict[str, _Hand])
    _news: "SimpleQueue[tuple[str, Any]]" = field(default_factory=SimpleQueue)
    _told: list[Report | Finding] = field(default_factory=list[Report | Finding])
    _looked_at: float = 0.0
    _manned_at: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        """Listen to what workers tell."""
        self.client.subscribe_topic(chores.STARTED, self._started)
        self._look()

    @property
    def places(self) -> int:
        """How many workers there are."""
        return sum(hand.state is not _State.UNLIKE for hand in self._hands.values())

    def has_room(self) -> bool:
        """Return whether a worker is free."""
        return any(hand.state is _State.FREE for hand in self._hands.values())

    def begin(self, task: Task) -> None:
        """Hand the task to a free worker."""
        hand = next(hand for hand in self._hands.values() if hand.state is _State.FREE)
        name = f"read-{uuid.uuid4().hex}"
        arguments = (name, carry_out, task.job.path, task.numbers, self.terms)
        self._submit(hand, _State.BUSY, name, chores.answer, *arguments)
        hand.task, hand.begun_at = task, None

    def wait(self) -> Iterable[Report | Finding]:
        """Wait for news from the workers, and look after them."""
        self._take(block=True)
        if time.monotonic() - self._looked_at >= _LOOK_SECONDS:
            self._look()
        told, self._told = self._told, []
        return told

    def close(self) -> None:
        """Let go of the scheduler and of what its workers still do for us."""
        for hand in self._hands.values():
            if hand.future is not None:
                with suppress(Exception):
                    hand.future.cancel()
        with suppress(Exception):
            self.client.close(timeout=2)

    def _submit(self, hand: _Hand, state: _State, name: str, *call: Any) -> None:  # noqa: ANN401 - what Dask takes
        function, *arguments = call
        hand.state = state
        hand.future = self.client.submit(
            function, *arguments, key=name, workers=[hand.address], allow_other_workers=False, pure=False, retries=0
        )
        hand.future.add_done_callback(self._done)

    def _started(self, event: tuple[float, str]) -> None:
        self._news.put(("started", event[1]))

    def _done(self, future: object) -> None:
        self._news.put(("done", future))

    def _take(self, *, block: bool) -> None:
        """Take in what was told, waiting for the first of it."""
        with suppress(Empty):
            self._hear(*self._news.get(block=block, timeout=_LOOK_SECONDS))
            while True:
                self._hear(*self._news.get_nowait())

    def _hear(self, kind: str, about: Any) -> None:  # noqa: ANN401 - a name or a future
        for hand in self._hands.values():
            if hand.future is None:
                continue
            if kind == "started" and hand.future.key == about:
                hand.begun_at = time.monotonic()
            elif kind == "done" and hand.future is about:
                self._finish(hand, about)

    def _finish(self, hand: _Hand, future: Any) -> None:  # noqa: ANN401 - one of Dask's
        """Take over what a worker has to give."""
        try:
            value = future.result(timeout=_GATHER_SECONDS)
        except Exception as error:  # noqa: BLE001 - its process died, or cannot take our tasks
            value = error
        if hand.state is _State.GREETED:
            self._admit(hand, value)
        elif isinstance(value, Answer):
            self._close_task(hand, value.outcome)
            hand.tasks += 1
            if hand.tasks >= self.recycle_after or value.memory > self.most_memory:
                self._restart(hand)
        else:
            log.info("%s: %r", hand.address, value)
            # The roster will show whether the worker is still there.
            self._lose(hand)
            self._restart(hand)

    def _admit(self, hand: _Hand, value: object) -> None:
        """Let a worker take part that reads as this process does."""
        expected = chores.likeness()
        hand.future = None
        if value == expected:
            hand.state = _State.FREE
            self._manned_at = time.monotonic()
            return
        hand.state = _State.UNLIKE
        found = str(value) if isinstance(value, Likeness) else f"没有安装本程序或不能用（{type(value).__name__}）"
        log.info("%s: %r", hand.address, value)
        self._told.append(findings.WORKER_UNLIKE.at(worker=hand.address, found=found, expected=expected))

    def _close_task(self, hand: _Hand, outcome: Any) -> None:  # noqa: ANN401 - an outcome
        assert hand.task is not None  # noqa: S101 - asked of a busy worker only
        self._told.append(Report(task=hand.task, outcome=outcome))
        hand.task = hand.future = hand.begun_at = None
        hand.state = _State.FREE
        self._manned_at = time.monotonic()

    def _lose(self, hand: _Hand) -> None:
        """Give up what a dead worker did: it is to blame only if it was begun."""
        if hand.task is None:
            return
        future = hand.future
        if hand.begun_at is None:
            self._close_task(hand, Unbegun())
        elif time.monotonic() - hand.begun_at >= self.terms.seconds:
            self._close_task(hand, Overdue())
        else:
            self._close_task(hand, Lost())
        with suppress(Exception):
            future.cancel()

    def _restart(self, hand: _Hand) -> None:
        """Have a worker's nanny put a fresh process in its place; it comes back under another address."""
        hand.state = _State.LEAVING
        self.client.loop.add_callback(self._ask_for_restart, hand.address)

    async def _ask_for_restart(self, address: str) -> None:
        with suppress(Exception):  # whoever does not come back is missed by the roster
            await self.client.scheduler.restart_workers(
                workers=[address], timeout=30, wait_for_workers=False, on_error="return", stimulus_id="recycled"
            )

    def _look(self) -> None:
        """Compare the workers with those the scheduler knows."""
        roster = self._roster()
        self._looked_at = time.monotonic()
        self._take(block=False)  # what was done before its worker went
        for address in self._hands.keys() - roster.keys():
            self._lose(self._hands.pop(address))
        for address in roster.keys() - self._hands.keys():
            hand = self._hands[address] = _Hand(address=address, state=_State.GREETED)
            self._submit(hand, _State.GREETED, f"greet-{uuid.uuid4().hex}", chores.likeness)
        for hand in self._hands.values():
            self._look_after(hand, paused=roster[hand.address]["status"] == "paused")
        if not any(hand.state in {_State.FREE, _State.BUSY} for hand in self._hands.values()):
            self._despair()

    def _look_after(self, hand: _Hand, *, paused: bool) -> None:
        """Restart a worker that does nothing for us any more.

        Dask pauses a worker that holds much memory, and what is sent to it then waits for ever.
        """
        idle = hand.state is _State.FREE or (hand.state is _State.BUSY and hand.begun_at is None)
        late = hand.begun_at and time.monotonic() - hand.begun_at > self.terms.seconds + _GRACE_SECONDS
        if (idle and paused) or late:
            self._lose(hand)
            self._restart(hand)

    def _roster(self) -> dict[str, Any]:
        try:
            workers: dict[str, Any] = self.client.scheduler_info(n_workers=-1)["workers"]
        except Exception as error:
            log.info("scheduler: %r", error)
            raise ArchiverError("与识别集群的调度程序失去联系。已识别的都在，请检查后再运行一次。") from error
        return workers

    def _despair(self) -> None:
        """Raise when there has been nobody to read for long."""
        if time.monotonic() - self._manned_at > _PATIENCE_SECONDS:
            raise ArchiverError("没有可用的识别进程。已识别的都在，请检查后再运行一次。")
