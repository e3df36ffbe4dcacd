"""Ruled tables: their cells are found from their lines, and what stands in a cell comes out in its place of its row."""

import math
import random
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from ocr.layout import arrange
from ocr.page import Box, Region
from ocr.places import cut_at_borders
from ocr.rows import Piece
from ocr.ruling import Grid, Ruling, grids_of
from ocr.strokes import rulings_in
from tests.reading.pieces import level, piece, ruled, texts, upright

ACROSS = (70.0, 110.0, 200.0, 330.0, 450.0)
DOWN = (100.0, 124.0, 148.0, 172.0)


def turned(ruling: Ruling, angle: float) -> Ruling:
    """Return a line turned clockwise about the page's corner."""
    cosine, sine = math.cos(angle), math.sin(angle)
    (x0, y0), (x1, y1) = (
        (x * cosine - y * sine, x * sine + y * cosine) for x, y in ((ruling.x0, ruling.y0), (ruling.x1, ruling.y1))
    )
    return Ruling(x0=x0, y0=y0, x1=x1, y1=y1)


def shape(grid: Grid) -> tuple[int, int, int]:
    """Return how many rows, columns and cells a grid has."""
    return (len(grid.down) - 1, len(grid.across) - 1, len({owner for row in grid.owners for owner in row}))


def test_lines_that_cross_make_a_grid_whatever_the_tilt() -> None:
    """In pieces, doubled, and a little uneven, as scans show them."""
    lines = ruled(ACROSS, DOWN)
    broken = [
        *(one for one in lines if one.y0 != DOWN[1] or one.x0 == one.x1),
        level(DOWN[1] + 0.4, 70, 200),
        level(DOWN[1] - 0.3, 201, 450),
        level(DOWN[1] + 0.9, 70, 450),
    ]
    for angle in (-0.03, 0.0, 0.03):
        for some in (lines, broken):
            (grid,) = grids_of([turned(one, angle) for one in some], angle)
            assert shape(grid) == (3, 4, 12)
            assert grid.across == pytest.approx(ACROSS, abs=0.5)
            assert grid.down == pytest.approx(DOWN, abs=1)


def test_a_side_that_was_left_open_counts_as_ruled() -> None:
    """Many printed tables have no lines at their left and right, or none at the foot."""
    lines = [level(y, 70, 450) for y in DOWN] + [upright(x, DOWN[0], 200) for x in ACROSS[1:-1]]
    (grid,) = grids_of(lines)
    assert shape(grid) == (4, 4, 16)


def test_what_only_looks_like_a_table_is_none() -> None:
    """Underlines, frames around a text and its heading, a character of a letterhead, strokes of type, a drawing."""
    frame = ruled((60, 535), (60, 780))
    assert grids_of([level(200, 70, 500), level(230, 70, 500), level(260, 70, 500)]) == ()
    assert grids_of(frame) == ()
    assert grids_of([*frame, level(120, 60, 535)]) == ()
    assert grids_of(ruled((100, 125, 150), (50, 75, 100))) == ()
    stems = [upright(x, y + off, y + 21) for x, off in ((130, 3), (260, 0)) for y in DOWN[:-1]]
    (grid,) = grids_of([*ruled(ACROSS, DOWN), *stems])
    assert shape(grid) == (3, 4, 12)
    assert grids_of([level(y, 0, 500) for y in range(2000)]) == ()


def test_empty_cells_keep_their_tabs() -> None:
    """So that columns stay aligned."""
    pieces = [
        piece("序号", 75, 106), piece("姓名", 120, 106), piece("单位", 210, 106), piece("签名", 340, 106),
        piece("1", 80, 130), piece("民政局", 210, 130),
        piece("2", 80, 154), piece("李四", 120, 154), piece("王五", 340, 154),
    ]  # fmt: skip
    lines = arrange(pieces, rulings=ruled(ACROSS, DOWN))
    assert [line.text for line in lines] == ["序号\t姓名\t单位\t签名", "1\t\t民政局\t", "2\t李四\t\t王五"]
    assert {line.region for line in lines} == {Region.TABLE}
    assert [len(line.cells) for line in lines] == [4, 4, 4]
    assert lines[1].cells[1] == Box(left=110, top=124, right=200, bottom=148)
    assert lines[2].cells[1] == Box(left=120, top=154, right=144, bottom=166)


def test_merged_cells_do_not_shift_the_others() -> None:
    """A merged cell stands in the first row and column that it covers; the other places are empty."""
    lines = [
        *(level(y, 70, 450) for y in (100, 148, 196, 220)),
        level(124, 200, 450),
        level(172, 110, 450),
        *(upright(x, 100, 196) for x in (70, 110, 450)),
        *(upright(x, 100, 220) for x in (70, 200, 450)),
        upright(330, 124, 220),
    ]
    pieces = [
        piece("类别", 78, 118), piece("项目", 130, 118), piece("数量", 310, 106),
        piece("计划", 250, 130), piece("完成", 380, 130),
        piece("慰问", 78, 166), piece("部队", 130, 154), piece("3", 260, 154), piece("4", 390, 154),
        piece("军属", 130, 178), piece("5", 260, 178), piece("6", 390, 178),
        piece("合计", 120, 202), piece("8", 260, 202), piece("10", 390, 202),
    ]  # fmt: skip
    assert texts(pieces, lines) == [
        "类别\t项目\t数量\t",
        "\t\t计划\t完成",
        "慰问\t部队\t3\t4",
        "\t军属\t5\t6",
        "合计\t\t8\t10",
    ]


def test_a_cell_of_several_printed_lines_is_one_cell_in_its_row() -> None:
    """Chinese is joined without a space, English with one, a number that fills its cell without."""
    pieces = [
        piece("1", 80, 130), piece("双拥工作领导小组办公", 205, 122), piece("室及成员单位", 205, 136),
        piece("Army Day", 335, 122), piece("visit", 335, 136),
        piece("99051219870000", 113, 122), piece("0012", 113, 136),
        piece("2", 80, 176), piece("民政局", 205, 176), piece("none", 335, 176),
    ]  # fmt: skip
    assert texts(pieces, ruled(ACROSS, (100, 150, 200))) == [
        "1\t990512198700000012\t双拥工作领导小组办公室及成员单位\tArmy Day visit",
        "2\t\t民政局\tnone",
    ]


def test_a_piece_over_two_cells_is_cut_and_pieces_of_one_cell_are_joined() -> None:
    """Detectors take neighbours for one, and one for two; what only touches the line is not cut."""
    pieces = [
        Piece(text="张三民政局办公室", box=Box(left=150, top=106, right=310, bottom=118)),
        piece("1", 80, 106),
        piece("500", 340, 106),
        piece("元", 359, 106),
        piece("2", 80, 130),
        Piece(text="欧阳建国", box=Box(left=108, top=130, right=202, bottom=142)),
        piece("教育局", 210, 130),
        piece("300元", 340, 130),
    ]
    assert texts(pieces, ruled(ACROSS, DOWN)) == ["1\t张三\t民政局办公室\t500元", "2\t欧阳建国\t教育局\t300元"]


def test_places_are_cut_at_the_lines_before_they_are_read() -> None:
    """So that each cell is read for itself; the cut keeps the tilt."""
    grids = grids_of(ruled(ACROSS, DOWN))
    one = ((300.0, 212.0), (640.0, 214.0), (640.0, 238.0), (300.0, 236.0))
    parts = cut_at_borders([one], grids, 0.5, 0.0)
    assert [(part[0][0], part[1][0]) for part in parts] == [
        (300.0, pytest.approx(400.0)),
        (pytest.approx(400.0), 640.0),
    ]
    assert parts[0][1] == parts[1][0]
    alone = ((224.0, 212.0), (402.0, 212.0), (402.0, 236.0), (224.0, 236.0))
    assert cut_at_borders([alone], grids, 0.5, 0.0) == [alone]


def test_a_cell_as_wide_as_the_table_is_text_and_what_stands_around_stays_outside() -> None:
    """A title inside the table, prose inside a form; a caption over the table and a note below it."""
    lines = [*(level(y, 70, 450) for y in DOWN), upright(70, 100, 172), upright(450, 100, 172), upright(200, 124, 148)]
    pieces = [
        piece("附件1", 70, 70), piece("表内题名", 210, 106), piece("项目", 80, 130), piece("金额", 220, 130),
        piece("说明第一行", 80, 150, size=9), piece("说明第二行", 80, 161, size=9), piece("填表人：张三", 70, 190),
    ]  # fmt: skip
    arranged = arrange(pieces, rulings=lines)
    assert [line.text for line in arranged] == [
        "附件1",
        "表内题名",
        "项目\t金额",
        "说明第一行",
        "说明第二行",
        "填表人：张三",
    ]
    assert [line.region is Region.TABLE for line in arranged] == [False, True, True, True, True, False]


def leaning(box: Box, angle: float) -> Box:
    """Return the upright box around a box that was turned clockwise about the page's corner."""
    cosine, sine = math.cos(angle), math.sin(angle)
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    x, y = x * cosine - y * sine, x * sine + y * cosine
    wide, high = box.width / 2, box.height / 2 + abs(box.width * sine) / 2
    return Box(left=x - wide, top=y - high, right=x + wide, bottom=y + high)


def picture_of(
    lines: list[Ruling], *, dpi: int = 200, thick: int = 2, grey: int = 60, angle: float = 0.0
) -> NDArray[np.uint8]:
    """Return a noisy grey A5 picture with lines on it."""
    scale = dpi / 72
    picture = Image.new("L", (round(520 * scale), round(300 * scale)), 235)
    pen = ImageDraw.Draw(picture)
    for one in (turned(line, angle) for line in lines):
        pen.line((one.x0 * scale, one.y0 * scale, one.x1 * scale, one.y1 * scale), fill=grey, width=thick)
    noise = np.random.default_rng(3).normal(0, 5, (picture.height, picture.width))
    return np.clip(np.asarray(picture) + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("dpi", [110, 150, 200, 300])
@pytest.mark.parametrize("angle", [-0.015, 0.0, 0.01])
def test_the_lines_of_a_scanned_table_are_found(dpi: int, angle: float) -> None:
    """Thin, faint, noisy and tilted."""
    picture = picture_of(ruled(ACROSS, DOWN), dpi=dpi, thick=max(1, dpi // 100), grey=150, angle=angle)
    (grid,) = grids_of(rulings_in(picture, 72 / dpi), angle)
    assert shape(grid) == (3, 4, 12)
    assert grid.across == pytest.approx(ACROSS, abs=1.5)
    assert grid.down == pytest.approx(DOWN, abs=1.5)


def test_print_bars_and_photographs_are_no_lines() -> None:
    """Neither a black edge beside the sheet nor the pattern of a screen."""
    dice = np.random.default_rng(5)
    picture = np.full((800, 1400), 240, np.uint8)
    picture[:, :60] = 20
    picture[200:240, 100:900] = 30
    screen = Image.fromarray(dice.integers(0, 255, (400, 600)).astype(np.uint8)).filter(ImageFilter.GaussianBlur(2))
    picture[300:700, 300:900] = (np.asarray(screen, np.float32) - 128) * 4 + 128
    assert grids_of(rulings_in(picture, 0.36)) == ()
    assert rulings_in(np.full((5, 5), 255, np.uint8), 0.36) == ()


@given(
    st.lists(st.floats(30, 90), min_size=2, max_size=6),
    st.lists(st.floats(16, 50), min_size=2, max_size=8),
    st.randoms(use_true_random=False),
    st.sampled_from([0.0, -0.05, 0.03]),
)
def test_every_text_stands_in_its_own_cell_whatever_the_table(
    widths: list[float], heights: list[float], dice: random.Random, angle: float
) -> None:
    """Law: rows and columns as they were set, whatever is empty, in whatever order it came, tilted or not."""
    across, down = list(accumulate(widths, initial=50)), list(accumulate(heights, initial=60))
    expected: list[str] = []
    pieces: list[Piece] = []
    for row, top in enumerate(down[:-1]):
        cells = [f"{row}{'甲乙丙丁戊己'[column]}" if dice.random() < 0.7 else "" for column in range(len(widths))]
        expected += ["\t".join(cells)] if any(cells) else []
        pieces += [piece(text, across[at] + 3, top + 3, size=10) for at, text in enumerate(cells) if text]
    assume(len(pieces) > 2 and across[-1] - across[0] > 90)
    dice.shuffle(pieces)
    tilted = [Piece(text=one.text, box=leaning(one.box, angle)) for one in pieces]
    assert texts(tilted, [turned(line, angle) for line in ruled(across, down)], angle) == expected
