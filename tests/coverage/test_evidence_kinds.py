"""Kinds of evidence are matched as clerks mean them: liberally, but a roll of names is no photo."""

import pytest

from catalog.evidence_kinds import qualifier_of, satisfied_by, satisfies
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


def test_the_qualifier_is_what_a_kind_says_beyond_its_head() -> None:
    """慰问 of 慰问照片."""
    assert qualifier_of("慰问照片") == "慰问"
    assert qualifier_of("照片") == ""
