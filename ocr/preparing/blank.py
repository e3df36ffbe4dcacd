"""Blank pages: paper with nothing on it but dust, shadow and what shows through from the other side."""

from typing import Any, Final, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import Engine, Picture
from ocr.levels import colourfulness, level
from ocr.preparing.draft import Draft, Grey
from ocr.preparing.legibility import legible

_CONTRAST: Final = 40
"""Of 255: what is darker than the paper around it by this much was put there."""

_EDGE: Final = 0.03
"""Share of the page at each edge that is not looked at: shadows of the lid, holes, torn rims."""

_SPECK: Final = 12
"""Pixels of a draft; smaller marks are dust. The dot of a page number has more."""

_LEGIBLE: Final = 0.3
"""One sure character; faint pencil is lighter than dust, and an engine still reads it."""

_COLOURFUL: Final = 40
_DARK: Final = 90
"""Of 255; even newsprint and brown paper under poor light are lighter and paler."""

_STROKE: Final = 25
_SPECK_SOLID: Final = np.ones((4, 3), np.uint8)
"""A mark of as many pixels as a speck's that has no hole."""


def is_blank(picture: Picture, draft: Draft, engine: Engine) -> bool:
    """Return whether nothing stands on a page: no mark as large as a character, and nothing that an engine can read.

    What is dark or colourful all over is a picture and not paper.
    """
    return _is_paper(picture, draft) and not _has_marks(draft) and legible(picture, engine) < _LEGIBLE


def _is_paper(picture: Picture, draft: Draft) -> bool:
    """Return whether a page is light and pale."""
    step = max(1, round(4 / draft.scale))
    return level(colourfulness(picture[::step, ::step])) < _COLOURFUL and level(draft.grey) > _DARK


def _has_marks(draft: Draft) -> bool:
    """Return whether a page bears a mark as large as a character, or a picture."""
    grey = cast("Grey", cv2.medianBlur(draft.grey, 3))
    paper = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((_STROKE, _STROKE), np.uint8))
    ink = (cv2.subtract(paper, grey) > _CONTRAST).astype(np.uint8)
    down, across = round(_EDGE * draft.height), round(_EDGE * draft.width)
    inner = np.ascontiguousarray(ink[down : draft.height - down, across : draft.width - across])
    if int(grey.max()) - level(grey, 2) > 3 * _CONTRAST:
        return True  # large dark parts are pictures, whatever their strokes
    if cv2.erode(inner, _SPECK_SOLID).any():
        return True  # seen at once on most pages
    marks: Any = cast("Any", cv2).connectedComponentsWithStats(inner, connectivity=8)
    areas = cast("NDArray[np.int32]", marks[2])[1:, 4]
    return bool((areas >= _SPECK).any())
