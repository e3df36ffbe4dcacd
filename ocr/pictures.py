"""Image files: each picture becomes a page as an engine sees it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ocr.findings import FIRST_FRAME_ONLY
from ocr.kinds import TIFF
from ocr.raster import look, sheet
from ocr.scan import read_sheet
from ocr.terms import Limits, PageRead, Recipe


def pages(path: Path, kind: str, numbers: Sequence[int], recipe: Recipe, limits: Limits) -> tuple[PageRead, ...]:
    """Return the pages of these numbers (from 1). Unreadable when one of the pictures is damaged."""
    stated = look(path, kind, limits)
    outside = [number for number in numbers if not 1 <= number <= stated.pages]
    if outside:
        raise IndexError(f"pages {outside} of {stated.pages}")
    read = tuple(read_sheet(sheet(path, kind, number, limits), number, recipe) for number in numbers)
    if kind == TIFF or stated.frames == 1:
        return read
    animated = FIRST_FRAME_ONLY.at(1, frames=stated.frames)
    return tuple(replace(one, findings=(animated, *one.findings)) for one in read)
