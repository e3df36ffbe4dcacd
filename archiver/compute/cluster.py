"""A crew of Dask workers, on this machine or on others.

Each task goes to one named worker that has nothing else of ours to do, so that a death is blamed on the right task;
Dask's scheduler is asked to watch processes and to carry messages. It keeps nothing that the ledger does not have.
Each worker is attended by a coroutine on Dask's own event loop, which tells this thread what happens by a queue.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Coroutine, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, Final

from archiver import findings
from archiver.compute.chores import LIKENESS, STARTED
from archiver.compute.crew import Report, Task, Terms, Unbegun
from archiver.compute.hand import Hand, Unlike
from archiver.errors import ArchiverError
from ocr.finding import Finding

log = logging.getLogger(__name__)

_LOOK_SECONDS: Final = 0.5
"""How often the scheduler is asked who is there."""

_GRACE_SECONDS: Final = 20.0
"""How long after its time a worker may take to end itself before its nanny is asked to."""

PATIENCE_SECONDS: Final = 60.0
"""How long a run waits for a worker when there is none."""


@dataclass(slots=True, kw_only=True)
class Cluster:
    """The workers of one scheduler, which `client` (Dask's, without types) is connected to.

    A worker is restarted after `recycle_after` tasks, and when it holds more than `most_memory` bytes between two.
    Workers are `near` where they see the files of this machine as it does.
    """

    client: Any
    terms: Terms
    recycle_after: int
    most_memory: int
    near: bool
    _hands: dict[str, Hand] = field(default_factory=dict[str, Hand])
    _free: deque[Hand] = field(default_factory=deque[Hand])
    _news: "SimpleQueue[Hand | Report | Finding | BaseException]" = field(default_factory=SimpleQueue)
    _work: set["asyncio.Task[None]"] = field(default_factory=set["asyncio.Task[None]"])
    _manned_at: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        """Begin to look who is there."""
        self.client.subscribe_topic(STARTED, self._started)
        self._soon(self._do, self._watch())

    @property
    def places(self) -> int:
        """How many workers there are."""
        return len(self._hands)

    def has_room(self) -> bool:
        """Return whether a worker is free."""
        return bool(self._free)

    def begin(self, task: Task) -> None:
        """Hand the task to a free worker, if possible to one that holds the file already."""
        hand = next((hand for hand in self._free if task.job.key in hand.copies), self._free[0])
        self._free.remove(hand)
        self._soon(self._give, hand, task)

    def forget(self, key: str) -> None:
        """Have the workers remove their copies of a file."""
        self._soon(self._drop_copies, key)

    def wait(self) -> Iterable[Report | Finding]:
        """Wait until a worker has something to tell."""
        told: list[Report | Finding] = []
        with suppress(Empty):
            # In short turns, so that Ctrl-C is heard on every system.
            news = self._news.get(timeout=_LOOK_SECONDS)
            while True:
                if isinstance(news, BaseException):
                    raise news
                if isinstance(news, Hand):
                    self._free.append(news)
                else:
                    told.append(news)
                news = self._news.get_nowait()
        return told

    def close(self) -> None:
        """Let go of the scheduler and of what its workers still do for us."""
        with suppress(Exception):
            asyncio.run_coroutine_threadsafe(self._stop(), self.client.loop.asyncio_loop).result(timeout=5)

    def _soon(self, function: Any, *arguments: Any) -> None:  # noqa: ANN401 - whatever is called on the loop
        self.client.loop.asyncio_loop.call_soon_threadsafe(function, *arguments)

    # From here on: on the event loop.

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._work.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._work.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._news.put(error)

    async def _stop(self) -> None:
        for task in self._work:
            task.cancel()
        await asyncio.gather(*self._work, return_exceptions=True)
        for hand in self._hands.values():
            hand.drop_copies()

    def _started(self, event: tuple[float, str]) -> None:
        for hand in self._hands.values():
            hand.note_begun(event[1])

    def _give(self, hand: Hand, task: Task) -> None:
        if hand.gone.is_set():
            self._news.put(Report(task=task, outcome=Unbegun()))
        else:
            hand.tasks.put_nowait(task)

    def _drop_copies(self, key: str) -> None:
        for hand in self._hands.values():
            hand.copies.pop(key, None)

    async def _watch(self) -> None:
        """Compare the workers with those the scheduler knows, again and again."""
        while True:
            roster = await self._roster()
            for address in self._hands.keys() - roster.keys():
                self._hands.pop(address).gone.set()
            for address in roster.keys() - self._hands.keys():
                hand = self._hands[address] = Hand(
                    client=self.client, address=address, terms=self.terms, near=self.near
                )
                self._do(self._attend(hand, roster[address]))
            for hand in self._hands.values():
                self._look_after(hand, paused=roster[hand.address]["status"] == "paused")
            self._despair()
            await asyncio.sleep(_LOOK_SECONDS)

    async def _roster(self) -> dict[str, Any]:
        try:
            identity: dict[str, Any] = await self.client.scheduler.identity(n_workers=-1)
        except Exception as error:
            raise ArchiverError("与识别集群的调度程序失去了联系。已识别的都在，请检查后再运行一次。") from error
        workers: dict[str, Any] = identity["workers"]
        return workers

    async def _attend(self, hand: Hand, known: Mapping[str, Any]) -> None:
        """Give a worker its tasks one by one until it is gone or to be replaced."""
        try:
            await hand.greet()
        except Unlike as unlike:
            hand.is_unlike = True
            finding = findings.WORKER_UNLIKE.at(worker=hand.address, found=unlike, expected=LIKENESS)
            self._news.put(finding)
            return
        most = _bounded(self.most_memory, known["memory_limit"])
        tasks = 0
        # A worker without a nanny would not come back.
        while not known["nanny"] or (tasks < self.recycle_after and hand.memory <= most):
            self._manned_at = time.monotonic()
            self._news.put(hand)
            task = await hand.next_task()
            if task is not None:
                self._news.put(Report(task=task, outcome=await hand.carry_out(task)))
                tasks += 1
            if hand.gone.is_set():
                return
        self._replace(hand)

    def _look_after(self, hand: Hand, *, paused: bool) -> None:
        """Give up a worker that does nothing for us any more.

        Dask pauses a worker that holds much memory, and what is sent to it then waits for ever.
        """
        if hand.gone.is_set():
            return
        late = hand.seconds_at_it > self.terms.seconds + _GRACE_SECONDS
        if late or (paused and not hand.is_at_it):
            log.info("%s is %s", hand.address, "late" if late else "paused")
            self._replace(hand)

    def _replace(self, hand: Hand) -> None:
        """Have a worker's nanny put a fresh process in its place; it comes back under another address."""
        hand.gone.set()
        self._do(self._ask_for_restart(hand.address))

    async def _ask_for_restart(self, address: str) -> None:
        with suppress(Exception):  # whoever does not come back is missed by the roster
            await self.client.scheduler.restart_workers(
                workers=[address], timeout=30, wait_for_workers=False, on_error="return", stimulus_id="replaced"
            )

    def _despair(self) -> None:
        """Raise when there is nobody to read, and nobody to be expected."""
        if any(hand.is_admitted for hand in self._hands.values()):
            return
        if self._hands and all(hand.is_unlike for hand in self._hands.values()):
            raise ArchiverError(
                f"识别集群里没有一个识别进程能用，程序都不是 {LIKENESS}。请在各台电脑上安装同一版本后重新启动识别进程。"
            )
        if time.monotonic() - self._manned_at > PATIENCE_SECONDS:
            raise ArchiverError(
                f"等了 {PATIENCE_SECONDS:.0f} 秒，没有可用的识别进程。已识别的都在，请检查后再运行一次。"
            )


def _bounded(most: int, limit: int | None) -> int:
    """Return how much a worker may hold between two tasks, below the share at which Dask would pause it."""
    return min(most, round(0.6 * limit)) if limit else most
