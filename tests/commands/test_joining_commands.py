"""A clerk joins what came in several files and splits what came in one, and takes either back."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdf
import pytest
from docx import Document

from archiver import dividing
from archiver.archive import open_archive
from tests.commands.conftest import CANTEEN, NOTICE, Clerk
from tests.reading.making import typeset

LETTERS = (
    NOTICE,
    (
        "云岭县双拥工作领导小组办公室文件",
        "云双拥办〔2023〕9号",
        "关于做好2023年春节走访慰问工作的通知",
        "各镇人民政府，县直各有关单位：",
        "春节将至，请认真组织走访慰问驻军部队、烈属和退役军人，送去慰问金。",
        "云岭县双拥工作领导小组办公室",
        "2023年1月5日",
    ),
    CANTEEN,
)


def stack(path: Path, pages: Sequence[Sequence[str]]) -> Path:
    """Write a PDF with one page for each of these texts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return typeset(path, "\n#pagebreak()\n".join("\n\n".join(lines) for lines in pages))


@pytest.fixture
def desk(clerk: Clerk, tmp_path: Path) -> Clerk:
    """Return a clerk whose archive holds one scan of three documents, and one page of another."""
    clerk.does("init", "--fonds", "Y001", "--fonds-name", "云岭县双拥办")
    stack(tmp_path / "来件" / "合订.pdf", LETTERS)
    stack(tmp_path / "来件" / "附页.pdf", [("云岭县走访慰问名册", "张三　慰问金五百元", "李四　慰问金五百元")])
    clerk.does("add", tmp_path / "来件")
    assert clerk.code == 0, clerk.out + clerk.err
    return clerk


def records(desk: Clerk) -> dict[str, dict[str, Any]]:
    """Return the records by number."""
    return {record["id"]: record for record in desk.asks("records")}


def number_of(desk: Clerk, name: str) -> str:
    """Return the number of the record that came as this file."""
    return next(number for number, record in records(desk).items() if record["source_name"].endswith(name))


def test_a_stack_is_split_described_filed_searched_and_bound_page_by_page(desk: Clerk, tmp_path: Path) -> None:
    first = number_of(desk, "合订.pdf")
    told = desk.does("split", first, "2", "3")
    assert desk.code == 0, desk.err
    assert f"archiver join {first} R000003 R000004" in told
    held = records(desk)
    assert [held[one]["title"] for one in (first, "R000003")] == [LETTERS[0][2], LETTERS[1][2]]
    assert [held[one]["pages"] for one in (first, "R000003", "R000004")] == [1, 1, 1]
    assert held["R000003"]["parts"] == [
        {"sha256": held[first]["sha256"], "source_name": "来件/合订.pdf", "first_page": 2, "last_page": 2}
    ]
    assert held["R000003"]["year"] == "2023"
    assert [hit["record"] for hit in desk.asks("search", "春节将至")["hits"]] == ["R000003"]
    assert desk.asks("search", "春节将至")["hits"][0]["page"] == 1
    assert "第 2 页" in desk.does("show", "R000003")
    assert desk.asks("check")["findings"] == []
    for one in (first, "R000003"):
        desk.does("file", one, "12")
    out = tmp_path / "案卷"
    desk.does("bind", "--item", "12", "--out", out)
    assert desk.code == 0, desk.out + desk.err
    (binder,) = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["binders"]
    pages = pypdf.PdfReader(out / binder["file"]).pages
    bound = {one["id"]: one for one in binder["records"]}
    for one, letter in ((first, LETTERS[0]), ("R000003", LETTERS[1])):
        assert bound[one]["first_page"] == bound[one]["last_page"]
        assert letter[2][-8:] in pages[bound[one]["first_page"] - 1].extract_text().replace("\n", "")
    assert bound["R000003"]["parts"] == [{"sha256": held[first]["sha256"], "first_page": 2, "last_page": 2}]
    desk.does("bind", "--verify", out)
    assert desk.code == 0, desk.out


def test_what_is_joined_is_one_record_and_the_other_number_says_where_it_went(desk: Clerk, tmp_path: Path) -> None:
    first, second = number_of(desk, "合订.pdf"), number_of(desk, "附页.pdf")
    desk.does("file", second, "7")
    told = desk.does("join", second, first)
    assert desk.code == 0, desk.err
    assert f"archiver split {second} --files" in told
    (record,) = records(desk).values()
    assert (record["id"], record["pages"], len(record["parts"])) == (second, 4, 2)
    assert record["filed_items"] == ["7"]
    shown = desk.asks("show", second)
    assert "慰问名册" in shown["text"][0]
    assert LETTERS[0][2] in shown["text"][1]
    desk.does("show", first)
    assert desk.code == 4
    assert f"已并入 {second}" in desk.err
    out = tmp_path / "案卷"
    desk.does("bind", "--item", "7", "--out", out)
    (binder,) = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["binders"]
    (bound,) = binder["records"]
    assert bound["last_page"] - bound["first_page"] == 3
    assert [part["sha256"] for part in bound["parts"]] == [part["sha256"] for part in record["parts"]]
    assert desk.asks("check")["originals"] == 2


def test_joining_and_splitting_take_each_other_back(desk: Clerk) -> None:
    first, second = number_of(desk, "合订.pdf"), number_of(desk, "附页.pdf")
    before = {one: desk.asks("show", one)["text"] for one in (first, second)}
    desk.does("join", first, second)
    desk.does("split", first, "--files")
    assert {one: desk.asks("show", one)["text"] for one in records(desk)} == before
    desk.does("split", first, "3")
    desk.does("join", first, "R000003")
    assert {one: desk.asks("show", one)["text"] for one in records(desk)} == before


def test_rebuilding_keeps_what_was_split_and_joined(desk: Clerk) -> None:
    first, second = number_of(desk, "合订.pdf"), number_of(desk, "附页.pdf")
    desk.does("split", first, "3")
    desk.does("join", "R000003", second)
    before = {one: desk.asks("show", one) for one in records(desk)}
    desk.does("rebuild", "text")
    assert desk.code == 0, desk.err
    assert {one: desk.asks("show", one) for one in records(desk)} == before
    assert desk.asks("check")["findings"] == []


def test_the_same_file_again_is_told_as_a_duplicate(desk: Clerk, tmp_path: Path) -> None:
    first = number_of(desk, "合订.pdf")
    desk.does("split", first, "2")
    told = desk.does("add", tmp_path / "来件" / "合订.pdf")
    assert f"与 {first} 内容相同" in told
    assert len(records(desk)) == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("split", "R1", "9"), "共 3 页，没有第 9 页可分"),
        (("split", "R1", "1"), "没有第 1 页可分"),
        (("split", "R1"), "没有写从哪一页分"),
        (("split", "R1", "--files"), "只有一个文件"),
        (("split", "R2", "2"), "只有 1 页"),
        (("join", "R1"), "至少要写两件"),
        (("join", "R1", "r000001"), "写了两次"),
        (("join", "R1", "R9"), "没有编号为 R9 的件"),
    ],
)
def test_what_cannot_be_done_is_refused_with_advice(desk: Clerk, words: tuple[str, ...], told: str) -> None:
    before = records(desk)
    desk.does(*words)
    assert desk.code in {2, 4}
    assert told in desk.err
    assert records(desk) == before


def test_a_word_file_is_not_split_by_pages_and_its_files_can_be_joined(office: Clerk, tmp_path: Path) -> None:
    long = Document()
    long.add_paragraph("关于食堂的说明")
    long.add_page_break()
    long.add_paragraph("附：餐具清单")
    long.save(str(tmp_path / "长文.docx"))
    office.does("add", tmp_path / "长文.docx")
    held = records(office)
    assert held["R000003"]["pages"] == 2
    office.does("split", "R3", "2")
    assert office.code == 4
    assert "另存为 PDF" in office.err
    office.does("join", "R1", "R3")
    assert office.code == 0
    count = records(office)["R000001"]["pages"]
    office.does("split", "R1", f"{count}")
    assert office.code == 4
    office.does("split", "R1", "--files")
    assert {one: record["title"] for one, record in records(office).items()} == {
        one: record["title"] for one, record in held.items()
    }


def test_a_mark_found_when_reading_again_takes_the_whole_document_out(
    desk: Clerk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A better reading may see a mark that an older one missed: nothing of the document stays, the rest goes on."""
    first, second = number_of(desk, "合订.pdf"), number_of(desk, "附页.pdf")
    stack(tmp_path / "别的.pdf", [CANTEEN])
    desk.does("add", tmp_path / "别的.pdf")
    desk.does("split", first, "3")
    desk.does("join", "R000004", second)
    monkeypatch.setattr("archiver.reading.secrecy.is_marked", lambda page: "慰问名册" in page.text)
    told = desk.does("rebuild", "text")
    assert desk.code == 3, desk.err
    assert "附页.pdf" in told
    assert "合订.pdf" in told
    held = records(desk)
    assert {one: record["state"] for one, record in held.items()} == {
        first: "set_aside", second: "set_aside", "R000003": "unassigned",
    }  # fmt: skip
    assert [len(list((desk.home / "originals").rglob("?" * 64)))] == [1]
    assert desk.asks("check")["findings"] == []
    assert desk.asks("search", "慰问名册")["total"] == 0
    desk.does("show", "R000004")
    assert f"已并入 {first}" in desk.err


def test_a_run_that_is_killed_after_a_split_goes_on_where_it_was(desk: Clerk) -> None:
    first = number_of(desk, "合订.pdf")
    archive = open_archive(desk.home)
    dividing.split(archive, first, [2, 3])
    archive.ledger.dispose()
    assert {record["title"] for record in records(desk).values()} > {None}
    desk.does("run")
    assert desk.code == 0, desk.err
    assert [records(desk)[one]["title"] for one in (first, "R000003")] == [LETTERS[0][2], LETTERS[1][2]]
    assert desk.asks("check")["findings"] == []
