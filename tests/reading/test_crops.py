"""The picture of a line is cut out whole, level, and a little longer than the place that was found."""

import math

import numpy as np
import pytest

from ocr.engines import Picture, Quad
from ocr.engines.crops import crop

BLACK = (0, 0, 0)


def page(*, left: int, top: int, right: int, bottom: int) -> Picture:
    """Return a white page with a black rectangle."""
    pixels = np.full((400, 600, 3), 255, np.uint8)
    pixels[top:bottom, left:right] = BLACK
    return pixels


def upright(left: float, top: float, right: float, bottom: float) -> Quad:
    """Return the corners of an upright rectangle."""
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def test_a_level_line_is_cut_out_with_a_little_at_both_ends() -> None:
    """A tenth of its height before, a quarter behind: a full stop stands in the corner of its square."""
    cut = crop(page(left=100, top=100, right=300, bottom=140), upright(100, 100, 300, 140))
    assert cut.shape == (40, 4 + 200 + 10, 3)
    assert cut[:, 4:204].max() == 0
    assert cut[:, :4].min() == cut[:, 204:].min() == 255


def test_a_slanted_line_is_laid_level() -> None:
    """Its own upper left corner becomes the picture's."""
    angle = math.radians(20)
    along, down = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
    corner = (150.0, 100.0)
    quad = tuple(
        (corner[0] + x * along[0] + y * down[0], corner[1] + x * along[1] + y * down[1])
        for x, y in ((0, 0), (200, 0), (200, 40), (0, 40))
    )
    rows, columns = np.mgrid[0:400, 0:600]
    across = (columns - corner[0]) * along[0] + (rows - corner[1]) * along[1]
    below = (columns - corner[0]) * down[0] + (rows - corner[1]) * down[1]
    inside = (across >= 0) & (across <= 200) & (below >= 0) & (below <= 40)
    picture = np.where(inside[:, :, np.newaxis], np.uint8(0), np.uint8(255)).repeat(3, axis=2)
    a, b, c, d = quad
    cut = crop(picture, (a, b, c, d))
    assert cut.shape[0] == pytest.approx(40, abs=1)
    assert cut.shape[1] == pytest.approx(214, abs=2)
    assert cut[3:-3, 8:200].max() < 60


def test_a_line_that_runs_downwards_is_laid_on_its_side() -> None:
    """Its upper end comes to lie left, and the end that is lengthened more lies right."""
    picture = page(left=100, top=50, right=140, bottom=250)
    picture[50:90, 100:140] = 120
    cut = crop(picture, upright(100, 50, 140, 250))
    assert cut.shape == (40, 214, 3)
    assert cut[20, 8:40].min() == cut[20, 8:40].max() == 120
    assert cut[20, 50:200].max() == 0


@pytest.mark.parametrize("quad", [upright(-5, -5, 100, 30), upright(550, 380, 640, 420), upright(10, 10, 10, 10)])
def test_a_place_at_the_edge_and_one_without_extent_give_a_picture(quad: Quad) -> None:
    """What lies outside repeats the edge."""
    cut = crop(page(left=0, top=0, right=0, bottom=0), quad)
    assert min(cut.shape[:2]) >= 1
    assert cut.min() == 255
