"""A trial of recognised text: a few of its lines are read again from the scan and compared.

A scanner's own text may be poor, belong to another page, or lie beside the words; either way it disagrees with what
stands where it claims to stand.
"""

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from ocr.engines import Engine
from ocr.page import Box, Line
from ocr.sheet import Sheet

_TRIED: Final = 6
"""Lines that are read again: a quarter of the work of reading the whole page."""

_SHORTEST: Final = 6
_ENOUGH: Final = 20
"""Characters; fewer in all prove nothing."""


def agreement(lines: Sequence[Line], sheet: Sheet, engine: Engine) -> float | None:
    """Return which share of some lines' characters an engine reads at the same place; None for too few to say."""
    long = [line for line in lines if line.box and len(line.text) >= _SHORTEST]
    if sum(len(line.text) for line in long) < _ENOUGH:
        return None
    step = max(1, len(long) // _TRIED)
    same = whole = 0.0
    for line in long[step // 2 :: step][:_TRIED]:
        stored, seen = _folded(line.text), _folded(_read(line.box, sheet, engine)) if line.box else ""
        same += len(stored) * SequenceMatcher(None, stored, seen, autojunk=False).ratio()
        whole += len(stored)
    return same / whole


def _read(box: Box, sheet: Sheet, engine: Engine) -> str:
    """Return what an engine reads in a box of the page."""
    scale = 1 / sheet.points_per_pixel
    margin = 0.5 * box.height
    top, left = max(0, int((box.top - margin) * scale)), max(0, int((box.left - margin) * scale))
    band = sheet.picture[top : int((box.bottom + margin) * scale) + 1, left : int((box.right + margin) * scale) + 1]
    middle = (box.top + box.bottom) / 2 * scale - top
    readings = [
        reading
        for reading in engine.recognise(band)
        if min(y for _, y in reading.quad) < middle < max(y for _, y in reading.quad)
    ]
    return "".join(reading.text for reading in sorted(readings, key=lambda reading: reading.quad[0][0]))


def _folded(text: str) -> str:
    """Return a text without spaces and with one width, as it is compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())
