"""One page of a PDF file: its text layer when that can be believed, else what an engine sees on its picture."""

import math
from dataclasses import replace
from typing import Final

from ocr.edge import decoding
from ocr.finding import Finding
from ocr.findings import DRAWN_SMALLER, LAYER_DISTRUSTED, PICTURE_TOO_LARGE
from ocr.page import Line, Page, Source
from ocr.pdf_layer import judged, lines_in, remarks_on
from ocr.pdf_task import Task
from ocr.pdfium import KIND, Contents
from ocr.regions import marked
from ocr.remarks import remarks
from ocr.scan import read_sheet
from ocr.terms import PageRead

_FINE_ENOUGH: Final = 110
"""Dots per inch below which small print on an over-sized page may be lost."""

_ONE_PICTURE: Final = 0.8
"""Share of the page under its only picture from which that is the scan of the page."""

_MILLIMETRES: Final = 25.4 / 72


def read_page(task: Task) -> PageRead:
    """Return a loaded page as it reads. Unreadable when PDFium cannot make sense of it."""
    with decoding(KIND):
        text = task.page.text(task.limits.characters)
        contents = task.page.contents()
    layer, verdict = judged(task, text, contents)
    if verdict.good:
        return _finished(task, Source.TEXT_LAYER, lines_in(task, layer), contents.pictures, remarks_on(task, layer))
    distrusted = (LAYER_DISTRUSTED.at(task.number, reason=verdict.reason),) if verdict.reason else ()
    if not contents.objects:
        return _finished(task, Source.TEXT_LAYER, (), 0, distrusted)
    return _from_picture(task, contents, distrusted)


def _from_picture(task: Task, contents: Contents, findings: tuple[Finding, ...]) -> PageRead:
    """Return the page as an engine sees it, drawn at the recipe's resolution or as near to it as the bounds allow."""
    limits, recipe = task.limits, task.recipe
    if contents.largest > limits.pixels:
        over = PICTURE_TOO_LARGE.at(
            task.number, number=task.number, found=contents.largest // 10_000, limit=limits.pixels // 10_000
        )
        return _finished(task, Source.OCR, (), contents.pictures, (*findings, over))
    width, height = task.page.visible.width, task.page.visible.height
    scale = task.scale
    if scale * 72 < min(_FINE_ENOUGH, recipe.dpi):
        size = {"width": round(width * _MILLIMETRES), "height": round(height * _MILLIMETRES)}
        findings = (*findings, DRAWN_SMALLER.at(task.number, dpi=round(scale * 72), **size))
    pictures = 0 if contents.covered >= 0.5 else contents.pictures  # noqa: PLR2004 - a scan is itself the picture
    read = read_sheet(
        task.sheet(),
        task.number,
        recipe,
        images=pictures,
        dpi=_scanned_at(task, contents),
    )
    return replace(read, findings=(*findings, *read.findings))


def _scanned_at(task: Task, contents: Contents) -> float:
    """Return the resolution of a page that is one picture in dots per inch; 0 for any other."""
    area = task.page.visible.width * task.page.visible.height / 72**2
    whole = contents.pictures == 1 and contents.covered > _ONE_PICTURE and area > 0
    return math.sqrt(contents.largest / area) if whole else 0.0


def _finished(
    task: Task, source: Source, lines: tuple[Line, ...], pictures: int, findings: tuple[Finding, ...]
) -> PageRead:
    """Return the finished page with its findings."""
    finished = marked(
        Page(
            number=task.number,
            width=task.page.visible.width,
            height=task.page.visible.height,
            source=source,
            lines=lines,
            images=pictures,
        )
    )
    return PageRead(page=finished, findings=(*findings, *remarks(finished)))
