"""PDF files: page by page the text layer where it can be believed, and the page's picture where not.

pdfplumber is asked on the first two pages and the last, where letterhead, title, signature and date stand and
places matter; PDFium, many times faster, on all others and wherever pdfplumber cannot be believed.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from ocr import causes
from ocr.findings import DAMAGED, PAGE_DAMAGED, TOO_MANY_PAGES
from ocr.page import Page, Source
from ocr.pdf_page import read_page
from ocr.pdf_task import Task
from ocr.pdfium import KIND, PdfFile, opened
from ocr.plumber import PlumberFile, plumbed
from ocr.terms import Limits, PageRead, Recipe, Unreadable

_PLUMBED_BYTES: Final = 32 * 1024 * 1024
"""pdfplumber reads a file with a broken table of objects line by line, which takes minutes on a large scan."""

_TRIED: Final = 8
"""Pages that are loaded before a file counts as damaged as a whole."""


def count(path: Path, limits: Limits) -> int:
    """Return how many pages a PDF file has. Unreadable when damaged, locked, or over the limit."""
    with opened(path) as file:
        pages = file.pages
        if not pages:
            raise Unreadable(DAMAGED.at(kind=KIND, reason="没有页"))
        if pages > limits.pages:
            raise Unreadable(TOO_MANY_PAGES.at(found=pages, limit=limits.pages))
        _require_a_page(file, min(pages, _TRIED))
    return pages


def _require_a_page(file: PdfFile, tried: int) -> None:
    """Refuse a file of whose first pages not one can be loaded."""
    for number in range(1, tried + 1):
        try:
            with file.page(number):
                return
        except Unreadable:
            if number == tried:
                raise


def pages(path: Path, numbers: Sequence[int], recipe: Recipe, limits: Limits) -> tuple[PageRead, ...]:
    """Return the pages of these numbers. A page that cannot be read comes out empty, with a finding."""
    with ExitStack() as stack:
        file = stack.enter_context(opened(path))
        special = [number for number in numbers if number in {1, 2, file.pages}]
        small = path.stat().st_size <= _PLUMBED_BYTES
        plumber = stack.enter_context(plumbed(path, special)) if special and small else None
        outside = [number for number in numbers if not 1 <= number <= file.pages]
        if outside:
            raise IndexError(f"pages {outside} of {file.pages}")
        return tuple(
            _page(file, number, plumber if number in special else None, (recipe, limits)) for number in numbers
        )


def _page(file: PdfFile, number: int, plumber: PlumberFile | None, terms: tuple[Recipe, Limits]) -> PageRead:
    """Return one page; an empty one with a finding when it is damaged."""
    recipe, limits = terms
    try:
        with file.page(number) as page:
            return read_page(Task(page=page, number=number, plumber=plumber, recipe=recipe, limits=limits))
    except Unreadable as unreadable:
        cause = unreadable.__cause__
        reason = causes.reason(cause or unreadable)
        empty = Page(number=number, width=0.0, height=0.0, source=Source.TEXT_LAYER, lines=())
        return PageRead(page=empty, findings=(PAGE_DAMAGED.at(number, reason=reason),))
