"""Red ink: which lines are printed in red."""

from typing import Final

from ocr import seal_ink
from ocr.area import Area
from ocr.engines import Picture
from ocr.page import Ink

_BACKGROUND: Final = 0.6
"""Share of red from which red is the paper (a banner, a red cover) and not the ink."""


def ink_in(picture: Picture, area: Area) -> Ink:
    """Return the colour class of the print in a part of a picture."""
    part = area.of(picture)
    if not part.size:
        return Ink.BLACK
    red = float((seal_ink.inked_with(part, seal_ink.Hue.RED) > 0).mean())
    dark = float((seal_ink.brightness(part) < seal_ink.DARK).mean())
    return Ink.RED if 0.02 < red < _BACKGROUND and red > 1.5 * dark else Ink.BLACK  # noqa: PLR2004 - thin strokes
