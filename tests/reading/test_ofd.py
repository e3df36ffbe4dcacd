"""OFD files are read: every character at its place, in the order of reading."""

import zipfile
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from ocr.documents import Limits, Recipe, Unreadable, inspect, media_type
from ocr.ofd.geometry import IDENTITY, numbers, point, steps, times
from ocr.ofd.outline import outline
from ocr.page import Ink, Region
from tests.reading.making import BLIND, FONTS, LIMITS, codes, read_all, texts
from tests.reading.ofd_files import layer, ofd, page, text
from tests.shared_data import shared_data


def refused(path: Path, limits: Limits = LIMITS) -> str:
    """Return the code of the finding for which a file is refused."""
    with pytest.raises(Unreadable) as stopped:
        inspect(path, limits)
    return stopped.value.finding.code


def test_text_is_read_with_its_place_in_points(tmp_path: Path) -> None:
    path = ofd(tmp_path / "a", page(layer(text("八一慰问"))))
    assert media_type(path) == "application/ofd"
    read = read_all(path)[0].page
    assert (round(read.width), round(read.height)) == (595, 842)
    (line,) = read.lines
    assert line.text == "八一慰问"
    assert line.box is not None
    assert line.box.left == pytest.approx(20 * 72 / 25.4)
    assert line.box.width == pytest.approx(20 * 72 / 25.4)
    assert line.box.height == pytest.approx(5 * 72 / 25.4)


def test_lines_are_put_in_order_and_pages_in_the_order_of_the_document(tmp_path: Path) -> None:
    first = page(layer(text("下", "20 60 100 10"), text("上", "20 20 100 10")))
    assert texts(ofd(tmp_path / "a", first, page(layer(text("次页"))))) == [["上", "下"], ["次页"]]


def test_a_page_has_its_own_size_where_it_states_one(tmp_path: Path) -> None:
    read = read_all(ofd(tmp_path / "a", page(layer(text("横")), box="10 10 297 210")))[0].page
    assert read.width > read.height
    assert read.lines[0].box is not None
    assert read.lines[0].box.left == pytest.approx(10 * 72 / 25.4)


def test_a_matrix_moves_and_scales_what_it_belongs_to(tmp_path: Path) -> None:
    scaled = text("双拥", attributes='Font="1" Size="10" CTM="0.5 0 0 0.5 3 0"', code='DeltaX="10"')
    box = read_all(ofd(tmp_path / "a", page(layer(scaled))))[0].page.lines[0].box
    assert box is not None
    assert (box.left, box.width, box.height) == pytest.approx((23 * 72 / 25.4, 10 * 72 / 25.4, 5 * 72 / 25.4))


def test_a_run_may_break_into_lines_by_its_steps(tmp_path: Path) -> None:
    run = text("第一行第二行", code='DeltaX="g 2 5 -10 g 2 5" DeltaY="g 2 0 8 g 2 0"')
    assert texts(ofd(tmp_path / "a", page(layer(run)))) == [["第一行", "第二行"]]


@pytest.mark.parametrize(("code", "apart"), [('DeltaX="5"', 5.0), ("", 5.0), ('DeltaX="5" DeltaY="0"', 5.0)])
def test_the_last_step_goes_for_all_that_follow(tmp_path: Path, code: str, apart: float) -> None:
    run = text("科游迈利公司", code=code or 'Z="1"')
    (line,) = read_all(ofd(tmp_path / "a", page(layer(run))))[0].page.lines
    assert line.text == "科游迈利公司"
    assert line.box is not None
    assert line.box.width == pytest.approx(6 * apart * 72 / 25.4)


def test_the_text_is_taken_where_glyphs_stand_for_it(tmp_path: Path) -> None:
    glyphs = (
        '<ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="2"><ofd:Glyphs>7 8</ofd:Glyphs></ofd:CGTransform>'
    )
    assert texts(ofd(tmp_path / "a", page(layer(text("拥军", before=glyphs))))) == [["拥军"]]


def test_templates_belong_to_the_page(tmp_path: Path) -> None:
    path = ofd(
        tmp_path / "a",
        page(layer(text("张三", "60 20 40 10")), before='<ofd:Template TemplateID="5" ZOrder="Background"/>'),
        common='<ofd:TemplatePage ID="5" BaseLoc="Tpls/T.xml"/>',
        parts={"Doc_0/Tpls/T.xml": "Page|" + page(layer(text("姓名", "20 20 40 10")))},
    )
    assert "".join(texts(path)[0]) == "姓名张三"


def test_a_form_filled_in_over_itself_is_read_once(tmp_path: Path) -> None:
    path = ofd(tmp_path / "a", page(layer(text("工程名称"), text("工程名称：甲", code='DeltaX="g 5 5"'))))
    assert texts(path) == [["工程名称：甲"]]


def test_what_annotations_say_stands_last_and_a_watermark_once(tmp_path: Path) -> None:
    marks = "".join(
        f'<ofd:Annot Type="Watermark" ID="{at}"><ofd:Appearance Boundary="0 {at * 40} 200 30">'
        f"{text('内部资料')}</ofd:Appearance></ofd:Annot>"
        for at in range(4)
    )
    path = ofd(
        tmp_path / "a",
        page(layer(text("正文"))),
        after_pages="<ofd:Annotations>Annots.xml</ofd:Annotations>",
        parts={
            "Doc_0/Annots.xml": 'Annotations|<ofd:Page PageID="100"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page>',
            "Doc_0/A.xml": f"PageAnnot|{marks}",
        },
    )
    lines = read_all(path)[0].page.lines
    assert [(line.text, line.region) for line in lines] == [("正文", Region.BODY), ("内部资料", Region.TEXT_BOX)]


def test_seals_are_counted_and_nobody_claims_that_they_hold(tmp_path: Path) -> None:
    path = ofd(
        tmp_path / "a",
        page(layer(text("正文"))),
        body="<ofd:Signatures>Signs/Signatures.xml</ofd:Signatures>",
        parts={
            "Signs/Signatures.xml": 'Signatures|<ofd:Signature ID="1" BaseLoc="S/Signature.xml"/>',
            "Signs/S/Signature.xml": 'Signature|<ofd:SignedInfo><ofd:StampAnnot PageRef="100" Boundary="9 9 40 40"/>'
            "</ofd:SignedInfo><ofd:SignedValue>v.dat</ofd:SignedValue>",
        },
    )
    read = read_all(path)
    assert codes(read) == ["R154"]
    assert read[0].page.images == 0


def test_red_print_is_red(tmp_path: Path) -> None:
    red = text("红头", before='<ofd:FillColor Value="255 0 0"/>')
    lines = read_all(ofd(tmp_path / "a", page(layer(red), layer(text("正文", "20 60 100 10")))))[0].page.lines
    assert [line.ink for line in lines] == [Ink.RED, Ink.BLACK]


def test_layers_lie_in_the_order_of_their_kinds_and_hidden_ones_do_not_show(tmp_path: Path) -> None:
    hidden = text("隐", "20 90 40 10").replace("<ofd:TextObject", '<ofd:TextObject Visible="false"')
    assert texts(ofd(tmp_path / "a", page(layer(text("显"), hidden)))) == [["显"]]


@pytest.mark.parametrize("space", ["http://www.ofdspec.org", "http://www.ofdspec.org/2016", "urn:other"])
def test_the_namespace_does_not_matter(tmp_path: Path, space: str) -> None:
    assert texts(ofd(tmp_path / "a", page(layer(text("文"))), space=space)) == [["文"]]


def test_parts_are_found_wherever_programs_count_places_from(tmp_path: Path) -> None:
    path = ofd(tmp_path / "a", page(layer(text("文"))))
    for change in ("/Doc_0/Pages/P0.xml", "pages\\p0.xml", "./Pages/../Pages/P0.xml"):
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b", "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(b"Pages/P0.xml", change.encode()))
        assert texts(tmp_path / "b") == [["文"]]


def test_a_page_whose_part_is_missing_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    path = ofd(tmp_path / "a", page(layer(text("一"))), page(layer(text("二"))))
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b", "w") as new:
        for name in old.namelist():
            if "P0" not in name:
                new.writestr(name, old.read(name))
    read = read_all(tmp_path / "b")
    assert codes(read) == ["R104"]
    assert [len(one.page.lines) for one in read] == [0, 1]


def test_files_that_cannot_be_read_are_refused_with_the_reason(tmp_path: Path) -> None:
    broken = tmp_path / "a"
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("OFD.xml", "x")
    assert refused(broken) == "R002"
    assert refused(ofd(tmp_path / "b")) == "R002"
    locked = ofd(tmp_path / "c", page(), parts={"Encryptions.xml": b"<x/>"})
    assert refused(locked) == "R003"
    assert refused(ofd(tmp_path / "d", *[page()] * 3), Limits(pages=2)) == "R009"
    assert refused(ofd(tmp_path / "e", page(layer(text("文" * 5000)))), Limits(unpacked_bytes=900)) == "R011"


def test_composites_that_hold_themselves_end(tmp_path: Path) -> None:
    unit = '<ofd:CompositeObject ID="3" ResourceID="8" Boundary="0 0 9 9"/>' * 2
    path = ofd(
        tmp_path / "a",
        page(layer(text("文"), '<ofd:CompositeObject ID="3" ResourceID="8" Boundary="0 0 9 9"/>')),
        resources=f'<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="8"><ofd:Content>{unit}</ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>",
    )
    assert texts(path) == [["文"]]


def test_composites_that_draw_each_other_a_million_times_end(tmp_path: Path) -> None:
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{at}"><ofd:Content>'
        + f'<ofd:CompositeObject ID="3" ResourceID="{at + 1}" Boundary="0 0 9 9"/>' * 60
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
        for at in range(50, 60)
    )
    path = ofd(
        tmp_path / "a",
        page(layer(text("文"), '<ofd:CompositeObject ID="3" ResourceID="50" Boundary="0 0 9 9"/>')),
        resources=f"<ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits>",
    )
    assert texts(path) == [["文"]]


@pytest.mark.parametrize(
    ("given_steps", "made"),
    [
        ("g 3 2.5 -7.5 g 2 1", [2.5, 2.5, 2.5, -7.5, 1.0, 1.0]),
        ("", []),
        ("g", []),
        ("g 2", []),
        ("x 1", [1.0]),
        ("g 900000 1", [1.0] * 9),
    ],
)
def test_steps_may_be_repeated(given_steps: str, made: list[float]) -> None:
    assert steps(given_steps, 9) == made


def test_an_arc_ends_where_it_says() -> None:
    made = outline("M 0 0 A 5 5 0 0 1 10 0")
    assert [operator for operator, _ in made] == ["M", "C", "C", "L"]
    top = made[1][1]
    assert (top[-2], top[-1]) == pytest.approx((5, -5))


@given(data=st.text(alphabet="MSLQBAC0123456789 .-e", max_size=80))
def test_any_path_data_is_an_outline(data: str) -> None:
    assert all(len(values) in {0, 2, 6} for _, values in outline(data))


@given(values=st.lists(st.floats(-50, 50), min_size=6, max_size=6), x=st.floats(-9, 9), y=st.floats(-9, 9))
def test_applying_two_matrices_is_applying_their_product(values: list[float], x: float, y: float) -> None:
    inner = (values[0], values[1], values[2], values[3], values[4], values[5])
    outer = (0.5, 1.0, -1.0, 2.0, 3.0, -4.0)
    assert point(times(inner, outer), x, y) == pytest.approx(point(outer, *point(inner, x, y)))
    assert times(inner, IDENTITY) == inner


def test_numbers_that_are_none_are_passed_over() -> None:
    assert numbers("1 a 2e400 -3") == [1.0, 0.0, -3.0]
    assert numbers(None) == []


@pytest.mark.engine
def test_a_page_whose_characters_stand_for_no_text_is_read_from_its_picture(tmp_path: Path) -> None:
    """Fonts that are cut down to a few shapes give them codes of their own; the shapes still show."""
    coded = "".join(map(chr, range(0xE000, 0xE008)))
    face = TTFont(str(FONTS / "NotoSerifSC-Regular.otf"))
    glyphs = " ".join(
        str(face.getGlyphID(face.getBestCmap()[ord(character)])) for character in "八一建军节慰问活动"[:8]
    )
    transform = f'<ofd:CGTransform CodePosition="0" CodeCount="8"><ofd:Glyphs>{glyphs}</ofd:Glyphs></ofd:CGTransform>'
    path = ofd(
        tmp_path / "a",
        page(layer(text(coded, attributes='Font="2" Size="8"', code='DeltaX="8"', before=transform))),
        resources='<ofd:Fonts><ofd:Font ID="2" FontName="x"><ofd:FontFile>f.otf</ofd:FontFile></ofd:Font></ofd:Fonts>',
        parts={"Doc_0/f.otf": (FONTS / "NotoSerifSC-Regular.otf").read_bytes()},
    )
    read = read_all(path, Recipe())
    assert "R102" in codes(read)
    assert read[0].page.text == "八一建军节慰问活"


def test_real_files_are_read() -> None:
    """Every one of them; what is printed on some is held word by word."""
    folder = shared_data("ofd")
    files = sorted(folder.rglob("*.ofd"))
    assert len(files) > 60
    found = {path.name: "\n".join("\n".join(lines) for lines in texts(path, BLIND)) for path in files}
    assert "关于同意张阿三同志辞职的批复" in found["n.ofd"]
    assert "价税合计（大写）\t叁佰壹拾捌圆整" in found["v4signed.ofd"]
