"""The look of a page stays when it is scanned, shrunk or copied again, and tells two pictures apart."""

import cv2
import numpy as np

from catalog.likeness import NEAR, apart
from ocr.engines import Picture
from ocr.look import look_of


def scene(seed: int) -> Picture:
    """Return a picture of coloured spots on a ground that grows lighter."""
    rng = np.random.default_rng(seed)
    picture = np.repeat(np.linspace(60, 200, 400).astype(np.uint8)[:, np.newaxis, np.newaxis], 600, axis=1)
    picture = np.ascontiguousarray(np.repeat(picture, 3, axis=2))
    for _ in range(25):
        middle = (int(rng.integers(600)), int(rng.integers(400)))
        cv2.circle(picture, middle, int(rng.integers(15, 70)), [int(part) for part in rng.integers(0, 255, 3)], -1)
    return picture


def grey(picture: Picture) -> Picture:
    """Return a black-and-white copy."""
    return np.repeat(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[:, :, np.newaxis], 3, axis=2).astype(np.uint8)


def test_a_picture_shrunk_brightened_and_copied_without_colour_looks_the_same() -> None:
    for seed in range(6):
        picture = scene(seed)
        look = look_of(picture, 0).pattern
        small = np.asarray(cv2.resize(picture, (250, 166), interpolation=cv2.INTER_AREA), np.uint8)
        bright = np.clip(picture.astype(np.int16) + 25, 0, 255).astype(np.uint8)
        assert all(apart(look, look_of(other, 0).pattern) < NEAR / 2 for other in (small, bright, grey(picture)))


def test_two_pictures_look_different() -> None:
    looks = [look_of(scene(seed), 0).pattern for seed in range(8)]
    assert all(apart(one, other) > NEAR for place, one in enumerate(looks) for other in looks[:place])


def test_nothing_stands_out_on_an_even_page() -> None:
    assert look_of(np.full((500, 350, 3), 240, np.uint8), 300).pattern == ""


def test_colour_is_that_of_a_seal_and_not_of_yellowed_paper() -> None:
    paper = np.full((842, 595, 3), (240, 228, 200), np.uint8)
    assert not look_of(paper, 300).colour
    cv2.circle(paper, (400, 600), 40, (200, 30, 30), 3)
    assert look_of(paper, 300).colour
    assert not look_of(grey(paper), 300).colour
