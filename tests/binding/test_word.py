"""Word files are set anew where LibreOffice made no pages of them, and nothing is left out unsaid."""

import sys
import time
import zipfile
from pathlib import Path

import docx
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from docx.enum.section import WD_ORIENT

from archiver.binding import word, word_alignment
from archiver.binding.preparing import typesetter
from archiver.binding.refusals import CannotBind
from archiver.binding.word_text import missing_characters
from tests.binding.material import DOCX, word_file

SETTER = typesetter((), system_fonts=False)

HANGS = """#!{python}
import pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[0]).with_name("child").write_text(str(child.pid))
time.sleep(600)
"""


def convert(path: Path, kind: str = DOCX, seconds: float = 60.0) -> tuple[Path, list[str]]:
    target = path.with_suffix(".made.pdf")
    file = word.WordFile(path=path, media_type=kind, target=target, name=path.name, seconds=seconds)
    return target, [remark.code for remark in word.write_pdf(file, SETTER)]


def refused(path: Path) -> str:
    with pytest.raises(CannotBind) as caught:
        convert(path)
    assert path.name in caught.value.finding.message
    return caught.value.finding.code


def shown(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return "".join(text.split())


def test_text_tables_and_pictures_are_set_anew_and_it_is_said(tmp_path: Path) -> None:
    made, codes = convert(word_file(tmp_path / "总结.docx", "关于双拥工作的总结", "# 不是标题 *星* $价$ <尖> @某"))
    text = shown(made)
    for part in ("关于双拥工作的总结", "#不是标题*星*$价$<尖>@某", "格0", "格3"):
        assert part in text
    with pikepdf.Pdf.open(made) as pages:
        assert any("/XObject" in page.resources for page in pages.pages)
    assert codes == ["B101"]


def test_a_title_in_word_s_own_title_style_is_not_lost(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("年度工作报告", style="Title")
    document.add_paragraph("副题", style="Subtitle")
    document.add_paragraph("正文")
    document.save(str(tmp_path / "a.docx"))
    assert shown(convert(tmp_path / "a.docx")[0]) == "年度工作报告副题正文"


def test_a_long_number_in_a_narrow_cell_breaks_and_does_not_run_over_the_next(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 7)
    table.rows[0].cells[4].text = "990521********5789"
    table.rows[0].cells[5].text = "伍"
    document.save(str(tmp_path / "a.docx"))
    with pdfplumber.open(convert(tmp_path / "a.docx")[0]) as made:
        letters = made.pages[0].chars
    assert "".join(one["text"] for one in letters).replace("\u200b", "") == "990521********5789伍"
    assert max(one["x1"] for one in letters[:-1]) < letters[-1]["x0"]


def test_a_document_that_lies_across_is_set_across(tmp_path: Path) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph("横排")
    document.save(str(tmp_path / "a.docx"))
    with pikepdf.Pdf.open(convert(tmp_path / "a.docx")[0]) as pages:
        box = [float(side) for side in pages.pages[0].mediabox]
    assert box[2] > box[3]


def test_titles_stay_in_the_middle_and_signatures_at_the_right(tmp_path: Path) -> None:
    document = docx.Document()
    for text, where in (("题目", 1), ("正文[一]", None), ("落款", 2)):
        document.add_paragraph(text).alignment = where
    cell = document.add_table(1, 1).cell(0, 0).paragraphs[0]
    cell.text, cell.alignment = "表", 1
    document.save(str(tmp_path / "a.docx"))
    made, codes = convert(tmp_path / "a.docx")
    assert codes == ["B101"]
    reader = pypdfium2.PdfDocument(made)
    page = reader[0].get_textpage()
    assert "".join(page.get_text_range().split()) == "题目正文[一]落款表"
    left, right = (page.get_charbox(place)[0] for place in (0, page.get_text_range().index("落")))
    reader.close()
    assert 250 < left < 300
    assert right > 450


@pytest.mark.parametrize(
    ("text", "middle"), [("年度总结", True), ("一、任务", False), ("第二章 附则", False), ("", False)]
)
def test_a_heading_is_a_title_unless_it_is_numbered(text: str, middle: bool, tmp_path: Path) -> None:  # noqa: FBT001
    document = docx.Document()
    heading = document.add_heading(level=1)
    heading.add_run(text[:1]).bold = True
    heading.add_run(text[1:])
    document.add_paragraph("正文")
    document.save(str(tmp_path / "a.docx"))
    reader = pypdfium2.PdfDocument(convert(tmp_path / "a.docx")[0])
    page = reader[0].get_textpage()
    left = page.get_charbox(0)[0]
    assert "".join(page.get_text_range().split()) == "".join(f"{text}正文".split())
    reader.close()
    assert (left > 200) == middle


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("\uf8c1题目\n\n正文", "#aligned(center)[题目]\n\n正文"),
        ("正文\n\n\uf8c2一\n二\n", "正文\n\n#aligned(right)[一\n二]\n"),
        ("= \uf8c1标题\n\n- \uf8c2项", "= 标题\n\n- 项"),
    ],
)
def test_marks_become_alignment_of_whole_paragraphs_only(source: str, wanted: str) -> None:
    assert word_alignment.align(source) == wanted


def test_what_stands_in_headers_is_told_when_it_is_not_set(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "云岭县委文件"
    document.add_paragraph("正文")
    document.save(str(tmp_path / "a.docx"))
    _, codes = convert(tmp_path / "a.docx")
    assert codes == ["B101", "B112"]
    assert missing_characters(tmp_path / "a.docx", "正文") == 6
    assert missing_characters(tmp_path / "a.docx", "云岭县委文件 正文") == 0


def test_a_file_that_is_no_zip_hides_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    assert missing_characters(tmp_path / "a.docx", "") == 0
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as archive:
        archive.writestr("word/document.xml", "<not closed")
    assert missing_characters(tmp_path / "b.docx", "") == 0


def test_moved_text_counts_once(tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:d xmlns:w="{space}"><w:moveFrom><w:t>移动</w:t></w:moveFrom><w:t>移动</w:t><w:t/></w:d>'
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", body)
    assert missing_characters(tmp_path / "a.docx", "移动") == 0


def test_characters_without_a_font_are_replaced_and_named(tmp_path: Path) -> None:
    made, codes = convert(word_file(tmp_path / "a.docx", "姓名\U00012000先生\ue123"))
    assert "姓名〓先生〓" in shown(made)
    assert codes == ["B101", "B103"]


def test_pictures_that_cannot_be_shown_are_counted_and_others_converted(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.emf").write_bytes(b"no picture")
    (tmp_path / "media" / "b.png").write_bytes(b"no picture either")
    (tmp_path / "media" / "c.svg").write_text("<svg/>", encoding="utf-8")
    from tests.binding.material import picture  # noqa: PLC0415 - only here

    picture(10, 10).save(tmp_path / "media" / "d.bmp")
    picture(10, 10).save(tmp_path / "media" / "e.png")
    assert word._mend_pictures(tmp_path) == [".emf", ".png"]
    assert (tmp_path / "media" / "d.bmp").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "media" / "a.emf").read_bytes().startswith(b"\x89PNG")


def test_a_picture_of_an_unknown_kind_does_not_stop_the_file(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", "正文")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.docx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, b"broken" if name.startswith("word/media/") else data)
    made, codes = convert(tmp_path / "b.docx")
    assert "正文" in shown(made)
    assert codes == ["B101", "B106"]


def test_damaged_and_encrypted_files_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    assert refused(tmp_path / "坏.docx") == "B010"
    (tmp_path / "密.docx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    assert refused(tmp_path / "密.docx") == "B002"


def test_a_file_that_unfolds_too_far_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "_MOST_MEDIA", 1000)
    assert refused(word_file(tmp_path / "a.docx", "正文")) == "B010"


def test_source_that_typst_refuses_is_a_refusal_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word, "_read_by_pandoc", lambda _file, _work: "#nonsense")
    path = word_file(tmp_path / "a.docx", "正文")
    with pytest.raises(CannotBind, match="unknown variable: nonsense"):
        convert(path)


def test_rtf_is_set_without_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_text(r"{\rtf1\ansi\uc0 \u21452 \u25317 }", encoding="ascii")
    made, codes = convert(path, "text/rtf")
    assert shown(made) == "双拥"
    assert codes == ["B101"]


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for a converter is a script")
def test_a_converter_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    program = tmp_path / "pandoc"
    program.write_text(HANGS.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    file = word.WordFile(path=tmp_path / "a", media_type=DOCX, target=tmp_path / "b", name="a", seconds=5.0)
    begun = time.monotonic()
    with pytest.raises(CannotBind) as caught:
        word.run([str(program)], file, tmp_path)
    assert caught.value.finding.code == "B004"
    assert time.monotonic() - begun < 60
    child = Path("/proc") / (tmp_path / "child").read_text(encoding="ascii") / "stat"
    assert not child.exists() or child.read_text(encoding="ascii").split()[2] == "Z"


def test_characters_are_named_with_their_code_and_not_too_many() -> None:
    assert word.name_characters("喆\ue123") == "“喆”(U+5586)、U+E123"
    assert word.name_characters("一二三四五六七八九十百").endswith("等 11 个字")
