"""What holds for every text: what is written reads back, nothing crashes, nothing is made up."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.fields import characters, date_forms, number, numerals
from catalog.fields import date as dates
from ocr.page import Box, Ink, Line, Page, Region, Source

from .sheets import told

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
CODES = st.text(alphabet="青溪县政办双拥财教民武发函字", min_size=2, max_size=8)
WORDS = st.sampled_from(
    [
        *(
            "青溪县财政局",
            "文件",
            "青财〔2021〕15号",
            "关于开展活动的通知",
            "各镇人民政府：",
            "2022年7月8日",
            "2022年2月30日",
            "第3期",
        ),
        *(
            "附件",
            "抄送：县委办",
            "2022年7月9日印发",
            "机密",
            "★",
            "图1：现场",
            "序号\t姓名",
            "甲方：",
            "来源：日报",
            "（2022年8月1日）",
        ),
        *(
            "一、加强领导。",
            "二〇二二年七月",
            "会议纪要",
            "报：市双拥办",
            "",
            "　",
            "发布时间：2022-08-01 09:30",
            "单位：元",
            "青溪县",
        ),
    ]
)
TEXTS = st.one_of(WORDS, st.text(max_size=30), st.lists(WORDS, max_size=3).map("".join))
BOXES = st.one_of(
    st.none(),
    st.tuples(st.integers(0, 560), st.integers(0, 820), st.integers(1, 560), st.integers(1, 60)).map(
        lambda edges: Box(left=edges[0], top=edges[1], right=edges[0] + edges[2], bottom=edges[1] + edges[3])
    ),
)
LINES = st.builds(
    Line,
    text=TEXTS,
    box=BOXES,
    confidence=st.floats(0, 1),
    region=st.sampled_from(Region),
    ink=st.sampled_from(Ink),
)
PAGES = st.lists(st.lists(LINES, max_size=25), max_size=3).map(
    lambda sheets: tuple(
        Page(number=number, width=595, height=842, source=Source.OCR, lines=tuple(lines), images=number % 2)
        for number, lines in enumerate(sheets, 1)
    )
)


@given(DAYS)
def test_a_printed_date_reads_back(day: date) -> None:
    """In Arabic and in Chinese numerals, and with dashes."""
    spelled = (
        f"{numerals.format_year(day.year)}年{numerals.format_count(day.month)}月{numerals.format_count(day.day)}日"
    )
    assert dates.parse(dates.format(day)) == day
    assert dates.parse(spelled) == day
    assert dates.parse(day.isoformat()) == day


@given(CODES, st.integers(1900, 2099), st.integers(1, 99999))
def test_a_printed_number_reads_back(code: str, year: int, serial: int) -> None:
    """The normal form is a fixed point."""
    text = f"{code}〔{year}〕{serial}号"
    assert number.parse(number.format(text)) == text
    assert number.year(text) == year


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """And leaves no white space."""
    folded = characters.plain(text)
    assert characters.plain(folded) == folded
    assert not any(map(str.isspace, folded))
    assert characters.tidy(characters.tidy(text)) == characters.tidy(text)


@settings(max_examples=300, deadline=None)
@given(PAGES, st.text(max_size=20))
def test_no_page_makes_describing_fail_and_no_value_is_made_up(pages: tuple[Page, ...], source_name: str) -> None:
    """Every value consists of characters of the page; every place is one of the page's lines."""
    described, _ = told(pages, source_name=source_name)
    written = set(characters.digits("".join(characters.plain(page.text) for page in pages)))
    written |= set(characters.plain("".join(page.text for page in pages)))
    texts = [described.title, described.doc_number, *described.issuers]
    for seen in (seen for seen in texts if seen):
        assert set(seen.value) - set("〔〕号 []，：；") <= written | set("".join(page.text for page in pages))
    places = [seen.place for seen in (*texts, described.issue_date, described.secrecy, described.kind) if seen]
    for place in places:
        assert place is not None
        assert 0 <= place.line < len(pages[place.page - 1].lines)
    sure = [seen.confidence for seen in (*texts, described.year) if seen]
    sure += [described.issue_date.confidence] if described.issue_date else []
    assert all(0 <= confidence <= 1 for confidence in sure)


@given(DAYS, st.sampled_from(["", "（", "★", " "]))
def test_a_date_is_only_read_off_its_figures(day: date, before: str) -> None:
    """The day that is returned stands in the text."""
    match = date_forms.search(f"{before}{dates.format(day)}")
    assert match is not None
    assert date_forms.value(match) == day
