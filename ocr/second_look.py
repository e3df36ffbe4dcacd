"""The second look: lines that a stamp lies over are read again without its ink, and what is of the stamp is left out.

Nothing else of the page is read twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ocr import seal_ink
from ocr.area import Area, area_around
from ocr.crossed import crossed_rows, uncovered
from ocr.engines import Engine, Picture, Point, Quad, Reading
from ocr.merging import Covered, agreement, merged
from ocr.page import Ink
from ocr.rings import Ring
from ocr.seal_ink import Hue
from ocr.stamps import Stamp

UNREAD: Final = 0.5
"""Readings less sure than this are patterns taken for text more often than text; PaddleOCR's own old default."""

_MARGIN: Final = 12.0
"""Points above and below a stamp that the second look takes in, so that no line is cut."""

_TOUCHED: Final = 0.02
"""Share of a line's place that is inked from which it is read again."""

_PRINT: Final = 0.7
_BARE: Final = 0.055
"""Share of pixels less than `_PRINT` as bright as the paper below which no print is left at a place when the ink is
taken away. On 60 tuning pages lines under seals had 0.07 to 0.2, what was left of characters of the seal 0.04.
"""

_SCRAP: Final = 2
"""Characters; what the first look reads of a seal's name beside print is not longer."""

_INSIDE: Final = 0.8
"""Share of a place that must lie within the rim's frame to be of the seal."""

_STAR: Final = 0.45
"""How far out the star reaches at most, and a name inwards."""

_MOST_LOST: Final = 0.3
"""Most that agreement of both looks takes from the confidence of a line that is inked all over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A reading with the colour class of its print."""

    reading: Reading
    ink: Ink


def look_again(
    picture: Picture, stamp: Stamp, points_per_pixel: float, engine: Engine, seen: Sequence[Seen]
) -> tuple[Seen, ...]:
    """Return the readings of a page after a look under a stamp.

    The whole width of the page is looked at, so that lines which only begin or end under the stamp are read whole.
    """
    band = _band(picture, stamp, round(_MARGIN / points_per_pixel))
    bare = band.picture(picture)
    again = _touched(engine.find_lines(bare), band, seen)
    if stamp.ring is not None and stamp.ink.hue is Hue.BLACK:
        rows = crossed_rows(bare, stamp.ring.moved(0, -band.top), engine)
        again = [*again, *uncovered(rows, again)]
    readings = tuple(
        replace(reading, quad=_moved(reading.quad, band.top))
        for reading in engine.read_lines(bare, again)
        if reading.text.strip() and reading.confidence >= UNREAD
    )
    readings = tuple(reading for reading in readings if not band.is_of_stamp(reading, bare))
    kept = [
        item
        for item in seen
        if not band.is_of_stamp(item.reading, bare) and not _is_scrap(item.reading, readings, band)
    ]
    kept = [item if _is_backed(item, readings, band) else _alone(item, band) for item in kept]
    for reading in readings:
        kept = _with(kept, reading, band)
    return tuple(kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Band:
    """The stripe of a page in which a stamp lies; `inked` is where its ink is, in the stripe."""

    top: int
    bottom: int
    stamp: Stamp
    inked: NDArray[np.bool_]

    def picture(self, picture: Picture) -> Picture:
        """Return the stripe of a picture without the stamp's ink."""
        area = self.stamp.area
        bare = picture[self.top : self.bottom].copy()
        ring = self.stamp.ring.moved(-area.left, -area.top) if self.stamp.ring else None
        part = seal_ink.without(area.of(picture), self.stamp.ink, ring)
        bare[area.top - self.top : area.bottom - self.top, area.left : area.right] = part
        return bare

    def share(self, quad: Quad) -> float:
        """Return the share of the place of a line that is inked; the line stands on the page."""
        part = self._part(quad)
        return float(part.mean()) if part.size else 0.0

    def covered(self, quad: Quad) -> Covered:
        """Return where along a line ink lies over it and was taken away."""
        if self.stamp.ink.hue is Hue.BLACK:
            return lambda _: False
        part = self._part(quad)
        columns = np.asarray(part.any(axis=0) if part.size else [False])

        def at(place: float) -> bool:
            middle, reach = round(place * len(columns)), max(1, len(columns) // 40)
            return bool(columns[max(0, middle - reach) : middle + reach].any())

        return at

    def is_of_stamp(self, reading: Reading, bare: Picture) -> bool:
        """Return whether what was read is nothing but ink of a seal.

        It stands inside the rim and is gone without the ink; or, where ink and print cannot be told apart, it follows
        the rim above the middle, as names do.
        """
        ring = self.stamp.ring
        area = area_around(reading.quad)
        if ring is None or area.shared(ring.area) < _INSIDE * area.size:
            return False
        if self.stamp.ink.hue is Hue.BLACK:
            return self._follows_rim(reading.quad, ring)
        if ring.reach(_middle(*reading.quad)) > 1:
            return False
        place = replace(area, top=area.top - self.top, bottom=area.bottom - self.top).of(bare)
        return bool(place.size) and float((place[:, :, 0] < _PRINT * self.stamp.ink.paper).mean()) < _BARE

    def holds(self, quad: Quad) -> bool:
        """Return whether a place lies inside the rim of a seal whose ink can be taken away."""
        ring = self.stamp.ring
        return ring is not None and self.stamp.ink.hue is not Hue.BLACK and ring.reach(_middle(*quad)) < 1

    def _follows_rim(self, quad: Quad, ring: Ring) -> bool:
        """Return whether a place is wholly between star and rim, and not below the star."""
        a, b, c, d = quad
        edges = (a, b, c, d, _middle(a, b), _middle(b, c), _middle(c, d), _middle(d, a))
        _, below = _middle(a, b, c, d)
        return below < ring.middle[1] + 0.5 * ring.down and all(ring.reach(point) > _STAR for point in edges)

    def _part(self, quad: Quad) -> NDArray[np.bool_]:
        area = area_around(quad)
        top, bottom = max(0, area.top - self.top), max(0, area.bottom - self.top)
        return self.inked[top:bottom, max(0, area.left) : max(0, area.right)]


def _band(picture: Picture, stamp: Stamp, margin: int) -> _Band:
    """Return the stripe of a page in which a stamp lies, with a margin above and below."""
    top, bottom = max(0, stamp.area.top - margin), min(picture.shape[0], stamp.area.bottom + margin)
    inked = np.zeros((bottom - top, picture.shape[1]), np.bool_)
    area = stamp.area
    strength = seal_ink.strength_of(area.of(picture), stamp.ink)
    inked[area.top - top : area.bottom - top, area.left : area.right] = strength > seal_ink.INKED
    return _Band(top=top, bottom=bottom, stamp=stamp, inked=inked)


def _touched(found: Sequence[Quad], band: _Band, seen: Sequence[Seen]) -> list[Quad]:
    """Return the places in the stripe to read again: those that ink lies over, as they are found without it.

    What the first look found and the second does not is read again in its old place.
    """
    on_page = [_moved(quad, band.top) for quad in found]
    touched = [quad for quad in on_page if band.share(quad) > _TOUCHED]
    places = [area_around(quad) for quad in on_page]
    missed = [
        item.reading.quad
        for item in seen
        if item.ink is Ink.BLACK and band.share(item.reading.quad) > _TOUCHED
        if not any(same_place(area_around(item.reading.quad), place) for place in places)
    ]
    return [_moved(quad, -band.top) for quad in (*touched, *missed)]


def _with(seen: Sequence[Seen], reading: Reading, band: _Band) -> list[Seen]:
    """Return the readings of a page with one of the second look put in or merged with those in its place."""
    place = area_around(reading.quad)
    rivals = [item for item in seen if same_place(area_around(item.reading.quad), place)]
    if not rivals:
        return [*seen, Seen(reading=_doubted(reading, band, ""), ink=Ink.BLACK)]
    first = _joined([item.reading for item in rivals])
    both = merged(first, reading, band.covered(reading.quad))
    kept = [item for item in seen if item not in rivals]
    if both is first:
        return [*kept, *(replace(item, reading=_doubted(item.reading, band, reading.text)) for item in rivals)]
    return [*kept, Seen(reading=_doubted(both, band, first.text), ink=Ink.BLACK)]


def _is_backed(item: Seen, again: Sequence[Reading], band: _Band) -> bool:
    """Return whether ink leaves a line alone, or the second look reads something in its place."""
    if item.ink is not Ink.BLACK or band.share(item.reading.quad) <= _TOUCHED:
        return True
    place = area_around(item.reading.quad)
    return any(same_place(area_around(other.quad), place) for other in again)


def _alone(item: Seen, band: _Band) -> Seen:
    """Return a line under ink that only the first look reads, with less confidence."""
    return replace(item, reading=_doubted(item.reading, band, ""))


def _is_scrap(reading: Reading, again: Sequence[Reading], band: _Band) -> bool:
    """Return whether a reading is a character or two inside a rim of which the second look sees nothing."""
    if len(reading.text) > _SCRAP or not band.holds(reading.quad):
        return False
    place = area_around(reading.quad)
    return not any(same_place(place, area_around(other.quad)) for other in again)


def _joined(readings: Sequence[Reading]) -> Reading:
    """Return the readings in one place as one, from left to right; its confidence weighs each by its length."""
    if len(readings) == 1:
        return readings[0]
    row = sorted(readings, key=lambda reading: reading.quad[0][0])
    length = sum(len(reading.text) for reading in row)
    area = area_around(point for reading in row for point in reading.quad)
    return Reading(
        quad=area.corners,
        text="".join(reading.text for reading in row),
        confidence=sum(reading.confidence * len(reading.text) for reading in row) / length,
    )


def _doubted(reading: Reading, band: _Band, first: str) -> Reading:
    """Return a reading with a confidence that falls with the ink over it and with what the first look says else."""
    part = band.share(reading.quad)
    doubt = _MOST_LOST * min(1.0, 3 * part) * (1 - agreement(first, reading.text))
    return replace(reading, confidence=reading.confidence * (1 - doubt) * (1 - part / 10))


def same_place(one: Area, other: Area) -> bool:
    """Return whether two readings cover each other by half of the smaller."""
    return one.shared(other) > min(one.size, other.size) / 2


def _middle(*points: Point) -> Point:
    """Return the middle of some points."""
    return (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))


def _moved(quad: Quad, down: int) -> Quad:
    """Return corners moved down by so many pixels."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad
    return ((ax, ay + down), (bx, by + down), (cx, cy + down), (dx, dy + down))
