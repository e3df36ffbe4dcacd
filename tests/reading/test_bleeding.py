"""Print of the other side that shows through is not read; whatever was put on this side is."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from ocr.engines import Engine, Picture
from ocr.engines.choice import engine_for
from ocr.engines.failing import EmptyEngine
from ocr.preparing.bleeding import without_bleeding
from ocr.preparing.draft import draft_of
from ocr.preparing.preparing import prepare
from ocr.seeing import see
from ocr.sheet import Sheet
from ocr.terms import Recipe
from tests.reading.making import codes, font, printed, read_all
from tests.reading.test_preparing import LINES

SIZE = (1654, 1400)
BACK = [
    "县退役军人事务局关于申请拨付慰问经费的请示",
    "按照县双拥工作领导小组统一安排，拟对驻县部队进行走访。",
    "所需经费共计二十六万元，请从年度预算中列支为盼。",
    "妥否，请批示。联系人及电话附后，经办人签字。",
    "附件一：走访慰问单位名单及慰问品清单。",
    "附件二：经费使用计划表和往年支出情况。",
    "抄送：县财政局、县审计局、县人民武装部。",
    "共印二十份，存档两份，其余分送各有关单位。",
]


def bled(front: Picture, back: Picture, strength: float) -> Picture:
    """Return a page through which its other side shows: soft, pale and in a mirror."""
    grey = cv2.GaussianBlur(cv2.cvtColor(back[:, ::-1], cv2.COLOR_RGB2GRAY), (0, 0), 1.8)
    light = 1.0 - strength * (1.0 - np.roll(grey, 37, axis=0)[:, :, np.newaxis] / 255.0)
    return (front * light).astype(np.uint8)


def front() -> Picture:
    """Return the page that is to be read."""
    return np.asarray(printed(LINES, size=SIZE))


def pages() -> tuple[Picture, Picture]:
    """Return the page and its other side."""
    return front(), np.asarray(printed(BACK, size=SIZE, type_size=46))


def texts(picture: Picture, engine: Engine) -> list[str]:
    """Return the lines that are read of a page."""
    read = see(Sheet(picture=picture, points_per_pixel=0.36), engine, second_look=True)
    return [line.text for line in read.lines]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return the real engine."""
    yield engine_for(Recipe(model_cache=tmp_path_factory.mktemp("models")))
    engine_for(Recipe(engine="empty"))  # lets go of half a gigabyte


def test_nothing_is_taken_away_that_is_not_proved() -> None:
    """Of a clean page, of which the engine is not even asked, and where nothing can be read in the mirror."""
    clean = front()
    assert without_bleeding(clean, draft_of(clean), EmptyEngine()) is clean
    through = bled(*pages(), 0.3)
    assert without_bleeding(through, draft_of(through), EmptyEngine()) is through


@pytest.mark.engine
@pytest.mark.parametrize("strength", [0.15, 0.3])
def test_print_of_the_other_side_is_not_read(engine: Engine, strength: float) -> None:
    """And the page stands where it stood."""
    prepared = prepare(Sheet(picture=bled(*pages(), strength), points_per_pixel=0.36), engine)
    assert prepared.bleeding
    assert prepared.frame is None
    assert texts(prepared.sheet.picture, engine) == LINES


@pytest.mark.engine
def test_pale_print_of_this_side_stays(engine: Engine) -> None:
    """Though it is as pale as print of the other side."""
    back = pages()[1]
    faint = bled(front(), np.ascontiguousarray(back[:, ::-1]), 0.3)
    assert without_bleeding(faint, draft_of(faint), engine) is faint


@pytest.mark.engine
def test_a_seal_and_a_pen_stay_where_the_other_side_shows_through(engine: Engine) -> None:
    picture = Image.fromarray(bled(*pages(), 0.25))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((1100, 900, 1450, 1250), outline=(225, 110, 110), width=14)
    draw.text((300, 1150), "同意，请财政局办理。", font=font(48), fill=(120, 130, 215))
    marked = np.asarray(picture)
    prepared = prepare(Sheet(picture=marked, points_per_pixel=0.36), engine)
    assert prepared.bleeding
    assert "同意，请财政局办理。" in texts(prepared.sheet.picture, engine)
    assert np.array_equal(prepared.sheet.picture[1073:1077, 1102:1112], marked[1073:1077, 1102:1112])


@pytest.mark.engine
def test_that_the_other_side_shows_through_is_told(tmp_path: Path) -> None:
    Image.fromarray(bled(*pages(), 0.3)).save(tmp_path / "a.png", dpi=(200, 200))
    (one,) = read_all(tmp_path / "a.png", Recipe())
    assert codes([one]) == ["R131"]
