"""Which finding answers a kind of file that is recognised but not read."""

from collections.abc import Mapping
from typing import Final

from ocr.finding import Finding
from ocr.findings import ARCHIVE, OLD_OFFICE, PASSWORD, UNSUPPORTED
from ocr.format_findings import WINMAIL
from ocr.kinds import DOC, DOCM, LOCKED_OFFICE, OLE, PPT, PPTX, RTF, TNEF, XLS, XLSB, ZIP

_TO_CONVERT: Final[Mapping[str, tuple[str, str]]] = {
    DOC: ("旧版 Word 或 WPS 文字文档（.doc、.wps）", ".docx 或 PDF"),
    XLS: ("旧版 Excel 或 WPS 表格（.xls、.et）", ".xlsx 或 PDF"),
    PPT: ("旧版 PowerPoint 或 WPS 演示（.ppt、.dps）", "PDF"),
    OLE: ("旧版 Office 或 WPS 文件", ".docx 或 PDF"),
    XLSB: ("Excel 二进制表格（.xlsb）", ".xlsx 或 PDF"),
    PPTX: ("PowerPoint 演示文稿（.pptx）", "PDF"),
    DOCM: ("带宏的 Word 文档（.docm）", ".docx 或 PDF"),
    RTF: ("RTF 文档", ".docx 或 PDF"),
    "application/vnd.oasis.opendocument.text": ("OpenDocument 文档（.odt）", ".docx 或 PDF"),
    "application/vnd.oasis.opendocument.spreadsheet": ("OpenDocument 表格（.ods）", "PDF"),
    "application/vnd.oasis.opendocument.presentation": ("OpenDocument 演示文稿（.odp）", "PDF"),
}
_OTHERS: Final[Mapping[str, str]] = {"application/epub+zip": "EPUB 电子书"}


def refusal(kind: str) -> Finding:
    """Return the finding for a media type that no reader takes, with the advice that fits it."""
    if kind in _TO_CONVERT:
        name, target = _TO_CONVERT[kind]
        return OLD_OFFICE.at(kind=name, target=target)
    if kind == LOCKED_OFFICE:
        return PASSWORD.at(kind="Office 文档")
    if kind == TNEF:
        return WINMAIL.at()
    if kind == ZIP:
        return ARCHIVE.at()
    return UNSUPPORTED.at(kind=_OTHERS.get(kind, "未知"))
