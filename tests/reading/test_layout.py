"""Pieces of text become lines in reading order."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.layout import arrange
from ocr.page import Box, Ink, Region
from ocr.rows import Piece, tilt_of
from ocr.slips import with_matching_brackets
from ocr.spacing import joined, without_stray_spaces


def piece(text: str, left: float, top: float, *, size: float = 16, confidence: float = 1.0) -> Piece:
    """Return a piece of square characters of that size."""
    box = Box(left=left, top=top, right=left + size * len(text), bottom=top + size)
    return Piece(text=text, box=box, confidence=confidence)


def tilted(pieces: list[Piece], angle: float) -> list[Piece]:
    """Return the pieces of a page turned clockwise by an angle, each in its upright box."""
    cosine, sine = math.cos(angle), math.sin(angle)
    turned: list[Piece] = []
    for one in pieces:
        box = one.box
        corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        across = [x * cosine - y * sine for x, y in corners]
        down = [x * sine + y * cosine for x, y in corners]
        upright = Box(left=min(across), top=min(down), right=max(across), bottom=max(down))
        turned.append(Piece(text=one.text, box=upright, confidence=one.confidence))
    return turned


def lines(pieces: list[Piece], angle: float = 0.0) -> list[str]:
    """Return the texts of the arranged pieces."""
    return [line.text for line in arrange(pieces, angle)]


def test_rows_come_from_top_to_bottom() -> None:
    """Whatever the order of the pieces."""
    assert lines([piece("第二行", 70, 130), piece("第三行", 70, 160), piece("第一行", 70, 100)]) == [
        "第一行",
        "第二行",
        "第三行",
    ]


def test_pieces_close_together_are_one_line_without_a_space_between_chinese() -> None:
    """A detector splits lines at punctuation; words in Latin letters stay apart."""
    assert lines([piece("县人民政府", 158, 101), piece("云岭", 120, 100)]) == ["云岭县人民政府"]
    assert lines([piece("Word", 100, 100, size=10), piece("file", 144, 100, size=10)]) == ["Word file"]


def test_pieces_far_apart_on_a_row_stay_lines_of_their_own() -> None:
    """The document number and the signer stand on one row and are two things."""
    row = [
        piece("云政办〔2023〕12号", 80, 140),
        piece("签发人：王建国", 400, 140),
        piece("关于走访慰问的通知", 200, 200),
    ]
    assert lines(row) == ["云政办〔2023〕12号", "签发人：王建国", "关于走访慰问的通知"]


def test_rows_with_gaps_above_each_other_are_a_table() -> None:
    """One line each, its cells separated by tabs, even where a cell is nearly full."""
    rows = [("序号", "姓名", "单位"), ("1", "张三", "退役军人事务局"), ("2", "欧阳建国", "民政局")]
    pieces = [
        piece(cell, left, 100 + 24 * row)
        for row, cells in enumerate(rows)
        for cell, left in zip(cells, (80, 130, 205), strict=True)
    ]
    arranged = arrange(pieces)
    assert [line.text for line in arranged] == ["\t".join(row) for row in rows]
    assert {line.region for line in arranged} == {Region.TABLE}
    assert [[box.left for box in line.cells] for line in arranged] == [[80, 130, 205]] * 3


def test_letters_set_wide_apart_are_one_word() -> None:
    """Letterheads are spread over the line: two such lines under each other are no table."""
    pieces = [
        piece(text, 80 + 40 * at, top)
        for top, word in ((100, "云岭县委"), (130, "云岭县府"))
        for at, text in enumerate(word)
    ]
    assert lines(pieces) == ["云岭县委", "云岭县府"]


def test_a_word_beside_two_names_is_read_after_both() -> None:
    """In a joint letterhead 文件 stands half beside each, or level with the middle one of three and larger."""
    pieces = [
        piece("发展改革委办公厅", 118, 111, size=40),
        piece("税务总局办公厅", 118, 151, size=40),
        piece("文件", 470, 130, size=45),
    ]
    assert lines(pieces) == ["发展改革委办公厅", "税务总局办公厅", "文件"]
    three = [
        *(piece(name, 118, 111 + 36 * at, size=30) for at, name in enumerate("甲乙丙")),
        piece("文件", 470, 140, size=44),
    ]
    assert lines(three) == ["甲", "乙", "丙", "文件"]
    assert lines(
        [piece("甲", 118, 170, size=26), piece("文件", 437, 178, size=53), piece("乙", 118, 213, size=29)]
    ) == [
        "甲",
        "乙",
        "文件",
    ]


def test_what_stands_level_with_a_row_is_of_that_row() -> None:
    """Though there are rows above and below it."""
    pieces = [*(piece(name, 118, 111 + 24 * at) for at, name in enumerate("甲乙丙")), piece("备注", 470, 135)]
    assert lines(pieces) == ["甲", "乙", "备注", "丙"]


@pytest.mark.parametrize("degrees", [-4, -1.5, 0, 2, 4])
def test_the_rows_of_a_tilted_page_do_not_run_into_each_other(degrees: float) -> None:
    """Ends of one row lie lower than the beginning of the next."""
    pieces: list[Piece] = []
    expected: list[str] = []
    for row in range(20):
        words = [f"{row}甲乙丙丁戊己", "庚辛壬癸子丑寅", f"卯辰巳{row}"]
        left = 70.0
        for word in words:
            pieces.append(piece(word, left, 100 + 24 * row))
            left += 16 * len(word) + 3
        expected.append("".join(words))
    angle = math.radians(degrees)
    turned = tilted(pieces, angle)
    random.Random(7).shuffle(turned)  # noqa: S311 - no secret
    assert lines(turned, angle) == expected


def test_the_tilt_is_that_of_most_of_the_text() -> None:
    """A few short or steep runs do not matter."""
    baselines = [(400.0, 14.0)] * 9 + [(30.0, -9.0)] * 5 + [(10.0, 300.0)] * 4
    assert tilt_of(baselines) == pytest.approx(math.atan2(14, 400))
    assert tilt_of([]) == 0.0


def test_a_line_is_as_sure_as_its_characters_and_red_when_most_of_them_are() -> None:
    """Long pieces count more than short ones."""
    box = Box(left=100, top=100, right=164, bottom=116)
    red = Piece(text="云岭县府", box=box, confidence=0.9, ink=Ink.RED)
    black = Piece(text="文", box=Box(left=166, top=100, right=182, bottom=116), confidence=0.4)
    (line,) = arrange([red, black])
    assert line.confidence == pytest.approx(0.8)
    assert line.ink is Ink.RED
    assert line.box == Box(left=100, top=100, right=182, bottom=116)


def test_spaces_stay_between_latin_words_only() -> None:
    """Engines see a space where Chinese type is set wide."""
    assert without_stray_spaces(" 张 三 ，a b 12 号 ") == "张三，a b 12号"
    assert joined(["第", "12", "号", "a", "b"]) == "第12号a b"


def test_a_cell_of_two_lines_is_put_back_into_its_row() -> None:
    """Its lines stand half above and half below the others, which leave its column free."""
    pieces = [
        piece("1", 80, 100),
        piece("张三", 130, 100),
        piece("民政局", 220, 100),
        piece("400元", 420, 100),
        piece("2", 80, 136),
        piece("李四", 130, 136),
        piece("双拥工作领导小组", 220, 126),
        piece("办公室", 220, 146),
        piece("500元", 420, 136),
    ]
    assert lines(pieces) == ["1\t张三\t民政局\t400元", "2\t李四\t双拥工作领导小组办公室\t500元"]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("云双拥〔2025）334号", "云双拥〔2025〕334号"),
        ("云双拥[2023〕12号", "云双拥〔2023〕12号"),
        ("慰问金（元)", "慰问金（元）"),
        ("（见〔2023]1号)", "（见〔2023〕1号）"),
        ("1)走访（略", "1)走访（略"),
        ("f(x)[1]", "f(x)[1]"),
    ],
)
def test_a_bracket_is_closed_by_its_own_counterpart(seen: str, meant: str) -> None:
    """Engines mix them; what is not closed on the line stays as it was seen."""
    assert with_matching_brackets(seen) == meant
    assert with_matching_brackets(meant) == meant


PIECES = st.lists(
    st.builds(
        lambda text, left, top, size: piece(text, left, top, size=size),
        st.text("县文件2023号abc", min_size=1, max_size=8),
        st.floats(0, 500),
        st.floats(0, 800),
        st.floats(6, 40),
    ),
    max_size=25,
)


@given(PIECES, st.randoms(use_true_random=False), st.floats(-0.1, 0.1))
def test_no_text_is_lost_and_the_order_of_arrival_changes_nothing(
    pieces: list[Piece], shuffler: random.Random, angle: float
) -> None:
    """Every character stands in exactly one line."""
    arranged = arrange(pieces, angle)
    kept = "".join(line.text for line in arranged).replace("\t", "").replace(" ", "")
    assert sorted(kept) == sorted("".join(one.text for one in pieces))
    places = {(one.box.left, one.box.top) for one in pieces}
    if len(places) == len(pieces):
        shuffled = list(pieces)
        shuffler.shuffle(shuffled)
        assert sorted(line.text for line in arrange(shuffled, angle)) == sorted(line.text for line in arranged)
