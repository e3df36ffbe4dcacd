"""One page of a PDF file: its text layer when that can be believed, else what an engine sees on its picture."""

from dataclasses import dataclass
from typing import Final

from ocr.edge import decoding
from ocr.engines.choice import engine_for
from ocr.finding import Finding
from ocr.findings import DRAWN_SMALLER, LAYER_DISTRUSTED, PICTURE_TOO_LARGE, TEXT_CUT
from ocr.glyphs import Glyph
from ocr.page import Line, Page, Source
from ocr.pdfium import KIND, Contents, PdfPage, StoredText
from ocr.plumber import Plumbed, PlumberFile
from ocr.quality import judge
from ocr.remarks import remarks
from ocr.seeing import see
from ocr.sheet import Sheet
from ocr.tables import lines_with_tables
from ocr.terms import Limits, PageRead, Recipe, Unreadable
from ocr.text_layer import lines_of

_PLUMBED_GLYPHS: Final = 8_000
_PLUMBED_OBJECTS: Final = 5_000
"""Pages with more than this keep pdfplumber busy for many seconds; PDFium reads them at once."""

_FINE_ENOUGH: Final = 110
"""Dots per inch below which small print on an over-sized page may be lost."""

_MILLIMETRES: Final = 25.4 / 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A loaded page with its number, and how it is to be read.

    `plumber` is given for pages whose positions matter most.
    """

    page: PdfPage
    number: int
    plumber: PlumberFile | None
    recipe: Recipe
    limits: Limits


def read_page(task: Task) -> PageRead:
    """Return a loaded page as it reads. Unreadable when PDFium cannot make sense of it."""
    with decoding(KIND):
        text = task.page.text(task.limits.characters)
        contents = task.page.contents()
    verdict = judge("".join(glyph.text for glyph in text.glyphs), text.unknown, contents)
    if verdict.good:
        return _from_layer(task, text, contents)
    distrusted = (LAYER_DISTRUSTED.at(task.number, reason=verdict.reason),) if verdict.reason else ()
    if not contents.objects:
        return _finished(task, Source.TEXT_LAYER, (), 0, distrusted)
    return _from_picture(task, contents, distrusted)


def _from_layer(task: Task, text: StoredText, contents: Contents) -> PageRead:
    """Return the page with the lines of its text layer."""
    findings = (TEXT_CUT.at(task.number, limit=task.limits.characters),) if text.cut else ()
    glyphs, plumbed = text.glyphs, None
    if not text.cut and len(glyphs) <= _PLUMBED_GLYPHS and contents.objects <= _PLUMBED_OBJECTS:
        plumbed = _plumbed(task, glyphs)
    width, height = task.page.visible.width, task.page.visible.height
    lines = lines_with_tables(plumbed, width, height) if plumbed else lines_of(glyphs, width, height)
    return _finished(task, Source.TEXT_LAYER, lines, contents.pictures, findings)


def _plumbed(task: Task, glyphs: tuple[Glyph, ...]) -> Plumbed | None:
    """Return pdfplumber's view of a page; None when it fails, or does not know the characters that PDFium knows."""
    if task.plumber is None:
        return None
    try:
        plumbed = task.plumber.page(task.number, task.page.visible, task.page.media)
    except Unreadable:
        return None
    known = sum(not glyph.text.startswith("(cid:") for glyph in plumbed.glyphs)
    return plumbed if known == len(plumbed.glyphs) and known >= 0.9 * len(glyphs) else None


def _from_picture(task: Task, contents: Contents, findings: tuple[Finding, ...]) -> PageRead:
    """Return the page as an engine sees it, drawn at the recipe's resolution or as near to it as the bounds allow."""
    limits, recipe = task.limits, task.recipe
    if contents.largest > limits.pixels:
        over = PICTURE_TOO_LARGE.at(
            task.number, number=task.number, found=contents.largest // 10_000, limit=limits.pixels // 10_000
        )
        return _finished(task, Source.OCR, (), contents.pictures, (*findings, over))
    width, height = task.page.visible.width, task.page.visible.height
    scale = min(recipe.dpi / 72, limits.working_side / max(width, height, 1.0))
    if scale * 72 < min(_FINE_ENOUGH, recipe.dpi):
        size = {"width": round(width * _MILLIMETRES), "height": round(height * _MILLIMETRES)}
        findings = (*findings, DRAWN_SMALLER.at(task.number, dpi=round(scale * 72), **size))
    with decoding(KIND):
        picture = task.page.draw(scale)
    sheet = Sheet(picture=picture, points_per_pixel=1 / scale)
    lines = see(sheet, engine_for(recipe), second_look=recipe.second_look)
    pictures = 0 if contents.covered >= 0.5 else contents.pictures  # noqa: PLR2004 - a scan is itself the picture
    return _finished(task, Source.OCR, lines, pictures, findings)


def _finished(
    task: Task, source: Source, lines: tuple[Line, ...], pictures: int, findings: tuple[Finding, ...]
) -> PageRead:
    """Return the finished page with its findings."""
    finished = Page(
        number=task.number,
        width=task.page.visible.width,
        height=task.page.visible.height,
        source=source,
        lines=lines,
        images=pictures,
    )
    return PageRead(page=finished, findings=(*findings, *remarks(finished)))
