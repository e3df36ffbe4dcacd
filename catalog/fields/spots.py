"""Lines of a record with what a field needs to know of each: where it stands and how it reads when folded."""

import re
from dataclasses import dataclass
from statistics import median

from catalog.fields import characters
from catalog.record import Place
from ocr.page import Box, Ink, Page, Region

_PAGE_NUMBER = re.compile(r"[-—–_一.·~]*第?\d{1,3}(?:页|/\d{1,3})?(?:,?共\d{1,3}页)?[-—–_一.·~]*")
_MARGIN = frozenset({Region.FOOTER, Region.FOOTNOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A line, the page it stands on, and its text folded by `characters.plain`.

    `body_size` is the usual line height of that page in points, 0 where the file gives no positions.
    """

    place: Place
    text: str
    plain: str
    confidence: float
    region: Region
    ink: Ink
    box: Box | None
    page_width: float
    page_height: float
    body_size: float

    @property
    def size(self) -> float:
        """Height of the line as a multiple of the page's usual line; 1 where there are no positions."""
        return self.box.height / self.body_size if self.box and self.body_size else 1.0

    @property
    def depth(self) -> float | None:
        """How far down the page the line begins (0 top, 1 bottom), or None without positions."""
        return self.box.top / self.page_height if self.box and self.page_height else None

    @property
    def is_centred(self) -> bool:
        """Whether the line stands in the middle of the page, clear of both margins."""
        if self.box is None or not self.page_width:
            return False
        off = abs((self.box.left + self.box.right) / 2 - self.page_width / 2)
        return off < 0.06 * self.page_width and self.box.width < 0.8 * self.page_width

    @property
    def is_right(self) -> bool:
        """Whether the middle of the line lies in the right part of the page, as a signature does."""
        return bool(self.box and self.page_width and (self.box.left + self.box.right) / 2 > 0.55 * self.page_width)


def beside(one: Spot, other: Spot) -> bool:
    """Return whether two lines stand side by side on one row of print."""
    a, b = one.box, other.box
    if a is None or b is None or one.place.page != other.place.page:
        return False
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return shared > 0.5 * min(a.height, b.height) and (a.right <= b.left or b.right <= a.left)


def gather(pages: tuple[Page, ...]) -> tuple[Spot, ...]:
    """Return the lines of all pages in reading order, without blank lines, page numbers, feet and running heads.

    The running head of the first page stays: Word files often keep the letterhead there.
    """
    spots: list[Spot] = []
    for order, page in enumerate(pages):
        size = body_size(page)
        spots += [
            spot
            for index, line in enumerate(page.lines)
            if line.region not in _MARGIN and (order == 0 or line.region is not Region.HEADER)
            if (spot := _spot(page, index, size)).plain and not _PAGE_NUMBER.fullmatch(spot.plain)
        ]
    return tuple(spots)


def body_size(page: Page) -> float:
    """Return the usual height of a line on the page in points, 0 without positions."""
    heights = [line.box.height for line in page.lines if line.box and line.ink is Ink.BLACK]
    return median(heights) if heights else 0.0


def _spot(page: Page, index: int, size: float) -> Spot:
    line = page.lines[index]
    return Spot(
        place=Place(page=page.number, line=index),
        text=line.text,
        plain=characters.plain(line.text),
        confidence=line.confidence,
        region=line.region,
        ink=line.ink,
        box=line.box,
        page_width=page.width,
        page_height=page.height,
        body_size=size,
    )
