"""Engines: a picture becomes lines of text with their places and a confidence.

An engine knows nothing of files, pages or points. This module holds what all of them share; `choice` builds the one
that a recipe names.
"""

from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
"""Rows x columns x 3 (red, green, blue)."""

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A run of text as the engine saw it.

    `quad` holds the four corners in pixels of the picture, from the text's own top left corner clockwise, so that a
    tilted line keeps its tilt. `confidence` runs from 0 to 1.
    """

    quad: tuple[Point, Point, Point, Point]
    text: str
    confidence: float


class Engine(Protocol):
    """What recognises text in a picture. Not safe for threads; one per process."""

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """Return the readings of a picture, in no particular order; none for a picture without text."""
        ...
