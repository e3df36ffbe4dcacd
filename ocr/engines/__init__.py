"""Engines: a picture becomes lines of text with their places and a confidence.

An engine knows nothing of files, pages or points. This module holds what all of them share; `choice` builds the one
that a recipe names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
"""Rows x columns x 3 (red, green, blue)."""

Point: TypeAlias = tuple[float, float]

Quad: TypeAlias = tuple[Point, Point, Point, Point]
"""Four corners in pixels of a picture, from the text's own top left corner clockwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A run of text as the engine saw it.

    A tilted line keeps its tilt in its `quad`. `confidence` runs from 0 to 1.
    """

    quad: Quad
    text: str
    confidence: float


class Engine(Protocol):
    """What recognises text in a picture. Not safe for threads; one per process."""

    def find_lines(self, picture: Picture) -> tuple[Quad, ...]:
        """Return where lines of text stand in a picture, in no particular order; none for a picture without text."""
        ...

    def read_lines(self, picture: Picture, quads: Sequence[Quad]) -> tuple[Reading, ...]:
        """Return what stands at these places of a picture, a reading for each in the order asked for.

        A reading has an empty text and no confidence where nothing can be made out. The picture may be another than
        the one in which the places were found, if they mean the same in both: the page without its red ink.
        """
        ...

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """Return what stands in the lines that are found in a picture, in no particular order."""
        ...
