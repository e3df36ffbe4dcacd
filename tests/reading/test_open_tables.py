"""Tables without lines between their columns, or without any: columns are those that all rows leave white."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from ocr.engines import Picture, Quad
from ocr.engines.failing import EmptyEngine
from ocr.places import find_places
from ocr.rows import Piece
from ocr.sheet import Sheet
from tests.reading.making import font
from tests.reading.pieces import level, piece, texts

LEFTS = (80.0, 130.0, 210.0, 340.0)


def laid(rows: list[tuple[str, ...]], *, pitch: float = 24) -> list[Piece]:
    """Return the filled cells of rows under each other."""
    return [
        piece(text, left, 100 + pitch * at)
        for at, row in enumerate(rows)
        for text, left in zip(row, LEFTS, strict=True)
        if text
    ]


SPARSE = [
    ("序号", "姓名", "单位", "备注"),
    ("1", "张三", "退役军人事务局", ""),
    ("2", "欧阳建国", "", ""),
    ("3", "", "武装部", "请假"),
    ("4", "赵敏", "民政局", ""),
]


def test_empty_cells_keep_their_places_without_any_lines() -> None:
    """Also of a column that is filled but once."""
    assert texts(laid(SPARSE)) == ["\t".join(row) for row in SPARSE]


def test_a_row_with_one_cell_between_others_is_of_the_table() -> None:
    """Sheets to be signed have many."""
    rows = [*SPARSE[:3], ("9", "", "", ""), *SPARSE[3:]]
    assert texts(laid(rows)) == ["\t".join(row) for row in rows]


def test_a_heading_over_two_columns_covers_both() -> None:
    """It does not take the columns together."""
    rows = [("序号", "姓名", "", ""), *SPARSE[1:], ("5", "钱", "公安局", "已领")]
    pieces = [*laid(rows), piece("单位情况和领取情况", 220, 100)]
    assert texts(pieces)[0] == "序号\t姓名\t单位情况和领取情况\t"


def test_printed_lines_of_one_cell_are_joined_where_rows_stand_further_apart() -> None:
    """The second line stands close below, and its first column is empty."""
    pieces = laid(SPARSE, pitch=36)
    pieces.append(piece("优抚科", 210, 100 + 36 + 14))
    assert texts(pieces)[1] == "1\t张三\t退役军人事务局优抚科\t"


def test_lines_between_the_rows_hold_several_printed_lines_together() -> None:
    """Each row is what stands between two of them."""
    lines = [level(y, 70, 450) for y in (96, 120, 160, 200, 240)]
    pieces = [
        *(piece(text, left, 102) for text, left in zip(("序号", "任务", "措施", "单位"), LEFTS, strict=True)),
        *(piece(str(at), 80, 92 + 40 * at) for at in (1, 2, 3)),
        *(piece("走访慰问", 130, 92 + 40 * at) for at in (1, 2, 3)),
        *(piece("逐户走访，", 210, 84 + 40 * at) for at in (1, 2, 3)),
        *(piece("不漏一人", 210, 100 + 40 * at) for at in (1, 2, 3)),
        *(piece("民政局", 340, 92 + 40 * at) for at in (1, 3)),
    ]  # fmt: skip
    assert texts(pieces, lines) == [
        "序号\t任务\t措施\t单位",
        "1\t走访慰问\t逐户走访，不漏一人\t民政局",
        "2\t走访慰问\t逐户走访，不漏一人\t",
        "3\t走访慰问\t逐户走访，不漏一人\t民政局",
    ]


def test_ruled_paper_is_no_table() -> None:
    """Lines of writing between lines of the paper have no columns."""
    lines = [level(96 + 24 * at, 70, 450) for at in range(8)]
    pieces = [piece("今天上午全体人员学习双拥工作文件和先进事迹", 80, 102 + 24 * at) for at in range(7)]
    assert texts(pieces, lines) == ["今天上午全体人员学习双拥工作文件和先进事迹"] * 7


class Merging(EmptyEngine):
    """A detector that takes each row of a table for one place."""

    def find_lines(self, picture: Picture) -> tuple[Quad, ...]:
        """Return a place for the first row, and places for every cell of the others."""
        del picture
        rows = [(70.0, 400.0, 100.0)]
        cells = [(left - 3, left + 63, top) for top in (160.0, 220.0, 280.0, 340.0) for left in (70.0, 200.0, 336.0)]
        return tuple(
            ((left, top), (right, top), (right, top + 36), (left, top + 36)) for left, right, top in [*rows, *cells]
        )


def test_what_a_detector_takes_for_one_is_cut_in_the_white_between_columns() -> None:
    """Before it is read; the other rows show where the columns are."""
    picture = Image.new("RGB", (800, 500), "white")
    pen = ImageDraw.Draw(picture)
    for top in (100, 160, 220, 280, 340):
        for left in (70, 200, 336):
            pen.text((left, top), "姓名", font=font(28), fill="black")
    places = find_places(Sheet(picture=np.asarray(picture), points_per_pixel=0.36), Merging())
    first = sorted(quad for quad in places.quads if quad[0][1] < 150)
    assert len(first) == 3
    ends = [end for quad in first for end in (quad[0][0], quad[1][0])]
    assert ends == pytest.approx([70, 127, 200, 257, 336, 400], abs=5)


@given(st.integers(3, 9), st.integers(2, 6), st.randoms(use_true_random=False))
def test_every_text_stands_in_its_own_column_whatever_is_empty(rows: int, columns: int, dice: random.Random) -> None:
    """Law: as long as the first row is full, in whatever order pieces come."""
    signs = "甲乙丙丁戊己"[:columns]
    table = [
        [f"{row}{sign}" if not row or not at or dice.random() < 0.7 else "" for at, sign in enumerate(signs)]
        for row in range(rows)
    ]
    pieces = [
        piece(text, 60 + 70 * column, 80 + 20 * row)
        for row, cells in enumerate(table)
        for column, text in enumerate(cells)
        if text
    ]
    dice.shuffle(pieces)
    found = texts(pieces)
    if all(sum(bool(cell) for cell in cells) > 1 for cells in table):
        assert found == ["\t".join(cells) for cells in table]
