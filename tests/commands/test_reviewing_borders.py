"""What the program proposes to split and to join is told, and done only when a clerk says so."""

from typing import Any

import pytest

from tests.commands.conftest import Clerk, Take, answer
from tests.dividing.papers import NOTICE, OTHER, head, signed, stack, text

FIRST = [*head("青双办〔2022〕7号", "关于做好走访慰问工作的通知"), *text(330, 12, ends=False)]
LAST = [*text(90, 6), *signed()]


def codes(clerk: Clerk) -> dict[str, list[str]]:
    """Return the codes of the proposals that are told of each record."""
    listed: list[dict[str, Any]] = clerk.asks("records")
    return {
        one["id"]: sorted(found["code"] for found in one["findings"] if found["code"] in {"D101", "D102", "D103"})
        for one in listed
    }


def test_a_stack_is_told_and_stays_one_record_until_the_clerk_agrees(
    clerk: Clerk, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = take("合订.pdf", stack(NOTICE, OTHER, text(90, 9)))
    assert codes(clerk) == {first: ["D101"]}
    (proposed,) = clerk.asks("show", first)["proposals"]
    assert (proposed["kind"], proposed["page"]) == ("split", 2)
    assert proposed["confidence"] > 0.9
    assert "红头" in proposed["reason"]
    answer(monkeypatch, "")
    assert "第 2 页起是另一份" in clerk.does("review")
    held = clerk.asks("records")
    assert [(one["doc_number"], one["pages"]) for one in held] == [("青双办〔2022〕7号", 1), ("青双办〔2022〕9号", 2)]
    assert codes(clerk) == {first: [], "R000002": []}
    assert clerk.asks("check")["findings"] == []


def test_a_declined_split_is_not_proposed_again_and_a_moved_one_is_taken(
    clerk: Clerk, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = take("甲.pdf", stack(NOTICE, OTHER, text(90, 9)))
    answer(monkeypatch, "n")
    clerk.does("review")
    assert codes(clerk) == {first: []}
    clerk.does("rebuild", "index")
    second = take("乙.pdf", stack(NOTICE, OTHER, NOTICE, text(90, 9)))
    assert codes(clerk) == {first: [], second: ["D101", "D101"]}
    answer(monkeypatch, "一", "9", "4")
    told = clerk.does("review")
    assert "请写页号" in told
    assert "没有第 9 页可分" in told
    assert [one["pages"] for one in clerk.asks("records")] == [3, 3, 1]
    assert codes(clerk) == {first: [], second: [], "R000003": []}


def test_undoing_a_split_or_a_join_declines_it(clerk: Clerk, take: Take) -> None:
    first = take("合订.pdf", stack(NOTICE, OTHER))
    clerk.does("split", first, "2")
    clerk.does("join", first, "R000002")
    assert codes(clerk) == {first: []}
    one, two = take("扫描/1.pdf", stack(FIRST)), take("扫描/2.pdf", stack(LAST))
    assert codes(clerk) == {first: [], one: ["D103"], two: ["D103"]}
    clerk.does("join", one, two)
    clerk.does("split", one, "--files")
    assert codes(clerk) == {first: [], one: [], two: []}


def test_pages_in_several_files_are_joined_when_the_clerk_agrees(
    clerk: Clerk, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = take("扫描/2.pdf", stack(LAST))
    assert codes(clerk) == {two: []}
    one = take("扫描/1.pdf", stack(FIRST))
    assert codes(clerk) == {two: ["D103"], one: ["D103"]}
    (proposed,) = clerk.asks("show", two)["proposals"]
    assert (proposed["kind"], proposed["records"]) == ("join", [one, two])
    answer(monkeypatch, "")
    assert "同一份文件的各页" in clerk.does("review")
    (record,) = clerk.asks("records")
    assert (record["id"], record["pages"], record["doc_number"]) == (one, 2, "青双办〔2022〕7号")
    assert record["date"] == "2022-07-08"
    assert codes(clerk) == {one: []}


def test_a_declined_join_is_not_proposed_again(clerk: Clerk, take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = take("扫描/1.pdf", stack(FIRST)), take("扫描/2.pdf", stack(LAST))
    answer(monkeypatch, f"{one} {one}", "n")
    assert "写了两次" in clerk.does("review")
    assert codes(clerk) == {one: [], two: []}
    three = take("扫描/3.pdf", stack(LAST))
    assert codes(clerk) == {one: [], two: ["D103"], three: ["D103"]}


def test_a_walk_that_ends_in_the_middle_leaves_nothing_waiting(
    clerk: Clerk, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    take("甲.pdf", stack(NOTICE, OTHER))
    take("乙.pdf", stack(OTHER, NOTICE, text(90, 3)))
    answer(monkeypatch, "", "q")
    clerk.does("review")
    assert [one["doc_number"] for one in clerk.asks("records") if one["doc_number"]] != []
    assert sorted(one["pages"] for one in clerk.asks("records")) == [1, 1, 3]
    assert clerk.asks("check")["findings"] == []
