"""The cells of one sheet, read row by row as they stand in the file, so that a sheet of any size costs no tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Final

from ocr.format_findings import TABLE_TOO_LARGE
from ocr.markup import Element, attribute, child, is_on, name_of, number, parent, streamed
from ocr.sheets.book import Book, rich_text
from ocr.sheets.formats import format_number, format_text
from ocr.sheets.number_codes import GENERAL
from ocr.terms import Unreadable

MOST_CELLS: Final = 1_000_000
"""Cells of a file that show something."""

_MOST_MERGES: Final = 200_000
_MOST_COLUMNS: Final = 16_384
_ADDRESS: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_PLAIN: Final = frozenset({GENERAL, "@"})
_PICTURE_IN_CELL: Final = "=DISPIMG("
"""What WPS stores in a cell that holds a picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a cell shows, and whether it is a number, which stands at the right of its cell."""

    text: str
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Cells that are one: the first and last row and column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True, kw_only=True)
class Sheet:
    """What a sheet shows: its cells by row and column, counted from 1, and what it holds without showing it."""

    rows: dict[int, dict[int, Shown]] = field(default_factory=dict[int, dict[int, Shown]])
    merges: list[Merge] = field(default_factory=list[Merge])
    drawings: list[str] = field(default_factory=list[str])
    headers: list[str] = field(default_factory=list[str])
    footers: list[str] = field(default_factory=list[str])
    hidden_columns: int = 0
    hidden_rows: int = 0
    unshown: int = 0
    uncomputed: int = 0
    pictures: int = 0
    cells: int = 0


def read(stream: IO[bytes], book: Book, most: int = MOST_CELLS) -> Sheet:
    """Return a sheet from its part. Unreadable when more cells show something than are left for it."""
    reading = _Reading(book, most)
    # Cells are taken one by one: a hostile row may hold millions.
    names = ("c", "row", "sheetFormatPr", "col", "mergeCell", "drawing", "oddHeader", "oddFooter")
    for element in streamed(stream, *names):
        reading.take(element)
    return reading.done()


class _Reading:
    """A sheet while its part goes by."""

    def __init__(self, book: Book, most: int) -> None:
        self._book = book
        self._most = most
        self._sheet = Sheet()
        self._hidden_by_default = False
        self._hidden_spans: list[tuple[int, int]] = []
        self._hidden_rows: set[int] = set()
        self._row = 0
        self._column = 0

    def take(self, element: Element) -> None:
        """Take the next element that has ended."""
        sheet = self._sheet
        match name_of(element):
            case "c":
                self._cell(element)
            case "row":
                self._row, self._column = self._row_number(element), 0
            case "sheetFormatPr":
                self._hidden_by_default = is_on(element, "zeroHeight")
            case "col" if is_on(element, "hidden") or element.get("width") == "0":
                self._hidden_spans.append((number(element, "min") or 0, number(element, "max") or 0))
            case "mergeCell" if len(sheet.merges) < _MOST_MERGES:
                sheet.merges.extend(_merge(element.get("ref") or ""))
            case "drawing":
                sheet.drawings.append(attribute(element, "id") or "")
            case "oddHeader":
                sheet.headers.append(element.text or "")
            case "oddFooter":
                sheet.footers.append(element.text or "")
            case _:
                pass

    def done(self) -> Sheet:
        """Return the sheet without what is hidden in it."""
        sheet = self._sheet
        sheet.hidden_rows = len(self._hidden_rows)
        columns = {column for row in sheet.rows.values() for column in row}
        hidden = {column for column in columns if any(first <= column <= last for first, last in self._hidden_spans)}
        sheet.hidden_columns = len(hidden)
        for row in sheet.rows.values() if hidden else ():
            for column in hidden & row.keys():
                del row[column]
        return sheet

    def _row_number(self, row: Element) -> int:
        """Return the number of the row; one that does not say follows the last."""
        return number(row, "r") or self._row + 1

    def _cell(self, element: Element) -> None:
        """Take a cell that shows something."""
        address = _ADDRESS.fullmatch(element.get("r") or "")
        self._column = _column(address[1]) if address else self._column + 1
        shown = self._shown(element)
        row = parent(element)
        if shown is None or not shown.text or row is None or self._column > _MOST_COLUMNS:
            return
        place = int(address[2]) if address else self._row_number(row)
        if self._is_hidden(row):
            self._hidden_rows.add(place)
            return
        self._sheet.cells += 1
        if self._sheet.cells > self._most:
            raise Unreadable(TABLE_TOO_LARGE.at(limit=MOST_CELLS // 10_000))
        self._sheet.rows.setdefault(place, {})[self._column] = shown

    def _is_hidden(self, row: Element) -> bool:
        stated = row.get("hidden")
        return is_on(row, "hidden") if stated is not None else self._hidden_by_default or row.get("ht") == "0"

    def _shown(self, cell: Element) -> Shown | None:
        """Return what a cell shows; None for one without a value."""
        value, formula = child(cell, "v"), child(cell, "f")
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            inline = child(cell, "is")
            return self._text(rich_text(inline) if inline is not None else "", cell)
        if value is None or (not value.text and kind != "str"):
            self._sheet.uncomputed += formula is not None
            return None
        return self._value(kind, value.text or "", cell)  # a formula may well result in an empty text

    def _value(self, kind: str, stored: str, cell: Element) -> Shown | None:
        """Return what the stored value of a cell looks like."""
        match kind:
            case "s":
                return self._text(self._book.text(stored), cell)
            case "b":
                return Shown(text="TRUE" if stored.strip() in {"1", "true"} else "FALSE")
            case "e" | "d":
                return Shown(text=stored)
            case "str":
                return self._text(stored, cell)
            case _:
                return self._number(stored, cell)

    def _text(self, text: str, cell: Element) -> Shown | None:
        if text.startswith(_PICTURE_IN_CELL):
            self._sheet.pictures += 1
            return None
        code = self._book.format_of(number(cell, "s"))
        return self._told_if_unshown(format_text(text, code) if code not in _PLAIN else text, stored=text)

    def _number(self, stored: str, cell: Element) -> Shown | None:
        try:
            value = float(stored)
        except ValueError:
            return Shown(text=stored)
        code = self._book.format_of(number(cell, "s"))
        text = format_number(value, code, since_1904=self._book.since_1904)
        return self._told_if_unshown(text, stored=stored, is_number=True)

    def _told_if_unshown(self, text: str, *, stored: str, is_number: bool = False) -> Shown:
        """Return a cell; one whose format shows nothing of its value is counted."""
        self._sheet.unshown += bool(stored.strip()) and not text
        return Shown(text=text, is_number=is_number)


def _column(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found


def _merge(reference: str) -> Iterator[Merge]:
    """Yield the merge that a reference such as A1:C2 states; nothing for one that states none."""
    first, _, last = reference.partition(":")
    one, other = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last)
    if one and other:
        left, right = sorted((_column(one[1]), _column(other[1])))
        top, bottom = sorted((int(one[2]), int(other[2])))
        yield Merge(top=top, left=left, bottom=bottom, right=right)
