"""What stands on the pictures of a Word file is read where they stand."""

import io
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from PIL import Image

from ocr.documents import Recipe
from ocr.engines.recorded import ANY_PICTURE, save
from ocr.page import Region, Source
from tests.reading.making import NO_ENGINE, codes, printed, read_all, reading


def stored(picture: Image.Image) -> io.BytesIO:
    """Return a picture as a PNG file."""
    content = io.BytesIO()
    picture.save(content, "PNG", dpi=(200, 200))
    return content


def seeing(path: Path, *words: str) -> Recipe:
    """Return a recipe whose engine reads these lines on every picture."""
    lines = tuple(reading(text, (80, 60 + 80 * at, 600, 100 + 80 * at)) for at, text in enumerate(words))
    save({ANY_PICTURE: lines}, path)
    return Recipe(engine="recorded", model=str(path))


def test_the_words_of_a_picture_stand_between_those_around_it(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("现将荣誉证书附后：")
    document.add_picture(stored(printed(["授予云岭县"])), width=Mm(120))
    document.add_paragraph("特此报告。")
    document.save(str(tmp_path / "a.docx"))
    (one,) = read_all(tmp_path / "a.docx", seeing(tmp_path / "seen.json", "授予云岭县", "双拥模范县"))
    assert one.page.text == "现将荣誉证书附后：\n授予云岭县\n双拥模范县\n特此报告。"
    assert [line.region for line in one.page.lines][1:3] == [Region.TEXT_BOX, Region.TEXT_BOX]
    assert (one.page.source, one.page.images, one.findings) == (Source.DOCUMENT, 1, ())
    assert one.page.lines[1].confidence == pytest.approx(0.99)


def test_a_page_that_is_one_pasted_scan_is_read_as_a_scan(tmp_path: Path) -> None:
    """With places and sizes, so that its letterhead and signature are found by where they stand."""
    document = docx.Document()
    document.add_picture(stored(printed(["云岭县人民政府文件"])), width=Mm(150))
    document.save(str(tmp_path / "a.docx"))
    (one,) = read_all(tmp_path / "a.docx", seeing(tmp_path / "seen.json", "云岭县人民政府文件"))
    assert (one.page.source, one.page.number, one.page.images) == (Source.OCR, 1, 0)
    assert [(line.text, line.region, line.box is None) for line in one.page.lines] == [
        ("云岭县人民政府文件", Region.BODY, False)
    ]


def test_a_picture_shown_often_is_read_once_and_what_nobody_reads_is_told(tmp_path: Path) -> None:
    """Small marks are passed over; a page with more pictures than are read says how many were not."""
    document = docx.Document()
    for shade in range(43):
        document.add_picture(stored(Image.new("L", (80, 80), shade * 5)), width=Mm(10))
    document.add_picture(stored(Image.new("L", (30, 30))), width=Mm(4))
    document.save(str(tmp_path / "a.docx"))
    (one,) = read_all(tmp_path / "a.docx", seeing(tmp_path / "seen.json", "图"))
    assert one.page.text.split("\n") == ["图"] * 40
    assert codes([one]) == ["R110"]
    assert "4 张" in one.findings[0].message


def test_a_word_file_without_pictures_needs_no_engine(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    document.add_picture(stored(Image.new("L", (30, 30))), width=Mm(4))
    document.save(str(tmp_path / "a.docx"))
    (one,) = read_all(tmp_path / "a.docx", NO_ENGINE)
    assert (one.page.text, codes([one])) == ("正文", [])


@pytest.mark.engine
def test_a_scan_in_a_word_file_is_read_by_the_real_engine(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("附件：荣誉证书")
    document.add_picture(stored(printed(["云岭县双拥模范县", "二〇二三年八月"])), width=Mm(150))
    document.save(str(tmp_path / "a.docx"))
    (one,) = read_all(tmp_path / "a.docx", Recipe())
    assert one.page.text == "附件：荣誉证书\n云岭县双拥模范县\n二〇二三年八月"
