"""What stands in the seals on a page: the issuer's name along the ring, and a line below the star if there is one."""

import re
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ocr.engines import Engine, Picture, Quad
from ocr.page import Box, Ink, Line, Region
from ocr.red_ink import Area, red_pixels
from ocr.rings import Ring, find_rings, redness_of, unrolled
from ocr.sheet import Sheet

_SURE: Final = 0.8
"""A seal read less surely than this is left unread: a name that might be another's is worse than none."""

_NAME: Final = re.compile(r"[\u4e00-\u9fff（）()〔〕·0-9A-Za-z]{4,}")
_SHORTEST_LINE: Final = 2

_BELOW: Final = (0.25, 0.75)
_ASIDE: Final = 0.62
"""Of the radius: where a straight line below the star stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A ring on a page and what stands in it; `line` is None where nobody could read it."""

    ring: Ring
    line: Line | None


def read_seals(sheet: Sheet, engine: Engine) -> tuple[Seal, ...]:
    """Return the round seals on a page, each with its text where that is legible."""
    rings = find_rings(sheet.picture, sheet.points_per_pixel)
    return tuple(Seal(ring=ring, line=_line(sheet, engine, ring)) for ring in rings)


def is_fragment(quad: Quad, seals: tuple[Seal, ...]) -> bool:
    """Return whether what stands at a place, where nothing is printed in black, is a piece of a seal's writing."""
    x, y = (sum(values) / 4 for values in zip(*quad, strict=True))
    return any(seal.ring.holds(x, y) for seal in seals)


def _line(sheet: Sheet, engine: Engine, ring: Ring) -> Line | None:
    """Return what stands in a seal."""
    straight = _below(sheet.picture, engine, ring)
    strip = unrolled(sheet.picture, ring, straight.area)
    if strip is None:
        return None
    (name,) = engine.read_lines(strip, [_whole(strip)])
    if name.confidence < _SURE or not _NAME.fullmatch(name.text):
        return None
    reach = max(ring.first, ring.second)
    scale = sheet.points_per_pixel
    box = Box(
        left=(ring.x - reach) * scale,
        top=(ring.y - reach) * scale,
        right=(ring.x + reach) * scale,
        bottom=(ring.y + reach) * scale,
    )
    text = name.text + straight.text
    return Line(text=text, box=box, confidence=name.confidence, region=Region.SEAL, ink=Ink.RED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Straight:
    """The straight line below a star, such as 财务专用章, and where it stands; nothing and nowhere where it is none."""

    text: str = ""
    area: Area | None = None


def _below(picture: Picture, engine: Engine, ring: Ring) -> _Straight:
    """Return the straight line below the star."""
    reach = (ring.first + ring.second) / 2
    top, bottom = (round(ring.y + share * reach) for share in _BELOW)
    left, right = round(ring.x - _ASIDE * reach), round(ring.x + _ASIDE * reach)
    area = Area(left=max(0, left), top=max(0, top), right=max(0, right), bottom=max(0, bottom))
    part = area.of(picture)
    inked = red_pixels(part)
    if not part.size or inked.any(axis=0).mean() < 0.5:  # noqa: PLR2004 - the tips of the star are narrower
        return _Straight()
    grey = (255 * (1 - redness_of(part))).astype(np.uint8)
    bare = np.repeat(grey[:, :, np.newaxis], 3, axis=2)
    readings = [reading for reading in engine.recognise(bare) if reading.confidence >= _SURE]
    text = "".join(reading.text for reading in sorted(readings, key=lambda reading: reading.quad[0][0]))
    if len(text) < _SHORTEST_LINE or not _NAME.fullmatch(text.ljust(4, "章")):
        return _Straight()
    highest = min(y for reading in readings for _, y in reading.quad)
    return _Straight(text=text, area=replace(area, top=area.top + int(highest)))


def _whole(picture: Picture) -> Quad:
    """Return the corners of a picture."""
    height, width = float(picture.shape[0]), float(picture.shape[1])
    return ((0.0, 0.0), (width, 0.0), (width, height), (0.0, height))
