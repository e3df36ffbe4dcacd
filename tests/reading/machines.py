"""Machines that read: a Dask scheduler and workers, each with a folder of its own, started as an operator does."""

import os
import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer

import psutil

from tests.reading.waiting import until

MOST_SECONDS = 240.0

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Machines:
    """A scheduler and workers, each a process of its own with a folder of its own."""

    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    address: str = ""

    @property
    def scheduler(self) -> subprocess.Popen[bytes]:
        """The scheduler's process."""
        return self.processes[0]

    def start_scheduler(self, *, shim: str = "") -> None:
        """Start a scheduler on a free port of the loopback address."""
        self.address = f"tcp://127.0.0.1:{free_port()}"
        host, port = self.address.removeprefix("tcp://").split(":")
        words = ["--host", host, "--port", port, "--no-dashboard", "--dashboard-address", "127.0.0.1:0"]
        self._start("scheduler", *words, shim=shim)
        until(lambda: _answers(host, int(port)))

    def start_worker(self, *options: str, shim: str = "") -> subprocess.Popen[bytes]:
        """Start one worker with its nanny, and wait until the scheduler knows it.

        `shim` is Python that runs first in its processes.
        """
        place = self.folder / f"machine-{len(self.processes)}"
        words = [self.address, "--nworkers", "1", "--nthreads", "1", "--host", "127.0.0.1"]
        words += ["--dashboard-address", "127.0.0.1:0", "--local-directory", str(place), *options]
        process = self._start("worker", *words, shim=shim)
        log = self.folder / f"{len(self.processes) - 1}.log"
        until(lambda: b"Registered to" in log.read_bytes())
        return process

    def _start(self, what: str, *words: str, shim: str) -> subprocess.Popen[bytes]:
        place = self.folder / f"machine-{len(self.processes)}"
        place.mkdir()
        (place / "sitecustomize.py").write_text(shim, encoding="utf-8")
        with (self.folder / f"{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{what}", *words],
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": f"{place}{os.pathsep}{ROOT}"},
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def stop(self) -> None:
        """End all that is left."""
        for process in self.processes:
            if process.poll() is None:
                cut_off(process)

    def copies(self) -> list[Path]:
        """Return the files that lie with the workers because they were sent."""
        return list(self.folder.rglob("copy-*"))


def cut_off(process: subprocess.Popen[bytes]) -> None:
    """End a process with all below it at once, as a power cut does."""
    for one in [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]:
        one.kill()
    process.wait()


def is_below(process: subprocess.Popen[bytes], pid: int) -> bool:
    """Return whether a process was started by another, or by one that it started."""
    return pid in [one.pid for one in psutil.Process(process.pid).children(recursive=True)]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(host: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0


@contextmanager
def a_scheduler(folder: Path) -> Generator[Machines]:
    """Start a scheduler, and end whatever was started beside it; after some minutes anyway, so that no test hangs."""
    started = Machines(folder=folder)
    folder.mkdir()
    power_cut = Timer(MOST_SECONDS, started.stop)
    power_cut.start()
    try:
        started.start_scheduler()
        yield started
    finally:
        power_cut.cancel()
        started.stop()
