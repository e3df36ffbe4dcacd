"""Scans and photos go into binders as they are; only what PDF cannot hold is converted, without loss."""

from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from archiver.binding import pictures
from archiver.binding.refusals import CannotBind
from tests.binding.material import bomb, picture, scan


def written(path: Path, media_type: str) -> tuple[pikepdf.Pdf, list[str]]:
    """Return the PDF made of a picture file, and the codes of the remarks."""
    target = path.with_suffix(".made.pdf")
    remarks = pictures.write_pdf(path, media_type, target, path.name)
    return pikepdf.Pdf.open(target), [remark.code for remark in remarks]


def refused(path: Path, media_type: str) -> str:
    with pytest.raises(CannotBind) as caught:
        pictures.write_pdf(path, media_type, path.with_suffix(".pdf"), path.name)
    assert path.name in caught.value.finding.message
    return caught.value.finding.code


def drawn(path: Path, number: int = 0) -> np.ndarray:
    """Return what a page shows, 200 pixels wide."""
    document = pypdfium2.PdfDocument(path)
    page = document[number]
    image = page.render(scale=200 / page.get_width()).to_pil().convert("L")
    document.close()
    return np.asarray(image)


def test_a_jpeg_is_stored_byte_for_byte(tmp_path: Path) -> None:
    path = scan(tmp_path / "a.jpg")
    made, codes = written(path, "image/jpeg")
    (image,) = made.pages[0].get_images().values()
    assert image.read_raw_bytes() == path.read_bytes()
    assert codes == []


def test_bilevel_tiff_pages_keep_their_group_4_data(tmp_path: Path) -> None:
    page = picture(mode="1")
    path = tmp_path / "fax.tif"
    page.save(path, compression="group4", save_all=True, append_images=[page, page], dpi=(200, 200))
    made, codes = written(path, "image/tiff")
    assert len(made.pages) == 3
    assert all("CCITTFaxDecode" in repr(image.Filter) for one in made.pages for image in one.get_images().values())
    assert codes == []


@pytest.mark.parametrize(("orientation", "turn"), [(1, 0), (3, 180), (6, 90), (8, 270), (0, 0), (99, 0)])
def test_exif_orientation_becomes_rotation_and_the_data_stay(orientation: int, turn: int, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x112] = orientation
    path = scan(tmp_path / "a.jpg", exif=exif)
    made, codes = written(path, "image/jpeg")
    assert int(made.pages[0].obj.get("/Rotate", 0)) == turn
    (image,) = made.pages[0].get_images().values()
    assert image.read_raw_bytes() == path.read_bytes()
    assert codes == []


@pytest.mark.parametrize("orientation", [2, 4, 5, 7])
def test_mirrored_pictures_are_shown_the_right_way_round(orientation: int, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x112] = orientation
    upright = picture(400, 600)
    undo = {2: "FLIP_LEFT_RIGHT", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 7: "TRANSVERSE"}[orientation]
    upright.transpose(Image.Transpose[undo]).save(tmp_path / "m.jpg", exif=exif, quality=95)
    made, codes = written(tmp_path / "m.jpg", "image/jpeg")
    made.close()
    shown = drawn(tmp_path / "m.made.pdf")
    wanted = np.asarray(upright.resize(shown.shape[::-1]))
    assert np.abs(shown.astype(int) - wanted).mean() < 12
    assert codes == ["B107"]


@pytest.mark.parametrize(("mode", "suffix", "kind"), [
    ("RGBA", ".png", "image/png"), ("P", ".png", "image/png"), ("RGB", ".bmp", "image/bmp"),
    ("RGB", ".webp", "image/webp"), ("CMYK", ".jpg", "image/jpeg"), ("CMYK", ".tif", "image/tiff"),
    ("L", ".gif", "image/gif"), ("LA", ".png", "image/png"), ("RGBA", ".webp", "image/webp"),
])  # fmt: skip
def test_every_kind_of_picture_shows_what_it_showed(mode: str, suffix: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    picture(300, 400).convert("RGB").convert(mode).save(path, **({"lossless": True} if suffix == ".webp" else {}))
    made, _ = written(path, kind)
    assert len(made.pages) == 1
    made.close()
    shown = drawn(path.with_suffix(".made.pdf"))
    wanted = np.asarray(picture(300, 400).resize(shown.shape[::-1]))
    assert np.abs(shown.astype(int) - wanted).mean() < 12


def test_a_transparent_picture_lies_on_white(tmp_path: Path) -> None:
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(tmp_path / "t.webp", lossless=True)
    written(tmp_path / "t.webp", "image/webp")[0].close()
    assert drawn(tmp_path / "t.made.pdf").min() > 250


@pytest.mark.parametrize("mode", ["I;16", "F", "I"])
def test_sixteen_bits_become_eight_without_clipping(mode: str, tmp_path: Path) -> None:
    ramp = np.tile(np.linspace(0, 65535, 200), (100, 1))
    kinds = {"I;16": np.uint16, "F": np.float32, "I": np.int32}
    Image.fromarray(ramp.astype(kinds[mode])).save(tmp_path / "deep.tif")
    made, codes = written(tmp_path / "deep.tif", "image/tiff")
    made.close()
    shown = drawn(tmp_path / "deep.made.pdf").astype(int)
    assert abs(int(shown[50, 100]) - 128) < 6
    assert codes == ["B107"]


def test_a_picture_of_few_values_in_many_bits_keeps_them(tmp_path: Path) -> None:
    Image.fromarray(np.full((50, 50), 200, dtype=np.int32)).save(tmp_path / "deep.tif")
    written(tmp_path / "deep.tif", "image/tiff")[0].close()
    assert abs(int(drawn(tmp_path / "deep.made.pdf")[20, 20]) - 200) < 3
    negative = np.linspace(-1000, 1000, 2500, dtype=np.float32).reshape(50, 50)
    Image.fromarray(negative).save(tmp_path / "wide.tif")
    written(tmp_path / "wide.tif", "image/tiff")[0].close()
    assert drawn(tmp_path / "wide.made.pdf").max() > 240


def test_of_a_moving_picture_the_first_frame_is_bound_and_said(tmp_path: Path) -> None:
    frames = [picture(100, 140, mark=mark) for mark in range(3)]
    frames[0].save(tmp_path / "m.gif", save_all=True, append_images=frames[1:])
    made, codes = written(tmp_path / "m.gif", "image/gif")
    assert len(made.pages) == 1
    assert codes == ["B105"]


def test_heic_photos_are_bound(tmp_path: Path) -> None:
    import pillow_heif  # noqa: PLC0415 - only this test writes one

    pillow_heif.register_heif_opener()
    picture(200, 300).convert("RGB").save(tmp_path / "p.heic", quality=90)
    made, codes = written(tmp_path / "p.heic", "image/heic")
    assert len(made.pages) == 1
    assert codes == ["B107"]


@pytest.mark.parametrize(
    ("size", "dpi", "wanted"),
    [
        ((1654, 2339), (200.0, 200.0), (595.44, 842.04)),
        ((1728, 1100), (204.0, 98.0), (609.88, 808.16)),
        ((4000, 3000), (72.0, 72.0), (793.7, 595.28)),
        ((4000, 3000), (1.0, 1.0), (793.7, 595.28)),
        ((1000, 4000), (1.0, 1.0), (210.47, 841.89)),
        ((30_000, 20_000), (100.0, 100.0), (841.89, 561.26)),
        ((10, 10), (300.0, 300.0), (595.28, 595.28)),
    ],
)
def test_pages_are_as_large_as_a_believable_resolution_says_else_fit_a4(
    size: tuple[int, int], dpi: tuple[float, float], wanted: tuple[float, float]
) -> None:
    assert pictures.page_size(*size, dpi) == pytest.approx(wanted, abs=0.01)


def test_a_picture_that_states_no_resolution_fits_a4(tmp_path: Path) -> None:
    picture(1600, 1200).save(tmp_path / "screen.png")
    made, _ = written(tmp_path / "screen.png", "image/png")
    assert float(made.pages[0].mediabox[2]) == pytest.approx(793.7, abs=0.1)


def test_damaged_pictures_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    assert refused(tmp_path / "a.jpg", "image/jpeg") == "B001"
    whole = scan(tmp_path / "b.png").read_bytes()
    (tmp_path / "b.png").write_bytes(whole[: len(whole) // 2])
    assert refused(tmp_path / "b.png", "image/png") == "B001"


def test_a_decompression_bomb_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    assert refused(bomb(tmp_path / "bomb.png"), "image/png") == "B009"
    assert refused(bomb(tmp_path / "less.png", side=14_000), "image/png") == "B009"
