"""Remarks on a page that was read: what its lines alone tell about it."""

from ocr.finding import Finding
from ocr.findings import BLANK, NO_TEXT, UNSURE
from ocr.page import Page, Source

_UNSURE = 0.8
_ENOUGH = 20
"""Characters; fewer say nothing about a page."""


def remarks(page: Page) -> tuple[Finding, ...]:
    """Return the findings that a finished page calls for."""
    if page.blank:
        return (BLANK.at(page.number),)
    if not page.lines:
        return (NO_TEXT.at(page.number),)
    length = sum(len(line.text) for line in page.lines)
    confidence = sum(line.confidence * len(line.text) for line in page.lines) / max(1, length)
    if page.source is Source.OCR and length >= _ENOUGH and confidence < _UNSURE:
        return (UNSURE.at(page.number, found=round(confidence * 100)),)
    return ()
