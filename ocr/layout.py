"""Reading order: pieces of text with places become lines, from top to bottom and from left to right.

Knows nothing of where the pieces came from. Columns of running text are not told apart; a page in two columns comes
out row by row.
"""

import math
import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ocr.page import Box, Ink, Line, Region

_SAME_ROW: Final = 0.68
"""Two pieces share a row when their heights overlap by this share of the lower one. In a joint letterhead 文件 stands
half beside each of two names, and is a row of its own."""

_ONE_LINE: Final = 1.0
"""Pieces of a row less than this many type sizes apart belong to one printed line."""

_FAR: Final = 2.5
"""Rows further apart than this many type sizes do not belong to one table."""

_CJK: Final = (
    "\u2e80-\u303f\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff“”‘’…—"
)
_SPACE_BESIDE_CJK: Final = re.compile(f"(?<=[{_CJK}]) +| +(?=[{_CJK}])")
_ENDS_IN_CJK: Final = re.compile(f"[{_CJK}]$")
_BEGINS_WITH_CJK: Final = re.compile(f"^[{_CJK}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text with its upright box on the page, in points."""

    text: str
    box: Box
    confidence: float = 1.0
    ink: Ink = Ink.BLACK


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A piece with the box that it would have if the page were not tilted: order is judged by that one."""

    piece: Piece
    level: Box


def arrange(pieces: Iterable[Piece], tilt: float = 0.0) -> tuple[Line, ...]:
    """Return the lines of a page in reading order.

    `tilt` is the angle of the lines in radians, counted clockwise; boxes are compared as if it were zero. Pieces
    close together on a row become one line. Where gaps of neighbouring rows lie above each other, the rows are those
    of a table: one line each, cells separated by tabs. Pieces far apart otherwise are lines of their own.
    """
    rows = _rows([_Placed(piece=piece, level=_levelled(piece.box, tilt)) for piece in pieces if piece.text.strip()])
    lines: list[Line] = []
    for index, row in enumerate(rows):
        neighbours = rows[max(0, index - 1) : index] + rows[index + 1 : index + 2]
        lines.extend(_lines(row, [other for other in neighbours if _near(row, other)]))
    return tuple(lines)


def joined(texts: Sequence[str]) -> str:
    """Return pieces of one line as one text: a space between them only where neither side is Chinese."""
    whole = ""
    for text in texts:
        apart = whole and text and not (_ENDS_IN_CJK.search(whole) or _BEGINS_WITH_CJK.search(text))
        whole += (" " if apart else "") + text
    return whole


def without_stray_spaces(text: str) -> str:
    """Return the text without spaces beside Chinese characters and punctuation, and without those at its ends."""
    return _SPACE_BESIDE_CJK.sub("", text.strip())


def tilt_of(baselines: Iterable[tuple[float, float]]) -> float:
    """Return the tilt in radians from the (width, rise) of long runs of text; the longer the more they count.

    Zero without any. Angles beyond 20 degrees are not tilt but text that is meant to stand askew.
    """
    angles = sorted((math.atan2(rise, width), math.hypot(width, rise)) for width, rise in baselines)
    angles = [(angle, length) for angle, length in angles if abs(angle) < math.radians(20)]
    half = sum(length for _, length in angles) / 2
    for angle, length in angles:
        half -= length
        if half <= 0:
            return angle
    return 0.0


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around some boxes."""
    every = tuple(boxes)
    return Box(
        left=min(box.left for box in every),
        top=min(box.top for box in every),
        right=max(box.right for box in every),
        bottom=max(box.bottom for box in every),
    )


def _levelled(box: Box, tilt: float) -> Box:
    """Return a box of the same size, turned back about the page's corner by the tilt."""
    if not tilt:
        return box
    cosine, sine = math.cos(tilt), math.sin(tilt)
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    middle_x, middle_y = across * cosine + down * sine, down * cosine - across * sine
    # A tilted run of text fills an upright box that is higher than the type by its length times the sine.
    width = box.width
    height = max(box.height - abs(width * math.tan(tilt)), box.height * 0.4)
    return Box(
        left=middle_x - width / 2, top=middle_y - height / 2, right=middle_x + width / 2, bottom=middle_y + height / 2
    )


def _rows(placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """Return the pieces by rows from top to bottom, each row from left to right.

    A piece joins the row whose piece nearest to it across stands at its height; so a bent row holds together and
    the rows of a tilted page do not run into each other.
    """
    rows: list[list[_Placed]] = []
    for item in sorted(placed, key=lambda item: (item.level.top + item.level.bottom, item.level.left)):
        for row in reversed(rows[-6:]):
            if _shares_row(item.level, row):
                row.append(item)
                break
        else:
            rows.append([item])
    for row in rows:
        row.sort(key=lambda item: item.level.left)
    rows.sort(key=lambda row: statistics.median(item.level.top + item.level.bottom for item in row))
    return rows


def _shares_row(box: Box, row: Sequence[_Placed]) -> bool:
    """Return whether a box stands on a row: at the height of the row's nearest piece, and not over any of them."""
    nearest = min(row, key=lambda item: max(box.left - item.level.right, item.level.left - box.right)).level
    overlap = min(box.bottom, nearest.bottom) - max(box.top, nearest.top)
    if overlap < _SAME_ROW * min(box.height, nearest.height):
        return False
    across = min(box.right, nearest.right) - max(box.left, nearest.left)
    return across < 0.5 * min(box.width, nearest.width)


def _near(row: Sequence[_Placed], other: Sequence[_Placed]) -> bool:
    """Return whether two rows are close enough to be of one table."""
    first, second = around(item.level for item in row), around(item.level for item in other)
    apart = max(first.top - second.bottom, second.top - first.bottom)
    return apart < _FAR * _size(row)


def _size(row: Sequence[_Placed]) -> float:
    """Return the type size of a row in points."""
    return statistics.median(item.level.height for item in row)


def _gaps(row: Sequence[_Placed]) -> list[tuple[float, float]]:
    """Return the free spaces between neighbours of a row, from left to right."""
    return [(one.level.right, two.level.left) for one, two in pairwise(row)]


def _lines(row: Sequence[_Placed], neighbours: Sequence[Sequence[_Placed]]) -> list[Line]:
    """Return a row as lines: joined, as cells of a table, or each for itself."""
    size = _size(row)
    if _spread(row, size):
        return [_line([item.piece for item in row])]
    beside = [gap for other in neighbours for gap in _gaps(other) if gap[1] - gap[0] > 0.3 * size]
    groups: list[list[_Placed]] = [[row[0]]]
    aligned = False
    for (start, end), item in zip(_gaps(row), row[1:], strict=True):
        column = end - start > 0.3 * size and any(min(end, b) - max(start, a) > 0 for a, b in beside)
        if column or end - start >= _ONE_LINE * size:
            groups.append([item])
        else:
            groups[-1].append(item)
        aligned = aligned or column
    lines = [_line([item.piece for item in group]) for group in groups]
    return [_table_row(lines)] if aligned else lines


def _spread(row: Sequence[_Placed], size: float) -> bool:
    """Return whether a row is one word with its characters set wide apart, as letterheads are: 云 岭 县 政 府."""
    if len(row) < 3 or any(len(item.piece.text) > 1 for item in row):  # noqa: PLR2004 - two characters may be two cells
        return False
    widths = [end - start for start, end in _gaps(row)]
    return max(widths) < 3 * size and max(widths) < 1.5 * max(min(widths), 0.1 * size)


def _line(pieces: Sequence[Piece]) -> Line:
    """Return pieces of one printed line as that line; its confidence weighs each piece by its length."""
    length = sum(len(piece.text) for piece in pieces)
    red = sum(len(piece.text) for piece in pieces if piece.ink is Ink.RED)
    return Line(
        text=joined([without_stray_spaces(piece.text) for piece in pieces]),
        box=around(piece.box for piece in pieces),
        confidence=round(sum(piece.confidence * len(piece.text) for piece in pieces) / length, 4),
        ink=Ink.RED if red * 2 > length else Ink.BLACK,
    )


def _table_row(cells: Sequence[Line]) -> Line:
    """Return cells as the line of a table row."""
    whole = _line([Piece(text=c.text, box=c.box, confidence=c.confidence, ink=c.ink) for c in cells if c.box])
    return replace(whole, text="\t".join(cell.text for cell in cells), region=Region.TABLE)
