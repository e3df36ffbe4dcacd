"""Where hits lie on the page and on its picture."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.boxes import HitBox, boxes
from index.occurrences import find, needles
from index.query import parse
from index.tokens import fold, fold_phrase
from ocr.documents import read
from ocr.page import Box, Frame, Line, Page, Region, Source
from tests.finding.texts import CHARACTERS
from tests.reading.making import LIMITS, NO_ENGINE, typeset


def page(*lines: Line, frame: Frame | None = None) -> Page:
    return Page(number=1, width=600, height=800, source=Source.OCR, lines=lines, frame=frame)


def line(text: str, left: float, top: float, right: float, bottom: float, *cells: Box) -> Line:
    return Line(text=text, box=Box(left=left, top=top, right=right, bottom=bottom), cells=cells)


def hit_boxes(page: Page, query: str) -> tuple[HitBox, ...]:
    tree = parse(query).tree
    assert tree is not None
    return boxes(page, needles(tree))


def sides(found: tuple[HitBox, ...]) -> list[tuple[float, float, float, float]]:
    return [(one.box.left, one.box.top, one.box.right, one.box.bottom) for one in found]


def test_a_hit_takes_its_characters_share_of_the_line() -> None:
    read = page(line("开展走访慰问活动", 100, 50, 260, 70))
    (found,) = hit_boxes(read, "走访慰问")
    assert found == HitBox(
        line=0,
        text="走访慰问",
        box=Box(left=140, top=50, right=220, bottom=70),
        corners=((140, 50), (220, 50), (220, 70), (140, 70)),
    )


def test_digits_and_letters_are_half_as_wide() -> None:
    read = page(line("于2023年（A）“八一”", 0, 0, 210, 10))
    assert sides(hit_boxes(read, "2023")) == [(20, 0, 60, 10)]
    assert sides(hit_boxes(read, "八一")) == [(150, 0, 190, 10)]


def test_a_hit_over_two_lines_gives_a_box_in_each() -> None:
    seal = Line(text="某县", box=Box(left=0, top=0, right=9, bottom=9), region=Region.SEAL)
    read = page(line("定于七月走访", 100, 50, 220, 70), seal, line("慰问部队", 100, 80, 180, 100))
    found = hit_boxes(read, "走访慰问")
    assert [(one.line, one.text) for one in found] == [(0, "走访"), (2, "慰问")]
    assert sides(found) == [(180, 50, 220, 70), (100, 80, 140, 100)]


def test_every_place_of_every_word_is_told_in_reading_order() -> None:
    read = page(line("慰问走访慰问", 0, 0, 60, 10), line("走访", 0, 20, 20, 30))
    assert [(one.line, one.text) for one in hit_boxes(read, "慰问 走访 -部队")] == [(0, "慰问走访慰问"), (1, "走访")]
    assert [one.text for one in hit_boxes(read, "慰问")] == ["慰问", "慰问"]
    assert hit_boxes(read, "部队") == ()


def test_the_boxes_of_cells_are_used_where_they_are_known() -> None:
    cells = (Box(left=0, top=0, right=30, bottom=10), Box(left=100, top=0, right=140, bottom=10))
    read = page(line("李卫国\t慰问金额", 0, 0, 140, 10, *cells))
    assert sides(hit_boxes(read, "慰问")) == [(100, 0, 120, 10)]
    assert sides(hit_boxes(read, '"卫国\t慰问"')) == [(10, 0, 30, 10), (100, 0, 120, 10)]
    assert [one.text for one in hit_boxes(read, '"卫国\t慰问"')] == ["卫国", "慰问"]


def test_only_the_cells_of_the_hit_have_boxes() -> None:
    cells = tuple(Box(left=left, top=0, right=left + 100, bottom=10) for left in (0, 100, 200))
    read = page(line("青禾坪镇水磨沟村\t2021\t990528********5613", 0, 0, 300, 10, *cells))
    assert [(one.text, one.box.left, one.box.right) for one in hit_boxes(read, "2021")] == [("2021", 100, 200)]


texts_of_cells = st.lists(st.text("双拥慰问12 ", max_size=6), min_size=1, max_size=5)


@given(texts_of_cells, st.integers(0, 30), st.integers(1, 6))
def test_a_hit_in_a_table_marks_what_stands_there_and_nothing_else(texts: list[str], start: int, length: int) -> None:
    cells = tuple(Box(left=10 * at, top=0, right=10 * at + 9, bottom=10) for at in range(len(texts)))
    row = line("\t".join(texts), 0, 0, 10 * len(texts), 10, *cells)
    wanted = fold_phrase(row.text[start : start + length])
    assume(wanted)
    shown = [row.text[hit.start : hit.end] for hit in find(row.text, (wanted,))]
    assert fold("".join(one.text for one in boxes(page(row), (wanted,)))) == fold("".join(shown)).replace("\t", "")


def test_print_that_runs_downwards_is_shared_out_downwards() -> None:
    read = page(line("双拥工作", 10, 100, 30, 180))
    assert sides(hit_boxes(read, "工作")) == [(10, 140, 30, 180)]


def test_lines_without_a_place_have_no_boxes() -> None:
    read = page(Line(text="走访慰"), line("问部队", 0, 0, 30, 10))
    assert [(one.line, one.text) for one in hit_boxes(read, "慰问")] == [(1, "问")]


def test_a_page_that_came_on_its_head_has_its_boxes_there() -> None:
    over = Frame(matrix=(-1, 0, 600, 0, -1, 800, 0, 0, 1), width=600, height=800)
    (found,) = hit_boxes(page(line("走访慰问", 100, 50, 180, 70), frame=over), "慰问")
    assert found.box == Box(left=140, top=50, right=180, bottom=70)
    assert found.corners == ((460, 750), (420, 750), (420, 730), (460, 730))


texts = st.lists(st.text(alphabet=CHARACTERS.replace("\n", ""), min_size=1, max_size=20), min_size=1, max_size=5)


@given(texts, st.integers(0, 99), st.integers(1, 20))
def test_whatever_stands_on_the_page_has_boxes_within_its_lines(lines: list[str], start: int, length: int) -> None:
    read = page(*(line(text, 10, 20 * number, 400, 20 * number + 15) for number, text in enumerate(lines)))
    wanted = fold_phrase(read.text[start : start + length])
    assume(wanted)
    found = boxes(read, (wanted,))
    assert wanted.replace("\t", "") in fold("".join(one.text for one in found)).replace("\t", "")
    for one in found:
        around = read.lines[one.line].box
        assert around is not None
        assert around.left <= one.box.left < one.box.right <= around.right + 1e-6
        assert (one.box.top, one.box.bottom) == (around.top, around.bottom)
        assert one.text in read.lines[one.line].text


PRINTED = """
#align(center)[#text(size: 22pt)[关于做好2023年“八一”走访慰问工作的通知]]
县双拥办定于7月20日（星期四）起走访慰问驻军部队，联系人：李建国，电话0900-1234567。
#table(columns: (60pt, 60pt, 160pt))[序号][姓名][单位][1][张三][民政局][2][李四][退役军人事务局]
"""


@pytest.mark.parametrize("words", ["走访慰问", "2023", "工作的", "驻军部队", "李建国", "1234567", "李四", "军人事务"])
def test_boxes_lie_on_the_print_of_a_real_page(tmp_path: Path, words: str) -> None:
    path = typeset(tmp_path / "a.pdf", PRINTED)
    (one,) = read(path, [1], NO_ENGINE, LIMITS)
    found = hit_boxes(one.page, f'"{words}"')[0].box
    size = found.height / 2
    left, top, right, bottom = place_in_pdf(path, words)
    assert abs(found.left - left) < size
    assert abs(found.right - right) < size
    assert found.top - size < top < bottom < found.bottom + size


def place_in_pdf(path: Path, words: str) -> tuple[float, float, float, float]:
    """Return where PDFium finds the words first, in points from the top left corner."""
    document: Any = pypdfium2.PdfDocument(path)
    text = document[0].get_textpage()
    at, count = text.search(words).get_next()
    boxes = [text.get_charbox(number) for number in range(at, at + count)]
    height = document[0].get_height()
    document.close()
    return boxes[0][0], height - max(box[3] for box in boxes), boxes[-1][2], height - min(box[1] for box in boxes)
