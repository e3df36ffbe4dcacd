"""Papers that came in twice are proposed with the better copy; a clerk decides, and can take it back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archiver.archive import open_archive
from archiver.ledger import journal
from archiver.ledger.database import reading
from ocr.page import Line, Look, Page
from tests.commands.conftest import NOTICE, Clerk, Take, answer, write_docx
from tests.describing.sheets import prose
from tests.dividing.papers import head, signed, stack

BODY = (
    "为进一步巩固军政军民团结的大好局面，县双拥办定于七月下旬走访慰问驻军部队和优抚对象。",
    "慰问时间为7月25日至7月30日，由县级领导带队，分3个组进行，共走访126人。",
    "每人发放慰问金500元，共63000元，所需经费从双拥工作专项经费中列支。",
    "请各镇于8月5日前将活动开展情况和图片资料报送县双拥办，联系电话3217658。",
)


def letter(
    body: tuple[str, ...] = BODY, number: str = "青双办〔2022〕7号", day: str = "2022年7月8日"
) -> tuple[Page, ...]:
    """Return a notice as it was read from a scan."""
    lines: list[Line] = [prose(text, 330 + 28.0 * row) for row, text in enumerate(body)]
    return stack([*head(number, "关于做好走访慰问工作的通知"), *lines, *signed(day)])


COPY = letter((BODY[0].replace("慰问", "慰间"), *BODY[1:]))
NEXT_YEAR = letter(
    (BODY[0], BODY[1].replace("25日", "26日").replace("126", "133"), BODY[2].replace("63000", "66500"), BODY[3]),
    number="青双办〔2023〕9号",
    day="2023年7月6日",
)


def looking(pages: tuple[Page, ...], look: Look) -> tuple[Page, ...]:
    """Return pages that look so."""
    return tuple(replace(page, look=look) for page in pages)


def listed(clerk: Clerk) -> list[list[str]]:
    """Return which records are proposed to be one paper."""
    answered: dict[str, Any] = clerk.asks("duplicates")
    return [one["records"] for one in answered["proposed"]]


def codes(clerk: Clerk, record: str) -> list[str]:
    """Return the codes about copies that are told of a record."""
    shown: dict[str, Any] = clerk.asks("show", record)
    return [found["code"] for found in shown["findings"] if found["code"] in {"D104", "D105", "D106"}]


def test_a_paper_read_twice_is_proposed_and_next_years_is_not(clerk: Clerk, take: Take) -> None:
    first, other, copy = take("七号.pdf", letter()), take("九号.pdf", NEXT_YEAR), take("复印.pdf", COPY)
    assert listed(clerk) == [[first, copy]]
    assert codes(clerk, first) == codes(clerk, copy) == ["D104"]
    assert codes(clerk, other) == []
    records = clerk.asks("records")
    assert [one["copy_of"] for one in records] == [None] * 3  # nothing is done without a person
    assert "unassigned" not in {one["state"] for one in records}
    assert "建议留用" in clerk.does("duplicates")


def test_the_coloured_and_finer_copy_is_suggested_with_the_reasons(clerk: Clerk, take: Take) -> None:
    take("复印.pdf", looking(COPY, Look(pattern="", dpi=150)))
    better = take("原件.pdf", looking(letter(), Look(pattern="", colour=True, dpi=300)))
    (proposed,) = clerk.asks("duplicates")["proposed"]
    assert proposed["better"] == better
    assert any("彩色" in why or "红头" in why for why in proposed["why"])
    assert any("300 dpi" in why for why in proposed["why"])


def test_a_confirmed_copy_is_filed_nowhere_until_that_is_taken_back(clerk: Clerk, take: Take) -> None:
    first, copy = take("七号.pdf", letter()), take("复印.pdf", COPY)
    clerk.does("file", copy, "28")
    clerk.does("duplicates", "--keep", first, copy)
    assert clerk.code == 0, clerk.err
    shown = clerk.asks("show", copy)
    assert (shown["state"], shown["filed_items"], shown["copy_of"]) == ("unassigned", [], first)
    assert codes(clerk, copy) == ["D106"]
    assert "28" in clerk.asks("show", first)["filed_items"]  # what a clerk said of the copy counts for the paper
    assert listed(clerk) == []
    clerk.does("duplicates", "--undo", first, copy)
    assert "28" in clerk.asks("show", copy)["filed_items"]
    assert "28" not in clerk.asks("show", first)["filed_items"]
    assert listed(clerk) == [[first, copy]]


def test_a_declined_pair_is_not_proposed_again(clerk: Clerk, take: Take) -> None:
    first, copy = take("七号.pdf", letter()), take("复印.pdf", COPY)
    clerk.does("duplicates", "--different", first, copy)
    assert listed(clerk) == []
    assert codes(clerk, first) == []
    third = take("再扫.pdf", letter((BODY[0].replace("部队", "部隊"), *BODY[1:])))
    assert sorted(map(sorted, listed(clerk))) == [[first, third], [copy, third]]


def test_every_decision_stands_in_the_journal(clerk: Clerk, take: Take) -> None:
    first, copy = take("七号.pdf", letter()), take("复印.pdf", COPY)
    clerk.does("duplicates", "--keep", first, copy)
    clerk.does("duplicates", "--undo", first, copy)
    archive = open_archive(clerk.home)
    with reading(archive.ledger) as tx:
        said = [entry.details for entry in journal.entries(tx, copy) if entry.action == "compared"]
    archive.ledger.dispose()
    assert ["same" in said[0], "open" in said[1]] == [True, True]
    assert first in said[0]


def test_a_split_lets_a_decision_about_the_whole_lapse(clerk: Clerk, take: Take) -> None:
    attached = [prose("附件名单略。", 90)]
    first, copy = (
        take(name, stack(page.lines, attached)) for name, (page,) in (("甲.pdf", letter()), ("乙.pdf", COPY))
    )
    clerk.does("duplicates", "--keep", first, copy)
    assert clerk.asks("show", copy)["copy_of"] == first
    clerk.does("split", copy, "2")
    assert clerk.asks("show", copy)["copy_of"] is None


def test_review_asks_about_copies_and_does_what_is_answered(
    clerk: Clerk, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, copy = take("七号.pdf", letter()), take("复印.pdf", COPY)
    answer(monkeypatch, "R000099", copy)  # no such copy, and then the other one than was suggested
    clerk.does("review")
    assert clerk.asks("show", first)["copy_of"] == copy
    clerk.does("duplicates", "--undo", first, copy)
    answer(monkeypatch, "n")
    clerk.does("review")
    assert listed(clerk) == []


@pytest.mark.parametrize(
    "words", [("--keep",), ("R000001",), ("--keep", "R000001"), ("--different", "R000001", "R000001")]
)
def test_what_names_no_pair_is_refused_and_changes_nothing(clerk: Clerk, take: Take, words: tuple[str, ...]) -> None:
    take("七号.pdf", letter())
    clerk.does("duplicates", *words)
    assert clerk.code != 0
    assert "R000001" in clerk.err


def test_a_copy_stands_for_nothing_else(clerk: Clerk, take: Take) -> None:
    first, copy = take("七号.pdf", letter()), take("复印.pdf", COPY)
    third = take("再扫.pdf", letter((BODY[0].replace("部队", "部隊"), *BODY[1:])))
    clerk.does("duplicates", "--keep", first, copy)
    clerk.does("duplicates", "--keep", copy, third)
    assert clerk.code != 0
    assert first in clerk.err
    clerk.does("duplicates", "--keep", third, first)  # what stood for another may have a better copy itself
    assert [clerk.asks("show", one)["copy_of"] for one in (first, copy, third)] == [third, third, None]


def test_binding_tells_of_two_that_look_like_one_paper(clerk: Clerk, tmp_path: Path) -> None:
    clerk.does("init")
    told = (*NOTICE[:5], *BODY, *NOTICE[5:])
    for name in ("甲", "乙"):
        write_docx(tmp_path / f"{name}.docx", (*told, *(["（打印稿）"] if name == "乙" else [])))
        clerk.does("add", tmp_path / f"{name}.docx")
    assert "B113" in clerk.does("bind") + clerk.err
    clerk.does("duplicates", "--different", "1", "2")
    assert "B113" not in clerk.does("bind") + clerk.err
