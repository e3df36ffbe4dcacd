"""Grids: the rows of a table, put on pages that they fit.

A column is as wide as what stands in it, up to a bound; a table too wide for upright paper is laid across, and one too
wide for that is set smaller. Widths are half-width columns of type at its full size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ocr.folios import width_of, wrapped
from ocr.spacing import joined

UPRIGHT: Final = (92, 50)
ACROSS: Final = (138, 32)
"""Half-width columns and rows of type that fit A4 paper with margins at 10.5 points, upright and laid across."""

_RULE: Final = 0.4
"""What the space above and below the text of a row takes, in rows of type."""

_BOUNDS: Final = (40, 32, 26, 20, 16, 12, 8, 6)
"""How wide a column may be, the more columns there are the less."""

_EASY: Final = 5
"""How many of these bounds are tried on upright paper before the table is laid across."""

_FIRM: Final = 16
"""A number is not broken for want of room, unless it is longer than this."""

_NARROWEST: Final = 4
_PADDING: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: its text, how many columns and rows it covers, and whether its text stands at its right side."""

    text: str = ""
    across: int = 1
    down: int = 1
    right: bool = False


EMPTY: Final = Cell()

Row = tuple[Cell | None, ...]
"""The cells of a row by column, as many in every row; None where a cell above or to the left covers the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The rows on one page, with the widths of the columns and the share of its full size that the type has."""

    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    landscape: bool
    scale: float


def row_text(row: Row) -> str:
    """Return a row as the text of a line: its cells separated by tabs, none after the last that says something."""
    return "\t".join(joined(cell.text.split()) if cell else "" for cell in row).rstrip("\t")


def laid(rows: Sequence[Row]) -> Iterator[Grid]:
    """Yield a table by pages, all laid alike. A row stands whole on its page; no rows make one empty page."""
    natural, firm = _natural(rows)
    widths = _bounded(natural, firm, UPRIGHT[0], _BOUNDS[:_EASY])
    across = sum(widths) > UPRIGHT[0]
    room, height = ACROSS if across else UPRIGHT
    widths = _bounded(natural, firm, room, _BOUNDS) if across else widths
    scale = min(1.0, room / max(1, sum(widths)))
    for first, end in _pages(rows, widths, height / scale):
        yield Grid(rows=_standing_alone(rows[first:end]), widths=widths, landscape=across, scale=scale)


def _natural(rows: Sequence[Row]) -> tuple[list[int], list[int]]:
    """Return for every column the width of the widest line that stands in it alone, and of its widest number."""
    natural = [_NARROWEST] * (len(rows[0]) if rows else 1)
    firm = list(natural)
    for row in rows:
        for column, cell in enumerate(row):
            if cell and cell.text and cell.across == 1:
                width = max(map(width_of, cell.text.split("\n"))) + _PADDING
                natural[column] = max(natural[column], width)
                if cell.right:
                    firm[column] = max(firm[column], min(width, _FIRM))
    return natural, firm


def _bounded(natural: Sequence[int], firm: Sequence[int], room: int, bounds: Sequence[int]) -> tuple[int, ...]:
    """Return the widths under the widest bound at which the whole fits, else under the narrowest."""
    widths: tuple[int, ...] = ()
    for bound in bounds:
        widths = tuple(max(min(width, bound), least) for width, least in zip(natural, firm, strict=True))
        if sum(widths) <= room:
            break
    return widths


def _pages(rows: Sequence[Row], widths: Sequence[int], height: float) -> Iterator[tuple[int, int]]:
    """Yield which rows stand on each page, as first and end."""
    first, used = 0, 0.0
    for place, row in enumerate(rows):
        needed = _height(row, widths)
        if used and used + needed > height:
            yield first, place
            first, used = place, 0.0
        used += needed
    yield first, len(rows)


def _height(row: Row, widths: Sequence[int]) -> float:
    """Return how many rows of type the highest cell of a row takes."""
    heights = [1]
    for column, cell in enumerate(row):
        if cell and cell.text and cell.down == 1:
            room = max(1, sum(widths[column : column + cell.across]) - _PADDING)
            heights.append(sum(len(wrapped(line, room)) for line in cell.text.split("\n")))
    return max(heights) + _RULE


def _standing_alone(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of a page without cells that reach beyond it, and with empty ones where such reached into it."""
    covered: set[tuple[int, int]] = set()
    alone: list[Row] = []
    for place, row in enumerate(rows):
        cells: list[Cell | None] = []
        for column, cell in enumerate(row):
            if cell is None:
                cells.append(None if (place, column) in covered else EMPTY)
                continue
            kept = replace(cell, down=min(cell.down, len(rows) - place)) if cell.down > 1 else cell
            cells.append(kept)
            if kept.across * kept.down > 1:
                covered |= {
                    (place + down, column + across) for down in range(kept.down) for across in range(kept.across)
                }
        alone.append(tuple(cells))
    return tuple(alone)
