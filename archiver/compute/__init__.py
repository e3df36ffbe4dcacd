"""The one place that hands pages to other processes, on this machine or on others.

Reading runs in processes of their own: a hostile file may hang or crash a library, and the engine is not safe
between threads. A handful of pages is read by one process that starts at once (`alone`), more by Dask workers of this
machine (`local`), or by those of the cluster that is named (`cluster`). Knows nothing of the ledger; what is read
comes back as events in the order it is done.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from archiver.compute.alone import Alone
from archiver.compute.crew import Crew, Job, Terms
from archiver.compute.dispatch import Dispatch
from archiver.compute.events import Event, Failed, Finished, Opened, PagesRead, Told

__all__ = ["Event", "Failed", "Finished", "Job", "Opened", "PagesRead", "Terms", "Told", "Workers", "read_files"]

FEW: Final = 16
"""So many pages and unopened files one process reads sooner than a cluster is there to share them."""

_ROOM: Final = 4 * 1024**3
"""Bytes of address space that the libraries take beyond what they use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """Who reads: the address of a Dask scheduler, or without one so many processes of this machine.

    A process is ended when it holds more than `memory` bytes, and replaced when it has done `recycle_after` tasks or
    holds more than half of them between two. `count` and `threads` of 0 follow the cores. `folder` is for what Dask
    writes, and is removed.
    """

    folder: Path
    scheduler: str = ""
    count: int = 0
    threads: int = 0
    memory: int = 2 * 1024**3
    recycle_after: int = 400


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def memory() -> int:
    """Return how many bytes of memory this machine has."""
    # psutil comes with Dask; its types are not known here.
    import psutil  # type: ignore[import-untyped] # noqa: PLC0415 - few commands ask

    total: int = psutil.virtual_memory().total
    return total


def processes(wanted: int, each: int) -> int:
    """Return how many processes read at once, each with up to so many bytes of memory: as many as `wanted`, if any.

    Else one a core, at most four and no more than the memory is good for: an office PC has other work to do.
    """
    return wanted or max(1, min(4, cores(), memory() // each))


def read_files(jobs: Sequence[Job], terms: Terms, workers: Workers) -> Iterator[Event]:
    """Yield what becomes of every job as its pages are read. Closing the generator ends the processes."""
    with ExitStack() as stack:

        def hire() -> Crew:
            return _cluster(stack, terms, workers)

        if workers.scheduler or len(jobs) > FEW:
            yield from Dispatch(crew=hire(), seconds=terms.seconds).run(jobs)
            return
        alone = Alone(
            terms=_with_threads(terms, workers.threads or min(4, cores())), most_memory=workers.memory + _ROOM
        )
        stack.callback(alone.close)
        yield from Dispatch(crew=alone, seconds=terms.seconds, few=FEW, hire=hire).run(jobs)


def _with_threads(terms: Terms, threads: int) -> Terms:
    return replace(terms, recipe=replace(terms.recipe, threads=threads))


def _cluster(stack: ExitStack, terms: Terms, workers: Workers) -> Crew:
    """Return the workers of the scheduler that is named, else of this machine; the stack ends what was started."""
    from archiver.compute.cluster import Cluster  # noqa: PLC0415 - Dask takes a second to import

    terms = _with_threads(terms, workers.threads or 1)
    if workers.scheduler:
        from archiver.compute.remote import named_cluster  # noqa: PLC0415 - the same

        client = stack.enter_context(named_cluster(workers.scheduler))
        # The folder for models is one of this machine.
        terms = replace(terms, recipe=replace(terms.recipe, model_cache=None))
    else:
        from archiver.compute.local import private_cluster  # noqa: PLC0415 - the same

        count = processes(workers.count, workers.memory)
        client = stack.enter_context(private_cluster(workers.folder, workers=count, memory=workers.memory))
    crew = Cluster(
        client=client,
        terms=terms,
        recycle_after=workers.recycle_after,
        most_memory=workers.memory // 2,
        near=not workers.scheduler,
    )
    stack.callback(crew.close)
    return crew
