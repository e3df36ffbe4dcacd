"""Places on an OFD page: lists of numbers, boxes and matrices as GB/T 33190 writes them (7.3).

Lengths are millimetres, the origin is the top left corner, y grows downwards.
"""

import math
import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f: a point (x, y) becomes (ax + cy + e, bx + dy + f)."""

Box = tuple[float, float, float, float]
"""Left, top, width, height."""

IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
POINTS: Final = 72 / 25.4
"""Points in a millimetre."""

_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_LARGEST: Final = 1e6
_MOST: Final = 100_000
"""Numbers of one list that are looked at."""


def numbers(text: str | None) -> list[float]:
    """Return the numbers of a list; what is no number is passed over, one without measure becomes zero."""
    found = (float(one[0]) for one in islice(_NUMBER.finditer(text or ""), _MOST))
    return [one if math.isfinite(one) and abs(one) < _LARGEST else 0.0 for one in found]


def box(text: str | None) -> Box | None:
    """Return a box; None where four numbers are missing."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3]) if len(found) >= 4 else None  # noqa: PLR2004 - a box


def matrix(text: str | None) -> Matrix:
    """Return a matrix; the one that changes nothing where six numbers are missing."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) >= 6 else IDENTITY  # noqa: PLR2004


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies the inner one first."""
    a, b, c, d, e, f = inner
    k, m, n, p, q, r = outer
    return (a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r)


def moved(x: float, y: float) -> Matrix:
    """Return the matrix that only moves."""
    return (1.0, 0.0, 0.0, 1.0, x, y)


def point(by: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a matrix puts a point."""
    a, b, c, d, e, f = by
    return (a * x + c * y + e, b * x + d * y + f)


def around(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of some points."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return (min(across), min(down), max(across), max(down))


def steps(text: str | None, most: int) -> list[float]:
    """Return the first steps between characters: `g n v` stands for n times v (11.3, DeltaX and DeltaY)."""
    made: list[float] = []
    words = iter((text or "").split())
    for word in words:
        if len(made) >= most:
            break
        if word == "g":
            count, value = numbers(next(words, ""))[:1], numbers(next(words, ""))[:1]
            if count and value:
                made.extend(value * max(0, min(int(count[0]), most - len(made))))
        else:
            made.extend(numbers(word)[:1])
    return made
