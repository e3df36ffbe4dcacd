"""Columns of running text are read one after the other; tables, forms and signatures stay whole."""

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.layout import arrange
from ocr.page import Box
from ocr.rows import Piece
from ocr.ruling import Ruling
from tests.reading.pieces import level, piece, ruled, texts, upright

PROSE = (
    "近日，县双拥办会同县退役军人事务局到驻县部队走访慰问，向广大官兵致以节日的问候。座谈会上，双方就军地共建、"
    "随军家属就业和子女入学等问题交换了意见。县领导指出，要用心用情做好拥军优属工作，切实解决部队实际困难；部队领导"
    "表示，将一如既往支持地方建设，积极参与抢险救灾、乡村振兴和平安创建，为全县发展作出新的贡献。据了解，今年以来，"
    "全县累计发放优待金三百余万元，走访优抚对象八百余户，解决随军家属就业二十余人，军政军民团结更加巩固。"
)


def column(  # noqa: PLR0913 - a column of print has that many sides
    start: int, lines: int, left: float, top: float, *, wide: int = 14, pitch: float = 17
) -> list[Piece]:
    """Return lines of prose under each other, the first set in by two characters, the last one short."""
    pieces: list[Piece] = []
    for row in range(lines):
        indent = 2 if row == 0 else 0
        length = wide - indent if row + 1 < lines else wide // 2
        text = (PROSE * 3)[start : start + length]
        pieces.append(piece(text, left + 12 * indent, top + pitch * row))
        start += length
    return pieces


def shuffled(pieces: list[Piece], seed: int = 1) -> list[Piece]:
    """Return the pieces as an engine may hand them over."""
    some = list(pieces)
    random.Random(seed).shuffle(some)  # noqa: S311 - no secret
    return some


def said(pieces: list[Piece]) -> list[str]:
    """Return the texts of pieces in the order given."""
    return [one.text for one in pieces]


def test_two_columns_are_read_one_after_the_other_under_their_headline() -> None:
    """And what stands below both comes last, though lines stand at equal heights."""
    head = [piece("云岭县双拥工作巡礼", 180, 60, size=24), piece("本报记者王建国", 240, 95)]
    left, right = column(0, 20, 70, 130), column(300, 20, 270, 130)
    foot = [piece("责任编辑：李文，电话：0912-3456789，投稿邮箱不在此列", 90, 500)]
    pieces = [*head, *left, *right, *foot]
    assert texts(shuffled(pieces)) == said(pieces)


def test_lines_that_end_almost_alike_leave_the_gutter_where_the_longest_ends() -> None:
    """Boxes of an engine differ by a point or two; the gutter is right of all of them."""
    left = [
        replace(one, box=replace(one.box, right=one.box.right + (0.0, 0.8, 1.6, 2.2)[at % 4]))
        for at, one in enumerate(column(0, 20, 70, 130))
    ]
    right = column(300, 20, 252, 130)
    assert texts(shuffled([*left, *right])) == said([*left, *right])


def test_three_columns_with_a_headline_in_the_middle_of_the_page() -> None:
    """Two stories, one above the other, each under its own headline; a picture leaves a column short."""
    first = [*column(0, 9, 60, 100), *column(140, 9, 240, 100), *column(250, 7, 420, 134)]
    headline = piece("军民共建一家亲记驻县某部官兵二三事", 120, 290, size=20)
    second = [*column(30, 12, 60, 330), *column(190, 12, 240, 330), *column(300, 12, 420, 330)]
    pieces = [piece("双拥简讯汇编第三期", 200, 60, size=20), *first, headline, *second]
    assert texts(shuffled(pieces)) == said(pieces)


def test_running_heads_and_page_numbers_stand_outside_the_columns() -> None:
    """What stands at the head and foot, apart from the columns, comes first and last."""
    head = [piece("双拥简报", 70, 40, size=10), piece("2023年第3期", 400, 40, size=10)]
    pieces = [*head, *column(0, 20, 70, 80), *column(300, 20, 270, 80), piece("12", 70, 480, size=10)]
    assert texts(shuffled(pieces)) == said(pieces)


def test_columns_of_different_type_and_pitch_are_read_apart() -> None:
    """Minutes with a list of those present at the side: its short lines stand at other heights."""
    present = ["参加人员", "王建国", "李 强", "赵 敏", "孙文", "周志明", "吴丽", "郑伟"]
    side = [piece(name, 60, 120 + 15.3 * at, size=10) for at, name in enumerate(present)]
    body = column(0, 12, 180, 116, wide=28, pitch=22)
    pieces = [piece("云岭县双拥工作领导小组会议纪要", 150, 60, size=20), *side, *body]
    expected = [text.replace(" ", "") for text in said(pieces)]
    assert texts(shuffled(pieces)) == expected


def test_a_tilted_page_in_two_columns_is_read_by_columns() -> None:
    """Its gutter leans with the page."""
    pieces = [*column(0, 25, 70, 130), *column(300, 25, 262, 130)]
    angle = math.radians(1.5)
    cosine, sine = math.cos(angle), math.sin(angle)
    tilted: list[Piece] = []
    for one in pieces:
        x, y = (one.box.left + one.box.right) / 2, (one.box.top + one.box.bottom) / 2
        x, y = x * cosine - y * sine, x * sine + y * cosine
        wide, high = one.box.width / 2, one.box.height / 2 + one.box.width * sine / 2
        box = Box(left=x - wide, top=y - high, right=x + wide, bottom=y + high)
        tilted.append(Piece(text=one.text, box=box))
    assert texts(shuffled(tilted), tilt=angle) == said(pieces)


def test_a_ruled_table_in_a_column_stays_in_it() -> None:
    """And ends no column; a table as wide as the page does."""
    lines = ruled((270, 330, 430), (330, 350, 370))
    cells = [piece("慰问", 275, 334), piece("三百户", 340, 334), piece("走访", 275, 354), piece("四百户", 340, 354)]
    left, right = column(0, 24, 70, 100), [*column(300, 12, 270, 100), *column(80, 7, 270, 400)]
    expected = [*said(left), *said(right[:12]), "慰问\t三百户", "走访\t四百户", *said(right[12:])]
    assert texts(shuffled([*left, *right, *cells]), lines) == expected


UNSPLIT = {
    "joint issuers sign side by side": [
        *column(0, 8, 80, 100, wide=28),
        *(piece(text, left, 260 + 24 * row) for row, pair in enumerate(
            (("云岭县委宣传部", "云岭县民政局"), ("云岭县财政局", "云岭县教育局"), ("云岭县武装部", "云岭县公安局"),
             ("云岭县卫健局", "云岭县住建局"), ("云岭县人社局", "云岭县文旅局"), ("云岭县司法局", "云岭县总工会"),
             ("2023年7月1日", "2023年7月1日"))
        ) for text, left in zip(pair, (100, 320), strict=True)),
    ],
    "a form of labels and blanks": [
        piece(text, left, 100 + 26 * row)
        for row, pair in enumerate((("姓名：张三", "性别：男"), ("民族：汉族", "出生年月：1970年1月"),
                                    ("单位：云岭县民政局", "职务：科长"), ("电话：0912-345678", "邮编：719000"),
                                    ("学历：大学本科", "党派：中共党员"), ("籍贯：云岭县石桥镇", "工龄：二十年"),
                                    ("奖惩：三等功一次", "健康：良好")))
        for text, left in zip(pair, (80, 300), strict=True)
    ],
    "a list of names in rows": [
        piece(name, 80 + 70 * at, 100 + 24 * row)
        for row in range(9)
        for at, name in enumerate(("张三丰", "李四光", "王五行"))
    ],
    "a table of contents": [
        piece(text, left, 100 + 24 * row)
        for row in range(12)
        for text, left in ((f"第{row}章　关于走访慰问、优抚安置的工作安排", 80), (f"{row + 3}", 480))
    ],
    "numbers in two long columns": [
        piece(f"99051{row}19870504{column}123", 80 + 220 * column, 100 + 24 * row, size=14)
        for row in range(10) for column in range(2)
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", UNSPLIT)
def test_what_is_read_across_is_not_split(name: str) -> None:
    """Row by row: what stands on one row comes one after the other."""
    pieces = UNSPLIT[name]
    tops = [line.box.top for line in arrange(shuffled(pieces)) if line.box]
    assert tops == sorted(tops)


@st.composite
def any_piece(draw: st.DrawFn) -> Piece:
    """Draw a piece anywhere on a page; one in four runs downwards."""
    text, size = (
        draw(st.text("县文件，。2023号abc", min_size=1, max_size=12)),
        draw(st.sampled_from([6.0, 12.0, 12.0, 30.0])),
    )
    one = piece(text, draw(st.floats(0, 500)), draw(st.floats(0, 800)), size=size)
    if draw(st.integers(0, 3)):
        return one
    box = Box(left=one.box.left, top=one.box.top, right=one.box.left + size, bottom=one.box.top + one.box.width)
    return Piece(text=text, box=box)


PIECES = st.lists(any_piece(), max_size=60)


@st.composite
def columns(draw: st.DrawFn) -> list[Piece]:
    """Draw two columns more or less far apart, with a few pieces scattered over them."""
    left, right = draw(st.integers(1, 14)), draw(st.integers(1, 14))
    gap, shift = draw(st.floats(2, 60)), draw(st.floats(0, 30))
    return [
        *column(0, left, 60, 100),
        *column(200, right, 60 + 14 * 12 + gap, 100 + shift),
        *draw(PIECES)[:6],
    ]


RULINGS = st.lists(
    st.one_of(
        st.builds(level, st.floats(0, 800), st.just(50), st.floats(100, 500)),
        st.builds(upright, st.floats(0, 500), st.just(80), st.floats(100, 700)),
    ),
    max_size=12,
)


@given(PIECES | columns(), RULINGS)
def test_no_piece_is_lost_or_doubled_whatever_the_geometry(pieces: list[Piece], rulings: list[Ruling]) -> None:
    """Law: every character stands in exactly one line."""
    kept = "".join(texts(pieces, rulings)).replace("\t", "").replace(" ", "")
    assert sorted(kept) == sorted("".join(said(pieces)))


@given(PIECES | columns(), RULINGS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(pieces: list[Piece], rulings: list[Ruling], dice: random.Random) -> None:
    """Law: engines hand pieces over in any order, and lines too."""
    before = arrange(pieces, 0.0, rulings)
    some, lines = list(pieces), list(rulings)
    dice.shuffle(some)
    dice.shuffle(lines)
    assert arrange(some, 0.0, lines) == before


@given(PIECES | columns(), st.sampled_from([0.5, 2.0, 4.0]), st.integers(-64, 640))
def test_scaling_and_shifting_change_nothing(pieces: list[Piece], scale: float, shift: int) -> None:
    """Law: without rules, whose thickness is a matter of points, only proportions count."""
    still = [Piece(text=one.text, box=moved(one.box, 1.0, 0.0)) for one in pieces]
    assert texts([Piece(text=one.text, box=moved(one.box, scale, shift)) for one in still]) == texts(still)


def moved(box: Box, scale: float, shift: float) -> Box:
    """Return a box on whole eighths of a point, scaled and shifted without loss."""
    left, top, right, bottom = (
        scale * (round(place * 8) / 8 + shift) for place in (box.left, box.top, box.right, box.bottom)
    )
    return Box(left=left, top=top, right=right, bottom=bottom)
