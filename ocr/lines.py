"""Lines from pieces of text: how what stands on one row of print, or in one table row, is put together."""

from collections.abc import Sequence
from dataclasses import dataclass

from ocr.downward import laid_down, runs_down, stood_up
from ocr.page import Box, Ink, Line, Region
from ocr.rows import Piece, Placed, around, rows_of
from ocr.spacing import joined, without_stray_spaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A table cell: the pieces of text in it, and the box of the cell itself."""

    pieces: tuple[Placed, ...]
    box: Box


def line_of(pieces: Sequence[Piece]) -> Line:
    """Return pieces of one printed line as that line; its confidence weighs each piece by its length."""
    length = sum(len(piece.text) for piece in pieces)
    red = sum(len(piece.text) for piece in pieces if piece.ink is Ink.RED)
    return Line(
        text=joined([without_stray_spaces(piece.text) for piece in pieces]),
        box=around(piece.box for piece in pieces),
        confidence=round(sum(piece.confidence * len(piece.text) for piece in pieces) / length, 4),
        ink=Ink.RED if red * 2 > length else Ink.BLACK,
    )


def lines_in(cell: Cell) -> tuple[Line, ...]:
    """Return the printed lines in a cell, pieces side by side as one; text that runs down from right to left."""
    if cell.pieces and all(map(runs_down, cell.pieces)):
        laid = rows_of(laid_down(item) for item in cell.pieces)
        return tuple(stood_up(line_of([item.piece for item in row])) for row in laid)
    return tuple(line_of([item.piece for item in row]) for row in rows_of(cell.pieces))


def table_row(cells: Sequence[Cell]) -> Line:
    """Return the line of a table row; a cell of several printed lines is one part of it, an empty cell an empty part.

    At least one of the cells has something in it.
    """
    whole = line_of([item.piece for cell in cells for item in cell.pieces])
    parts = [lines_in(cell) for cell in cells]
    return Line(
        text="\t".join(_text(lines, cell.box) for cell, lines in zip(cells, parts, strict=True)),
        box=whole.box,
        confidence=whole.confidence,
        region=Region.TABLE,
        ink=whole.ink,
        cells=tuple(
            around(line.box for line in lines if line.box) if lines else cell.box
            for cell, lines in zip(cells, parts, strict=True)
        ),
    )


def _text(lines: Sequence[Line], box: Box) -> str:
    """Return the printed lines in a cell as one text; a number that fills its line goes on in the next."""
    texts: list[str] = []
    for above, line in zip((None, *lines), lines, strict=False):
        wrapped = above is not None and above.text[-1:].isdecimal() and line.text[:1].isdecimal()
        if above is not None and wrapped and _fills(above, box):
            texts[-1] += line.text
        else:
            texts.append(line.text)
    return joined(texts)


def _fills(line: Line, box: Box) -> bool:
    """Return whether a printed line runs to both sides of its cell, so that what follows had no room on it."""
    return line.box is not None and box.width - line.box.width < line.box.height
