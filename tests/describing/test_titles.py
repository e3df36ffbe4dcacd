"""Titles: the words above the text, joined, and nothing else."""

from dataclasses import replace

import pytest

from catalog.fields import title as titles
from catalog.fields.parts import divide
from ocr.page import Ink, Line, Page, Region, Source

from .sheets import BODY, HEIGHT, LEFT, LETTER, WIDTH, prose, put, scanned, title, typed

END = "\n各镇人民政府：\n现将有关事项通知如下。"


def test_the_title_stands_between_number_and_addressee() -> None:
    """Not the letterhead, not the attachment's heading."""
    assert title(typed(LETTER)) == "关于做好2022年“八一”走访慰问工作的通知"
    assert title(typed(LETTER + "\f附件\n慰问安排表\n一、时间。")) == "关于做好2022年“八一”走访慰问工作的通知"


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("关于开展双拥模范单位\n评选活动的通知", "关于开展双拥模范单位评选活动的通知"),
        ("青溪县人民政府\n关于加强军人优待的意见", "青溪县人民政府关于加强军人优待的意见"),
        ("关于印发《青溪县双拥工作方案\n》的通知", "关于印发《青溪县双拥工作方案》的通知"),
        ("关于印发《青溪县双拥工作方案》\n的通知", "关于印发《青溪县双拥工作方案》的通知"),
        ("青溪县军人优待办法\n（试行）", "青溪县军人优待办法（试行）"),
        ("青溪县2022年双拥工作总结\n暨2023年工作计划", "青溪县2022年双拥工作总结暨2023年工作计划"),
        ("青溪县教育局2022年双拥工作述职\n报告", "青溪县教育局2022年双拥工作述职报告"),
        (
            "中共青溪县委办公室\n青溪县人民政府办公室\n关于成立领导小组的\n通知",
            "中共青溪县委办公室青溪县人民政府办公室关于成立领导小组的通知",
        ),
        ("凝心聚力谱写双拥新篇\n——在全县双拥工作会议上的讲话", "凝心聚力谱写双拥新篇——在全县双拥工作会议上的讲话"),
    ],
)
def test_a_title_of_several_lines_is_joined_without_spaces(lines: str, wanted: str) -> None:
    """Where sense parts it, not where it ends."""
    assert title(typed(lines + END)) == wanted


def test_spaced_out_characters_close_up_and_a_couplets_space_stays() -> None:
    """通　知 is one word; a couplet's two halves are two."""
    assert titles.parse("关于 2022 年 双 拥 工作 的 通　知") == "关于2022年双拥工作的通知"
    assert titles.parse("军民团结一家亲　鱼水情深谱新篇") == "军民团结一家亲 鱼水情深谱新篇"
    assert titles.parse("ABC Company 双拥工作总结") == "ABC Company双拥工作总结"


def test_what_stands_above_the_title_is_none_of_it() -> None:
    """Copy number, urgency, signer, navigation of a web page."""
    head = "000012\n特急\n青溪县人民政府文件\n青政发〔2022〕9号　签发人：李国华\n"
    assert title(typed(head + "关于加强军人优待的意见" + END)) == "关于加强军人优待的意见"
    page = "首页 > 政务动态 > 正文\n青溪县人民政府门户网站\n我县召开议军会议\n来源：青溪日报\n8月1日，县委开会。"
    assert title(typed(page)) == "我县召开议军会议"


NEWS = [
    put("发布时间：2022-08-01　来源：青溪发布", 200, size=12),
    prose("7月31日，驻地官兵冒雨转移群众，受到大家的称赞。", 240),
    prose("截至目前，水位已经下降。", 270),
]


@pytest.mark.parametrize("masthead", ["青溪县融媒体中心讯", "青溪新闻网8月1日讯", "青溪发布·今日关注", "双拥之窗栏目"])
def test_a_masthead_at_the_edge_is_no_part_of_the_centred_headline_below_it(masthead: str) -> None:
    """However near it stands; with and without a line of source and time."""
    head = [put(masthead, 90, left=LEFT + 2 * BODY), put("风雨同舟显真情", 125, size=22)]
    assert title(scanned([*head, *NEWS])) == "风雨同舟显真情"
    assert title(scanned([*head, *NEWS[1:]])) == "风雨同舟显真情"


def test_a_small_centred_line_does_not_run_into_a_much_larger_one() -> None:
    """A column's name above a headline."""
    head = [put("双拥人物风采", 90), put("扎根边关二十年", 118, size=26)]
    assert title(scanned([*head, *NEWS])) == "扎根边关二十年"


def test_a_headline_in_two_halves_is_one_line_however_it_was_read() -> None:
    """As one line, as two pieces, as the cells of a row; never the heads of a table or two offices."""
    wanted = "军民同心护家园 鱼水相依谱新篇"
    left, right = wanted.split()
    whole = put(f"{left}\u3000{right}", 90, size=22)
    assert whole.box is not None
    pieces = [
        put(left, 90, left=whole.box.left, size=22),
        put(right, 90, left=whole.box.left + 22 * (len(left) + 1), size=22),
    ]
    row = replace(whole, text=f"{left}\t{right}", region=Region.TABLE)
    for head in ([whole], pieces, [row]):
        assert title(scanned([*head, *NEWS])) == wanted
    cells = replace(put("单位名称　慰问对象", 90), text="单位名称\t慰问对象", region=Region.TABLE)
    assert title(scanned([cells, *NEWS[1:]])) is None


def test_a_note_on_keeping_a_booklet_does_not_hide_its_title() -> None:
    """内部资料 above the title of a handbook."""
    text = "内部资料　注意保存\n青溪县拥军优抚政策手册\n第一条　本手册供工作人员使用。"
    assert title(typed(text)) == "青溪县拥军优抚政策手册"


def test_the_title_of_an_old_page_stands_below_an_office_and_a_number_spelled_out() -> None:
    """Word files and scans alike."""
    lines = ["青溪县革命委员会民政局", "（八一）青民字第五号", "关于做好冬季优抚工作的通知"]
    end = ["各公社：", "请按时发放。", "一九八一年十一月廿日"]
    assert title(typed("\n".join([*lines, *end]))) == lines[2]
    printed = [put(text, 80 + 40 * index, size=18) for index, text in enumerate(lines)]
    assert title(scanned([*printed, prose(end[0], 240, indent=False), prose(end[1], 270)])) == lines[2]


def test_the_headline_is_the_line_above_source_and_time_not_the_sites_name() -> None:
    """The masthead of the site is larger."""
    pages = scanned(
        [
            put("青溪融媒网", 90, left=90, size=28),
            put("军营里的小书屋", 200, size=23),
            put("来源：青溪县融媒体中心　发布时间：2022-08-01", 250, size=11),
            prose("本网讯　8月1日，县图书馆把图书送进军营，官兵十分高兴。", 290),
        ]
    )
    assert title(pages) == "军营里的小书屋"


def test_the_text_below_minutes_head_has_the_title() -> None:
    """Where minutes have no other heading, their masthead serves."""
    head = "会议纪要\n第3期\n青溪县双拥办公室　2022年8月3日\n"
    assert (
        title(typed(head + "县双拥工作领导小组全体会议纪要\n会议研究了双拥工作。")) == "县双拥工作领导小组全体会议纪要"
    )
    assert (
        title(typed("青溪县人民政府专题会议纪要\n第3期\n会议研究了双拥工作，议定事项如下。"))
        == "青溪县人民政府专题会议纪要"
    )


def test_the_first_line_of_a_paragraph_is_no_title_line() -> None:
    """Set in, full, and the next line at the edge: a paragraph."""
    pages = scanned(
        [
            put("拥军路上显真情", 105, size=22),
            prose("全县上下把拥军优属作为光荣传统发扬光大今天再出发", 150),
            prose("军民团结如一人试看天下谁能敌这是不变的真理一起来做", 178, indent=False),
            prose("好这件事。", 206, indent=False),
        ]
    )
    assert title(pages) == "拥军路上显真情"


def test_a_page_that_begins_in_the_middle_of_a_text_has_no_title() -> None:
    """A continuation page."""
    assert title(typed("为进一步做好双拥工作，县委、县政府高度重视。\n一、加强领导。")) is None


def test_a_photograph_of_signs_has_no_title() -> None:
    """Words in a picture are no heading."""
    pages = scanned([put("军人依法优先", 300, size=40), put("青溪汽车站", 380, size=30)], images=1)
    assert title(pages) is None
    assert title(scanned([put("青溪县欢迎您", 120, size=40)])) is None
    assert title(typed("军民鱼水情")) is None


def test_captions_are_no_title_but_the_heading_of_a_photo_sheet_is() -> None:
    """图1： and 图为 begin captions."""
    caption = put("图1：2022年8月1日，县领导走访慰问驻县部队", 400, size=12)
    assert title(scanned([caption], images=1)) == "[2022年8月1日，县领导走访慰问驻县部队]"
    heading = put("走访慰问驻县部队活动照片", 100, size=22)
    assert title(scanned([heading, caption], images=1)) == "走访慰问驻县部队活动照片"
    headed = put("县领导走访慰问驻县部队", 100, size=22)
    assert title(scanned([headed, caption], images=1)) == "县领导走访慰问驻县部队"
    low = put("县领导走访慰问驻县部队", 700, size=12)
    assert title(scanned([low], images=1)) is None


def test_a_running_head_of_a_word_file_is_no_part_of_the_title() -> None:
    """It repeats the unit's name."""
    lines = (
        Line(text="青溪县教育局", region=Region.HEADER),
        Line(text="内部学习资料之二", region=Region.HEADER),
        Line(text="青溪县教育局"),
        Line(text="2022年双拥工作总结"),
        Line(text="2022年，我局认真履行职责。"),
    )
    page = Page(number=1, width=WIDTH, height=HEIGHT, source=Source.DOCUMENT, lines=lines)
    assert title((page,)) == "青溪县教育局2022年双拥工作总结"


def test_the_heading_in_a_tables_first_row_is_the_title() -> None:
    """Word forms often begin with a merged cell."""
    lines = (
        Line(text="青溪县优抚对象登记表", region=Region.TABLE),
        Line(text="姓名\t张三\t性别\t男", region=Region.TABLE),
    )
    page = Page(number=1, width=WIDTH, height=HEIGHT, source=Source.DOCUMENT, lines=lines)
    assert title((page,)) == "青溪县优抚对象登记表"


def test_signers_speakers_and_reporters_are_no_part_of_the_title() -> None:
    """A second signer below 签发人, the speaker below a speech's title, the byline of a clipping."""
    head = "青溪县人民政府文件\n青政〔2022〕9号　签发人：李国华\n王强\n"
    assert title(typed(f"{head}关于解决训练用地的请示{END}")) == "关于解决训练用地的请示"
    assert title(typed("凝心聚力谱写双拥新篇\n县委书记 张文华\n同志们：\n今天开会。")) == "凝心聚力谱写双拥新篇"
    pages = scanned(
        [
            put("拥军路上显真情", 105, size=20),
            put("本报记者王芳通讯员李明", 135, size=16),
            prose("本报讯　8月1日，青溪县开展慰问活动，官兵十分高兴。", 170),
        ]
    )
    assert title(pages) == "拥军路上显真情"


def test_a_routing_slip_on_top_is_not_the_document() -> None:
    """The page below it is."""
    slip = "青溪县民政局文件处理单\n来文单位\t市民政局\t文号\t市民〔2022〕3号\n拟办意见\t请阅办\f"
    assert title(typed(f"{slip}{LETTER}")) == "关于做好2022年“八一”走访慰问工作的通知"


def test_two_issuers_side_by_side_begin_a_title() -> None:
    """One row, two names, the subject below."""
    pages = scanned(
        [
            put("青溪县民政局", 105, left=140, size=22),
            put("青溪县财政局", 105, left=330, size=22),
            put("关于发放补助的通知", 137, size=22),
            prose("各镇人民政府：", 190, indent=False),
            prose("现将补助发放有关事项通知如下。", 220),
        ]
    )
    assert title(pages) == "青溪县民政局青溪县财政局关于发放补助的通知"


def test_a_record_that_was_an_attachment_keeps_its_own_heading() -> None:
    """附件2 above the heading does not cut it off."""
    assert (
        title(typed("附件2\n青溪县双拥工作任务分解表\n序号\t任务\t单位\n1\t走访\t县双拥办"))
        == "青溪县双拥工作任务分解表"
    )


def test_labels_give_a_title_where_no_heading_stands() -> None:
    """A web page's table of particulars."""
    text = "索引号\t611/2022-0012\n名称\t甲\n标题\t青溪县军人优待办法\n第一条 为了做好优待工作，制定本办法。"
    assert title(typed(text)) == "青溪县军人优待办法"


@pytest.mark.parametrize("text", ["", "目录", "★★★", "双拥", "青溪县财政局", "——————", "长" * 200])
def test_some_texts_can_be_no_title(text: str) -> None:
    """Too short, too long, signs only, an office's name, a table of contents."""
    assert titles.parse(text) is None


def test_a_title_prints_as_it_was_read() -> None:
    """`format` changes nothing."""
    assert titles.format("关于《办法》的通知（试行）") == "关于《办法》的通知（试行）"


def test_a_red_head_title_on_a_scan_is_found_with_its_place_and_confidence() -> None:
    """The place is that of its first line, the confidence no better than its worst line."""
    lines = [
        put("青溪县财政局文件", 110, size=34, ink=Ink.RED),
        put("青财〔2021〕15号", 190),
        put("关于下达优抚对象补助", 250, size=22, confidence=0.9),
        put("经费的通知", 282, size=22),
        prose("各镇人民政府：", 330, indent=False),
        prose("现将经费下达给你们。", 360),
    ]
    found = titles.find(divide(scanned(lines)))
    assert found is not None
    assert found.value == "关于下达优抚对象补助经费的通知"
    assert (found.place.page, found.place.line) == (1, 2) if found.place else False
    assert 0.8 < found.confidence <= 0.9


@pytest.mark.parametrize("tail", ["的意见", "函"])
def test_a_short_last_line_belongs_to_the_title_though_its_box_is_higher(tail: str) -> None:
    """OCR draws a higher box round a few characters than round many."""
    head = [put("关于开展双拥模范单位评选", 200, size=20), put(tail, 226, size=30)]
    body = [put("各镇人民政府：", 290, left=LEFT), prose("请认真开展。", 320), prose("一、要求。", 350)]
    assert title(scanned([*head, *body])) == f"关于开展双拥模范单位评选{tail}"
