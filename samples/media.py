"""Files in the formats that offices hand in: pictures, multi-page TIFF, PDFs with text, with scans, and with both."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, cast

import img2pdf  # type: ignore[import-untyped]
import pikepdf
from PIL import Image

QUALITY = 70


def jpeg(picture: Image.Image, dpi: int, *, quality: int = QUALITY, taken: str = "", turned: bool = False) -> bytes:
    """Return a JPEG.

    `taken` is the camera's time; `turned` stores the picture lying, with the EXIF flag that rights it.
    """
    exif = Image.Exif()
    if taken:
        exif[0x010F], exif[0x0132] = "Sample Camera", taken
        exif.get_ifd(0x8769)[0x9003] = taken
    if turned:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
        exif[0x0112] = 6
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, dpi=(dpi, dpi), exif=exif)
    return out.getvalue()


def png(picture: Image.Image, dpi: int) -> bytes:
    """Return a PNG."""
    return _saved(picture, "PNG", dpi=(dpi, dpi), optimize=True)


def bmp(picture: Image.Image, dpi: int) -> bytes:
    """Return a Windows bitmap."""
    return _saved(picture, "BMP", dpi=(dpi, dpi))


def webp(picture: Image.Image, _dpi: int) -> bytes:
    """Return a lossy WebP."""
    return _saved(picture, "WEBP", quality=70, method=4)


def tiff(pages: Sequence[Image.Image], dpi: int) -> bytes:
    """Return a multi-page TIFF: CCITT group 4 when the pages are black and white, JPEG inside otherwise."""
    packing: dict[str, object] = {"compression": "group4"}
    if pages[0].mode != "1":
        packing = {"compression": "jpeg", "quality": QUALITY}
        pages = [page.convert("YCbCr") if page.mode == "RGB" else page for page in pages]
    return _saved(pages[0], "TIFF", dpi=(dpi, dpi), save_all=True, append_images=list(pages[1:]), **packing)


def scanned_pdf(pages: Sequence[Image.Image], dpi: int) -> bytes:
    """Return a PDF of pictures alone, as a scanner's software writes it.

    It is saved twice because img2pdf draws the file's identifier by lot.
    """
    shots = [tiff([page], dpi) if page.mode == "1" else jpeg(page, dpi) for page in pages]
    whole: bytes = cast("Any", img2pdf).convert(shots, nodate=True, producer="scanner")
    return joined_pdf([(whole, range(len(shots)))])


def joined_pdf(parts: Sequence[tuple[bytes, Sequence[int]]]) -> bytes:
    """Return one PDF of the chosen pages (from 0) of several."""
    whole = pikepdf.new()
    for content, chosen in parts:
        with pikepdf.open(BytesIO(content)) as part:
            for number in chosen:
                whole.pages.append(part.pages[number])
    out = BytesIO()
    whole.save(out, deterministic_id=True)
    return out.getvalue()


def _saved(picture: Image.Image, form: str, **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()
