"""Pages that hang, crash or take all memory cost their own file and nothing else, whoever reads."""

from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from archiver import compute
from archiver.compute import Event, Job, Workers, read_files
from tests.reading import hostile
from tests.reading.hostile import outcomes, terms, write

Read = Callable[..., list[Event]]


@pytest.fixture(params=["one process", "a cluster"])
def read(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Return a reading of jobs by one process, or by the Dask workers of this machine."""
    monkeypatch.setattr("archiver.compute.alone.carry_out", hostile.carry_out)
    monkeypatch.setattr("archiver.compute.hand.carry_out", hostile.carry_out)
    monkeypatch.setattr(compute, "FEW", 1000 if request.param == "one process" else -1)

    def run(jobs: list[Job], seconds: float = 30.0, **wishes: int) -> list[Event]:
        workers = Workers(folder=tmp_path / "workers", **{"count": 2, "memory": 600 << 20, **wishes})
        return list(read_files(jobs, terms(seconds), workers))

    return run


def children() -> list[psutil.Process]:
    """Return the processes below this one, without Python's own bookkeeper."""
    return [one for one in psutil.Process().children(recursive=True) if "resource_tracker" not in str(one.cmdline())]


@pytest.fixture
def left_over() -> Callable[[], set[psutil.Process]]:
    """Return a look at the processes below this one that were not there when the test began."""
    before = set(children())
    return lambda: set(children()) - before


def test_every_page_of_every_file_is_read_once(
    left_over: Callable[[], set[psutil.Process]], read: Read, tmp_path: Path
) -> None:
    jobs = [write(tmp_path, f"{pages}", ["fine"] * pages) for pages in (1, 2, 3, 7, 20, 50)]
    events = read(jobs)
    assert outcomes(events) == {job.key: " ".join(str(n) for n in range(1, int(job.key) + 1)) for job in jobs}
    assert not left_over()
    assert not (tmp_path / "workers").exists()


def test_pages_that_are_read_already_are_left_out(read: Read, tmp_path: Path) -> None:
    job = write(tmp_path, "a", ["kill", "fine", "kill", "fine"])
    assert outcomes(read([Job(key="a", path=job.path, done=frozenset({1, 3}))])) == {"a": "2 4"}


def test_what_kills_its_process_is_set_aside_and_innocent_pages_are_read(read: Read, tmp_path: Path) -> None:
    jobs = [
        write(tmp_path, "good", ["fine"] * 30),
        write(tmp_path, "killer", ["fine"] * 9 + ["kill"] + ["fine"] * 9),
        write(tmp_path, "opens badly", ["fine"], opening="kill"),
        write(tmp_path, "unlucky", ["fine", "kill once", "fine", "memory once"]),
        write(tmp_path, "unlucky at first", ["fine"], opening="kill once"),
        write(tmp_path, "great", ["memory"]),
    ]
    assert outcomes(read(jobs)) == {
        "good": " ".join(map(str, range(1, 31))),
        "killer": "K002",
        "opens badly": "K002",
        "unlucky": "1 2 3 4",
        "unlucky at first": "1",
        "great": "K002",
    }


def test_the_page_that_killed_is_named(read: Read, tmp_path: Path) -> None:
    events = read([write(tmp_path, "killer", ["fine"] * 9 + ["kill"] + ["fine"] * 9)])
    (failed,) = (event for event in events if isinstance(event, compute.Failed))
    assert failed.finding.page == 10
    assert "第 10 页" in failed.finding.message


def test_what_outlasts_its_time_is_ended_and_the_rest_is_read(
    left_over: Callable[[], set[psutil.Process]], read: Read, tmp_path: Path
) -> None:
    jobs = [
        write(tmp_path, "hanging", ["fine"] * 5 + ["hang"]),
        write(tmp_path, "opening for ever", ["fine"], opening="hang"),
        write(tmp_path, "slow once", ["hang once", "fine"]),
        write(tmp_path, "lets nobody run", ["seize"]),
        write(tmp_path, "good", ["fine"] * 5),
    ]
    assert outcomes(read(jobs, seconds=1.0)) == {
        "hanging": "K001",
        "opening for ever": "K001",
        "slow once": "1 2",
        "lets nobody run": "K001",
        "good": "1 2 3 4 5",
    }
    assert not left_over()


def test_what_takes_all_memory_is_ended(read: Read, tmp_path: Path) -> None:
    jobs = [write(tmp_path, "swallowing", ["fine", "swallow"]), write(tmp_path, "good", ["fine"] * 5)]
    assert outcomes(read(jobs)) == {"swallowing": "K002", "good": "1 2 3 4 5"}


def test_refused_files_and_bugs_are_told_apart(read: Read, tmp_path: Path) -> None:
    jobs = [
        write(tmp_path, "damaged", ["fine", "damaged"]),
        write(tmp_path, "refused", ["fine"], opening="damaged"),
        write(tmp_path, "bug", ["bug"]),
    ]
    assert outcomes(read(jobs)) == {"damaged": "R001", "refused": "R001", "bug": "K003"}
