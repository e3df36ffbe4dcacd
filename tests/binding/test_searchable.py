"""The text that was read is found in the PDF, character for character and in its place, and nothing else changes."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pdfplumber
import pikepdf
import pypdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_text
from pikepdf import pdfa

from archiver.binding import pictures, searchable
from archiver.binding.layer_text import page_text
from archiver.binding.reading_back import FinishedFile, text_of
from ocr.models import folders
from ocr.page import Box, Frame, Page, Region
from tests.binding.material import picture
from tests.binding.read_pages import blank_scans, laid, line, pdfium_text, sheet, texts

NOTICE = ("关于做好2023年“八一”走访慰问工作的通知", "云双拥办〔2023〕12号", "各镇（街道）：", "Tel 0830-1234567 转 8")


def made(folder: Path, *pages: Page, turn: int = 0, size: tuple[float, float] = (595, 842)) -> Path:
    """Lay pages under a PDF of blank scans and return it; nothing may be amiss."""
    plain = blank_scans(folder / "plain.pdf", len(pages), size, turn)
    target = folder / "laid.pdf"
    assert searchable.lay(plain, target, pages, "扫描.pdf") == ()
    return target


def squeezed(text: str) -> str:
    return "".join(text.split())


def read_by_all(path: Path) -> dict[str, str]:
    """Return the text of a PDF as five libraries read it, without spaces."""
    with pdfplumber.open(path) as plumber:
        plumbed = "".join(page.extract_text() for page in plumber.pages)
    document = pypdfium2.PdfDocument(path)
    seen = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    read = {
        "pypdf": "".join(page.extract_text() for page in pypdf.PdfReader(path).pages),
        "pdfminer": extract_text(path),
        "pdfplumber": plumbed,
        "pdfium": seen,
    }
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", "-enc", "UTF-8", "-raw", str(path), "-"], capture_output=True, check=True)  # noqa: S607
        read["poppler"] = done.stdout.decode()
    return {name: squeezed(text) for name, text in read.items()}


def test_every_reader_finds_the_text_that_was_read(tmp_path: Path) -> None:
    path = made(tmp_path, texts(*NOTICE), texts("第二页", number=2))
    wanted = squeezed("".join((*NOTICE, "第二页")))
    assert read_by_all(path) == dict.fromkeys(read_by_all(path), wanted)
    assert pdfium_text(path).splitlines() == list(NOTICE)


def test_every_character_that_the_engine_knows_comes_back_in_every_reader(tmp_path: Path) -> None:
    told = json.loads((folders(tmp_path).recognition / "inference.yml").read_text(encoding="utf-8"))
    known = [character for character in told["PostProcess"]["character_dict"] if not character.isspace()]
    lines = ["".join(known[at : at + 30]) for at in range(0, len(known), 30)]
    pages = [texts(*lines[at : at + 30], number=at // 30 + 1) for at in range(0, len(lines), 30)]
    for name, text in read_by_all(made(tmp_path, *pages)).items():
        assert text == "".join(known), name


PRINTED = st.one_of(
    st.characters(min_codepoint=0x20, max_codepoint=0x7E),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0xFF01, max_codepoint=0xFF5E),
    st.characters(min_codepoint=0x20000, max_codepoint=0x2A6DF),
    st.builds(str.__add__, st.sampled_from("aeiounAOU"), st.characters(min_codepoint=0x300, max_codepoint=0x30F)),
    st.sampled_from("—…“”‘’·、。《》〔〕①㎡℃±×÷√　\u00a0éüñ"),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(PRINTED, min_size=1, max_size=40).map("".join), min_size=1, max_size=12))
def test_whatever_is_printed_comes_back(tmp_path: Path, lines: list[str]) -> None:
    page = texts(*lines)
    assert page_text(page) == text_of_page(made(tmp_path, page))


def text_of_page(path: Path) -> str:
    finished = FinishedFile(path)
    try:
        return text_of(finished.layer(1))
    finally:
        finished.close()


def test_cells_lie_in_their_columns_and_are_parted(tmp_path: Path) -> None:
    cells = tuple(Box(left=left, top=100, right=left + 40, bottom=116) for left in (80.0, 250.0, 420.0))
    row = line("张三\t民政局\t12", cells=cells, region=Region.TABLE)
    path = made(tmp_path, sheet(row))
    assert laid(path) == ["张三", "民政局", "12"]
    assert pdfium_text(path) == "张三 民政局 12"


def test_what_stands_in_a_seal_comes_after_the_text(tmp_path: Path) -> None:
    page = sheet(line("云岭县人民政府", 600.0, region=Region.SEAL), line("特此通知", 300.0))
    assert laid(made(tmp_path, page)) == ["特此通知", "云岭县人民政府"]


def test_text_around_a_seal_lies_across_its_middle(tmp_path: Path) -> None:
    ring = line("云岭县人民政府办公室", box=Box(left=300, top=500, right=420, bottom=620), region=Region.SEAL)
    path = made(tmp_path, sheet(line("云岭县人民政府", 520.0, 310.0), ring))
    document = pypdfium2.PdfDocument(path)
    left, bottom, right, top = document[0].get_textpage().get_charbox(9)
    document.close()
    assert (left, right) == pytest.approx((300, 312), abs=1)
    assert ((842 - top + 842 - bottom) / 2, top - bottom) == pytest.approx((560, 18), abs=1)


def test_text_that_stands_one_below_the_other_is_laid_downwards(tmp_path: Path) -> None:
    tall = line("双拥模范县", box=Box(left=500, top=100, right=520, bottom=200))
    path = made(tmp_path, sheet(tall))
    document = pypdfium2.PdfDocument(path)
    boxes = [document[0].get_textpage().get_charbox(place) for place in range(5)]
    document.close()
    assert [round(left) for left, *_ in boxes] == [500] * 5
    assert [round(842 - top) for *_, top in boxes] == [100, 120, 140, 160, 180]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_lines_lie_on_their_boxes_on_turned_and_cropped_pages(turn: int, tmp_path: Path) -> None:
    plain = blank_scans(tmp_path / "plain.pdf", 1, (700, 900), turn)
    with pikepdf.Pdf.open(plain, allow_overwriting_input=True) as pdf:
        pdf.pages[0].CropBox = pikepdf.Array([100, 50, 600, 850])
        pdf.pages[0].UserUnit = 2
        pdf.save(plain)
    across, down = (800, 500) if turn in {90, 270} else (500, 800)
    page = sheet(line("文件", 40.0, 30.0), line("末", down - 20.0, across - 30.0), width=across, height=down)
    assert searchable.lay(plain, tmp_path / "laid.pdf", [page], "") == ()
    finished = FinishedFile(tmp_path / "laid.pdf")
    found = [(round(one.across * across), round(one.down * down)) for one in finished.layer(1)]
    finished.close()
    assert found == [(30, 56), (across - 30, down - 4)]


def seen_askew(x: float, y: float) -> tuple[float, float]:
    """Return where a place of the flat page stands on a photo: turned a little, and smaller towards the foot."""
    scale = 1 + y / 2000
    return (60 + (0.9 * x + 0.1 * y) / scale, 40 + (0.85 * y - 0.06 * x) / scale)


ASKEW = Frame(matrix=(0.9, 0.13, 60, -0.06, 0.87, 40, 0, 1 / 2000, 1), width=700, height=900)


def test_characters_of_a_photographed_page_lie_on_their_pictures(tmp_path: Path) -> None:
    page = sheet(line("一二三四五六七八九十" * 2, 700.0, 60.0, 20.0), frame=ASKEW)
    path = made(tmp_path, page, size=(700, 900))
    assert ASKEW.point(0, 0) == pytest.approx(seen_askew(0, 0))
    document = pypdfium2.PdfDocument(path)
    text = document[0].get_textpage()
    for place in range(20):
        left, bottom, right, top = text.get_charbox(place, loose=True)
        wanted = ASKEW.point(60 + 20 * place + 10, 710)
        assert ((left + right) / 2, 900 - (bottom + top) / 2) == pytest.approx(wanted, abs=5)
    document.close()


def test_a_photographed_page_reads_without_gaps(tmp_path: Path) -> None:
    lines = [line(text, 100.0 + 30 * place, 60.0, 14.0) for place, text in enumerate(NOTICE)]
    path = made(tmp_path, sheet(*lines, frame=ASKEW), size=(700, 900))
    assert read_by_all(path) == dict.fromkeys(read_by_all(path), squeezed("".join(NOTICE)))
    assert pdfium_text(path).splitlines() == list(NOTICE)


def test_the_picture_stays_as_it_was(tmp_path: Path) -> None:
    path = made(tmp_path, texts(*NOTICE))
    shown = []
    for one in (tmp_path / "plain.pdf", path):
        document = pypdfium2.PdfDocument(one)
        shown.append(document[0].render(scale=1).to_numpy())
        document.close()
    assert np.array_equal(*shown)


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    one = made(tmp_path, texts(*NOTICE)).read_bytes()
    assert made(tmp_path, texts(*NOTICE)).read_bytes() == one


def test_the_layer_is_nothing_that_keeps_a_file_from_being_pdf_a(tmp_path: Path) -> None:
    picture(mode="RGB").save(tmp_path / "scan.jpg", dpi=(100, 100))
    pictures.write_pdf(tmp_path / "scan.jpg", "image/jpeg", tmp_path / "plain.pdf", "")
    assert searchable.lay(tmp_path / "plain.pdf", tmp_path / "laid.pdf", [texts(*NOTICE, "é①𠮷 A")], "") == ()
    with pikepdf.Pdf.open(tmp_path / "laid.pdf") as pdf:
        assert pdfa.save(pdf, tmp_path / "a.pdf", "2b").findings == []
    assert pdfa.validate_written(tmp_path / "a.pdf", "2b").findings == []


def test_a_page_costs_little_and_the_font_is_shared(tmp_path: Path) -> None:
    pages = [texts(*NOTICE * 8, number=number) for number in range(1, 21)]
    path = made(tmp_path, *pages)
    growth = path.stat().st_size - (tmp_path / "plain.pdf").stat().st_size
    assert growth / len(pages) < 5000


def test_a_layer_that_reads_wrong_is_made_once_more_then_left_out_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Garbled as other programs once did it, silently: here by codes that stand for other characters."""
    right = searchable.LayerFont.encoded
    monkeypatch.setattr(searchable.LayerFont, "encoded", lambda font, glyphs: right(font, list(glyphs)[::-1]))
    plain = blank_scans(tmp_path / "plain.pdf", 3)
    pages = [texts("走访慰问", number=1), texts("访访", number=2), texts("慰问信", number=3)]
    remarks = searchable.lay(plain, tmp_path / "laid.pdf", pages, "扫描.pdf（R000001）")
    assert [(remark.code, remark.page) for remark in remarks] == [("B115", 1), ("B115", 3)]
    assert [laid(tmp_path / "laid.pdf", number) for number in (1, 2, 3)] == [[], ["访访"], []]


def test_a_fault_that_passes_is_made_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = searchable._write
    tries: list[int] = []

    def write(plain: Path, target: Path, pages: list[Page], uncleaned: tuple[int, ...] = ()) -> list[int]:
        tries.append(1)
        return right(plain, target, [] if len(tries) == 1 else pages, uncleaned)

    monkeypatch.setattr(searchable, "_write", write)
    assert laid(made(tmp_path, texts("走访慰问"))) == ["走访慰问"]
    assert len(tries) == 2


def test_text_in_another_place_does_not_hold(tmp_path: Path) -> None:
    path = made(tmp_path, texts("走访慰问"))
    finished = FinishedFile(path)
    found = finished.layer(1)
    finished.close()
    assert searchable.holds(found, texts("走访慰问"))
    assert not searchable.holds(found, sheet(line("走访慰问", top=90.0)))


def test_a_page_that_the_file_does_not_have_is_named(tmp_path: Path) -> None:
    plain = blank_scans(tmp_path / "plain.pdf", 1)
    remarks = searchable.lay(plain, tmp_path / "laid.pdf", [texts("一"), texts("二", number=2)], "")
    assert [(remark.code, remark.page) for remark in remarks] == [("B115", 2)]


def test_a_line_without_a_place_cannot_be_laid_and_is_named(tmp_path: Path) -> None:
    plain = blank_scans(tmp_path / "plain.pdf", 1)
    remarks = searchable.lay(plain, tmp_path / "laid.pdf", [sheet(line("一", box=None))], "")
    assert [remark.code for remark in remarks] == ["B115"]


def test_a_page_as_narrow_as_a_hair_is_laid_too(tmp_path: Path) -> None:
    plain = blank_scans(tmp_path / "plain.pdf", 1, (0.001, 900))
    page = sheet(line("文件", 40.0, 0.0), width=0.001, height=900)
    assert {remark.code for remark in searchable.lay(plain, tmp_path / "laid.pdf", [page], "")} <= {"B115"}
