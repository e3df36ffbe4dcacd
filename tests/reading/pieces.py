"""Pieces of text and ruling lines, written down briefly for the tests of reading order."""

from collections.abc import Sequence

from ocr.layout import arrange
from ocr.page import Box
from ocr.rows import Piece
from ocr.ruling import Ruling


def width_of(text: str) -> float:
    """Return how many characters wide a text is; half-width ones count half."""
    return sum(1.0 if ord(character) >= 0x2E80 else 0.5 for character in text)


def piece(text: str, left: float, top: float, *, size: float = 12, confidence: float = 1.0) -> Piece:
    """Return a piece of text of that type size."""
    box = Box(left=left, top=top, right=left + size * width_of(text), bottom=top + size)
    return Piece(text=text, box=box, confidence=confidence)


def level(y: float, x0: float, x1: float) -> Ruling:
    """Return a level line."""
    return Ruling(x0=x0, y0=y, x1=x1, y1=y)


def upright(x: float, y0: float, y1: float) -> Ruling:
    """Return an upright line."""
    return Ruling(x0=x, y0=y0, x1=x, y1=y1)


def ruled(across: Sequence[float], down: Sequence[float]) -> list[Ruling]:
    """Return the lines of a table without merged cells."""
    return [
        *(level(y, across[0], across[-1]) for y in down),
        *(upright(x, down[0], down[-1]) for x in across),
    ]


def texts(pieces: Sequence[Piece], rulings: Sequence[Ruling] = (), tilt: float = 0.0) -> list[str]:
    """Return the texts of the arranged pieces."""
    return [line.text for line in arrange(pieces, tilt, rulings)]
