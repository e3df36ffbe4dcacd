"""What stands in a seal is kept apart from what stands under it."""

import math
from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw

from ocr.engines import Picture, Quad, Reading
from ocr.engines.choice import engine_for
from ocr.page import Ink, Page, Region, Source
from ocr.seal_text import read_seal
from ocr.seeing import see
from ocr.sheet import Sheet
from ocr.stamps import find_stamps
from ocr.terms import Recipe
from tests.reading.looks import ByColour
from tests.reading.making import font, reading

RED = (214, 24, 28)
SCALE = 72 / 200
NAME = "青禾县退役军人事务局"


def stamp(name: str = NAME, below: str = "") -> Image.Image:
    """Return a round seal of 42 mm at 200 dpi on nothing: ring, star, the name along the ring, a line below."""
    side, middle = 332, 166.0
    seal = Image.new("RGBA", (side, side), (*RED, 0))
    pen = ImageDraw.Draw(seal)
    pen.ellipse((4, 4, side - 4, side - 4), outline=RED, width=8)
    pen.text((middle, middle - 8), "★", font=font(90, "NotoSansSC-Regular.otf"), fill=RED, anchor="mm")
    pen.text((middle, middle + 88), below, font=font(30), fill=RED, anchor="mm", stroke_width=1, stroke_fill=RED)
    for place, sign in enumerate(name):
        turn = 24.0 * (place - (len(name) - 1) / 2)
        tile = Image.new("RGBA", (80, 80), (*RED, 0))
        ImageDraw.Draw(tile).text((40, 40), sign, font=font(42), fill=RED, anchor="mm", stroke_width=1, stroke_fill=RED)
        tile = tile.rotate(-turn, Image.Resampling.BICUBIC)
        x, y = middle + 124 * math.sin(math.radians(turn)), middle - 124 * math.cos(math.radians(turn))
        seal.alpha_composite(tile, (round(x) - 40, round(y) - 40))
    return seal


def sealed(*, below: str = "", squeezed: float = 1.0) -> Picture:
    """Return the foot of a page at 200 dpi, signed and sealed; `squeezed` makes it less high, as photographs do."""
    picture = Image.new("RGB", (1654, 800), (252, 251, 248))
    draw = ImageDraw.Draw(picture)
    draw.text((200, 120), "请各镇各单位认真贯彻执行。", font=font(44), fill="black")
    draw.text((880, 330), NAME, font=font(44), fill="black")
    draw.text((980, 420), "2023年8月1日", font=font(44), fill="black")
    paste = Image.new("RGB", picture.size, "white")
    seal = stamp(below=below)
    paste.paste(seal, (960, 200), seal)
    inked = ImageChops.multiply(picture, paste)  # as ink does: print shows through
    return np.asarray(inked.resize((1654, round(800 * squeezed)), Image.Resampling.BICUBIC))


def banner() -> Picture:
    """Return a page with much red on it and no seal: a letterhead, a rule, a banner, a lantern."""
    picture = Image.new("RGB", (1654, 1200), "white")
    draw = ImageDraw.Draw(picture)
    draw.text((300, 100), "云岭县人民政府文件", font=font(110), fill=RED)
    draw.rectangle((160, 300, 1490, 306), fill=RED)
    draw.rectangle((160, 500, 1490, 640), fill=RED)
    draw.ellipse((700, 760, 960, 1020), fill=RED)
    return np.asarray(picture)


class Strips:
    """An engine that makes out one text on whatever line it is given and finds none by itself."""

    def __init__(self, text: str, confidence: float) -> None:
        """Take what it says."""
        self._text, self._confidence = text, confidence

    def find_lines(self, picture: Picture) -> tuple[Quad, ...]:  # noqa: ARG002 - see Engine
        """Find nothing."""
        return ()

    def read_lines(self, picture: Picture, quads: Sequence[Quad]) -> tuple[Reading, ...]:  # noqa: ARG002 - see Engine
        """Say it."""
        return tuple(Reading(quad=quad, text=self._text, confidence=self._confidence) for quad in quads)

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:  # noqa: ARG002 - see Engine
        """Find nothing."""
        return ()


def alike(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1; writing along a ring is read with a slip now and then."""
    return SequenceMatcher(None, one, other).ratio()


def page_of(picture: Picture) -> Page:
    """Return what the real engine sees on a picture."""
    lines = see(Sheet(picture=picture, points_per_pixel=SCALE), engine_for(Recipe()), second_look=True).lines
    return Page(number=1, width=595.0, height=300.0, source=Source.OCR, lines=lines)


@pytest.mark.parametrize("squeezed", [1.0, 0.88])
def test_a_ring_is_found_where_it_lies_also_on_a_page_seen_askew(squeezed: float) -> None:
    (stamp,) = find_stamps(sealed(squeezed=squeezed), SCALE)
    assert stamp.ring is not None
    x, y = stamp.ring.middle
    assert (x, y / squeezed) == pytest.approx((960 + 166, 200 + 166), abs=3)
    assert sorted((stamp.ring.across, stamp.ring.down)) == pytest.approx(sorted((162, 162 * squeezed)), abs=3)


def test_other_red_ink_is_no_ring() -> None:
    """Letters, rules and banners; a lantern is round, and holds no writing."""
    assert not any(stamp.ring for stamp in find_stamps(banner(), SCALE))
    assert find_stamps(np.full((900, 700, 3), 255, np.uint8), SCALE) == ()


@pytest.mark.parametrize(
    ("text", "confidence", "kept"),
    [(NAME, 0.95, True), (NAME, 0.6, False), ("县", 0.99, False), ("★", 0.99, False), ("", 0.0, False)],
)
def test_a_seal_that_cannot_be_read_for_sure_says_nothing(text: str, confidence: float, *, kept: bool) -> None:
    (stamp,) = find_stamps(sealed(), SCALE)
    assert (read_seal(sealed(), stamp, Strips(text, confidence)) is not None) is kept


def test_pieces_of_a_seal_are_no_lines_and_print_under_it_is() -> None:
    """Even where the ring makes the print look red."""
    picture = sealed()
    piece = reading("人事务", (1040, 215, 1210, 265))
    signature = reading(NAME, (880, 330, 1320, 376))
    engine = ByColour(coloured=(piece, signature), bare=())
    lines = see(Sheet(picture=picture, points_per_pixel=SCALE), engine, second_look=True).lines
    assert [line.text for line in lines if line.region is not Region.SEAL] == [NAME]


@pytest.mark.engine
@pytest.mark.parametrize("squeezed", [1.0, 0.9])
def test_signature_and_date_are_read_whole_and_the_seal_apart(squeezed: float) -> None:
    page = page_of(sealed(squeezed=squeezed))
    assert page.text == f"请各镇各单位认真贯彻执行。\n{NAME}\n2023年8月1日"
    (seal,) = page.seals
    assert alike(seal, NAME) >= 0.8
    assert page.lines[-1].region is Region.SEAL
    plain, *under = (line.confidence for line in page.lines if line.region is Region.BODY)
    assert max(under) < plain


@pytest.mark.engine
def test_a_line_below_the_star_belongs_to_the_seal() -> None:
    page = page_of(sealed(below="合同专用章"))
    (seal,) = page.seals
    assert seal.endswith("合同专用章")
    assert alike(seal, f"{NAME}合同专用章") >= 0.8


@pytest.mark.engine
def test_a_page_with_other_red_ink_has_no_seal() -> None:
    page = page_of(banner())
    assert page.seals == ()
    assert "云岭县人民政府文件" in page.text


def test_a_picture_smaller_than_any_seal_holds_none() -> None:
    """At whatever resolution it claims."""
    red = np.full((40, 40, 3), RED, np.uint8)
    for points in (0.06, 0.36, 20.0, 500.0):
        assert find_stamps(red, points) == ()


@pytest.mark.engine
def test_a_blue_seal_is_one_too() -> None:
    picture = np.ascontiguousarray(sealed()[:, :, ::-1])
    page = page_of(picture)
    assert page.text == f"请各镇各单位认真贯彻执行。\n{NAME}\n2023年8月1日"
    assert page.seals == (NAME,)


@pytest.mark.engine
def test_on_a_grey_scan_the_seal_is_known_by_its_rim() -> None:
    """Its ink is lighter than print."""
    grey = np.asarray(Image.fromarray(sealed()).convert("L"))
    page = page_of(np.repeat(grey[:, :, np.newaxis], 3, axis=2))
    assert page.text == f"请各镇各单位认真贯彻执行。\n{NAME}\n2023年8月1日"
    assert page.seals in {(NAME,), ()}
    assert page.lines[-1].ink is Ink.BLACK


@pytest.mark.engine
def test_on_a_two_valued_scan_the_rim_alone_can_be_taken_away() -> None:
    """The date is read whole, and no piece of the name around the rim stands among the lines."""
    grey = np.asarray(Image.fromarray(sealed()).convert("L"))
    black = np.where(grey > 150, np.uint8(255), np.uint8(0))
    page = page_of(np.repeat(black[:, :, np.newaxis], 3, axis=2))
    first, signature, date = page.text.split("\n")
    assert first == "请各镇各单位认真贯彻执行。"
    assert date == "2023年8月1日"
    assert alike(signature, NAME) > 0.7
