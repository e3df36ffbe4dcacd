"""Word files in the type of official documents (GB/T 9704-2012): what an office edits, signs and sends on.

小标宋 for the title, 黑体 and 楷体 for headings, 仿宋 for text, all by the names that office machines know them by.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, cast
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import OpcError
from docx.oxml import OxmlElement  # pyright: ignore[reportUnknownVariableType] - half typed
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from archiver import copying
from archiver.errors import ArchiverError
from archiver.timeless import without_clock

TITLE: Final = "方正小标宋简体"
HEADING: Final = "黑体"
SUBHEADING: Final = "楷体"
TEXT: Final = "仿宋"
_BODY_SIZE: Final = 16  # 三号: GB/T 9704-2012 5.2.2
_TITLE_SIZE: Final = 22  # 二号
_TABLE_SIZE: Final = 10.5  # 五号
_LARGEST_BASE: Final = 20_000_000  # bytes
_LINE: Final = 28  # points from line to line, 22 lines on a page: 5.2.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its heading, its width beside the others', and whether its cells stand in the middle.

    Widths are millimetres on the paper of an official document and shrink or grow with the paper.
    """

    head: str
    width: float
    centred: bool = False


class Paper:
    """A Word file that grows from top to bottom. The same calls give the same bytes."""

    def __init__(self, base: bytes | None = None) -> None:
        """Begin an empty A4 page with the margins of an official document (5.2.1).

        A `base` is a Word file of the office's own (see `read_base`): what follows stands below what it holds, on its
        paper, and its margins, headers and footers stay.
        """
        self._file: DocumentFile = Document(io.BytesIO(base) if base else None)
        section = self._file.sections[-1]
        if not base:
            self._lay_out(section)
        self._width = Length((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)).mm

    def _lay_out(self, section: Section) -> None:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        _number_pages(section.footer.paragraphs[0])
        _element(self._file.styles["Normal"]).get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), TEXT)

    def title(self, text: str) -> None:
        """Add the title."""
        paragraph = self._paragraph(text, TITLE, _TITLE_SIZE, line=36)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(14)

    def heading(self, text: str) -> None:
        """Add a heading of the first level, 一、."""
        self._paragraph(text, HEADING, _BODY_SIZE, indent=True).paragraph_format.keep_with_next = True

    def subheading(self, text: str) -> None:
        """Add a heading of the second level, （一）."""
        self._paragraph(text, SUBHEADING, _BODY_SIZE, indent=True).paragraph_format.keep_with_next = True

    def text(self, text: str, *, indent: bool = True) -> None:
        """Add a paragraph."""
        self._paragraph(text, TEXT, _BODY_SIZE, indent=indent).paragraph_format.space_after = Pt(3)

    def signed(self, *lines: str) -> None:
        """Add who signs and when, to the right."""
        for line in lines:
            paragraph = self._paragraph(line, TEXT, _BODY_SIZE)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.keep_with_next = line is not lines[-1]

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
        """Add a ruled table whose heading is repeated on every page; no row is torn over two."""
        table = self._file.add_table(rows=1, cols=len(columns))
        scale = self._width / sum(column.width for column in columns)
        columns = [replace(column, width=column.width * scale) for column in columns]
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for grid, column in zip(table.columns, columns, strict=True):
            grid.width = Mm(column.width)
        _rule(table)
        for cell, column in zip(table.rows[0].cells, columns, strict=True):
            _fill(cell, column.head, HEADING, centred=True, width=column.width)
        _append(table.rows[0], "w:tblHeader")
        for row in rows:
            added = table.add_row()
            _append(added, "w:cantSplit")
            for cell, column, value in zip(added.cells, columns, row, strict=True):
                _fill(cell, value, TEXT, centred=column.centred, width=column.width)
        self._paragraph("", TEXT, _TABLE_SIZE, line=12)

    def content(self, subject: str, made: date | None) -> bytes:
        """Return the file."""
        self._file.core_properties.title = _clean(subject)
        self._file.core_properties.author = "guidang"
        self._file.core_properties.comments = ""
        stored = io.BytesIO()
        self._file.save(stored)
        return without_clock(stored.getvalue(), made)

    def _paragraph(self, text: str, font: str, size: float, *, indent: bool = False, line: float = _LINE) -> Paragraph:
        paragraph = self._file.add_paragraph()
        _dress(paragraph.add_run(_clean(text)), font, size)
        layout = paragraph.paragraph_format
        layout.line_spacing, layout.space_after = Pt(line), Pt(0)
        if indent:
            layout.first_line_indent = Pt(2 * size)
        return paragraph


def read_base(path: Path) -> bytes:
    """Return a Word file that print-outs may begin with; ArchiverError where it is none."""
    try:
        if path.stat().st_size > _LARGEST_BASE:
            raise ArchiverError(f"{path} 太大，不像一份空白的公文纸。请用只有版头和页边距的 Word 文件。")
        content = path.read_bytes()
        Document(io.BytesIO(content))
    except OSError as error:
        raise ArchiverError(f"{path} 打不开：{copying.why(error)}。请检查文件名。") from error
    except (BadZipFile, OpcError, SyntaxError, KeyError, ValueError) as error:  # lxml's complaint of XML is the third
        raise ArchiverError(f"{path} 不是完好的 Word 文件（.docx）。请用 Word 打开，另存为 .docx 再试。") from error
    return content


def _rule(table: object) -> None:
    """Draw the lines of a table; an office's own file need not know the style that would."""
    properties = _element(table).tblPr
    borders: Any = cast("Any", OxmlElement)("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line: Any = cast("Any", OxmlElement)(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.find(qn("w:tblLayout")).addprevious(borders)


def _fill(cell: Any, text: str, font: str, *, centred: bool, width: float) -> None:  # noqa: ANN401 - its class is private
    cell.width = Mm(width)
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _dress(paragraph.add_run(_clean(text)), font, _TABLE_SIZE)


def _dress(run: Run, font: str, size: float) -> None:
    run.font.size = Pt(size)
    run.font.name = font
    # the name above is of Latin letters alone
    _element(run).get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _number_pages(paragraph: Paragraph) -> None:
    """Put the page number at the foot, — 1 —, to be counted by whoever opens the file (7.5)."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("", "— "), ("begin", ""), ("field", "PAGE"), ("end", ""), ("", " —")):
        run = paragraph.add_run("" if kind else text)
        _dress(run, "宋体", 14)
        if kind == "field":
            _append(run, "w:instrText").text = text
        elif kind:
            _append(run, "w:fldChar").set(qn("w:fldCharType"), kind)


def _append(owner: object, name: str) -> Any:  # noqa: ANN401 - lxml's elements have no types
    """Add an element of which python-docx knows nothing to the element of one of its objects, and return it."""
    made: Any = cast("Any", OxmlElement)(name)
    place = _element(owner)
    (place.get_or_add_trPr() if name in {"w:tblHeader", "w:cantSplit"} else place).append(made)
    return made


def _element(of: object) -> Any:  # noqa: ANN401 - lxml's elements have no types
    return cast("Any", of)._element  # noqa: SLF001 - python-docx has no public name for it


def _clean(text: str) -> str:
    """Return the text without the characters that XML forbids."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)
