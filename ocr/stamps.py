"""Stamps: where on a page ink was stamped over the print, and where that is a seal with a rim."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from ocr import seal_ink
from ocr.area import Area
from ocr.engines import Picture
from ocr.levels import colourfulness, level
from ocr.rings import PER_MM, Inked, Ring, find_rings
from ocr.seal_ink import Hue, SealInk
from ocr.shrinking import shrunk

_POINTS_PER_MM: Final = 72 / 25.4
_SEAL: Final = 36.0
"""Points; a stamp's smallest side. Name stamps measure 50, official seals about 120."""

_GREY_RADIUS: Final = 17.0
"""Millimetres; without colour only rims as large as those of official seals are believed."""

_COLOURLESS: Final = 25
"""Of 255: colour that noise and tinted paper have as well."""

_BACKGROUND: Final = 0.6
"""Share of a hue from which it is the paper (a banner, a red cover) and not the ink."""

_PRINT: Final = 0.003
"""Share of dark pixels from which print lies under a stamp."""

_BLACK: Final = 170
"""Of 255: the darkest that paper is on the small picture in which rims are looked for among print."""

_AROUND: Final = 1.04
"""How far around a rim, by its radius, a seal is looked at; fuzzy edges of the rim lie within."""

_MOST: Final = 12
"""Stamps on a page that are looked under, the largest; forms with a red box around every field have a hundred."""

_PATCH: Final = 19
"""Pixels of the small picture, about 6 mm: ink closer together than this belongs to one stamp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Ink stamped on a page: where, in what ink, and its rim if it is a seal with one."""

    area: Area
    ink: SealInk
    ring: Ring | None = None


def find_stamps(picture: Picture, points_per_pixel: float) -> tuple[Stamp, ...]:
    """Return the stamps on a page; those without a rim only where they lie together with dark print."""
    share = min(1.0, points_per_pixel / _POINTS_PER_MM * PER_MM)
    if min(picture.shape[:2]) * share < _SEAL / _POINTS_PER_MM * PER_MM:
        return ()
    small = shrunk(picture, (round(picture.shape[1] * share), round(picture.shape[0] * share)))
    if _is_colourless(small):
        found = [*_grey(picture, small, share)]
    else:
        found = [*_coloured(picture, small, share, Hue.RED), *_coloured(picture, small, share, Hue.BLUE)]
    largest = sorted(found, key=lambda stamp: stamp.area.size, reverse=True)[:_MOST]
    return tuple(stamp for stamp in found if stamp in largest)


def _is_colourless(small: Picture) -> bool:
    """Return whether nothing on a page has a colour."""
    return level(colourfulness(small[::2, ::2]), 99.9) < _COLOURLESS


def _grey(picture: Picture, small: Picture, share: float) -> Iterator[Stamp]:
    """Yield the seals of a page without colour."""
    inked = np.where(seal_ink.brightness(small) < _BLACK, np.uint8(255), np.uint8(0))
    for ring in find_rings(inked, _GREY_RADIUS):
        large = ring.scaled(1 / share)
        area = _within(large.wider(_AROUND).area, picture)
        ink = seal_ink.grey_ink(area.of(picture), large.moved(-area.left, -area.top))
        yield Stamp(area=area, ink=ink, ring=large)


def _coloured(picture: Picture, small: Picture, share: float, hue: Hue) -> Iterator[Stamp]:
    """Yield the stamps in a hue; in blue, in which much is written by hand, only seals with a rim."""
    inked = seal_ink.inked_with(small, hue)
    if not 0 < inked.mean() < 255 * _BACKGROUND:
        return
    rings = find_rings(inked)
    for ring in rings:
        large = ring.scaled(1 / share)
        area = _within(large.wider(_AROUND).area, picture)
        yield Stamp(area=area, ink=seal_ink.coloured_ink(area.of(picture), hue), ring=large)
    if hue is Hue.RED:
        for area in _patches(inked, rings, share):
            part = _within(area, picture).of(picture)
            if _has_print(part):
                yield Stamp(area=_within(area, picture), ink=seal_ink.coloured_ink(part, hue))


def _patches(inked: Inked, rings: tuple[Ring, ...], share: float) -> Iterator[Area]:
    """Yield where ink as large as a stamp lies close together, apart from what stands within rims."""
    rest = inked.copy()
    for ring in rings:
        centre = (round(ring.middle[0]), round(ring.middle[1]))
        axes = (round(ring.across * 1.05), round(ring.down * 1.05))
        cv2.ellipse(rest, centre, axes, float(np.degrees(ring.turn)), 0, 360, (0,), -1)
    smallest = _SEAL / _POINTS_PER_MM * PER_MM
    _, _, frames, _ = cv2.connectedComponentsWithStats(cv2.dilate(rest, np.ones((_PATCH, _PATCH), np.uint8)))
    for left, top, width, height, _ in frames[1:]:
        margin = _PATCH // 2
        if min(width, height) - 2 * margin >= smallest:
            corners = (left + margin, top + margin, left + width - margin, top + height - margin)
            x, y, right, bottom = (round(float(side) / share) for side in corners)
            yield Area(left=x, top=y, right=right, bottom=bottom)


def _within(area: Area, picture: Picture) -> Area:
    """Return the part of an area that lies on a picture."""
    height, width = picture.shape[:2]
    return Area(
        left=max(0, area.left), top=max(0, area.top), right=min(width, area.right), bottom=min(height, area.bottom)
    )


def _has_print(part: Picture) -> bool:
    """Return whether dark print stands in a part of a picture."""
    return bool(part.size) and float((seal_ink.brightness(part) < seal_ink.DARK).mean()) > _PRINT
