"""A standard read from whatever file an office has it in; what cannot be read is refused with advice."""

from dataclasses import dataclass, replace
from pathlib import Path

from archiver.errors import ArchiverError, UsageError
from archiver.standards import pdf_tables, word_tables, workbook, writing
from catalog import standard, standard_sheets, standard_table, table_years
from catalog.items import EvidenceYear, Standard
from catalog.standard import StandardError
from catalog.table_grid import Block
from ocr.finding import Finding
from ocr.kinds import DOCM, DOCX, PDF, PICTURES, TEXT, XLSX, media_type
from ocr.refusals import refusal
from ocr.terms import Limits, Unreadable

READ = ".toml、.xlsx、.docx、.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A standard as it was read from a file, what a person should look at, and the TOML text to be kept of it."""

    standard: Standard
    findings: tuple[Finding, ...]
    text: str


def read(path: Path, *, title: str = "", years: tuple[EvidenceYear, ...] = ()) -> Understood:
    """Return the standard that a file holds; ArchiverError says what is wrong with it and what to do.

    `title` and `years`, where they are given, take the place of what an office table says.
    """
    if not path.is_file():
        raise ArchiverError(f"找不到标准文件 {path}。请核对文件名和所在的文件夹。")
    try:
        stated = _stated(path)
        if stated and (title or years):
            new = replace(stated.standard, title=title or stated.standard.title, years=years or stated.standard.years)
            stated = Understood(standard=new, findings=standard.check(new), text=_kept(new))
        return stated or _understood(path, title, years)
    except (UnicodeDecodeError, StandardError) as wrong:
        raise ArchiverError(f"考评标准文件 {path.name} 有误：{wrong}") from wrong
    except Unreadable as unreadable:
        raise ArchiverError(f"{path.name}：{unreadable.finding.message}") from unreadable


def _stated(path: Path) -> Understood | None:
    """Return the standard of a file that states everything: TOML, or a workbook that was exported; None for others."""
    if path.suffix.lower() == ".toml":
        text = path.read_text(encoding="utf-8")
        found, findings = standard.parse(text)
        return Understood(standard=found, findings=findings, text=text)
    sheets = workbook.grids(path, Limits()) if media_type(path) == XLSX else ()
    if not standard_sheets.fits(sheets):
        return None
    found = standard_sheets.parse(sheets)
    return Understood(standard=found, findings=standard.check(found), text=_kept(found))


def _understood(path: Path, title: str, years: tuple[EvidenceYear, ...]) -> Understood:
    reading = standard_table.parse(_blocks(path), name=path.stem, title=title, years=years)
    return Understood(standard=reading.standard, findings=reading.findings, text=_kept(reading.standard))


def _kept(found: Standard) -> str:
    """Return the text to be kept of a standard; StandardError where that could not be read again."""
    text = standard.format(found)
    standard.parse(text)
    return text


def parse_years(text: str) -> tuple[EvidenceYear, ...]:
    """Return the evidence years that a person writes, none for nothing; UsageError for what does not read."""
    years = table_years.parse(text) if text else ()
    if text and not years:
        raise UsageError(f"考评年度“{text}”看不懂。请写成 2020-2023，或 2019-04..2023-03。")
    return years


def write(written: Standard, path: Path) -> None:
    """Write a standard to a file of the kind that its name says; ArchiverError when it cannot be written."""
    kind = path.suffix.lower()
    if kind not in {".toml", ".xlsx"}:
        raise ArchiverError(f"只能导出为 .xlsx 或 .toml 文件，给的是 {path.name}。")
    if kind == ".xlsx":
        writing.write(written, path)
        return
    try:
        path.write_text(standard.format(written), encoding="utf-8")
    except OSError as error:
        raise ArchiverError(f"{path} 写不进去：{error.strerror or error}。请换一个地方。") from error


def _blocks(path: Path) -> tuple[Block, ...]:
    kind = media_type(path)
    limits = Limits()
    if kind == XLSX:
        return workbook.grids(path, limits)
    if kind in {DOCX, DOCM}:
        return word_tables.blocks(path, limits)
    if kind == PDF:
        return pdf_tables.blocks(path)
    if kind in PICTURES:
        raise ArchiverError(
            f"{path.name} 是图片，表格读不准。请向上级要 Word 或 Excel 原表，存成 .xlsx 或 .docx 再导入。"
        )
    if kind == TEXT:
        raise ArchiverError(f"{path.name} 不是表格文件。考评标准可以从 {READ} 读入。")
    raise Unreadable(refusal(kind))
