"""Scoring rules are read as the points they state; ways of judging are told and are no points."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import table_evidence
from catalog.items import Needs
from catalog.table_rules import Doubt, share


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        ("甲的得0.5分，乙的得0.5分。", [("甲", "0.5"), ("乙", "0.5")]),
        ("甲0.25，乙0.25，丙0.5。", [("甲", "0.25"), ("乙", "0.25"), ("丙", "0.5")]),
        ("1.甲得1分；2.乙得1分", [("甲", "1"), ("乙", "1")]),
        ("①有甲的计1分\n②有乙的计1分", [("有甲", "1"), ("有乙", "1")]),
        ("甲、乙各得1分", [("甲", "1"), ("乙", "1")]),
        ("建了制度，抓了落实的得2分", [("建了制度，抓了落实", "2")]),
        ("得2分", [("内容", "2")]),
        ("符合要求的，得2分", [("内容", "2")]),
        ("全部达标得2分，部分达标得1分", [("内容", "2")]),
        ("甲得2分，少一次扣0.5分", [("甲", "2")]),
        ("少一次扣0.5分，扣完为止", [("内容", "2")]),
        ("酌情给分", [("内容", "2")]),
        ("", [("内容", "2")]),
    ],
)
def test_a_rule_gives_the_points_that_it_states(rule: str, parts: list[tuple[str, str]]) -> None:
    assert [(one.text, str(one.score)) for one in share("内容", rule, Decimal(2)).parts] == parts


@pytest.mark.parametrize(
    ("rule", "doubt"),
    [
        ("每提高1%加5分", Doubt.JUDGED),
        ("少一次扣0.5分", Doubt.JUDGED),
        ("得1—2分", Doubt.JUDGED),
        ("好的得2分，一般的得1分", Doubt.LEVELS),
        ("每做到一项得0.5分", Doubt.UNSPLIT),
        ("看资料", Doubt.WHOLE),
    ],
)
def test_what_people_must_judge_is_told(rule: str, doubt: Doubt) -> None:
    assert doubt in [found for found, _ in share("内容", rule, Decimal(2)).doubts]


@given(st.text(max_size=40), st.text(max_size=40), st.none() | st.integers(0, 50).map(Decimal))
def test_no_text_crashes_and_no_point_is_worth_nothing_said(content: str, rule: str, score: Decimal | None) -> None:
    """A part has a score that stands in the texts, or the item's own."""
    for part in share(content, rule, score).parts:
        assert part.score >= 0
        table_evidence.read(part.text, content, content)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("列入财政预算且有拨款凭证", ("预算批复", "拨款凭证")),
        ("每年召开议军会", ("会议纪要", "会议通知", "签到册")),
        ("成员单位书面述职", ("述职报告",)),
        ("义务兵优待金足额发放", ("发放花名册",)),
        ("清理小广告专项整治", ("检查记录",)),
        ("某事", ()),
    ],
)
def test_papers_are_proposed_by_what_the_words_speak_of(words: str, kinds: tuple[str, ...]) -> None:
    assert table_evidence.read(words, "").evidence == kinds


@pytest.mark.parametrize(
    ("words", "per_year", "minimum"),
    [
        *(("每年至少召开一次会议", True, 1), ("每年开展活动不少于两次", True, 2), ("每半年研究一次", True, 2)),
        *(("每季度走访", True, 4), ("年度计划", True, 1), ("每年走访12次", True, 12), ("建立机构", False, 1)),
    ],
)
def test_how_often_is_read_out_of_the_words(words: str, per_year: bool, minimum: int) -> None:  # noqa: FBT001 - a column
    wanted = table_evidence.read(words, "")
    assert (wanted.per_year, wanted.minimum) == (per_year, minimum)


def test_a_short_rule_is_read_with_the_clause_that_it_shortens() -> None:
    """领导小组开会 says nothing of years; the content does."""
    content = "建立议军制度；领导小组每年开一次全体会议。"
    assert table_evidence.read("领导小组开会", content).per_year
    assert not table_evidence.read("建立议军制度", content).per_year


def test_two_papers_are_wanted_together_only_where_the_words_join_them() -> None:
    assert table_evidence.read("有计划和总结", "").needs is Needs.ALL
    assert table_evidence.read("有计划或总结", "").needs is Needs.ANY
    assert table_evidence.read("召开会议且有制度", "").needs is Needs.ALL
