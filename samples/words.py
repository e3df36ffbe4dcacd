"""Word files as offices write them: real headings, automatic numbers, tables, pictures, header and footer."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

ALIGNED = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT, "banner": WD_ALIGN_PARAGRAPH.CENTER}
STYLES = {"head": "Heading 1", "sub": "Heading 2", "numbered": "List Number"}
EPOCH = datetime(2023, 1, 1, tzinfo=UTC)


def docx(values: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """Return the paper as a Word file; the same values give the same bytes."""
    word = Document()
    _page(word, values)
    _letterhead(word, values)
    for line in values["title_lines"]:
        _line(word, line, "center", size=22, bold=True)
    if values.get("addressee"):
        _line(word, values["addressee"] + "：")
    for block in values["blocks"]:
        _block(word, block, files)
    for place, name in enumerate(values.get("attachments", ())):
        _line(word, ("附件：" if place == 0 else "　　　") + f"{place + 1}. {name}", "p")
    for line in (*values.get("signature", ()), values.get("date_text", "")):
        if line:
            _line(word, line, "right")
    _imprint(word, values)
    word.core_properties.author = "办公室"
    word.core_properties.title = ""
    word.core_properties.created = word.core_properties.modified = EPOCH.replace(tzinfo=None)
    out = BytesIO()
    word.save(out)
    return _undated(out.getvalue())


def _page(word: Word, values: Mapping[str, Any]) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    for name, font in (("Normal", "仿宋_GB2312"), ("Heading 1", "黑体"), ("Heading 2", "楷体_GB2312")):
        style = cast("Any", word.styles[name])  # python-docx types a style by its base, which has no font
        style.font.size, style.font.color.rgb = Pt(16), RGBColor(0, 0, 0)
        style.font.name = font
        style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if values.get("header"):
        section.header.paragraphs[0].text = values["header"]
    section.footer.paragraphs[0].text = values.get("footer", "")
    section.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _letterhead(word: Word, values: Mapping[str, Any]) -> None:
    if values["layout"] != "red_head":
        return
    for name in values["mark"]:
        mark = _line(word, name + values.get("mark_tail", "文件"), "center", size=36, bold=True)
        mark.runs[0].font.color.rgb = RGBColor(0xD7, 0x11, 0x1A)
    number = _line(word, values["doc_number"], "center")
    rule = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="18" w:space="6" w:color="D7111A"/></w:pBdr>'
    )
    cast("Any", number)._p.get_or_add_pPr().append(rule)  # noqa: SLF001 - python-docx offers no borders


def _imprint(word: Word, values: Mapping[str, Any]) -> None:
    if not values.get("printed_by"):
        return
    if values.get("copies"):
        _line(word, f"抄送：{values['copies']}", size=14)
    _line(word, f"{values['printed_by']}　　　{values['printed_on']}印发", size=14)


def _block(word: Word, block: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    kind = block["kind"]
    if kind == "table":
        _table(word, block)
    elif kind == "image":
        word.add_picture(BytesIO(files[block["file"]]), width=Mm(140))
        _line(word, block["caption"], "center", size=12)
    elif kind == "break":
        word.add_page_break()  # type: ignore[no-untyped-call]
    elif kind in STYLES:
        word.add_paragraph(block["text"], style=STYLES[kind])
    else:
        _line(word, block["text"], kind, bold=kind == "banner")


def _line(word: Word, text: str, kind: str = "", *, size: int = 16, bold: bool = False) -> Paragraph:
    """Add a line of its own type size, which is not the style's; `kind` says how it stands."""
    paragraph = word.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold or None
    if kind in ALIGNED:
        paragraph.alignment = ALIGNED[kind]
    if kind == "p":
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    return paragraph


def _table(word: Word, block: Mapping[str, Any]) -> None:
    if block.get("caption"):
        _line(word, block["caption"], "center", size=14)
    table = word.add_table(rows=0, cols=len(block["head"]), style="Table Grid")
    for row in (block["head"], *block["rows"]):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(11)


def _undated(content: bytes) -> bytes:
    """Pack the file again with the same time on every member, or no two runs would agree."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(member(name), old.read(name))
    return out.getvalue()


def member(name: str) -> ZipInfo:
    """Return the head of an archive member that bears no time of its own."""
    info = ZipInfo(name, date_time=(2023, 1, 1, 0, 0, 0))
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of those files, without times."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as pack:
        for name, content in members.items():
            pack.writestr(member(name), content)
    return out.getvalue()
