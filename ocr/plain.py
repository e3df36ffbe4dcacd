"""Plain text files (.txt, .md, .csv): the encoding is found out, and the text put on pages."""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from ocr.encoding import UTF_8, decode
from ocr.format_findings import ENCODING_FOUND, ENCODING_UNKNOWN, TEXT_TOO_LARGE
from ocr.grids import EMPTY, Cell, Row
from ocr.page import Line
from ocr.terms import Limits, Unreadable
from ocr.written import Written, WrittenPage, bounded, table_pages, text_pages

_MEGABYTE: Final = 1024 * 1024
_MOST: Final = 16 * _MEGABYTE
"""Bytes of a text: more would fill more pages than a file may have."""

_HEADING: Final = re.compile(r"\A#{1,6} +(?=\S)")
_UNSEEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff]")
_ENDS: Final = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]")

_SEPARATORS: Final = (("\t", 2), (",", 3))
_RECORDS: Final = 3
"""From how many fields in how many lines on, all alike, a text with separators is a table."""


def told(path: Path, limits: Limits) -> Written:
    """Return a text by pages. Unreadable when its encoding cannot be told."""
    size = path.stat().st_size
    if size > _MOST:
        raise Unreadable(TEXT_TOO_LARGE.at(found=-(-size // _MEGABYTE), limit=_MOST // _MEGABYTE))
    decoded = decode(path.read_bytes())
    if decoded is None:
        raise Unreadable(ENCODING_UNKNOWN.at())
    findings = () if decoded.encoding == UTF_8 else (ENCODING_FOUND.at(encoding=decoded.encoding),)
    return Written(pages=bounded(_pages(decoded.text), limits), findings=findings)


def _pages(text: str) -> Iterator[WrittenPage]:
    """Yield a text by pages; a form feed in it begins a new one."""
    rows = _table(text)
    if rows:
        yield from table_pages(rows)
        return
    sheets = text.rstrip("\f\x1a\r\n").split("\f")
    headed = _HEADING.match(text.lstrip("\ufeff\r\n ")) is not None
    for sheet in sheets:
        yield from text_pages([Line(text=line) for line in _lines(sheet, headed=headed)])


def _lines(text: str, *, headed: bool) -> list[str]:
    """Return the lines of a text, an empty one at most between two others.

    A text that begins with a heading of Markdown has the marks of its headings taken away: they are not printed.
    """
    lines: list[str] = []
    for line in _ENDS.split(text):
        clean = _UNSEEN.sub("", line).expandtabs(4).rstrip()
        if clean or (lines and lines[-1]):
            lines.append(_HEADING.sub("", clean, count=1) if headed else clean)
    return lines[:-1] if lines and not lines[-1] else lines


def _table(text: str) -> list[Row]:
    """Return the rows of a text that is a table: every line has the same number of fields, between commas or tabs."""
    for separator, fewest in _SEPARATORS:
        records = _records(text, separator)
        if len(records) >= _RECORDS and len({len(record) for record in records}) == 1 and len(records[0]) >= fewest:
            return [tuple(Cell(text=_UNSEEN.sub("", field)) if field else EMPTY for field in row) for row in records]
    return []


def _records(text: str, separator: str) -> Sequence[list[str]]:
    """Return the fields of every line that has any; none of a text that does not begin with separators."""
    if separator not in text[:4096]:
        return []
    try:
        return [record for record in csv.reader(text.splitlines(keepends=True), delimiter=separator) if any(record)]
    except csv.Error:
        return []
