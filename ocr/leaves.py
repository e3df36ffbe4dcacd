"""Leaves: two pages that lie side by side on one sheet, such as an A3 copy of an open booklet, each read for itself.

Found by the sheet's shape, a gutter that nothing crosses, and running text as wide as a page on both sides. A wide
table crosses the gutter with its rules or has cells too narrow for a page; it is not cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ocr import page_numbers
from ocr.layout import arrange
from ocr.page import Box, Line, Page, Source
from ocr.rows import Piece
from ocr.ruling import Ruling

_SHAPE: Final = (1.3, 1.55)
"""Width by height of a lying sheet of the A series, 1.41, with what scanning adds and cuts off."""

_GUTTER: Final = (0.4, 0.6)
"""Share of the width between which the gutter lies."""

_OPEN: Final = 0.02
"""Share of the width that the gutter is wide at least."""

_EDGE: Final = 0.02
"""Share of the height within which a level line is the edge of the sheet as the scanner saw it, and rules nothing."""

_WIDE: Final = 0.22
"""Share of the sheet's width from which a line is running text of a page: nearly half of a leaf."""

_LINES: Final = 3
"""Lines of running text that a leaf shows at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The lines of a sheet in reading order, and its leaves in that order; none for an ordinary page."""

    lines: tuple[Line, ...]
    leaves: tuple[Box, ...] = ()


def read(pieces: Sequence[Piece], sheet: Box, tilt: float, rulings: Sequence[Ruling]) -> Read:
    """Return the pieces of a sheet as lines, page by page where two pages lie on it."""
    gutter = _gutter(pieces, sheet, rulings)
    if gutter is None:
        return Read(lines=arrange(pieces, tilt, rulings))
    halves = (
        Box(left=sheet.left, top=sheet.top, right=gutter, bottom=sheet.bottom),
        Box(left=gutter, top=sheet.top, right=sheet.right, bottom=sheet.bottom),
    )
    read = [(half, arrange(*_of(half, pieces, tilt, rulings))) for half in halves]
    left, right = (_printed_number(half, lines) for half, lines in read)
    if left is not None and right is not None and right < left and not left % 2 and right % 2:
        read.reverse()  # the outside of a folded booklet: its last page, an even one, lies left of its first
    return Read(lines=tuple(line for _, lines in read for line in lines), leaves=tuple(half for half, _ in read))


def _of(
    half: Box, pieces: Sequence[Piece], tilt: float, rulings: Sequence[Ruling]
) -> tuple[list[Piece], float, list[Ruling]]:
    """Return what stands on one half of a sheet."""
    return (
        [piece for piece in pieces if half.left <= (piece.box.left + piece.box.right) / 2 < half.right],
        tilt,
        [ruling for ruling in rulings if half.left <= (ruling.x0 + ruling.x1) / 2 < half.right],
    )


def _gutter(pieces: Sequence[Piece], sheet: Box, rulings: Sequence[Ruling]) -> float | None:
    """Return where the gutter of a sheet of two pages lies; None for one page."""
    if not sheet.height or not _SHAPE[0] <= sheet.width / sheet.height <= _SHAPE[1]:
        return None
    low, high = (sheet.left + share * sheet.width for share in _GUTTER)
    spans = [(piece.box.left, piece.box.right) for piece in pieces]
    spans += [(min(r.x0, r.x1), max(r.x0, r.x1)) for r in rulings if _rules(r, sheet)]
    middle = _widest_gap(spans, low, high, _OPEN * sheet.width)
    if middle is None:
        return None
    wide = [piece.box for piece in pieces if piece.box.width >= _WIDE * sheet.width]
    left = sum(box.right <= middle for box in wide)
    return middle if min(left, len(wide) - left) >= _LINES else None


def _rules(ruling: Ruling, sheet: Box) -> bool:
    """Return whether a level line is printed on a sheet, and not its edge."""
    top, bottom = sorted((ruling.y0, ruling.y1))
    edge = _EDGE * sheet.height
    return abs(ruling.x1 - ruling.x0) > bottom - top and top > sheet.top + edge and bottom < sheet.bottom - edge


def _widest_gap(spans: Sequence[tuple[float, float]], low: float, high: float, least: float) -> float | None:
    """Return the middle of the widest stretch between two places that nothing covers; None for one too narrow."""
    reached = low
    gaps: list[tuple[float, float]] = []
    for start, end in sorted([*spans, (high, high)]):
        if min(start, high) - reached >= least:
            gaps.append((min(start, high) - reached, (min(start, high) + reached) / 2))
        reached = max(reached, end)
    return max(gaps)[1] if gaps else None


def _printed_number(half: Box, lines: tuple[Line, ...]) -> int | None:
    """Return the page number on a leaf."""
    marked = page_numbers.marked(lines, half)
    leaf = Page(number=1, width=half.width, height=half.height, source=Source.OCR, lines=marked)
    return page_numbers.printed_number(leaf)
