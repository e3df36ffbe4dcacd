"""Red ink: which lines are printed in red, where a seal lies over print, and the page without its red.

Red ink is nearly white in the red channel while black print stays black, so that channel alone shows what stands
under a seal.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ocr.engines import Picture
from ocr.page import Ink

Mask: TypeAlias = NDArray[np.bool_]

_CELLS: Final = 200
"""The longer edge of a page is looked at in so many cells when searching for seals."""

_RED_CELL: Final = 0.04
"""Share of red pixels from which a cell counts as inked."""

_SEAL: Final = 36.0
"""Points; a seal's smallest side. Name stamps measure 50, official seals about 120."""

_PRINT: Final = 0.003
"""Share of dark pixels from which print lies under red ink."""

_DARK: Final = 110
_DARKEST_INK: Final = 120.0
"""Red light that even dark seal paste sends back; print under it sends less."""

_FADED: Final = 150
_REMAINS: Final = 0.01
"""Share of pixels darker than `_FADED` that red ink alone does not leave."""

_BACKGROUND: Final = 0.6
"""Share of red from which red is the paper (a banner, a red cover) and not the ink."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle of a picture in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    def of(self, picture: Picture) -> Picture:
        """Return that part of a picture."""
        return picture[max(0, self.top) : self.bottom, max(0, self.left) : self.right]


def ink_in(picture: Picture, area: Area) -> Ink:
    """Return the colour class of the print in a part of a picture."""
    part = area.of(picture)
    if not part.size:
        return Ink.BLACK
    red = float(red_pixels(part).mean())
    dark = float((part.max(axis=2) < _DARK).mean())
    return Ink.RED if 0.02 < red < _BACKGROUND and red > 1.5 * dark else Ink.BLACK  # noqa: PLR2004 - thin strokes


def print_remains(picture: Picture, area: Area) -> bool:
    """Return whether print stands in a part of a picture when its red ink is taken away; faded print counts."""
    part = area.of(picture)
    return bool(part.size) and float((without_red(part)[:, :, 0] < _FADED).mean()) > _REMAINS


def covered(picture: Picture, area: Area) -> float:
    """Return over which share of its width red ink lies on a part of a picture."""
    part = area.of(picture)
    return float((red_pixels(part).mean(axis=0) > _RED_CELL).mean()) if part.size else 0.0


def without_red(picture: Picture) -> Picture:
    """Return the picture in grey as its red channel shows it, brightened until red ink is as white as paper."""
    channel = picture[:, :, 0]
    inked = channel[red_pixels(picture)]
    white = max(_DARKEST_INK, float(np.percentile(inked, 25))) if inked.size else 255.0
    bare = np.minimum(channel.astype(np.float32) * (255.0 / white), 255.0).astype(np.uint8)
    return np.repeat(bare[:, :, np.newaxis], 3, axis=2)


def sealed_areas(picture: Picture, points_per_pixel: float) -> tuple[Area, ...]:
    """Return the rectangles in which red ink as large as a seal lies together with dark print."""
    cell = max(4, max(picture.shape[:2]) // _CELLS // 2 * 2)  # even, because every second pixel is looked at
    if min(picture.shape[:2]) < cell:
        return ()
    inked = _inked_cells(picture, cell)
    if not inked.any() or inked.mean() > _BACKGROUND:
        return ()
    smallest = _SEAL / points_per_pixel
    areas = (
        Area(left=left * cell, top=top * cell, right=right * cell, bottom=bottom * cell)
        for left, top, right, bottom in _clusters(inked)
    )
    return tuple(
        area
        for area in areas
        if min(area.right - area.left, area.bottom - area.top) >= smallest and _has_print(area.of(picture))
    )


def red_pixels(picture: Picture) -> Mask:
    """Return which pixels are red: much more red light than green or blue, and not nearly black."""
    red = picture[:, :, 0].astype(np.int16)
    others = np.maximum(picture[:, :, 1], picture[:, :, 2]).astype(np.int16)
    return (red - others > 40) & (red > 90)  # noqa: PLR2004 - of 255; faded ink on grey scans still shows this


def _has_print(part: Picture) -> bool:
    """Return whether dark print stands in a part of a picture."""
    return float((part.max(axis=2) < _DARK).mean()) > _PRINT


def _inked_cells(picture: Picture, cell: int) -> Mask:
    """Return which cells of a picture, each an even number of pixels wide, carry red ink."""
    rows, columns = picture.shape[0] // cell, picture.shape[1] // cell
    red = red_pixels(picture[: rows * cell : 2, : columns * cell : 2])
    shares = red.reshape(rows, cell // 2, columns, cell // 2).mean(axis=(1, 3))
    inked: Mask = shares > _RED_CELL
    return inked


def _clusters(inked: Mask) -> Iterator[tuple[int, int, int, int]]:
    """Yield left, top, right, bottom of each group of inked cells that touch, gaps of one cell included."""
    open_cells = {(int(row), int(column)) for row, column in np.argwhere(inked)}
    while open_cells:
        group = [open_cells.pop()]
        for row, column in group:
            near = [
                (row + down, column + across)
                for down in (-2, -1, 0, 1, 2)
                for across in (-2, -1, 0, 1, 2)
                if (row + down, column + across) in open_cells
            ]
            open_cells.difference_update(near)
            group.extend(near)
        rows = [row for row, _ in group]
        columns = [column for _, column in group]
        yield min(columns), min(rows), max(columns) + 1, max(rows) + 1
