"""A standard exported as a workbook comes back the same; a clerk's slip in it is named with its place."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from archiver.errors import ArchiverError
from archiver.standards import files
from catalog import standard_sheets
from catalog.items import Standard
from catalog.standard import StandardError
from catalog.table_grid import Grid, grid
from tests.filing.test_standard import standards
from tests.filing.written import sample

HEADINGS = standard_sheets.HEAD


@given(standards)
def test_a_standard_laid_out_as_sheets_and_read_again_is_the_same(standard: Standard) -> None:
    """parse(format(s)) == s, whatever stands in the texts."""
    assert standard_sheets.parse(standard_sheets.format(standard)) == standard


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(standards)
def test_a_standard_written_to_a_workbook_and_read_again_is_the_same(tmp_path: Path, standard: Standard) -> None:
    """import(export(s)) == s: through a real file, control characters and formulas included."""
    path = tmp_path / "标准.xlsx"
    files.write(standard, path)
    assert files.read(path).standard == standard


@pytest.mark.parametrize("kind", [".xlsx", ".toml"])
def test_the_sample_goes_out_and_comes_back(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"标准{kind}"
    files.write(sample(), path)
    read = files.read(path)
    assert read.standard == sample()
    assert read.findings == ()


@pytest.mark.parametrize(
    "text", ["=1+1", "a\rb", "_x000D_", "_x005F_", "\x07", " 前后 ", "一\n二", "'引号", "<&>\t制表"]
)
def test_texts_that_excel_would_change_come_back(tmp_path: Path, text: str) -> None:
    """Formulas, line ends, control characters, spaces."""
    standard = replace(sample(), title=text, vetoes=(text,))
    files.write(standard, tmp_path / "标准.xlsx")
    assert files.read(tmp_path / "标准.xlsx").standard == standard


def test_what_a_clerk_changes_in_excel_is_what_is_read(tmp_path: Path) -> None:
    """A score as a number, a list with other commas, a row added."""
    path = tmp_path / "标准.xlsx"
    files.write(sample(), path)
    book = load_workbook(path)
    sheet = book[standard_sheets.TABLE]
    column = HEADINGS.index("所需材料") + 1
    sheet.cell(2, HEADINGS.index("要点分值") + 1).value = 0.75
    sheet.cell(2, column).value = "规划，要点;计划"
    book.save(path)
    point = files.read(path).standard.items[0].points[0]
    assert point.score == Decimal("0.75")
    assert point.evidence == ("规划", "要点", "计划")


def _sheets(**changed: str) -> tuple[Grid, Grid]:
    """Return the sheets of the sample with cells of the first row of items changed."""
    table, whole = standard_sheets.format(sample())
    rows = [[cell.text if cell.row == at else "" for cell in row] for at, row in enumerate(table.rows)]
    for name, text in changed.items():
        rows[1][HEADINGS.index(name)] = text
    return grid(rows), whole


@pytest.mark.parametrize(
    ("column", "text"),
    [("分值", "两分"), ("要点分值", ""), ("最少件数", "0"), ("材料要求", "随便"), ("推定", "颜色"), ("类分值", "-1")],
)
def test_a_cell_of_the_wrong_shape_is_named_with_its_row(column: str, text: str) -> None:
    with pytest.raises(StandardError, match=f"第 2 行的“{column}”"):
        standard_sheets.parse(_sheets(**{column: text}))


def test_a_sheet_or_a_column_that_is_missing_is_named() -> None:
    table, whole = standard_sheets.format(sample())
    with pytest.raises(StandardError, match="基本情况"):
        standard_sheets.parse((table,))
    fewer = grid([[cell.text for cell in row[:-1]] for row in table.rows])
    with pytest.raises(StandardError, match="推定"):
        standard_sheets.parse((fewer, whole))


def test_items_before_any_chapter_and_points_before_any_item_are_refused() -> None:
    blank = dict.fromkeys(("类号", "考评项目", "类分值"), "")
    with pytest.raises(StandardError, match="不属于任何一类"):
        standard_sheets.parse(_sheets(**blank))
    with pytest.raises(StandardError, match="不属于任何条目"):
        standard_sheets.parse(_sheets(序号="", 条目名称="", 考评内容="", 分值="", 责任单位=""))


def test_a_text_too_long_for_a_cell_is_not_cut_but_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiverError, match=r"\.toml"):
        files.write(replace(sample(), title="长" * 40_000), tmp_path / "标准.xlsx")


def test_no_other_kind_is_written(tmp_path: Path) -> None:
    with pytest.raises(ArchiverError, match=r"\.xlsx 或 \.toml"):
        files.write(sample(), tmp_path / "标准.docx")
