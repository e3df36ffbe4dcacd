"""Legibility: how much of a picture an engine can read, to prove what a look at its pixels only suggests."""

from typing import Final

from ocr.engines import Engine, Picture, Quad, Reading

_LINES: Final = 10
"""The longest lines of a picture, which are read for proof."""

_SURE: Final = 0.6
"""Characters less sure than this prove nothing: print on its head or in a mirror reaches it now and then."""


def legible(picture: Picture, engine: Engine) -> float:
    """Return how much can be read of the longest level lines: letters, each by what its confidence exceeds 0.6.

    Ten characters of clean print are 4; upright print is ten to hundreds of times as legible as print on its head.
    """
    lines = sorted(engine.find_lines(picture), key=_length)[-_LINES:]
    return sum(_weight(reading) for reading in engine.read_lines(picture, lines)) if lines else 0.0


def _length(quad: Quad) -> float:
    """Return the longer side of the rectangle around a line."""
    across, down = [x for x, _ in quad], [y for _, y in quad]
    return max(max(across) - min(across), max(down) - min(down))


def _weight(reading: Reading) -> float:
    """Return how much a reading counts; nothing where it is higher than wide, as print that lies on its side is."""
    across, down = [x for x, _ in reading.quad], [y for _, y in reading.quad]
    if max(down) - min(down) > max(across) - min(across) and len(reading.text) > 1:
        return 0.0
    # Digits say little: 0, 1, 6, 8 and 9 read as well on their head.
    return sum(character.isalpha() for character in reading.text) * max(0.0, reading.confidence - _SURE)
