"""What is written under the picture of a page: its lines as invisible text, each exactly over its words.

Pure: `Page` values and page boxes become the drawing operators of a content stream. A place of the page as it was
read goes through its `Frame` to the page as it came, and from there, as a share of what a reader sees, through crop
box and /Rotate into the page's own coordinates. So lines of turned, tilted and photographed pages lie as their words
do; along a line that recedes the characters are set closer.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from archiver.binding.geometry import Rect, seen_at
from archiver.binding.layer_font import Glyph
from archiver.binding.layer_text import FULL, HALF, advances, blank, drawn
from ocr.page import Box, Line, Page, Region

FONT: Final = "/SearchableText"
"""The name of the font in a page's resources."""

_TALL: Final = 1.5
"""Text in a box so many times as high as wide is written downwards."""

_HIGH: Final = 1.5
"""Type is at most so many times as high as a full character is wide."""

_DRIFT: Final = 0.04
"""Widths of a full character by which one may stand beside its place before it is moved there: poppler takes a
larger step back (0.1) for the beginning of other text."""

_LEAST: Final = 0.5
"""Points; the least length and height of a piece of text, so that none is lost."""

Point = tuple[float, float]
Project = Callable[[float, float], Point]
Encode = Callable[[Iterable[Glyph]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text that is written in one go, with its box on the page as it was read: a line, or a cell of a table row."""

    text: str
    box: Box

    @property
    def downwards(self) -> bool:
        """Whether its characters stand one below the other."""
        return len(self.text) > 1 and self.box.height > _TALL * self.box.width

    @property
    def inked(self) -> int:
        """How long the text is without what its ends leave blank, in thousandths of the type size."""
        return max(sum(advances(self.text)) - sum(blank(self.text)), HALF)

    @property
    def shares(self) -> tuple[float, ...]:
        """Where each character begins, and the last one ends, as shares of the box's length."""
        before, _ = blank(self.text)
        return tuple((done - before) / self.inked for done in accumulate(advances(self.text), initial=0))

    def foot(self, share: float) -> Point:
        """Return the place on the base line after that share of the box's length."""
        if self.downwards:
            return (self.box.left, self.box.top + share * self.box.height)
        return (self.box.left + share * self.box.width, self.box.bottom)

    def head(self, share: float) -> Point:
        """Return the place above it, where the type ends."""
        if self.downwards:
            return (self.box.right, self.box.top + share * self.box.height)
        return (self.box.left + share * self.box.width, self.box.top)


def pieces(page: Page) -> tuple[Piece, ...]:
    """Return what is written for a page, in this order: its text, then what stands in seals."""
    ordered = sorted(page.lines, key=lambda line: line.region is Region.SEAL)
    return tuple(piece for line in ordered for piece in _of_line(line) if piece.text)


def _of_line(line: Line) -> Iterator[Piece]:
    """Yield the cells of a table row whose places are known, else the line; nothing for one without a place."""
    cells = line.text.split("\t")
    if len(cells) == len(line.cells):
        yield from (_piece(drawn(cell), box) for cell, box in zip(cells, line.cells, strict=True))
    elif line.box:
        yield _piece(drawn(line.text), line.box)


def _piece(text: str, box: Box) -> Piece:
    """Return text in its box; in the middle of it where it would be drawn out: a seal's ring, two lines of a cell."""
    piece = Piece(text=text, box=box)
    if not text or piece.downwards:
        return piece
    em = box.width * FULL / piece.inked
    if box.height <= _HIGH * em:
        return piece
    middle, half = (box.top + box.bottom) / 2, _HIGH * em / 2
    return replace(piece, box=replace(box, top=middle - half, bottom=middle + half))


def glyphs(pages: Iterable[Page]) -> Iterator[Glyph]:
    """Yield every character that is written for these pages, with its width."""
    for page in pages:
        for piece in pieces(page):
            yield from zip(advances(piece.text), piece.text, strict=True)


def came(page: Page, x: float, y: float) -> Point:
    """Return where a place of the page as read lies on the page as it came, as shares of its width and height."""
    if page.frame:
        x, y = page.frame.point(x, y)
        return (x / page.frame.width, y / page.frame.height)
    return (x / page.width, y / page.height)


def operators(page: Page, visible: Rect, turn: int, encoded: Encode) -> bytes:
    """Return the drawing of a page's invisible text, in the coordinates of a page with that crop box and /Rotate."""

    def project(x: float, y: float) -> Point:
        return seen_at(visible, turn, *came(page, x, y))

    shown = (_shown(_placed(piece, project), encoded) for piece in pieces(page))
    return "\n".join(["q BT 3 Tr", *shown, "ET Q\n"]).encode("ascii")


class _Placed(NamedTuple):
    """A piece on its page: where it begins, its direction, its height, and where along it each character begins.

    `em` is the width of a full character where they stand widest.
    """

    glyphs: tuple[Glyph, ...]
    start: Point
    along: Point
    size: float
    em: float
    places: tuple[float, ...]


def _placed(piece: Piece, project: Project) -> _Placed:
    """Return where a piece goes; its box is that of the ink, its characters may begin before and end after it."""
    shares = piece.shares
    start, end = project(*piece.foot(shares[0])), project(*piece.foot(shares[-1]))
    length = math.dist(start, end)
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length) if length else (1.0, 0.0)
    foot, head = project(*piece.foot(0.5)), project(*piece.head(0.5))
    size = max((head[1] - foot[1]) * along[0] - (head[0] - foot[0]) * along[1], _LEAST)
    places = tuple(math.dist(start, project(*piece.foot(share))) for share in shares)
    glyphs = tuple(zip(advances(piece.text), piece.text, strict=True))
    ems = [(b - a) * FULL / width for (width, _), (a, b) in zip(glyphs, pairwise(places), strict=True) if width]
    return _Placed(glyphs, start, along, size, max([*ems, _LEAST]), places[:-1])


def _shown(placed: _Placed, encoded: Encode) -> str:
    """Return the operators that write a piece of text along its base line."""
    across, up = placed.along
    matrix = _numbers(across, up, -up, across, digits=5)
    stretch = _numbers(placed.em / placed.size * 100)
    begin = f"{FONT} {_numbers(placed.size)} Tf {stretch} Tz {matrix} {_numbers(*placed.start)} Tm"
    return f"{begin} [{_spaced(placed, encoded)}] TJ"


def _spaced(placed: _Placed, encoded: Encode) -> str:
    """Return the text with how far characters are moved back where they stand closer than the widest.

    They are never moved on: readers take a gap between two characters for a space.
    """
    parts: list[str] = []
    run: list[Glyph] = []
    at = 0.0
    for glyph, place in zip(placed.glyphs, placed.places, strict=True):
        if run and at - place > _DRIFT * placed.em:
            parts += [f"<{encoded(run)}>", str(round((at - place) / placed.em * FULL))]
            run, at = [], place
        run.append(glyph)
        at += glyph[0] / FULL * placed.em
    return " ".join([*parts, f"<{encoded(run)}>"])


def _numbers(*values: float, digits: int = 2) -> str:
    return " ".join(f"{value:.{digits}f}".rstrip("0").rstrip(".") for value in values)
