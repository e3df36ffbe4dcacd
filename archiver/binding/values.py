"""The values that go into binding and come out of it. Nothing heavy is imported here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from archiver.binding.manifest import Binder, Manifest
from catalog.record import Part
from ocr.finding import Finding
from ocr.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The pages of an original that were read by OCR, and where its searchable PDF is kept (None: nowhere)."""

    pages: tuple[Page, ...] = ()
    kept: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An original on disk, its media type as intake recognised it by content, and what was read of it.

    `stored` are the pages whose stored text was believed. `rendition` is the PDF that LibreOffice made of it;
    `unconverted` says why there is none of a file that was to have one.
    """

    path: Path
    media_type: str
    scan: Scan = Scan()
    stored: tuple[Page, ...] = ()
    rendition: Path | None = None
    unconverted: Finding | None = None


Sources = Callable[[Part], Source]


class OfficeConverter(StrEnum):
    """What turns office files into pages: LibreOffice keeps the layout, typst sets the text anew.

    `AUTO` takes LibreOffice where the machine has it and it converts the file. Kinds that only LibreOffice opens are
    left to it in any case.
    """

    AUTO = "auto"
    LIBREOFFICE = "libreoffice"
    TYPST = "typst"


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingSettings:
    """What an office chooses about its binders. What is left empty stays blank on the forms.

    `clerk` and `checker` are 立卷人 and 检查人 of the note sheet. `retention` is 保管期限 as the unit's own table gives
    it. `build_date` is printed and becomes the files' date only when it is given. `record_seconds` bounds the work
    on one record. `sheet_millimetres` is the thickness of one printed sheet, from which the width of a box's spine
    is found. `font_folders` hold further fonts.
    """

    fonds_code: str = ""
    fonds_name: str = ""
    retention: str = ""
    clerk: str = ""
    checker: str = ""
    converter: OfficeConverter = OfficeConverter.AUTO
    build_date: date | None = None
    record_seconds: float = 180.0
    sheet_millimetres: float = 0.1
    system_fonts: bool = True
    font_folders: tuple[Path, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why an item's binder was not built: the record that stopped it, or None when the finished binder did not hold."""

    item: str
    record: str | None
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingResult:
    """What lies in the folder now, what of it this run built, which items failed and why, and what to look at."""

    manifest: Manifest
    built: tuple[Binder, ...]
    failures: tuple[Failure, ...]
    findings: tuple[Finding, ...]
