"""Makes a PDF of scans searchable: an invisible text layer under each page that was read by OCR, read back at once.

The picture of a page is never touched, and a page that cannot be given its text is bound without it and named.
"""

import math
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
from pikepdf import Name, Pdf

from archiver.binding import findings as kinds
from archiver.binding import hidden_text
from archiver.binding.layer import FONT, came, glyphs, operators, pieces
from archiver.binding.layer_font import LayerFont
from archiver.binding.layer_text import page_text
from archiver.binding.portable import boxes
from archiver.binding.reading_back import FinishedFile, Laid, drawn, text_of
from ocr.finding import Finding
from ocr.page import Page

REVISION: Final = 1
"""Raised whenever the same pages may be written as another layer than before."""

_LOOKED_AT: Final = 0.5
"""Pixels a point: enough to see that a letter is missing."""

_ASIDE: Final = 0.02
"""How far the beginning of a line may be found from its place, as a share of the page's size."""


def lay(plain: Path, target: Path, pages: Sequence[Page], name: str) -> tuple[Finding, ...]:
    """Write the PDF `plain` to `target` with the text of these pages under them; the findings name pages without.

    Invisible text that lies there already goes, for it was judged not to be believed. Pages of the PDF that are not
    among `pages` stay as they are.
    """
    cleaned = _write(plain, target, pages)
    altered = {number for number in cleaned if not _same_picture(plain, target, number)}
    wrong = tuple(read_back(target, pages))
    if altered or wrong:
        _write(plain, target, pages, uncleaned=altered)
        wrong = tuple(read_back(target, pages))
    if wrong:
        _write(plain, target, [page for page in pages if page.number not in wrong], uncleaned=altered)
    return (
        *(kinds.NOT_SEARCHABLE.at(number, name=name, number=number) for number in wrong),
        *(kinds.OLD_TEXT_LEFT.at(number, name=name, number=number) for number in sorted(altered)),
    )


def read_back(path: Path, pages: Sequence[Page]) -> Iterator[int]:
    """Yield the numbers of the pages whose layer does not say what was read, or not in its place."""
    try:
        finished = FinishedFile(path)
    except pypdfium2.PdfiumError:
        yield from (page.number for page in pages)
        return
    try:
        for page in pages:
            if page.number > finished.page_count or not holds(finished.layer(page.number), page):
                yield page.number
    finally:
        finished.close()


def holds(laid: Sequence[Laid], page: Page) -> bool:
    """Return whether what a layer was found to hold is the page's text, each piece of it in its place."""
    if text_of(laid) != page_text(page):
        return False
    wanted = pieces(page)
    return len(wanted) == len(laid) and all(
        math.dist((found.across, found.down), came(page, *piece.foot(piece.shares[0]))) <= _ASIDE
        for found, piece in zip(laid, wanted, strict=True)
    )


def _write(plain: Path, target: Path, pages: Sequence[Page], uncleaned: Collection[int] = ()) -> list[int]:
    """Write the PDF with these pages' text; return the numbers of those from which other invisible text was taken."""
    cleaned: list[int] = []
    with Pdf.open(plain) as pdf:
        font = LayerFont(pdf, glyphs(pages))
        for page in pages:
            if page.number > len(pdf.pages):
                continue
            sheet = pdf.pages[page.number - 1]
            if page.number not in uncleaned and hidden_text.remove(pdf, sheet):
                cleaned.append(page.number)
            if page.lines:
                _add(sheet, page, font)
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return cleaned


def _add(sheet: pikepdf.Page, page: Page, font: LayerFont) -> None:
    _, visible, turn, _ = boxes(sheet)
    sheet.add_resource(font.object, Name.Font, Name(FONT))
    sheet.contents_add(operators(page, visible, turn, font.encoded))


def _same_picture(plain: Path, target: Path, number: int) -> bool:
    """Return whether a page looks the same in both files."""
    one, other = (drawn(path, number, _LOOKED_AT) for path in (plain, target))
    return one == other
