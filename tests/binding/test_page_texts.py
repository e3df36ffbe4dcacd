"""What stands on a page as characters is the same when it is read, prepared and bound; else it is told."""

import json
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from archiver.binding.page_texts import shown, unlike
from archiver.binding.preparing import Prepared, order, prepare
from archiver.binding.proving import sha256, verify
from archiver.binding.values import BindingSettings, Source
from catalog.record import Part
from ocr.page import Line, Page
from ocr.page import Source as TextSource
from tests.binding.material import Leaf, bind_all, pdf, record

SENTENCE = "the county office visited the garrison and the families of soldiers before the first of august"
CHINESE = "走访慰问驻军部队和优抚对象，送去慰问金和慰问品，并召开座谈会听取意见，改进双拥工作"


def written(path: Path, *sentences: str) -> Path:
    """Write a PDF of pages with stored text."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    drawings = [f"BT /F 9 Tf 60 600 Td ({sentence}) Tj ET".encode() for sentence in sentences]
    return pdf(
        path, [Leaf(drawing=drawing, more={"Resources": Dictionary(Font=Dictionary(F=font))}) for drawing in drawings]
    )


def read(*lines: str, confidence: float = 1.0) -> Page:
    stored = tuple(Line(text=text, confidence=confidence) for text in lines)
    return Page(number=1, width=595, height=842, source=TextSource.TEXT_LAYER, lines=stored)


def test_all_characters_of_a_page_are_told_without_spaces(tmp_path: Path) -> None:
    assert shown(written(tmp_path / "a.pdf", SENTENCE, "-")) == (SENTENCE.replace(" ", ""), "-")
    (tmp_path / "b.pdf").write_bytes(b"nothing")
    assert shown(tmp_path / "b.pdf") == ()


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (read(SENTENCE), []),
        (read(*reversed(SENTENCE.split())), []),
        (read(SENTENCE[:60]), []),
        (read(SENTENCE, CHINESE), [1]),
        (read(CHINESE), [1]),
        (read("走访慰问"), []),
        (read(CHINESE, confidence=0.99), []),
    ],
    ids=["same", "other order", "less", "more", "other", "too little to say", "seen in a picture"],
)
def test_a_page_that_is_not_what_was_read_is_found(page: Page, told: list[int]) -> None:
    assert list(unlike([page], [SENTENCE.replace(" ", "")])) == told


def test_it_is_told_when_the_page_is_prepared(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf", SENTENCE)
    part = Part(
        sha256=sha256(path), first_page=1, last_page=1, to_end=True, source_name="a.pdf", media_type="application/pdf"
    )
    stored = (read(CHINESE),)
    source = Source(path=path, media_type="application/pdf", stored=stored)
    made = prepare(order(part, source, BindingSettings(), target=tmp_path / "made.pdf", name="a.pdf"))
    assert isinstance(made, Prepared)
    assert [(remark.code, remark.page) for remark in made.findings] == [("B117", 1)]


def test_a_bound_page_that_lost_a_word_is_found(tmp_path: Path) -> None:
    written(tmp_path / "a.pdf", SENTENCE, "second page")
    (binder,) = bind_all(tmp_path, [record(1, "a.pdf", pages=2)]).manifest.binders
    path = tmp_path / "binders" / binder.file
    with pikepdf.Pdf.open(path, allow_overwriting_input=True) as bound:
        form = bound.pages[3].obj.Resources.XObject.Sheet
        form.write(form.read_bytes().replace(b"second", b"secund"))
        bound.save(path)
    manifest = tmp_path / "binders" / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told["binders"][0]["sha256"] = sha256(path)
    manifest.write_text(json.dumps(told), encoding="utf-8")
    assert [(finding.code, finding.page) for finding in verify(tmp_path / "binders")] == [("B215", 4)]
