"""Issue dates: the day a document was made, never another day that it mentions."""

from datetime import date

import pytest

from catalog.fields import date as dates
from catalog.fields import date_forms, numerals
from ocr.page import Ink, Line, Region

from .sheets import LEFT, LETTER, codes, day, issuers, parts, prose, put, read, scanned, typed


@pytest.mark.parametrize(
    "printed",
    [
        "2022年8月1日",
        "２０２２年８月１日",
        "2022 年 8 月 1 日",
        "2O22年8月1日",
        "2022年8月l日",
        "2022年8月1目",
        "2022年8月★1日",
        "（2022年8月1日）",
        "二〇二二年八月一日",
        "二○二二年八月一日",
        "二O二二年八月一日",
        "二零二二年八月一日",
        "2022-08-01",
        "2022/8/1",
        "2022.8.1",
        "2022-08-01 09:30:12",
        "2022-08-0109:30",
    ],
)
def test_every_way_of_writing_a_full_date_is_read(printed: str) -> None:
    """Arabic, Chinese and dashed, with the slips of OCR."""
    assert dates.parse(printed) == date(2022, 8, 1)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "2022年8月",
        "8月1日",
        "22年8月1日",
        "2022年2月30日",
        "二〇二二年十三月一日",
        "2022年8月1日印发",
        "3022年8月1日",
        "1022-08-01",
    ],
)
def test_half_dates_impossible_dates_and_days_of_printing_are_none(printed: str) -> None:
    """Nothing is completed or corrected."""
    assert dates.parse(printed) is None


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("二〇二二年八月廿三日", date(2022, 8, 23)),
        ("一九八五年十二月卅日", date(1985, 12, 30)),
        ("二○二二年十月卅一日", date(2022, 10, 31)),
        ("二〇二二年十一月卅一日", None),
    ],
)
def test_days_written_with_the_old_twenty_and_thirty_are_read(printed: str, wanted: date | None) -> None:
    """廿 and 卅; a day that no calendar has stays none."""
    assert dates.parse(printed) == wanted
    assert day(typed(f"关于发放优待金的通知\n各镇：\n请按期发放。\n青溪县民政局\n{printed}")) == wanted


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("九", 9),
    ],
)
def test_chinese_counts_are_read(text: str, count: int) -> None:
    """Days and months of dates before 2012."""
    assert numerals.parse_count(text) == count
    assert numerals.format_count(count) == text


@pytest.mark.parametrize("text", ["", "百", "十十", "〇"])
def test_other_characters_are_no_count(text: str) -> None:
    """A count is between 1 and 99."""
    assert numerals.parse_count(text) is None
    assert numerals.parse_year(text) is None


def test_the_date_below_the_signature_is_taken_not_the_day_of_printing_or_a_deadline() -> None:
    """The letter holds all three."""
    assert day(typed(LETTER)) == date(2022, 7, 8)


def test_a_printing_office_and_its_day_read_as_two_lines_are_not_a_signature() -> None:
    """The row of the imprint often comes apart."""
    text = LETTER.replace("办公室2022年7月11日印发", "办公室\n2022年7月11日印发").replace(
        "青溪县双拥工作领导小组办公室\n2022年7月8日\n", ""
    )
    assert day(typed(text)) is None


def test_an_imprint_without_a_copy_line_is_still_cut_off() -> None:
    """印发 read as a line of its own."""
    text = LETTER.replace("抄送：市双拥办，青溪县人民武装部。\n", "").replace(
        "2022年7月11日印发", "\n2022年7月11日\n印发"
    )
    assert day(typed(text)) == date(2022, 7, 8)


@pytest.mark.parametrize("row", ["办公室2022年7月11日印发", "办公室\n2022年7月11日印发", "办公室\n2022年7月11日\n印发"])
def test_the_day_of_printing_is_none_even_where_it_is_the_only_date(row: str) -> None:
    """No copy line announces it, no signature was read."""
    text = LETTER.split("青溪县双拥工作领导小组办公室\n2022年7月8日")[0]
    assert day(typed(f"{text}青溪县双拥工作领导小组{row}")) is None


def test_dates_of_an_attachment_do_not_count() -> None:
    """The attachment has a signature of its own."""
    text = LETTER.split("抄送")[0] + "附件\n慰问安排表\n青溪县财政局\n2021年3月4日"
    assert day(typed(text)) == date(2022, 7, 8)


def test_the_bracketed_date_below_a_speechs_title_is_taken() -> None:
    """With or without the speaker's name in the brackets."""
    for line in ("（2022年8月1日）", "（2022年8月1日 李国华）"):
        text = f"在全县双拥工作会议上的讲话\n{line}\n同志们：\n今天是2022年7月30日，我们召开会议。"
        assert day(typed(text)) == date(2022, 8, 1)


def test_a_note_that_a_law_was_adopted_dates_nothing() -> None:
    """Neither in brackets nor without."""
    for note in ("（2018年4月27日第十三届全国人民代表大会常务委员会第二次会议通过）", "2018年4月27日 常务委员会通过"):
        assert day(typed(f"英雄烈士保护条例\n{note}\n第一条 为了加强保护，制定本条例。")) is None


def test_the_row_of_issuer_and_date_dates_minutes_not_the_day_they_met() -> None:
    """时间：2022年8月1日 is when they met."""
    text = "会议纪要\n〔2022〕第3期\n青溪县双拥工作领导小组办公室　2022年8月3日\n县双拥工作领导小组第一次全体会议纪要\n"
    text += "时间：2022年8月1日\n地点：县政府三楼会议室\n会议由县长主持，议定以下事项。"
    assert day(typed(text)) == date(2022, 8, 3)


def test_the_day_below_the_issue_number_dates_a_bulletin() -> None:
    """Office and date on lines of their own."""
    text = "双拥工作简报\n第3期\n青溪县双拥办公室编\n2022年8月3日\n我县开展走访慰问\n8月1日，县领导走访慰问部队。"
    assert day(typed(text)) == date(2022, 8, 3)


def test_a_report_given_at_a_congress_bears_that_day() -> None:
    """2022年1月9日在……会议上 below the title."""
    text = (
        "政府工作报告\n——2022年1月9日在青溪县第十八届人民代表大会第五次会议上\n县长 李国华\n各位代表：\n现在报告工作。"
    )
    assert day(typed(text)) == date(2022, 1, 9)


@pytest.mark.parametrize(
    "row",
    [
        "发布时间：2022-08-01 09:30　来源：青溪县融媒体中心",
        "2022-08-01 09:30:11 来源：青溪县融媒体中心",
        "来源：青溪县融媒体中心　时间：2022-08-01 09:30:11",
        "责任编辑:王芳来源:青溪日报发布日期:2022年8月1日",
    ],
)
def test_news_bears_the_day_it_was_published(row: str) -> None:
    """However the page lines up its particulars."""
    text = f"青溪县为现役军人家庭送喜报\n{row}\n7月30日，县退役军人事务局为立功军人家庭送去喜报。"
    assert day(typed(text)) == date(2022, 8, 1)


def test_forms_say_when_they_were_filled_in() -> None:
    """填报日期 counts, a column of dates does not."""
    rows = "\n".join(f"{i}\t张三\t2022年7月{i}日" for i in range(1, 9))
    head = "青溪县优抚对象花名册\n填报单位：青溪县民政局　填报日期：2022年8月1日\n序号\t姓名\t发放日期\n"
    assert day(typed(head + rows)) == date(2022, 8, 1)
    assert day(typed(f"青溪县优抚对象花名册\n序号\t姓名\t发放日期\n{rows}")) is None


def test_a_column_of_dates_read_line_by_line_is_no_signature() -> None:
    """OCR gives each cell as a line where it sees no table."""
    cells = [put(text, 150 + 25 * i, left=90) for i in range(8) for text in ("城关镇人民政府", f"2022年7月{i + 1}日")]
    pages = scanned([put("青溪县优待金发放明细表", 100, size=22), *cells])
    assert day(pages) is None


def test_a_vouchers_date_stands_below_its_heading() -> None:
    """Alone, or beside the running number."""
    for row in ("2022年7月19日", "2022年7月19日\tNo.0041223"):
        assert day(typed(f"财政直接支付凭证\n{row}\n收款单位\t金额\n县双拥办\t50000")) == date(2022, 7, 19)


def test_a_chronicles_first_entry_does_not_date_it() -> None:
    """大事记 has a date before each entry."""
    text = "青溪县双拥工作大事记\n" + "".join(f"2022年{m}月3日\n召开会议，研究双拥工作。\n" for m in range(1, 7))
    assert day(typed(text)) is None


def test_a_sign_in_sheet_bears_the_day_of_the_meeting() -> None:
    """Only sign-in sheets: their day is the meeting's."""
    head = "时间：2022年10月11日上午　地点：县政府三楼\n序号\t姓名\t单位\n1\t张三\t县财政局"
    assert day(typed(f"双拥工作会议签到册\n{head}")) == date(2022, 10, 11)
    assert day(typed(f"双拥工作会议议程\n{head}")) is None


def test_parties_who_sign_on_different_days_leave_the_date_open() -> None:
    """And the clerk is told; the same day twice is that day."""
    text = (
        "军民共建协议书\n甲方：青溪县教育局\n乙方：武警青溪中队\n双方达成如下协议。\n甲方（盖章）：　乙方（盖章）：\n"
    )
    assert day(typed(text + "2022年8月1日　2022年8月1日")) == date(2022, 8, 1)
    assert day(typed(text + "2022年8月1日　2022年8月4日")) is None
    assert "D002" in codes(typed(text + "2022年8月1日　2022年8月4日"))


def test_a_date_scrap_of_a_seal_beside_it_still_reads() -> None:
    """The seal leaves a character behind the date."""
    pages = scanned(
        [
            put("关于开展双拥月活动的通知", 110, size=22),
            prose("各镇人民政府：", 160, indent=False),
            prose("请认真组织开展活动。", 190),
            put("青溪县民政局", 260, left=380),
            put("民政", 270, left=400, ink=Ink.RED, size=30),
            put("2022年8月1日晋", 290, left=370),
        ]
    )
    assert day(pages) == date(2022, 8, 1)


def test_an_order_is_dated_below_the_person_who_signed_it() -> None:
    """What it promulgates follows on the same pages."""
    order = "青溪县人民政府令\n第12号\n《青溪县军人优待办法》已经审议通过，现予公布。\n县长 李国华\n2022年8月1日\n"
    assert day(typed(order + "青溪县军人优待办法\n第一条 为了做好优待工作，制定本办法。")) == date(2022, 8, 1)


def test_an_order_signed_in_letters_spread_over_the_row_is_dated() -> None:
    """Office and name read as pieces; the text that it puts into force follows."""
    pages = scanned(
        [
            put("青溪县人民政府令", 80, size=30, ink=Ink.RED),
            put("第7号", 146),
            prose("《青溪县优待办法》已经县人民政府会议通过，现予公布。", 180),
            put("县", 260, left=362),
            put("长", 260, left=394),
            put("赵国安", 260, left=426),
            put("2022年8月1日", 291, left=360),
            put("青溪县优待办法", 330, size=22),
            prose("第一条　为了做好优待工作，制定本办法。", 370),
        ]
    )
    assert day(pages) == date(2022, 8, 1)


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("（2022年8月1日中共青溪县委、青溪县人民政府印发）", ["中共青溪县委", "青溪县人民政府"]),
        ("（2022年8月1日青溪县民政局、青溪县财政局联合发布）", ["青溪县民政局", "青溪县财政局"]),
        ("（2022年8月1日中共青溪县委、\n青溪县人民政府）", ["中共青溪县委", "青溪县人民政府"]),
        ("（2022年8月1日青溪县人民政府令第9号公布）", ["青溪县人民政府"]),
    ],
)
def test_the_note_below_a_title_dates_the_text_and_names_its_issuers(note: str, wanted: list[str]) -> None:
    """On one line or two."""
    pages = typed(f"关于命名双拥模范单位的决定\n{note}\n各单位：\n现作出如下决定。")
    assert day(pages) == date(2022, 8, 1)
    assert issuers(pages) == wanted


@pytest.mark.parametrize(
    "note",
    [
        "（2022年8月1日青溪县第十八届人民代表大会第三次会议通过）",
        "（2022年8月1日青溪县人民政府印发，2023年5月1日修订）",
        "（2022年8月1日修订）",
        "（依据2022年8月1日青溪县人民政府印发）",
    ],
)
def test_a_note_of_adoption_or_of_several_days_dates_nothing(note: str) -> None:
    """Nor does it name issuers."""
    pages = typed(f"青溪县优待办法\n{note}\n第一条 为了做好优待工作，制定本办法。")
    assert day(pages) is None
    assert issuers(pages) == []


def test_a_photographs_own_date_line_dates_it_a_caption_that_tells_of_a_day_does_not() -> None:
    """The day with no more than the place; two days leave it open."""
    heading = "春节走访慰问活动照片\n"
    assert day(typed(f"{heading}2022年1月25日 清水镇", images=1)) == date(2022, 1, 25)
    assert day(typed(f"{heading}2022年1月25日，县领导走访慰问驻县部队官兵", images=1)) is None
    assert day(typed(f"{heading}2022年1月25日 清水镇\n2022年1月26日 城关镇", images=2)) is None


def test_a_date_torn_in_two_without_positions_is_put_together() -> None:
    """2022年 and 8月1日 on two lines below the signature."""
    assert day(typed(LETTER.replace("2022年7月8日", "2022年\n7月8日"))) == date(2022, 7, 8)


def test_a_date_in_a_row_with_scraps_of_a_seal_is_read() -> None:
    """Joint issuers side by side read as a table's row."""
    text = LETTER.replace("办公室\n2022年7月8日", "办公室\t青溪县民政局\n器\t2022年7月8日")
    assert day(typed(text)) == date(2022, 7, 8)


def test_a_lone_date_at_the_very_end_counts_less_than_a_signed_one() -> None:
    """The confidence says so."""
    signed = dates.find(parts(LETTER))
    alone = dates.find(parts("青溪县双拥工作计划\n一、加强领导。\n二、抓好落实。\n2022年7月8日"))
    assert signed is not None
    assert alone is not None
    assert alone.confidence < signed.confidence


def test_head_and_signature_that_disagree_leave_the_date_open() -> None:
    """About as sure, and different."""
    text = "青溪县双拥工作总结\n（2022年8月1日）\n今年以来，成绩显著。\n青溪县双拥工作领导小组办公室\n2022年8月5日"
    assert day(typed(text)) is None
    assert "D002" in codes(typed(text))


def test_a_clearly_surer_date_is_taken_and_the_other_reported() -> None:
    """Signed against a lone date below the title."""
    text = "青溪县双拥工作总结\n2022年8月1日\n今年以来，成绩显著。\n青溪县双拥工作领导小组办公室\n2022年8月5日"
    assert day(typed(text)) == date(2022, 8, 5)
    assert "D002" in codes(typed(text))


def test_rows_of_nothing_but_dates_give_all_of_them() -> None:
    """A row of an agreement's foot."""
    assert len(date_forms.every("签订日期：2022年8月1日　2022年8月4日")) == 2
    assert date_forms.every("会议于2022年8月1日召开") == ()


@pytest.mark.parametrize("printed", ["20227月8日", "2022/7月8日", "￥2022年7月8日", "2022'7月8日", "2022/年7月8日"])
def test_a_date_below_a_seal_reads_though_its_year_sign_is_gone_but_less_surely(printed: str) -> None:
    """No figure is made up: what is there has to be a day."""
    text = LETTER.replace("2022年7月8日\n", f"{printed}\n")
    assert day(typed(text)) == date(2022, 7, 8)
    assert day(typed(text.replace(printed, printed.replace("7月", "17月")))) is None


def test_a_torn_date_is_less_sure_than_a_whole_one() -> None:
    """Figures may be gone with the sign."""
    torn, whole = read(typed(LETTER.replace("\n2022年7月8日", "\n20227月8日"))), read(typed(LETTER))
    assert torn.issue_date is not None
    assert whole.issue_date is not None
    assert torn.issue_date.confidence < 0.92 < whole.issue_date.confidence


def test_a_figure_read_twice_where_a_row_has_a_gap_is_no_part_of_the_name() -> None:
    """××办公室2 2023年8月6日, as OCR gives the row of minutes and bulletins."""
    rows = ["工作简报", "（第8期）", "青溪县双拥工作领导小组办公室2 2022年8月6日", "多措并举抓好拥军优属工作"]
    described = read(typed("\n".join([*rows, "今年以来，我县认真落实政策。"])))
    assert [seen.value for seen in described.issuers] == ["青溪县双拥工作领导小组办公室"]
    assert described.issue_date is not None
    assert described.issue_date.value == date(2022, 8, 6)
    assert described.title is not None
    assert described.title.value == rows[-1]


def test_a_date_that_a_seal_lies_over_is_less_sure() -> None:
    """3 and 8 look alike under its ring."""

    def sure(*more: Line) -> float:
        head = [put("关于开展活动的通知", 100, size=22), put("各镇人民政府：", 150, left=LEFT)]
        text = [prose("请认真落实。", 180), put("青溪县财政局", 300, left=330), put("2022年7月8日", 330, left=340)]
        seen = read(scanned([*head, *text, *more])).issue_date
        assert seen is not None
        return seen.confidence

    assert sure(put("青溪县财政局", 280, left=320, size=110, region=Region.SEAL)) < sure()
