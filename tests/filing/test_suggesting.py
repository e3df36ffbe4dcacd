"""A record is weighed against every item, and the words that decided are told."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.filing import AUTOMATIC, SUGGEST, prepare, suggest
from catalog.lexicon import parse as parse_terms
from catalog.record import Place
from ocr.page import Source
from tests.filing.written import evidence, model, page, standard
from tests.shared_data import shared_data

CASES = Path(__file__).resolve().parents[2] / "bench" / "filing_cases.toml"


def best(*lines: str, **described: str) -> tuple[str, float]:
    """Return the best item and its confidence for a record of these lines."""
    first = suggest(evidence(*lines, **described), model())[0]  # type: ignore[arg-type]
    return first.item, first.confidence


ONE_OF_EACH = [
    ("1", "政府工作报告", "全面落实双拥政策，抓好退役军人工作。"),
    ("2", "县委召开议军会", "会议听取人武部工作汇报。"),
    ("3", "交通局双拥工作总结", "一年来我局履行成员单位职责。"),
    ("4", "关于成立双拥工作领导小组的通知", "领导小组下设办公室。"),
    ("5", "关于下达双拥专项经费的通知", "现下达双拥经费，请专款专用。"),
    ("6", "创建双拥模范县实施方案", "明确创建任务和步骤。"),
    ("7", "国防教育课程安排", "国防教育列入教学计划，每学期四课时。"),
    ("8", "新生军训方案", "学生军训为期七天。"),
    ("9", "双拥专栏截图", "电视台双拥专栏每周播出。"),
    ("10", "双拥公园落成", "公园内立有双拥雕塑。"),
    ("11", "最美退役军人评选通知", "请推荐候选人。"),
    ("12", "春节走访慰问驻军部队", "送上慰问金和节日祝福。"),
    ("13", "解决部队训练场用地", "支持部队备战训练。"),
    ("14", "法律拥军进军营", "律师为官兵讲课。"),
    ("15", "拥军企业授牌", "拥军商户为军属打折。"),
    ("16", "车站设立军人依法优先窗口", "现役军人优先购票。"),
    ("17", "立功喜报送到家", "为三等功臣家属送喜报。"),
    ("18", "军事设施保护方案", "保护军事禁区。"),
    ("19", "部队帮扶乡村振兴", "官兵与帮扶村结对。"),
    ("20", "官兵抗洪抢险", "部队出动转移群众。"),
    ("21", "军警民联防方案", "军地联勤维护社会稳定。"),
    ("22", "官兵捐资助学", "部队资助贫困学生。"),
    ("23", "群众纪律检查", "部队执行三大纪律情况良好。"),
    ("24", "拥军优属实施办法", "第一条 制定本办法，做好拥军优属工作。"),
    ("25", "退役士兵安置计划", "退役士兵选岗安置。"),
    ("26", "退役军人适应性培训", "退役军人就业创业培训。"),
    ("27", "退役士兵社会保险接续", "补缴养老保险。"),
    ("28", "优抚对象抚恤补助标准", "定期抚恤金足额发放。"),
    ("29", "义务兵家庭优待金发放", "优待金兑现到户。"),
    ("30", "优抚对象医疗补助", "优抚对象住院医疗补助。"),
    ("31", "随军家属安置", "随军家属生活补助。"),
    ("32", "军人子女入学优待", "军人子女优先入园。"),
    ("33", "光荣牌悬挂", "悬挂光荣牌，发放退役军人优待证。"),
    ("34", "烈士陵园祭扫", "缅怀先烈，敬献花篮。"),
    ("35", "退役军人服务站规范化建设", "三级退役军人服务保障体系。"),
    ("36", "困难退役军人帮扶", "发放帮扶援助金。"),
    ("37", "征兵命令", "应征青年报名参军。"),
    ("38", "拥军优属、拥政爱民月方案", "双拥月主题活动。"),
    ("39", "双拥进社区", "社区双拥活动。"),
    ("40", "军地联谊晚会", "军民联欢文艺演出。"),
    ("41", "军民共建协议", "共建点活动记录。"),
    ("42", "军民共建精神文明", "军民共建文明社区。"),
    ("43", "民兵整组点验", "民兵训练和国防动员。"),
    ("44", "军地纠纷处理机制", "无军民纠纷。"),
    ("45", "涉军维权", "军人军属法律援助。"),
    ("46", "退役军人信访台账", "退役军人来访诉求。"),
    ("47", "双拥先进单位表彰", "双拥工作满意度测评。"),
]


@pytest.mark.parametrize(("item", "title", "text"), ONE_OF_EACH, ids=[row[0] for row in ONE_OF_EACH])
def test_every_item_is_found_by_what_the_trade_says_of_it(item: str, title: str, text: str) -> None:
    """One plain paper for each of the 47 items comes first and is at least suggested."""
    found, confidence = best(text, title=title)
    assert found == item
    assert confidence >= SUGGEST


def test_most_written_cases_come_out_right_and_none_is_filed_wrongly() -> None:
    """Some three hundred written cases: at least nineteen in twenty right, nothing under a wrong item."""
    cases = tomllib.loads(CASES.read_text(encoding="utf-8"))
    rows = [(item, text) for table in ("items", "harder") for item, texts in cases[table].items() for text in texts]
    right = 0
    for item, text in rows:
        title, _, body = text.partition("|")
        found = suggest(evidence(body, title=title or None), model())
        right += found[0].item == item
        assert all(one.item == item for one in found if one.confidence >= AUTOMATIC), text
    assert right >= 0.95 * len(rows)


@pytest.mark.parametrize("table", ["negatives", "harder_negatives"])
def test_papers_that_prove_nothing_are_not_filed(table: str) -> None:
    """Ordinary papers of offices, even of the bodies of the trade, wait for a person or stay unassigned."""
    for text in tomllib.loads(CASES.read_text(encoding="utf-8"))[table]["none"]:
        title, _, body = text.partition("|")
        assert suggest(evidence(body, title=title), model())[0].confidence < AUTOMATIC, text


@pytest.mark.parametrize("folder", ["laws-hard-negatives", "laws-military"])
def test_no_law_is_filed_without_a_person(folder: str) -> None:
    """A law of a higher authority does not show what the county did."""
    for path in sorted(shared_data(folder).rglob("*.md")):
        if path.name in {"README.md", "_index.md"}:
            continue
        first, _, rest = path.read_text(encoding="utf-8").lstrip("# \n").partition("\n")
        found = suggest(evidence(*rest.split("\n"), title=first.strip()), model())
        assert found[0].confidence < AUTOMATIC, path.name


def test_the_reason_quotes_the_words_and_says_where_they_stand() -> None:
    """Title, body, kind and unit each have their part."""
    record = evidence(
        "为烈属送去慰问金。", title="春节走访慰问驻军方案", kind="慰问方案", issuer="青石县退役军人事务局"
    )
    first = suggest(record, model())[0]
    assert "题名有“" in first.reason
    assert "走访" in first.reason
    assert "文种合乎“慰问方案”" in first.reason
    assert "责任者“退役军人事务局”是本条责任单位" in first.reason
    assert first.place == Place(page=1, line=0)


def test_the_place_is_the_line_where_the_word_stands() -> None:
    """Also when it stands on a later page."""
    second = page("附件", "义务兵家庭优待金发放花名册", number=2)
    first = suggest(evidence("封面。", more=(second,)), model())[0]
    assert first.item == "29"
    assert first.place == Place(page=2, line=1)


def test_at_least_three_items_are_suggested_whatever_the_text() -> None:
    """Even a text that fits nowhere; its confidence says so, and what speaks against it stands beside."""
    found = suggest(evidence("春天来了，桃花开了，孩子们放风筝。"), model())
    assert len(found) >= 3
    assert found[0].confidence < SUGGEST
    assert "双拥" in found[0].against


def test_nothing_at_all_gives_no_suggestion() -> None:
    """No page, no name, no folder."""
    assert suggest(evidence(source_name=""), model()) == ()


@settings(deadline=None)
@given(st.lists(st.text(alphabet="双拥慰问退役军人烈士证民兵，。 会议通知x1", max_size=30), max_size=6))
def test_suggestions_are_ordered_and_confidences_stay_in_bounds(lines: list[str]) -> None:
    """Best first, each item once, between 0 and 1."""
    found = suggest(evidence(*lines), model())
    confidences = [one.confidence for one in found]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in confidences)
    assert len({one.item for one in found}) == len(found)


def test_names_of_persons_and_places_decide_nothing() -> None:
    """Another county and another name change no confidence."""
    one = suggest(evidence("青石县李大山为退役士兵送去优待证。", title="青石县优待证发放"), model())
    other = suggest(evidence("白河县王小水为退役士兵送去优待证。", title="白河县优待证发放"), model())
    assert [(s.item, s.confidence) for s in one] == [(s.item, s.confidence) for s in other]


def test_a_street_named_after_the_army_day_says_nothing() -> None:
    """八一路 is an address."""
    with_street = best("地址：八一路十二号。走访慰问困难职工。", title="工会慰问通知")
    assert with_street[1] < SUGGEST


def test_a_body_that_bears_the_trade_in_its_name_is_not_what_a_paper_is_about() -> None:
    """The bureau of veterans hires a clerk."""
    found = suggest(evidence("现面向社会招聘文员一名。", title="县退役军人事务局招聘公告"), model())
    assert found[0].confidence < SUGGEST


def test_one_misread_character_does_not_lose_a_long_word() -> None:
    """On recognised pages a long word of the trade may differ in one character, on typed pages not."""
    scanned = suggest(evidence("部分退役土兵社会保险接续", source=Source.OCR), model())[0]
    line = "双拥办组织延安双佣运动图片展"
    typed = suggest(evidence(line), model())
    misread = suggest(evidence(line, source=Source.OCR), model())
    assert scanned.item == "27"
    assert misread[0].item == "38"
    assert "延安双拥运动" in misread[0].reason
    assert all("延安双拥运动" not in one.reason for one in typed)


def test_a_word_of_the_trade_is_not_taken_for_a_misread_other_one() -> None:
    """退役军人保险 and 退役军人保障 differ in one character, and both are words."""
    own = parse_terms(
        '[[concept]]\nname = "x"\nsource = "trade"\nabout = ["慰问"]\nsure = ["城东老兵之家"]\n'
        '[[concept]]\nname = "y"\nsource = "trade"\nabout = ["经费"]\nsure = ["城西老兵之家"]\n'
    )
    prepared = prepare(standard("1|走访慰问|慰问|照片", "2|双拥经费|经费|凭证"), own)
    reasons = {one.item: one.reason for one in suggest(evidence("城西老兵之家", source=Source.OCR), prepared)}
    assert "老兵之家" in reasons["2"]
    assert "老兵之家" not in reasons["1"]
    blurred = {one.item: one.reason for one in suggest(evidence("城东老共之家", source=Source.OCR), prepared)}
    assert "城东老兵之家" in blurred["1"]


def test_blanks_between_characters_do_not_matter() -> None:
    """Headings are set wide, and engines put blanks anywhere."""
    assert best("义 务 兵 家 庭\u3000优 待 金\t发 放 花 名 册")[0] == "29"


def test_a_word_broken_over_two_lines_is_still_read() -> None:
    """Print breaks lines anywhere."""
    assert best("各镇要认真做好义务兵家", "庭优待金的发放工作。")[0] == "29"


def test_a_plan_that_speaks_of_everything_once_is_not_mistaken_for_one_item() -> None:
    """A long report mentions the trade once; only its kind carries it."""
    filler = tuple(f"第{n}项重点工作：推动工业经济高质量发展，完善基础设施。" for n in range(80))
    with_word = best(*filler, "支持国防建设，做好双拥工作。", title="青石县政府工作报告")
    without = best(*filler, title="青石县政府工作报告")
    assert with_word[0] == "1"
    assert with_word[1] >= SUGGEST
    assert without[1] < SUGGEST


def test_two_items_are_filed_together_only_when_each_is_sure() -> None:
    """A paper of two equal subjects may stand under both; a side remark does not count."""
    both = suggest(
        evidence(
            "县里为退役军人悬挂光荣牌并发放优待证；同日向烈士陵园敬献花篮，祭扫烈士墓。",
            title="悬挂光荣牌发放优待证和祭扫烈士墓活动方案",
        ),
        model(),
    )
    assert {one.item for one in both if one.confidence >= SUGGEST} >= {"33", "34"}
    side = suggest(evidence("走访慰问驻军官兵，顺路看了光荣牌。", title="八一走访慰问驻军部队"), model())
    assert [one.item for one in side if one.confidence >= AUTOMATIC] == ["12"]


def test_a_law_waits_for_a_person_unless_a_folder_says_where() -> None:
    """Titles that end as only laws do, or an enacting formula."""
    law = suggest(evidence("第一条 做好烈士褒扬。烈士纪念设施保护。", title="烈士褒扬条例"), model())[0]
    assert SUGGEST <= law.confidence < AUTOMATIC
    assert "上级的法律法规" in law.against
    sorted_in = evidence("第一条 做好烈士褒扬。", title="烈士褒扬条例", source_name="34_烈士褒扬/a.pdf")
    assert suggest(sorted_in, model())[0].confidence >= AUTOMATIC


def test_the_first_line_of_a_paragraph_is_no_title() -> None:
    """Where no title was read, only a short line of its own stands in for one."""
    paragraph = (
        "春节前夕县领导带队前往驻地各部队走访慰问广大官兵送上",
        "节日祝福和慰问金并同官兵座谈交流了解训练和生活情况",
    )
    assert "题名" not in suggest(evidence(*paragraph), model())[0].reason
    assert "题名" in suggest(evidence("春节走访慰问驻军部队", *paragraph), model())[0].reason


def test_a_book_is_judged_by_its_beginning() -> None:
    """What stands after some forty thousand characters of a page takes no part, and no time."""
    filler = ("各单位要提高认识，狠抓进度，按时报送各类统计数据和有关材料。",) * 1500
    assert suggest(evidence(*filler, "义务兵家庭优待金发放花名册"), model())[0].confidence < SUGGEST


def test_the_order_of_later_pages_changes_nothing_but_places() -> None:
    """What follows the first page counts the same wherever it stands."""
    pages = (page("慰问驻军部队。", number=2), page("发放光荣牌。", number=3))
    one = suggest(evidence("封面。", more=pages), model())
    two = suggest(evidence("封面。", more=pages[::-1]), model())
    assert [(s.item, s.confidence) for s in one] == [(s.item, s.confidence) for s in two]
