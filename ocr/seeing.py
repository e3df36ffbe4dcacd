"""Seeing: the picture of a page becomes lines of text.

An engine finds the text; here the places become points, the colours are looked up, what stands under a seal is read
a second time, and the pieces are put in reading order.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final

from ocr import leaves
from ocr.engines import Engine, Picture, Point, Reading
from ocr.leaves import Read
from ocr.page import Box, Ink
from ocr.places import find_places
from ocr.red_ink import Area, covered, ink_in, print_remains, sealed_areas, without_red
from ocr.rows import Piece
from ocr.seals import Seal, is_fragment, read_seals
from ocr.sheet import Sheet
from ocr.slips import with_matching_brackets

_DROPPED: Final = 0.5
"""Readings less sure than this are patterns taken for text more often than text; PaddleOCR's own old default."""

_UNDER_INK: Final = 0.06
"""Confidence that a line wholly under ink loses though both looks agree."""

_DISAGREEING: Final = 0.25
"""What it loses besides where they have nothing in common."""

_MARGIN: Final = 12.0
"""Points above and below a seal that the second look takes in, so that no line is cut."""


def see(sheet: Sheet, engine: Engine, *, second_look: bool) -> Read:
    """Return the lines of a page from its picture, in reading order, with boxes in points, and the leaves it shows.

    What stands in seals comes last, a line for each.
    """
    picture, places = sheet.picture, find_places(sheet, engine)
    readings = _sure(engine.read_lines(picture, places.quads))
    seen = [(reading, ink_in(picture, _area(reading))) for reading in readings]
    seals: tuple[Seal, ...] = ()
    if second_look:
        seals = read_seals(sheet, engine)
        for area in sealed_areas(picture, sheet.points_per_pixel):
            seen = _reconciled(seen, _second_look(sheet, engine, area), picture)
        seen = [item for item in seen if not is_fragment(item[0].quad, seals) or print_remains(picture, _area(item[0]))]
    pieces = [_piece(reading, ink, sheet.points_per_pixel) for reading, ink in seen]
    whole = Box(left=0.0, top=0.0, right=sheet.width, bottom=sheet.height)
    page = leaves.read(pieces, whole, places.tilt, places.rulings)
    return replace(page, lines=(*page.lines, *(seal.line for seal in seals if seal.line)))


def _sure(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings that say something with enough confidence."""
    return [reading for reading in readings if reading.text.strip() and reading.confidence >= _DROPPED]


def _second_look(sheet: Sheet, engine: Engine, area: Area) -> list[Reading]:
    """Return what an engine reads where red ink covers print, with the red taken away.

    The whole width of the page is looked at, so that lines which only begin or end under the seal are read whole.
    """
    margin = round(_MARGIN / sheet.points_per_pixel)
    top = max(0, area.top - margin)
    band = Area(left=0, top=top, right=int(sheet.picture.shape[1]), bottom=area.bottom + margin)
    bare: Picture = without_red(band.of(sheet.picture))
    moved = (replace(reading, quad=_moved(reading.quad, top)) for reading in _sure(engine.recognise(bare)))
    return [reading for reading in moved if _overlap(_area(reading), area) > 0]


def _moved(quad: tuple[Point, Point, Point, Point], down: int) -> tuple[Point, Point, Point, Point]:
    """Return corners moved down by so many pixels."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad
    return ((ax, ay + down), (bx, by + down), (cx, cy + down), (dx, dy + down))


def _reconciled(
    first: Sequence[tuple[Reading, Ink]], second: Sequence[Reading], picture: Picture
) -> list[tuple[Reading, Ink]]:
    """Return the readings of both looks, of those on the same place the better.

    The second look is better where it is surer than what it stands over, or reads more characters with confidence;
    under ink the first often reads two characters of ten, and is sure of them.
    """
    seen = list(first)
    for reading in second:
        rivals = [item for item in seen if _same_place(_area(item[0]), _area(reading))]
        if _is_better(reading, [rival for rival, _ in rivals]):
            seen = [item for item in seen if item not in rivals]
            doubted = _doubted(reading, "".join(rival.text for rival, _ in rivals), covered(picture, _area(reading)))
            seen.append((doubted, Ink.BLACK))
        else:  # what still reads with the red taken away is black, whatever lies over it
            seen = [(item[0], Ink.BLACK) if item in rivals else item for item in seen]
    return seen


def _doubted(reading: Reading, otherwise: str, inked: float) -> Reading:
    """Return a reading under ink with less confidence: by the share that is inked, more where both looks disagree."""
    alike = SequenceMatcher(None, reading.text, otherwise, autojunk=False).ratio()
    kept = 1 - inked * (_UNDER_INK + _DISAGREEING * (1 - alike))
    return replace(reading, confidence=reading.confidence * kept)


def _is_better(reading: Reading, rivals: Sequence[Reading]) -> bool:
    """Return whether a reading of the second look should stand in the place of those of the first."""
    length = sum(len(rival.text) for rival in rivals)
    if not length:
        return True
    confidence = sum(rival.confidence * len(rival.text) for rival in rivals) / length
    return reading.confidence >= confidence or (reading.confidence >= 0.8 and len(reading.text) > length)  # noqa: PLR2004


def _area(reading: Reading) -> Area:
    """Return the upright rectangle around a reading."""
    across = [x for x, _ in reading.quad]
    down = [y for _, y in reading.quad]
    return Area(left=int(min(across)), top=int(min(down)), right=int(max(across)) + 1, bottom=int(max(down)) + 1)


def _overlap(one: Area, other: Area) -> int:
    """Return how many pixels two rectangles share."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0, width) * max(0, height)


def _same_place(one: Area, other: Area) -> bool:
    """Return whether two readings cover each other by half of the smaller."""
    smaller = min((area.right - area.left) * (area.bottom - area.top) for area in (one, other))
    return _overlap(one, other) > smaller / 2


def _piece(reading: Reading, ink: Ink, scale: float) -> Piece:
    """Return a reading as a piece of text with its box in points."""
    across = [x for x, _ in reading.quad]
    down = [y for _, y in reading.quad]
    box = Box(left=min(across) * scale, top=min(down) * scale, right=max(across) * scale, bottom=max(down) * scale)
    return Piece(text=with_matching_brackets(reading.text), box=box, confidence=reading.confidence, ink=ink)
