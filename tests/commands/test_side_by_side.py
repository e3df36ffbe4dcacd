"""Two standards side by side: each is filed against, decided, covered and bound by itself."""

import io
import json
from pathlib import Path

import pytest

from tests.commands.conftest import Clerk
from tests.standards.tables import table
from tests.standards.test_files import write_xlsx

NATIONAL = table(
    ("全国双拥模范城（县）考评标准",),
    ("考评项目", "序号", "考评内容", "分值", "评分标准"),
    ("一、拥军工作（4）", "1", "春节、八一走访慰问驻军部队和重点优抚对象。", "3", "每年走访慰问得3分"),
    ("", "2", "军地联席会议制度落实。", "1", "达到要求得1分"),
)


@pytest.fixture
def both(office: Clerk, tmp_path: Path) -> Clerk:
    """Return a clerk whose archive has the national standard beside the sample, under the mark 国."""
    path = write_xlsx(NATIONAL, tmp_path)
    office.does("standard", "import", path, "--beside", "国", "--years", "2019-04..2023-03", "--yes")
    assert office.code == 0, office.out + office.err
    return office


def notice(clerk: Clerk) -> dict[str, object]:
    """Return the record of the notice on visits."""
    return next(record for record in clerk.asks("records") if "慰问" in record["source_name"])


def test_one_record_proves_items_in_both_and_each_is_decided_covered_and_bound_by_itself(both: Clerk) -> None:
    """The standard in force keeps plain numbers, the other's bear its mark; neither moves the other."""
    record = str(notice(both)["id"])
    assert {"12", "国1"} <= {item["item"] for item in notice(both)["items"]}
    both.does("file", record, "国9")
    assert both.code != 0
    both.does("file", record, "国2")
    assert notice(both)["filed_items"] == ["12", "国2"]
    both.does("file", record, "国1")
    both.does("unfile", record, "国2")
    assert notice(both)["filed_items"] == ["12", "国1"]
    assert {hit["record"] for hit in both.asks("search", "慰问", "--item", "国1")["hits"]} == {record}
    assert [one["id"] for one in both.asks("records", "--item", "国1")] == [record]
    _covered(both)
    both.does("bind")
    assert both.code == 0, both.out + both.err
    _bound(both)


def _covered(both: Clerk) -> None:
    """Check each coverage: July 2022 lies in the national year from April 2022, and in the province's year 2022."""
    both.does("coverage", "--beside", "国", "--json")
    national = json.loads(both.out)
    assert national["full_score"] == 4
    assert [item["item"] for item in national["items"]] == ["国1", "国2"]
    assert national["items"][0]["years"]["2022-2023"]["filed"] == 1
    mine = both.asks("coverage")
    assert mine["full_score"] == 100
    assert {item["item"] for item in mine["items"]} == {str(number) for number in range(1, 48)}
    assert next(item for item in mine["items"] if item["item"] == "12")["years"]["2022"]["filed"] == 1
    assert "并列的《全国双拥模范城（县）考评标准》" in both.does("coverage")


def _bound(both: Clerk) -> None:
    """Check the binders: each standard has a folder of its own, with catalogue and manifest."""
    manifest = json.loads((both.home / "binders-国" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["standard"] == "全国双拥模范城（县）考评标准"
    assert [binder["item"] for binder in manifest["binders"]] == ["国1"]
    assert manifest["binders"][0]["file"].startswith("国01_")
    mine = json.loads((both.home / "binders" / "manifest.json").read_text(encoding="utf-8"))
    assert [binder["item"] for binder in mine["binders"]] == ["12"]
    assert both.asks("check")["binders"] == 2
    (both.home / "binders-国" / manifest["binders"][0]["file"]).unlink()
    both.does("check")
    assert "B201" in both.out


def test_what_was_decided_outlives_a_revision_of_the_other_and_its_own_going_and_coming(
    both: Clerk, tmp_path: Path
) -> None:
    """In between nothing is filed under the items of the standard that was taken away."""
    record = str(notice(both)["id"])
    both.does("file", record, "国2")
    both.does("standard", "export", tmp_path / "国.xlsx", "--beside", "国")
    both.does("standard", "export", tmp_path / "省.toml")
    both.does("standard", "import", tmp_path / "省.toml", "--map", "12=13", "--map", "13=12", "--yes")
    assert "国2" in str(notice(both)["filed_items"])
    both.does("standard", "remove", "国", "--yes")
    assert both.code == 0, both.err
    assert "国" not in str(notice(both)["items"])
    both.does("standard", "import", tmp_path / "国.xlsx", "--beside", "国", "--yes")
    assert "国2" in str(notice(both)["filed_items"])


def test_review_asks_about_what_is_open_in_one_standard_though_settled_in_the_other(
    both: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a person rejects there stays filed here."""
    record = str(notice(both)["id"])
    both.does("unfile", record, "国1")
    monkeypatch.setattr("sys.stdin", io.StringIO("s\nn\ns\n"))
    said = both.does("review", "--all")
    assert "（《全国双拥模范城（县）考评标准》）" in said
    assert "12" in str(notice(both)["filed_items"])


def test_a_mark_that_cannot_be_used_or_is_not_there_is_named(office: Clerk, tmp_path: Path) -> None:
    """One that could be taken for a number or a path, and one that nobody gave."""
    path = write_xlsx(NATIONAL, tmp_path)
    for mark in ("1", "第", "../x"):
        office.does("standard", "import", path, "--beside", mark, "--yes")
        assert office.code == 2
        assert "代号" in office.err
    for words in ("coverage --beside 国", "standard remove 国 --yes", "standard show --beside 国"):
        office.does(*words.split())
        assert office.code == 4
        assert "“国”" in office.err
