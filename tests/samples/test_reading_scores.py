"""How the reading benchmark counts: texts are compared as they are read, what lies under a seal in its place."""

import page_truth
import pytest
from page_kinds import KINDS, REPORTED, TUNING
from page_truth import Truth
from reading_scores import Score, folded, together


def scored(truth: Truth, text: str) -> Score:
    """Return the score of one page."""
    score = Score()
    score.add(truth, text, 1.0, 1)
    return score


def test_spaces_widths_and_page_numbers_change_nothing() -> None:
    truth = Truth(lines=("关于　走访的通知（2023）", "按９∶１分担", "— 1 —"))
    score = scored(truth, "关于走访的通知(2023)\n按9:1分担\n-1-")
    assert (score.median_error, score.share_found) == (0, 1)


def test_a_missing_and_a_wrong_character_are_errors() -> None:
    score = scored(Truth(lines=("一二三四五六七八九十",)), "一二三四五六七八土")
    assert score.median_error == pytest.approx(0.2)
    assert score.share_found == pytest.approx(0.8)


def test_text_under_a_seal_counts_only_in_its_place() -> None:
    """The issuer stands in the letterhead too, which is no proof that its signature was read."""
    truth = Truth(lines=("云岭县民政局文件", "正文", "云岭县民政局"), covered=frozenset({2}))
    assert scored(truth, "云岭县民政局文件\n正文\n云岭县民政局").covered_found == 6
    assert scored(truth, "云岭县民政局文件\n正文").covered_found == 0
    assert scored(truth, "云岭县民政局文件\n正文\n云岭民政局").covered_found == 5


def test_what_is_read_on_a_blank_page_is_an_error() -> None:
    score = scored(Truth(lines=()), "噪声")
    assert score.median_error == 2
    assert scored(Truth(lines=()), "").median_error == 0
    assert together([score, score]).errors == [2, 2]


def test_a_page_is_parsed_as_it_was_formatted() -> None:
    truth = Truth(lines=("关于走访的通知", "云岭县民政局", "2023年8月1日"), covered=frozenset({1, 2}))
    text = page_truth.format_page(7, truth) + page_truth.format_page(8, Truth(lines=()))
    assert page_truth.parse_pages(text) == {7: truth, 8: Truth(lines=())}


def test_every_kind_has_its_reported_pages_and_none_is_for_tuning() -> None:
    assert not set(REPORTED) & set(TUNING)
    for kind in KINDS:
        kept = page_truth.parse_pages((page_truth.FOLDER / f"{kind}.txt").read_text(encoding="utf-8"))
        assert list(kept) == list(REPORTED)
        assert all(bool(page.covered) == KINDS[kind].sealed for page in kept.values())
        assert all(bool(folded("".join(page.lines))) != KINDS[kind].blank for page in kept.values())
