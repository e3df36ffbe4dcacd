"""Captions and running heads are marked as such; the same words elsewhere are not."""

import pytest

from ocr import captions, running
from ocr.page import Box, Ink, Line, Page, Region, Source

A4 = Box(left=0, top=0, right=595, bottom=842)


def put(text: str, top: float, *, left: float = 79, size: float = 14, ink: Ink = Ink.BLACK, **more: Region) -> Line:
    """Return a line of square characters."""
    box = Box(left=left, top=top, right=left + size * len(text), bottom=top + size)
    return Line(text=text, box=box, ink=ink, region=more.get("region", Region.BODY))


@pytest.mark.parametrize(
    "text",
    [
        "图1 县领导慰问官兵",
        "图2-1：座谈会现场",
        "图为走访现场",
        "照片说明：座谈会",
        "照片三、慰问物资",
        "（图4）仪式",
        "下图：合影",
    ],
)
def test_words_under_or_over_a_picture_are_its_caption(text: str) -> None:
    """Where the page has room for one."""
    under = captions.marked([put("上面的正文", 100), put(text, 400), put("下面的正文", 424)], A4)
    over = captions.marked([put("上面的正文", 100), put(text, 124), put("下面的正文", 500)], A4)
    assert under[1].region is over[1].region is Region.CAPTION


@pytest.mark.parametrize(
    "text", ["图书室建设情况", "图3", "如图1所示，全县走访", "照片上的人", "图为全县走访慰问驻军部队" * 6]
)
def test_other_words_are_none(text: str) -> None:
    """Nor is a sentence that begins so in the midst of the text."""
    assert captions.marked([put("上面的正文", 100), put(text, 400)], A4)[1].region is Region.BODY
    close = captions.marked([put("正文", 100), put("图1 县领导慰问官兵", 120), put("正文", 140)], A4)
    assert close[1].region is Region.BODY


def test_the_heading_of_a_table_that_counts_it_is_a_caption() -> None:
    """Beside a row of the table only."""
    row = put("姓名\t单位", 130, region=Region.TABLE)
    assert captions.marked([put("表1 慰问名册", 110), row], A4)[0].region is Region.CAPTION
    assert captions.marked([put("表1 慰问名册", 110), put("正文", 130)], A4)[0].region is Region.BODY


def leaf(number: int, *lines: Line) -> Page:
    """Return an A4 page with some text in the middle."""
    body = tuple(put(f"第{number}页正文第{row}行一二三四五六七", 120 + 28 * row, size=16) for row in range(20))
    return Page(number=number, width=595, height=842, source=Source.OCR, lines=(*lines, *body))


def regions(pages: tuple[Page, ...]) -> list[Region]:
    """Return the region of the first line of each page."""
    return [page.lines[0].region for page in pages]


def test_a_line_that_recurs_in_the_margin_is_a_running_head_or_foot() -> None:
    """With slips of an engine, chapters that are counted, and a first page that has none."""
    heads = ["云岭县双拥工作志第1章", "云岭县双拥工作志第2章", "云岭县双捆工作志第2章", "云岭县双拥工作志第3章"]
    pages = (leaf(1), *(leaf(at + 2, put(text, 50)) for at, text in enumerate(heads)))
    assert regions(running.marked(pages)) == [Region.BODY] + [Region.HEADER] * 4
    feet = tuple(leaf(at, put("云岭县档案馆编印", 790)) for at in range(1, 4))
    assert regions(running.marked(feet)) == [Region.FOOTER] * 3
    assert running.marked(feet)[0].text == feet[0].text


def test_left_and_right_pages_may_have_heads_of_their_own() -> None:
    """Each recurs on every other page."""
    pages = tuple(leaf(at, put("云岭年鉴" if at % 2 else "军事·双拥工作", 50)) for at in range(1, 9))
    assert regions(running.marked(pages)) == [Region.HEADER] * 8


def test_what_stands_on_two_pages_changes_large_red_or_lower_down_is_none() -> None:
    """Letterheads and the titles of forms recur in stacks, and are not running heads."""
    twice = (leaf(1, put("云岭年鉴", 50)), leaf(2, put("云岭年鉴", 50)))
    assert running.marked(twice) == twice
    for lines in (
        [put(text, 50) for text in ("军事", "教育篇章", "卫生与健康", "交通运输")],
        [put("云岭县慰问登记表", 50, size=24)] * 4,
        [put("云岭县人民政府文件", 60, ink=Ink.RED)] * 4,
        [put("云岭县人民政府", 300, left=400)] * 4,
    ):
        pages = tuple(leaf(at, line) for at, line in enumerate(lines, 1))
        assert running.marked(pages) == pages


def test_a_long_file_is_marked_in_a_moment() -> None:
    """Though every page has lines of its own in its margins."""
    pages = tuple(leaf(at, put(chr(0x4E00 + 7 * at) * 6, 50), put(chr(0x4E00 + 5 * at) * 9, 800)) for at in range(2000))
    assert running.marked(pages) == pages
