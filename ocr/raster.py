"""Pictures out of image files: how many a file holds, and each as the upright RGB picture that an engine can see.

Every bound is checked on the file's stated size, before a pixel is decoded.
"""

import re
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pillow_heif
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from ocr import causes
from ocr.colour import as_rgb
from ocr.edge import decoding, quiet
from ocr.finding import Finding
from ocr.findings import DAMAGED, PICTURE_TOO_LARGE, TOO_MANY_PAGES
from ocr.kinds import BMP, GIF, HEIC, JPEG, PNG, TIFF, WEBP
from ocr.sheet import Sheet
from ocr.terms import Limits, Unreadable

_FORMATS: Final = {
    JPEG: ("JPEG", "MPO"),
    PNG: ("PNG",),
    TIFF: ("TIFF",),
    BMP: ("BMP",),
    WEBP: ("WEBP",),
    HEIC: ("HEIF",),
    GIF: ("GIF",),
}
_NAMES: Final = {
    JPEG: "JPEG 图片",
    PNG: "PNG 图片",
    TIFF: "TIFF 图片",
    BMP: "BMP 图片",
    WEBP: "WebP 图片",
    HEIC: "HEIC 图片",
    GIF: "GIF 图片",
}
_A4_LONG_SIDE: Final = 842.0
_BELIEVABLE_DPI: Final = (97.0, 1200.0)
"""Telephones and Windows write 72 and 96 into everything that was never measured."""

_LONGEST_PAPER: Final = 1700.0
"""Points; A2. A scan that states 96 dpi and would be larger than that has lost its true resolution."""

_LYING: Final = frozenset({5, 6, 7, 8})
"""EXIF orientations that change width and height for each other."""

_SQUARE: Final = 1.1
"""Resolutions across and down may differ by this factor before the picture is stretched (fax scans: 204 by 98)."""

Image.init()  # all formats at once: a JPEG file that holds several pictures needs the reader of MPO
pillow_heif.register_heif_opener()  # pyright: ignore[reportUnknownMemberType] - its options have no types


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFile:
    """What an image file states: its pages, the frames of an animation (1 for a still picture), and its first size."""

    pages: int
    frames: int
    size: tuple[int, int]


def look(path: Path, kind: str, limits: Limits) -> ImageFile:
    """Return how many pages an image file has. Unreadable when it is damaged or over the limits."""
    with _opened(path, kind, limits) as image:
        with decoding(_NAMES[kind]):
            frames = int(getattr(image, "n_frames", 1))
        if kind != TIFF:
            return ImageFile(pages=1, frames=1 if kind in {JPEG, HEIC} else frames, size=image.size)
        if frames > limits.pages:
            raise Unreadable(TOO_MANY_PAGES.at(found=frames, limit=limits.pages))
        size = image.size
        for number in range(1, frames + 1):
            _turn_to(image, number, kind, limits)
    return ImageFile(pages=frames, frames=frames, size=size)


def sheet(path: Path, kind: str, number: int, limits: Limits) -> Sheet:
    """Return page `number` (from 1) as an upright picture of at most `limits.working_side` pixels a side."""
    with _opened(path, kind, limits) as image:
        _turn_to(image, number, kind, limits)
        with decoding(_NAMES[kind]):
            full = max(image.size)
            if kind == JPEG and full > limits.working_side:
                image.draft("RGB", _fitted(image.size, limits.working_side))
            across, down = _stated_dpi(image)
            upright, turned = _upright(image)
            rgb = as_rgb(_smaller(upright, limits.working_side))
        if turned:
            across, down = down, across
        return _sheet(rgb, (across, down), full, limits.working_side)


@contextmanager
def _opened(path: Path, kind: str, limits: Limits) -> Generator[Image.Image]:
    """Open an image file and check the size of its first picture."""
    with decoding(_NAMES[kind]):
        try:
            image = Image.open(path, formats=_FORMATS[kind])
        except Image.DecompressionBombError as error:
            raise Unreadable(_too_large(error, 1, limits)) from error
        except UnidentifiedImageError as error:
            raise Unreadable(DAMAGED.at(kind=_NAMES[kind], reason=causes.reason(error))) from error
    with image:
        _check_area(image.size, 1, limits)
        yield image


def _turn_to(image: Image.Image, number: int, kind: str, limits: Limits) -> None:
    """Go to page `number` and check its size."""
    if number > 1:
        with decoding(_NAMES[kind]):
            try:
                image.seek(number - 1)
            except Image.DecompressionBombError as error:
                raise Unreadable(_too_large(error, number, limits)) from error
    _check_area(image.size, number, limits)


def _check_area(size: tuple[int, int], number: int, limits: Limits) -> None:
    """Refuse a picture whose stated area is over the limit."""
    area = size[0] * size[1]
    if area > limits.pixels:
        raise Unreadable(_over_limit(area, number, limits))


def _too_large(error: Image.DecompressionBombError, number: int, limits: Limits) -> Finding:
    """Return the finding for a picture that Pillow itself refuses to open; its message holds the area."""
    stated = re.search(r"\d+", str(error))
    return _over_limit(int(stated[0]) if stated else limits.pixels + 1, number, limits)


def _over_limit(area: int, number: int, limits: Limits) -> Finding:
    """Return the finding for a picture of that many pixels."""
    return PICTURE_TOO_LARGE.at(number=number, found=area // 10_000, limit=limits.pixels // 10_000)


def _upright(image: Image.Image) -> tuple[Image.Image, bool]:
    """Return the picture as its EXIF orientation wants it shown, and whether width and height changed places.

    Pillow turns TIFF pictures itself when it loads them. Orientation data that cannot be read turns nothing.
    """
    try:
        turned = image.getexif().get(ExifTags.Base.Orientation, 1) in _LYING
    except Exception:  # noqa: BLE001 - damaged EXIF data answers with any exception, and must not cost the picture
        turned = False
    with quiet() if image.format == "TIFF" else nullcontext():  # libtiff tells faults on standard error
        image.load()
    try:
        return ImageOps.exif_transpose(image), turned
    except Exception:  # noqa: BLE001 - the same
        return image, False


def _fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    """Return the size with its longer edge brought to `side`."""
    scale = side / max(size)
    return (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))


def _smaller(image: Image.Image, side: int) -> Image.Image:
    """Return the picture with its longer edge at most `side`; two-valued and palette pictures become smooth first."""
    if max(image.size) <= side:
        return image
    if image.mode == "1":
        image = image.convert("L")
    elif image.mode not in {"L", "RGB", "CMYK", "RGBA"}:
        image = as_rgb(image)
    return image.resize(_fitted(image.size, side), Image.Resampling.BOX, reducing_gap=2.0)


def _stated_dpi(image: Image.Image) -> tuple[float, float]:
    """Return the resolution that the file states, across and down; zeros when it is none to believe."""
    stated: Any = image.info.get("dpi")
    try:
        across, down = (float(value) for value in stated)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return (0.0, 0.0)
    low, high = _BELIEVABLE_DPI
    return (across, down) if low <= across <= high and low <= down <= high else (0.0, 0.0)


def _sheet(rgb: Image.Image, dpi: tuple[float, float], full: int, side: int) -> Sheet:
    """Return the sheet, its pixels made square, with its scale from the resolution or from A4's longer edge.

    `full` is the longer edge in pixels before the picture was made smaller, `side` the longest it may be now.
    """
    shrunk = max(rgb.size) / full
    across, down = dpi[0] * shrunk, dpi[1] * shrunk
    if across and max(across / down, down / across) > _SQUARE:
        finer = max(across, down)
        square = (max(1, round(rgb.width * finer / across)), max(1, round(rgb.height * finer / down)))
        kept = min(1.0, side / max(square))
        rgb = rgb.resize((max(1, round(square[0] * kept)), max(1, round(square[1] * kept))), Image.Resampling.BICUBIC)
        across = finer * kept
    stated = bool(across) and max(rgb.size) * 72.0 / across <= _LONGEST_PAPER
    scale = 72.0 / across if stated else _A4_LONG_SIDE / max(rgb.size)
    return Sheet(picture=np.asarray(rgb), points_per_pixel=scale, stated=stated)
