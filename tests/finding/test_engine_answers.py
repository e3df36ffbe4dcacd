"""What an engine tells of all pages that answer and of the records it keeps: orders, counts, fields, pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.engines import Engine, Order
from index.entry import PageEntry
from index.query import Node, parse
from index.searching import open_index
from tests.finding.texts import record

RECORDS = (
    record("R1", "走访慰问", "慰问名单，慰问，慰问", date="2023-08-01", kind="通知"),
    record("R2", "慰问", date="2022-07", kind="慰问名册"),
    record("R3", "慰问"),
    record("R4", "慰问", date="2024-01-31"),
    record("R5", title="没有页的件", date="2021"),
)


@pytest.fixture(params=["whoosh", "tantivy"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "tantivy":
        pytest.importorskip("tantivy")
    opened = open_index(tmp_path / "index", str(request.param))._engine
    opened.replace(RECORDS[:3])
    opened.replace(RECORDS[3:])
    yield opened
    opened.close()


def tree(query: str) -> Node:
    parsed = parse(query).tree
    assert parsed is not None
    return parsed


def order_of(engine: Engine, order: Order, *, limit: int = 10, offset: int = 0) -> list[tuple[str, int]]:
    hits = engine.search(tree("慰问"), limit=limit, offset=offset, order=order)
    assert hits.total == 5
    return [(hit.record.id, hit.page) for hit in hits.pages]


def test_dates_order_hits_both_ways_and_what_has_none_stands_last(engine: Engine) -> None:
    newest = [("R4", 1), ("R1", 2), ("R1", 1), ("R2", 1), ("R3", 1)]
    assert order_of(engine, Order.NEWEST) == newest
    assert order_of(engine, Order.OLDEST) == [("R2", 1), ("R1", 2), ("R1", 1), ("R4", 1), ("R3", 1)]
    assert order_of(engine, Order.NEWEST, limit=2, offset=1) == newest[1:3]


def test_of_equally_good_answers_the_newer_stands_first(engine: Engine) -> None:
    by_relevance = order_of(engine, Order.RELEVANCE)
    assert [name for name, _ in by_relevance if name in {"R2", "R3", "R4"}] == ["R4", "R2", "R3"]
    assert [order_of(engine, Order.RELEVANCE, limit=1, offset=at)[0] for at in range(5)] == by_relevance


def test_the_tally_counts_each_records_answering_pages(engine: Engine) -> None:
    assert engine.tally(tree("慰问")) == {"R1": 2, "R2": 1, "R3": 1, "R4": 1}
    assert engine.tally(tree("慰问 -名单")) == {"R1": 1, "R2": 1, "R3": 1, "R4": 1}
    assert engine.tally(tree("没有的字")) == {}
    engine.remove(["R1"])
    assert engine.tally(tree("慰问")) == {"R2": 1, "R3": 1, "R4": 1}


def test_kinds_are_asked_whole(engine: Engine) -> None:
    assert engine.tally(tree("类型:通知")) == engine.tally(tree("kind:通知")) == {"R1": 1}
    assert engine.tally(tree("类型:名册")) == {}


def test_every_records_fields_are_told_until_something_changes(engine: Engine) -> None:
    told = engine.records()
    assert {name: (one.title, one.date, one.kind) for name, one in told.items()} == {
        one.id: (one.title, one.date, one.kind) for one in RECORDS
    }
    assert engine.records() is told
    engine.remove(["R5"])
    assert sorted(engine.records()) == ["R1", "R2", "R3", "R4"]


def test_a_records_pages_come_as_they_were_given(engine: Engine) -> None:
    assert engine.pages("R1") == RECORDS[0].pages
    assert engine.pages("R5") == (PageEntry(number=1, text=""),)
    assert engine.pages("R9") == ()
    engine.replace([record("R1", "座谈")])
    assert [page.text for page in engine.pages("R1")] == ["座谈"]


def test_frequencies_count_pages(engine: Engine) -> None:
    assert [engine.frequency(gram) for gram in ("慰", "慰问", "名单", "龘")] == [5, 5, 1, 0]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("query", ["慰问", "慰问 OR 名单", "走访慰问~", "类型:通知", "NOT 没有的字"])
def test_records_are_gathered_as_the_order_of_pages_has_it(engine: Engine, order: Order, query: str) -> None:
    asked = tree(query)
    pages = engine.search(asked, limit=100, order=order).pages
    records = list(dict.fromkeys(hit.record.id for hit in pages))
    for each in (1, 2, 9):
        gathered = engine.gather(asked, ranks=range(9), pages_each=each, order=order)
        assert [list(group) for group in gathered] == [
            [hit for hit in pages if hit.record.id == name][:each] for name in records
        ]
    assert [group[0].record.id for group in engine.gather(asked, ranks=range(1, 3), pages_each=1, order=order)] == (
        records[1:3]
    )
