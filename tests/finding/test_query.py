"""Reading what a clerk types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.facets import Facet, facet_key
from index.query import And, Field, Node, Not, Or, Word, excludes, parse, positive_leaves
from tests.finding.texts import CHARACTERS

JIA, YI, BING = Word("甲"), Word("乙"), Word("丙")
TO_FULL_WIDTH = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {0x20: "\u3000"}


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("甲", JIA),
        ("甲 乙", And((JIA, YI))),
        ("甲 AND 乙", And((JIA, YI))),
        ("甲 OR 乙", Or((JIA, YI))),
        ("甲|乙", Or((JIA, YI))),
        ("甲 乙 OR 丙", Or((And((JIA, YI)), BING))),
        ("（甲 OR 乙） 丙", And((Or((JIA, YI)), BING))),
        ("(甲|乙)丙", And((Or((JIA, YI)), BING))),
        ("甲 (乙)", And((JIA, YI))),
        ("甲 NOT 乙", And((JIA, Not(YI)))),
        ("甲 -乙", And((JIA, Not(YI)))),
        ("-乙 甲", And((Not(YI), JIA))),
        ("甲 －（乙 丙）", And((JIA, Not(And((YI, BING)))))),
        ("甲 NOT NOT 乙", And((JIA, YI))),
        ("NOT 甲", Not(JIA)),
        ("“甲 乙”", Word("甲乙", quoted=True)),
        ('"甲 乙"丙', And((Word("甲乙", quoted=True), BING))),
        ("「甲」「乙」", And((Word("甲", quoted=True), Word("乙", quoted=True)))),
        ("“甲”（乙|丙）", And((Word("甲", quoted=True), Or((YI, BING))))),
        ("（甲|乙）（丙）", And((Or((JIA, YI)), BING))),
        ("“甲“ 乙", And((Word("甲", quoted=True), YI))),
        ("(甲 “乙 丙”)", And((JIA, Word("乙丙", quoted=True)))),
        ("", None),
        (" \t\u200b", None),
    ],
)
def test_operators_build_the_tree(typed: str, tree: Node | None) -> None:
    query = parse(typed)
    assert query.tree == tree
    assert query.notes == ()


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("国发（2023）12号", "国发(2023)12号"),
        ("（一）加强领导", "(一)加强领导"),
        ("2023-08-01", "2023-08-01"),
        ("-3-", "-3-"),
        ("双拥“八一”活动", '双拥"八一"活动'),
        ("双拥”模范县“创建", '双拥"模范县"创建'),
        ("时间：8月", "时间:8月"),
        ("（", "("),
        ("”", '"'),
        ("|", "|"),
        ("-", "-"),
        ("OR", "or"),
        ("()", "()"),
        ("and", "and"),
    ],
)
def test_signs_that_stand_as_in_print_are_print(typed: str, text: str) -> None:
    query = parse(typed)
    assert query.tree == Word(text)
    assert query.notes == ()


@pytest.mark.parametrize(
    ("typed", "facet", "value"),
    [
        ("题名:慰问", Facet.TITLE, "慰问"),
        ("题名：“八一 慰问”", Facet.TITLE, "八一慰问"),
        ("标题： 慰问", Facet.TITLE, "慰问"),
        ("文号：〔2023〕12号", Facet.NUMBER, "(2023)12号"),
        ("责任者:双拥办", Facet.ISSUER, "双拥办"),
        ("年度:2023年度", Facet.YEAR, "2023"),
        ("条目:第012项", Facet.ITEM, "12"),
        ("状态:已归", Facet.STATE, "filed"),
        ("Title:慰问", Facet.TITLE, "慰问"),
        ("number:12", Facet.NUMBER, "12"),
        ("issuer:县", Facet.ISSUER, "县"),
        ("year:2023", Facet.YEAR, "2023"),
        ("item:3", Facet.ITEM, "3"),
        ("state:set_aside", Facet.STATE, "set_aside"),
    ],
)
def test_fields_are_asked_by_chinese_and_english_names(typed: str, facet: Facet, value: str) -> None:
    tree = parse(typed).tree
    assert isinstance(tree, Field)
    assert (tree.facet, tree.value) == (facet, value)
    assert tree.literal


@pytest.mark.parametrize("value", ["年", "项", "第", "0", "未知"])
def test_a_value_that_is_nothing_but_its_unit_stays(value: str) -> None:
    assert facet_key(Facet.YEAR, value) == facet_key(Facet.ITEM, value) == facet_key(Facet.STATE, value) == value


@pytest.mark.parametrize(
    ("typed", "tree", "note"),
    [
        ("甲 OR", JIA, "OR"),
        ("AND 甲", JIA, "AND"),
        ("甲 NOT", JIA, "NOT"),
        ("甲 - 乙", And((JIA, YI)), "-"),
        ("（甲 乙", And((JIA, YI)), "不成对"),
        ("甲） 乙", And((JIA, YI)), "不成对"),
        ("“甲 乙", And((JIA, YI)), "不成对"),
        ("甲” 乙", And((JIA, YI)), "不成对"),
        ("题名：", Word("题名:"), "没有内容"),
        ("题名:(甲 乙)", And((Word("题名:"), And((JIA, YI)))), "一个词"),
        ("-甲", Word("-甲"), "按原文"),
        ("年度:\u200b", Word("年度:"), "没有内容"),
    ],
)
def test_what_was_not_understood_is_said(typed: str, tree: Node, note: str) -> None:
    query = parse(typed)
    assert query.tree == tree
    assert len(query.notes) == 1
    assert note in query.notes[0]


def test_brackets_a_hundred_deep_are_read_as_far_as_anyone_means_them() -> None:
    assert parse("(" * 5000 + "甲 乙" + ")" * 5000).tree is not None
    assert parse("NOT " * 5001 + "甲").tree == Not(JIA)


@given(st.text(alphabet=CHARACTERS + "ORNTAD题名年度条目", max_size=40) | st.text())
def test_any_input_is_a_valid_query(typed: str) -> None:
    parse(typed)


@given(st.text(alphabet=CHARACTERS + "ORNTAD题名年度", max_size=30))
def test_a_query_and_its_full_width_twin_are_the_same(typed: str) -> None:
    twin = typed.translate(TO_FULL_WIDTH)
    assert parse(twin).tree == parse(typed).tree


def test_only_what_speaks_for_a_page_is_positive() -> None:
    tree = parse("甲 -(乙 NOT 丙)").tree
    assert tree is not None
    assert list(positive_leaves(tree)) == [JIA, BING]
    assert excludes(tree)
    assert not excludes(Or((JIA, YI)))
