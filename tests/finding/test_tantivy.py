"""What only the engine for large archives does: its lock, its damage, ties among many, commits in parts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.entry import RecordEntry
from index.searching import IndexBusyError, IndexDamagedError, open_index
from tests.finding.texts import record

pytest.importorskip("tantivy")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_index(tmp_path / "index", "tantivy") as index:
        index.replace([record("R1", "慰问")])
    return tmp_path / "index"


def test_a_second_writer_is_refused_at_once(folder: Path) -> None:
    from index.engines.tantivy_store import Store  # noqa: PLC0415 - an optional package

    with open_index(folder) as index:
        with Store(folder).writing(), pytest.raises(IndexBusyError):
            index.replace([record("R2", "慰问")])
        assert index.search("慰问").total == 1
        index.replace([record("R2", "慰问")])
        assert index.search("慰问").total == 2


def cut_table(folder: Path) -> None:
    (folder / "meta.json").write_bytes((folder / "meta.json").read_bytes()[:40])


def lose_a_file(folder: Path) -> None:
    next(folder.glob("*.idx")).unlink()


def change_a_byte(folder: Path) -> None:
    terms = next(folder.glob("*.term"))
    terms.write_bytes(terms.read_bytes()[:5])


@pytest.mark.parametrize("damage", [cut_table, lose_a_file, change_a_byte])
def test_damaged_files_are_named_as_such(folder: Path, damage: object) -> None:
    assert callable(damage)
    damage(folder)
    with open_index(folder, "tantivy") as index, pytest.raises(IndexDamagedError):
        index.search("慰问")


def test_of_many_equal_pages_the_first_by_record_come_first_wherever_the_list_is_cut(folder: Path) -> None:
    names = [f"R{number:04}" for number in range(400)]
    with open_index(folder) as index:
        index.replace([record(name, "座谈") for name in reversed(names)])
        assert [hit.record for hit in index.search("座谈", limit=5).hits] == names[:5]
        assert [hit.record for hit in index.search("座谈", limit=5, offset=390).hits] == names[390:395]


def test_a_long_run_is_committed_in_parts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.engines import tantivy  # noqa: PLC0415 - an optional package

    monkeypatch.setattr(tantivy, "PAGES_PER_COMMIT", 4)

    def breaking_off() -> Iterator[RecordEntry]:
        yield from (record(f"N{number}", "走访", "座谈", "座谈") for number in range(5))
        raise KeyboardInterrupt

    with open_index(folder) as index:
        with pytest.raises(KeyboardInterrupt):
            index.replace(breaking_off())
        assert sorted(index.contents()) == ["N0", "N1", "N2", "N3", "R1"]
        assert index.search("座谈").total == 8
