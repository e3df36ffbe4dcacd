"""Which kinds of office files LibreOffice converts, into what, and with which of its parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ocr.kinds import DOC, DOCM, DOCX, ODP, ODS, ODT, PPT, PPTX, RTF, TABLE_XML, WORD_XML, XLS, XLSB, XLSX


class Part(StrEnum):
    """A part of LibreOffice, by the name that packages give it."""

    WRITER = "writer"
    CALC = "calc"
    IMPRESS = "impress"


@dataclass(frozen=True, slots=True, kw_only=True)
class Convertible:
    """A kind of file: its Chinese name, the suffix that tells LibreOffice what it is, and the part that opens it.

    `read_as` is the suffix of what reading takes of it; None for a kind with a reader of its own.
    """

    name: str
    suffix: str
    part: Part
    read_as: str | None = "pdf"


CONVERTIBLE: Final[Mapping[str, Convertible]] = {
    DOC: Convertible(name="旧版 Word 或 WPS 文字文档（.doc、.wps）", suffix="doc", part=Part.WRITER),
    DOCM: Convertible(name="带宏的 Word 文档（.docm）", suffix="docm", part=Part.WRITER),
    RTF: Convertible(name="RTF 文档（.rtf）", suffix="rtf", part=Part.WRITER),
    ODT: Convertible(name="OpenDocument 文档（.odt）", suffix="odt", part=Part.WRITER),
    WORD_XML: Convertible(name="Word 2003 XML 文档", suffix="xml", part=Part.WRITER),
    XLS: Convertible(name="旧版 Excel 或 WPS 表格（.xls、.et）", suffix="xls", part=Part.CALC, read_as="xlsx"),
    XLSB: Convertible(name="Excel 二进制表格（.xlsb）", suffix="xlsb", part=Part.CALC, read_as="xlsx"),
    ODS: Convertible(name="OpenDocument 表格（.ods）", suffix="ods", part=Part.CALC, read_as="xlsx"),
    TABLE_XML: Convertible(name="Excel 2003 XML 表格", suffix="xml", part=Part.CALC, read_as="xlsx"),
    PPT: Convertible(name="旧版 PowerPoint 或 WPS 演示（.ppt、.dps）", suffix="ppt", part=Part.IMPRESS),
    PPTX: Convertible(name="PowerPoint 演示文稿（.pptx）", suffix="pptx", part=Part.IMPRESS),
    ODP: Convertible(name="OpenDocument 演示文稿（.odp）", suffix="odp", part=Part.IMPRESS),
    DOCX: Convertible(name="Word 文档（.docx）", suffix="docx", part=Part.WRITER, read_as=None),
    XLSX: Convertible(name="Excel 表格（.xlsx）", suffix="xlsx", part=Part.CALC, read_as=None),
}

READ_AS: Final[Mapping[str, str]] = {kind: one.read_as for kind, one in CONVERTIBLE.items() if one.read_as}
"""What reading takes of a kind that has no reader of its own, by its media type."""


def target_of(kind: str) -> str:
    """Return as what a clerk may save a file of this kind in its own program, in words."""
    return {Part.WRITER: ".docx 或 PDF", Part.CALC: ".xlsx 或 PDF", Part.IMPRESS: "PDF"}[CONVERTIBLE[kind].part]
