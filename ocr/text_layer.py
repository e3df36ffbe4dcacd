"""The text layer of a PDF page: stored glyphs become lines with places.

Judges nothing (see `quality`) and opens nothing (see `pdfium`, `plumber`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ocr.glyphs import Glyph
from ocr.layout import arrange
from ocr.page import Box, Line
from ocr.rows import Piece, around
from ocr.ruling import Grid, Ruling, grids_of
from ocr.spacing import joined

_APART: Final = 0.45
"""Glyphs of a row this many type sizes apart begin a new piece; what belongs together is decided by the layout."""

_CHINESE: Final = "\u2e80"
"""From here on characters are full-width, and may be written downwards."""

_DOWN: Final = 1.35
"""Type sizes from one character to the next below it, at most."""

_FEWEST_DOWN: Final = 3
"""Characters below each other that are a text."""

_WORD_GAP: Final = 0.18
"""Glyphs this many type sizes apart stand in different words, where words are written apart."""


def lines_of(glyphs: Sequence[Glyph], width: float, height: float, rulings: Sequence[Ruling] = ()) -> tuple[Line, ...]:
    """Return the lines of a page of that size, in points, from its glyphs in the order of the file.

    `rulings` are the straight lines that are drawn on the page. The main direction of the text decides what is a row.
    Text that stands in another direction follows after it, and text askew (watermarks) last, each piece a line.
    """
    turns = Counter(_turn(glyph) for glyph in glyphs)
    lines: list[Line] = []
    for turn, _ in sorted(turns.items(), key=lambda item: (item[0] is None, -item[1])):
        own = [glyph for glyph in glyphs if _turn(glyph) == turn]
        if turn is None:
            lines.extend(_askew(own))
            continue
        upright = [_turned_back(glyph, turn, width, height) for glyph in own]
        ruled = [_ruling_turned_back(ruling, turn, width, height) for ruling in rulings]
        arranged = arrange(_pieces(upright, grids_of(ruled)), rulings=ruled)
        lines.extend(line if not turn else _turned_again(line, turn, width, height) for line in arranged)
    return tuple(lines)


def _pieces(glyphs: Sequence[Glyph], grids: Sequence[Grid] = ()) -> list[Piece]:
    """Return glyphs, in the order they were written, as runs of text without a wide gap or a line between cells."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _doubles(runs[-1][-1], glyph):
            continue
        if runs and _goes_on(runs[-1], glyph) and not _parted(runs[-1][-1], glyph, grids):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [_piece(part) for run in runs for part in (_singly(run) if _runs_down(run) else [run])]


def _goes_on(run: Sequence[Glyph], glyph: Glyph) -> bool:
    """Return whether a glyph goes on with a run, to the right or, as Chinese may be written, downwards."""
    if _continues(run[-1], glyph):
        return not _runs_down(run)
    return (len(run) == 1 or _runs_down(run)) and _stands_below(run[-1], glyph)


def _runs_down(run: Sequence[Glyph]) -> bool:
    """Return whether the glyphs of a run stand below each other."""
    return len(run) > 1 and _stands_below(run[0], run[1])


def _stands_below(last: Glyph, glyph: Glyph) -> bool:
    """Return whether a Chinese character stands right below another, nearer than the lines of a text are set."""
    size = max(1.0, last.bottom - last.top)
    middle, below = (last.left + last.right) / 2, (glyph.left + glyph.right) / 2
    chinese = last.text >= _CHINESE and glyph.text >= _CHINESE
    return chinese and abs(middle - below) < 0.2 * size and 0.7 * size < glyph.top - last.top < _DOWN * size


def _singly(run: list[Glyph]) -> list[list[Glyph]]:
    """Return a run downwards as it is; two characters below each other may be anything, and stand for themselves."""
    return [run] if len(run) >= _FEWEST_DOWN else [[glyph] for glyph in run]


def _continues(last: Glyph, glyph: Glyph) -> bool:
    """Return whether a glyph follows another on the same line."""
    size = max(1.0, min(last.bottom - last.top, glyph.bottom - glyph.top))
    level = min(last.bottom, glyph.bottom) - max(last.top, glyph.top) >= size / 2
    return level and -size / 2 < glyph.left - last.right < _APART * size and glyph.ink is last.ink


def _parted(last: Glyph, glyph: Glyph, grids: Sequence[Grid]) -> bool:
    """Return whether a line between two cells stands between a glyph and the next."""
    one, other = (last.left + last.right) / 2, (glyph.left + glyph.right) / 2
    return any(one < x <= other for grid in grids for x in grid.borders((glyph.top + glyph.bottom) / 2))


def _doubles(last: Glyph, glyph: Glyph) -> bool:
    """Return whether a glyph was set twice on nearly the same place, which prints as bold."""
    return glyph.text == last.text and abs(glyph.left - last.left) < 0.3 * max(1.0, last.right - last.left)


def _piece(run: Sequence[Glyph]) -> Piece:
    """Return a run of glyphs as a piece of text, with spaces between words of scripts that have them."""
    words = [run[0].text]
    for last, glyph in pairwise(run):
        if glyph.left - last.right > _WORD_GAP * (glyph.bottom - glyph.top):
            words.append(glyph.text)
        else:
            words[-1] += glyph.text
    box = around(Box(left=glyph.left, top=glyph.top, right=glyph.right, bottom=glyph.bottom) for glyph in run)
    return Piece(text=joined(words), box=box, ink=run[0].ink)


def _turn(glyph: Glyph) -> int | None:
    """Return the quarter turn that a glyph's direction is within five degrees of; None when askew."""
    nearest = round(glyph.angle / 90) * 90
    return nearest % 360 if abs(glyph.angle - nearest) <= 5 else None  # noqa: PLR2004 - degrees


def _turned_back(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    """Return a glyph as it would stand if the page were turned so that its text is upright."""
    if not turn:
        return glyph
    left, top, right, bottom = _rotated((glyph.left, glyph.top, glyph.right, glyph.bottom), turn, width, height)
    return glyph._replace(left=left, top=top, right=right, bottom=bottom)


def _ruling_turned_back(ruling: Ruling, turn: int, width: float, height: float) -> Ruling:
    """Return a printed line as it would run if the page were turned so that the text is upright."""
    if not turn:
        return ruling
    x0, y0, x1, y1 = _rotated((ruling.x0, ruling.y0, ruling.x1, ruling.y1), turn, width, height)
    return Ruling(x0=x0, y0=y0, x1=x1, y1=y1)


def _turned_again(line: Line, turn: int, width: float, height: float) -> Line:
    """Return a line of the turned page with its box on the page as it is seen."""
    turned = (width, height) if turn == 180 else (height, width)  # noqa: PLR2004 - half a turn keeps the sides

    def again(box: Box) -> Box:
        left, top, right, bottom = _rotated((box.left, box.top, box.right, box.bottom), 360 - turn, *turned)
        return Box(left=left, top=top, right=right, bottom=bottom)

    return replace(line, box=again(line.box) if line.box else None, cells=tuple(map(again, line.cells)))


def _rotated(
    box: tuple[float, float, float, float], turn: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """Return a box on a page of that size after the page was turned anticlockwise by `turn` degrees."""
    left, top, right, bottom = box
    if turn == 90:  # noqa: PLR2004 - a quarter turn
        return (top, width - right, bottom, width - left)
    if turn == 180:  # noqa: PLR2004 - half a turn
        return (width - right, height - bottom, width - left, height - top)
    return (height - bottom, left, height - top, right)


def _askew(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return text that stands at an odd angle as lines, in the order of the file."""
    lines: list[Line] = []
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and (glyph.angle != run[-1].angle or not _touches(run[-1], glyph)):
            lines.append(_askew_line(run))
            run = []
        run.append(glyph)
    return [*lines, _askew_line(run)] if run else lines


def _touches(last: Glyph, glyph: Glyph) -> bool:
    """Return whether two glyphs stand within one and a half type sizes of each other."""
    reach = 1.5 * max(last.bottom - last.top, last.right - last.left)
    return abs(glyph.left - last.left) < reach and abs(glyph.top - last.top) < reach


def _askew_line(run: Sequence[Glyph]) -> Line:
    """Return glyphs at an odd angle as one line."""
    box = around(Box(left=glyph.left, top=glyph.top, right=glyph.right, bottom=glyph.bottom) for glyph in run)
    return Line(text="".join(glyph.text for glyph in run), box=box, ink=run[0].ink)
