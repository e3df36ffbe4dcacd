"""Printed lines are known to go on with a paragraph, and whole paragraphs read without the breaks of print."""

from ocr.layout import arrange
from ocr.page import Line, Page, Region, Source
from ocr.paragraphs import paragraphs_of
from tests.reading.pieces import piece, ruled

WIDE = 20


def set_lines(*rows: tuple[str, float]) -> list[Line]:
    """Return arranged lines of 16 points under each other, each with its indent in characters."""
    return list(
        arrange([piece(text, 79 + 16 * indent, 100 + 28 * at, size=16) for at, (text, indent) in enumerate(rows)])
    )


def page(lines: list[Line]) -> Page:
    """Return a page of lines."""
    return Page(number=1, width=595, height=842, source=Source.OCR, lines=tuple(lines))


def test_a_line_at_the_edge_goes_on_and_a_line_set_in_begins() -> None:
    """Whatever mark the line before ends with, as long as it ran to the right edge."""
    lines = set_lines(
        ("为认真做好二〇二三年八一期间走访慰问", 2),
        ("工作，现将有关事项通知如下。要高度重视。", 0),
        ("加强领导，确保落实到位。", 0),
        ("一、慰问对象", 2),
    )
    assert [line.continues for line in lines] == [False, True, True, False]


def test_where_nothing_is_set_in_a_sentence_ends_the_paragraph() -> None:
    """Typed pages part paragraphs by nothing else."""
    lines = set_lines(
        ("今年以来全县各级各部门认真落实拥军优属政", 0),
        ("策，积极解决部队官兵的实际困难和后顾之忧。", 0),
        ("下一步要继续加大工作力度，不断巩固军政军", 0),
        ("民团结的良好局面，争创双拥模范县。", 0),
    )
    assert [line.continues for line in lines] == [False, True, False, True]


def test_titles_signatures_and_rows_of_tables_go_on_with_nothing() -> None:
    """Nor does what stands apart, in other type, or beside."""
    lines = arrange(
        [
            piece("云岭县人民政府", 220, 60, size=22),
            piece("关于走访慰问的通知", 198, 90, size=22),
            *(piece("正文一行二十个字就这样满满地排到了边上啊", 79, 150 + 28 * at, size=16) for at in range(3)),
            piece("另起一段离得很远的二十个字排到了边上的啊", 79, 320, size=16),
            piece("云岭县人民政府", 280, 380, size=16),
            piece("2023年7月1日", 290, 408, size=16),
            piece("慰问", 90, 504),
            piece("三百", 200, 504),
            piece("走访", 90, 528),
        ],
        rulings=ruled((79, 190, 400), (500, 524, 548)),
    )
    assert [line.continues for line in lines] == [False, False, False, True, True, False, False, False, False, False]


def test_a_paragraph_runs_over_from_one_column_to_the_next() -> None:
    """Its last line in the left column is full, and the first in the right one stands at the edge."""
    prose = "县双拥办到驻县部队走访慰问，向官兵致以"
    columns = [
        piece(prose[2:] + "节日" if at else prose[:-2], 60 + (0 if at else 24) + 260 * right, 100 + 17 * at)
        for right in (0, 1)
        for at in range(8)
        if not (right and at == 0)
    ]
    columns.append(piece(prose[2:] + "节日", 320, 100))
    lines = arrange(columns)
    assert [line.continues for line in lines] == [False] + [True] * 15
    assert len(paragraphs_of(page(list(lines)))) == 1


def test_paragraphs_read_without_the_breaks_of_print() -> None:
    """No space between Chinese characters, one between Latin words; tables and page numbers for themselves."""
    lines = [
        Line(text="为认真做好走访"),
        Line(text="慰问工作，use the Word", continues=True),
        Line(text="file as sent", continues=True),
        Line(text="甲\t乙", region=Region.TABLE),
        Line(text="印章", region=Region.SEAL),
        Line(text="— 1 —", region=Region.PAGE_NUMBER),
    ]
    assert paragraphs_of(page(lines)) == ("为认真做好走访慰问工作，use the Word file as sent", "甲\t乙", "— 1 —")
    assert paragraphs_of(page([Line(text="续上页", continues=True)])) == ("续上页",)
