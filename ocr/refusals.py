"""Which finding answers a kind of file that is recognised but not read."""

from collections.abc import Mapping
from typing import Final

from ocr.finding import Finding
from ocr.findings import ARCHIVE, PASSWORD, UNSUPPORTED
from ocr.format_findings import NEEDS_OFFICE, WINMAIL
from ocr.kinds import LOCKED_OFFICE, OLE, TNEF, ZIP
from ocr.office.kinds import CONVERTIBLE, target_of
from ocr.office.program import advice

_OTHERS: Final[Mapping[str, str]] = {"application/epub+zip": "EPUB 电子书", OLE: "旧版 Office 或 WPS 文件"}


def refusal(kind: str) -> Finding:
    """Return the finding for a media type that no reader takes, with the advice that fits it."""
    if kind in CONVERTIBLE:
        # Whoever reads an archive has such files converted first; here nothing converts them.
        return NEEDS_OFFICE.at(kind=CONVERTIBLE[kind].name, target=target_of(kind), advice=advice(()))
    if kind == LOCKED_OFFICE:
        return PASSWORD.at(kind="Office 文档")
    if kind == TNEF:
        return WINMAIL.at()
    if kind == ZIP:
        return ARCHIVE.at()
    return UNSUPPORTED.at(kind=_OTHERS.get(kind, "未知"))
