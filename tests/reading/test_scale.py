"""Pages are read by a cluster of other processes, started as its operator starts them; machines may go away."""

import hashlib
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from archiver.compute import Event, Job, PagesRead, Told, Workers, read_files, sending
from archiver.errors import ArchiverError
from tests.reading import hostile
from tests.reading.hostile import outcomes, terms, write
from tests.reading.machines import Machines, a_scheduler, cut_off, free_port, is_below
from tests.reading.reader import start_reader
from tests.reading.waiting import until


@pytest.fixture
def machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    """Start a scheduler, and end whatever was started."""
    monkeypatch.setattr("archiver.compute.hand.carry_out", hostile.carry_out)
    with a_scheduler(tmp_path / "machines") as started:
        yield started


def hashed(job: Job) -> Job:
    """Return the job with the hash of its file, by which other machines know it."""
    return replace(job, sha256=hashlib.sha256(job.path.read_bytes()).hexdigest())


def by(machines: Machines, **wishes: int) -> Workers:
    """Return the wish to have these machines read."""
    return Workers(folder=machines.folder / "unused", scheduler=machines.address, **wishes)


def texts(events: list[Event]) -> Counter[tuple[str, int]]:
    """Return how often each page of each file came, by what stands on it."""
    reads = [read for event in events if isinstance(event, PagesRead) for read in event.reads]
    return Counter((read.page.lines[0].text, read.page.number) for read in reads)


@contextmanager
def meanwhile(what: Callable[[], object]) -> Generator[None]:
    """Do something beside what is done inside."""
    beside = Thread(target=what)
    beside.start()
    try:
        yield
    finally:
        beside.join()


def test_a_machine_that_goes_away_in_the_middle_loses_no_page_and_doubles_none(
    machines: Machines, tmp_path: Path
) -> None:
    """It is cut off at a page that it would never have finished; the other goes on, and reads that page too."""
    both = [machines.start_worker(), machines.start_worker()]
    jobs = [hashed(write(tmp_path, f"{number}", ["slow"] * 12)) for number in range(9)]
    jobs.insert(2, hashed(write(tmp_path, "unlucky", ["slow"] * 5 + ["hang once"] + ["slow"] * 6)))
    mark = tmp_path / "unlucky-6.seen"

    def cut_off_who_hangs() -> None:
        until(mark.exists)
        (doomed,) = [one for one in both if is_below(one, int(mark.read_text(encoding="ascii")))]
        cut_off(doomed)

    with meanwhile(cut_off_who_hangs):
        events = list(read_files(jobs, terms(), by(machines)))
    assert [one.poll() is None for one in both].count(True) == 1
    assert outcomes(events) == {job.key: " ".join(map(str, range(1, 13))) for job in jobs}
    assert texts(events) == Counter({(job.path.name, page): 1 for job in jobs for page in range(1, 13)})
    assert not [event for event in events if isinstance(event, Told)]


def test_a_machine_that_comes_later_takes_part(machines: Machines, tmp_path: Path) -> None:
    """Two pages wait for each other, which one machine alone can not help."""
    machines.start_worker()
    jobs = [hashed(write(tmp_path, "one", ["meet other"])), hashed(write(tmp_path, "other", ["meet one"]))]

    def come_later() -> None:
        until(lambda: list(tmp_path.glob("*.seen")))
        machines.start_worker()

    with meanwhile(come_later):
        assert set(outcomes(list(read_files(jobs, terms(), by(machines)))).values()) == {"1"}


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


def test_what_was_sent_is_removed_when_the_sender_dies(machines: Machines, tmp_path: Path) -> None:
    machines.start_worker()
    write(tmp_path, "hanging", ["hang"])
    reader = start_reader(tmp_path, "hanging", folder=".", scheduler=machines.address)
    until(machines.copies)
    reader.kill()
    reader.communicate()
    until(lambda: not machines.copies())
