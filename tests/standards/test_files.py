"""Tables are read out of real Excel, Word and PDF files alike; what cannot be read is refused with advice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typst
from docx import Document
from openpyxl import Workbook
from PIL import Image

from archiver.binding.fonts import packaged_fonts
from archiver.errors import ArchiverError, UsageError
from archiver.standards import files
from catalog.table_grid import Grid
from tests.standards.tables import CIVILISED, COMMUNITY, DISTRICT, HEAD, NATIONAL, reading, table

Writer = Callable[[Grid, Path], Path]


def merges(table: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the last row and column of every cell that covers more than its own place."""
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            last[cell.row, cell.column] = (at, column)
    return {first: end for first, end in last.items() if first != end}


def write_xlsx(table: Grid, folder: Path) -> Path:
    """Write a grid as an Excel file, scores as numbers, with its cells merged."""
    book = Workbook()
    sheet: Any = book.active
    for row in table.rows:
        for cell in row:
            if cell.text:
                number = cell.text.replace(".", "", 1).isdecimal() and cell.text.isascii()
                sheet.cell(cell.row + 1, cell.column + 1).value = float(cell.text) if number else cell.text
    for (row, column), (end_row, end_column) in merges(table).items():
        sheet.merge_cells(None, row + 1, column + 1, end_row + 1, end_column + 1)
    path = folder / "标准.xlsx"
    book.save(path)
    return path


def write_docx(table: Grid, folder: Path) -> Path:
    """Write a grid as a table of a Word file, with its cells merged."""
    document = Document()
    made = document.add_table(len(table.rows), len(table.rows[0]))
    for (row, column), (end_row, end_column) in merges(table).items():
        made.cell(row, column).merge(made.cell(end_row, end_column))
    for at, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            if (cell.row, cell.column) == (at, column):
                made.cell(at, column).text = cell.text
    path = folder / "标准.docx"
    document.save(str(path))
    return path


def write_pdf(table: Grid, folder: Path) -> Path:
    """Write a grid as a ruled table of a PDF file, with its cells merged."""
    spans = merges(table)
    cells: list[str] = []
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if (cell.row, cell.column) == (at, column):
                end_row, end_column = spans.get((at, column), (at, column))
                text = cell.text.replace("\n", " \\ ").replace("(", "\\(").replace("*", "\\*").replace("#", "\\#")
                cells.append(f"table.cell(rowspan: {end_row - at + 1}, colspan: {end_column - column + 1})[{text}]")
    source = folder / "标准.typ"
    source.write_text(
        '#set text(size: 9pt, font: "Noto Serif SC")\n#set page(flipped: true)\n'
        f"#table(columns: {len(table.rows[0])}, {', '.join(cells)})",
        encoding="utf-8",
    )
    path = folder / "标准.pdf"
    path.write_bytes(typst.compile(str(source), font_paths=[str(packaged_fonts())]))
    return path


@pytest.mark.parametrize("write", [write_xlsx, write_docx, write_pdf])
@pytest.mark.parametrize("table", [NATIONAL, DISTRICT, COMMUNITY, CIVILISED[0]])
def test_the_same_table_is_understood_from_every_kind_of_file(tmp_path: Path, write: Writer, table: Grid) -> None:
    """Merged cells, chapters across the table, half points: all as from the grid itself."""
    expected = reading(table).standard
    read = files.read(write(table, tmp_path)).standard
    assert [(one.number, one.title, one.score) for one in read.chapters] == [
        (one.number, one.title, one.score) for one in expected.chapters
    ]
    assert [(item.number, item.score, item.units) for item in read.items] == [
        (item.number, item.score, item.units) for item in expected.items
    ]
    assert [[(point.score, point.per_year, point.evidence) for point in item.points] for item in read.items] == [
        [(point.score, point.per_year, point.evidence) for point in item.points] for item in expected.items
    ]
    assert (read.title, read.years, read.full_score) == (expected.title, expected.years, expected.full_score)


def test_paragraphs_around_a_word_table_and_numbers_that_word_counts_are_read(tmp_path: Path) -> None:
    """The title, the years and the vetoes stand outside; the item's number is a list's."""
    document = Document()
    document.add_paragraph("青石县双拥模范县考评细则")
    document.add_paragraph("考评年度：2019年4月—2021年3月")
    table = document.add_table(3, 3)
    for column, name in enumerate(("序号", "考评内容", "分值")):
        table.cell(0, column).text = name
    for row, text in enumerate(("按时开会", "按时报送"), start=1):
        table.cell(row, 0).paragraphs[0].style = document.styles["List Number"]
        table.cell(row, 1).text = text
        table.cell(row, 2).text = "1.5"
    document.add_paragraph("一票否决事项")
    document.add_paragraph("1.发生责任事故")
    document.save(str(tmp_path / "细则.docx"))
    standard = files.read(tmp_path / "细则.docx").standard
    assert standard.title == "青石县双拥模范县考评细则"
    assert [item.number for item in standard.items] == ["1", "2"]
    assert [year.name for year in standard.years] == ["2019-2020", "2020-2021"]
    assert standard.vetoes == ("发生责任事故",)


def test_a_person_may_say_title_and_years(tmp_path: Path) -> None:
    """They go before what the file says, also where it states everything."""
    years = files.parse_years("2020-2021")
    read = files.read(write_xlsx(DISTRICT, tmp_path), title="区标准", years=years).standard
    assert (read.title, read.years) == ("区标准", years)
    files.write(read, tmp_path / "出.toml")
    again = files.read(tmp_path / "出.toml", title="市标准", years=years[:1]).standard
    assert (again.title, again.years) == ("市标准", years[:1])
    with pytest.raises(UsageError, match="2020-2023"):
        files.parse_years("往年")


def test_a_standard_that_could_not_be_read_again_is_refused(tmp_path: Path) -> None:
    """Scores beyond all sense would leave the archive without a standard."""
    rows = [("一、组织领导", str(number), "开会。", "99999", "看资料") for number in range(1, 4)]
    with pytest.raises(ArchiverError, match="100000"):
        files.read(write_xlsx(table(HEAD, *rows), tmp_path))


def _picture(path: Path) -> None:
    Image.new("RGB", (200, 200), "white").save(path)


def _scan(path: Path) -> None:
    Image.new("RGB", (200, 200), "white").save(path, "PDF")


def _words(path: Path) -> None:
    source = path.with_suffix(".typ")
    source.write_text("Text without any table, only words and words.", encoding="utf-8")
    path.write_bytes(typst.compile(str(source), font_paths=[str(packaged_fonts())]))


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("标准.jpg", _picture, "是图片"),
        ("标准.pdf", _scan, "扫描件"),
        ("标准.pdf", _words, "没有带框线的表"),
        ("标准.xlsx", lambda path: path.write_bytes(b"PK\x03\x04" + b"\0" * 40), "ZIP"),
        ("标准.docx", lambda path: path.write_bytes(b"PK\x03\x04 not a zip"), "ZIP"),
        ("标准.pdf", lambda path: path.write_bytes(b"%PDF-1.7 broken"), "标准.pdf"),
        ("标准.xls", lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "标准.xls"),
        ("标准.txt", lambda path: path.write_text("考评内容", encoding="utf-8"), "不是表格文件"),
        ("标准.toml", lambda path: path.write_bytes(b"\xff\xfe"), "有误"),
        ("标准.toml", lambda path: path.write_text("id = 1", encoding="utf-8"), "有误"),
        ("没有.xlsx", lambda _: None, "找不到"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(
    tmp_path: Path, name: str, make: Callable[[Path], object], said: str
) -> None:
    """Every message names the file and says what to do."""
    path = tmp_path / name
    make(path)
    with pytest.raises(ArchiverError, match=said) as refused:
        files.read(path)
    assert name in str(refused.value)
