"""Issuers: who made the document, all of them, and nobody else."""

from dataclasses import replace

import pytest

from catalog.fields import issuer, organisation
from ocr.page import Ink, Line

from .sheets import BODY, LEFT, LETTER, codes, issuers, prose, put, read, scanned, typed

OFFICE = "青溪县双拥工作领导小组办公室"


def test_letterhead_and_signature_together_name_the_issuer_most_surely() -> None:
    """Not the addressees, not who gets a copy."""
    assert issuers(typed(LETTER)) == [OFFICE]
    assert read(typed(LETTER)).issuers[0].confidence > 0.95


def test_the_fuller_name_of_one_body_wins() -> None:
    """A short letterhead, a full signature, and the other way round."""
    short = (
        "青溪县双拥办文件\n青双办〔2022〕7号\n关于开展活动的通知\n各镇：\n请认真开展。\n青溪县双拥工作办\n2022年7月8日"
    )
    assert issuers(typed(short)) == ["青溪县双拥工作办"]
    full = short.replace("青溪县双拥办文件", "青溪县双拥工作办文件").replace(
        "青溪县双拥工作办\n2022", "青溪县双拥办\n2022"
    )
    assert issuers(typed(full)) == ["青溪县双拥工作办"]


def test_joint_issuers_come_in_the_order_in_which_they_sign() -> None:
    """The letterhead names the first alone."""
    text = LETTER.replace(f"{OFFICE}\n2022年7月8日", f"{OFFICE}\n青溪县财政局　青溪县民政局\n2022年7月8日")
    assert issuers(typed(text)) == [OFFICE, "青溪县财政局", "青溪县民政局"]


def test_offices_that_differ_in_one_character_stay_two() -> None:
    """民政局 and 财政局."""
    head = "青溪县民政局\n青溪县财政局文件\n青民〔2022〕7号\n关于发放补助的通知\n各镇人民政府：\n请认真发放。\n"
    assert issuers(typed(head + "青溪县民政局\n青溪县财政局\n2022年7月8日")) == ["青溪县民政局", "青溪县财政局"]
    assert issuers(typed(head + "青溪县民政局\n2022年7月8日")) == ["青溪县民政局", "青溪县财政局"]


def test_issuers_who_sign_one_below_the_other_each_with_the_date_are_all_taken() -> None:
    """The same day each time."""
    text = LETTER.replace("2022年7月8日\n抄送", "2022年7月8日\n青溪县民政局\n2022年7月8日\n抄送")
    assert issuers(typed(text)) == [OFFICE, "青溪县民政局"]


def _sealed(*signature: Line) -> list[str]:
    head = [
        put("青溪县退役军人事务局文件", 110, size=34, ink=Ink.RED),
        put("青退役〔2022〕7号", 190),
        put("关于下达安置计划的通知", 250, size=22),
        prose("各镇人民政府：", 300, indent=False),
        prose("请认真组织落实。", 330),
    ]
    return issuers(scanned([*head, *signature]))


def test_scraps_of_a_seal_are_no_issuers() -> None:
    """Red pieces, pieces of the name, stars, the seal's code."""
    name = "青溪县退役军人事务局"
    day = put("2022年7月8日", 430, left=380)
    scraps = (put("事务局", 395, left=400, ink=Ink.RED), put("★", 400, left=420), put("6101230012345", 410, left=400))
    assert _sealed(put(name, 400, left=350), *scraps, day) == [name]
    assert _sealed(put(name, 400, left=350, ink=Ink.RED), day) == [name]
    assert _sealed(put("退役军", 380, left=380, size=40), put("青溪退役军人事务局", 400, left=350), day) == [name]
    assert _sealed(put("青溪县退没军人事务局", 400, left=350, confidence=0.7), day) == [name]


def test_a_name_too_long_for_a_line_is_put_together() -> None:
    """The second half is a name by itself."""
    text = LETTER.replace(f"{OFFICE}\n2022年7月8日", "青溪县双拥工作领导小\n组办公室\n2022年7月8日")
    assert issuers(typed(text)) == [OFFICE]


def test_a_long_letterhead_on_two_lines_is_put_together() -> None:
    """No signature was read."""
    text = "青溪县拥军优属拥政爱民工作\n领导小组办公室文件\n青双办〔2022〕7号\n关于开展活动的通知\n各镇：\n请认真开展。"
    assert issuers(typed(text)) == ["青溪县拥军优属拥政爱民工作领导小组办公室"]


def test_the_end_of_a_sentence_that_reads_like_a_name_is_none() -> None:
    """A body line that happens to end in 办公室."""
    pages = scanned(
        [
            put("拥军路上显真情", 105, size=22),
            prose("今年以来全县上下认真做好双拥各项工作并及时将情况报", 150),
            prose("送县双拥工作领导小组办公室", 178, indent=False),
            put("2022年7月8日", 260, left=380),
        ]
    )
    assert issuers(pages) == []


@pytest.mark.parametrize("row", ["2022年7月11日印发", "\n2022年7月11日印发", "\n2022年7月11日\n印发"])
def test_who_printed_a_document_did_not_issue_it(row: str) -> None:
    """Even where no signature was read and no copy line announces the imprint."""
    unsigned = LETTER.split(f"{OFFICE}\n2022年7月8日")[0]
    assert issuers(typed(f"{unsigned}青溪县人民政府机关服务中心{row}")) == [OFFICE]


def test_letterhead_and_signature_that_have_nothing_in_common_are_reported() -> None:
    """The signature counts."""
    text = LETTER.replace(f"{OFFICE}文件", "青溪县人民武装部文件")
    assert issuers(typed(text)) == [OFFICE]
    assert "D010" in codes(typed(text))


def test_the_row_below_the_issue_number_names_who_made_minutes_and_bulletins() -> None:
    """With or without 编, with the date beside it or on the next line."""
    rest = "我县开展走访慰问\n8月1日，县领导走访慰问部队。\n报：市双拥办公室\n送：青溪县委办公室"
    for row in (f"{OFFICE}编　2022年8月3日", f"{OFFICE}编印\n2022年8月3日", f"{OFFICE}\n2022年8月3日"):
        assert issuers(typed(f"双拥工作简报\n第3期\n{row}\n{rest}")) == [OFFICE]


def test_an_order_is_issued_by_whom_its_head_names() -> None:
    """A person signs it."""
    text = "青溪县人民政府令\n第12号\n《青溪县军人优待办法》已经审议通过，现予公布。\n县长 李国华\n2022年8月1日"
    assert issuers(typed(text)) == ["青溪县人民政府"]


def test_agreements_name_their_parties() -> None:
    """Blank ones name none, notes in brackets are dropped, two bodies may be one party."""
    text = "军民共建协议书\n甲方：青溪县教育局、青溪县民政局\n乙方：武警青溪中队（以下简称乙方）\n双方达成如下协议。"
    assert issuers(typed(text)) == ["青溪县教育局", "青溪县民政局", "武警青溪中队"]
    assert issuers(typed("军民共建协议书\n甲方：____\n乙方：____\n双方达成如下协议。")) == []


def test_forms_name_who_filled_them_in() -> None:
    """填报单位, or 单位 where it is an office."""
    table = "\n序号\t姓名\n1\t张三"
    assert issuers(typed(f"优抚对象名册\n填报单位：青溪县民政局　填报日期：2022年8月1日{table}")) == ["青溪县民政局"]
    assert issuers(typed(f"优抚对象名册\n填 报 单 位：青溪县民政局{table}")) == ["青溪县民政局"]
    assert issuers(typed(f"优抚对象名册\n单位：青溪县民政局　日期：2022年8月1日{table}")) == ["青溪县民政局"]
    assert issuers(typed(f"优抚对象名册\n单位：元{table}")) == []


def test_news_names_its_source_unless_it_is_the_site_itself() -> None:
    """本站 names nobody."""
    text = "我县召开议军会议\n来源：{}　发布时间：2022-08-01\n8月1日，县委召开议军会议。"
    assert issuers(typed(text.format("青溪日报"))) == ["青溪日报"]
    assert issuers(typed(text.format("本站原创"))) == []
    credited = "点验大会现场照片\n图为点验大会现场\n（县人武部军事科供稿）"
    assert issuers(typed(credited)) == ["县人武部军事科"]


def test_the_author_below_the_title_is_taken_where_nobody_signs() -> None:
    """Centred on a scan; with a date below it elsewhere."""
    assert issuers(typed("2022年双拥工作总结\n青溪县民政局\n（2022年12月5日）\n今年以来，工作成绩显著。")) == [
        "青溪县民政局"
    ]
    pages = scanned(
        [
            put("2022年双拥工作总结", 105, size=22),
            put("青溪县民政局", 140),
            prose("今年以来，各项工作都取得了显著的成绩，现总结如下。", 190),
        ]
    )
    assert issuers(pages) == ["青溪县民政局"]


def test_a_caption_far_below_a_heading_is_no_author() -> None:
    """A troop's name under a picture."""
    pages = scanned(
        [put("抗洪抢险现场照片", 100, size=26), put("民兵应急连突击队", 185, size=20), put("图为现场", 300)]
    )
    assert issuers(pages) == []


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("青溪县民政局2022年工作总结", ["青溪县民政局"]),
        ("青溪县人民政府关于加强优待的意见", ["青溪县人民政府"]),
        ("青溪县财政局预算内资金拨付通知单", ["青溪县财政局"]),
        ("青溪县2022年双拥工作总结", []),
        ("青溪县民政局为军属送温暖", []),
    ],
)
def test_a_title_names_its_author_only_where_such_titles_do(heading: str, wanted: list[str]) -> None:
    """A summary's title does, a headline's does not."""
    assert issuers(typed(f"{heading}\n今年以来，各项工作取得成绩。")) == wanted


def test_a_cover_names_its_unit_above_the_date() -> None:
    """Even where the date lacks its day."""
    cover = "青溪县创建双拥模范县工作汇报\n青溪县双拥工作领导小组\n2022年8月\f一、基本情况。\n全县有驻军三支。"
    assert issuers(typed(cover)) == ["青溪县双拥工作领导小组"]


def test_an_unsigned_letter_without_letterhead_has_no_issuer() -> None:
    """An addressee whose colon was lost is not the author."""
    text = "关于商请支持训练用地的函\n青溪县人民政府\n现将有关情况函告如下，请予支持。"
    assert issuers(typed(text)) == []


def test_a_signature_without_a_date_names_its_issuer() -> None:
    """A seal hid the date."""
    assert issuers(typed(LETTER.replace("2022年7月8日\n", ""))) == [OFFICE]
    plain = "关于商请支持训练用地的函\n县人民政府：\n现将有关情况函告如下，请予支持。\n青溪县人民武装部"
    assert issuers(typed(plain)) == ["青溪县人民武装部"]


@pytest.mark.parametrize(
    "text",
    [
        "青溪县民政局",
        "财政部",
        "国务院",
        "国家民委",
        "共青团中央",
        "中国银保监会",
        "民政部社会救助司",
        "中共青溪县委",
        "将乐县人民政府",
        "和县人民武装部",
        "本溪市财政局",
        "经济开发区管委会",
        "73251部队",
        "县第一中学",
    ],
)
def test_names_of_many_kinds_are_recognised(text: str) -> None:
    """Counties whose names begin like other words among them."""
    assert organisation.parse(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "各镇人民政府",
        "本单位",
        "关于召开会议的通知",
        "全体干部",
        "青溪县机关干部",
        "青溪县政府网站",
        "县政府三楼会议室",
        "2022年8月1日县委",
        "县长李国华",
        "参加单位县财政局",
        "（县财政局",
    ],
)
def test_other_words_are_no_names(text: str) -> None:
    """Addressees in general, sentences, persons."""
    assert organisation.parse(text) is None


def test_a_note_on_the_seal_is_no_part_of_a_name() -> None:
    """青溪县民政局（盖章）."""
    assert organisation.parse("★青溪县民政局（盖章）") == "青溪县民政局"


def test_a_list_of_issuers_reads_back() -> None:
    """As the listing prints it."""
    names = ("青溪县民政局", "青溪县财政局")
    assert issuer.parse(issuer.format(names)) == names


def test_what_a_seal_left_of_a_name_is_the_letterheads_where_it_can_be_of_one_alone() -> None:
    """The letterhead lists three; of the signature one is left, misread by a character."""
    wanted = ["青溪县人民政府办公室", "国家税务总局青溪县税务局", "青溪县教育局"]
    printed = "\n".join(wanted)
    head = f"{printed}文件\n青政办〔2022〕7号\n关于开展活动的通知\n各镇：\n请落实。\n"
    assert issuers(typed(head + "青溪具税务局\n2022年7月8日")) == wanted
    assert organisation.is_remnant("青溪具税务局", wanted[1])
    assert not organisation.is_remnant("青溪县公安局", wanted[1])


def test_a_scrap_that_a_seal_makes_of_a_name_is_not_put_before_it() -> None:
    """The ring reads as the name's beginning."""
    text = "关于开展活动的通知\n各镇：\n请落实。\n青溪山\n青溪县人民政府\n2022年7月8日"
    assert issuers(typed(text)) == ["青溪县人民政府"]


def test_a_letterhead_is_known_by_how_wide_it_is_set_though_its_box_is_low() -> None:
    """OCR draws boxes of one height round print of many sizes."""
    name = "青溪县征兵工作领导小组办公室"
    wide = put(name, 100, size=25)
    assert wide.box is not None
    head = replace(wide, box=replace(wide.box, bottom=wide.box.top + 1.1 * BODY))
    rest = [put("青征〔2022〕7号", 160), put("关于开展活动的通知", 220, size=22), put("各镇人民政府：", 270, left=LEFT)]
    text = [prose("现将征兵工作的有关事项通知如下。", 300), prose("请认真抓好落实工作。", 330)]
    assert issuers(scanned([head, *rest, *text])) == [name]
