"""Rows that a seal of the same black crosses are found with its signs left out, and are as long as their ink."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from ocr.area import area_around
from ocr.crossed import crossed_rows, uncovered
from ocr.engines import Picture, Quad, Reading
from ocr.engines.failing import EmptyEngine
from ocr.page import Region
from ocr.rings import Ring
from ocr.seeing import see
from ocr.sheet import Sheet

SCALE = 72 / 200
RING = Ring(middle=(400.0, 200.0), across=150.0, down=150.0, turn=0.0)


class Fragments(EmptyEngine):
    """A detector that sees these places, and keeps the picture it was given."""

    def __init__(self, *areas: tuple[float, float, float, float]) -> None:
        """Take left, top, right and bottom of each."""
        super().__init__()
        self.areas: Sequence[tuple[float, float, float, float]] = areas
        self.seen: Picture = np.zeros((1, 1, 3), np.uint8)

    def find_lines(self, picture: Picture) -> tuple[Quad, ...]:
        """Return the places."""
        self.seen = picture
        return tuple(place(*area) for area in self.areas)


def place(left: float, top: float, right: float, bottom: float) -> Quad:
    """Return the corners of a rectangle."""
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def stamped() -> Picture:
    """Return a row of signs of 40 pixels from 180 to 620, a word far behind it, and a black seal over the row."""
    picture = Image.new("RGB", (900, 400), "white")
    pen = ImageDraw.Draw(picture)
    for left in (*range(180, 620, 44), 760):
        pen.rectangle((left, 165, left + 5, 205), fill="black")
        pen.rectangle((left, 180, left + 40, 184), fill="black")
    pen.ellipse((250, 50, 550, 350), outline="black", width=8)
    pen.ellipse((360, 160, 440, 240), fill="black")
    return np.asarray(picture)


def test_a_row_is_as_long_as_its_ink_on_both_sides_of_what_is_seen_of_it() -> None:
    """What stands far off is of no row, and what is seen outside the seal is none of these."""
    engine = Fragments((330, 155, 470, 215), (600, 20, 700, 60))
    (row,) = crossed_rows(stamped(), RING, engine)
    area = area_around(row)
    assert (area.left, area.right) == pytest.approx((180, 617), abs=12)
    assert (area.top, area.bottom) == pytest.approx((155, 215), abs=3)


def test_the_signs_of_the_seal_are_not_shown_to_the_detector() -> None:
    engine = Fragments()
    assert crossed_rows(stamped(), RING, engine) == []
    assert engine.seen[200, 400].min() == 255
    assert engine.seen[52:62, 400].min() == 255
    assert engine.seen[182, 200].max() == 0


def test_a_row_that_was_found_whole_is_not_read_again() -> None:
    row = place(180, 155, 620, 215)
    assert uncovered([row], [place(175, 160, 625, 212)]) == []
    assert uncovered([row], [place(175, 160, 330, 212)]) == [row]
    assert uncovered([row], []) == [row]


class Shy(Fragments):
    """A detector that sees a piece of the row once no star lies over it, with a recogniser that reads long places."""

    def find_lines(self, picture: Picture) -> tuple[Quad, ...]:
        """Return the piece where nothing thick is black."""
        star = cv2.erode(255 - picture[:, :, 1], np.ones((50, 50), np.uint8)).max()
        return () if star else super().find_lines(picture)

    def read_lines(self, picture: Picture, quads: Sequence[Quad]) -> tuple[Reading, ...]:
        """Read what is longer than the piece."""
        del picture
        long = [quad[1][0] - quad[0][0] > 400 for quad in quads]
        return tuple(
            Reading(quad=quad, text="青禾县人民政府" if one else "", confidence=0.9 * one)
            for quad, one in zip(quads, long, strict=True)
        )


def test_a_row_that_only_the_detector_without_signs_sees_is_read_in_its_whole_length() -> None:
    """Though the detector sees nothing of it while the star lies there."""
    sheet = Sheet(picture=stamped(), points_per_pixel=SCALE)
    lines = see(sheet, Shy((330, 140, 470, 200)), second_look=True).lines
    (line,) = [line for line in lines if line.region is not Region.SEAL]
    assert line.text == "青禾县人民政府"
    assert line.box
    assert (line.box.left, line.box.right) == pytest.approx((173 * SCALE, 624 * SCALE), abs=5)
