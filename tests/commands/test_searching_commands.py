"""`archiver search` as a clerk uses it: by record, narrowed, ordered, in parts, counted, by likeness."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import NOTICE, Clerk, write_docx

Find = Callable[[str], dict[str, Any]]


@pytest.fixture
def desk(office: Clerk, tmp_path: Path) -> Clerk:
    """Return the office with a second notice, of the next year."""
    later = tuple(line.replace("2022", "2023").replace("7号", "9号") for line in NOTICE)
    write_docx(tmp_path / "后来" / "走访慰问" / "2023" / "次年通知.docx", later)
    office.does("add", tmp_path / "后来")
    assert office.code == 0, office.out + office.err
    return office


def test_each_record_is_told_once_with_its_pages_and_how_many_there_are(desk: Clerk) -> None:
    out = desk.does("search", "慰问金")
    assert out.count("关于开展2022年") == out.count("关于开展2023年") == 1
    assert "（2022-07-18）" in out
    assert out.count("    第1页 ") == 2
    assert "送去【慰问金】和慰问品" in out
    assert out.endswith("共 2 件，2 页。\n")


def test_dates_order_what_is_found(desk: Clerk) -> None:
    for words, years in ((("--sort", "新"), ["2023", "2022"]), (("--sort", "oldest"), ["2022", "2023"])):
        answer = desk.asks("search", "慰问金", *words)
        assert [one["year"] for one in answer["records"]] == years
        assert [hit["record"] for hit in answer["hits"]] == [one["id"] for one in answer["records"]]


def test_what_is_not_shown_is_asked_for_with_offset(desk: Clerk) -> None:
    first = desk.does("search", "慰问金", "--limit", "1", "--sort", "旧")
    assert "2022年“八一”" in first
    assert "接着看请加 --offset 1" in first
    second = desk.does("search", "慰问金", "--limit", "1", "--sort", "旧", "--offset", "1")
    assert "2023年“八一”" in second
    assert "以上是第 2 至 2 件" in second
    assert "后面没有了" in desk.does("search", "慰问金", "--offset", "7")
    part = desk.asks("search", "慰问金", "--limit", "1", "--offset", "1")
    assert (part["total"], part["record_total"], len(part["hits"]), len(part["records"])) == (2, 2, 1, 1)


def test_facets_are_counted_when_asked_for(desk: Clerk) -> None:
    assert "facets" not in desk.asks("search", "慰问金")
    facets = desk.asks("search", "慰问金", "--facets")["facets"]
    assert facets["year"] == [{"value": year, "pages": 1, "records": 1} for year in ("2022", "2023")]
    assert facets["kind"] == [{"value": "通知", "pages": 2, "records": 2}]
    out = desk.does("search", "慰问金", "--facets")
    assert "年度：2022（1 件）、2023（1 件）" in out
    assert "状态：已归（2 件）" in out


def test_filters_narrow_alone_and_together(desk: Clerk, record_of: Find) -> None:
    late = record_of("次年通知.docx")["id"]
    assert [hit["record"] for hit in desk.asks("search", "慰问金", "--year", "2023")["hits"]] == [late]
    assert desk.asks("search", "慰问金", "--year", "2023", "--year", "2022")["total"] == 2
    assert desk.asks("search", "--kind", "通知", "--state", "已归")["record_total"] == 2
    assert desk.asks("search", "慰问金", "--issuer", "食堂")["total"] == 0


def test_records_like_one_are_found_by_its_number(desk: Clerk, record_of: Find) -> None:
    first, late = record_of("八一慰问通知.docx")["id"], record_of("次年通知.docx")["id"]
    answer = desk.asks("search", "--like", first.lower())
    assert [one["id"] for one in answer["records"]] == [late]
    assert [hit["record"] for hit in answer["hits"]] == [late]
    assert "2023年“八一”" in desk.does("search", "--like", first)
    assert "没有找到与它相近的件" in desk.does("search", "--like", record_of("食堂.docx")["id"])


def test_a_wish_that_contradicts_itself_is_wrong_usage(desk: Clerk) -> None:
    desk.does("search", "慰问金", "--state", "归了")
    assert desk.code == 2
    assert "已归" in desk.err
    desk.does("search", "慰问金", "--like", "R000001")
    assert desk.code == 2
    assert "--like" in desk.err
    desk.does("search", "--like", "R000777")
    assert desk.code == 4
    assert "R000777" in desk.err
