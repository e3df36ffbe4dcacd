"""Pictures on a page of stored text: print on them, such as a pasted scan or a letterhead, is read beside the text."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ocr.engines.choice import engine_for
from ocr.page import Box, Line
from ocr.pdf_task import Task
from ocr.pdfium import Contents
from ocr.rows import around
from ocr.seeing import see
from ocr.sheet import Sheet

_SMALLEST: Final = (48.0, 18.0)
"""Points across and down; a smaller picture is a bullet, a code or a signature, not a line of print."""

_MOST: Final = 12
"""Pictures of one page that are read."""

_COVERED: Final = 0.3
"""Share of a line of a picture under stored text from which both are the same words."""


def with_pictures(task: Task, contents: Contents, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines of a page with those on its pictures, in reading order.

    Where stored text stands on a picture, the stored text holds.
    """
    areas = _areas(contents.placed)
    if not areas or contents.largest > task.limits.pixels:
        return tuple(lines)
    sheet = task.sheet()
    merged = list(lines)
    for area in areas:
        seen = [line for line in _seen(task, sheet, area) if not _is_stored(line, lines)]
        place = next((at for at, line in enumerate(merged) if line.box and line.box.top >= area.top), len(merged))
        merged[place:place] = seen
    return tuple(merged)


def _areas(placed: Sequence[Box]) -> list[Box]:
    """Return where pictures large enough for print stand, from top to bottom; strips of one picture as one area."""
    areas: list[Box] = []
    for box in sorted(placed, key=lambda box: (box.top, box.left)):
        touching = [area for area in areas if _shared(area, box, slack=1.0) > 0]
        areas = [area for area in areas if area not in touching]
        areas.append(around([*touching, box]))
    large = [area for area in areas if area.width >= _SMALLEST[0] and area.height >= _SMALLEST[1]]
    return sorted(large, key=lambda area: (area.top, area.left))[:_MOST]


def _seen(task: Task, sheet: Sheet, area: Box) -> tuple[Line, ...]:
    """Return the lines on a part of a drawn page."""
    scale = 1 / sheet.points_per_pixel
    left, top = max(0, int(area.left * scale)), max(0, int(area.top * scale))
    part = sheet.picture[top : int(area.bottom * scale) + 1, left : int(area.right * scale) + 1]
    across, down = left * sheet.points_per_pixel, top * sheet.points_per_pixel
    lines = see(replace(sheet, picture=part), engine_for(task.recipe), second_look=task.recipe.second_look).lines
    return tuple(replace(line, box=line.box and line.box.moved(across, down)) for line in lines)


def _is_stored(line: Line, lines: Sequence[Line]) -> bool:
    """Return whether stored text covers a line of a picture."""
    if line.box is None:
        return False
    area = line.box.width * line.box.height
    return sum(_shared(line.box, other.box) for other in lines if other.box) > _COVERED * area


def _shared(one: Box, other: Box, slack: float = 0.0) -> float:
    """Return the area that two boxes share, each made larger by `slack` points on every side."""
    width = min(one.right, other.right) - max(one.left, other.left) + slack
    height = min(one.bottom, other.bottom) - max(one.top, other.top) + slack
    return max(0.0, width) * max(0.0, height)
