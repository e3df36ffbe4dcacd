"""Turning: a page is turned only when it can be shown that it reads better so.

A page that came upright must never be turned, so the network's guess is proved: a few lines are read as the page
came and as it would be turned.
"""

from typing import Final

import numpy as np

from ocr.engines import Engine, Picture
from ocr.preparing.legibility import legible
from ocr.preparing.orientation import Guess

_READS_WELL: Final = 4.0
"""Ten characters read with confidence 1: the page as it came needs no further look."""

_READS_BEST: Final = 12.0
"""Thirty such characters: no other way up can come near it."""

_BETTER: Final = 3.0
"""How many times better a page has to read before it is turned."""

_LEAST: Final = 1.5
"""Four sure characters; what reads less is left as it came."""


def turn_of(picture: Picture, guess: Guess, engine: Engine) -> int:
    """Return by how many quarters clockwise a level page came turned; 0 where nothing else can be shown."""
    if guess.sure and not guess.turns[0]:
        return 0
    if guess.sure:
        turned = _turned_back(picture, guess.turns[0], engine)
        proved = turned >= _READS_BEST or turned > _LEAST + _BETTER * legible(picture, engine)
        return guess.turns[0] if proved else 0
    upright = legible(picture, engine)
    if upright >= _READS_WELL:
        return 0
    others = ((turn, _turned_back(picture, turn, engine)) for turn in guess.turns if turn)
    return next((turn for turn, reads in others if reads > _LEAST + _BETTER * upright), 0)


def _turned_back(picture: Picture, turn: int, engine: Engine) -> float:
    """Return how legible the page is once a turn is taken back."""
    return legible(np.ascontiguousarray(np.rot90(picture, turn)), engine)
