"""Pages are read by a cluster of other processes, started as its operator starts them; machines may go away."""

import hashlib
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from archiver.compute import Event, Job, PagesRead, Told, Workers, read_files, sending
from archiver.errors import ArchiverError
from tests.reading import hostile
from tests.reading.hostile import outcomes, terms, write
from tests.reading.waiting import until

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


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(host: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0


@pytest.fixture
def machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    """Start a scheduler, and end whatever was started."""
    monkeypatch.setattr("archiver.compute.hand.carry_out", hostile.carry_out)
    started = Machines(folder=tmp_path / "machines")
    started.folder.mkdir()
    try:
        started.start_scheduler()
        yield started
    finally:
        started.stop()


def hashed(job: Job) -> Job:
    """Return the job under the hash of its file, as an archive names it."""
    return Job(key=hashlib.sha256(job.path.read_bytes()).hexdigest(), path=job.path)


def by(machines: Machines, **wishes: int) -> Workers:
    """Return the wish to have these machines read."""
    return Workers(folder=machines.folder / "unused", scheduler=machines.address, **wishes)


def texts(events: list[Event]) -> Counter[tuple[str, int]]:
    """Return how often each page of each file came, by what stands on it."""
    reads = [read for event in events if isinstance(event, PagesRead) for read in event.reads]
    return Counter((read.page.lines[0].text, read.page.number) for read in reads)


def test_a_machine_that_goes_away_in_the_middle_loses_no_page_and_doubles_none(
    machines: Machines, tmp_path: Path
) -> None:
    """Of two workers, one is cut off while it reads; a third joins later."""
    doomed, _ = machines.start_worker(), machines.start_worker()
    jobs = [hashed(write(tmp_path, f"{number}", ["slow"] * 12)) for number in range(10)]
    events: list[Event] = []
    for event in read_files(jobs, terms(), by(machines)):
        events.append(event)
        if len(texts(events)) >= 30 and doomed.poll() is None:
            cut_off(doomed)
            machines.start_worker()
    assert doomed.poll() is not None
    assert outcomes(events) == {job.key: " ".join(map(str, range(1, 13))) for job in jobs}
    assert texts(events) == Counter({(str(file), page): 1 for file in range(10) for page in range(1, 13)})
    assert not [event for event in events if isinstance(event, Told)]
    readers = {read.page.lines[1].text for e in events if isinstance(e, PagesRead) for read in e.reads}
    assert len(readers) == 3


def test_a_page_that_kills_its_worker_is_set_aside_here_too(machines: Machines, tmp_path: Path) -> None:
    machines.start_worker()
    jobs = [hashed(write(tmp_path, "killer", ["fine", "kill"])), hashed(write(tmp_path, "good", ["fine", "kill once"]))]
    killer, good = jobs
    events = list(read_files(jobs, terms(), by(machines)))
    assert outcomes(events) == {killer.key: "K002", good.key: "1 2"}


def test_what_a_worker_does_not_see_is_sent_to_it_once_and_removed_again(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative path leads elsewhere in another process; at one machine another file lies at that place."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sending, "PART", 100)
    for _ in range(2):
        machines.start_worker()
    jobs = [hashed(write(Path(), f"{number}", ["slow"] * 8)) for number in range(6)]
    (machines.folder / "3").write_text("another file of the same name", encoding="utf-8")
    sent: Counter[tuple[object, str]] = Counter()

    async def counted(submit: object, job: Job) -> object:
        sent[getattr(submit, "__self__", None).address, job.key] += 1
        return await sending.send(submit, job)

    monkeypatch.setattr("archiver.compute.hand.send", counted)
    seen: list[Path] = []
    events: list[Event] = []
    for event in read_files(jobs, terms(), by(machines)):
        events.append(event)
        seen += machines.copies()
    assert texts(events) == Counter({(str(file), page): 1 for file in range(6) for page in range(1, 9)})
    assert set(sent.values()) == {1}
    assert {key for _, key in sent} == {job.key for job in jobs}
    assert seen
    until(lambda: not machines.copies())


def test_a_file_at_its_place_is_not_sent(machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archiver.compute.hand.send", None)
    machines.start_worker()
    job = hashed(write(tmp_path, "here", ["fine"]))
    assert outcomes(list(read_files([job], terms(), by(machines)))) == {job.key: "1"}


def test_a_worker_of_another_version_or_without_the_program_is_named_and_not_asked(
    machines: Machines, tmp_path: Path
) -> None:
    machines.start_worker(shim="import archiver.version; archiver.version.VERSION = '0.0.1'")
    machines.start_worker(shim="import sys; sys.modules['archiver'] = None")
    machines.start_worker()
    jobs = [hashed(write(tmp_path, f"{number}", ["slow"] * 9)) for number in range(5)]
    events = list(read_files(jobs, terms(), by(machines)))
    assert outcomes(events) == {job.key: " ".join(map(str, range(1, 10))) for job in jobs}
    assert len({read.page.lines[1].text for e in events if isinstance(e, PagesRead) for read in e.reads}) == 1
    told = [event.finding for event in events if isinstance(event, Told)]
    assert [finding.code for finding in told] == ["K004", "K004"]
    assert any("0.0.1" in finding.message for finding in told)
    assert any("没有安装" in finding.message for finding in told)


def test_a_cluster_that_is_all_of_another_version_is_refused(machines: Machines, tmp_path: Path) -> None:
    machines.start_worker(shim="import ocr.terms; ocr.terms.REVISION = 1000")
    with pytest.raises(ArchiverError, match="同一版本"):
        list(read_files([hashed(write(tmp_path, "a", ["fine"]))], terms(), by(machines)))


def test_a_scheduler_without_the_program_is_told(tmp_path: Path, machines: Machines) -> None:
    machines.stop()
    machines.start_scheduler(shim="import sys; sys.modules['archiver'] = None")
    machines.start_worker()
    with pytest.raises(ArchiverError, match="调度程序"):
        list(read_files([hashed(write(tmp_path, "a", ["fine"]))], terms(), by(machines)))


def test_a_cluster_without_workers_is_not_waited_for_for_ever(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archiver.compute.cluster.PATIENCE_SECONDS", 1.0)
    with pytest.raises(ArchiverError, match="没有可用的识别进程"):
        list(read_files([hashed(write(tmp_path, "a", ["fine"]))], terms(), by(machines)))


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path) -> None:
    nobody = Workers(folder=tmp_path, scheduler=f"tcp://127.0.0.1:{free_port()}")
    with pytest.raises(ArchiverError, match="连不上识别集群"):
        list(read_files([write(tmp_path, "a", ["fine"])], terms(), nobody))


def test_a_scheduler_that_goes_away_ends_the_run_with_advice(machines: Machines, tmp_path: Path) -> None:
    machines.start_worker()
    jobs = [hashed(write(tmp_path, f"{number}", ["slow"] * 12)) for number in range(5)]
    events = read_files(jobs, terms(), by(machines))
    assert next(events)
    cut_off(machines.scheduler)
    with pytest.raises(ArchiverError, match="失去了联系"):
        list(events)


def test_a_worker_that_dask_paused_is_replaced_and_its_task_done_elsewhere(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dask pauses a worker at four fifths of its memory, and would leave what it is sent waiting for ever."""
    monkeypatch.setattr("archiver.compute.cluster._bounded", lambda most, _limit: most)
    machines.start_worker("--memory-limit", "500MB")
    job = hashed(write(tmp_path, "fat", ["fine", "fatten 360", *["slow"] * 20]))
    events = list(read_files([job], terms(), by(machines, memory=1 << 40)))
    assert outcomes(events) == {job.key: " ".join(map(str, range(1, 23)))}
    readers = {read.page.lines[1].text for e in events if isinstance(e, PagesRead) for read in e.reads}
    assert len(readers) == 2


def test_a_worker_that_grew_is_replaced_before_dask_pauses_it(machines: Machines, tmp_path: Path) -> None:
    machines.start_worker("--memory-limit", "500MB")
    job = hashed(write(tmp_path, "fat", ["fine", "fatten 310", *["fine"] * 20]))
    events = list(read_files([job], terms(), by(machines)))
    assert outcomes(events) == {job.key: " ".join(map(str, range(1, 23)))}
    assert len({read.page.lines[1].text for e in events if isinstance(e, PagesRead) for read in e.reads}) == 2
