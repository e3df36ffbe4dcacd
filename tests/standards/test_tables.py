"""Tables of standards are understood as they stand, and what does not add up in them is told and left."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog import standard_sheets
from catalog.filing import prepare, suggest
from catalog.items import Derived, Needs
from catalog.standard import StandardError, format, parse  # noqa: A004 - the uniform verb
from catalog.table_grid import Span, grid
from tests.filing.written import evidence
from tests.standards.tables import CIVILISED, COMMUNITY, DISTRICT, HEAD, NATIONAL, codes, reading, table, told


def test_the_shape_of_the_national_table_is_read_whole() -> None:
    """Chapters beside merged cells, numbers that run through them, every score."""
    standard = reading(NATIONAL).standard
    assert standard.title == "县级双拥模范县考评标准（试行）"
    assert (standard.level, standard.edition) == ("县级", "试行")
    assert [(one.number, one.title, one.score) for one in standard.chapters] == [
        ("一", "组织领导坚强有力", 6),
        ("二", "宣传教育广泛深入", 1),
    ]
    assert [(item.number, item.score) for item in standard.items] == [
        (str(n), Decimal(score)) for n, score in enumerate((2, 1, 1, 1, 1, 1), 1)
    ]
    assert standard.full_score == 7


def test_points_are_read_out_of_the_rules() -> None:
    """Every kind of rule in the national table: each one thing, a list, quarters, the whole, two proofs together."""
    points = [[(point.text, str(point.score)) for point in item.points] for item in reading(NATIONAL).standard.items]
    assert points[0] == [
        ("双拥事项写进发展规划", "0.5"),
        ("列入领导政绩考核范围", "0.5"),
        ("年度政府工作报告", "0.5"),
        ("人武部党委工作报告都写到双拥", "0.5"),
    ]
    assert points[1] == [("会议制度落实", "0.5"), ("领导小组开会", "0.5")]
    assert points[2] == [("职责清楚", "0.25"), ("有计划和总结", "0.25"), ("述职", "0.5")]
    assert points[3] == [("县双拥办有比较固定的部队同志参加办公", "1")]
    assert points[4] == [("进了预算且有拨款凭证", "1")]


def test_what_the_wording_suggests_is_marked_as_derived() -> None:
    """Papers, all of them together, every year: proposed, marked on the point, and told."""
    read = reading(NATIONAL)
    first, second, third, fourth, fifth, _ = read.standard.items
    assert [point.evidence for point in first.points] == [
        ("发展规划",),
        ("考核办法",),
        ("政府工作报告",),
        ("党委工作报告",),
    ]
    assert all({Derived.SCORE, Derived.EVIDENCE} <= set(point.derived) for point in first.points)
    assert second.points[1].per_year
    assert Derived.PER_YEAR in second.points[1].derived
    assert third.points[1].needs is Needs.ALL
    assert fifth.points[0].evidence == ("预算批复", "拨款凭证")
    assert fifth.points[0].needs is Needs.ALL
    assert not fourth.points[0].per_year
    assert "第1条的要点分值" in told(read, "S101")
    assert "所需材料" in told(read, "S101")


def test_a_table_that_does_not_add_up_is_told_of_and_left() -> None:
    """The district's chapter declares 6 and sums to 7; its item 5 is worth 2 and its rule explains 1."""
    read = reading(DISTRICT)
    assert [item.number for item in read.standard.items] == ["1", "2", "3", "4", "5", "6"]
    assert read.standard.items[4].score == 2
    assert read.standard.chapters[0].score == 6
    assert "写明 2 分，各得分要点合计 1 分" in told(read, "S001")
    assert "写明 6 分，各条目合计 7 分" in told(read, "S002")
    assert [year.name for year in read.standard.years] == ["2011"]


def test_years_inside_the_text_are_told_of_and_kept_out_of_points() -> None:
    """(2011) stays in the item's text and is no point and no part of a title."""
    read = reading(DISTRICT)
    assert "(2011)" in read.standard.items[0].text
    assert len(read.standard.items[0].points) == 4
    assert all("2011" not in point.text for item in read.standard.items for point in item.points)
    assert "第3条写明了年份 2011，在考评年度之内" in told(read, "S115")


def test_a_sheet_without_numbers_is_numbered_in_order_and_its_contradictions_told() -> None:
    """The community's sheet: a title beside the rules, scores in brackets, a clause that is missing."""
    read = reading(COMMUNITY)
    assert [(item.number, item.title, item.score) for item in read.standard.items] == [
        ("1", "党管武装", 30),
        ("2", "国防教育", 20),
        ("3", "双拥共建", 20),
        ("4", "兵役管理", 20),
    ]
    assert "4 个条目在表里没有序号，按顺序编了号：1—4" in told(read, "S112")
    assert "第1条《党管武装(10分)》括号里写 10 分，分值栏写 30 分" in told(read, "S107")
    assert "1 之后是 3" in told(read, "S116")
    assert "每提高1%加5分" in told(read, "S104")
    assert [(point.text, point.score) for point in read.standard.items[3].points] == [
        ("登记率不低于96%，每提高1%加5分", 15),
        ("证明齐全、名册清楚", 15),
    ]
    assert "写明 20 分，各得分要点合计 30 分" in told(read, "S001")
    assert "S108" in codes(read)


def test_another_campaign_needs_no_change_of_code() -> None:
    """Fifteen items of a civilised city with steps of indicators, units, papers, vetoes and bonus items."""
    read = reading(*CIVILISED)
    standard = read.standard
    assert [item.number for item in standard.items] == [str(number) for number in range(1, 17)]
    assert [chapter.title for chapter in standard.chapters] == [
        "理想信念教育",
        "城市环境",
        "公共服务",
        "群众评价",
        "加分项目",
    ]
    assert standard.chapters[-1].bonus
    assert standard.full_score == 60
    assert standard.edition == "2024年版"
    assert [year.name for year in standard.years] == ["2022", "2023", "2024"]
    assert standard.vetoes == ("发生重大安全事故", "主要领导严重违纪")
    assert standard.items[0].title == "理论宣讲"
    assert standard.items[0].units == ("县委宣传部", "各镇")
    point = standard.items[0].points[0]
    assert (point.evidence, point.per_year, point.minimum) == (("宣讲方案", "现场照片"), True, 4)
    assert Derived.EVIDENCE not in point.derived
    assert "S005" not in codes(read)


def test_grades_are_one_point_and_ranges_are_left_to_people() -> None:
    """全部达到得4分，部分达到得2分 is not six points; 得1-5分 is for people to judge."""
    read = reading(*CIVILISED)
    assert [point.score for point in read.standard.items[9].points] == [4]
    assert "按等次给分" in told(read, "S105")
    assert [point.score for point in read.standard.items[13].points] == [5]
    assert "1-5分" in told(read, "S104")


def test_an_imported_standard_can_be_filed_against_at_once() -> None:
    """No table of terms knows the other campaign; its own words do."""
    found = suggest(
        evidence("社区分类收运容器安装到位。", title="生活垃圾分类容器实景图片"), prepare(reading(*CIVILISED).standard)
    )
    assert found[0].item == "5"


@pytest.mark.parametrize(
    "row",
    [
        ("二、宣传教育广泛深入（5分）",),
        ("", "", "二、宣传教育广泛深入（5分）", "", "", ""),
        ("二、宣传教育广泛深入", "", "", "5", "", ""),
        ("", "（二）宣传教育广泛深入（5分）", "", "", "", ""),
    ],
)
def test_a_chapter_may_be_named_anywhere_in_a_row_of_its_own(row: tuple[str, ...]) -> None:
    """Across the table, in the middle of a row, with its score in the column of scores."""
    read = reading(
        table(
            HEAD,
            ("一、组织领导（1分）",),
            ("", "1", "开会。", "1", "开会得1分"),
            row,
            ("", "2", "宣传。", "5", "宣传得5分"),
        )
    )
    assert [(one.number, one.title, one.score) for one in read.standard.chapters] == [
        ("一", "组织领导", 1),
        ("二", "宣传教育广泛深入", 5),
    ]


def test_heads_repeated_on_every_page_and_tables_that_go_on_are_one_table() -> None:
    """A PDF's second page repeats the head or goes on without one."""
    first = table(HEAD, ("一、组织领导", "1", "开会。", "1", "开会得1分", ""))
    again = table(HEAD, ("一、组织领导", "2", "发文。", "1", "发文得1分", ""))
    on = table(("", "3", "检查。", "1", "检查得1分", ""))
    read = reading(first, again, on)
    assert [item.number for item in read.standard.items] == ["1", "2", "3"]
    assert len(read.standard.chapters) == 1


def test_rows_that_share_a_merged_number_are_points_of_one_item() -> None:
    """Each row has its own words and score; the item's score is their sum."""
    rows = (
        HEAD,
        ("一、组织领导", "1", "议军会每年召开。", "0.5", "召开得0.5分"),
        ("", "", "有会议记录。", "0.25", "有记录得0.25分"),
    )
    item = reading(table(*rows, spans=(Span(row=1, column=0, rows=2), Span(row=1, column=1, rows=2)))).standard.items[0]
    assert item.score == Decimal("0.75")
    assert [(point.text, point.score) for point in item.points] == [
        ("召开", Decimal("0.5")),
        ("有记录", Decimal("0.25")),
    ]


def test_a_row_without_a_number_is_given_to_the_item_above_and_told_of() -> None:
    """Whether it was an item that lost its number only people can say."""
    read = reading(table(HEAD, ("一、组织领导", "1", "开会。", "1", "开会得1分"), ("", "", "还要有记录。", "", "")))
    assert read.standard.items[0].text == "开会。\n还要有记录。"
    assert "有 1 行没有序号" in told(read, "S113")


def test_vetoes_stand_in_rows_in_the_column_of_scores_or_in_running_text() -> None:
    """All three ways that tables have of saying 一票否决."""
    read = reading(
        "有下列情形之一的，一票否决：1.发生重大军地纠纷；2.没有完成征兵任务。",
        table(HEAD, ("一、组织领导", "1", "开会。", "1", "开会得1分"), ("", "2", "责任退兵超标。", "一票否决", "")),
        "三、一票否决事项",
        "（一）移交安置政策不落实",
    )
    assert read.standard.vetoes == ("发生重大军地纠纷", "没有完成征兵任务", "责任退兵超标。", "移交安置政策不落实")
    assert [item.number for item in read.standard.items] == ["1"]


@pytest.mark.parametrize(
    ("score", "expected", "found"), [("", Decimal("0.5"), "没有写"), ("2或3", Decimal("0.5"), "“2或3”不是一个数")]
)
def test_a_score_that_cannot_be_read_is_told_of(score: str, expected: Decimal, found: str) -> None:
    """The sum of the points stands in for it, said aloud."""
    read = reading(table(HEAD, ("一、组织领导", "1", "开会。", score, "开会得0.5分")))
    assert read.standard.items[0].score == expected
    assert found in told(read, "S106")


def test_a_score_in_brackets_serves_where_there_is_no_column_of_scores() -> None:
    """（2分） behind the content is the item's score and no part of its title."""
    read = reading(table(("序号", "考评内容", "评分标准"), ("1", "按时开会（2分）", "开会得2分")))
    assert (read.standard.items[0].title, read.standard.items[0].score) == ("按时开会", 2)
    assert "S111" in codes(read)


def test_a_rule_that_asks_for_more_parts_than_the_content_has_is_told_of() -> None:
    """每做到一项得0.5分 of 2 points wants four parts; the content has one."""
    read = reading(table(HEAD, ("一、组织领导", "1", "工作开展得好。", "2", "每做到一项得0.5分")))
    assert len(read.standard.items[0].points) == 1
    assert "应分为 4 个要点" in told(read, "S103")


def test_an_item_whose_rule_says_nothing_of_scores_is_one_point() -> None:
    """Its whole score, told."""
    assert "整条作为一个要点计 2 分" in told(reading(table(HEAD, ("一、领导", "1", "开会。", "2", "看资料"))), "S102")


def test_what_is_not_understood_is_named() -> None:
    """A row before any item, a title that is nowhere."""
    read = reading(table(HEAD, ("", "", "", "", "看不懂的话", "x"), ("一、组织领导", "1", "开会。", "1", "开会得1分")))
    assert "看不懂的话 x" in told(read, "S114")
    assert "暂用“来文附件”" in told(read, "S110")


@pytest.mark.parametrize(
    "blocks",
    [(), ("没有表",), (table(("甲", "乙"), ("1", "2")),), (table(HEAD),), (table(("序号", "备注"), ("1", "2")),)],
)
def test_a_file_without_a_table_of_items_is_refused(blocks: tuple[str, ...]) -> None:
    """The message says what the head must name."""
    with pytest.raises(StandardError, match="表"):
        reading(*blocks)


def test_the_full_score_is_taken_from_the_table_or_told_as_a_sum() -> None:
    """合计 in the last row, 满分 in the heading, neither."""
    row = ("一、组织领导", "1", "开会。", "1", "开会得1分", "")
    assert reading(table(HEAD, row, ("合计", "", "", "100", "", ""))).standard.full_score == 100
    assert reading("本标准满分为100分。", table(HEAD, row)).standard.full_score == 100
    assert "合计 1 分" in told(reading(table(HEAD, row)), "S109")


WORDS = st.sampled_from(
    (
        *("", "", "1", "（二）", "3.", "一、组织领导（6分）", "二、宣传", "合计", "100", "2", "0.25", "2分", "-1"),
        *("考评内容", "分值", "序号", "每年开会不少于2次。", "得1分", "每做到一项得0.5分", "扣1分", "一票否决"),
        *(
            "加分项目",
            "注：看资料",
            "县财政局、县教育局",
            "会议纪要",
            "(2011)",
            "甲（2分）；乙（3分）",
            "1.甲\n3.乙",
            "\u3000",
        ),
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=6), max_size=8), st.lists(WORDS, max_size=3))
def test_whatever_stands_in_a_table_what_is_understood_can_be_kept(rows: list[list[str]], around: list[str]) -> None:
    """No shape of table is a crash, and the standard is one that a file holds."""
    try:
        standard = reading(*around, grid([HEAD, *rows]), *around).standard
    except StandardError:
        return
    assert parse(format(standard))[0] == standard
    assert standard_sheets.parse(standard_sheets.format(standard)) == standard
