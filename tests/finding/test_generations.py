"""An index that is made again beside the one that answers, and writers that are killed."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.generations import Generations, engine_of, open_answering, open_generation
from tests.finding.texts import record


def test_what_is_made_answers_only_once_it_is_named(engine: str, tmp_path: Path) -> None:
    generations = Generations(tmp_path / "index")
    assert generations.answering() is None
    with open_answering(tmp_path / "index") as kept_open:
        assert kept_open.search("慰问").total == 0
        assert not (tmp_path / "index").exists()
        first = generations.unfinished(engine)
        assert engine_of(first) == engine
        with open_generation(first) as index:
            index.replace([record("R1", "慰问")])
        assert kept_open.search("慰问").total == 0
        generations.switch(first)
        assert kept_open.search("慰问").total == kept_open.size() == 1
        second = generations.unfinished(engine)
        assert second != first
        with open_generation(second) as index:
            index.replace([record("R1", "慰问"), record("R2", "慰问")])
        assert generations.unfinished(engine) == second
        assert kept_open.search("慰问").total == 1
        generations.switch(second)
        assert kept_open.search("慰问").total == 2
        assert sorted(path.name for path in (tmp_path / "index").iterdir()) == sorted([second.name, "answering"])


def test_another_engines_unfinished_index_is_not_gone_on_with(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    (tmp_path / "tantivy-3").mkdir()
    assert generations.unfinished("tantivy").name == "tantivy-3"
    assert generations.unfinished("whoosh").name == "whoosh-4"


@pytest.mark.parametrize("named", ["", "whoosh-7", "../elsewhere", "none"])
def test_a_name_that_leads_nowhere_is_no_index(tmp_path: Path, named: str) -> None:
    (tmp_path / "answering").write_text(named, encoding="utf-8")
    assert Generations(tmp_path).answering() is None


# Writers that commit without end are killed after a few of their commits, at no moment of their own choosing; another
# process then looks whether every record is whole, once there, and of the newest state that was committed or the next.
KILLING = """
import os, random, signal, sys
from pathlib import Path
from index.searching import open_index
from tests.finding.texts import record
folder, engine = Path(sys.argv[1]), sys.argv[2]
chance = random.Random(5)
names = ["R1", "R2", "R3"]
def write(start, pipe):
    with open_index(folder, engine) as index:
        for state in range(start, start + 1000):
            index.replace([record(name, f"state {state} one", f"state {state} two") for name in names])
            os.write(pipe, b".")
def look(newest):
    with open_index(folder, engine) as index:
        whole = {f"R{n}": 2 for n in (1, 2, 3)}
        states = [state for state in (newest, newest + 1) if index.search_records(f'"state {state} one"').total]
        assert len(states) == 1, states
        hits = index.search(f'"state {states[0]} one" OR "state {states[0]} two"', limit=99).hits
        assert sorted((hit.record, hit.page) for hit in hits) == [(name, page) for name in names for page in (1, 2)]
        assert index.size() == 6 and sorted(index.contents()) == names, index.size()
        os.write(1, str(states[0]).encode())
def forked(work, *arguments):
    child = os.fork()
    if child == 0:
        try:
            work(*arguments)
        except BaseException as why:
            os.write(2, repr(why).encode())
            os._exit(1)
        os._exit(0)
    return child
newest = 0
for death in range(50):
    out, into = os.pipe()
    writer = forked(write, newest + 1, into)
    for _ in range(chance.choice((1, 1, 2))):
        newest += len(os.read(out, 1))
    for _ in range(chance.randrange(200_000)):
        pass
    os.kill(writer, signal.SIGKILL)
    assert os.WIFSIGNALED(os.waitpid(writer, 0)[1])
    os.close(into)
    newest += len(os.read(out, 99))
    told, telling = os.pipe()
    looker = os.fork()
    if looker == 0:
        os.dup2(telling, 1)
        try:
            look(newest)
        except BaseException as why:
            os.write(2, repr(why).encode())
            os._exit(1)
        os._exit(0)
    assert os.waitpid(looker, 0)[1] == 0
    newest = int(os.read(told, 99))
    for pipe in (out, told, telling):
        os.close(pipe)
print("50 deaths")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_fifty_killed_writers_leave_every_record_whole_and_once(engine: str, tmp_path: Path) -> None:
    words = [sys.executable, "-c", KILLING, str(tmp_path / "index"), engine]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "50 deaths\n", "")
