"""Glyphs: the characters that a PDF page stores, each with its place on the visible page."""

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from ocr.page import Ink


class Glyph(NamedTuple):
    """A stored character in points from the top left corner of the visible page.

    The box is as high as the type, not as the character's own black. `angle` is the direction of the text in
    degrees, counted clockwise as the reader sees the page: 0 for upright text. A tuple and no dataclass, because a
    page holds thousands and a file millions.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    ink: Ink = Ink.BLACK
    angle: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Visible:
    """The part of a PDF page that a reader sees: the box in the page's own coordinates, and how it is turned.

    Own coordinates count upwards from the lower left corner before the page is turned; `rotation` is 0, 90, 180 or
    270 degrees clockwise.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """Width of the page as it is seen."""
        return self.top - self.bottom if self.rotation in {90, 270} else self.right - self.left

    @property
    def height(self) -> float:
        """Height of the page as it is seen."""
        return self.right - self.left if self.rotation in {90, 270} else self.top - self.bottom

    def seen(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom on the visible page of a box in the page's own coordinates."""
        if self.rotation == 90:  # noqa: PLR2004 - a quarter turn
            return (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.rotation == 180:  # noqa: PLR2004 - half a turn
            return (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        if self.rotation == 270:  # noqa: PLR2004 - three quarters of a turn
            return (self.top - top, self.right - right, self.top - bottom, self.right - left)
        return (left - self.left, self.top - top, right - self.left, self.top - bottom)

    def shows(self, glyph: Glyph) -> bool:
        """Return whether the middle of a glyph lies on the visible page."""
        across = (glyph.left + glyph.right) / 2
        down = (glyph.top + glyph.bottom) / 2
        return 0 <= across <= self.width and 0 <= down <= self.height


def as_printed(character: str) -> str:
    """Return the character that a code stands for where PDF writers put a look-alike in its place.

    Fonts name the glyph of 文 as the Kangxi radical ⽂, of 金 as a compatibility ideograph, of fi as a ligature, and
    a printed hyphen as the soft hyphen that other programs hide.
    """
    if character == "\u00ad":
        return "-"
    code = ord(character[0]) if character else 0
    if 0x2F00 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06:  # noqa: PLR2004 - Unicode blocks
        return unicodedata.normalize("NFKC", character)
    return character


def ink_of(red: float, green: float, blue: float) -> Ink:
    """Return the colour class of a fill colour given as 0 to 1."""
    return Ink.RED if red > 0.55 and red - max(green, blue) > 0.3 else Ink.BLACK  # noqa: PLR2004 - shares of full light
