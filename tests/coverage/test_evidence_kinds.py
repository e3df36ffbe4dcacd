"""Kinds of evidence are matched as clerks mean them: liberally, but a roll of names is no photo."""

import pytest

from catalog.evidence_kinds import names, qualifier_of, satisfied_by, satisfies
from tests.filing.written import sample


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("照片", "慰问照片"),
        ("照片", "现场照片"),
        ("照片", "活动照片"),
        ("慰问照片", "活动照片"),
        ("图片", "授牌照片"),
        ("花名册", "发放花名册"),
        ("花名册", "慰问名册"),
        ("慰问名册", "慰问名册"),
        ("登记表", "登记名册"),
        ("2022年春节慰问优抚对象花名册", "慰问名册"),
        ("会议记录", "会议纪要"),
        ("会议纪要", "会议记录"),
        ("通知", "会议通知"),
        ("关于印发《创建实施方案》的通知", "实施方案"),
        ("关于明确成员单位职责的通知", "职责文件"),
        ("关于设立双拥办的批复", "机构设立文件"),
        ("实施意见", "政策文件"),
        ("工作总结", "总结"),
        ("回单", "拨款凭证"),
        ("新闻稿截图", "新闻报道"),
        ("签到表", "签到册"),
        ("财政局预算内资金拨付通知单", "拨款凭证"),
        ("国库集中支付凭证", "拨款凭证"),
        ("银行转账凭单", "拨款凭证"),
        ("关于批复2022年双拥工作专项经费预算的通知", "预算批复"),
        ("签到册", "培训名册"),
        ("退役士兵适应性培训签到表", "培训名册"),
        ("困难退役军人救助审批表", "帮扶台账"),
        ("关于职务任免的通知", "任命文件"),
        ("关于借调人员的函", "抽调文件"),
        ("关于成立双拥工作站的通知", "机构设立文件"),
        ("关于提高抚恤标准的通知", "调标文件"),
        ("来信来访登记台账", "信访台账"),
        ("捐资助学收据", "捐赠凭证"),
        ("走访烈属照片", "慰问照片"),
        ("青石县人民政府令", "规范性文件"),
        ("奇特材料", "奇特材料"),
    ],
)
def test_a_kind_that_serves_is_taken(said: str, wanted: str) -> None:
    """A bare kind, another name of the same kind, a title that says the qualifier."""
    assert satisfies(said, wanted)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("慰问名册", "慰问照片"),
        ("照片", "慰问名册"),
        ("培训照片", "慰问照片"),
        ("通知", "职责文件"),
        ("通知", "任命文件"),
        ("工作计划", "工作总结"),
        ("财政局预算内资金拨付通知单", "预算批复"),
        ("拨款凭证", "预算批复"),
        ("关于批复2022年双拥经费预算的通知", "拨款凭证"),
        ("签到册", "慰问名册"),
        ("签到册", "补助名册"),
        ("会议通知单", "拨款凭证"),
        ("救助审批表", "信访台账"),
        ("关于人员任免的通知", "职责文件"),
        ("照片", "奇特材料"),
        ("", "照片"),
        ("照片", ""),
        (" ", "照片"),
    ],
)
def test_a_kind_that_does_not_serve_is_not_taken(said: str, wanted: str) -> None:
    """Another kind, another qualifier, or nothing said at all."""
    assert not satisfies(said, wanted)


def test_every_kind_that_the_sample_wants_satisfies_itself() -> None:
    """Whatever a table calls its evidence."""
    wanted = {kind for item in sample().items for point in item.points for kind in point.evidence}
    assert all(satisfies(kind, kind) for kind in wanted)


def test_any_text_about_a_record_may_say_the_kind() -> None:
    """The kind that was read, or the title."""
    assert satisfied_by(("", "八一慰问照片"), "慰问照片")
    assert not satisfied_by(("", "八一慰问方案"), "慰问照片")


@pytest.mark.parametrize("title", ["未召开会议纪要缺失说明", "关于会议纪要遗失的情况说明"])
def test_a_statement_that_evidence_is_missing_is_none(title: str) -> None:
    assert satisfied_by((title.replace("缺失", "").replace("遗失", "").replace("未召开", ""),), "会议纪要")
    assert not satisfied_by((title,), "会议纪要")


def test_the_qualifier_is_what_a_kind_says_beyond_its_head() -> None:
    """慰问 of 慰问照片."""
    assert qualifier_of("慰问照片") == "慰问"
    assert qualifier_of("照片") == ""


@pytest.mark.parametrize(
    ("said", "wanted", "named"),
    [
        ("任命文件", "任命文件", True),
        ("职务任免通知", "任命文件", True),
        ("付款凭证", "拨款凭证", True),
        ("任务分解表", "任务分解表", True),
        ("通知", "任命文件", False),
        ("活动照片", "活动照片", False),
        ("会议通知", "会议通知", False),
        ("清单", "需求清单", False),
    ],
)
def test_a_paper_is_named_by_a_kind_in_particular_only(said: str, wanted: str, named: bool) -> None:  # noqa: FBT001 - a row
    """活动照片 is what any folder holds; 任务分解表 says what it is."""
    assert names(said, wanted) is named
