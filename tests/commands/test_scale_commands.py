"""Commands that have their pages read by a cluster: what stands in the ledger in the end, whatever went away."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from tests.commands.conftest import Clerk
from tests.reading.machines import ROOT, Machines, a_scheduler, cut_off
from tests.reading.making import typeset
from tests.reading.waiting import until

FILES = 4
PAGES = 16


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """Start a scheduler, and end whatever was started."""
    with a_scheduler(tmp_path / "machines") as started:
        yield started


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Return a folder of papers that are quick to read, and all different."""
    folder = tmp_path / "来件"
    folder.mkdir()
    for number in range(FILES):
        typeset(folder / f"{number}.pdf", f"#for page in range({PAGES}) [食堂用品清单 {number} #pagebreak(weak: true)]")
    return folder


def stored(home: Path) -> list[tuple[str, int]]:
    """Return the pages in the ledger, by file and number."""
    with closing(sqlite3.connect(f"file:{home / 'ledger.db'}?mode=ro", uri=True)) as ledger:
        return ledger.execute("SELECT sha256, number FROM pages ORDER BY sha256, number").fetchall()


def assert_all_is_there_once(clerk: Clerk) -> None:
    pages = stored(clerk.home)
    assert len(pages) == len(set(pages)) == FILES * PAGES
    assert {number for _, number in pages} == set(range(1, PAGES + 1))
    records = clerk.asks("records")
    assert [record["pages"] for record in records] == [PAGES] * FILES
    assert {record["state"] for record in records} == {"unassigned"}


@pytest.mark.slow
def test_a_machine_is_cut_off_while_an_archive_reads(clerk: Clerk, machines: Machines, papers: Path) -> None:
    """Nothing is lost, and nothing comes into the ledger twice."""
    doomed, _ = machines.start_worker(), machines.start_worker()
    clerk.does("init")

    def cut_off_in_the_middle() -> None:
        until(lambda: len(stored(clerk.home)) >= PAGES)
        cut_off(doomed)

    accident = Thread(target=cut_off_in_the_middle)
    accident.start()
    clerk.does("add", papers, "--scheduler", machines.address)
    accident.join()
    assert clerk.code == 0, clerk.out + clerk.err
    assert_all_is_there_once(clerk)


@pytest.mark.slow
def test_an_archive_is_killed_while_a_cluster_reads_and_goes_on_where_it_was(
    clerk: Clerk, machines: Machines, papers: Path
) -> None:
    """With the cluster named in the settings."""
    machines.start_worker()
    clerk.does("init")
    settings = clerk.home / "归档.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('scheduler = ""', f'scheduler = "{machines.address}"'), encoding="utf-8")
    words = [sys.executable, "-m", "archiver", "--home", str(clerk.home), "add", str(papers)]
    process = subprocess.Popen(words, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL)
    until(lambda: len(stored(clerk.home)) >= PAGES)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = stored(clerk.home)
    assert len(before) < FILES * PAGES
    clerk.does("run")
    assert clerk.code == 0, clerk.out + clerk.err
    assert_all_is_there_once(clerk)


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_told_and_the_files_wait(clerk: Clerk, papers: Path) -> None:
    clerk.does("init")
    clerk.does("add", papers, "--scheduler", "tcp://127.0.0.1:9")
    assert clerk.code == 4
    assert "连不上识别集群 tcp://127.0.0.1:9" in clerk.err
    clerk.does("run")
    assert clerk.code == 0
    assert_all_is_there_once(clerk)


@pytest.mark.parametrize("address", ["192.168.1.10:8786", "tcp://", "http://a:1", "tcp://a:1 "])
def test_an_address_that_is_none_is_refused(clerk: Clerk, address: str) -> None:
    clerk.does("init")
    clerk.does("run", "--scheduler", address)
    assert clerk.code == 2
    assert "--scheduler 应形如" in clerk.err
    settings = clerk.home / "归档.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('scheduler = ""', f'scheduler = "{address}"'), encoding="utf-8")
    clerk.does("run")
    assert clerk.code == 4
    assert "reading.scheduler 应形如" in clerk.err
