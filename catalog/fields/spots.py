"""Lines of a record with what a field needs to know of each: where it stands and how it reads when folded."""

import re
from dataclasses import dataclass, replace
from statistics import median

from catalog.fields import characters, organisation
from catalog.fields.leaf import Leaf, leaves_of
from catalog.record import Place
from ocr.page import Box, Ink, Page, Region

_PAGE_NUMBER = re.compile(r"[-—–_一.·~]*(?:\d{1,3}(?:/\d{1,3})?|第\d{1,3}页(?:,?共\d{1,3}页)?)[-—–_一.·~]*")
_EDGE = 0.1
_LARGE = 1.2
_LOW, _ENOUGH = 1.04, 4.0
"""Lines lower than this are none but usual ones; from so many characters on their pitch tells their size."""
_SPACES = str.maketrans("", "", " \u3000")
_HEADLINE, _HEADLINE_GAP, _HEADLINE_END = 1.1, 1.8, 0.5
"""A headline in two halves: least size, widest blank between them (in characters), how far down it may stand."""
_HALF = re.compile(rf"[{characters.HAN}“”《》]{{4,20}}")
_MARGIN = frozenset({Region.FOOTER, Region.FOOTNOTE, Region.PAGE_NUMBER, Region.SEAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A line, the page it stands on, and its text folded by `characters.plain`.

    `body_size` is the usual line height of that page in points, `body_pitch` how far its characters usually stand
    apart, and `measure` the left and right edge of its text; all are 0 where the file gives no positions.
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
    body_pitch: float
    measure: tuple[float, float]

    @property
    def size(self) -> float:
        """How large the line is set as a multiple of the page's usual line; 1 where there are no positions.

        The box that OCR gives a line is a fifth higher or lower than its print, as it likes; how wide its characters
        run is steadier, where there are enough of them. The surer sign of a large line counts.
        """
        if not (self.box and self.body_size):
            return 1.0
        by_height = self.box.height / self.body_size
        across = pitch(self.text, self.box)
        if across is None or not self.body_pitch:
            return by_height
        return max(by_height, across / self.body_pitch) if by_height > _LOW else by_height

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
    def is_flush(self) -> bool:
        """Whether the line begins at the left edge of the page's text."""
        return self.box is not None and self.box.left - self.measure[0] < 0.8 * self.box.height

    @property
    def is_full(self) -> bool:
        """Whether the line runs to the right edge of the page's text, at the usual size."""
        return self.box is not None and self.size < _LARGE and self.measure[1] - self.box.right < 1.1 * self.box.height

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
    """Return the lines of all pages in reading order, without blank lines, page numbers, feet, seals and running heads.

    The running head of the first page stays: Word files often keep the letterhead there.
    """
    spots: list[Spot] = []
    views = [view for page in pages for view in leaves_of(page)]
    measure = measures(tuple(view.page for view in views))
    for order, view in enumerate(views):
        sizes, edges = (body_size(view.page), body_pitch(view.page)), measure[round(view.page.width)]
        spots += [
            spot
            for index, line in enumerate(view.page.lines)
            if line.region not in _MARGIN and (order == 0 or line.region is not Region.HEADER)
            if (spot := _spot(view, index, sizes, edges)).plain
        ]
    mended = _mended([_joined_row(spot) for spot in spots])
    return tuple(spot for spot in mended if not _is_folio(spot))


def _is_folio(spot: Spot) -> bool:
    """Return whether the line is a page number, at the edge of the page where positions are known."""
    if not _PAGE_NUMBER.fullmatch(spot.plain):
        return False
    return spot.depth is None or not _EDGE < spot.depth < 1 - _EDGE or not spot.plain.isdigit()


def _mended(spots: list[Spot]) -> list[Spot]:
    """Return the lines with those put together that OCR read as two pieces of one row with next to no space between."""
    whole: list[Spot] = []
    for spot in spots:
        before = whole[-1] if whole else None
        is_half = before is not None and _is_other_half(before, spot)
        if before and before.box and spot.box and (is_half or _is_torn(before, spot)):
            box = replace(before.box, right=spot.box.right, bottom=max(before.box.bottom, spot.box.bottom))
            confidence = round((1 if is_half else 0.97) * min(before.confidence, spot.confidence), 3)
            text = before.text + ("\u3000" if is_half else "") + spot.text
            whole[-1] = replace(before, text=text, plain=before.plain + spot.plain, confidence=confidence, box=box)
        else:
            whole.append(spot)
    return whole


def _joined_row(spot: Spot) -> Spot:
    """Return a headline of two halves that was read as a table's row as the line that it is."""
    halves = [cell.strip() for cell in spot.text.split("\t")]
    if len(halves) == len("两半") and _is_headline(spot, halves):
        return replace(spot, text="\u3000".join(halves), region=Region.BODY)
    return spot


def _is_headline(spot: Spot, halves: list[str]) -> bool:
    """Return whether a line is large, centred and high on the page, and its halves are nothing but words."""
    is_high = spot.depth is not None and spot.depth < _HEADLINE_END
    is_large = spot.is_centred and spot.size >= _HEADLINE and is_high
    plain = [characters.plain(half) for half in halves]
    return is_large and all(map(_HALF.fullmatch, plain)) and not all(map(organisation.parse, plain))


def _is_other_half(left: Spot, right: Spot) -> bool:
    """Return whether two lines are the halves of one headline, parted by about one full-width space."""
    a, b = left.box, right.box
    if a is None or b is None or not beside(left, right) or left.ink is not right.ink:
        return False
    taller = max(a.height, b.height)
    if abs(a.height - b.height) > 0.15 * taller or not 0 <= b.left - a.right < _HEADLINE_GAP * taller:
        return False
    return _is_headline(replace(left, box=replace(a, right=b.right)), [left.text, right.text])


def _is_torn(left: Spot, right: Spot) -> bool:
    a, b = left.box, right.box
    if a is None or b is None or not beside(left, right) or left.ink is not right.ink or left.region is Region.TABLE:
        return False
    taller = max(a.height, b.height)
    return (
        abs(a.top - b.top) < 0.35 * taller
        and min(a.height, b.height) > 0.7 * taller
        and -0.3 * taller < b.left - a.right < 0.9 * taller
    )


def body_size(page: Page) -> float:
    """Return the usual height of a line on the page in points, 0 without positions."""
    heights = [line.box.height for line in page.lines if line.box and line.ink is Ink.BLACK]
    return median(heights) if heights else 0.0


def pitch(text: str, box: Box) -> float | None:
    """Return how far the characters of a line stand apart in points; None for short lines and rows of cells."""
    spread = text.translate(_SPACES)
    units = sum(0.5 if character.isascii() else 1.0 for character in spread)
    return box.width / units if units >= _ENOUGH and "\t" not in text else None


def body_pitch(page: Page) -> float:
    """Return how far the characters of a usual line of the page stand apart in points, 0 where there are none."""
    found = [pitch(line.text, line.box) for line in page.lines if line.box and line.ink is Ink.BLACK]
    known = [one for one in found if one]
    return median(known) if known else 0.0


def measures(pages: tuple[Page, ...]) -> dict[float, tuple[float, float]]:
    """Return the left and right edge of the text in points for each width of page, single lines that stick out aside.

    Taken over all pages of one width: a last page may hold nothing but a signature.
    """
    boxes: dict[float, list[Box]] = {}
    for page in pages:
        boxes.setdefault(round(page.width), []).extend(line.box for line in page.lines if line.box)
    return {width: _edges(found) for width, found in boxes.items()}


def _edges(boxes: list[Box]) -> tuple[float, float]:
    if not boxes:
        return 0.0, 0.0
    outside = len(boxes) // 12
    return sorted(box.left for box in boxes)[outside], sorted(box.right for box in boxes)[-1 - outside]


def _spot(view: Leaf, index: int, sizes: tuple[float, float], edges: tuple[float, float]) -> Spot:
    page = view.page
    line = page.lines[index]
    return Spot(
        place=Place(page=page.number, line=view.indices[index]),
        text=line.text,
        plain=characters.plain(line.text),
        confidence=line.confidence,
        region=line.region,
        ink=line.ink,
        box=line.box,
        page_width=page.width,
        page_height=page.height,
        body_size=sizes[0],
        body_pitch=sizes[1],
        measure=edges,
    )
