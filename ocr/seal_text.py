"""The text of a seal: the name around its rim, laid straight, and the lines inside.

What cannot be read with confidence is not said. Everything is looked at twice, once by the colour of the ink and once
by its darkness, which is sharper but shows more of the print that crosses it; only what both looks read alike is
believed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr import seal_ink
from ocr.area import Area
from ocr.engines import Engine, Picture, Reading
from ocr.rings import Ring
from ocr.seal_ink import Hue, Strength
from ocr.stamps import Stamp

_Places: TypeAlias = tuple[NDArray[np.float32], NDArray[np.float32]]

_INNER, _OUTER = 0.38, 0.95
"""How far out the name of a seal stands: outside the star and inside the rim."""

_MOST_DOUBT: Final = 0.75
_MOST_DOUBT_IN_BLACK: Final = 0.25
"""Doubt is what a reading lacks of full confidence, times its characters. Of 96 names under print that both looks
read alike 62 of 63 were right up to this bound. Where print cannot be told from the seal both looks are one."""

_FEWEST: Final = 4
"""Characters; the shortest names of offices and firms have as many."""

_GAP: Final = math.radians(5)
"""Least angle without ink between the characters of a name that are set apart."""

_TOPS_OF_STRIP: Final = 0.3
_TOPS_OF_NAME: Final = 0.35
"""Share of the strip, and of the height of the name, in which every character of it has ink; from the rim inwards."""

_SHALLOW: Final = 0.5
"""Share of the usual depth of characters below which they are not of the name."""

_LINE_ROWS: Final = (0.32, 0.8)
_LINE_REACH: Final = 0.88
_NAME_REACH: Final = 0.55
"""Where the line below the star stands: from which part of the radius down to which, and how far out; where there is
the name as well, not so far.
"""

_HEIGHT: Final = 1.3
"""How much higher the characters are drawn than the ring shows them: names are set narrow, and are read better wide."""


def read_seal(picture: Picture, stamp: Stamp, engine: Engine) -> Reading | None:
    """Return the text of a seal with the corners of its rim; None where none can be read with confidence."""
    if stamp.ring is None:
        return None
    area = stamp.area
    ring = stamp.ring.moved(-area.left, -area.top)
    looks = _looks(area.of(picture), stamp)
    most = _MOST_DOUBT_IN_BLACK if stamp.ink.hue is Hue.BLACK else _MOST_DOUBT
    strips = [_straight(look, ring) for look in looks]
    arc = _arc(strips[0])
    if arc is None:
        return None
    name = _believed([_read(arc.of(strip), engine, _HEIGHT) for strip in strips], most)
    if name is None or len(name.text) < max(_FEWEST, arc.characters):
        return None
    line = _line_below(looks, _below(ring, arc.turn(strips[0]), arc.free(strips[0])), engine, most)
    return Reading(
        quad=stamp.ring.area.corners,
        text=name.text + (line.text if line else ""),
        confidence=min(name.confidence, line.confidence) if line else name.confidence,
    )


def _line_below(looks: Sequence[Strength], places: _Places, engine: Engine, most: float) -> Reading | None:
    """Return the straight line below the star (财务专用章)."""
    laid = [np.clip(cv2.remap(look, *places, cv2.INTER_CUBIC), 0, 1).astype(np.float32) for look in looks]
    area = _written(laid[0] > seal_ink.INKED)
    if area is None:
        return None
    read = [_read(look[area.top : area.bottom, area.left : area.right], engine, 1.0) for look in laid]
    line = _believed(read, most)
    return line if line and len(line.text) >= len("公章") else None


def _below(ring: Ring, turn: float, free: float) -> _Places:
    """Return x and y of the places below the star of a seal as rows and columns of an upright picture.

    The seal is turned clockwise by so many radians, and its name leaves so many free on both sides of its lowest point.
    """
    step = 1 / ring.radius
    down = np.arange(*_LINE_ROWS, step, dtype=np.float32)[:, None]
    across = np.arange(-_LINE_REACH, _LINE_REACH, step, dtype=np.float32)[None, :]
    reaches, angles = np.hypot(across, down), np.arctan2(down, across)
    among = (np.abs(angles - np.float32(math.pi / 2)) > free) & (reaches > _NAME_REACH)
    x, y = ring.places(reaches, angles + np.float32(turn))
    return np.where(among | (reaches > _LINE_REACH), np.float32(-9), x), y  # outside of the picture, where no ink is


def _written(inked: NDArray[np.bool_]) -> Area | None:
    """Return where the line with the most ink stands; None where there is none that is wide and high enough."""
    rows = np.concatenate([[False], inked.mean(axis=1) > 0.03, [False]])  # noqa: PLR2004 - a few specks
    edges = np.flatnonzero(np.diff(rows.astype(np.int8)))
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    if not runs:
        return None
    top, bottom = max(runs, key=lambda run: int(inked[run[0] : run[1]].sum()))
    columns = np.flatnonzero(inked[top:bottom].any(axis=0))
    height, width = bottom - top, int(columns[-1] - columns[0]) + 1
    if height < 8 or width < 1.5 * height:  # noqa: PLR2004 - pixels; smaller writing cannot be read
        return None
    margin = max(2, height // 6)
    left, right = max(0, int(columns[0]) - margin), int(columns[-1]) + margin
    return Area(left=left, top=max(0, top - margin), right=right, bottom=bottom + margin)


def _looks(part: Picture, stamp: Stamp) -> tuple[Strength, Strength]:
    """Return how strongly a part of a picture is inked by colour, and by darkness.

    Print that crosses the ink is painted over with what stands beside it: half in the first, wholly in the second.
    """
    strength = seal_ink.strength_of(part, stamp.ink)
    crossed = _spread(np.asarray(seal_ink.is_print(part, stamp.ink), dtype=np.uint8))
    by_colour = np.asarray((strength + _painted(strength, crossed)) / 2, dtype=np.float32)
    dark = part[:, :, 1].astype(np.float32)
    inked = strength > 0.8  # noqa: PLR2004 - the thick of the ink
    darkest = float(np.percentile(dark[inked], 30)) if inked.any() else 0.0
    paper = float(np.percentile(dark, 85))
    by_darkness = np.clip((paper - dark) / np.float32(max(1.0, paper - darkest)), 0, 1)
    near = np.minimum(1, cv2.dilate(strength, np.ones((3, 3), np.uint8)) / np.float32(0.4))
    return by_colour, _painted(np.asarray(by_darkness * near, dtype=np.float32), crossed)


def _spread(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a mask grown by a pixel on all sides."""
    return np.asarray(cv2.dilate(mask, np.ones((3, 3), np.uint8)), dtype=np.uint8)


def _painted(strength: Strength, crossed: NDArray[np.uint8]) -> Strength:
    """Return ink with gaps filled from what stands beside them."""
    grey = (np.clip(strength, 0, 1) * 255).astype(np.uint8)
    return cv2.inpaint(grey, crossed, 4, cv2.INPAINT_TELEA).astype(np.float32) / np.float32(255)


def _straight(look: Strength, ring: Ring) -> Strength:
    """Return the ring of a seal laid straight from its lowest point clockwise; its rows run inwards."""
    radius = ring.radius
    angles = np.linspace(0, 2 * math.pi, round(2 * math.pi * radius * 0.8), endpoint=False, dtype=np.float32)[None, :]
    reaches = np.arange(_OUTER, _INNER, -1 / radius, dtype=np.float32)[:, None]
    places = ring.places(reaches, angles + np.float32(math.pi / 2))
    laid = cv2.remap(look, *places, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.clip(laid, 0, 1).astype(np.float32, copy=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arc:
    """Where on a ring laid straight a name stands, and how many of its characters are seen to stand apart."""

    rows: slice
    begin: int
    width: int
    characters: int

    def of(self, strip: Strength) -> Strength:
        """Return that part of a ring laid straight, which may run over its end."""
        return np.roll(strip, -self.begin, axis=1)[self.rows, : self.width]

    def free(self, strip: Strength) -> float:
        """Return how many radians the name leaves free on both sides of where it opens."""
        return float((1 - self.width / strip.shape[1]) * math.pi)

    def turn(self, strip: Strength) -> float:
        """Return by how many radians the name is turned clockwise from standing evenly over the top."""
        around = strip.shape[1]
        return float(((self.begin + self.width / 2) / around - 0.5) * 2 * math.pi)


def _arc(strip: Strength) -> _Arc | None:
    """Return where the name stands: it begins after the widest gap, wherever the seal was turned to."""
    inked = strip > seal_ink.INKED
    around = inked.shape[1]
    top = int(np.argmin(inked[: len(inked) // 4].mean(axis=1)))  # below what the rim leaves
    rows = slice(top, len(inked))
    columns = np.zeros(0, np.int64)
    for tops in (_TOPS_OF_STRIP, _TOPS_OF_NAME):
        columns = _name_columns(inked[rows.start :], round(tops * (rows.stop - rows.start)))
        if not columns.size:
            return None
        rows = _rows(inked[:, columns], top)
    gaps = np.diff(np.append(columns, columns[0] + around))
    widest = int(np.argmax(gaps))
    margin = max(2, (rows.stop - rows.start) // 4)
    return _Arc(
        rows=rows,
        begin=int(columns[(widest + 1) % len(columns)]) - margin,
        width=min(around, around - int(gaps[widest]) + 1 + 2 * margin),
        characters=int((gaps > _GAP / (2 * math.pi) * around).sum()),
    )


def _name_columns(inked: NDArray[np.bool_], tops: int) -> NDArray[np.int64]:
    """Return the columns in which characters of the name begin in so many rows from the rim.

    A line below the star does not reach so far out, and the digits of a number along the rim (防伪编码) less far in.
    """
    columns = np.flatnonzero(inked[:tops].any(axis=0))
    if not columns.size:
        return columns
    signs = np.split(columns, np.flatnonzero(np.diff(columns) > _GAP / (2 * math.pi) * inked.shape[1]) + 1)
    depths = [int(np.flatnonzero(inked[:, sign].any(axis=1))[-1]) for sign in signs]
    deep = np.median(np.repeat(depths, [len(sign) for sign in signs])) * _SHALLOW
    return np.concatenate([sign for sign, depth in zip(signs, depths, strict=True) if depth >= deep])


def _rows(inked: NDArray[np.bool_], top: int) -> slice:
    """Return the rows in which the name stands: from below the rim to where the ink ends towards the star."""
    height = len(inked)
    written = inked.mean(axis=1) > 0.03  # noqa: PLR2004 - a few specks are no character
    start = top + int(np.argmax(written[top:])) if written[top:].any() else top
    least = start + height // 6
    free = np.flatnonzero(~written[least:])
    end = least + int(free[0]) if free.size else height
    margin = max(1, height // 30)
    return slice(max(top, start - margin), min(height, end + margin))


def _read(look: Strength, engine: Engine, height: float) -> Reading:
    """Return what stands on a strip of ink, drawn higher by a factor."""
    high = cv2.resize(look, None, fx=1, fy=height, interpolation=cv2.INTER_CUBIC)
    grey = (255 - np.clip(high, 0, 1) * 255).astype(np.uint8)
    framed = np.pad(grey, len(grey) // 8, constant_values=255)
    picture: Picture = np.repeat(framed[:, :, np.newaxis], 3, axis=2)
    whole = Area(left=0, top=0, right=picture.shape[1], bottom=picture.shape[0])
    return engine.read_lines(picture, [whole.corners])[0]


def _believed(looks: Sequence[Reading], most: float) -> Reading | None:
    """Return the reading of a text of which both looks are sure; None when they differ or it is no name."""
    least = min(looks, key=lambda look: look.confidence)
    if any(look.text != least.text for look in looks) or not _is_name(least.text):
        return None
    return least if (1 - least.confidence) * len(least.text) <= most else None


def _is_name(text: str) -> bool:
    """Return whether a text is of Chinese characters, and a bracket at most."""
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return bool(han) and all("\u4e00" <= character <= "\u9fff" or character in "（）()" for character in text)
