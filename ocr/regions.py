"""The regions of a page that its lines give away by form and place, once they are in reading order."""

from dataclasses import replace

from ocr import captions, page_numbers
from ocr.page import Box, Page


def marked(page: Page) -> Page:
    """Return a page with its page numbers and captions marked as such; each page of a sheet of two has its own."""
    whole = Box(left=0, top=0, right=page.width, bottom=page.height)
    lines = page.lines
    for area in page.leaves or (whole,):
        lines = page_numbers.marked(lines, area)
    return replace(page, lines=captions.marked(lines, whole))
