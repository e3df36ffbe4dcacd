"""Text that runs downwards is read column by column from the right."""

import random

from ocr.glyphs import Glyph
from ocr.layout import arrange
from ocr.page import Box
from ocr.rows import Piece
from ocr.text_layer import lines_of
from tests.reading.pieces import piece, ruled, texts


def down(text: str, left: float, top: float, *, size: float = 16) -> Piece:
    """Return a piece that runs down, a character of that size below the other."""
    return Piece(text=text, box=Box(left=left, top=top, right=left + size, bottom=top + 1.1 * size * len(text)))


OLD = [
    down("云岭县人民政府布告", 480, 80, size=20),
    down("为表彰在拥军优属工作中作出突出贡献的集体", 440, 80),
    down("和个人授予城关镇等单位双拥模范单位称号", 410, 80),
    down("一九八四年八月一日", 370, 160),
]


def test_columns_are_read_from_the_right_to_the_left() -> None:
    """As old documents and inscriptions are written, whatever order they come in; boxes stay where they were."""
    lines = arrange(random.Random(2).sample(OLD, len(OLD)))  # noqa: S311 - no secret
    assert [line.text for line in lines] == [one.text for one in OLD]
    assert [line.box for line in lines] == [one.box for one in OLD]
    assert [line.continues for line in lines] == [False, False, True, False]


def test_pieces_of_one_column_are_joined() -> None:
    """A detector splits what is set wide."""
    assert texts([down("双拥模范", 300, 100), down("先进单位", 300, 172)]) == ["双拥模范先进单位"]


def test_such_a_text_stands_for_itself_among_rows() -> None:
    """A couplet beside the text is not mixed into its rows."""
    rows = [piece(f"横排正文第{row}行一二三四五六七八九十", 60, 100 + 24 * row) for row in range(6)]
    pieces = [*rows, down("军民鱼水一家亲", 420, 102), down("拥军爱民情谊深", 380, 102), piece("落款", 60, 300)]
    assert texts(pieces) == [rows[0].text, "军民鱼水一家亲", "拥军爱民情谊深", *(row.text for row in rows[1:]), "落款"]


def test_labels_of_a_form_that_run_down_stand_in_their_cells() -> None:
    """In one column or in two."""
    pieces = [
        down("主要事迹", 76, 104, size=12),
        piece("长期从事优抚工作。", 110, 120),
        down("情况说明", 84, 184, size=10),
        down("单位意见", 72, 184, size=10),
        piece("同意推荐。", 110, 200),
    ]
    assert texts(pieces, ruled((70, 100, 400), (100, 180, 260))) == [
        "主要事迹\t长期从事优抚工作。",
        "情况说明单位意见\t同意推荐。",
    ]


def stored(text: str, left: float, top: float, *, across: float, below: float) -> list[Glyph]:
    """Return stored glyphs of 12 points that follow each other by so many points."""
    size = 12
    return [
        Glyph(text=sign, left=left + across * at, top=top + below * at, right=left + across * at + size,
              bottom=top + below * at + size)
        for at, sign in enumerate(text)
    ]  # fmt: skip


def test_stored_text_that_runs_down_is_read_alike() -> None:
    """The glyphs are upright, and written one below the other."""
    glyphs = [
        *stored("云岭县双拥工作简史", 400, 80, across=0, below=13),
        *stored("民国以来地方支援军队", 375, 80, across=0, below=13),
    ]
    lines = lines_of(glyphs, 595, 842)
    assert [line.text for line in lines] == ["云岭县双拥工作简史", "民国以来地方支援军队"]


def test_stored_lines_of_single_characters_are_no_such_text() -> None:
    """Short lines of close print, figures, and the cells of a column that was written from top to bottom."""
    prose = [
        *stored("按照有关文件要求执", 80, 100, across=12, below=0),
        *stored("行", 80, 115, across=12, below=0),
        *stored("二、慰问对象和标准", 80, 130, across=12, below=0),
    ]
    assert [line.text for line in lines_of(prose, 595, 842)] == ["按照有关文件要求执", "行", "二、慰问对象和标准"]
    table = [glyph for at, column in enumerate(("男女男", "123", "甲乙丙")) for glyph in
             stored(column, 80 + 60 * at, 100, across=0, below=20)]  # fmt: skip
    assert [line.text for line in lines_of(table, 595, 842)] == ["男\t1\t甲", "女\t2\t乙", "男\t3\t丙"]
