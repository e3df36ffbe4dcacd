"""Writing: what is replaced, removed, merged, shared between processes, cut short or damaged."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.engines import whoosh
from index.engines.merging import Extent, to_merge
from index.engines.whoosh_store import INDEX_NAME, Store
from index.entry import RecordEntry
from index.searching import Index, IndexBusyError, IndexDamagedError, open_index
from tests.finding.texts import record


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def found(index: Index, query: str) -> list[tuple[str, int]]:
    return sorted((hit.record, hit.page) for hit in index.search(query, limit=1000).hits)


def segments(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.seg"))


def test_a_record_is_replaced_as_a_whole(engine: str, folder: Path) -> None:
    with open_index(folder, engine) as index:
        index.replace([record("R1", "走访", "慰问", title="旧题名"), record("R2", "慰问")])
        index.replace([record("R1", "座谈", title="新题名")])
        assert found(index, "慰问") == [("R2", 1)]
        assert found(index, "旧题名") == []
        assert found(index, "座谈") == found(index, "新题名") == [("R1", 1)]
        assert found(index, "NOT 没有") == [("R1", 1), ("R2", 1)]
        assert found(index, "题名:新") == [("R1", 1)]


def test_removed_records_are_gone_and_unknown_ids_passed_over(engine: str, folder: Path) -> None:
    with open_index(folder, engine) as index:
        index.replace([record("R1", "走访慰问团", year="2023"), record("R2", "走访慰问团", year="2023")])
        index.remove(["R1", "R7"])
        assert found(index, "走访慰问团") == found(index, "访") == found(index, "年度:2023") == [("R2", 1)]
        assert index.search("访").total == 1
        index.remove([])
        index.replace([])
        assert list(index.contents()) == ["R2"]


def test_contents_are_the_fingerprints_that_were_given(engine: str, folder: Path) -> None:
    records = [record("R1", "走访", "慰问"), record("R2", "座谈"), record("R3")]
    with open_index(folder, engine) as index:
        assert index.contents() == {}
        index.replace(records)
        assert index.contents() == {one.id: one.fingerprint for one in records}


def test_of_two_records_with_one_id_the_later_counts(engine: str, folder: Path) -> None:
    with open_index(folder, engine) as index:
        index.replace([record("R1", "走访"), record("R1", "慰问")])
        assert found(index, "走访 OR 慰问") == [("R1", 1)]
        assert found(index, "慰问") == [("R1", 1)]


def test_every_search_answers_from_the_newest_state(engine: str, folder: Path) -> None:
    with open_index(folder, engine) as reader, open_index(folder, engine) as writer:
        assert found(reader, "慰问") == []
        for number in range(3):
            writer.replace([record(f"R{number}", "慰问")])
            assert len(found(reader, "慰问")) == number + 1
        writer.remove(["R1"])
        assert found(reader, "慰问") == [("R0", 1), ("R2", 1)]


def test_a_closed_index_opens_again_when_asked(engine: str, folder: Path) -> None:
    index = open_index(folder, engine)
    index.replace([record("R1", "慰问")])
    assert found(index, "慰问") == [("R1", 1)]
    index.close()
    assert found(index, "慰问") == [("R1", 1)]
    index.close()


def test_a_long_run_is_committed_in_parts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whoosh, "PAGES_PER_COMMIT", 4)

    def breaking_off() -> Iterator[RecordEntry]:
        yield from (record(f"R{number}", "走访", "慰问", "座谈") for number in range(5))
        raise KeyboardInterrupt

    with open_index(folder) as index:
        with pytest.raises(KeyboardInterrupt):
            index.replace(breaking_off())
        assert sorted(index.contents()) == ["R0", "R1", "R2", "R3"]
        assert len(segments(folder)) == 2
        assert len(found(index, "走访 OR 慰问 OR 座谈")) == 12


def test_many_small_changes_are_merged_and_nothing_is_lost_or_doubled(folder: Path) -> None:
    with open_index(folder) as index:
        for number in range(20):
            index.replace([record(f"R{number:02}", f"走访{number}号", "慰问", title=f"题{number}", year="2023")])
        index.remove(["R03"])
        kept = [f"R{number:02}" for number in range(20) if number != 3]
        assert len(segments(folder)) < 8
        assert found(index, "走访") == [(name, 1) for name in kept]
        assert found(index, "慰问") == [(name, 2) for name in kept]
        assert found(index, "题名:题19") == found(index, "走访19号") == [("R19", 1)]
        assert sorted(index.contents()) == kept


def test_a_segment_of_withdrawn_pages_disappears(folder: Path) -> None:
    with open_index(folder) as index:
        index.replace([record(f"R{number}", "慰问") for number in range(3)])
        before = segments(folder)
        index.remove(["R0", "R1"])
        assert segments(folder) != before
        assert len(segments(folder)) == 1
        index.remove(["R2"])
        assert segments(folder) == []
        assert index.search("慰问").total == 0


NONE: set[int] = set()


@pytest.mark.parametrize(
    ("extents", "chosen"),
    [
        ([Extent(1, 1)], NONE),
        ([Extent(10, 10)] * 7, NONE),
        ([Extent(10, 10)] * 8, set(range(8))),
        ([Extent(31, 31)] * 4 + [Extent(32, 32)] * 4, NONE),
        ([Extent(3000, 3000)] * 30, NONE),
        ([Extent(3000, 1499), Extent(3000, 1500)], {0}),
        ([Extent(2, 0)], {0}),
    ],
)
def test_which_segments_are_written_anew(extents: list[Extent], chosen: set[int]) -> None:
    assert to_merge(extents) == chosen


def test_a_second_writer_is_refused_at_once(folder: Path) -> None:
    with open_index(folder) as index, Store(folder).writing():
        with pytest.raises(IndexBusyError):
            index.replace([record("R1", "慰问")])
        assert index.search("慰问").total == 0


def test_a_change_that_fails_leaves_the_old_state_and_no_lock(engine: str, folder: Path) -> None:
    with open_index(folder, engine) as index:
        index.replace([record("R1", "慰问")])
        broken = record("R1", "走访", items=(3,))  # type: ignore[arg-type]  # no text: folding it fails midway
        with pytest.raises(AttributeError):
            index.replace([record("R2", "走访"), broken])
        assert found(index, "慰问 OR 走访") == [("R1", 1)]
        index.replace([record("R2", "走访")])
        assert found(index, "慰问 OR 走访") == [("R1", 1), ("R2", 1)]


def damage_table(folder: Path) -> None:
    (table,) = folder.glob("*.toc")
    table.write_bytes(table.read_bytes()[:40])


def damage_segment(folder: Path) -> None:
    (segment,) = segments(folder)
    segment.write_bytes(b"\xff" * 100)


def empty_segment(folder: Path) -> None:
    segments(folder)[0].write_bytes(b"")


def lose_segment(folder: Path) -> None:
    segments(folder)[0].unlink()


@pytest.mark.parametrize("damage", [damage_table, damage_segment, empty_segment, lose_segment])
def test_damaged_files_are_named_as_such(folder: Path, damage: object) -> None:
    with open_index(folder) as index:
        index.replace([record("R1", "慰问")])
    assert callable(damage)
    damage(folder)
    with open_index(folder) as index:
        with pytest.raises(IndexDamagedError):
            index.search("慰问")
        with pytest.raises(IndexDamagedError):
            index.replace([record("R2", "慰问")])


def test_an_index_whose_folder_is_deleted_is_empty(engine: str, folder: Path) -> None:
    with open_index(folder, engine) as index:
        index.replace([record("R1", "慰问")])
        assert found(index, "慰问") == [("R1", 1)]
        shutil.rmtree(folder)
        assert found(index, "慰问") == []
        index.replace([record("R2", "慰问")])
        assert found(index, "慰问") == [("R2", 1)]


def test_an_index_of_another_format_counts_as_absent(folder: Path) -> None:
    with open_index(folder) as index:
        index.replace([record("R1", "慰问")])
    for path in folder.iterdir():
        path.rename(folder / path.name.replace(INDEX_NAME, "pages0"))
    with open_index(folder) as index:
        assert index.contents() == {}
        index.replace([record("R1", "慰问")])
        assert found(index, "慰问") == [("R1", 1)]


# A writer that kills itself at the step whose number it is given: at a page, a sync or the rename that commits.
DYING_WRITER = """
import os, signal, sys
from pathlib import Path
from index.engines import whoosh_segments, whoosh_store
from index.searching import open_index
from tests.finding.texts import record
steps = int(sys.argv[2])
def counted(call):
    def counting(*arguments, **options):
        global steps
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **options)
    return counting
whoosh_segments.PageWriter.add_page = counted(whoosh_segments.PageWriter.add_page)
whoosh_segments.PageWriter._flush_segment = counted(whoosh_segments.PageWriter._flush_segment)
whoosh_store._sync = counted(whoosh_store._sync)
whoosh_store.TOC.write = counted(whoosh_store.TOC.write)
Path.replace = counted(Path.replace)
with open_index(Path(sys.argv[1])) as index:
    for number in range(100, 103):
        index.replace([record("R1", f"new {number}", f"new {number}"), record(f"R{number}", "other")])
"""


def is_whole(index: Index) -> bool:
    """Return whether R1 is wholly one of its states and every record is there once."""
    states = [found(index, "old"), *(found(index, f"new {number}") for number in range(100, 103))]
    others = len(index.contents()) - 1
    return sorted(states) == [[], [], [], [("R1", 1), ("R1", 2)]] and len(found(index, "other")) == others


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_writer_killed_at_any_step_leaves_a_whole_index_and_no_lock(folder: Path) -> None:
    with open_index(folder) as index:
        index.replace([record("R1", "old", "old")])
    deaths = 0
    for step in range(1, 40):
        done = subprocess.run([sys.executable, "-c", DYING_WRITER, str(folder), str(step)], check=False)
        with open_index(folder) as index:
            assert is_whole(index), step
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
        deaths += 1
    assert deaths > 15
    with open_index(folder) as index:
        index.replace([record("R1", "old", "old")])
        assert is_whole(index)
    assert [path.suffix for path in sorted(folder.iterdir()) if path.suffix not in {".seg", ""}] == [".toc"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_searches_meet_no_half_state_while_another_process_writes(folder: Path) -> None:
    with open_index(folder) as index:
        index.replace([record("R1", "old", "old")])
        writer = subprocess.Popen([sys.executable, "-c", DYING_WRITER, str(folder), "0"], env=os.environ)
        rounds = 0
        while writer.poll() is None:
            both = found(index, "old OR new")
            assert both == [("R1", 1), ("R1", 2)]
            rounds += 1
            time.sleep(0)
        assert writer.returncode == 0
        assert rounds > 3
        assert is_whole(index)
