"""Two pages on one sheet are read and described as the pages that they are."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from catalog.describe import describe
from catalog.fields import secrecy
from ocr.documents import Recipe
from ocr.leaves import Read, read
from ocr.page import Box, Page, Source
from ocr.rows import Piece
from ocr.ruling import Ruling
from tests.reading.making import printed, read_all

SHEET = Box(left=0, top=0, right=1190, bottom=842)
LEFT = ("左页第一行写满这一行", "左页第二行写满这一行", "左页第三行写满这一行", "左页末行")
RIGHT = ("右页第一行写满这一行", "右页第二行写满这一行", "右页第三行写满这一行", "右页末行")


def piece(text: str, left: float, row: int, width: float) -> Piece:
    """Return a piece of text in a row of 30 points."""
    return Piece(text=text, box=Box(left=left, top=100 + 30 * row, right=left + width, bottom=116 + 30 * row))


def two_pages(left_number: str = "", right_number: str = "") -> list[Piece]:
    """Return two pages side by side, their rows at the same heights, with numbers at their feet."""
    pieces = [piece(text, 80, row, 430 if row < 3 else 90) for row, text in enumerate(LEFT)]
    pieces += [piece(text, 680, row, 430 if row < 3 else 90) for row, text in enumerate(RIGHT)]
    for number, left in ((left_number, 280), (right_number, 880)):
        if number:
            box = Box(left=left, top=790, right=left + 30, bottom=806)
            pieces.append(Piece(text=number, box=box))
    return pieces


def texts(found: Read) -> list[str]:
    """Return the texts of lines."""
    return [line.text for line in found.lines]


def test_the_left_page_is_read_before_the_right_one() -> None:
    found = read(two_pages(), SHEET, 0.0, ())
    assert texts(found) == [*LEFT, *RIGHT]
    assert [leaf.left for leaf in found.leaves] == [0, pytest.approx(595, abs=1)]


@pytest.mark.parametrize(
    ("left", "right", "first"),
    [("— 4 —", "— 1 —", RIGHT), ("— 2 —", "— 3 —", LEFT), ("", "— 1 —", LEFT), ("11-", "— 1 —", LEFT)],
)
def test_a_folded_booklet_is_read_by_its_page_numbers(left: str, right: str, first: tuple[str, ...]) -> None:
    found = read(two_pages(left, right), SHEET, 0.0, ())
    assert texts(found)[:4] == list(first)
    assert len(found.leaves) == 2


def test_what_reaches_over_the_middle_keeps_a_sheet_whole() -> None:
    """A heading over both halves, a rule of a wide table, a page that is no lying sheet, a table with narrow cells."""
    assert read([*two_pages(), piece("横跨两边的标题", 300, -1, 600)], SHEET, 0.0, ()).leaves == ()
    assert read(two_pages(), SHEET, 0.0, (Ruling(x0=60, y0=90, x1=1130, y1=90),)).leaves == ()
    assert read(two_pages(), Box(left=0, top=0, right=1190, bottom=1684), 0.0, ()).leaves == ()
    cells = [piece("单元格", left, row, 120) for row in range(8) for left in (80, 230, 380, 680, 830, 980)]
    assert read(cells, SHEET, 0.0, ()).leaves == ()
    assert read([], SHEET, 0.0, ()).leaves == ()


def test_the_edge_of_the_sheet_does_not_keep_it_whole() -> None:
    """A scanner shows it as a line right across."""
    edges = (Ruling(x0=2, y0=1.4, x1=1180, y1=2), Ruling(x0=370, y0=840, x1=1188, y1=840.4))
    assert len(read(two_pages(), SHEET, 0.0, edges).leaves) == 2


def test_the_first_page_of_a_sheet_gives_the_title_and_places_point_to_the_sheet() -> None:
    lines = read(
        [
            piece("云岭县双拥工作领导小组办公室", 860, 0, 230),
            piece("2023年8月1日", 900, 1, 110),
            piece("右页第一行写满这一行右页", 680, 3, 430),
            piece("右页第二行写满这一行右页", 680, 4, 430),
            piece("右页第三行写满这一行右页", 680, 5, 430),
            piece("关于开展走访慰问的通知", 180, 0, 240),
            *(piece("左页正文写满这一行左页", 80, row, 430) for row in range(2, 6)),
        ],
        SHEET,
        0.0,
        (),
    )
    page = Page(number=1, width=1190, height=842, source=Source.OCR, lines=lines.lines, leaves=lines.leaves)
    described, _ = describe((page,), source_name="a.jpg", years=())
    assert described.title
    assert described.title.value == "关于开展走访慰问的通知"
    assert described.title.place
    assert page.lines[described.title.place.line].text == "关于开展走访慰问的通知"


def test_a_secrecy_mark_on_the_second_page_of_a_sheet_is_seen() -> None:
    """At the head of its own page, though that is the middle of the sheet."""
    pieces = [*two_pages(), Piece(text="机密★1年", box=Box(left=680, top=60, right=780, bottom=76))]
    found = read(pieces, SHEET, 0.0, ())
    page = Page(number=1, width=1190, height=842, source=Source.OCR, lines=found.lines, leaves=found.leaves)
    assert secrecy.is_marked(page)
    mark = secrecy.find((page,))
    assert mark
    assert mark.place
    assert page.lines[mark.place.line].text == "机密★1年"


@pytest.mark.engine
def test_a_scan_of_two_pages_reads_one_after_the_other(tmp_path: Path) -> None:
    words = [
        "关于开展八一走访慰问活动的通知如下",
        "为庆祝建军节密切军政军民关系",
        "现就今年走访慰问工作安排如下",
        "各单位要高度重视精心组织落实",
    ]
    halves = [np.asarray(printed(half, size=(1169, 1654), type_size=46)) for half in (words[:2] * 2, words[2:] * 2)]
    Image.fromarray(np.concatenate(halves, axis=1)).save(tmp_path / "a.png", dpi=(141, 141))
    (one,) = read_all(tmp_path / "a.png", Recipe())
    assert one.page.text.split("\n") == [*words[:2] * 2, *words[2:] * 2]
    assert len(one.page.leaves) == 2
