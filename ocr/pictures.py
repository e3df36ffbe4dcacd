"""Image files: each picture becomes a page as an engine sees it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ocr.engines.choice import engine_for
from ocr.findings import FIRST_FRAME_ONLY
from ocr.kinds import TIFF
from ocr.page import Page, Source
from ocr.raster import look, sheet
from ocr.regions import marked
from ocr.remarks import remarks
from ocr.seeing import see
from ocr.terms import Limits, PageRead, Recipe


def pages(path: Path, kind: str, numbers: Sequence[int], recipe: Recipe, limits: Limits) -> tuple[PageRead, ...]:
    """Return the pages of these numbers (from 1). Unreadable when one of the pictures is damaged."""
    stated = look(path, kind, limits)
    outside = [number for number in numbers if not 1 <= number <= stated.pages]
    if outside:
        raise IndexError(f"pages {outside} of {stated.pages}")
    read = tuple(_page(path, kind, number, recipe, limits) for number in numbers)
    if kind == TIFF or stated.frames == 1:
        return read
    animated = FIRST_FRAME_ONLY.at(1, frames=stated.frames)
    return tuple(replace(one, findings=(animated, *one.findings)) for one in read)


def _page(path: Path, kind: str, number: int, recipe: Recipe, limits: Limits) -> PageRead:
    """Return one picture as a page."""
    upright = sheet(path, kind, number, limits)
    lines = see(upright, engine_for(recipe), second_look=recipe.second_look)
    page = marked(Page(number=number, width=upright.width, height=upright.height, source=Source.OCR, lines=lines))
    return PageRead(page=page, findings=remarks(page))
