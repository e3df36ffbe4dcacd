"""The real engine reads real pages, without a network."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ocr.documents import Recipe, inspect, read
from ocr.engines.choice import engine_for
from ocr.page import Ink
from tests.reading.making import LIMITS, font, printed, scanned, texts, without_display
from tests.shared_data import shared_data

pytestmark = pytest.mark.engine

LINES = ["云岭县双拥工作领导小组办公室", "关于开展“八一”走访慰问活动的通知", "各乡镇人民政府、县直各单位："]


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recipe]:
    """Return a recipe with the real engine, its models unpacked for this module."""
    yield Recipe(model_cache=tmp_path_factory.mktemp("models"))
    engine_for(Recipe(engine="empty"))  # lets go of half a gigabyte


def test_printed_chinese_is_read_to_the_character(tmp_path: Path, recipe: Recipe) -> None:
    """From a picture and from a scanned PDF."""
    printed(LINES).save(tmp_path / "a.png", dpi=(200, 200))
    scanned(tmp_path / "a.pdf", [printed(LINES)])
    assert texts(tmp_path / "a.png", recipe) == [LINES]
    assert texts(tmp_path / "a.pdf", recipe) == [LINES]


def test_places_are_where_the_print_is(tmp_path: Path, recipe: Recipe) -> None:
    """In points from the upper left corner: 80 pixels of 200 dpi are 28.8."""
    printed(LINES).save(tmp_path / "a.png", dpi=(200, 200))
    (one,) = read(tmp_path / "a.png", [1], recipe, LIMITS)
    box = one.page.lines[0].box
    assert box is not None
    assert box.left == pytest.approx(28.8, abs=3)
    assert 60 * 0.36 <= (box.top + box.bottom) / 2 <= 120 * 0.36
    assert all(line.confidence > 0.9 for line in one.page.lines)


def test_a_blank_page_and_a_sliver_have_no_text(recipe: Recipe) -> None:
    """And do not make the engine stumble."""
    engine = engine_for(recipe)
    assert engine.recognise(np.full((400, 300, 3), 255, np.uint8)) == ()
    assert engine.recognise(np.full((3, 300, 3), 255, np.uint8)) == ()


def test_places_can_be_read_alone_and_in_another_picture(recipe: Recipe) -> None:
    """In the order asked for; where nothing stands, nothing is read."""
    engine = engine_for(recipe)
    picture = np.asarray(printed(LINES))
    quads = engine.find_lines(picture)
    assert [one.text for one in engine.read_lines(picture, quads)] == [one.text for one in engine.recognise(picture)]
    upper = min(quads, key=lambda quad: quad[0][1])
    (empty, line) = engine.read_lines(picture, [((5, 5), (60, 5), (60, 40), (5, 40)), upper])
    assert (empty.text, line.text, line.quad) == ("", LINES[0], upper)
    assert engine.read_lines(np.full_like(picture, 255), [upper])[0].text == ""
    assert engine.read_lines(picture, []) == ()


def test_issuer_and_date_under_a_seal_come_out(tmp_path: Path, recipe: Recipe) -> None:
    """And the red head is known as red."""
    picture = Image.new("RGB", (1654, 1000), "white")
    draw = ImageDraw.Draw(picture)
    draw.text((827, 100), "云岭县人民政府文件", font=font(90), fill=(215, 30, 40), anchor="mt")
    draw.text((1450, 600), "云岭县双拥工作领导小组", font=font(44), fill="black", anchor="rt")
    draw.text((1400, 680), "2023年7月20日", font=font(44), fill="black", anchor="rt")
    seal = Image.new("RGBA", picture.size)
    over = ImageDraw.Draw(seal)
    over.ellipse((1040, 480, 1370, 810), outline=(222, 35, 40, 200), width=10)
    over.text((1205, 645), "★", font=font(160), fill=(222, 35, 40, 200), anchor="mm")
    Image.alpha_composite(picture.convert("RGBA"), seal).convert("RGB").save(tmp_path / "a.jpg", dpi=(200, 200))
    (one,) = read(tmp_path / "a.jpg", [1], recipe, LIMITS)
    by_text = {line.text: line.ink for line in one.page.lines}
    assert by_text["云岭县人民政府文件"] is Ink.RED
    assert by_text["云岭县双拥工作领导小组"] is Ink.BLACK
    assert by_text["2023年7月20日"] is Ink.BLACK


def test_a_real_official_page_is_read(recipe: Recipe) -> None:
    """Number, title and a joint letterhead of a State Council page."""
    path = shared_data("govdoc-cn/397/397_1.png")
    assert inspect(path, LIMITS).pages == 1
    (page,) = texts(path, recipe)
    assert page[:5] == [
        "发展改革委办公厅",
        "税务总局办公厅",
        "文件",
        "发改办财金规〔2019〕860号",
        "关于加强个人所得税纳税信用建设的通知",
    ]


def test_nothing_is_asked_of_the_network_and_nothing_is_said(tmp_path: Path, recipe: Recipe) -> None:
    """With sockets denied, the engine starts and reads; standard output stays empty for the program's own words.

    Native code opens sockets that Python cannot deny: what ONNX Runtime would report is gathered in the home first,
    so that an empty home shows that it gathers nothing.
    """
    printed(LINES[:1]).save(tmp_path / "a.png", dpi=(200, 200))
    program = f"""
import socket, sys
def denied(*_, **__): raise SystemExit('a socket was opened')
socket.socket.connect = socket.create_connection = socket.getaddrinfo = denied
from pathlib import Path
from ocr.documents import Limits, Recipe, read
recipe = Recipe(model_cache=Path({str(recipe.model_cache)!r}))
(one,) = read(Path({str(tmp_path / "a.png")!r}), [1], recipe, Limits())
sys.stderr.write(one.page.text)
"""
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**without_display(), **home},
    )
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr.endswith(LINES[0])
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]


def test_a_model_without_packaged_weights_is_a_mistake_of_the_caller() -> None:
    """Nothing is downloaded in its place."""
    with pytest.raises(ValueError, match="PP-OCRv9"):
        engine_for(Recipe(model="PP-OCRv9"))
