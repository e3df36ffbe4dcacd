"""A table as a grid of cells, however the file held it: the form in which standards are read and written.

A merged cell stands at every place that it covers and knows where it begins, so that an item that spans five rows is
told from five rows whose cells are empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell by its text and the place (row and column, from 0) of its upper left corner."""

    text: str
    row: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The cells of one table, row by row, each row equally long. `name` is what its sheet is called, or empty."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


Block = str | Grid
"""A paragraph, or a table: a file is a sequence of both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A cell that covers several rows and columns."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


def grid(texts: Sequence[Sequence[str]], spans: Sequence[Span] = (), name: str = "") -> Grid:
    """Return the grid of rows of texts, short rows filled up; a span shows the text of its upper left corner."""
    width = max((len(row) for row in texts), default=0)
    cells = [
        [Cell(text=row[column] if column < len(row) else "", row=at, column=column) for column in range(width)]
        for at, row in enumerate(texts)
    ]
    for span in spans:
        for row in range(span.row, min(span.row + span.rows, len(cells))):
            for column in range(span.column, min(span.column + span.columns, width)):
                cells[row][column] = cells[span.row][span.column]
    return Grid(name=name, rows=tuple(map(tuple, cells)))


def written(one: Grid, row: int) -> tuple[Cell, ...]:
    """Return the cells that begin in a row and hold something, each once, from left to right."""
    begun = {cell.column: cell for cell in one.rows[row] if cell.row == row and cell.text.strip()}
    return tuple(begun[column] for column in sorted(begun))
