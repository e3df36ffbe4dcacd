"""Stored text of PDF pages becomes lines with places, and is judged before it is believed."""

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from ocr.documents import Limits, Recipe, read
from ocr.glyphs import Glyph
from ocr.page import Ink, Line, Region, Source
from ocr.pdfium import Contents
from ocr.quality import judge
from ocr.text_layer import lines_of
from tests.reading.making import (
    BLIND,
    LIMITS,
    NO_ENGINE,
    changed,
    codes,
    marked,
    printed,
    read_all,
    scanned,
    texts,
    typeset,
)

OFFICIAL = """
#align(center)[#text(fill: rgb("#d01020"), size: 30pt)[云岭县人民政府文件]]
#align(center)[云政发〔2023〕12号]
关于做好2023年“八一”走访慰问工作的通知
#table(columns: (60pt, 60pt, 160pt))[序号][姓名][单位][1][张三][民政局][2][李四][退役军人事务局]
"""
EXPECTED = [
    "云岭县人民政府文件",
    "云政发〔2023〕12号",
    "关于做好2023年“八一”走访慰问工作的通知",
    "序号\t姓名\t单位",
    "1\t张三\t民政局",
    "2\t李四\t退役军人事务局",
]
PLAIN = Contents(objects=10, pictures=0, covered=0.0, invisible=0.0)
SCAN = Contents(objects=10, pictures=1, covered=1.0, invisible=1.0)
PROSE = (
    "为深入贯彻落实习近平总书记关于双拥工作的重要论述，进一步加强新时代双拥工作，巩固发展军政军民团结，"
    "经县委、县政府研究决定，在全县组织开展走访慰问驻县部队官兵和优抚对象活动，现就有关事项通知如下。"
) * 3


def line(path: Path, text: str, number: int = 1) -> Line:
    """Return the line of a page that reads so."""
    (one,) = read(path, [number], NO_ENGINE, LIMITS)
    return next(each for each in one.page.lines if each.text == text)


def test_an_official_page_reads_in_order_with_its_table_and_its_red_head(tmp_path: Path) -> None:
    """Without an engine, and with certainty."""
    path = typeset(tmp_path / "a.pdf", OFFICIAL)
    assert texts(path) == [EXPECTED]
    (one,) = read_all(path)
    assert one.page.source is Source.TEXT_LAYER
    assert [each.ink for each in one.page.lines] == [Ink.RED, *[Ink.BLACK] * 5]
    assert [each.region for each in one.page.lines] == [*[Region.BODY] * 3, *[Region.TABLE] * 3]
    assert {each.confidence for each in one.page.lines} == {1.0}
    assert not one.findings


def test_the_bulk_reader_reads_the_same_as_the_careful_one(tmp_path: Path) -> None:
    """Page 3 of 4 is not among those that pdfplumber is asked for."""
    path = typeset(tmp_path / "a.pdf", "\n#pagebreak()\n".join([OFFICIAL] * 4))
    assert texts(path) == [EXPECTED] * 4
    first, _, third, _ = read_all(path)
    for one, other in zip(first.page.lines, third.page.lines, strict=True):
        assert one.box is not None
        assert other.box is not None
        assert (one.box.left, one.box.top) == pytest.approx((other.box.left, other.box.top), abs=2)
        assert one.ink is other.ink


@pytest.mark.parametrize("page", [1, 3])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("shift", [(0, 0), (-100, -200)])
def test_places_count_from_the_corner_that_the_reader_sees(
    tmp_path: Path, page: int, rotation: int, shift: tuple[int, int]
) -> None:
    """After the turn and the crop box, for both readers, wherever the sheet has its origin."""
    markup = "#place(top + left, dx: 100pt, dy: 300pt)[#text(size: 20pt)[慰问]]"
    path = typeset(
        tmp_path / "a.pdf", "\n#pagebreak()\n".join([markup] * 4), paper="width: 600pt, height: 800pt, margin: 0pt"
    )

    def crop(sheet: pikepdf.Page) -> None:
        x, y = shift
        sheet.MediaBox = pikepdf.Array([x, y, 600, 800])
        sheet.CropBox = pikepdf.Array([40, 30, 560, 740])
        sheet.Rotate = rotation

    changed(path, crop)
    found = line(path, "慰问", page)
    assert found.box is not None
    # On the cropped sheet the word stands 60 to 100 from the left and about 240 to 260 from the top, of 520 x 710.
    left, top, right, bottom = {
        0: (60, 240, 100, 260),
        90: (450, 60, 470, 100),
        180: (420, 450, 460, 470),
        270: (240, 420, 260, 460),
    }[rotation]
    box = found.box
    assert (box.left, box.right) == pytest.approx((left, right), abs=8)
    assert (box.top, box.bottom) == pytest.approx((top, bottom), abs=8)
    (one,) = read(path, [page], NO_ENGINE, LIMITS)
    assert (one.page.width, one.page.height) == ((710, 520) if rotation in {90, 270} else (520, 710))


@pytest.mark.parametrize("rotation", [90, 270])
def test_a_landscape_table_on_a_turned_page_reads_row_by_row(tmp_path: Path, rotation: int) -> None:
    """Word writes such pages upright on the sheet and turns the sheet, or the other way round."""
    path = typeset(tmp_path / "a.pdf", f"#rotate(-{rotation}deg, reflow: true)[#box(width: 500pt)[{OFFICIAL}]]")
    changed(path, lambda sheet: sheet.rotate(rotation, relative=False))
    assert texts(path) == [EXPECTED]


def test_text_outside_the_visible_page_is_not_read(tmp_path: Path) -> None:
    """What the crop box cuts off nobody sees."""
    path = typeset(tmp_path / "a.pdf", "看得见\n#place(bottom)[看不见]")
    changed(path, lambda sheet: setattr(sheet, "CropBox", pikepdf.Array([0, 400, 595, 842])))
    assert texts(path) == [["看得见"]]


def test_a_watermark_askew_comes_after_the_text(tmp_path: Path) -> None:
    """It does not break the lines it lies across."""
    path = typeset(tmp_path / "a.pdf", "#place(dx: 50pt, dy: 20pt)[#rotate(-45deg)[样本]]\n第一行\n\n第二行")
    (page,) = texts(path)
    assert page[:2] == ["第一行", "第二行"]
    assert "".join(page[2:]) == "样本"


def test_a_page_of_text_with_pictures_keeps_its_text_and_counts_them(tmp_path: Path) -> None:
    """A photo in a report is no scan."""
    marked().save(tmp_path / "八一.png")
    path = typeset(tmp_path / "a.pdf", f'{PROSE}\n#image("八一.png", height: 300pt)')
    (one,) = read_all(path, BLIND)
    assert one.page.source is Source.TEXT_LAYER
    assert one.page.images == 1
    assert one.page.text.replace("\n", "") == PROSE


def test_a_scanned_page_goes_to_the_engine_and_a_blank_one_does_not(tmp_path: Path) -> None:
    """Decided page by page."""
    path = scanned(tmp_path / "a.pdf", [printed(["慰问"])])
    with pytest.raises(RuntimeError, match="a bug on a picture"):
        read(path, [1], NO_ENGINE, LIMITS)
    blank = typeset(tmp_path / "b.pdf", "")
    (one,) = read_all(blank)
    assert one.page.lines == ()
    assert codes([one]) == ["R103"]


def test_a_scan_with_a_stamped_number_goes_to_the_engine(tmp_path: Path) -> None:
    """A few stored characters over a picture are not the page's text, and that is said."""
    printed(["慰问"], size=(1240, 1754)).save(tmp_path / "scan.png")
    path = typeset(
        tmp_path / "a.pdf",
        '#place(image("scan.png", width: 100%))\n第1页',
        paper="width: 595pt, height: 842pt, margin: 0pt",
    )
    (one,) = read_all(path, BLIND)
    assert one.page.source is Source.OCR
    assert one.page.images == 0
    assert codes([one]) == ["R102", "R103"]


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        (PROSE, 0),
        ("关于印发《云岭县双拥工作要点》的通知", 0),
        ("目录\n一、总体要求" + "." * 200 + "1", 0),
        ("Notice on visiting the garrison of Yunling County before Army Day, 1 August 2023.", 0),
        ("張三李四王五" + "軍人家屬慰問金發放名冊臺灣國際機場" * 8, 0),
        ("张喆王堃李玥赵珺孙旻周昇" * 6 + "云岭县退役军人事务局优待证发放登记表", 0),
    ],
)
def test_what_reads_like_text_is_believed(text: str, unknown: int) -> None:
    """Prose, titles, contents with leaders, English, traditional characters, rosters with rare names."""
    assert judge(text, unknown, PLAIN).good


@pytest.mark.parametrize(
    ("text", "unknown", "contents"),
    [
        ("", 0, PLAIN),
        ("慰问", 30, PLAIN),
        ("\ue000\ue001\ue002\ue003" * 30, 0, PLAIN),
        ("¶¯Ô±Áî¾ÓÃñÎ¯Ô±»á" * 8, 0, PLAIN),
        ("!\"#$%&'()*+,-./:;<=>?" * 5, 0, PLAIN),
        ("".join(chr(0x4E00 + 97 * number % 20_000) for number in range(200)), 0, PLAIN),
        ("第1页", 0, SCAN),
    ],
)
def test_what_does_not_is_not(text: str, unknown: int, contents: Contents) -> None:
    """Unknown codes, private use, mojibake, symbols, shuffled fonts, and poor recognition under a scan."""
    verdict = judge(text, unknown, contents)
    assert not verdict.good
    assert bool(verdict.reason) == bool(text)


def test_good_recognition_under_a_scan_is_believed() -> None:
    """Somebody has already read the page well."""
    assert judge(PROSE, 0, SCAN).good


def test_an_enormous_page_is_drawn_within_bounds(tmp_path: Path) -> None:
    """And that small print may be lost is said."""
    path = typeset(tmp_path / "a.pdf", "#rect(width: 5000pt, height: 5000pt)", paper="width: 14000pt, height: 14000pt")
    (one,) = read(path, [1], BLIND, Limits(working_side=1500))
    assert one.page.width == 14_000
    assert codes([one]) == ["R105", "R103"]


def test_a_page_with_a_picture_beyond_the_limit_is_not_drawn(tmp_path: Path) -> None:
    """A small file may hold a picture that fills the memory."""
    path = scanned(tmp_path / "a.pdf", [Image.new("1", (4000, 4000))])
    (one,) = read(path, [1], NO_ENGINE, Limits(pixels=10_000_000))
    assert codes([one]) == ["R010", "R103"]


def test_a_damaged_page_costs_that_page_only(tmp_path: Path) -> None:
    """The others are read; the damaged one is empty and named."""
    path = typeset(tmp_path / "a.pdf", "第一页\n#pagebreak()\n第二页\n#pagebreak()\n第三页")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pages = pdf.Root.Pages.Kids
        pages[1] = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Nothing))
        pdf.save(path)
    assert texts(path) == [["第一页"], [], ["第三页"]]
    assert [finding.page for one in read_all(path) for finding in one.findings if finding.code == "R104"] == [2]


def test_too_many_characters_are_cut_and_that_is_said(tmp_path: Path) -> None:
    """A hostile page may hold millions."""
    path = typeset(tmp_path / "a.pdf", PROSE)
    (one,) = read(path, [1], NO_ENGINE, Limits(characters=100))
    assert codes([one]) == ["R106"]
    assert 80 < len(one.page.text.replace("\n", "")) <= 100


def test_a_drawing_with_thousands_of_labels_is_not_put_in_order() -> None:
    """It is read as it stands, in a moment; no reader takes it for running text."""
    places = [(at % 200 * 20.0, at // 200 * 17.0 + at % 7) for at in range(12_000)]
    labels = [Glyph(text="桩", left=x, top=y, right=x + 6, bottom=y + 6) for x, y in places]
    assert len(lines_of(labels, 4000, 1100)) == 12_000


def test_the_recipe_names_what_changes_the_pages_and_nothing_else() -> None:
    """Its key is what finished pages are kept under."""
    plain = Recipe()
    assert Recipe(threads=4, model_cache=Path("模型")).key == plain.key
    others = [Recipe(engine="empty"), Recipe(model="x"), Recipe(dpi=300), Recipe(detection_side=1280)]
    keys = {plain.key, Recipe(second_look=False).key, *(other.key for other in others)}
    assert len(keys) == 6
