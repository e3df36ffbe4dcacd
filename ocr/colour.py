"""Colour: every way that an image file keeps its pixels becomes red, green and blue on white paper."""

from typing import Any, Final, cast

import numpy as np
from PIL import Image, ImageCms

_WITH_ALPHA: Final = frozenset({"RGBA", "RGBa", "LA", "La", "PA"})
_DEEP: Final = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N", "F"})
_WHITE: Final = (255, 255, 255, 255)


def as_rgb(image: Image.Image) -> Image.Image:
    """Return the picture in mode RGB: white behind what is transparent, deep greys scaled to eight bits."""
    if image.mode == "RGB" and "transparency" not in image.info:
        return image
    if image.mode in _DEEP:
        return _eight_bits(image).convert("RGB")
    if image.mode == "LAB":
        return _from_lab(image)
    if image.mode in _WITH_ALPHA or "transparency" in image.info:
        return _on_white(image)
    return image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    """Return a picture with transparency as it looks on white paper."""
    if image.mode in {"RGBa", "La"}:
        image = image.convert("RGBA" if image.mode == "RGBa" else "LA")
    pixels = image.convert("RGBA")
    paper = Image.new("RGBA", pixels.size, _WHITE)
    return Image.alpha_composite(paper, pixels).convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a grey picture of more than eight bits in eight.

    White is the full scale of the fewest bits (8, 10, 12, 14 or 16) that hold the brightest pixel: files of twelve
    bits are kept in sixteen. Values below zero are black; fractions from 0 to 1 and values beyond sixteen bits are
    stretched to the brightest.
    """
    values = np.nan_to_num(np.asarray(image).astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    peak = float(values.max(initial=0.0))
    whole = image.mode != "F" or peak > 1.0
    white = next((float(2**bits - 1) for bits in (8, 10, 12, 14, 16) if whole and peak < 2**bits), peak) or 1.0
    return Image.fromarray(np.clip(values * (255.0 / white), 0, 255).astype(np.uint8))


def _from_lab(image: Image.Image) -> Image.Image:
    """Return a CIE L*a*b* picture as sRGB, which Pillow's own conversion does not do."""
    cms = cast("Any", ImageCms)  # half of its signatures are untyped
    lab, srgb = cms.createProfile("LAB"), cms.createProfile("sRGB")
    return cast("Image.Image", cms.profileToProfile(image, lab, srgb, outputMode="RGB"))
