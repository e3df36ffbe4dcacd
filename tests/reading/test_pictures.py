"""Image files become upright RGB pages in points."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ocr.documents import Limits, inspect, read
from ocr.engines import Picture
from ocr.kinds import BMP, GIF, JPEG, PNG, WEBP, media_type
from ocr.page import Source
from ocr.raster import sheet
from tests.reading.making import BLIND, LIMITS, codes, marked, read_all

TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a picture has to be stored so that an EXIF orientation shows it upright."""


def pixels(path: Path, number: int = 1, limits: Limits = LIMITS) -> Picture:
    """Return the picture that an engine is given."""
    return sheet(path, media_type(path), number, limits).picture


@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_a_picture_is_seen_as_its_orientation_says(tmp_path: Path, orientation: int, form: str) -> None:
    """All eight orientations of EXIF come out as the upright picture."""
    path = tmp_path / "x"
    turn = TURNS[orientation]
    stored = marked() if turn is None else marked().transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(path, form, exif=exif)
    assert np.array_equal(pixels(path), np.asarray(marked()))


def test_broken_orientation_data_turns_nothing(tmp_path: Path) -> None:
    """A picture is not lost for what stands beside it."""
    path = tmp_path / "x.jpg"
    marked().save(path, exif=b"Exif\x00\x00MM\x00*\x00\x00\xff\xff broken")
    assert pixels(path).shape == (40, 60, 3)


@pytest.mark.parametrize(
    ("mode", "colour", "expected"),
    [
        ("1", 1, (255, 255, 255)),
        ("L", 100, (100, 100, 100)),
        ("LA", (100, 0), (255, 255, 255)),
        ("RGBA", (10, 20, 30, 0), (255, 255, 255)),
        ("RGBA", (10, 20, 30, 255), (10, 20, 30)),
        ("P", 0, (0, 0, 0)),
        ("CMYK", (0, 255, 255, 0), (254, 0, 0)),
        ("I;16", 65535, (255, 255, 255)),
        ("I;16", 65535 // 2, (127, 127, 127)),
        ("F", 0.5, (255, 255, 255)),
        ("LAB", (255, 128, 128), (255, 255, 255)),
    ],
)
def test_every_way_to_keep_colours_comes_out_as_rgb_on_white(
    tmp_path: Path, mode: str, colour: float | tuple[int, ...], expected: tuple[int, int, int]
) -> None:
    """Two-valued, grey, deep, palette, transparent, print and Lab colours."""
    path = tmp_path / "x.tif"
    picture = Image.new(mode, (20, 20), colour)
    if mode == "I;16" and colour != 65535:
        picture.putpixel((0, 0), 65535)
    picture.save(path)
    seen = pixels(path)
    assert seen.dtype == np.uint8
    assert np.abs(seen[10, 10].astype(int) - expected).max() <= 2


def test_twelve_bits_kept_in_sixteen_are_not_dark(tmp_path: Path) -> None:
    """White of a twelve-bit scanner is 4,095."""
    path = tmp_path / "x.tif"
    grey = np.full((20, 20), 4095, np.uint16)
    grey[:10] = 0
    Image.fromarray(grey).save(path)
    seen = pixels(path)
    assert seen[15, 5].tolist() == [255, 255, 255]
    assert seen[5, 5].tolist() == [0, 0, 0]


def test_a_transparent_palette_colour_is_white_paper(tmp_path: Path) -> None:
    """GIF and PNG keep transparency beside the pixels."""
    path = tmp_path / "x.png"
    picture = Image.new("P", (20, 20), 3)
    picture.putpalette(range(30))
    picture.save(path, transparency=3)
    assert pixels(path)[0, 0].tolist() == [255, 255, 255]


@pytest.mark.parametrize(
    ("size", "dpi", "expected"),
    [
        ((1654, 2339), (200, 200), (595.4, 842.0)),
        ((1654, 2339), None, (595.4, 842.0)),
        ((1654, 2339), (10, 10), (595.4, 842.0)),
        ((3000, 4000), (72, 72), (631.5, 842.0)),
        ((600, 400), (300, 300), (144.0, 96.0)),
    ],
)
def test_the_stated_resolution_gives_the_size_where_it_can_be_believed(
    tmp_path: Path, size: tuple[int, int], dpi: tuple[int, int] | None, expected: tuple[float, float]
) -> None:
    """Else the longer edge is that of A4: phones state 72 dpi on everything."""
    path = tmp_path / "x.png"
    picture = Image.new("L", size, 255)
    if dpi:
        picture.save(path, dpi=dpi)
    else:
        picture.save(path)
    page = read(path, [1], BLIND, LIMITS)[0].page
    assert (page.width, page.height) == pytest.approx(expected, rel=0.01)
    assert page.source is Source.OCR


def test_pixels_that_are_not_square_are_made_so(tmp_path: Path) -> None:
    """A fax has 204 dots an inch across and 98 down."""
    path = tmp_path / "x.tif"
    Image.new("1", (1728, 1078), 1).save(path, dpi=(204, 98))
    page = read(path, [1], BLIND, LIMITS)[0].page
    assert pixels(path).shape[0] == pytest.approx(1078 * 204 / 98, rel=0.01)
    assert (page.width, page.height) == pytest.approx((610, 792), rel=0.01)


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "RGB"), ("PNG", "P"), ("TIFF", "1"), ("TIFF", "I;16")])
def test_a_large_picture_is_seen_smaller_at_the_same_size_in_points(tmp_path: Path, form: str, mode: str) -> None:
    """Memory is bounded; places on the page stay what they were."""
    path = tmp_path / "x"
    Image.new(mode, (2000, 3000)).save(path, form, dpi=(300, 300))
    small = sheet(path, media_type(path), 1, Limits(working_side=1000))
    assert max(small.picture.shape) == 1000
    assert (small.width, small.height) == pytest.approx((480, 720), rel=0.01)


def test_each_picture_of_a_tiff_file_is_a_page(tmp_path: Path) -> None:
    """In order, and any of them alone."""
    path = tmp_path / "x.tif"
    shades = [Image.new("L", (30 + number, 20), 40 * number) for number in range(1, 6)]
    shades[0].save(path, save_all=True, append_images=shades[1:])
    assert inspect(path, LIMITS).pages == 5
    seen = read(path, [4, 2], BLIND, LIMITS)
    assert [one.page.number for one in seen] == [4, 2]
    assert pixels(path, 4)[0, 0].tolist() == [160, 160, 160]


@pytest.mark.parametrize(("form", "kind"), [("GIF", GIF), ("WEBP", WEBP), ("PNG", PNG)])
def test_of_an_animation_the_first_picture_is_read_and_that_is_said(tmp_path: Path, form: str, kind: str) -> None:
    """With the number of pictures."""
    path = tmp_path / "x"
    frames = [Image.new("RGB", (20, 20), (80 * number, 0, 0)) for number in range(3)]
    frames[0].save(path, form, save_all=True, append_images=frames[1:])
    assert inspect(path, LIMITS).media_type == kind
    assert inspect(path, LIMITS).pages == 1
    (seen,) = read_all(path, BLIND)
    assert codes([seen]) == ["R101", "R103"]
    assert "3 帧" in seen.findings[0].message


@pytest.mark.parametrize(("form", "kind"), [("BMP", BMP), ("JPEG", JPEG), ("WEBP", WEBP), ("HEIF", "image/heic")])
def test_every_kind_of_picture_is_read(tmp_path: Path, form: str, kind: str) -> None:
    """One page each."""
    path = tmp_path / "x"
    marked().save(path, form)
    assert inspect(path, LIMITS).media_type == kind
    assert pixels(path).shape == (40, 60, 3)
