"""Pictures become pages of PDF without being encoded again: JPEG, PNG and TIFF bytes go in as they are (img2pdf).

EXIF orientation becomes /Rotate. What img2pdf refuses (HEIC, mirrored orientation, 16 bits of colour …) is turned
into plain PNG first. A page is as large as the resolution says where that can be believed, else it fits A4.
"""

import io
import logging
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import img2pdf  # type: ignore[import-untyped]
import pillow_heif
from PIL import ExifTags, Image, ImageOps

from archiver.binding import findings as kinds
from archiver.binding.geometry import A4_LONG, A4_SHORT
from archiver.binding.refusals import CannotBind
from ocr import causes
from ocr.finding import Finding

PICTURES: Final = {
    "image/jpeg": ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/tiff": ("TIFF",),
    "image/bmp": ("BMP", "DIB"),
    "image/webp": ("WEBP",),
    "image/heic": ("HEIF",),
    "image/heif": ("HEIF",),
    "image/gif": ("GIF",),
}
"""Media types that are bound as pictures, with Pillow's names of their formats."""

MOST_PIXELS: Final = 178_000_000
"""Where Pillow itself refuses a picture as a decompression bomb; A3 at 600 dpi has 70 million."""

_BELIEVABLE_DPI: Final = (72.0, 1200.0)
_SCANNED_DPI: Final = 100.0
"""72 and 96 are what programs write that do not know; a scanner's finer direction is not so low (fax: 204 by 98)."""

_LONGEST_PAPER: Final = 1700.0
"""Points; A2. A scan that states 96 dpi and would be larger than that has lost its true resolution."""

_SHORTEST_PAPER: Final = 72.0

_EIGHT_BITS: Final = 255.0
_SIXTEEN_BITS: Final = 65535.0
_MIRRORED: Final = frozenset({2, 4, 5, 7})
"""EXIF orientations that /Rotate cannot express."""

_IN_PIECES: Final = frozenset({"image/tiff"})
"""Kinds whose further pictures are pages; those of the others are frames of a clip or of a burst."""

logging.getLogger("img2pdf").setLevel(logging.CRITICAL)  # what it has to say is told by findings
img2pdf.default_dpi = 1.0  # where a file states none, nothing is to be believed
Image.init()
pillow_heif.register_heif_opener()  # pyright: ignore[reportUnknownMemberType] - its options have no types


def write_pdf(path: Path, media_type: str, target: Path, name: str) -> tuple[Finding, ...]:
    """Write the picture file as PDF to `target`; CannotBind when it is damaged or too large."""
    remarks: list[Finding] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd metadata and large pictures; what matters is refused below
        try:
            frames = _look(path, media_type, name)
            if frames > 1 and media_type not in _IN_PIECES:
                remarks.append(kinds.FIRST_FRAME.at(name=name, frames=frames))
            content = _as_it_is(path, media_type)
            if content is None:
                content, reason = _redrawn(path, media_type)
                remarks.append(kinds.PICTURE_REDRAWN.at(name=name, reason=reason))
        except (CannotBind, MemoryError):
            raise
        except Exception as error:
            # Pillow and img2pdf answer damaged files with any exception at all.
            raise CannotBind(kinds.DAMAGED.at(name=name, reason=causes.reason(error))) from error
    target.write_bytes(content)
    return tuple(remarks)


def page_size(width: int, height: int, dpi: tuple[float, float]) -> tuple[float, float]:
    """Return the width and height in points of a page that shows so many pixels."""
    low, high = _BELIEVABLE_DPI
    if all(low <= value <= high for value in dpi) and max(dpi) >= _SCANNED_DPI:
        across, down = width * 72 / dpi[0], height * 72 / dpi[1]
        if _SHORTEST_PAPER <= max(across, down) <= _LONGEST_PAPER:
            return across, down
    scale = min(A4_LONG / max(width, height), A4_SHORT / min(width, height))
    return width * scale, height * scale


def _look(path: Path, media_type: str, name: str) -> int:
    """Return how many pictures the file holds, having checked the size that it states."""
    try:
        with Image.open(path, formats=PICTURES[media_type]) as image:
            area = image.width * image.height
            frames = int(getattr(image, "n_frames", 1))
    except Image.DecompressionBombError as error:
        area, frames = int("".join(filter(str.isdecimal, str(error).split("pixels")[0])) or MOST_PIXELS + 1), 1
    if area > MOST_PIXELS:
        raise CannotBind(kinds.TOO_LARGE.at(name=name, found=area // 10_000, limit=MOST_PIXELS // 10_000))
    return frames


def _as_it_is(path: Path, media_type: str) -> bytes | None:
    """Return a PDF that holds the file's own picture data, or None where the file cannot go in as it is."""
    if media_type in {"image/heic", "image/heif"}:
        return None
    try:
        if media_type in _IN_PIECES:
            return _convert(path.read_bytes(), first_only=False)
        if _orientation(path) in _MIRRORED:
            return None
        # An orientation that means nothing is passed over, as readers do.
        return _convert(path.read_bytes(), first_only=True, rotation=img2pdf.Rotation.ifvalid)
    except Exception:  # noqa: BLE001 - img2pdf refuses with a dozen kinds of exception; all lead to the next way
        return None


def _orientation(path: Path) -> object:
    """Return what the picture's EXIF data say of its orientation; damaged data say nothing."""
    with Image.open(path) as image:
        try:
            return image.getexif().get(ExifTags.Base.Orientation)
        except Exception:  # noqa: BLE001 - damaged EXIF data answer with any exception, and must not cost the picture
            return None


def _redrawn(path: Path, media_type: str) -> tuple[bytes, str]:
    """Return a PDF of the pictures turned upright and stored without loss as PNG, and what they were."""
    with Image.open(path, formats=PICTURES[media_type]) as image:
        reason = f"{image.format} {image.mode}"
        last = int(getattr(image, "n_frames", 1)) if media_type in _IN_PIECES else 1
        pages = list(_frames(image, last))
    return _convert(*pages, first_only=True), reason


def _frames(image: Image.Image, last: int) -> Iterator[bytes]:
    for number in range(last):
        image.seek(number)
        dpi = _stated_dpi(image)
        image.load()
        plain = _plain(ImageOps.exif_transpose(image))
        stored = io.BytesIO()
        plain.save(stored, "PNG", **({"dpi": dpi} if dpi else {}))
        yield stored.getvalue()


def _plain(image: Image.Image) -> Image.Image:
    """Return the picture in grey or RGB of 8 bits, on white where it is transparent."""
    if image.mode in {"1", "L", "RGB"} and "transparency" not in image.info:
        return image
    if image.mode in {"I", "F"} or image.mode.startswith("I;16"):
        return _scaled(image)  # Pillow's own conversion clips instead of scaling
    if image.mode in {"LA", "PA", "RGBA", "La", "RGBa"} or "transparency" in image.info:
        layer = image.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(white, layer).convert("RGB")
    return image.convert("RGB")


def _scaled(image: Image.Image) -> Image.Image:
    """Return a picture of more than 8 bits in 8: from the 16-bit scale, else from its own darkest and lightest."""
    import numpy as np  # noqa: PLC0415 - only for such pictures

    values = np.nan_to_num(np.asarray(image, dtype=np.float64))
    low, high = float(values.min()), float(values.max())
    if low >= 0 and high <= _SIXTEEN_BITS:
        low, high = 0.0, _EIGHT_BITS if high <= _EIGHT_BITS else _SIXTEEN_BITS
    grey = (values - low) * (_EIGHT_BITS / ((high - low) or 1.0))
    return Image.fromarray(grey.round().astype(np.uint8))


def _convert(*pictures: bytes, first_only: bool, rotation: object = None) -> bytes:
    made: Any = img2pdf.convert(  # pyright: ignore[reportUnknownMemberType] - it has no types
        *pictures,
        engine=img2pdf.Engine.internal,
        nodate=True,
        first_frame_only=first_only,
        layout_fun=_layout,
        rotation=rotation,
    )
    return bytes(made)


def _layout(width: int, height: int, dpi: tuple[float, float]) -> tuple[float, float, float, float]:
    across, down = page_size(width, height, dpi)
    return across, down, across, down


def _stated_dpi(image: Image.Image) -> tuple[float, float] | None:
    try:
        across, down = (float(value) for value in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return (across, down) if 0 < across < _SIXTEEN_BITS and 0 < down < _SIXTEEN_BITS else None
