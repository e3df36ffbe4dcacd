"""What an engine finds becomes lines in points, in order, with their colour; seals are looked under."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from ocr.area import Area
from ocr.documents import Recipe, read
from ocr.engines import Picture, Reading
from ocr.engines.recorded import ANY_PICTURE, RecordedEngine, save
from ocr.page import Ink, Region
from ocr.red_ink import ink_in
from ocr.seal_ink import Hue, coloured_ink, without
from ocr.seeing import see
from ocr.sheet import Sheet
from ocr.stamps import find_stamps
from tests.reading.looks import ByColour
from tests.reading.making import LIMITS, codes, font, printed, reading

RED = (215, 30, 40)


def signed(*, seal: bool = True, print_below: bool = True) -> Picture:
    """Return the lower part of a page of 144 dpi: a name and a date, and a seal over them."""
    picture = Image.new("RGB", (1190, 500), "white")
    draw = ImageDraw.Draw(picture)
    if print_below:
        draw.text((600, 180), "云岭县人民政府办公室", font=font(32), fill="black")
        draw.text((680, 240), "2023年8月1日", font=font(32), fill="black")
    if seal:
        draw.ellipse((640, 100, 880, 340), outline=RED, width=8)
        draw.text((700, 190), "★", font=font(120), fill=RED)
    return np.asarray(picture)


def seen(engine: ByColour, picture: Picture, *, second_look: bool = True) -> list[str]:
    """Return the texts of the lines on a picture of 144 dpi."""
    return [
        line.text for line in see(Sheet(picture=picture, points_per_pixel=0.5), engine, second_look=second_look).lines
    ]


def bare(picture: Picture, hue: Hue = Hue.RED) -> Picture:
    """Return a picture without the ink of a hue."""
    return without(picture, coloured_ink(picture, hue))


def test_places_are_points_and_lines_are_in_order(tmp_path: Path) -> None:
    """Through the door, with a recorded engine, at 200 dpi."""
    recording = (
        reading("第二行", (200, 300, 500, 340)),
        reading("云岭县", (200, 200, 320, 240)),
        reading("人民政府", (325, 201, 485, 241), confidence=0.89),
        reading("不确定", (200, 800, 400, 840), confidence=0.3),
        reading("  ", (200, 900, 400, 940)),
    )
    save({ANY_PICTURE: recording}, tmp_path / "recording.json")
    Image.new("RGB", (1654, 2339), "white").save(tmp_path / "a.png", dpi=(200, 200))
    recipe = Recipe(engine="recorded", model=str(tmp_path / "recording.json"))
    (one,) = read(tmp_path / "a.png", [1], recipe, LIMITS)
    assert one.page.text == "云岭县人民政府\n第二行"
    box = one.page.lines[0].box
    assert box is not None
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx((72, 72, 174.6, 86.8), abs=0.1)
    assert one.page.lines[0].confidence == pytest.approx((3 * 0.99 + 4 * 0.89) / 7, abs=1e-3)
    assert codes([one]) == []


def test_a_page_read_with_doubt_is_said_to_be(tmp_path: Path) -> None:
    """With the percentage."""
    save({ANY_PICTURE: (reading("字迹模糊" * 6, (100, 100, 900, 140), confidence=0.6),)}, tmp_path / "r.json")
    printed(["字迹模糊" * 5], size=(1654, 2339)).save(tmp_path / "a.png", dpi=(200, 200))
    (one,) = read(tmp_path / "a.png", [1], Recipe(engine="recorded", model=str(tmp_path / "r.json")), LIMITS)
    assert codes([one]) == ["R107"]
    assert "60%" in one.findings[0].message


def test_a_tilted_table_reads_row_by_row() -> None:
    """The tilt is taken from the readings' own corners."""
    rows = [("序号", "姓名", "单位"), ("1", "张三", "民政局"), ("2", "李四", "武装部"), ("3", "王五", "教育局")]
    slope = 0.06
    readings = [reading("云岭县走访慰问驻县部队官兵和优抚对象名册", (100, 60, 1000, 100), rise=900 * slope)]
    for row, cells in enumerate(rows):
        for cell, left in zip(cells, (100, 400, 800), strict=True):
            top = 150 + 50 * row + left * slope
            width = 36 * len(cell)
            readings.append(reading(cell, (left, top, left + width, top + 36), rise=width * slope))
    sheet = Sheet(picture=np.full((600, 1200, 3), 255, np.uint8), points_per_pixel=0.5)
    lines = see(sheet, ByColour((), tuple(readings)), second_look=True).lines
    assert [line.text for line in lines][1:] == ["\t".join(row) for row in rows]
    assert {line.region for line in lines[1:]} == {Region.TABLE}


def test_red_print_is_told_from_black() -> None:
    """By the pixels in the line's box; a red banner with white letters is not red print."""
    picture = Image.new("RGB", (800, 400), (250, 248, 240))
    draw = ImageDraw.Draw(picture)
    draw.text((20, 20), "云岭县人民政府文件", font=font(60), fill=RED)
    draw.text((20, 120), "关于走访慰问的通知", font=font(60), fill=(30, 30, 30))
    draw.rectangle((0, 220, 800, 320), fill=RED)
    draw.text((20, 230), "军民鱼水情", font=font(60), fill="white")
    pixels = np.asarray(picture)
    inks = [ink_in(pixels, Area(left=20, top=top, right=560, bottom=top + 80)) for top in (20, 120, 230)]
    assert inks == [Ink.RED, Ink.BLACK, Ink.BLACK]
    assert ink_in(pixels, Area(left=900, top=0, right=950, bottom=20)) is Ink.BLACK


def test_a_seal_over_print_is_found_and_other_red_ink_is_not_looked_under() -> None:
    """A letterhead has no print under it, a red rule is no seal, and red paper is no ink."""
    (stamp,) = find_stamps(signed(), 0.5)
    assert stamp.ring is not None
    assert stamp.area.left <= 648
    assert stamp.area.right >= 872
    letterhead = Image.new("RGB", (1190, 500), "white")
    draw = ImageDraw.Draw(letterhead)
    draw.text((100, 100), "云岭县人民政府文件", font=font(90), fill=RED)
    draw.rectangle((100, 300, 1090, 306), fill=RED)
    assert find_stamps(np.asarray(letterhead), 0.5) == ()
    assert find_stamps(signed(seal=False), 0.5) == ()
    assert find_stamps(np.full((300, 300, 3), RED, np.uint8), 0.5) == ()
    assert find_stamps(np.full((2, 300, 3), 255, np.uint8), 0.5) == ()


def test_red_ink_without_a_rim_is_looked_under_where_it_lies_over_print() -> None:
    """Half a seal across the edge of the page, a stamp with a frame."""
    picture = Image.fromarray(signed(seal=False))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((640, 170, 900, 270), outline=RED, width=5)
    (stamp,) = find_stamps(np.asarray(picture), 0.5)
    assert stamp.ring is None
    assert (stamp.area.left, stamp.area.right) == pytest.approx((640, 900), abs=12)


def test_without_its_red_the_page_shows_the_print_alone() -> None:
    """The seal is as white as the paper, however dark its paste; the print stays black."""
    assert bare(signed())[100:340, 640:880].min() < 60
    assert bare(signed(print_below=False)).min() > 225
    darker = (signed(print_below=False) * 0.7).astype(np.uint8)
    assert bare(darker).min() > 0.88 * darker.max()
    plain = signed(seal=False)
    assert np.array_equal(bare(plain), plain)
    blue = np.ascontiguousarray(signed(print_below=False)[:, :, ::-1])
    assert bare(blue, Hue.BLUE).min() > 225


def test_what_stands_under_a_seal_is_read_whole() -> None:
    """The first look reads two characters and is sure of them; the second reads the name."""
    engine = ByColour(
        coloured=(reading("云岭", (600, 180, 664, 215)), reading("正文", (100, 40, 200, 75))),
        bare=(
            reading("云岭县人民政府办公室", (600, 104, 920, 139), confidence=0.95),
            reading("远处", (20, 104, 90, 139)),
        ),
    )
    assert seen(engine, signed()) == ["正文", "云岭县人民政府办公室"]
    ((height, width, _),) = engine.bands
    assert width == 1190
    assert height < 310


def test_a_worse_second_look_changes_nothing() -> None:
    """It stands only where it is surer, or reads more with confidence."""
    engine = ByColour(
        coloured=(reading("云岭县人民政府办公室", (600, 180, 920, 215)),),
        bare=(reading("云岭县人民", (600, 104, 920, 139), confidence=0.7),),
    )
    assert seen(engine, signed()) == ["云岭县人民政府办公室"]


@pytest.mark.parametrize("again", ["", "云岭县人民政府办公室", "云岭昌人民攻府"])
def test_a_line_under_a_seal_is_never_surer_for_being_contradicted(again: str) -> None:
    """Both looks agreeing, a second look that is unsure of something else, or sees nothing."""

    def sure(bare: tuple[Reading, ...]) -> float:
        first = reading("云岭县人民政府办公室", (600, 180, 920, 215), confidence=0.97)
        page = see(Sheet(picture=signed(), points_per_pixel=0.5), ByColour((first,), bare), second_look=True)
        return next(line.confidence for line in page.lines if line.text == first.text)

    agreeing = sure((reading("云岭县人民政府办公室", (600, 104, 920, 139), confidence=0.97),))
    assert sure((reading(again, (600, 104, 920, 139), confidence=0.6),) if again else ()) <= agreeing < 0.97


def test_a_form_full_of_red_boxes_is_not_looked_at_a_hundred_times() -> None:
    picture = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(picture)
    for x in range(60, 1500, 200):
        for y in range(60, 2200, 200):
            draw.rectangle((x, y, x + 150, y + 150), outline=RED, width=8)
            draw.text((x + 30, y + 50), "姓名", font=font(40), fill="black")
    assert 0 < len(find_stamps(np.asarray(picture), 72 / 200)) <= 12


def test_without_the_second_look_the_engine_is_asked_once() -> None:
    """A recipe may do without."""
    engine = ByColour(coloured=(reading("云岭", (600, 180, 664, 215)),), bare=())
    assert seen(engine, signed(), second_look=False) == ["云岭"]
    assert engine.bands == []


def test_an_engine_is_asked_for_pictures_it_was_recorded_with_only() -> None:
    """A recording that is out of date fails loudly."""
    with pytest.raises(KeyError, match="1190x500"):
        RecordedEngine({}).recognise(signed())
