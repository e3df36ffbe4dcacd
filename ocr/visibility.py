"""What shows on a drawn page: its straight lines, and whether stored text can be seen.

White on white, under a picture or outside a clipping path it is not printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ocr.engines import Picture
from ocr.glyphs import Glyph
from ocr.ruling import Ruling
from ocr.strokes import rulings_in

_CONTRAST: Final = 24
"""Of 255; between the darkest and the lightest spot where a glyph stands. Pale grey print, drawn small, shows 40."""

_RUN: Final = 3
"""Glyphs in a row without ink from which they are hidden; a single one may be a dot lost between two pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """How light each spot of a drawn page is, and how many pixels a point is wide and high there."""

    light: NDArray[np.uint8]
    scale: float

    @classmethod
    def of(cls, picture: Picture, scale: float) -> "Sight":
        """Return the sight of a page from its drawing."""
        return cls(light=picture.mean(axis=2).astype(np.uint8), scale=scale)

    def visible(self, glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
        """Return the glyphs that show on the page."""
        kept: list[Glyph] = []
        for shows, run in groupby(glyphs, key=self._shows):
            members = list(run)
            if shows or len(members) < _RUN:
                kept.extend(members)
        return tuple(kept)

    def rulings(self) -> tuple[Ruling, ...]:
        """Return the straight lines that show on the page, in points."""
        return rulings_in(self.light, 1 / self.scale)

    def _shows(self, glyph: Glyph) -> bool:
        """Return whether anything is drawn where a glyph stands."""
        left, top = max(0, int(glyph.left * self.scale)), max(0, int(glyph.top * self.scale))
        right, bottom = (
            max(low + 2, round(high * self.scale)) for low, high in ((left, glyph.right), (top, glyph.bottom))
        )
        part = self.light[top:bottom, left:right]
        return bool(part.size) and int(part.max()) - int(part.min()) >= _CONTRAST
