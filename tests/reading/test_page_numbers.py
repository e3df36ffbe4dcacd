"""Page numbers are known by their form and their place, and stay in the text."""

import pytest

from ocr.page import Box, Line, Page, Region, Source
from ocr.page_numbers import marked, parse, printed_number

A4 = Box(left=0, top=0, right=595, bottom=842)


def put(text: str, left: float, top: float, *, size: float = 14, region: Region = Region.BODY) -> Line:
    """Return a line of square characters."""
    box = Box(left=left, top=top, right=left + size * len(text), bottom=top + size)
    return Line(text=text, box=box, region=region)


def page(*lines: Line) -> Page:
    """Return an A4 page with its page numbers marked."""
    return Page(number=1, width=595, height=842, source=Source.OCR, lines=marked(lines, A4))


BODY = tuple(put("正文一行二十个字左右就这样满满地排下去", 79, 100 + 28 * row, size=16) for row in range(22))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("— 1 —", 1),
        ("—12—", 12),
        ("-3-", 3),
        ("一1一", 1),
        ("－４－", 4),
        ("· 5 ·", 5),
        ("第1页", 1),
        ("第 1 页 共 5 页", 1),
        ("第2页，共5页", 2),
        ("第2页/共5页", 2),
        ("共5页 第2页", 2),
        ("（第3页）", 3),
        ("第十二页", 12),
        ("第一百零三页", 103),
        ("第二十页 共三十页", 20),
        ("1/5", 1),
        ("2 / 14", 2),
        ("Page 3 of 9", 3),
    ],
)
def test_the_usual_forms_give_their_number(text: str, number: int) -> None:
    """As GB/T 9704 prints them, as forms, exports and books do, in either width, with an engine's slips."""
    assert parse(text) == number
    assert printed_number(page(*BODY, put(text, 280, 770))) == number


@pytest.mark.parametrize(
    "text", ["2023", "7/5", "第一条", "一、", "1.", "000123", "—", "第页", "2023-08", "二〇二三年"]
)
def test_what_looks_alike_is_none(text: str) -> None:
    """Years, more pages than there are, clauses, list numbers, copy numbers, rules."""
    assert printed_number(page(*BODY, put(text, 280, 770))) is None


def test_bare_digits_count_alone_at_the_edge_only() -> None:
    """At the foot or stamped at the head; not among text, beside other text, or with text beyond."""
    assert printed_number(page(*BODY, put("7", 290, 780))) == 7
    assert printed_number(page(put("012", 540, 30), *BODY)) == 12
    assert printed_number(page(*BODY[:5], put("7", 290, 400))) is None
    assert printed_number(page(put("云岭县", 79, 780), put("7", 290, 780))) is None
    assert printed_number(page(*BODY, put("7", 290, 770), put("印发", 79, 800))) is None
    assert printed_number(page(*BODY, put("7", 290, 700 + 16, size=16))) is None


def test_the_cells_of_a_table_at_the_foot_are_none() -> None:
    """Nor is a number beside a row of one."""
    row = put("合计\t1/5\t3", 79, 770, region=Region.TABLE)
    assert printed_number(page(*BODY, row)) is None
    assert printed_number(page(*BODY, row, put("1/5", 400, 770))) is None


def test_a_page_number_is_marked_and_stays_in_the_text() -> None:
    """The page's text is what is printed on it."""
    one = page(*BODY, put("— 4 —", 280, 770))
    assert one.lines[-1].region is Region.PAGE_NUMBER
    assert one.text.endswith("— 4 —")
    assert [line.region for line in one.lines[:-1]] == [Region.BODY] * len(BODY)


def test_of_two_numbers_the_printed_one_counts_before_the_stamped_one() -> None:
    """A numbering machine counts the binder, not the document."""
    assert printed_number(page(put("0123", 540, 30), *BODY, put("— 4 —", 280, 770))) == 4
    assert printed_number(page(put("12", 540, 30), *BODY, put("4", 290, 780))) == 4
