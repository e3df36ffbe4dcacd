"""The door: fields, filters, ranking, notes, snippets."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.searching import EXCLUDED, NEAR_ONLY, NOTHING_ASKED, Index, open_index, search
from index.snippets import mark, opening
from tests.finding.texts import NOTICE, record


@pytest.fixture(scope="module")
def folder(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an index of four records."""
    folder = tmp_path_factory.mktemp("archive") / "index"
    with open_index(folder, engine) as index:
        index.replace(
            [
                record(
                    "R1",
                    NOTICE,
                    "附件：走访慰问名单",
                    title="关于开展走访慰问活动的通知",
                    doc_number="县双拥办〔2023〕12号",
                    issuers=("某县双拥工作领导小组办公室",),
                    year="2023",
                    items=("12", "3"),
                    state="filed",
                ),
                record(
                    "R2",
                    "会议纪要第一页",
                    "会上研究了走访慰问工作",
                    title="联席会议纪要",
                    issuers=("县财政局", "县民政局"),
                    year="2022",
                    items=("2",),
                    state="suggested",
                ),
                record("R3", "预算表\n双拥\t5000", year="2022", items=("02",)),
                record("R4", title="没有页的件"),
            ]
        )
    return folder


@pytest.fixture
def index(engine: str, folder: Path) -> Iterator[Index]:
    with open_index(folder, engine) as opened:
        yield opened


def pages(index: Index, query: str, **filters: str) -> list[tuple[str, int]]:
    """Return the pages found, sorted."""
    return sorted((hit.record, hit.page) for hit in index.search(query, **filters).hits)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("走访慰问", [("R1", 1), ("R1", 2), ("R2", 2)]),
        ("访", [("R1", 1), ("R1", 2), ("R2", 2)]),
        ("题名:走访", [("R1", 1)]),
        ("题名:走访 名单", [("R1", 2)]),
        ("题名:走访 OR 预算", [("R1", 1), ("R3", 1)]),
        ("题名:走访 OR 名单", [("R1", 2)]),
        ("题名:走访 -八一", [("R1", 2)]),
        ("-题名:走访 慰问", [("R2", 2)]),
        ("文号:[2023]12", [("R1", 1)]),
        ("文号:通知", []),
        ("责任者:财政", [("R2", 1)]),
        ("责任者:民政局", [("R2", 1)]),
        ("责任者:局县", []),
        ("年度:2022", [("R2", 1), ("R3", 1)]),
        ("年度:2022年 双拥", [("R3", 1)]),
        ("条目:2", [("R2", 1), ("R3", 1)]),
        ("条目:1", []),
        ("状态:待定", [("R2", 1)]),
        ("联席会议", [("R2", 1)]),
        ("民政局", [("R2", 1)]),
        ("民政局 会议纪要", [("R2", 1)]),
        ("没有页", [("R4", 1)]),
        ("联系人：李某", [("R1", 1)]),
        ("NOT 双", [("R1", 2), ("R2", 1), ("R2", 2), ("R4", 1)]),
    ],
)
def test_words_and_fields_find_their_pages(index: Index, query: str, expected: list[tuple[str, int]]) -> None:
    assert pages(index, query) == expected


def test_a_record_without_pages_is_found_by_words_that_exclude(index: Index) -> None:
    assert ("R4", 1) in pages(index, "NOT 双拥")


def test_filters_narrow_what_words_find(index: Index) -> None:
    assert pages(index, "走访慰问", year="2022") == [("R2", 2)]
    assert pages(index, "走访慰问", item="12") == [("R1", 1), ("R1", 2)]
    assert pages(index, "走访慰问", issuer="财政局") == [("R2", 2)]
    assert pages(index, "", year="2022年度") == [("R2", 1), ("R3", 1)]
    assert pages(index, "走访慰问", year="", item="", issuer="") == [("R1", 1), ("R1", 2), ("R2", 2)]


def test_what_is_asked_for_in_parts_is_the_whole(index: Index) -> None:
    whole = index.search("NOT 没有的字", limit=100)
    parts = [index.search("NOT 没有的字", limit=2, offset=at).hits for at in range(0, 8, 2)]
    assert [hit for part in parts for hit in part] == list(whole.hits)
    assert whole.total == len(whole.hits) == 6
    assert index.search("双拥", limit=0) == index.search("双拥", limit=0, offset=5)


def test_title_counts_more_than_text_and_equals_stand_in_order(engine: str, tmp_path: Path) -> None:
    with open_index(tmp_path / "index", engine) as index:
        index.replace(
            [
                record("R3", "慰问物资发放"),
                record("R2", "慰问物资发放"),
                record("R1", "慰问慰问慰问"),
                record("R4", "慰问物资发放", title="八一慰问"),
            ]
        )
        assert [hit.record for hit in index.search("慰问").hits] == ["R4", "R1", "R2", "R3"]
        assert [hit.record for hit in index.search("慰问", limit=2, offset=1).hits] == ["R1", "R2"]


def test_a_hit_carries_what_the_list_shows(index: Index) -> None:
    (hit,) = index.search("“八一”走访慰问").hits
    assert (hit.record, hit.page, hit.title, hit.items) == ("R1", 1, "关于开展走访慰问活动的通知", ("12", "3"))
    assert hit.score > 0
    assert "<mark>“八一”走访慰问</mark>活动的通知" in hit.snippet


@pytest.mark.parametrize(
    ("query", "snippet"),
    [
        ("题名:联席", "题名：<mark>联席</mark>会议纪要"),
        ("民政", "责任者：县财政局、县<mark>民政</mark>局"),
        ("年度:2022 预算", "<mark>预算</mark>表 双拥 5000"),
        ("条目:02 年度:2022 状态:待定", "会议纪要第一页"),
    ],
)
def test_a_page_found_by_its_record_shows_the_field(index: Index, query: str, snippet: str) -> None:
    assert index.search(query).hits[0].snippet == snippet


def test_a_question_in_everyday_words_finds_the_nearest_page(index: Index) -> None:
    results = index.search("请问什么时候走访慰问驻县部队呢")
    assert results.near
    assert results.notes == (NEAR_ONLY,)
    assert (results.hits[0].record, results.hits[0].page) == ("R1", 1)
    assert "<mark>走访慰问驻县部" in results.hits[0].snippet
    assert results.total == len(results.hits)


@pytest.mark.parametrize(
    "query",
    ["“请问什么时候走访慰问驻县部队呢”", "什么时候慰问", "请问什么时候走访慰问部队 没有的字", "龘龘龘龘龘龘龘龘龘龘"],
)
def test_what_is_quoted_or_short_or_strange_is_not_loosened(index: Index, query: str) -> None:
    results = index.search(query)
    assert (results.total, results.near) == (0, False)


def test_a_loosened_question_still_excludes_and_filters(index: Index) -> None:
    question = "请问什么时候走访慰问驻县部队呢"
    assert ("R1", 1) in pages(index, question)
    assert ("R1", 1) not in pages(index, f"{question} -八一")
    assert pages(index, question, year="2022") == [("R2", 2)]
    assert ("R1", 1) in pages(index, f"({question} OR 没有的字)")


def test_notes_say_what_happened(index: Index) -> None:
    assert index.search(" ").notes == (NOTHING_ASKED,)
    assert index.search("慰问 -走访").notes == (EXCLUDED,)
    assert "不成对" in index.search("（慰问").notes[0]
    assert index.search("慰问").notes == ()


def test_one_question_can_be_asked_of_a_folder(folder: Path, index: Index) -> None:
    assert search(folder, "走访慰问", limit=1) == search(index, "走访慰问", limit=1)


def test_a_folder_without_an_index_is_empty_and_stays_as_it_is(tmp_path: Path) -> None:
    assert search(tmp_path / "none", "双拥").total == 0
    assert not (tmp_path / "none").exists()


def test_marks_are_placed_where_most_of_them_stand() -> None:
    text = "慰问" + "甲" * 80 + "走访慰问" + "乙" * 80
    assert mark(text, ("走访", "慰问"), around=10) == "…甲甲甲甲甲<mark>走访慰问</mark>乙乙乙乙乙…"
    assert mark(text, ("丙",)) is None


def test_a_snippet_is_safe_and_on_one_line() -> None:
    assert mark("<b>走访\n慰问</b>\nOne\n two\n甲\t乙\n丙", ("访慰",)) == (
        "&lt;b&gt;走<mark>访慰</mark>问&lt;/b&gt; One two 甲 乙 丙"
    )
    assert opening("甲" * 100, around=4) == "甲甲甲甲…"


def test_the_door_is_cheap_to_import() -> None:
    code = "import sys, index.searching; print({m.split('.')[0] for m in sys.modules} & {'whoosh', 'sqlite3', 'numpy'})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"
