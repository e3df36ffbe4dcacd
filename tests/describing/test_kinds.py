"""Kinds: what a title's ending or the page itself makes of a document."""

import pytest

from catalog.fields import kind, kinds

from .sheets import put, read, scanned, typed


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("关于印发《双拥工作方案》的通知", "通知"),
        ("青溪县军人优待办法（试行）", "办法"),
        ("县双拥工作领导小组会议纪要", "会议纪要"),
        ("青溪县2022年“八一”慰问名册", "名册"),
        ("义务兵家属优待金发放花名册", "名册"),
        ("关于商请支持的函", "函"),
        ("青溪县教育局2022年述职报告", "述职报告"),
        ("在双拥工作会议上的讲话", "讲话"),
        ("军民共建协议书", "协议"),
        ("走访慰问活动照片", "照片"),
        ("关于2022年双拥经费预算的批复", "预算批复"),
        ("财政直接支付凭证", "拨款凭证"),
        ("双拥工作会议签到册", "签到册"),
        ("青溪县优抚对象登记表", "登记表"),
        ("青溪县人大代表", "统计表"),
        ("县领导走访部队", None),
        ("法", None),
    ],
)
def test_the_longest_known_ending_of_a_title_names_the_kind(heading: str, wanted: str | None) -> None:
    """A note in brackets and the quotation do not count."""
    assert kind.parse(heading) == wanted
    assert kinds.of(heading) == wanted


def test_a_common_word_does_not_end_a_title_by_itself() -> None:
    """办法 does, 动态 does not; 人大代表 is no table."""
    assert kinds.completes("青溪县军人优待办法")
    assert not kinds.completes("青溪县双拥工作动态")
    assert not kinds.completes("青溪县人大代表")
    assert not kinds.completes("青溪县实施《国防教育法》")


def test_a_headline_with_source_and_time_is_a_news_piece() -> None:
    """Unless its own ending says otherwise."""
    row = "\n来源：青溪日报　发布时间：2022-08-01\n8月1日，县委召开会议。"
    for heading, wanted in (
        ("我县召开议军会议", "新闻报道"),
        ("关于开展活动的通知", "通知"),
        ("我县发布工作动态", "新闻报道"),
    ):
        found = read(typed(heading + row)).kind
        assert found is not None
        assert found.value == wanted


def test_a_bulletin_is_one_whatever_its_first_heading() -> None:
    """The masthead says so."""
    found = read(
        typed("双拥工作简报\n第3期\n青溪县双拥办公室　2022年8月3日\n我县走访慰问部队\n8月1日，县领导走访部队。")
    ).kind
    assert found is not None
    assert found.value == "简报"


def test_pictures_with_captions_and_little_text_are_photographs() -> None:
    """Pictures or captions, next to no text."""
    caption = put("图1：县领导走访慰问驻县部队", 400, size=12)
    for pages in (scanned([caption], images=1), scanned([caption]), typed("军民鱼水情", images=1)):
        found = read(pages).kind
        assert found is not None
        assert found.value == "照片"
    assert read(typed("军民鱼水情")).kind is None


def test_a_kind_is_called_as_it_is() -> None:
    """`format` adds nothing."""
    assert kind.format("通知") == "通知"
