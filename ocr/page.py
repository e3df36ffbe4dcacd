"""The values that reading produces: pages of lines, each with its place and how sure we are of it.

Lengths are points (1/72 inch). The origin is the top left corner of the page as it was read: upright, level and
flat. x grows to the right, y downwards. Where the page came otherwise (on its head, tilted, photographed askew), its
`Frame` says where a place stands on the page as it came, after EXIF orientation, /Rotate and crop box. A picture that
states no believable resolution is taken to be as long as A4 (842 pt on its longer edge).
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
    PAGE_NUMBER = "page_number"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    TEXT_BOX = "text_box"
    SEAL = "seal"


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

    def moved(self, across: float, down: float) -> "Box":
        """Return the box moved by so many points to the right and downwards."""
        return Box(left=self.left + across, top=self.top + down, right=self.right + across, bottom=self.bottom + down)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where a page as it was read lies on the page as it came.

    `matrix` is a 3 x 3 projective map, row by row, from points of the page as read to points of the page as it came;
    `width` and `height` are those of the page as it came.
    """

    matrix: tuple[float, float, float, float, float, float, float, float, float]
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return the place on the page as it came of a place on the page as read."""
        a, b, c, d, e, f, g, h, i = self.matrix
        scale = g * x + h * y + i
        return ((a * x + b * y + c) / scale, (d * x + e * y + f) / scale)

    def corners(self, box: Box) -> tuple[tuple[float, float], ...]:
        """Return the four corners of a box on the page as it came, from the box's own top left corner clockwise."""
        places = ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
        return tuple(self.point(x, y) for x, y in places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line, or one table row with its cells separated by tab characters.

    `box` is None where the file gives no positions (Word files). `confidence` runs from 0 to 1; text that was
    stored as characters has 1. `continues` says that the line goes on with the paragraph of the line before it.
    `cells` are the boxes of a table row's cells, as many as its text has parts between tabs; empty where not known.
    """

    text: str
    box: Box | None = None
    confidence: float = 1.0
    region: Region = Region.BODY
    ink: Ink = Ink.BLACK
    continues: bool = False
    cells: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a scanned page looks, so that copies of it can be compared.

    `pattern` is a hash of 256 bits in hexadecimal figures of which few change when the page is scanned, shrunk or
    copied again; empty where nothing stands out. `colour` says that it is no black-and-white copy. `dpi` is the
    resolution of the scan, 0 where nobody knows.
    """

    pattern: str
    colour: bool = False
    dpi: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its lines in reading order.

    `number` counts from 1 within its file. `width` and `height` are those of the visible page as it was read; a Word
    file, whose pages have no fixed size before it is laid out, gives its section's paper size. `images` counts the
    pictures placed on the page (0 on a scan, which is itself one). `frame` is None where the page came as it was
    read. `leaves` are the pages that lie side by side on one sheet, in reading order; empty for an ordinary page.
    `look` is None where no picture was looked at. `blank` says that nothing at all stands on the page.
    """

    number: int
    width: float
    height: float
    source: Source
    lines: tuple[Line, ...]
    images: int = 0
    frame: Frame | None = None
    leaves: tuple[Box, ...] = ()
    blank: bool = False
    look: Look | None = None

    @property
    def text(self) -> str:
        """The text of all lines in reading order, separated by line feeds; what stands in seals is left out."""
        return "\n".join(line.text for line in self.lines if line.region is not Region.SEAL)

    @property
    def seals(self) -> tuple[str, ...]:
        """What stands in the seals on the page, one text a seal."""
        return tuple(line.text for line in self.lines if line.region is Region.SEAL)
