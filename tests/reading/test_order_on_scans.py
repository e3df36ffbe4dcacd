"""The real engine reads scanned columns, tables, rosters and upright writing in their order."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ocr.documents import Recipe, read
from ocr.engines.choice import engine_for
from ocr.page import Line, Region
from ocr.pdfium import opened
from ocr.ruling import grids_of
from ocr.unfound import unfound
from tests.reading.making import LIMITS, font, read_all, typeset
from tests.reading.pieces import ruled
from tests.reading.test_columns import PROSE

pytestmark = pytest.mark.engine

MERGED = """#set text(size: 12pt)
#table(columns: (2fr, 3fr, 1fr, 1fr, 1fr), align: center + horizon,
  table.cell(rowspan: 2)[类别], table.cell(rowspan: 2)[项目], table.cell(colspan: 2)[完成情况],
  table.cell(rowspan: 2)[备注],
  [数量], [金额],
  table.cell(rowspan: 2)[走访慰问], [驻县部队和武警中队官兵及其随军家属春节慰问], [7], [35000], [],
  [烈属], [126], [63000], [代发],
  table.cell(colspan: 2)[合计], [133], [98000], [])"""
MERGED_ROWS = [
    "类别\t项目\t完成情况\t\t备注",
    "\t\t数量\t金额\t",
    "走访慰问\t驻县部队和武警中队官兵及其随军家属春节慰问\t7\t35000\t",
    "\t烈属\t126\t63000\t代发",
    "合计\t\t133\t98000\t",
]


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recipe]:
    """Return a recipe with the real engine, its models unpacked for this module."""
    yield Recipe(model_cache=tmp_path_factory.mktemp("models"))
    engine_for(Recipe(engine="empty"))  # lets go of half a gigabyte


def scan(pdf: Path, *, angle: float = 0.4) -> Path:
    """Return the first page of a PDF as a scanner of 200 dpi takes it down: a little turned, grey and noisy."""
    with opened(pdf) as file, file.page(1) as page:
        sheet = Image.fromarray(page.draw(200 / 72)).rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
    noise = np.random.default_rng(1).normal(0, 4, (sheet.height, sheet.width, 1))
    pixels = np.clip(np.asarray(sheet, np.float32) * 0.9 + 15 + noise, 0, 255).astype(np.uint8)
    path = pdf.with_suffix(".png")
    Image.fromarray(pixels).save(path, dpi=(200, 200))
    return path


def rows(lines: tuple[Line, ...]) -> list[str]:
    """Return the texts of the table rows."""
    return [line.text for line in lines if line.region is Region.TABLE]


def test_a_page_in_two_columns_reads_column_by_column(tmp_path: Path, recipe: Recipe) -> None:
    """Under the headline that runs over both; paragraphs run on."""
    body = (
        "#align(center, text(size: 24pt)[云岭县双拥工作巡礼])\n#set text(size: 11pt)\n"
        f"#set par(justify: true, first-line-indent: (amount: 2em, all: true))\n#columns(2)[{PROSE * 2}\n\n{PROSE * 2}]"
    )
    pdf = typeset(tmp_path / "a.pdf", body, paper="width: 595pt, height: 500pt, margin: 60pt")
    for path in (pdf, scan(pdf)):
        (one,) = read(path, [1], recipe, LIMITS)
        head, *lines = one.page.lines
        assert head.text == "云岭县双拥工作巡礼"
        assert "".join(line.text for line in lines).startswith((PROSE * 4)[:100])
        seen = "".join(line.text for line in lines)
        assert sum(a == b for a, b in zip(seen, PROSE * 4, strict=False)) > 0.95 * len(PROSE * 4)
        assert sum(line.continues for line in lines) == len(lines) - 2


def test_a_table_with_merged_cells_reads_cell_by_cell(tmp_path: Path, recipe: Recipe) -> None:
    """Scanned and stored alike."""
    pdf = typeset(tmp_path / "a.pdf", MERGED, paper="width: 595pt, height: 400pt, margin: 60pt")
    assert rows(read_all(pdf)[0].page.lines) == MERGED_ROWS
    (one,) = read(scan(pdf), [1], recipe, LIMITS)
    assert rows(one.page.lines) == MERGED_ROWS


def test_a_dense_roster_reads_row_by_row(tmp_path: Path, recipe: Recipe) -> None:
    """Ten columns in small print, with empty cells; nine of ten rows without a slip, all in their columns."""
    people = [
        (str(at), "张李王赵陈"[at % 5] + "建国", "男女"[at % 2], str(30 + at), "双井村", ("烈属", "军属")[at % 2],
         "500", str(at % 12 + 1), str(500 * (at % 12 + 1)), "已领" if at % 3 else "")
        for at in range(1, 31)
    ]  # fmt: skip
    head = ("序号", "姓名", "性别", "年龄", "村组", "类别", "标准", "月数", "金额", "备注")
    cells = ", ".join(f"[{text}]" for row in (head, *people) for text in row)
    body = f"#set text(size: 8pt)\n#table(columns: 10 * (1fr,), inset: 3pt, align: center + horizon, {cells})"
    (one,) = read(scan(typeset(tmp_path / "a.pdf", body)), [1], recipe, LIMITS)
    found, expected = rows(one.page.lines), ["\t".join(row) for row in (head, *people)]
    assert [text.count("\t") for text in found] == [9] * 31
    assert sum(a == b for a, b in zip(found, expected, strict=True)) >= 28


def test_upright_writing_reads_from_the_right(tmp_path: Path, recipe: Recipe) -> None:
    """An old proclamation."""
    columns = [
        "云岭县人民政府布告",
        "为表彰在拥军优属工作中作出突出贡献的集体",
        "和个人经研究决定授予城关镇双拥模范称号",
    ]
    picture = Image.new("RGB", (1200, 1500), "white")
    draw = ImageDraw.Draw(picture)
    for at, text in enumerate(columns):
        for place, sign in enumerate(text):
            draw.text((1000 - 110 * at, 120 + 56 * place), sign, font=font(50), fill="black")
    picture.save(tmp_path / "a.png", dpi=(200, 200))
    (one,) = read(tmp_path / "a.png", [1], recipe, LIMITS)
    assert [line.text for line in one.page.lines] == columns


def test_ink_in_a_cell_where_nothing_was_found_is_a_place_to_read() -> None:
    """A figure is; dust, a stroke that comes in from the line, and cells with a place of their own are not."""
    picture = Image.new("L", (1300, 500), 240)
    pen = ImageDraw.Draw(picture)
    across, down = (50.0, 150.0, 250.0, 400.0), (50.0, 80.0, 110.0, 140.0)
    for line in ruled(across, down):
        pen.line(tuple(round(place * 200 / 72) for place in (line.x0, line.y0, line.x1, line.y1)), fill=30, width=2)
    pen.text((190, 155), "1", font=font(36), fill=20)
    pen.text((500, 155), "张三", font=font(36), fill=20)
    pen.point((900, 180), fill=20)
    pen.line((150, 260, 300, 260), fill=30, width=3)

    grids = grids_of(ruled(across, down))
    named = ((495.0, 150.0), (580.0, 150.0), (580.0, 200.0), (495.0, 200.0))
    ((first, _, last, _),) = unfound(np.asarray(picture), [named], grids, 0.36, 0.0)
    assert 180 < first[0] < 195 < last[0] < 215
    assert 150 < first[1] < 175 < last[1] < 205
