"""Intake bears SIGKILL at any moment: started again, nothing is lost and nothing is there twice."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from archiver import originals
from archiver.home import Home
from archiver.ledger import joining
from archiver.ledger.database import transaction
from tests.intake.counter import CLERK, NOON, Counter, a_zip, files_below, sha256, write
from tests.intake.killed import run_until_killed

CHECKOUT = Path(__file__).resolve().parents[2]

ROUNDS = 50
FILES = 40

STEPS = ("copied", "synced", "renamed", "folder synced", "read back", "committed", "removed")

MEMBERS = {"一/a.pdf": b"%PDF a", "b.pdf": b"%PDF b", "里层.zip": a_zip({"c.pdf": b"%PDF c"})}


def kill_at(home: Home, work: str, step: str, times: int = 1) -> None:
    """Let a process do the work and die at the step."""
    command = [sys.executable, "-m", "tests.intake.killed", str(home.root), work, step, str(times)]
    done = subprocess.run(command, cwd=CHECKOUT, check=False)
    assert done.returncode == -signal.SIGKILL, f"never came to {step!r} for the {times}. time"


def assert_all_is_held_once(home: Home, counter: Counter, files: Mapping[str, bytes]) -> None:
    """Compare inbox, originals and ledger with what was handed in."""
    assert files_below(home.inbox) == {}
    assert sorted(counter.held().items()) == sorted(files.items())
    assert len(counter.rows()) == len(files)
    assert {path.rpartition("/")[2] for path in files_below(home.originals)} >= {sha256(c) for c in files.values()}
    assert files_below(home.temporary) == {}


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_a_step_of_a_file(home: Home, counter: Counter, step: str, times: int) -> None:
    """Whatever the step, the next run brings the same end as an undisturbed one."""
    files = {"慰问/a.pdf": b"%PDF a", "慰问/b.pdf": b"%PDF b", "c.jpg": b"\xff\xd8"}
    write(home.inbox, files)
    kill_at(home, "run", step, times)
    survivors = {**files_below(home.inbox), **counter.held()}
    assert survivors == files
    counter.run()
    assert_all_is_held_once(home, counter, files)
    assert len(files_below(home.originals)) == len(files)


@pytest.mark.parametrize(
    ("step", "times"),
    [("unpacked", 1), ("container committed", 1), ("container committed", 2)]
    + [("committed", times) for times in range(1, 5)]
    + [("renamed", times) for times in range(1, 5)]
    + [("removed", 1)],
)
def test_killed_within_an_archive(home: Home, counter: Counter, step: str, times: int) -> None:
    """An archive leaves the inbox after all its members are held, those of archives within it too."""
    write(home.inbox, {"包.zip": a_zip(MEMBERS)})
    kill_at(home, "run", step, times)
    assert "包.zip" in files_below(home.inbox) or step == "removed"
    counter.run()
    members = {"包/一/a.pdf": b"%PDF a", "包/b.pdf": b"%PDF b", "包/里层/c.pdf": b"%PDF c"}
    assert_all_is_held_once(home, counter, members)
    assert len(files_below(home.originals)) == len(members) + 2


@pytest.mark.parametrize("step", ["kept", "note written", "committed", "removed"])
def test_killed_while_a_file_is_refused(home: Home, counter: Counter, step: str) -> None:
    """The file lies in the inbox or set aside, and in the end only there, once, with its note."""
    broken = b"PK\x03\x04 no archive"
    write(home.inbox, {"坏.zip": broken})
    kill_at(home, "run", step)
    assert broken in {**files_below(home.inbox), **files_below(home.set_aside)}.values()
    counter.run()
    counter.run()
    assert set(files_below(home.set_aside)) == {"坏.zip", "坏.zip.txt"}
    assert [row.kept_as for row in counter.rows()] == ["坏.zip"]
    assert files_below(home.originals) == files_below(home.inbox) == {}


@pytest.mark.parametrize("step", ["kept", "note written", "committed", "original removed"])
def test_killed_while_a_record_is_set_aside(home: Home, counter: Counter, step: str) -> None:
    """The bytes are always held somewhere, and in the end only where the ledger says."""
    write(home.inbox, {"甲/a.pdf": b"%PDF a"})
    counter.run()
    kill_at(home, "put", step)
    places = [*files_below(home.originals).values(), *files_below(home.set_aside).values()]
    assert b"%PDF a" in places
    counter.run()
    if counter.rows()[0].kept_as is None:
        counter.put_aside("R000001")
    assert set(files_below(home.set_aside)) == {"甲/a.pdf", "甲/a.pdf.txt"}
    assert files_below(home.originals) == {}


@pytest.mark.parametrize(
    ("step", "times"),
    [(step, times) for step in ("kept", "note written", "original removed") for times in (1, 2)] + [("committed", 1)],
)
def test_killed_while_files_of_one_record_are_set_aside(home: Home, counter: Counter, step: str, times: int) -> None:
    """Both lie aside in the end or neither; the record is whole as long as its files are held."""
    files = {"甲/1.pdf": b"%PDF 1", "甲/2.pdf": b"%PDF 2"}
    write(home.inbox, files)
    counter.run()
    numbers = [row.id for row in sorted(counter.rows(), key=lambda row: row.source_name)]
    for number in numbers:
        counter.describe(number)
    with transaction(counter.engine) as tx:
        joining.join(tx, numbers, who=CLERK, at=NOON)
    kill_at(home, "put", step, times)
    places = [*files_below(home.originals).values(), *files_below(home.set_aside).values()]
    assert set(files.values()) <= set(places)
    counter.run()
    if all(row.kept_as is None for row in counter.rows()):
        assert [row.id for row in counter.rows()] == numbers[:1]
        counter.put_aside("R000001")
    assert {row.id: row.kept_as for row in counter.rows()} == dict(zip(numbers, files, strict=True))
    assert {name for name in files_below(home.set_aside) if not name.endswith(".txt")} == set(files)
    assert files_below(home.originals) == {}
    counter.retry()
    assert counter.held() == files
    assert files_below(home.set_aside) == {}


@pytest.mark.parametrize("step", ["renamed", "read back", "committed"])
def test_killed_while_a_record_is_taken_up_again(home: Home, counter: Counter, step: str) -> None:
    """The record ends up held, and nothing of it lies set aside any more."""
    write(home.inbox, {"甲/a.pdf": b"%PDF a"})
    counter.run()
    counter.put_aside("R000001")
    kill_at(home, "retry", step)
    counter.retry()
    assert counter.held() == {"甲/a.pdf": b"%PDF a"}
    assert files_below(home.set_aside) == {}


def _batch(dice: random.Random) -> Iterator[tuple[str, bytes]]:
    """Yield 40 different files in four folders."""
    for number in range(FILES):
        yield f"{number % 4}/{number:02d} 材料.pdf", b"%PDF" + dice.randbytes(dice.randrange(1, 300_000))


@pytest.mark.slow
def test_killed_fifty_times_at_random_moments(home: Home, counter: Counter) -> None:
    """Every file is in originals and ledger exactly once in the end, and the inbox is empty."""
    seed = int(os.environ.get("ARCHIVER_TEST_SEED", "0")) or random.SystemRandom().randrange(1, 1 << 30)
    print(f"ARCHIVER_TEST_SEED={seed}")  # noqa: T201 - to run the same again
    dice = random.Random(seed)  # noqa: S311 - a test, no secret
    files = dict(_batch(dice))
    packed = dict(list(files.items())[-6:])
    plain = {name: content for name, content in files.items() if name not in packed}
    write(home.inbox, {**plain, "0/包.zip": a_zip(packed)})
    span = 0.02
    for number in range(ROUNDS):
        _kill_after(home, dice.uniform(0, span))
        # Longer where the work lags behind the kills, shorter where it runs ahead: all of it is to be hit.
        lags = len(files_below(home.inbox)) > len(plain) * (1 - number / ROUNDS)
        span *= 1.5 if lags else 0.7
    counter.run()
    assert_all_is_held_once(home, counter, {**plain, **{f"0/包/{name}": packed[name] for name in packed}})
    assert all(originals.verify(home, row.sha256) for row in counter.rows())
    assert len(files_below(home.originals)) == FILES + 1


def _kill_after(home: Home, seconds: float) -> None:
    """Let a process take files in for so long and kill it."""
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(["tests.intake.killed"])
    hear, say = forks.Pipe(duplex=False)
    process = forks.Process(target=run_until_killed, args=(str(home.root), say))
    process.start()
    say.close()
    assert hear.recv()
    time.sleep(seconds)
    process.kill()
    process.join()
    hear.close()
    assert process.exitcode == -signal.SIGKILL
    process.close()
