"""What a paper says by the way does not file it, what it calls itself suggests it, and no confidence is boasted."""

import tomllib
from pathlib import Path

import pytest

from catalog import weights
from catalog.filing import AUTOMATIC, SUGGEST, suggest
from catalog.record import Suggestion
from tests.filing.written import evidence, model

BENCH = Path(__file__).resolve().parents[2] / "bench"


def found(*lines: str, title: str | None = None, source_name: str = "扫描0001.jpg") -> tuple[Suggestion, ...]:
    """Return what is suggested for a record of these lines."""
    return suggest(evidence(*lines, title=title, source_name=source_name), model())


def confidence_of(item: str, suggestions: tuple[Suggestion, ...]) -> float:
    """Return the confidence of an item, 0 when it is not suggested at all."""
    return next((one.confidence for one in suggestions if one.item == item), 0.0)


@pytest.mark.parametrize(
    ("title", "text", "remark"),
    [
        ("关于建设军人荣誉墙的批复", "同意你局建设荣誉墙一座。建设费用由双拥工作经费解决。此复。", "5"),
        ("关于举办军人书画展的批复", "同意举办书画展，展期十五天。场地费用从双拥工作经费中列支。", "5"),
        ("关于春节期间值班安排的通知", "各单位落实带班。其间县领导将走访慰问驻军部队和优抚对象。严格请销假。", "12"),
        ("关于修建退役军人之家的批复", "同意新建活动室两间。墙上悬挂光荣牌样式说明。", "33"),
    ],
)
def test_one_remark_under_a_title_of_something_else_never_files_alone(title: str, text: str, remark: str) -> None:
    """Where the money comes from is not what a reply is about."""
    said = found(text, title=title)
    assert confidence_of(remark, said) < AUTOMATIC
    assert all("只提到一次" in one.against for one in said if one.item == remark)


def test_what_the_title_names_comes_before_a_remark() -> None:
    """However plainly the remark is put."""
    said = found("同意建设两间。所需资金从双拥工作经费中列支。请抓紧实施。", title="关于建设退役军人之家活动室的批复")
    assert said[0].item != "5"


def test_a_folder_speaks_louder_than_a_title_of_something_else() -> None:
    """Who sorted a paper in has decided."""
    said = found("同意举办展览。场地费用从双拥工作经费中列支。", title="书画展批复", source_name="05_双拥经费/a.pdf")
    assert said[0].item == "5"
    assert said[0].confidence >= AUTOMATIC


def test_a_wall_of_honour_is_a_place_of_publicity() -> None:
    """However the wall is called."""
    assert found("墙长三十米。", title="老兵荣誉长廊建设情况")[0].item == "10"


@pytest.mark.parametrize(
    "text",
    [
        "县财政局：双拥经费列入预算。县教育局：军人子女入学优待。县医保局：优抚对象医疗补助。县法院：涉军维权。",
        "县财政局双拥经费列入预算县教育局军人子女入学优待县卫健局优抚对象医疗补助县人武部征兵工作",
        "县财政局：双拥经费列入财政预算并及时拨付。县教育局：军人子女入学优待。县人武部：征兵工作。",
    ],
)
def test_a_table_of_everybodys_tasks_is_filed_under_none_of_them(text: str) -> None:
    """It is suggested as the table that it is."""
    said = found(text, title="职责任务分解表")
    assert all(one.confidence < AUTOMATIC for one in said)
    assert max(confidence_of("3", said), confidence_of("6", said)) >= SUGGEST


@pytest.mark.parametrize(
    ("item", "title", "text"),
    [
        ("5", "拨款凭证", "付款单位：县财政局 用途：八一慰问经费"),
        ("5", "预算内资金拨付通知单", "用途：春节慰问经费"),
        ("4", "关于王某同志任职的通知", "经研究决定：任命王某同志为县双拥办主任。"),
        ("4", "职务任免通知", "免去张某县双拥工作领导小组办公室副主任职务。"),
        ("12", "2022年度工作台账（走访慰问类）", "1月18日 某部 米面油 5000元"),
        ("24", "青石县人民政府令", "《青石县拥军优属办法》已经常务会议审议通过，现予公布。"),
    ],
)
def test_a_paper_that_calls_itself_what_a_point_wants_is_suggested(item: str, title: str, text: str) -> None:
    """When the item's topic stands anywhere in it."""
    first = found(text, title=title)[0]
    assert first.item == item
    assert first.confidence >= SUGGEST


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("拨款凭证", "用途：城北污水处理厂工程款"),
        ("关于李某同志任职的通知", "任命李某同志为县林业局副局长。"),
        ("云阳县人民政府令", "《城市绿化管理办法》现予公布。"),
        ("任务分解表", "县住建局：老旧小区改造。"),
    ],
)
def test_a_wanted_kind_of_paper_about_something_else_is_not_suggested(title: str, text: str) -> None:
    """The kind alone says nothing."""
    assert found(text, title=title)[0].confidence < SUGGEST


def test_no_confidence_is_above_what_experience_allows() -> None:
    """A plain case stands at the top and is still filed."""
    plain_case = found("义务兵家庭优待金发放花名册。", title="义务兵家庭优待金发放花名册")[0]
    assert 0.95 <= plain_case.confidence <= weights.SUREST


def test_automatic_filings_of_unseen_cases_are_right_as_often_as_is_stated() -> None:
    """Cases that chose neither words nor weights: the mean confidence is within five hundredths of what came true."""
    table = tomllib.loads((BENCH / "filing_heldout.toml").read_text(encoding="utf-8"))
    filed: list[tuple[float, bool]] = []
    for item, texts in {**table["items"], "": table["negatives"]["none"]}.items():
        for text in texts:
            title, _, body = text.partition("|")
            said = found(body, title=title)
            filed += [(one.confidence, one.item == item) for one in said if one.confidence >= AUTOMATIC]
    stated = sum(confidence for confidence, _ in filed) / len(filed)
    assert abs(stated - sum(right for _, right in filed) / len(filed)) <= 0.05
