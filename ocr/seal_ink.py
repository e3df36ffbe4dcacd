"""The ink of seals: where it lies in a picture, and the picture without it.

Coloured ink is nearly white in the brightest of its three channels while black print stays black in all of them; so
that channel shows what stands under a seal. On a grey scan the ink of a seal is lighter than print. On a two-valued
one it is as black, and only what the shape of the rim tells can be taken away.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines import Picture
from ocr.rings import Ring

Strength: TypeAlias = NDArray[np.float32]
"""Rows x columns, from 0 (paper or print) to 1 (as much ink as in the thick of the seal)."""

_LEAST: Final = 40.0
"""Of 255: how much more light of one colour than of the others is ink; faded ink on tinted paper still shows this."""

DARK: Final = 110
_LIGHTEST_PRINT: Final = 30.0
"""How much darker than the ink of the seal print has to be on a grey scan, that the two can be told apart."""

_HALF: Final = 128
_RIM: Final = 0.5
"""Share of the way around that is black where the rim is."""

INKED: Final = 0.45
"""Strength from which a place is inked."""


class Hue(StrEnum):
    """What sets the ink of a seal apart. `GREY` is lighter than print, `BLACK` is not to be told from it."""

    RED = "red"
    BLUE = "blue"
    GREY = "grey"
    BLACK = "black"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealInk:
    """An ink as it came out in one picture.

    `light` is the brightness of the thick of it in its brightest channel, `full` how far it stands out there (by
    colour, or from the paper on grey scans), `paper` the brightness of the paper around, all of 255.
    """

    hue: Hue
    light: float
    full: float
    paper: float


def brightness(picture: Picture) -> NDArray[np.uint8]:
    """Return the light of every pixel in its brightest channel."""
    red, green, blue = cv2.split(picture)
    return _eight_bits(cv2.max(cv2.max(red, green), blue))


def colour_of(picture: Picture, hue: Hue) -> NDArray[np.uint8]:
    """Return how much more light of a hue than of the others every pixel sends back, of 255; red or blue."""
    red, green, blue = cv2.split(picture)
    if hue is Hue.RED:
        return _eight_bits(cv2.subtract(red, cv2.max(green, blue)))
    others = cv2.addWeighted(red, 0.5, green, 0.5, 0)  # violet sends red as well
    return np.where(blue >= red, _eight_bits(cv2.subtract(blue, others)), np.uint8(0))


def inked_with(picture: Picture, hue: Hue) -> NDArray[np.uint8]:
    """Return 255 where a picture is inked with a hue, and 0 elsewhere."""
    return np.where(colour_of(picture, hue) > _LEAST, np.uint8(255), np.uint8(0))


def coloured_ink(part: Picture, hue: Hue) -> SealInk:
    """Return the ink of a hue as it came out in a part of a picture."""
    colour, light = colour_of(part, hue), brightness(part)
    inked = colour > _LEAST
    if not inked.any():
        return SealInk(hue=hue, light=255.0, full=255.0, paper=255.0)
    return SealInk(
        hue=hue,
        light=float(np.percentile(light[inked], 25)),
        full=max(_LEAST, float(np.percentile(colour[inked], 75))),
        paper=float(np.percentile(light, 90)),
    )


def grey_ink(part: Picture, ring: Ring) -> SealInk:
    """Return the ink of a seal in a part of a grey or two-valued picture; `ring` is its rim there."""
    light = brightness(part)
    angles = np.linspace(0, 2 * np.pi, 360, endpoint=False, dtype=np.float32)[None, :]
    reaches = np.linspace(0.95, 0.99, 3, dtype=np.float32)[:, None]
    rim = _eight_bits(cv2.remap(light, *ring.places(reaches, angles), cv2.INTER_LINEAR)).min(axis=0)
    paper = float(np.percentile(light, 90))
    level = float(np.percentile(np.asarray(rim), 20))
    darkest = float(np.percentile(light, 1))
    hue = Hue.GREY if level - darkest > _LIGHTEST_PRINT else Hue.BLACK
    return SealInk(hue=hue, light=level, full=max(1.0, paper - level), paper=paper)


def strength_of(part: Picture, ink: SealInk) -> Strength:
    """Return how strongly every pixel of a part of a picture is inked."""
    if ink.hue in {Hue.RED, Hue.BLUE}:
        return np.minimum(colour_of(part, ink.hue) / np.float32(ink.full), 1)
    light = brightness(part)
    strength = np.clip((np.float32(ink.paper) - light) / np.float32(ink.full), 0, 1)
    return np.where(_broad_grey(light, ink) > 0, strength, 0) if ink.hue is Hue.GREY else strength


def is_print(part: Picture, ink: SealInk) -> NDArray[np.bool_]:
    """Return where print stands, as far as it can be told from the ink of the seal."""
    light = brightness(part)
    if ink.hue is Hue.BLACK:
        return np.zeros(light.shape, np.bool_)
    return np.asarray(light < (_darkest(ink) if ink.hue is Hue.GREY else min(DARK, ink.light - _LIGHTEST_PRINT)))


def without(part: Picture, ink: SealInk, ring: Ring | None = None) -> Picture:
    """Return a part of a picture in grey, with the ink of the seal as white as the paper.

    Where there is none of it, the picture stays as light as it was. `ring` is the rim, if there is one.
    """
    plain = _eight_bits(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY))
    if ink.hue is Hue.BLACK:
        bare = _without_rim(plain, ring) if ring else plain
    else:
        light = brightness(part)
        if ink.hue is Hue.GREY:
            share, white = _broad_grey(light, ink), _darkest(ink)
        else:
            share, white = np.minimum(1, strength_of(part, ink) / np.float32(INKED)), ink.light
        lifted = np.minimum(light * np.float32(ink.paper / max(1.0, white)), np.float32(ink.paper))
        bare = (share * np.maximum(lifted, plain) + (1 - share) * plain).astype(np.uint8)
    return np.repeat(bare[:, :, np.newaxis], 3, axis=2)


def _darkest(ink: SealInk) -> float:
    """Return the brightness of the darkest places of a grey ink; print is darker."""
    return ink.light - _LIGHTEST_PRINT / 3


def _broad_grey(light: NDArray[np.uint8], ink: SealInk) -> Strength:
    """Return 1 where the strokes of a grey seal are, and where print crosses them.

    Edges and hairlines of print are as grey, but narrower than any stroke of a seal.
    """
    grey = ((light > _darkest(ink)) & (light < ink.paper - ink.full / 3)).astype(np.uint8)
    opened = cv2.morphologyEx(grey, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return cv2.dilate(opened, np.ones((5, 5), np.uint8)).astype(np.float32)


def _without_rim(light: NDArray[np.uint8], ring: Ring) -> NDArray[np.uint8]:
    """Return a black and white picture without the rim of a seal, except where print runs into it.

    The rim is laid straight, so that it is a level stripe; a column of the stripe with ink right above or below it
    is where a stroke of print crosses.
    """
    angles = np.linspace(0, 2 * np.pi, round(2 * np.pi * ring.radius), endpoint=False, dtype=np.float32)[None, :]
    reaches = np.arange(0.88, 1.05, 1 / ring.radius, dtype=np.float32)[:, None]
    black = cv2.remap(light, *ring.places(reaches, angles), cv2.INTER_LINEAR) < _HALF
    thick = black.mean(axis=1) > _RIM
    if not thick.any():
        return light
    inner, outer = int(np.argmax(thick)), len(thick) - 1 - int(np.argmax(thick[::-1]))
    beside = np.concatenate([black[max(0, inner - 4) : max(0, inner - 1)], black[outer + 2 : outer + 5]])
    strokes = np.asarray(beside.any(axis=0), dtype=np.uint8)[None, :]
    crossed = cv2.dilate(strokes, np.ones((1, 3), np.uint8))[0] > 0
    height, width = light.shape
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    reach, angle = ring.polar(across, down)
    on_rim = (reach >= reaches[inner, 0] - 1 / ring.radius) & (reach <= reaches[outer, 0] + 1.5 / ring.radius)
    columns = (angle[on_rim] % (2 * np.pi) / (2 * np.pi) * len(crossed)).astype(np.int64) % len(crossed)
    bare = light.copy()
    bare[on_rim] = np.where(crossed[columns], light[on_rim], np.uint8(255))
    return bare


def _eight_bits(values: cv2.typing.MatLike) -> NDArray[np.uint8]:
    """Return an array of OpenCV as what it is; its stubs do not tell."""
    return values.astype(np.uint8, copy=False)
