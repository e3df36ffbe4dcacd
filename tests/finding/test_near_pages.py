"""Pages that reading changed by one character: found below the exact ones, and marked."""

from pathlib import Path

import pytest

from index.engines import Order
from index.loosening import FEW
from index.searching import NEAR_BESIDES, NEAR_ONLY, Index, open_index
from tests.finding.texts import record


def found(index: Index, query: str) -> list[tuple[str, bool]]:
    return [(hit.record, hit.near) for hit in index.search(query, limit=100).hits]


def kept(engine: str, folder: Path, *texts: str) -> Index:
    index = open_index(folder / "index", engine)
    index.replace([record(f"R{number:02}", text) for number, text in enumerate(texts)])
    return index


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("走访慰问", "走坊慰问"),
        ("走访慰问", "走访慰间"),
        ("走访慰问", "疋访慰问"),
        ("关于开展走访慰问活动的通知", "关于开展走访蔚问活动的通知"),
        ("期末考核", "期未考核"),
        ("期末考", "期未考"),
        ("退役军人2023年", "退役军入2023年"),
        ("2023年8月", "2O23年8月"),
    ],
)
def test_a_page_misread_by_one_character_stands_below_the_exact_one(
    engine: str, tmp_path: Path, query: str, read: str
) -> None:
    with kept(engine, tmp_path, f"前{read * 3}", f"很长的一页{query}后面还有许多别的字", "别的") as index:
        assert found(index, query) == [("R01", False), ("R00", True)]
        assert index.search(query).notes == (NEAR_BESIDES.format(near=1),)
        assert not index.search(query).near
        assert index.search(query, limit=1, offset=1).hits == index.search(query).hits[1:]
        assert [hit.near for hit in index.search(query, order=Order.NEWEST).hits] == [False, True]
        assert fold_marks(index.search(query).hits[1].snippet) == read


def fold_marks(snippet: str) -> str:
    """Return the first third of what is marked, the phrase stands there three times."""
    marked = snippet.partition("<mark>")[2].partition("</mark>")[0]
    return marked[: len(marked) // 3]


def test_where_nothing_stands_exactly_all_is_near_and_it_is_said(engine: str, tmp_path: Path) -> None:
    with kept(engine, tmp_path, "走坊慰问", "别的") as index:
        results = index.search("走访慰问")
        assert found(index, "走访慰问") == [("R00", True)]
        assert results.near
        assert results.notes == (NEAR_ONLY,)


@pytest.mark.parametrize("query", ["“走访慰问”", "慰问", "走访慰问 别的", "走访慰问 -坊", "2022年走坊"])
def test_what_is_quoted_short_excluded_or_a_number_stays_strict(engine: str, tmp_path: Path, query: str) -> None:
    with kept(engine, tmp_path, "2023年走坊慰间") as index:
        assert found(index, query) == []


def test_two_wrong_characters_are_too_many(engine: str, tmp_path: Path) -> None:
    with kept(engine, tmp_path, "走坊蔚问") as index:
        assert found(index, "走访慰问") == []


def test_where_many_pages_are_exact_near_ones_come_only_when_asked_for(engine: str, tmp_path: Path) -> None:
    with kept(engine, tmp_path, *(["走访慰问"] * FEW), "走坊慰问", "期未") as index:
        assert found(index, "走访慰问") == [(f"R{number:02}", False) for number in range(FEW)]
        assert found(index, "走访慰问~")[FEW:] == [(f"R{FEW:02}", True)]
        assert found(index, "期末") == []
        assert found(index, "期末~") == [(f"R{FEW + 1:02}", True)]


def test_the_counts_of_near_pages_add_up(engine: str, tmp_path: Path) -> None:
    with kept(engine, tmp_path, "走坊慰问", "走访慰问", "走访慰问", "别的") as index:
        gathered = index.search_records("走访慰问", facets=True)
        assert (gathered.total, gathered.pages) == (3, 3)
        assert [one.pages[0].near for one in gathered.records] == [False, False, True]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("成文日期:2023", ["R1", "R2"]),
        ("成文日期:2023-08..2024", ["R1", "R3"]),
        ("慰问 成文日期:..2023-07", ["R2"]),
        ("慰问 -成文日期:2023", ["R3", "R4"]),
        ("日期：2023年8月1日", ["R1", "R4"]),
        ("年度:2022..2023", ["R1", "R2"]),
        ("年度:2023..2022", ["R1", "R2"]),
        ("成文日期:2024..2023-08", ["R1", "R3"]),
        ("成文日期:2023-13-45", []),
        ("年度:0001..9999", []),
        ("年度:20*", ["R1", "R2", "R3"]),
        ("条目:1*", ["R1", "R3"]),
        ("类型:通*", ["R1"]),
    ],
)
def test_ranges_and_beginnings_of_values_find_records(
    engine: str, tmp_path: Path, query: str, expected: list[str]
) -> None:
    with open_index(tmp_path / "index", engine) as index:
        index.replace(
            [
                record("R1", "慰问", date="2023-08-01", year="2023", items=("12",), kind="通知"),
                record("R2", "慰问", "慰问", date="2023-07", year="2022", items=("2",)),
                record("R3", "慰问", date="2024-01-31", year="2024", items=("3", "1")),
                record("R4", "慰问，日期：2023年8月1日"),
            ]
        )
        assert sorted({hit.record for hit in index.search(query).hits}) == expected


def test_a_date_typed_one_way_finds_it_printed_another_and_marks_it(engine: str, tmp_path: Path) -> None:
    with kept(engine, tmp_path, "定于二〇二三年八月一日开展", "时间：2023年8月1日", "2023.08.01", "八月二日") as index:
        for query in ("2023年8月1日", "二〇二三年八月一日", "2023-08-01", "“2023年08月01日”"):
            assert sorted(found(index, query)) == [("R00", False), ("R01", False), ("R02", False)], query
        assert (
            "<mark>二〇二三年八月一日</mark>"
            in {hit.record: hit.snippet for hit in index.search("2023-8-1").hits}["R00"]
        )
        assert found(index, "开展 -2023年8月1日") == []
