"""An engine for trying both looks at a page, with its red ink and without."""

from collections.abc import Sequence

import numpy as np

from ocr.engines import Picture, Quad, Reading


class ByColour:
    """An engine that reads one thing on a coloured picture and another on one without red."""

    def __init__(self, coloured: tuple[Reading, ...], bare: tuple[Reading, ...]) -> None:
        """Take both answers."""
        self.coloured = coloured
        self.bare = bare
        self.bands: list[tuple[int, ...]] = []

    def find_lines(self, picture: Picture) -> tuple[Quad, ...]:
        """Return the places of the answer, and keep the size of a picture without colour."""
        if not has_colour(picture):
            self.bands.append(picture.shape)
        return tuple(reading.quad for reading in self.recognise(picture))

    def read_lines(self, picture: Picture, quads: Sequence[Quad]) -> tuple[Reading, ...]:
        """Return the answer for each place that it knows, and make nothing out of any other."""
        known = {reading.quad: reading for reading in self.recognise(picture)}
        return tuple(known.get(quad) or Reading(quad=quad, text="", confidence=0.0) for quad in quads)

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """Return the answer for what the picture shows."""
        return self.coloured if has_colour(picture) else self.bare


def has_colour(picture: Picture) -> bool:
    """Return whether anything on a picture has a colour."""
    return bool(np.ptp(picture.astype(int), axis=2).max() > 20)
