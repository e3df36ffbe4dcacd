"""Files whose pages are made here: texts, tables and messages have none before somebody prints them.

The same pages are read, searched and printed, so that page 3 of such a record is page 3 of it in the binder.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ocr.finding import Finding
from ocr.findings import PICTURES_UNREAD, TOO_MANY_PAGES
from ocr.folios import A4, folios
from ocr.grids import Grid, Row, laid, row_text
from ocr.page import Line, Page, Region, Source
from ocr.remarks import remarks
from ocr.terms import Limits, PageRead, Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPage:
    """A page: its lines as they are printed, and for a page of a table the grid that it is printed by.

    An empty line is a space on paper; reading passes over it.
    """

    lines: tuple[Line, ...]
    grid: Grid | None = None
    images: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The pages of a file, at least one, and what is to be said of it as a whole."""

    pages: tuple[WrittenPage, ...]
    findings: tuple[Finding, ...] = ()


def text_pages(lines: Sequence[Line]) -> Iterator[WrittenPage]:
    """Yield lines of running text by pages."""
    return (WrittenPage(lines=page) for page in folios(lines))


def table_pages(rows: Sequence[Row]) -> Iterator[WrittenPage]:
    """Yield a table by pages. A row of which one cell alone says something is a line of text, no row of cells."""
    for grid in laid(rows):
        yield WrittenPage(lines=tuple(_line(row) for row in grid.rows if row_text(row)), grid=grid)


def bounded(pages: Iterable[WrittenPage], limits: Limits) -> tuple[WrittenPage, ...]:
    """Return the pages of a file. Unreadable when there are too many, before all of them are made."""
    kept = tuple(islice(pages, limits.pages + 1))
    if len(kept) > limits.pages:
        raise Unreadable(TOO_MANY_PAGES.at(found=f"超过 {limits.pages}", limit=limits.pages))
    return kept


def _line(row: Row) -> Line:
    text = row_text(row)
    alone = text.strip("\t")
    return Line(text=text, region=Region.TABLE) if "\t" in alone else Line(text=alone)


def chosen(written: Written, numbers: Sequence[int]) -> tuple[PageRead, ...]:
    """Return the pages of these numbers (from 1); IndexError for one that is not there."""
    outside = [number for number in numbers if not 1 <= number <= len(written.pages)]
    if outside:
        raise IndexError(f"pages {outside} of {len(written.pages)}")
    return tuple(_page(written, number) for number in numbers)


def _page(written: Written, number: int) -> PageRead:
    """Return one page; what concerns the file as a whole is said on the first."""
    made = written.pages[number - 1]
    width, height = reversed(A4) if made.grid and made.grid.landscape else A4
    lines = tuple(line for line in made.lines if line.text.strip())
    page = Page(number=number, width=width, height=height, source=Source.DOCUMENT, lines=lines, images=made.images)
    whole = written.findings if number == 1 else ()
    unread = (PICTURES_UNREAD.at(number, count=made.images),) if made.images else ()
    return PageRead(page=page, findings=(*whole, *remarks(page), *unread))
