"""The regions of a page that its lines give away by form and place, once they are in reading order."""

from dataclasses import replace

from ocr import page_numbers
from ocr.page import Box, Page


def marked(page: Page) -> Page:
    """Return a page with its page numbers marked as such; on a sheet of two pages each has its own."""
    lines = page.lines
    for area in page.leaves or (Box(left=0, top=0, right=page.width, bottom=page.height),):
        lines = page_numbers.marked(lines, area)
    return replace(page, lines=lines)
