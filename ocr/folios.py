"""Folios: pages for text that has none of its own, as a typewriter would fill them.

A page takes so many rows of so many half-width columns. Reading counts pages by it, and binding prints by it, so that
page 3 of such a record is page 3 of it in the binder.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from ocr.page import Line

ROWS: Final = 40
COLUMNS: Final = 76
"""Half-width columns of a row: 38 Chinese characters."""

A4: Final = (595.3, 841.9)
"""Width and height of the paper in points."""

_WIDE: Final = frozenset("WFA")
_NOT_FIRST: Final = frozenset("，。、；：？！）》〉」』】〕”’…％℃")
"""What begins no row of Chinese print."""

_WORD: Final = re.compile(r"[!-~]+| +|.", re.DOTALL)
"""What is kept on one row: a word of Latin letters and digits, some spaces, or one character."""


def width_of(text: str) -> int:
    """Return how many half-width columns a text takes: Chinese characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(char) in _WIDE else 0 if unicodedata.combining(char) else 1 for char in text
    )


def wrapped(text: str, columns: int = COLUMNS) -> list[str]:
    """Return a text as the rows that it fills, at least one. Nothing of it is lost: the rows joined are the text."""
    if width_of(text) <= columns:
        return [text]
    rows, room = [""], columns
    for piece in (part for word in _WORD.findall(text) for part in _cut(word, columns)):
        width = width_of(piece)
        if width > room and piece.strip(" "):
            last = rows[-1][-1:] if piece in _NOT_FIRST and len(rows[-1]) > 1 else ""
            rows[-1] = rows[-1].removesuffix(last)
            rows.append(last)
            room = columns - width_of(last)
        rows[-1] += piece
        room -= width
    return rows


def _cut(word: str, columns: int) -> list[str]:
    """Return a word in pieces that each fit a row."""
    return [word[at : at + columns] for at in range(0, len(word), columns)]


def folios(lines: Iterable[Line], rows: int = ROWS) -> Iterator[tuple[Line, ...]]:
    """Yield lines by pages. A line that does not end on its page goes on with the next one."""
    page: list[Line] = []
    room = rows
    for line in lines:
        left = wrapped(line.text)
        continues = line.continues
        while left:
            if not room:
                yield tuple(page)
                page, room = [], rows
            here, left = left[:room], left[room:]
            room -= len(here)
            page.append(replace(line, text="".join(here), continues=continues))
            continues = True
    yield tuple(page)
