"""Bleeding through: print of the other side that shows pale and in a mirror is taken away before a page is read.

Left there, an engine reads it as lines of its own, and into the lines between which it stands. That pale strokes are
the other side's and no faint note on this one is proved: in a mirror they must read far better than as they stand.
"""

from dataclasses import dataclass
from typing import Any, Final, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import Engine, Picture
from ocr.levels import colourfulness, level
from ocr.preparing.draft import Draft, Grey, Mask, enlarged
from ocr.preparing.legibility import legible

_PALE: Final = 10
"""Of 255: by this much darker than the paper a stroke counts at all."""

_NOISE: Final = 1.8
"""By how much more where the paper is grainy, for each step of its grain."""

_INK: Final = 60
"""Of 255: what is darker than the paper by this much may be print of this side."""

_OWN: Final = 0.5
"""Share of the print's darkness from which a stroke is this side's."""

_SOFT: Final = 9
"""Pixels of a draft around a stroke of this side in which its soft edge lies."""

_SIZES: Final = (6, 40)
"""Pixels of a draft that a stroke or character is long."""

_MARKS: Final = 100
"""Pale marks as large as print from which a page is looked at. Clean pages show up to 50, such pages 150 and more."""

_DARKEST: Final = 1.4
"""What is taken away may be darker than nearly all pale strokes by this factor."""

_COLOURFUL: Final = 25
"""Of 255: so much more colour than the paper's is ink of a seal or a pen, and stays."""

_SHOWN: Final = 190.0
"""How dark pale strokes are drawn for the proof."""

_MIRRORED: Final = 6.0
"""Fifteen sure characters that the pale strokes must show in a mirror."""

_BETTER: Final = 3.0
"""How many times better they must read there than as they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Strokes:
    """On a draft: where this side's strokes are, with their soft edges; the darkest that a pale one is."""

    own: Mask
    darkest: float


def without_bleeding(picture: Picture, draft: Draft, engine: Engine) -> Picture:
    """Return a page without the print of its other side; the very same picture where none is proved to be there."""
    strokes = _pale_strokes(draft)
    if strokes is None:
        return picture
    paper = _paper(picture, draft)
    pale = _darkness(picture, paper)
    pale[enlarged(strokes.own, picture)] = 0
    shown = (255 - np.minimum(pale * np.float32(_SHOWN / strokes.darkest), 255)).astype(np.uint8)
    ghost = np.repeat(shown[:, :, np.newaxis], 3, axis=2)
    mirrored = legible(np.ascontiguousarray(ghost[:, ::-1]), engine)
    if mirrored < _MIRRORED or mirrored < _BETTER * legible(ghost, engine):
        return picture
    taken = (pale > 0) & (pale < strokes.darkest) & ~_coloured(picture, paper)
    return np.where(taken[:, :, np.newaxis], paper, picture)


def _pale_strokes(draft: Draft) -> _Strokes | None:
    """Return the strokes of a draft; None where too few are pale for print of the other side."""
    grey = cast("Grey", cv2.blur(draft.grey, (3, 3)))
    around = cv2.blur(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8)), (15, 15))
    darkness = np.asarray(cv2.divide(cv2.subtract(around, grey), around, scale=255), np.uint8)
    ink = darkness[darkness > _INK]
    print_level = _OWN * level(ink, 75) if ink.size else float(_INK)
    own = cv2.dilate((darkness > print_level).astype(np.uint8), np.ones((_SOFT, _SOFT), np.uint8)) > 0
    least = _PALE + _NOISE * level(darkness)
    pale = (darkness > least) & ~own
    if np.count_nonzero(pale) < 2 * _SIZES[0] * _MARKS or _marks(pale) < _MARKS:
        return None
    darkest = min(print_level, _DARKEST * level(darkness[pale], 97))
    return _Strokes(own=own, darkest=darkest)


def _marks(pale: Mask) -> int:
    """Return how many pale marks are as large as print."""
    found: Any = cast("Any", cv2).connectedComponentsWithStats(pale.astype(np.uint8), connectivity=8)
    stats = cast("NDArray[np.int32]", found[2])[1:]
    longer = np.maximum(stats[:, 2], stats[:, 3])
    return int(((longer >= _SIZES[0]) & (longer <= _SIZES[1]) & (stats[:, 4] >= 2 * _SIZES[0])).sum())


def _paper(picture: Picture, draft: Draft) -> Picture:
    """Return the page as if nothing stood on it."""
    size = (max(1, draft.width // 2), max(1, draft.height // 2))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    bare = cv2.blur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((13, 13), np.uint8)), (9, 9))
    return cast("Picture", cv2.resize(bare, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR))


def _darkness(picture: Picture, paper: Picture) -> NDArray[np.float32]:
    """Return by how much of 255 each pixel is darker than its paper."""
    grey, light = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.cvtColor(paper, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.divide(cv2.subtract(light, grey), light, scale=255), np.float32)


def _coloured(picture: Picture, paper: Picture) -> Mask:
    """Return which pixels are more colourful than their paper."""
    return cv2.subtract(colourfulness(picture), colourfulness(paper)) > _COLOURFUL
