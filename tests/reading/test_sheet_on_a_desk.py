"""A sheet that was photographed, or scanned under a dark lid, is cut out and flattened; a blank one is told."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from ocr.documents import Recipe
from ocr.engines import Picture
from ocr.engines.choice import engine_for
from ocr.engines.failing import EmptyEngine
from ocr.page import Box
from ocr.preparing.blank import is_blank
from ocr.preparing.draft import draft_of
from ocr.preparing.outline import outline_of
from ocr.preparing.preparing import prepare
from ocr.sheet import Sheet
from tests.reading.making import codes, font, printed, read_all
from tests.reading.test_preparing import LINES

CORNERS = np.array([[150, 90], [1300, 140], [1380, 1830], [90, 1780]], np.float32)


def page() -> Image.Image:
    """Return a page with print."""
    return printed(LINES, size=(1240, 1754), type_size=32)


def on_a_desk(picture: Image.Image, *, desk: tuple[int, int, int] = (120, 80, 50)) -> Picture:
    """Return a page as a telephone sees it that is held askew over a desk."""
    sheet = np.asarray(picture)
    height, width = sheet.shape[:2]
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    view = cv2.getPerspectiveTransform(flat, CORNERS)
    size = (1480, 1930)
    seen = cv2.warpPerspective(
        sheet, view, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_CONSTANT, borderValue=desk
    )
    return np.asarray(seen, dtype=np.uint8)


def paper(shade: int = 244) -> Picture:
    """Return an empty page with the grain of paper."""
    grain = np.random.default_rng(3).normal(shade, 4, (1754, 1240, 1))
    return np.repeat(grain.clip(0, 255), 3, axis=2).astype(np.uint8)


def test_the_outline_of_a_sheet_on_a_desk_is_found() -> None:
    found = outline_of(on_a_desk(page()))
    assert found is not None
    assert np.abs(found - CORNERS).max() < 8


def test_a_page_that_fills_the_picture_is_not_cut() -> None:
    """Nor one whose frame or picture only looks like a sheet's edge."""
    picture = page()
    assert outline_of(np.asarray(picture)) is None
    ImageDraw.Draw(picture).rectangle((60, 60, 1180, 1690), outline="black", width=4)
    assert outline_of(np.asarray(picture)) is None
    assert outline_of(paper()) is None


def test_the_way_back_from_a_flattened_page_leads_to_its_corners_in_the_photograph() -> None:
    sheet = Sheet(picture=on_a_desk(page()), points_per_pixel=0.5)
    prepared = prepare(sheet, EmptyEngine())
    assert prepared.cut_out
    assert prepared.frame
    whole = Box(left=0, top=0, right=prepared.sheet.width, bottom=prepared.sheet.height)
    corners = np.array(prepared.frame.corners(whole)) / 0.5
    assert np.abs(corners - CORNERS).max() < 12
    assert (prepared.frame.width, prepared.frame.height) == (740.0, 965.0)


def test_paper_with_dust_and_shadow_is_blank_and_what_bears_a_mark_is_not() -> None:
    engine = EmptyEngine()
    dusty = paper()
    for place in range(100, 1600, 50):
        dusty[place : place + 3, place % 1100 : place % 1100 + 3] = 60
    shaded = (paper() * np.linspace(1.0, 0.65, 1240)[np.newaxis, :, np.newaxis]).astype(np.uint8)
    numbered = Image.fromarray(paper())
    ImageDraw.Draw(numbered).text((600, 1600), "— 3 —", font=font(28), fill="black")
    photograph = np.stack(np.meshgrid(np.linspace(60, 200, 1240), np.linspace(90, 220, 1754)) * 2, axis=2)[:, :, :3]
    for picture, blank in (
        (paper(), True),
        (paper(215), True),
        (dusty, True),
        (shaded, True),
        (np.asarray(numbered), False),
        (photograph.astype(np.uint8), False),
        (np.zeros((1754, 1240, 3), np.uint8), False),
    ):
        assert is_blank(picture, draft_of(picture), engine) is blank


def test_a_blank_page_is_kept_and_told(tmp_path: Path) -> None:
    Image.fromarray(paper()).save(tmp_path / "a.png", dpi=(150, 150))
    (one,) = read_all(tmp_path / "a.png", Recipe(engine="empty"))
    assert one.page.blank
    assert one.page.lines == ()
    assert codes([one]) == ["R113"]


@pytest.mark.engine
def test_faint_pencil_is_not_blank() -> None:
    picture = Image.fromarray(paper())
    ImageDraw.Draw(picture).text((200, 300), "空白页上的淡铅笔字", font=font(40), fill=(190, 190, 190))
    pixels = np.asarray(picture)
    assert not is_blank(pixels, draft_of(pixels), engine_for(Recipe()))


@pytest.mark.engine
@pytest.mark.parametrize("desk", [(120, 80, 50), (25, 25, 28)], ids=["desk", "dark lid"])
def test_a_photographed_page_reads_as_the_page_itself(tmp_path: Path, desk: tuple[int, int, int]) -> None:
    Image.fromarray(on_a_desk(page(), desk=desk)).save(tmp_path / "a.png")
    (one,) = read_all(tmp_path / "a.png", Recipe())
    assert one.page.text.split("\n") == LINES
    assert one.page.frame is not None


@pytest.mark.engine
@pytest.mark.parametrize("depth", [0.4, 0.75])
def test_the_edge_of_a_shadow_is_not_taken_for_that_of_the_sheet(depth: float) -> None:
    """Print goes on in the shadow: nothing is cut away that can be read."""
    lit = np.ones((1754, 1240, 1))
    across = np.linspace(-400, 500, 1240)[np.newaxis, :, np.newaxis]
    down = np.linspace(-900, 900, 1754)[:, np.newaxis, np.newaxis]
    lit -= depth / (1 + np.exp(-(across + 0.3 * down) / 12))
    shaded = (np.asarray(page()) * lit).astype(np.uint8)
    assert outline_of(shaded) is not None
    sheet = Sheet(picture=shaded, points_per_pixel=0.48)
    assert prepare(sheet, engine_for(Recipe())).sheet is sheet


def test_a_sheet_is_as_long_as_a4_where_nobody_states_the_resolution() -> None:
    """Else its size is that of the scan."""
    picture = on_a_desk(page(), desk=(25, 25, 28))
    guessed = prepare(Sheet(picture=picture, points_per_pixel=0.4, stated=False), EmptyEngine()).sheet
    assert (guessed.width, guessed.height) == pytest.approx((595, 842), abs=1)
    scanned = prepare(Sheet(picture=picture, points_per_pixel=0.4), EmptyEngine()).sheet
    assert scanned.points_per_pixel == 0.4
