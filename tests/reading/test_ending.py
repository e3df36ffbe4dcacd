"""However a run ends, it leaves no process behind and nothing on the terminal, and it talks to nobody."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.reading.hostile import write
from tests.reading.reader import start_reader
from tests.reading.waiting import until

CREWS = pytest.mark.parametrize("few", [1000, -1], ids=["one process", "a cluster"])


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return a folder with a file that hangs, and no home of a user beside it."""
    write(tmp_path, "hanging", ["hang once"])
    write(tmp_path, "good", ["fine"] * 3)
    (tmp_path / "somewhere").mkdir()
    return tmp_path


def start(folder: Path, few: int, *names: str) -> subprocess.Popen[bytes]:
    """Start a reader whose user has no home of their own."""
    place = folder / "somewhere"
    return start_reader(place, *names, folder=folder, few=few, HOME=str(place), TMPDIR=str(folder))


def family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def gone(processes: list[psutil.Process]) -> bool:
    """Return whether all have ended; a zombie that nobody reaps has."""
    return not [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def hanging(folder: Path) -> bool:
    return (folder / "hanging-1.seen").exists()


@CREWS
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_sigterm_end_the_processes_at_once(folder: Path, few: int, number: signal.Signals) -> None:
    """Ctrl-C comes to every process of the terminal, SIGTERM to the one that was started."""
    process = start(folder, few, "hanging", "good")
    until(lambda: hanging(folder))
    below = family(process)
    if number is signal.SIGINT:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert err.decode() == ""
    assert out.decode().splitlines()[-1] == "ended"
    until(lambda: gone(below))  # the last is Python's own bookkeeper, which leaves after its owner
    assert not (folder / "workers").exists()


@CREWS
def test_processes_end_with_their_owner_when_it_is_killed(folder: Path, few: int) -> None:
    """Even while a page keeps them busy."""
    process = start(folder, few, "hanging", "good")
    until(lambda: hanging(folder))
    below = family(process)
    assert below
    process.kill()
    process.wait()
    until(lambda: gone(below))
    process.communicate()


@CREWS
def test_a_run_says_nothing_by_itself_and_leaves_nothing_behind(folder: Path, few: int) -> None:
    before = set(folder.rglob("*"))
    process = start(folder, few, "good")
    out, err = process.communicate(timeout=60)
    assert (out.decode().split()[0], out.decode().split()[-1], err.decode()) == ("Opened", "Finished", "")
    assert set(folder.rglob("*")) == before


def test_the_workers_of_this_machine_listen_on_the_loopback_address_only_and_to_nobody_without_a_key(
    folder: Path,
) -> None:
    process = start(folder, -1, "hanging")
    until(lambda: hanging(folder))
    everybody = [psutil.Process(process.pid), *family(process)]
    connections = [one for each in everybody for one in each.net_connections("inet")]
    assert connections
    assert {one.laddr.ip for one in connections} == {"127.0.0.1"}
    assert {one.raddr.ip for one in connections if one.raddr} == {"127.0.0.1"}
    ports = {one.laddr.port for one in connections if one.status == psutil.CONN_LISTEN}
    assert len(ports) == 5  # the scheduler, two nannies, two workers
    process.kill()
    process.communicate()
    until(lambda: gone(everybody))
