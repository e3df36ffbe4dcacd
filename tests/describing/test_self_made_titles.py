"""Self-made titles: in [ ], from a caption or a worksheet's name as they stand there, and from nothing else."""

import pytest

from catalog.fields import self_made
from ocr.page import Line, Page, Region, Source

from .sheets import HEIGHT, WIDTH, put, read, scanned, title, typed

ROWS = tuple(Line(text=text, region=Region.TABLE) for text in ("序号\t姓名\t金额", "1\t王小明\t500", "2\t李华\t500"))


def sheet(name: str, *rows: Line) -> tuple[Page, ...]:
    """Return a worksheet's page: its rows, and its name at the foot."""
    lines = (*rows, Line(text=name, region=Region.FOOTER))
    return (Page(number=1, width=WIDTH, height=HEIGHT, source=Source.DOCUMENT, lines=lines),)


@pytest.mark.parametrize(
    ("caption", "wanted"),
    [
        ("图1：2022年8月1日，县领导走访慰问驻县部队官兵", "[2022年8月1日，县领导走访慰问驻县部队官兵]"),
        ("图为县领导走访慰问驻县部队官兵（李明　摄）", "[县领导走访慰问驻县部队官兵]"),
        ("2022年8月1日,县领导走访慰问官兵", "[2022年8月1日，县领导走访慰问官兵]"),
    ],
)
def test_a_page_of_photographs_is_called_what_its_first_caption_says(caption: str, wanted: str) -> None:
    """Without its number and without who took it."""
    page = scanned([put(caption, 380, size=12), put("图2：军民座谈会现场", 640, size=12)], images=2)
    seen = read(page).title
    assert seen is not None
    assert seen.value == wanted
    assert seen.note == self_made.BY_CAPTION
    assert seen.place is not None
    assert seen.place.line == 0


def test_a_printed_title_goes_before_a_made_one() -> None:
    """Brackets only where nothing heads the page."""
    head = put("青溪县“八一”走访慰问活动照片", 90, size=20)
    page = scanned([head, put("图1：县领导走访慰问官兵", 380, size=12)], images=1)
    assert title(page) == "青溪县“八一”走访慰问活动照片"


@pytest.mark.parametrize("words", ["军人依法优先", "图1", "图1：二〇二二年八月一日", "一人参军　全家光荣"])
def test_signs_and_bare_numbers_and_days_in_pictures_are_no_title(words: str) -> None:
    """Nothing says what the picture shows."""
    assert title(scanned([put(words, 400, size=30)], images=1)) is None


def test_a_table_without_heading_is_called_what_its_worksheet_is() -> None:
    """Where that names a roster, list or form; its kind follows."""
    described = read(sheet("2022年春节慰问名册", *ROWS), source_name="a.xlsx")
    assert described.title is not None
    assert described.title.value == "[2022年春节慰问名册]"
    assert described.kind is not None
    assert described.kind.value == "名册"


@pytest.mark.parametrize("name", ["Sheet1", "工作表1", "春节", "汇总"])
def test_a_worksheets_name_that_says_nothing_makes_no_title(name: str) -> None:
    """Nor does one at the foot of running text."""
    assert title(sheet(name, *ROWS)) is None
    assert title(sheet("2022年春节慰问名册", Line(text="今天开会。"), Line(text="会议结束。"))) is None


def test_what_a_caption_says_reads_back() -> None:
    """The brackets aside, the words are the caption's."""
    assert self_made.format(self_made.parse("图1：军民座谈会现场") or "") == "[军民座谈会现场]"
    assert title(typed("序号\t姓名\n1\t王小明")) is None
