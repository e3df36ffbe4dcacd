"""A Dask cluster of this machine's own: worker processes and a scheduler that nobody else can talk to.

Its connections stay on the loopback address and are encrypted with keys made for this one run, because whoever can
talk to a scheduler can run programs as its user. No dashboard and no HTTP port is opened.
"""

import logging
import os
import shutil
import signal
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import dask.config as dask_config
import distributed
from distributed import Nanny, Scheduler, Worker

from archiver.assistant import out_of_earshot
from archiver.compute.quiet import keep_quiet

_CONFIG: Final[dict[str, Any]] = {
    # Memory is watched from outside: at the limit a worker is ended. One that pauses itself would hang a run.
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": 1.0,
    "distributed.worker.profile.enabled": False,
    "distributed.scheduler.work-stealing": False,
    "distributed.scheduler.active-memory-manager.start": False,
    # A cluster gives up a worker that is away when it looks; nannies bring ours back.
    "distributed.deploy.lost-worker-timeout": "1000d",
    # A laptop that slept would find all its workers too silent.
    "distributed.scheduler.worker-ttl": None,
    # Read when a worker imports Dask, which then sets up logging.
    "distributed.nanny.pre-spawn-environ.DASK_LOGGING": "{'distributed': 'critical'}",
}


class QuietScheduler(Scheduler):
    """A scheduler without an HTTP server."""

    def start_http_server(self, *_ignored: object, **_also: object) -> None:
        """Open nothing."""


class QuietWorker(Worker):
    """A worker without an HTTP server, that leaves Ctrl-C to whoever started it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - Dask's own
        """Be a worker."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # where a thread cannot block it
        super().__init__(*arguments, **options)  # pyright: ignore[reportUnknownMemberType]

    def start_http_server(self, *_ignored: object, **_also: object) -> None:
        """Open nothing."""


@contextmanager
def private_cluster(folder: Path, *, workers: int, memory: int) -> Generator[Any]:
    """Yield a Dask client of so many worker processes, each ended when it holds more than so many bytes.

    `folder` holds what Dask writes, and is removed.
    """
    dask: Any = distributed  # it has no types to speak of
    keep_quiet()
    security = dask.Security.temporary()
    place = {"host": "127.0.0.1", "protocol": "tls://", "security": security}
    options = {
        **place,
        "nthreads": 1,
        "memory_limit": memory,
        "local_directory": str(folder),
        "worker_class": QuietWorker,
        "silence_logs": logging.CRITICAL,
    }
    with _folder_for_once(folder), _environment_kept(), dask_config.set(_CONFIG | {"temporary-directory": str(folder)}):
        with out_of_earshot():
            cluster = dask.SpecCluster(
                scheduler={"cls": QuietScheduler, "options": {**place, "port": 0, "dashboard": False}},
                workers={number: {"cls": Nanny, "options": options} for number in range(workers)},
                security=security,
                silence_logs=logging.CRITICAL,
            )
        try:
            with dask.Client(cluster, set_as_default=False) as client:
                yield client
        finally:
            _end(cluster)


@contextmanager
def _folder_for_once(folder: Path) -> Generator[None]:
    shutil.rmtree(folder, ignore_errors=True)  # what a killed run left
    folder.mkdir(parents=True)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _environment_kept() -> Generator[None]:
    """Undo what nannies set for their workers; whatever else this process starts is not meant."""
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _end(cluster: Any) -> None:  # noqa: ANN401 - Dask's
    """End the workers at once, whatever they do, and then the rest."""
    for nanny in cluster.workers.values():
        with suppress(Exception):
            nanny.close_gracefully()  # so that it does not start another
            os.kill(nanny.process.process.pid, signal.SIGKILL)
    cluster.close(timeout=10)
