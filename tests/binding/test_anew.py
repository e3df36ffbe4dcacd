"""Texts and tables are set on exactly the pages that they were read by."""

from pathlib import Path

import openpyxl
import pdfplumber
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archiver.binding import anew
from archiver.binding.preparing import typesetter
from archiver.binding.proving import verify
from archiver.binding.refusals import CannotBind
from ocr.documents import Limits, inspect
from tests.binding.material import bind_all, record

AWKWARD = " \n\t,，。aWil1#*_$@<>[]{}\\\"'军民—…"
SETTER = typesetter((), system_fonts=False)


def bound(path: Path) -> tuple[list[str], list[str]]:
    """Return the text of the printed pages without spaces, and the codes of what is said of them."""
    target = path.with_suffix(".made.pdf")
    inspected = inspect(path, Limits())
    remarks = anew.write_pdf(path, inspected.media_type, target, path.name, SETTER)
    made = pypdfium2.PdfDocument(target)
    shown = ["".join(page.get_textpage().get_text_range().replace("\u200b", "").split()) for page in made]
    made.close()
    assert len(shown) == inspected.pages
    return shown, [remark.code for remark in remarks]


def test_a_text_is_printed_as_it_stands_and_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("关于走访的通知\n\n    #标题 *星* $价$ <尖> @某 \\反\n", encoding="utf-8")
    assert bound(path) == (["关于走访的通知#标题*星*$价$<尖>@某\\反"], ["B114"])


def test_rows_keep_inside_the_margins_whatever_their_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("  " + "W" * 200 + "\n" + "军" * 100, encoding="utf-8")
    bound(path)
    with pdfplumber.open(path.with_suffix(".made.pdf")) as made:
        letters = made.pages[0].chars
    assert max(one["x1"] for one in letters) < 595.3 - 60
    assert sum(one["text"] == "W" for one in letters) == 200


def test_a_table_is_ruled_and_a_wide_one_lies_across(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(",".join(f"第{row}行第{column}列" for column in range(12)) for row in range(90)), "utf-8")
    bound(path)
    with pdfplumber.open(path.with_suffix(".made.pdf")) as made:
        assert all(page.width > page.height for page in made.pages)
        assert len(made.pages) > 1
        assert all(len(table.extract()[0]) == 12 for page in made.pages for table in page.find_tables())


def test_an_excel_table_is_printed_with_what_stands_above_and_below_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "2023年"
    sheet.append(["优待金名册", None, None])
    for number in range(100):
        sheet.append([number, f"名{number}", 12000.5])
    sheet.merge_cells("A1:C1")
    sheet.oddHeader.center.text = "退役军人事务局"
    book.save(tmp_path / "a.xlsx")
    pages, codes = bound(tmp_path / "a.xlsx")
    assert pages[0].startswith("退役军人事务局优待金名册0名012000.51名1")
    assert pages[0].endswith("2023年")
    assert "".join(pages).count("12000.5") == 100
    assert codes == ["B114"]


def test_a_message_is_printed_with_its_header(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_text("From: a@example.cn\nTo: b@example.cn\nSubject: 报送\nDate: x\n\n请报送。\n", encoding="utf-8")
    assert bound(path) == (["报送发件人：a@example.cn收件人：b@example.cn时间：x主题：报送请报送。"], ["B114"])


def test_a_row_higher_than_a_page_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("序号,内容,备注\n1," + "军" * 9000 + ",止\n2,完,好\n", "utf-8")
    target = tmp_path / "a.pdf"
    anew.write_pdf(path, "text/plain", target, path.name, SETTER)
    made = pypdfium2.PdfDocument(target)
    text = "".join(page.get_textpage().get_text_range() for page in made)
    made.close()
    assert text.count("军") == 9000


def test_characters_without_a_font_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("姓名\U00012000先生", encoding="utf-8")
    assert bound(path) == (["姓名〓先生"], ["B114", "B103"])


def test_a_text_whose_encoding_nobody_knows_is_not_bound(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Grüße, schöne Straße".encode("latin-1"))
    with pytest.raises(CannotBind, match="编码") as refused:
        anew.write_pdf(path, "text/plain", tmp_path / "a.pdf", path.name, SETTER)
    assert refused.value.finding.code == "B013"


def test_a_text_stands_in_a_proven_binder(tmp_path: Path) -> None:
    path = tmp_path / "名单.txt"
    path.write_text("慰问名单\n" * 100, encoding="gb18030")
    result = bind_all(tmp_path, [record(1, path.name, pages=3)])
    assert result.failures == ()
    assert [finding.code for finding in result.findings] == ["B114"]
    assert verify(tmp_path / "binders") == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(
    text=st.text(alphabet=st.one_of(st.sampled_from(AWKWARD), st.characters(categories=["Lo", "Ll"])), max_size=4000)
)
def test_any_text_is_printed_on_the_pages_it_was_read_by(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text or "空", encoding="utf-8")
    bound(path)
