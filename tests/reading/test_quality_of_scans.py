"""A scan that is not good enough to be archived is told page by page; a good one is not."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageFilter

from ocr import file_quality
from ocr.documents import Recipe, read
from ocr.engines.recorded import ANY_PICTURE, save
from ocr.page import Box, Line, Page, Region, Source
from tests.reading.making import LIMITS, codes, printed, reading, scanned
from tests.reading.test_preparing import LINES, tilted
from tests.reading.test_sheet_on_a_desk import on_a_desk

SIZE = (1654, 2339)
READINGS = tuple(reading(text, (80, 60 + 80 * at, 80 + 40 * len(text), 110 + 80 * at)) for at, text in enumerate(LINES))


def page() -> Image.Image:
    """Return a clear page of A4 at 200 dpi."""
    return printed(LINES, size=SIZE)


def found(picture: Image.Image, folder: Path, *, dpi: float = 200) -> list[str]:
    """Return the codes of what is told of a scan on which LINES are read where they were printed."""
    picture.save(folder / "a.png", dpi=(dpi, dpi))
    save({ANY_PICTURE: READINGS}, folder / "readings.json")
    (one,) = read(folder / "a.png", [1], Recipe(engine="recorded", model=str(folder / "readings.json")), LIMITS)
    return codes([one])


def dimmed(picture: Image.Image) -> Image.Image:
    """Return a page in poor light."""
    return ImageEnhance.Brightness(picture).enhance(0.4)


def pale(picture: Image.Image) -> Image.Image:
    """Return a page with hardly any toner."""
    return Image.fromarray((255 - (255 - np.asarray(picture).astype(int)) * 0.25).astype(np.uint8))


def blurred(picture: Image.Image) -> Image.Image:
    """Return a page out of focus."""
    return picture.filter(ImageFilter.GaussianBlur(3.5))


@pytest.mark.parametrize(
    ("change", "told"),
    [(lambda picture: picture, []), (dimmed, ["R125"]), (pale, ["R126"]), (blurred, ["R127"])],
    ids=["clear", "dark", "pale", "blurred"],
)
def test_light_and_focus_are_judged(
    tmp_path: Path, change: Callable[[Image.Image], Image.Image], told: list[str]
) -> None:
    assert found(change(page()), tmp_path) == told


def test_a_coarse_scan_is_told_with_what_was_found_and_expected(tmp_path: Path) -> None:
    """By the resolution that the file states, or by A4 where it states none; in a PDF by its picture."""
    half = page().resize((827, 1170))
    small = tuple(reading(text, (40, 30 + 40 * at, 40 + 20 * len(text), 55 + 40 * at)) for at, text in enumerate(LINES))
    save({ANY_PICTURE: small}, tmp_path / "r.json")
    recipe = Recipe(engine="recorded", model=str(tmp_path / "r.json"))
    half.save(tmp_path / "stated.png", dpi=(100, 100))
    half.save(tmp_path / "unstated.png")
    for name in ("stated.png", "unstated.png"):
        (one,) = read(tmp_path / name, [1], recipe, LIMITS)
        (coarse,) = [finding for finding in one.findings if finding.code == "R120"]
        assert "100 dpi" in coarse.message
        assert "200 dpi" in coarse.message
    save({ANY_PICTURE: READINGS}, tmp_path / "r.json")
    (one,) = read(scanned(tmp_path / "a.pdf", [half], dpi=100), [1], recipe, LIMITS)
    assert "R120" in codes([one])


def test_print_at_the_edge_of_the_picture_is_told(tmp_path: Path) -> None:
    cut = page().crop((80, 0, 1654, 2339))
    readings = tuple(reading(text, (0, 60 + 80 * at, 40 * len(text), 110 + 80 * at)) for at, text in enumerate(LINES))
    save({ANY_PICTURE: readings}, tmp_path / "r.json")
    cut.save(tmp_path / "a.png", dpi=(200, 200))
    (one,) = read(tmp_path / "a.png", [1], Recipe(engine="recorded", model=str(tmp_path / "r.json")), LIMITS)
    assert codes([one]) == ["R123"]


def test_a_page_with_few_words_is_not_judged(tmp_path: Path) -> None:
    """It is a photograph or a cover."""
    save({ANY_PICTURE: READINGS[:1]}, tmp_path / "r.json")
    blurred(dimmed(page())).save(tmp_path / "a.png", dpi=(100, 100))
    (one,) = read(tmp_path / "a.png", [1], Recipe(engine="recorded", model=str(tmp_path / "r.json")), LIMITS)
    assert codes([one]) == []


@pytest.mark.engine
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda picture: tilted(picture, 2.5), "R121"),
        (lambda picture: picture.transpose(Image.Transpose.ROTATE_180), "R122"),
        (lambda picture: Image.fromarray(on_a_desk(picture.resize((1240, 1754)))), "R124"),
    ],
    ids=["tilted", "turned", "on a desk"],
)
def test_what_was_put_right_for_reading_is_told(
    tmp_path: Path, change: Callable[[Image.Image], Image.Image], told: str
) -> None:
    change(page()).save(tmp_path / "a.png", dpi=(200, 200))
    (one,) = read(tmp_path / "a.png", [1], Recipe(), LIMITS)
    assert told in codes([one])
    assert not {"R125", "R126", "R127"} & set(codes([one]))


def numbered(place: int, number: str = "", *, size: tuple[float, float] = (595.0, 842.0)) -> Page:
    """Return a scanned page with a page number at its foot."""
    box = Box(left=280, top=800, right=310, bottom=812)
    lines = (Line(text=number, box=box, region=Region.PAGE_NUMBER),) if number else ()
    return Page(number=place, width=size[0], height=size[1], source=Source.OCR, lines=lines)


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (["— 1 —", "— 2 —", "— 3 —"], []),
        (["— 1 —", "", "— 3 —"], []),
        (["", "— 2 —", "", "", "— 1 —", "— 2 —"], []),
        (["— 1 —", "— 2 —", "— 2 —", "— 3 —"], [("R129", 3)]),
        (["— 1 —", "— 2 —", "— 5 —"], [("R130", 3)]),
        (["— 1 —", "", "— 4 —"], [("R130", 3)]),
        (["— 1 —", "— 99 —"], []),
        ([], []),
    ],
)
def test_missing_and_doubled_pages_are_found_by_their_printed_numbers(
    numbers: list[str], told: list[tuple[str, int]]
) -> None:
    pages = [numbered(place, number) for place, number in enumerate(numbers, 1)]
    assert [(finding.code, finding.page) for finding in file_quality.check(pages)] == told


def test_pages_of_unlike_size_are_told_once_and_turned_ones_are_alike() -> None:
    a4, lying, a3 = (595.0, 842.0), (842.0, 595.0), (842.0, 1191.0)
    assert file_quality.check([numbered(1, size=a4), numbered(2, size=lying)]) == ()
    (mixed,) = file_quality.check([numbered(1, size=a4), numbered(2, size=a3), numbered(3, size=a3)])
    assert (mixed.code, mixed.page) == ("R128", 2)
    assert "210×297" in mixed.message
    assert "297×420" in mixed.message
