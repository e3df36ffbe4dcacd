"""The print-outs of a coverage say what coverage knows, and the same survey gives the same bytes."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import cast

import openpyxl
import pypdfium2
import pytest
from docx import Document
from docx.shared import Mm
from openpyxl.worksheet.worksheet import Worksheet

from archiver.binding.preparing import typesetter
from archiver.errors import ArchiverError
from archiver.reporting.heat_map import form, heat_map
from archiver.reporting.matrix import matrix_workbook
from archiver.reporting.reminders import printed, reminders, word_file
from archiver.reporting.self_report import self_report
from archiver.reporting.survey import Heat, Survey, heat
from archiver.reporting.word import read_base
from catalog.coverage import cover
from catalog.covered import Holding
from catalog.items import Chapter, Derived, Item, Point, Standard
from catalog.record import Assignment, Description, Record, Seen, State
from tests.filing.written import sample

RECEIVED = datetime(2023, 8, 2, 9, 0, tzinfo=UTC)


def record(number: str, title: str, *items: str) -> Record:
    """Return a filed record."""
    return Record(
        id=number,
        sha256="0" * 64,
        source_name="来件/一.pdf",
        media_type="application/pdf",
        received_at=RECEIVED,
        page_count=1,
        parts=(),
        description=Description(title=Seen(value=title, confidence=0.9)),
        assignments=tuple(Assignment(item=item, confidence=1, decided_by="王芳", reason="") for item in items),
        filed_items=items,
        state=State.FILED,
        findings=(),
    )


def survey(standard: Standard, *held: tuple[str, str, str | None, str]) -> Survey:
    """Return the survey of filed holdings: item, year, kind and title each."""
    records = {f"R{n:06d}": record(f"R{n:06d}", title, item) for n, (item, _, _, title) in enumerate(held, start=1)}
    holdings = [
        Holding(item=item, year=year, kind=kind, title=title, state=State.FILED, record=f"R{n:06d}")
        for n, (item, year, kind, title) in enumerate(held, start=1)
    ]
    return Survey(
        standard=standard,
        coverage=cover(standard, holdings),
        records=records,
        office="枫川县双拥工作领导小组办公室",
        day=date(2023, 8, 1),
    )


@cache
def small() -> Survey:
    """Return the sample standard with three papers."""
    return survey(
        sample(),
        ("9", "2020", "专栏截图", "=双拥专栏"),
        ("5", "2021", "预算批复", "关于批复双拥经费预算的通知"),
        ("14", "2020", "名册", "名册"),
    )


def sheets(content: bytes) -> dict[str, Worksheet]:
    """Return the sheets of a workbook by name."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: cast("Worksheet", sheet) for sheet in book.worksheets}


def texts(rows: Iterable[Iterable[object]]) -> list[list[str]]:
    """Return cells as text."""
    return [["" if value is None else str(value) for value in row] for row in rows]


def test_the_matrix_has_a_row_an_item_and_says_in_words_what_its_colours_mean() -> None:
    sheet = sheets(matrix_workbook(small()))["对照表"]
    rows = {row[0]: row for row in texts(sheet.values)}
    head = rows["条目"]
    assert set(rows) > {item.number for item in sample().items}
    assert rows["9"][head.index("2020")] == "齐 1"
    assert rows["9"][head.index("2021")] == "缺"
    assert rows["14"][head.index("2020")] == "不足 1"
    assert rows["9"][head.index("自评")] == "0.5"
    grounds = {cell.value: cell.fill.start_color.rgb for row in sheet for cell in row if cell.value in {"缺", "齐 1"}}
    assert len(set(grounds.values())) == 2


def test_what_is_missing_is_listed_most_valuable_first_with_reason_and_next_step() -> None:
    rows = texts(sheets(matrix_workbook(small()))["缺件清单"].values)
    head = next(row for row in rows if row[0] == "序号")
    gaps = rows[rows.index(head) + 1 :]
    values = [float(row[head.index("分值")]) for row in gaps]
    assert values == sorted(values, reverse=True)
    half = next(row for row in gaps if row[head.index("条目")] == "5" and row[head.index("年度")] == "2021 年度")
    assert half[head.index("失分原因")] == "已有 R000002，还缺拨款凭证"
    assert half[head.index("怎么办")] == "补交拨款凭证"
    assert half[head.index("责任单位")] == "县财政局"


def test_every_point_cites_the_papers_it_rests_on_and_a_title_is_no_formula() -> None:
    sheet = sheets(matrix_workbook(small()))["得分依据"]
    cited = next(row for row in sheet for cell in row if cell.value == "R000001")
    title = next(cell for cell in cited if cell.value == "=双拥专栏")
    assert title.data_type == "s"


def test_the_points_of_the_list_of_proofs_add_up_to_the_self_score() -> None:
    several = survey(sample(), *[("9", "2020", "专栏截图", f"晚报第{n}版") for n in range(3)])
    rows = texts(sheets(matrix_workbook(several))["得分依据"].values)
    place = next(row for row in rows if row[0] == "条目").index("得分")
    assert sum(float(row[place]) for row in rows if row[place].replace(".", "").isdecimal()) == 0.5
    assert sum("晚报第" in "".join(row) for row in rows) == 3


def test_the_same_survey_gives_the_same_bytes() -> None:
    setter = typesetter((), system_fonts=False)
    assert matrix_workbook(small()) == matrix_workbook(small())
    assert heat_map(small(), setter).content == heat_map(small(), setter).content


def test_the_map_lies_on_one_large_sheet_and_names_score_items_and_greatest_losses() -> None:
    document = pypdfium2.PdfDocument(heat_map(small(), typesetter((), system_fonts=False)).content)
    try:
        assert [(round(width), round(height)) for width, height in (page.get_size() for page in document)] == [
            (1191, 842)
        ]
        text = document[0].get_textpage().get_text_bounded()
    finally:
        document.close()
    shown = "".join(text.split())
    assert "自评0.5分满分100" in shown
    assert all(item.title in shown for item in sample().items)
    assert "一票否决" in shown
    assert small().coverage.vetoes[0] in shown


@pytest.mark.parametrize("count", [0, 1, 61, 62, 200])
def test_a_standard_of_any_length_is_mapped_whole(count: int) -> None:
    points = (Point(text="要点", score=Decimal(1), per_year=True),)
    items = tuple(
        Item(number=str(n), title=f"第{n}个条目的名称" * (1 + n % 9), text="", score=Decimal(1), points=points)
        for n in range(1, count + 1)
    )
    chapter = Chapter(number="一", title="类", score=Decimal(count), items=items)
    long = replace(sample(), chapters=(chapter,), full_score=Decimal(count), vetoes=())
    document = pypdfium2.PdfDocument(heat_map(survey(long), typesetter((), system_fonts=False)).content)
    try:
        shown = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)
    finally:
        document.close()
    assert all(f"第{n}个条目的名称" in shown for n in range(1, count + 1))


def test_a_cell_is_as_hot_as_it_lacks() -> None:
    rows = {row.item: row for row in small().coverage.items}
    assert [heat(cell) for cell in rows["9"].years] == [Heat.FULL, Heat.EMPTY, Heat.EMPTY, Heat.EMPTY]
    assert heat(rows["14"].years[0]) is Heat.WEAK
    assert heat(rows["9"].any_year) is Heat.NONE
    half = survey(sample(), ("12", "2020", "慰问方案", "慰问驻军部队方案"))
    assert heat(next(row for row in half.coverage.items if row.item == "12").years[0]) is Heat.PART
    assert form(small()).earned == "0.5"


def tables(content: bytes) -> list[list[list[str]]]:
    """Return the tables of a Word file as text."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(content)).tables]


def paragraphs(content: bytes) -> str:
    """Return the text outside tables."""
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def test_the_report_gives_scores_reasons_units_and_vetoes() -> None:
    content = self_report(small())
    text, found = paragraphs(content), tables(content)
    assert "满分 100 分，自评 0.5 分，失分 99.5 分" in text
    assert "2023年8月1日" in text
    assert [row[0] for row in found[0][1:]] == [chapter.number for chapter in sample().chapters]
    reasons = {(row[0], row[2].replace("\n", "")): row[4] for row in found[1][1:]}
    assert reasons["5", "2021"] == "已有 R000002，还缺拨款凭证"
    assert reasons["5", "2020、2022—2023"] == "没有预算批复和拨款凭证"
    assert all(unit in text for item in sample().items for unit in item.units)
    assert [row[1] for row in found[-1][1:]] == list(sample().vetoes)


def test_every_lost_point_stands_in_the_report_once() -> None:
    lost = sum(Decimal(row[3]) for row in tables(self_report(small()))[1][1:])
    assert abs(lost - Decimal("99.5")) < Decimal("0.05")


def test_the_report_says_what_people_must_judge() -> None:
    points = (
        Point(text="未列材料", score=Decimal(1)),
        Point(text="读出来的", score=Decimal(1), evidence=("照片",), derived=(Derived.EVIDENCE,)),
    )
    item = Item(number="1", title="名称", text="", score=Decimal(3), points=points)
    chapter = Chapter(number="一", title="类", score=Decimal(3), items=(item,))
    one = survey(replace(sample(), chapters=(chapter,), full_score=Decimal(3), vetoes=()))
    judged = tables(self_report(one))[-1]
    assert [(row[1], row[2]) for row in judged[1:]] == [("未列材料", "1"), ("读出来的", "1"), ("名称", "1")]


def test_a_unit_is_reminded_of_what_it_owes_and_of_nothing_that_came_in() -> None:
    reply = Holding(item="5", year="2021", kind="预算批复", title="", state=State.FILED, record="R000002")
    slip = Holding(item="5", year="2021", kind="拨款凭证", title="", state=State.SUGGESTED, record="R000003")
    waiting = replace(small(), coverage=cover(sample(), [reply, slip]), due=date(2023, 9, 10))
    finance = next(one for one in reminders(waiting) if one.unit == "县财政局")
    budget = next(row for row in finance.rows if row.item == "5")
    assert budget.years.replace("\n", "") == "2020、2022—2023"
    assert budget.wants == "预算批复和拨款凭证"
    assert "请于2023年9月10日前" in finance.text
    assert "另有 1 处的材料已经收到" in finance.held
    content = word_file(waiting, finance)
    assert "县财政局：" in paragraphs(content)
    assert len(tables(content)[0]) == len(finance.rows) + 1


def test_a_unit_is_asked_only_for_the_proof_that_did_not_come_in() -> None:
    reply = Holding(item="5", year="2021", kind="预算批复", title="", state=State.SUGGESTED, record="R000002")
    waiting = replace(small(), coverage=cover(sample(), [reply]))
    finance = next(one for one in reminders(waiting) if one.unit == "县财政局")
    asked = {row.years.replace("\n", ""): row.wants for row in finance.rows if row.item == "5"}
    assert asked == {"2021": "拨款凭证", "2020、2022—2023": "预算批复和拨款凭证"}


def test_reminders_are_bound_into_one_pdf_and_none_is_made_for_a_unit_that_owes_nothing() -> None:
    made = reminders(small())
    assert {one.unit for one in made} == {unit for item in sample().items for unit in item.units}
    document = pypdfium2.PdfDocument(printed(made, typesetter((), system_fonts=False)).content)
    try:
        firsts = ["".join(page.get_textpage().get_text_bounded().split())[:30] for page in document]
    finally:
        document.close()
    assert sum(text.startswith("考评材料催办单") for text in firsts) == len(made)
    holdings = [
        Holding(item="1", year=year.name, kind=None, title="照片", state=State.FILED) for year in sample().years
    ]
    item = Item(number="1", title="名称", text="", score=Decimal(1), units=("县某局",))
    chapter = Chapter(number="一", title="类", score=Decimal(1), items=(item,))
    done = replace(sample(), chapters=(chapter,))
    assert reminders(replace(small(), standard=done, coverage=cover(done, holdings))) == ()


def test_word_files_have_the_same_bytes_for_the_same_survey() -> None:
    assert self_report(small()) == self_report(small())
    first = reminders(small())[0]
    assert word_file(small(), first) == word_file(small(), first)


def test_reports_are_written_on_the_offices_own_paper(tmp_path: Path) -> None:
    own = Document()
    own.add_paragraph("枫川县双拥工作领导小组文件")
    own.sections[0].page_width, own.sections[0].left_margin = Mm(297), Mm(40)
    own.sections[0].header.paragraphs[0].text = "内部资料"
    file = tmp_path / "公文纸.docx"
    own.save(str(file))
    survey_on_paper = replace(small(), paper=read_base(file))
    for content in (self_report(survey_on_paper), word_file(survey_on_paper, reminders(small())[0])):
        written = Document(io.BytesIO(content))
        assert written.paragraphs[0].text == "枫川县双拥工作领导小组文件"
        section = written.sections[0]
        assert section.header.paragraphs[0].text == "内部资料"
        assert (round(section.page_width.mm), round(section.left_margin.mm)) == (297, 40)
        room = section.page_width - section.left_margin - (section.right_margin or 0)
        assert abs(sum(column.width or 0 for column in written.tables[0].columns) - room) < Mm(1)
        assert len(written.tables[0].rows) > 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99])
def test_paper_that_is_no_word_file_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "公文纸.docx"
    file.write_bytes(content)
    for wrong in (file, tmp_path, tmp_path / "没有.docx"):
        with pytest.raises(ArchiverError, match=str(wrong)):
            read_base(wrong)
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("[Content_Types].xml", "<a>")
    with pytest.raises(ArchiverError, match="另存为"):
        read_base(file)
