"""Excel tables are read as they are shown: rows of cells with their numbers and dates as a clerk sees them."""

import datetime as dt
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.drawing.image import Image as Drawing
from openpyxl.worksheet.worksheet import Worksheet

from ocr.documents import Limits, Unreadable, inspect
from ocr.grids import EMPTY, Cell, laid, row_text
from ocr.page import Region
from ocr.sheets.formats import format_number, format_text
from ocr.sheets.numerals import counted
from tests.reading.making import LIMITS, codes, marked, read_all, texts


def table(path: Path, *rows: list[object], formats: Mapping[str, str] | None = None) -> Path:
    """Write a workbook of one sheet with these rows, and number formats by cell."""
    book = openpyxl.Workbook()
    sheet = first(book)
    for row in rows:
        sheet.append(row)
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    book.save(path)
    return path


def first(book: openpyxl.Workbook) -> Worksheet:
    """Return the sheet that a new workbook has."""
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def raw(path: Path, sheet: str, *, styles: str = "", space: str = MAIN, office: str = OFFICE) -> Path:
    """Write the smallest workbook with one sheet of this XML."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"/>')
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="/xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{office}/worksheet" '
            f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{space}" xmlns:r="{office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/>'
            "</sheets></workbook>",
        )
        archive.writestr("xl/styles.xml", f'<styleSheet xmlns="{space}">{styles}</styleSheet>')
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{space}" xmlns:r="{office}">{sheet}</worksheet>'
        )
    return path


def cells(*rows: str) -> str:
    """Return sheet data of rows given as raw cells."""
    return "<sheetData>" + "".join(f"<row>{row}</row>" for row in rows) + "</sheetData>"


def inline(text: str) -> str:
    """Return a cell with its own text."""
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def test_rows_are_lines_with_tabs_between_their_cells(tmp_path: Path) -> None:
    path = table(tmp_path / "a", ["序号", "姓名", "金额"], [1, "张三", 500], [2, "李四", None], [None, "合计", 500])
    lines = read_all(path)[0].page.lines
    assert [line.text for line in lines] == ["序号\t姓名\t金额", "1\t张三\t500", "2\t李四", "\t合计\t500"]
    assert {line.region for line in lines} == {Region.TABLE}


def test_a_title_over_all_columns_is_a_line_of_text_and_stands_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = first(book)
    sheet.append(["优待金发放花名册", None, None])
    sheet.append(["序号", "姓名", "金额"])
    sheet.append([1, "张三", 500])
    sheet.append([2, None, 800])
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("B3:B4")
    book.save(tmp_path / "a")
    lines = read_all(tmp_path / "a")[0].page.lines
    assert [line.text for line in lines] == ["优待金发放花名册", "序号\t姓名\t金额", "1\t张三\t500", "2\t\t800"]
    assert lines[0].region is Region.BODY


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (123456789012345, "General", "123456789012345"),
        (-5, "General", "-5"),
        (1e-7, "General", "1E-07"),
        (45139, "yyyy/m/d", "2023/8/1"),
        (45139, 'yyyy"年"m"月"d"日"', "2023年8月1日"),
        (45139.5, "yyyy-mm-dd hh:mm", "2023-08-01 12:00"),
        (45139.75, '上午/下午h"时"mm"分"', "下午6时00分"),
        (45139, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2023年8月1日"),
        (45291, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二三年十二月三十一日"),
        (45139, "aaaa", "星期二"),
        (45139, "d-mmm-yy", "1-Aug-23"),
        (1.5, "[h]:mm", "36:00"),
        (0.0625, "h:mm AM/PM", "1:30 AM"),
        (1, "yyyy/m/d", "1900/1/1"),
        (-1, "yyyy/m/d", "#####"),
        (0.256, "0%", "26%"),
        (0.2567, "0.00%", "25.67%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (-1234, "#,##0;(#,##0)", "(1,234)"),
        (2.675, "0.00", "2.68"),
        (0.5, ".00", ".50"),
        (5, "000", "005"),
        (13800138000, "000-0000-0000", "138-0013-8000"),
        (12345678, '0!.0,"万"', "1234.6万"),
        (12345678, '0.00,,"百万"', "12.35百万"),
        (1.25, "# ?/?", "1 1/4"),
        (12345, "0.00E+00", "1.23E+04"),
        (0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (1234.5, '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ', "¥1,234.50"),
        (12300, "[DBNum2][$-804]General", "壹万贰仟叁佰"),
        (50, '[>=100]"多";[<10]"少";0"个"', "50个"),
        (5, ";;;", ""),
        (20230801, "0000-00-00", "2023-08-01"),
    ],
)
def test_a_number_is_shown_in_its_format(value: float, code: str, shown: str) -> None:
    assert format_number(value, code) == shown


def test_a_text_is_shown_in_its_format() -> None:
    assert format_text("张三", '@"同志"') == "张三同志"
    assert format_text("张三", "0.00") == "张三"
    assert format_text("张三", "0;0;0;") == ""


@pytest.mark.parametrize(
    ("digits", "numerals"),
    [
        ("0", "〇"),
        ("10", "十"),
        ("1010", "一千零一十"),
        ("100010000", "一亿零一万"),
        ("20000", "二万"),
        ("-15", "-十五"),
    ],
)
def test_numbers_are_counted_in_chinese(digits: str, numerals: str) -> None:
    assert counted(digits, 1) == numerals


@given(
    value=st.floats(allow_nan=False, allow_infinity=False), code=st.sampled_from(["General", "0", "#,##0.00", "0.0%"])
)
def test_any_number_is_shown(value: float, code: str) -> None:
    assert format_number(value, code)


@given(value=st.integers(min_value=-(10**14), max_value=10**14))
def test_a_whole_number_keeps_its_digits_in_groups_of_three(value: int) -> None:
    assert format_number(value, "#,##0") == f"{value:,}"
    assert format_number(value, "General") == str(value)


@given(code=st.text(alphabet='0#?.,%/@;yYmdhsa[]"\\_*E+-General年月日$¥!', max_size=20), value=st.floats(-1e6, 1e6))
def test_no_format_makes_the_reading_fail(code: str, value: float) -> None:
    assert isinstance(format_number(value, code), str)
    assert isinstance(format_text("文", code), str)


def test_dates_are_never_serial_numbers(tmp_path: Path) -> None:
    signed = dt.datetime(2023, 8, 1, 9, 30)  # noqa: DTZ001 - a cell knows no time zone
    path = table(tmp_path / "a", ["发放日期", "签收时间"], [dt.date(2023, 8, 1), signed])
    assert texts(path) == [["发放日期\t签收时间", "2023-08-01\t2023-08-01 9:30:00"]]


def test_builtin_dates_are_those_of_a_chinese_excel(tmp_path: Path) -> None:
    styles = '<cellXfs><xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="57"/></cellXfs>'
    row = "".join(f'<c s="{style}"><v>45139</v></c>' for style in range(3))
    assert texts(raw(tmp_path / "a", cells(row), styles=styles)) == [["2023/8/1\t2023年8月1日\t2023年8月"]]


def test_years_counted_from_1904_are_told_as_such(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001 - what openpyxl asks for
    first(book).append(["日期", dt.date(2023, 8, 1)])
    book.save(tmp_path / "a")
    assert texts(tmp_path / "a") == [["日期\t2023-08-01"]]


def test_hidden_sheets_rows_and_columns_are_left_out_and_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = first(book)
    for row in (["序号", "姓名", "身份证", "额"], [1, "张三", "x", 5], [2, "李四", "y", 6]):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    secret = book.create_sheet("底稿")
    secret.append(["底稿内容"])
    secret.sheet_state = "hidden"
    book.save(tmp_path / "a")
    read = read_all(tmp_path / "a")
    assert [line.text for line in read[0].page.lines] == ["序号\t姓名\t额", "2\t李四\t6"]
    assert codes(read) == ["R151"]
    message = read[0].findings[0].message
    assert all(part in message for part in ("“底稿”", "隐藏的行 1 行", "隐藏的列 1 列"))


def test_a_formula_is_read_by_its_stored_result_and_told_where_none_is_stored(tmp_path: Path) -> None:
    row = (
        '<c><f>1+1</f><v>2</v></c><c t="str"><f>A1&amp;"个"</f><v>2个</v></c><c><f>SUM(A1)</f></c><c><f>B1</f><v/></c>'
    )
    read = read_all(raw(tmp_path / "a", cells(row)))
    assert [line.text for line in read[0].page.lines] == ["2\t2个"]
    assert codes(read) == ["R152"]
    assert "2 个公式" in read[0].findings[0].message


def test_kinds_of_values_are_shown_as_excel_shows_them(tmp_path: Path) -> None:
    row = '<c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2023-08-01</v></c><c t="str"><v>文</v></c>'
    assert texts(raw(tmp_path / "a", cells(row))) == [["TRUE\t#N/A\t2023-08-01\t文"]]


def test_text_in_runs_is_joined_and_what_helps_pronouncing_left_out(tmp_path: Path) -> None:
    rich = '<c t="inlineStr"><is><r><t>双</t></r><r><t>拥</t></r><rPh sb="0" eb="1"><t>shuang</t></rPh></is></c>'
    assert texts(raw(tmp_path / "a", cells(rich))) == [["双拥"]]


def test_cells_without_addresses_follow_each_other(tmp_path: Path) -> None:
    assert texts(raw(tmp_path / "a", cells(inline("一") + "<c/>" + inline("三"), inline("四") + inline("五")))) == [
        ["一\t\t三", "四\t五"]
    ]


def test_the_strict_variant_is_read_alike(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml"
    path = raw(
        tmp_path / "a",
        cells(inline("一") + inline("二")),
        space=f"{strict}/spreadsheetml/main",
        office=f"{strict}/officeDocument/relationships",
    )
    assert texts(path) == [["一\t二"]]


def test_every_sheet_begins_a_page_and_its_name_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first(book).append(["甲", "乙"])
    book.create_sheet("2021年").append(["丙", "丁"])
    book.create_sheet("Sheet3")
    book.save(tmp_path / "a")
    read = read_all(tmp_path / "a")
    assert [[(line.text, line.region) for line in one.page.lines] for one in read] == [
        [("甲\t乙", Region.TABLE)],
        [("丙\t丁", Region.TABLE), ("2021年", Region.FOOTER)],
    ]


def test_what_is_printed_above_every_page_is_read_without_its_codes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = first(book)
    sheet.append(["甲", "乙"])
    sheet.oddHeader.center.text = '&"宋体,加粗"&14枫川县退役军人事务局'
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.oddFooter.left.text = "制表人：王某"
    book.save(tmp_path / "a")
    lines = read_all(tmp_path / "a")[0].page.lines
    assert [(line.text, line.region) for line in lines] == [
        ("枫川县退役军人事务局", Region.HEADER),
        ("甲\t乙", Region.TABLE),
        ("制表人：王某", Region.FOOTER),
    ]


def test_pictures_are_counted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    stored = BytesIO()
    marked().save(stored, "PNG")
    first(book).append(["现场照片"])
    first(book).add_image(Drawing(stored), "B2")
    book.save(tmp_path / "a")
    read = read_all(tmp_path / "a")
    assert read[0].page.images == 1
    assert codes(read) == ["R110"]


def test_macros_are_not_run_and_it_is_said(tmp_path: Path) -> None:
    path = table(tmp_path / "a", ["甲", "乙"])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert codes(read_all(path)) == ["R153"]


def test_a_long_table_goes_on_over_pages_without_losing_a_row(tmp_path: Path) -> None:
    path = table(tmp_path / "a", *([number, f"名{number}", "备注"] for number in range(1, 301)))
    read = texts(path)
    assert len(read) > 5
    assert [line.split("\t")[0] for page in read for line in page] == [str(number) for number in range(1, 301)]


def test_a_wide_table_lies_across(tmp_path: Path) -> None:
    page = read_all(table(tmp_path / "a", [f"第{number}季度支出" for number in range(12)]))[0].page
    assert page.width > page.height


def test_a_styled_area_of_the_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    path = raw(
        tmp_path / "a",
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1">'
        + inline("甲").replace("<c ", '<c r="A1" ')
        + inline("乙").replace("<c ", '<c r="XFD1" ')
        + '</row><row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>',
    )
    assert texts(path) == [["甲\t乙"]]


def test_merges_over_whole_sheets_cost_nothing(tmp_path: Path) -> None:
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 3000
    path = raw(tmp_path / "a", cells(*[inline("一") * 100] * 300) + f"<mergeCells>{merges}</mergeCells>")
    assert inspect(path, LIMITS).pages >= 1


def test_a_row_of_thousands_of_columns_is_read_as_text(tmp_path: Path) -> None:
    diagonal = "".join(
        f'<row r="{place}"><c r="{letters}{place}" t="str"><v>{place}</v></c></row>'
        for place, letters in enumerate((openpyxl.utils.get_column_letter(column) for column in range(1, 2001)), 1)
    )
    read = texts(raw(tmp_path / "a", f"<sheetData>{diagonal}</sheetData>"))
    assert [line for page in read for line in page] == [str(place) for place in range(1, 2001)]


def test_one_part_that_is_named_a_thousand_times_is_read_once(tmp_path: Path) -> None:
    path = raw(tmp_path / "a", cells(inline("甲") + inline("乙")))
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b", "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            sheet = '<sheet name="Sheet1" sheetId="1" r:id="r1"/>'
            new.writestr(name, content.replace(sheet, sheet * 1000))
    assert texts(tmp_path / "b") == [["甲\t乙"]]


def test_bounds_are_kept(tmp_path: Path) -> None:
    path = raw(tmp_path / "a", cells(*[inline("军" * 100)] * 2000))
    for limits, code in (
        (Limits(part_bytes=1000), "R011"),
        (Limits(unpacked_bytes=1000), "R011"),
        (Limits(pages=3), "R009"),
    ):
        with pytest.raises(Unreadable) as refused:
            inspect(path, limits)
        assert refused.value.finding.code == code


@pytest.mark.parametrize(
    "sheet",
    [
        "<sheetData><row><c",
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sheetData/>',
        "<sheetData>" + "<a>" * 5000,
    ],
)
def test_a_damaged_sheet_is_refused(tmp_path: Path, sheet: str) -> None:
    with pytest.raises(Unreadable) as refused:
        inspect(raw(tmp_path / "a", sheet), LIMITS)
    assert refused.value.finding.code == "R002"


def test_an_entity_is_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret"
    outside.write_text("秘", encoding="utf-8")
    path = raw(tmp_path / "a", cells(inline("甲") + inline("&x;")))
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b", "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            entity = f'<!DOCTYPE worksheet [<!ENTITY x SYSTEM "{outside.as_uri()}">]>'
            new.writestr(name, entity + content if "sheet1" in name else content)
    assert texts(tmp_path / "b") == [["甲"]]


@given(lengths=st.lists(st.lists(st.integers(0, 60), min_size=3, max_size=3), min_size=1, max_size=120))
def test_pages_of_a_table_hold_every_row_once_and_in_order(lengths: list[list[int]]) -> None:
    rows = [tuple(Cell(text="军" * length) if length else EMPTY for length in row) for row in lengths]
    assert [row_text(row) for grid in laid(rows) for row in grid.rows] == [row_text(row) for row in rows]
