"""The index beside the ledger: made again while the old one answers, by either engine, compared and put right."""

from dataclasses import replace

import pytest

from archiver import indexing
from archiver.archive import Archive, open_archive
from archiver.indexing import opened, rebuild
from index.entry import PageEntry
from index.generations import Generations, engine_of, open_generation
from tests.commands.conftest import Clerk


def total(archive: Archive, query: str) -> int:
    with opened(archive) as index:
        return index.search(query).total


def test_the_old_index_answers_until_the_new_one_is_whole(office: Clerk) -> None:
    archive = open_archive(office.home)
    before = Generations(archive.home.index).answering()
    told: list[tuple[int, int]] = []

    def cut_short(done: int, of: int) -> None:
        told.append((done, of))
        assert total(archive, "慰问品") == 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(archive, cut_short)
    assert told == [(1, 2)]
    assert Generations(archive.home.index).answering() == before
    assert total(archive, "慰问品") == 1
    told.clear()
    rebuild(archive, lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]
    assert Generations(archive.home.index).answering() != before
    assert total(archive, "慰问品") == 1


def test_a_rebuild_that_was_cut_short_goes_on_where_it_stopped(office: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.engines import whoosh  # noqa: PLC0415 - its constant is changed

    monkeypatch.setattr(whoosh, "PAGES_PER_COMMIT", 1)
    archive = open_archive(office.home)

    def cut_short(done: int, of: int) -> None:
        if done == of:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(archive, cut_short)
    told: list[tuple[int, int]] = []
    rebuild(archive, lambda done, of: told.append((done, of)))
    assert told in ([(2, 2)], [])
    assert total(archive, "慰问品") == 1


def test_another_engine_in_the_settings_makes_the_index_anew(office: Clerk) -> None:
    pytest.importorskip("tantivy")
    settings = office.home / "归档.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"whoosh"', '"tantivy"'), encoding="utf-8")
    archive = open_archive(office.home)
    assert total(archive, "慰问品") == 1  # the old one answers meanwhile
    office.does("run")
    answering = Generations(archive.home.index).answering()
    assert answering is not None
    assert engine_of(answering) == "tantivy"
    assert office.asks("search", "慰问品", "--year", "2022")["total"] == 1
    assert office.asks("check")["findings"] == []
    office.does("rebuild", "index")
    assert office.asks("search", "餐具")["total"] == 1


def test_a_missing_engine_is_named_with_what_to_do(office: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_folder: object, engine: str) -> None:
        raise ModuleNotFoundError("No module named 'tantivy'", name=engine)

    monkeypatch.setattr("index.generations.open_engine", absent)
    settings = office.home / "归档.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"whoosh"', '"tantivy"'), encoding="utf-8")
    office.does("rebuild", "index")
    assert office.code == 5
    assert "pip install tantivy" in office.err


def test_check_compares_texts_and_counts_and_puts_the_index_right(office: Clerk) -> None:
    archive = open_archive(office.home)
    answering = Generations(archive.home.index).answering()
    assert answering is not None
    entries = indexing.bare_entries(archive)
    with open_generation(answering) as index:
        index.replace([replace(entries[0], pages=(PageEntry(number=1, text="别的文字"),))])
        index.replace([replace(entries[0], id="R000099", pages=())])
        index.remove([entries[1].id])
    found = [(one["code"], one["message"]) for one in office.asks("check")["findings"]]
    assert [code for code, _ in found] == ["K020", "K021", "K022", "K023"]
    assert entries[1].id in found[0][1]
    assert entries[0].id in found[1][1]
    assert office.asks("check")["findings"] == []
    assert office.asks("search", "别的文字")["hits"] == []
    assert office.asks("search", "慰问品")["total"] == 1
