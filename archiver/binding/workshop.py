"""Prepares records in processes of their own, so that a hostile file can neither hang nor end the service."""

from collections import deque
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Final, Self

from archiver.assistant import Assistant, Done, Lost, Outcome, Overdue, Raised, wait_for
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
        """Start nothing yet: the workers start with the first orders."""
        self._workers = tuple(Assistant(most_memory=_MOST_MEMORY) for _ in range(_WORKERS))

    def __enter__(self) -> Self:
        """Return the workshop itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the workers."""
        for worker in self._workers:
            worker.end()

    def prepare(self, orders: Sequence[Order]) -> Iterator[Prepared | Finding]:
        """Carry out orders in the workers; a record that outlasts its time or kills its worker cannot be bound.

        The answers come in the order of the orders.
        """
        waiting = deque(range(len(orders)))
        at_work: dict[Assistant, int] = {}
        answers: dict[int, Prepared | Finding] = {}
        for number in range(len(orders)):
            while number not in answers:
                self._begin(orders, waiting, at_work)
                wait_for(tuple(at_work))
                for worker in tuple(at_work):
                    if (outcome := worker.outcome()) is not None:
                        done = at_work.pop(worker)
                        answers[done] = _answer(orders[done], outcome)
            self._begin(orders, waiting, at_work)  # for as long as the caller is busy with the answer
            yield answers.pop(number)

    def _begin(self, orders: Sequence[Order], waiting: deque[int], at_work: dict[Assistant, int]) -> None:
        """Give what waits to the workers that have nothing to do."""
        for worker in self._workers:
            if waiting and worker not in at_work:
                at_work[worker] = number = waiting.popleft()
                order = orders[number]
                worker.call(prepare, order, seconds=order.seconds + _START_SECONDS)


def _answer(order: Order, outcome: Outcome) -> Prepared | Finding:
    match outcome:
        case Done(value=value):
            prepared: Prepared | Finding = value
            return prepared
        case Raised(error=error):
            raise error
        case Overdue():
            return kinds.TIME_OVER.at(name=order.name, seconds=round(order.seconds))
        case Lost():
            return kinds.DIED.at(name=order.name)
