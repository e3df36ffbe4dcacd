"""Excel files as pages: every sheet that is shown, its used cells row by row."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ocr.finding import Finding
from ocr.findings import EXTERNAL_SKIPPED
from ocr.format_findings import HIDDEN_CELLS, MACROS_NOT_RUN, NOT_COMPUTED
from ocr.grids import EMPTY, Cell
from ocr.page import Line, Region
from ocr.sheets.book import KIND, Book, Listed, book
from ocr.sheets.drawings import Drawn, drawn
from ocr.sheets.rows import MOST_CELLS, Sheet, read
from ocr.terms import Limits
from ocr.written import Written, WrittenPage, bounded, table_pages, text_pages
from ocr.zipped import Package, package

_MOST_COLUMNS: Final = 200
"""A table of more columns has no paper: its rows are lines of text."""

_STREAMED: Final = 4
"""How many times longer a sheet may be than a part that stands in memory as a whole."""

_DEFAULT_NAME: Final = re.compile(r"(sheet|工作表)\s*\d*", re.IGNORECASE)
_CODES: Final = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|K\d{2}[+-]\d{3}|\d+|[LCRPNDTFZGABUIESXYOH+-])', re.IGNORECASE)
_LETTER: Final = re.compile(r"[^\W\d_]")
_MOST_MERGED: Final = 4_000_000
"""Cells that merges may cover, counted as often as they are covered; further merges are passed over."""


def told(path: Path, limits: Limits) -> Written:
    """Return an Excel file by pages. Unreadable when it is damaged, locked, or over the limits."""
    with package(path, KIND, limits) as opened:
        workbook = book(opened)
        sheets: list[_Told] = []
        left = MOST_CELLS
        for one in workbook.sheets:
            if one.shown:
                sheets.append(_Told.of(opened, workbook, one, left))
                left -= sheets[-1].sheet.cells
        unshown = [one for one in workbook.sheets if not one.shown]
    made = bounded((page for one in sheets for page in one.pages()), limits) or (WrittenPage(lines=()),)
    return Written(pages=made, findings=tuple(_remarks(workbook, sheets, [one.name for one in unshown])))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A sheet that was read, with its name and what is drawn on it."""

    name: str
    sheet: Sheet
    drawn: Drawn

    @classmethod
    def of(cls, opened: Package, workbook: Book, listed: Listed, left: int) -> "_Told":
        with opened.stream(listed.part, _STREAMED) as stream:
            sheet = read(stream, workbook, left)
        relations = opened.relations(listed.part)
        parts = [relations[key].target for key in sheet.drawings if key in relations]
        found = [drawn(opened, part) for part in parts]
        pictures = sheet.pictures + sum(one.pictures for one in found)
        texts = tuple(text for one in found for text in one.texts)
        named = "" if _DEFAULT_NAME.fullmatch(listed.name.strip()) else listed.name.strip()
        return cls(name=named, sheet=sheet, drawn=Drawn(pictures=pictures, texts=texts))

    def pages(self) -> Iterator[WrittenPage]:
        """Yield the pages of the sheet; none when it shows nothing at all."""
        made = list(_cells(self.sheet))
        boxes = [Line(text=text, region=Region.TEXT_BOX) for text in self.drawn.texts]
        made.extend(text_pages(boxes) if boxes else ())
        if not made and self.drawn.pictures:
            made = [WrittenPage(lines=())]
        for place, page in enumerate(made):
            yield page if place else replace(page, lines=self._with_margins(page), images=self.drawn.pictures)

    def _with_margins(self, page: WrittenPage) -> tuple[Line, ...]:
        """Return the lines of the first page between what is printed above and below every page."""
        foot = [*_margin(self.sheet.footers, self.name), self.name]
        return (
            *(Line(text=text, region=Region.HEADER) for text in _margin(self.sheet.headers, self.name)),
            *page.lines,
            *(Line(text=text, region=Region.FOOTER) for text in dict.fromkeys(foot) if text),
        )


def _margin(codes: Iterable[str], name: str) -> list[str]:
    """Return what a printed header or footer says beside page numbers and dates (18.3.1.46)."""
    texts = (_CODES.sub("\n", code.replace("&&", "\0").replace("&A", name)).replace("\0", "&") for code in codes)
    lines = (line.strip() for text in texts for line in text.split("\n"))
    return [line for line in lines if len(_LETTER.findall(line)) > len("第页")]


def _cells(sheet: Sheet) -> Iterator[WrittenPage]:
    """Yield the used cells by pages. Columns and rows in which nothing stands are left out."""
    columns = sorted({column for row in sheet.rows.values() for column in row})
    numbers = sorted(row for row, cells in sheet.rows.items() if cells)
    if not columns:
        return iter(())
    if len(columns) > _MOST_COLUMNS:
        return _wide(sheet, numbers)
    places = {column: place for place, column in enumerate(columns)}
    table: list[list[Cell | None]] = [[EMPTY] * len(columns) for _ in numbers]
    for line, row in zip(table, numbers, strict=True):
        for column, shown in sheet.rows[row].items():
            line[places[column]] = Cell(text=shown.text, right=shown.is_number)
    _merge(sheet, table, numbers, columns)
    return table_pages([tuple(row) for row in table])


def _merge(sheet: Sheet, table: list[list[Cell | None]], numbers: Sequence[int], columns: Sequence[int]) -> None:
    """Make every merged cell one; what stands behind another cell is not shown."""
    left = _MOST_MERGED
    for merge in sheet.merges:
        rows = range(bisect_left(numbers, merge.top), bisect_right(numbers, merge.bottom))
        across = range(bisect_left(columns, merge.left), bisect_right(columns, merge.right))
        left -= len(rows) * len(across)
        if len(rows) * len(across) <= 1 or left < 0:
            continue
        first = sheet.rows.get(merge.top, {}).get(merge.left)
        whole = Cell(text=first.text if first else "", across=len(across), down=len(rows))
        for row in rows:
            table[row][across.start : across.stop] = [None] * len(across)
        table[rows.start][across.start] = replace(whole, right=bool(first and first.is_number))


def _wide(sheet: Sheet, numbers: Sequence[int]) -> Iterator[WrittenPage]:
    """Yield a table of too many columns by pages, its rows as lines: only the cells that say something."""
    rows = ("\t".join(sheet.rows[row][column].text for column in sorted(sheet.rows[row])) for row in numbers)
    return text_pages([Line(text=row, region=Region.TABLE) for row in rows])


def _remarks(workbook: Book, sheets: Sequence[_Told], unshown: Sequence[str]) -> Iterator[Finding]:
    """Yield what is to be said of the file as a whole."""
    hidden = [f"隐藏的工作表“{'”“'.join(unshown)}”"] if unshown else []
    for words, count in (
        ("隐藏的行 {} 行", sum(one.sheet.hidden_rows for one in sheets)),
        ("隐藏的列 {} 列", sum(one.sheet.hidden_columns for one in sheets)),
        ("按格式不显示的单元格 {} 个", sum(one.sheet.unshown for one in sheets)),
    ):
        hidden.extend([words.format(count)] if count else [])
    if hidden:
        yield HIDDEN_CELLS.at(what="、".join(hidden))
    uncomputed = sum(one.sheet.uncomputed for one in sheets)
    if uncomputed:
        yield NOT_COMPUTED.at(count=uncomputed)
    if workbook.external:
        yield EXTERNAL_SKIPPED.at(count=workbook.external)
    if workbook.has_macros:
        yield MACROS_NOT_RUN.at()
