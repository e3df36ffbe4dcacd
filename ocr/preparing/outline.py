"""The outline of a sheet that lies on something else: on a desk under a telephone, or on a scanner's dark lid.

Paper is found as the even, bright, pale surface in the middle of the picture once its print is taken out; its outline
is a quadrilateral each of whose sides shows an edge all along.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import Engine, Picture
from ocr.levels import colourfulness
from ocr.preparing.corners import Corners, four_corners, refined
from ocr.preparing.draft import Grey
from ocr.preparing.legibility import legible
from ocr.shrinking import shrunk

_SIDE: Final = 500
"""The longer edge in pixels of the picture on which the outline is sought."""

_PRINT: Final = 13
"""Pixels; print and rules are thinner than this."""

_TOLERANCES: Final = (3, 6, 10)
"""How much the paper may change from one pixel to the next: light falls off slowly, edges are steep."""

_AREA: Final = (0.25, 0.97)
"""Share of the picture that a sheet takes; one that fills it needs no cutting out."""

_DARKER: Final = 10
_MORE_COLOUR: Final = 15
"""Of 255: by how much what lies beside the sheet is darker or more colourful than the sheet."""

_NEAR: Final = 5
"""Pixels on both sides of an outline that are compared."""

_SEEN: Final = 0.85
"""Share of every side along which the edge must show."""

_FULL: Final = 0.93
"""Share of the quadrilateral that is paper; else its corners are guessed."""


_CLEARLY: Final = 0.03
"""By how much a later candidate has to be better than an earlier one."""

_RIM: Final = 1.02
"""The sheet's own edge, by its distance from the middle, does not count as lying beyond it."""

_LEGIBLE: Final = 0.8
"""Two sure characters beyond the outline show that it is not the sheet's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Surface:
    """A small picture without its print: brightness and colourfulness of what lies there."""

    colours: Picture
    grey: Grey
    chroma: Grey
    scale: float


def outline_of(picture: Picture) -> Corners | None:
    """Return the corners of the sheet in a picture; None where no sheet shows against a background."""
    surface = _surface(picture)
    best: tuple[float, Corners] | None = None
    for mask in _candidates(surface):
        found = _judged(mask, surface)
        if found and (best is None or found[0] > best[0] + _CLEARLY):
            best = found
    return best[1] / surface.scale if best else None


def is_whole(picture: Picture, corners: Corners, engine: Engine) -> bool:
    """Return whether a sheet's outline holds all that can be read in the picture.

    The edge of a shadow or of a coloured field looks like a sheet's, but print goes on beyond it.
    """
    beyond = picture.copy()
    middle = corners.mean(axis=0)
    reach = (middle + (corners - middle) * _RIM).round().astype(np.int32)
    red, green, blue = (int(value) for value in np.median(picture[::8, ::8].reshape(-1, 3), axis=0))
    cv2.fillConvexPoly(beyond, reach, (red, green, blue))
    return legible(beyond, engine) < _LEGIBLE


def _judged(mask: Grey, surface: _Surface) -> tuple[float, Corners] | None:
    """Return how well a mask shows a sheet, and the sheet's corners; None where it does not."""
    found = _quadrilateral(mask)
    if found is None:
        return None
    rough, paper = found
    area = float(cv2.contourArea(rough.astype(np.float32)))
    corners = refined(rough, surface.grey, surface.chroma)
    if not _AREA[0] <= area / surface.grey.size <= _AREA[1] or not cv2.isContourConvex(corners.astype(np.float32)):
        return None
    seen, full = _seen(corners, surface), min(1.0, paper / area)
    return (seen * full, corners) if seen >= _SEEN and full >= _FULL else None


def _surface(picture: Picture) -> _Surface:
    """Return the surfaces in a picture."""
    scale = min(1.0, _SIDE / max(picture.shape[:2]))
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    small = shrunk(picture, size)
    bare = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((_PRINT, _PRINT), np.uint8))
    colours = cast("Picture", cv2.medianBlur(bare, 5))
    return _Surface(
        colours=colours,
        grey=cast("Grey", cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY)),
        chroma=colourfulness(colours),
        scale=scale,
    )


def _candidates(surface: _Surface) -> Iterator[Grey]:
    """Yield masks (0 and 255) of what may be the paper."""
    height, width = surface.grey.shape
    grid = [(round(x * width), round(y * height)) for x in np.linspace(0.3, 0.7, 5) for y in np.linspace(0.3, 0.7, 5)]
    bright = sorted(grid, key=lambda place: -int(surface.grey[place[1], place[0]]))[:5]
    for tolerance in _TOLERANCES:
        mask = np.zeros((height + 2, width + 2), np.uint8)
        for seed in bright:
            if not mask[seed[1] + 1, seed[0] + 1]:
                flags = 4 | (255 << 8) | cv2.FLOODFILL_MASK_ONLY
                steps = (tolerance, tolerance, tolerance)
                cv2.floodFill(surface.colours.copy(), mask, seed, (0, 0, 0), steps, steps, flags)
        yield mask[1:-1, 1:-1]
    pale = np.clip(surface.grey.astype(np.int16) - 2 * surface.chroma.astype(np.int16), 0, 255).astype(np.uint8)
    for levels in (surface.grey, pale):
        yield cast("Grey", cv2.threshold(levels, 0, 255, cv2.THRESH_OTSU)[1])


def _quadrilateral(mask: Grey) -> tuple[Corners, float] | None:
    """Return the quadrilateral around the largest patch of a mask, and the patch's area."""
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    patches, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not patches:
        return None
    patch = max(patches, key=cv2.contourArea)
    hull = cv2.convexHull(patch)
    smooth = np.asarray(cv2.approxPolyDP(hull, 0.004 * cv2.arcLength(hull, closed=True), closed=True), np.float64)
    corners = four_corners(list(smooth.reshape(-1, 2)))
    return None if corners is None else (corners, float(cv2.contourArea(patch)))


def _seen(corners: Corners, surface: _Surface) -> float:
    """Return the share of the least visible side along which an edge shows, from paper to something darker."""
    return min(_edge(corners[at], corners[(at + 1) % 4], surface) for at in range(4))


def _edge(start: NDArray[np.float64], end: NDArray[np.float64], on: _Surface) -> float:
    """Return the share of a side along which an edge shows; what lies outside the picture counts as seen."""
    side = end - start
    inwards = np.array([-side[1], side[0]]) / max(1e-9, math.hypot(side[0], side[1]))
    places = start + np.linspace(0.06, 0.94, 40)[:, np.newaxis] * side
    height, width = on.grey.shape
    inside, outside = places + _NEAR * inwards, places - _NEAR * inwards
    beyond = (outside < 0).any(axis=1) | (outside[:, 0] >= width) | (outside[:, 1] >= height)
    rows_in, columns_in = _cells(inside, on.grey)
    rows_out, columns_out = _cells(outside, on.grey)
    grey, chroma = on.grey.astype(np.int16), on.chroma.astype(np.int16)
    darker = grey[rows_in, columns_in] - grey[rows_out, columns_out] > _DARKER
    colourful = chroma[rows_out, columns_out] - chroma[rows_in, columns_in] > _MORE_COLOUR
    return float((beyond | darker | colourful).mean())


def _cells(places: NDArray[np.float64], grey: Grey) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return rows and columns of places, brought into the picture."""
    rows = np.clip(places[:, 1], 0, grey.shape[0] - 1).astype(np.intp)
    return rows, np.clip(places[:, 0], 0, grey.shape[1] - 1).astype(np.intp)
