"""The values that reading produces: pages of lines, each with its place and how sure we are of it.

Lengths are points (1/72 inch). The origin is the top left corner of the page as a reader sees it (after EXIF
orientation, /Rotate and crop box); x grows to the right, y downwards. A picture that states no believable
resolution is taken to be as long as A4 (842 pt on its longer edge).
"""

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Where the text of a page came from."""

    OCR = "ocr"
    TEXT_LAYER = "text_layer"
    DOCUMENT = "document"


class Region(StrEnum):
    """The part of the page that a line belongs to."""

    BODY = "body"
    TABLE = "table"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    TEXT_BOX = "text_box"


class Ink(StrEnum):
    """The colour class of a line; letterheads and seals are red."""

    BLACK = "black"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An upright rectangle on a page, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Extent along x in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Extent along y in points; for a line of print about its type size."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line, or one table row with its cells separated by tab characters.

    `box` is None where the file gives no positions (Word files). `confidence` runs from 0 to 1; text that was
    stored as characters has 1.
    """

    text: str
    box: Box | None = None
    confidence: float = 1.0
    region: Region = Region.BODY
    ink: Ink = Ink.BLACK


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its lines in reading order.

    `number` counts from 1 within its file. `width` and `height` are those of the visible page; a Word file, whose
    pages have no fixed size before it is laid out, gives its section's paper size. `images` counts the pictures
    placed on the page (0 on a scan, which is itself one).
    """

    number: int
    width: float
    height: float
    source: Source
    lines: tuple[Line, ...]
    images: int = 0

    @property
    def text(self) -> str:
        """The text of all lines, in reading order, separated by line feeds."""
        return "\n".join(line.text for line in self.lines)
