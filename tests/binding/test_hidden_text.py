"""A scanner's own invisible text goes, whatever it is wrapped in; what is seen stays to the pixel."""

from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from archiver.binding import hidden_text, searchable
from tests.binding.read_pages import pdfium_text, texts

SEEN = b"BT /F 20 Tf 100 600 Td (seen) Tj ET"


def page_of(path: Path, drawing: bytes, **forms: bytes) -> Path:
    """Write a PDF of one page with that drawing; it has the fonts /F and /T (of type 3) and the forms named."""
    with pikepdf.Pdf.new() as made:
        square = made.make_stream(b"500 0 d0 0 0 400 700 re f")
        fonts = Dictionary(
            F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica),
            T=Dictionary(
                Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 700]), FirstChar=97, LastChar=97,
                FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), Widths=Array([500]), CharProcs=Dictionary(a=square),
                Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
            ),
        )  # fmt: skip
        drawn = {}
        for name, content in forms.items():
            own = Dictionary(Font=fonts, **({"XObject": Dictionary(drawn)} if drawn else {}))
            drawn[f"/{name}"] = made.make_stream(
                content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]), Resources=own
            )
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, 595, 842]),
            Resources=Dictionary(Font=fonts, XObject=Dictionary(drawn)),
            Contents=made.make_stream(drawing),
        )
        made.pages.append(pikepdf.Page(made.make_indirect(page)))
        made.save(path)
    return path


def cleaned(path: Path) -> tuple[bool, str]:
    """Take the hidden text out of a page, which must look as before; return whether there was any, and what reads."""
    target = path.with_suffix(".cleaned.pdf")
    with pikepdf.Pdf.open(path) as pdf:
        found = hidden_text.remove(pdf, pdf.pages[0])
        pdf.save(target)
    assert np.array_equal(picture(path), picture(target))
    return found, " ".join(pdfium_text(target).split())


def picture(path: Path) -> np.ndarray:
    document = pypdfium2.PdfDocument(path)
    shown: np.ndarray = document[0].render(scale=1).to_numpy().copy()
    document.close()
    return shown


HIDDEN = b"BT 3 Tr /F 20 Tf 100 500 Td (hidden) Tj ET"


@pytest.mark.parametrize(
    "drawing",
    [
        HIDDEN + b" BT 0 Tr /F 20 Tf 100 600 Td (seen) Tj ET",
        b"q " + HIDDEN + b" Q " + SEEN,
        b"BT 3 Tr /F 20 Tf 100 500 Td [(hid) -200 (den)] TJ 0 Tr 0 100 Td (seen) Tj ET",
        b"BT 3 Tr /F 20 Tf 14 TL 100 500 Td (hidden) ' 1 2 (more) \" 0 Tr 0 Tc 0 Tw 1 0 0 1 100 600 Tm (seen) Tj ET",
        b"BT /F 20 Tf 100 600 Td (seen) Tj 3 Tr ( hidden) Tj ET",
    ],
)
def test_invisible_text_goes_and_visible_text_stays(drawing: bytes, tmp_path: Path) -> None:
    assert cleaned(page_of(tmp_path / "a.pdf", drawing)) == (True, "seen")


def test_invisible_text_in_forms_goes_and_so_does_that_of_a_mode_set_outside(tmp_path: Path) -> None:
    inner = b"BT /F 20 Tf 100 400 Td (hidden) Tj ET"
    path = page_of(tmp_path / "a.pdf", SEEN + b" q 3 Tr /Outer Do Q", Inner=inner, Outer=b"/Inner Do " + HIDDEN)
    assert cleaned(path) == (True, "seen")


def test_a_form_that_is_drawn_visibly_too_stays(tmp_path: Path) -> None:
    path = page_of(tmp_path / "a.pdf", b"/One Do q 3 Tr 1 0 0 1 0 -100 cm /One Do Q", One=SEEN)
    assert cleaned(path) == (False, "seen seen")


def test_text_that_gives_visible_text_its_place_stays(tmp_path: Path) -> None:
    path = page_of(tmp_path / "a.pdf", b"BT 3 Tr /F 20 Tf 100 500 Td (hidden) Tj 0 Tr (seen) Tj ET")
    assert cleaned(path) == (False, "hiddenseen")


def test_drawn_glyphs_are_seen_in_every_mode(tmp_path: Path) -> None:
    path = page_of(tmp_path / "a.pdf", b"BT 3 Tr /T 20 Tf 100 500 Td (a) Tj ET")
    assert cleaned(path)[0] is False


@pytest.mark.parametrize("drawing", [SEEN, b"", b"BT ET", b"BT (x) Tj", b"3 Tr Tf Do ( ", b"\x00\xff<<", b"Q Q Q 7 Tr"])
def test_a_page_without_invisible_text_stays_as_it_is(drawing: bytes, tmp_path: Path) -> None:
    assert cleaned(page_of(tmp_path / "a.pdf", drawing))[0] is False


STEP = st.sampled_from([
    b"q", b"Q", b"BT", b"ET", b"0 Tr", b"3 Tr", b"(ab) Tj", b"[(c) -300 (d)] TJ", b"(e) '", b'1 2 (f) "', b"20 -30 Td",
    b"1 0 0 1 90 300 Tm", b"T*", b"/F 18 Tf", b"/T 25 Tf", b"/One Do", b"20 TL", b"0 1 0 rg",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(STEP, max_size=25), st.lists(STEP.filter(lambda step: step != b"/One Do"), max_size=12))
def test_whatever_is_drawn_looks_as_before(
    tmp_path_factory: pytest.TempPathFactory, steps: list[bytes], form: list[bytes]
) -> None:
    path = page_of(tmp_path_factory.getbasetemp() / "any.pdf", b"100 700 Td " + b" ".join(steps), One=b" ".join(form))
    cleaned(path)


def test_a_bad_layer_gives_way_to_the_text_that_was_read(tmp_path: Path) -> None:
    path = page_of(tmp_path / "a.pdf", HIDDEN)
    assert searchable.lay(path, tmp_path / "laid.pdf", [texts("走访慰问")], "") == ()
    assert pdfium_text(tmp_path / "laid.pdf") == "走访慰问"


def test_where_the_picture_would_change_the_old_text_is_left_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(pdf: pikepdf.Pdf, page: pikepdf.Page) -> bool:
        page.obj.Contents = pdf.make_stream(b"")
        return True

    monkeypatch.setattr(hidden_text, "remove", careless)
    path = page_of(tmp_path / "a.pdf", SEEN + HIDDEN)
    remarks = searchable.lay(path, tmp_path / "laid.pdf", [texts("走访慰问")], "")
    assert [(remark.code, remark.page) for remark in remarks] == [("B116", 1)]
    assert pdfium_text(tmp_path / "laid.pdf").split() == ["seen", "hidden", "走访慰问"]
