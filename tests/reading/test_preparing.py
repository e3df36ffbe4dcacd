"""A page is levelled and turned for the engine, and every place on it is known on the page as it came."""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ocr.documents import Recipe, read
from ocr.engines import Engine, Picture
from ocr.engines.choice import engine_for
from ocr.engines.failing import EmptyEngine
from ocr.page import Box
from ocr.preparing.draft import draft_of, print_on
from ocr.preparing.placing import drawn, unmoved
from ocr.preparing.preparing import prepare
from ocr.preparing.skew import skew_of
from ocr.sheet import Sheet
from tests.reading.making import LIMITS, printed

LINES = [
    "云岭县双拥工作领导小组办公室",
    "关于开展“八一”走访慰问活动的通知",
    "各乡镇人民政府、县直各单位：",
    "为庆祝中国人民解放军建军九十六周年，进一步密切军政军民关系。",
    "现就做好今年“八一”期间走访慰问工作的有关事项通知如下。",
    "一、走访慰问驻县部队官兵和优抚对象，送去节日问候。",
    "二、各单位要高度重视，精心组织，把工作落到实处。",
    "三、活动结束后，请将开展情况于八月五日前报县双拥办。",
]
TURNS = (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
"""By one, two and three quarters clockwise."""


def upright() -> Image.Image:
    """Return a page with a few lines of print."""
    return printed(LINES, size=(1654, 1400), type_size=40)


def sheet_of(picture: Image.Image) -> Sheet:
    """Return a picture as a sheet of 200 dots an inch."""
    return Sheet(picture=np.asarray(picture.convert("RGB")), points_per_pixel=0.36)


def tilted(picture: Image.Image, degrees: float) -> Image.Image:
    """Return a picture turned clockwise by a few degrees on a larger sheet."""
    return picture.rotate(-degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="white")


@given(
    degrees=st.floats(-16, 16),
    quarters=st.integers(0, 3),
    size=st.tuples(st.integers(300, 3000), st.integers(300, 3000)),
    places=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_the_way_back_undoes_every_step(
    degrees: float, quarters: int, size: tuple[int, int], places: tuple[float, float]
) -> None:
    """A place that was levelled and turned leads back to where it was within a hundredth of a point."""
    placing = unmoved(size).levelled(degrees).turned(quarters)
    came = (places[0] * size[0], places[1] * size[1])
    x, y, scale = placing.matrix @ np.array([*came, 1.0])
    frame = placing.frame(size, 0.36, 0.36)
    back = frame.point(float(x / scale) * 0.36, float(y / scale) * 0.36)
    assert back == pytest.approx((came[0] * 0.36, came[1] * 0.36), abs=0.01)
    assert (frame.width, frame.height) == pytest.approx((size[0] * 0.36, size[1] * 0.36))


@given(quarters=st.integers(0, 3), place=st.tuples(st.integers(0, 39), st.integers(0, 59)))
@settings(deadline=None)
def test_what_is_drawn_stands_where_the_map_says(quarters: int, place: tuple[int, int]) -> None:
    """A dot on a white page is found again at its mapped place, to the pixel."""
    picture: Picture = np.full((40, 60, 3), 255, np.uint8)
    picture[place] = 0
    placing = unmoved((60, 40)).turned(quarters)
    dark = np.argwhere(drawn(picture, placing, (255, 255, 255))[:, :, 0] < 128)
    x, y, _ = placing.matrix @ np.array([place[1] + 0.5, place[0] + 0.5, 1.0])
    assert dark.tolist() == [[math.floor(y), math.floor(x)]]
    turned = np.rot90(picture, quarters)
    assert np.array_equal(turned[:, :, 0] < 128, drawn(picture, placing, (255, 255, 255))[:, :, 0] < 128)


@pytest.mark.parametrize("degrees", [-15.0, -7.3, -1.0, -0.4, 0.0, 0.25, 0.8, 3.3, 9.7, 14.9])
def test_the_tilt_of_a_page_is_found_to_a_tenth_of_a_degree(degrees: float) -> None:
    """Upright and lying on its side."""
    page = tilted(upright(), degrees)
    skew = skew_of(print_on(draft_of(np.asarray(page))))
    assert skew.is_clear
    assert not skew.lying
    assert skew.degrees == pytest.approx(degrees, abs=0.1)
    lying = skew_of(print_on(draft_of(np.asarray(page.transpose(TURNS[0])))))
    assert lying.lying
    assert lying.degrees == pytest.approx(degrees, abs=0.1)


def test_a_page_without_print_has_no_tilt() -> None:
    """And a few specks are no lines."""
    assert not skew_of(print_on(draft_of(np.full((2000, 1400, 3), 250, np.uint8)))).is_clear


def test_a_level_upright_page_is_passed_on_as_it_is() -> None:
    """The very picture, not a copy; and no engine is asked."""
    sheet = sheet_of(upright())
    prepared = prepare(sheet, EmptyEngine())
    assert prepared.sheet is sheet
    assert prepared.frame is None
    assert prepared.turned == 0


def test_a_tilted_page_is_levelled_and_knows_the_way_back() -> None:
    """The lines are level then, and a corner of the page leads back to where it came from."""
    sheet = sheet_of(tilted(upright(), 6))
    prepared = prepare(sheet, EmptyEngine())
    assert prepared.tilt == pytest.approx(6, abs=0.1)
    assert skew_of(print_on(draft_of(prepared.sheet.picture))).degrees == pytest.approx(0, abs=0.1)
    assert prepared.frame is not None
    middle = prepared.frame.point(prepared.sheet.width / 2, prepared.sheet.height / 2)
    assert middle == pytest.approx((sheet.width / 2, sheet.height / 2), abs=1)


def test_a_picture_too_small_for_a_page_is_left_alone() -> None:
    """Emblems and codes in a Word file are no sheets."""
    sheet = sheet_of(upright().resize((150, 130)))
    assert prepare(sheet, EmptyEngine()).sheet is sheet


def test_a_page_of_which_nothing_can_be_read_is_not_turned() -> None:
    """Whatever the network says: a turn has to be shown, never guessed."""
    assert prepare(sheet_of(upright().transpose(TURNS[1])), EmptyEngine()).turned == 0


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Recipe]]:
    """Return the real engine, its models unpacked for this module."""
    recipe = Recipe(model_cache=tmp_path_factory.mktemp("models"))
    yield engine_for(recipe), recipe
    engine_for(Recipe(engine="empty"))  # lets go of half a gigabyte


@pytest.mark.engine
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_page_reads_the_same_whichever_way_up_it_came(
    tmp_path: Path, engine: tuple[Engine, Recipe], quarters: int
) -> None:
    """Its places are those of the upright page, and lead back to where they stand on the page as it came."""
    page = upright()
    came = page.transpose(TURNS[quarters - 1]) if quarters else page
    came.save(tmp_path / "a.png", dpi=(200, 200))
    (one,) = read(tmp_path / "a.png", [1], engine[1], LIMITS)
    assert [line.text for line in one.page.lines] == LINES
    assert (one.page.width, one.page.height) == pytest.approx((1654 * 0.36, 1400 * 0.36), rel=0.001)
    box = one.page.lines[0].box
    assert box is not None
    assert box.left == pytest.approx(80 * 0.36, abs=3)
    if quarters:
        assert one.page.frame is not None
        assert ink_within(came, one.page.frame.corners(box)) > 0.05
    else:
        assert one.page.frame is None


@pytest.mark.engine
@pytest.mark.parametrize("degrees", [-12, 5, 14])
def test_a_tilted_page_reads_as_a_level_one(tmp_path: Path, engine: tuple[Engine, Recipe], degrees: int) -> None:
    """On its head as well."""
    page = tilted(upright(), degrees)
    for name, came in (("a.png", page), ("b.png", page.transpose(TURNS[1]))):
        came.save(tmp_path / name, dpi=(200, 200))
        (one,) = read(tmp_path / name, [1], engine[1], LIMITS)
        assert [line.text for line in one.page.lines] == LINES


def ink_within(picture: Image.Image, corners: tuple[tuple[float, float], ...]) -> float:
    """Return the share of dark pixels in the upright rectangle around corners in points."""
    across, down = [x / 0.36 for x, _ in corners], [y / 0.36 for _, y in corners]
    part = picture.convert("L").crop((round(min(across)), round(min(down)), round(max(across)), round(max(down))))
    return float((np.asarray(part) < 128).mean())


def test_a_box_on_a_page_read_as_it_came_needs_no_way_back() -> None:
    """Corners are counted from the box's own upper left, clockwise."""
    placing = unmoved((100, 200))
    corners = placing.frame((100, 200), 1.0, 1.0).corners(Box(left=1, top=2, right=3, bottom=4))
    assert corners == ((1, 2), (3, 2), (3, 4), (1, 4))
