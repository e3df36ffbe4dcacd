"""Turning: a page is turned only when it can be shown that it reads better so.

A page that came upright must never be turned, so the network's guess is proved: a few lines are read as the page
came and as it would be turned. Print on its head reads as a few unsure characters, print that lies on its side in
runs that are higher than wide.
"""

from typing import Final

import numpy as np

from ocr.engines import Engine, Picture, Quad, Reading
from ocr.preparing.orientation import Guess

_LINES: Final = 10
"""The longest lines of a page, read for proof."""

_SURE: Final = 0.6
"""Characters less sure than this prove nothing: print on its head reaches it now and then."""

_READS_WELL: Final = 4.0
"""Ten characters read with confidence 1: the page as it came needs no further look."""

_READS_BEST: Final = 12.0
"""Thirty such characters: no other way up can come near it."""

_BETTER: Final = 3.0
"""How many times better a page has to read before it is turned. Upright against any other way it is ten to hundreds."""

_LEAST: Final = 1.5
"""Four sure characters; what reads less is left as it came."""


def turn_of(picture: Picture, guess: Guess, engine: Engine) -> int:
    """Return by how many quarters clockwise a level page came turned; 0 where nothing else can be shown."""
    if guess.sure and not guess.turns[0]:
        return 0
    if guess.sure:
        turned = _legible(picture, guess.turns[0], engine)
        proved = turned >= _READS_BEST or turned > _LEAST + _BETTER * _legible(picture, 0, engine)
        return guess.turns[0] if proved else 0
    upright = _legible(picture, 0, engine)
    if upright >= _READS_WELL:
        return 0
    others = ((turn, _legible(picture, turn, engine)) for turn in guess.turns if turn)
    return next((turn for turn, legible in others if legible > _LEAST + _BETTER * upright), 0)


def _legible(picture: Picture, turn: int, engine: Engine) -> float:
    """Return how well the longest lines of the page read once a turn is taken back."""
    upright = np.ascontiguousarray(np.rot90(picture, turn))
    lines = sorted(engine.find_lines(upright), key=_length)[-_LINES:]
    return sum(_weight(reading) for reading in engine.read_lines(upright, lines))


def _length(quad: Quad) -> float:
    """Return the longer side of the rectangle around a line."""
    across, down = [x for x, _ in quad], [y for _, y in quad]
    return max(max(across) - min(across), max(down) - min(down))


def _weight(reading: Reading) -> float:
    """Return how much a reading speaks for the way up in which it was made."""
    across, down = [x for x, _ in reading.quad], [y for _, y in reading.quad]
    if max(down) - min(down) > max(across) - min(across) and len(reading.text) > 1:
        return 0.0
    # Digits say little: 0, 1, 6, 8 and 9 read as well on their head.
    return sum(character.isalpha() for character in reading.text) * max(0.0, reading.confidence - _SURE)
