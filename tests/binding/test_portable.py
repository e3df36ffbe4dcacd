"""PDF files are bound as they show, repaired, decrypted and without anything active."""

from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from archiver.binding import portable
from archiver.binding.refusals import CannotBind
from tests.binding.material import Leaf, pdf

BOX = b"0.2 g 100 500 200 200 re f"


def written(path: Path) -> tuple[Path, list[str]]:
    target = path.with_suffix(".made.pdf")
    return target, [remark.code for remark in portable.write_pdf(path, target, path.name)]


def drawn(path: Path, number: int = 0) -> np.ndarray:
    document = pypdfium2.PdfDocument(path)
    image = document[number].render(scale=0.5).to_pil().convert("L")
    document.close()
    return np.asarray(image)


def same(one: np.ndarray, other: np.ndarray) -> bool:
    return one.shape == other.shape and float(np.abs(one.astype(int) - other).mean()) < 0.5


@pytest.mark.parametrize("leaf", [
    Leaf(drawing=BOX), Leaf(drawing=BOX, turn=90), Leaf(drawing=BOX, crop=(50, 400, 500, 800)),
    Leaf(drawing=BOX, turn=270, crop=(50, 400, 500, 800)), Leaf(drawing=BOX, unit=2.0),
    Leaf(drawing=BOX, more={"Group": Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)}),
], ids=["plain", "turned", "cropped", "both", "unit", "group"])  # fmt: skip
def test_a_page_shows_what_it_showed(leaf: Leaf, tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [leaf])
    made, codes = written(path)
    assert same(drawn(path), drawn(made))
    assert codes == []


def test_boxes_rotation_and_unit_are_inherited_and_kept(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [Leaf(drawing=BOX)])
    with pikepdf.Pdf.open(path, allow_overwriting_input=True) as tree:
        page = tree.pages[0].obj
        for key in ("/MediaBox", "/Rotate"):
            del page[key]
        page.Parent.MediaBox = Array([0, 0, 300, 400])
        page.Parent.Rotate = 90
        tree.save(path)
    made, _ = written(path)
    with pikepdf.Pdf.open(made) as bound:
        assert [float(side) for side in bound.pages[0].mediabox] == [0, 0, 300, 400]
        assert int(bound.pages[0].obj.Rotate) == 90


@pytest.mark.parametrize("spoilt", [
    {"/MediaBox": Array([0, 0])}, {"/MediaBox": Array([0, 0, 0, 0])}, {"/MediaBox": Name.A4},
    {"/MediaBox": Array([Name.A, 0, 0, 0])}, {"/Rotate": Name.Left}, {"/UserUnit": -1}, {"/UserUnit": Name.Big},
], ids=str)  # fmt: skip
def test_boxes_that_mean_nothing_are_replaced_by_what_readers_take(spoilt: dict[str, object], tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [Leaf(drawing=BOX)])
    with pikepdf.Pdf.open(path, allow_overwriting_input=True) as tree:
        for key, value in spoilt.items():
            tree.pages[0].obj[key] = value
        tree.save(path)
    made, _ = written(path)
    with pikepdf.Pdf.open(made) as bound:
        box = [float(side) for side in bound.pages[0].mediabox]
        assert box == ([0, 0, 612, 792] if "/MediaBox" in spoilt else [0, 0, 595, 842])
        assert int(bound.pages[0].obj.Rotate) == 0
        assert "/UserUnit" not in bound.pages[0].obj


def test_a_page_tree_that_never_ends_is_left() -> None:
    loop = Dictionary()
    with pikepdf.Pdf.new() as tree:
        page = tree.make_indirect(Dictionary(Type=Name.Page))
        parent = tree.make_indirect(loop)
        parent.Parent = parent
        page.Parent = parent
        box, _, turn, _ = portable.boxes(pikepdf.Page(page))
    assert (tuple(box), turn) == ((0, 0, 612, 792), 0)


def test_a_seal_that_is_an_annotation_becomes_part_of_the_page(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [Leaf()])
    with pikepdf.Pdf.open(path, allow_overwriting_input=True) as tree:
        seal = tree.make_stream(b"1 0 0 rg 0 0 100 100 re f", Type=Name.XObject, Subtype=Name.Form)
        seal.BBox = Array([0, 0, 100, 100])
        look = Dictionary(N=seal)
        note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([300, 300, 400, 400]), F=4, AP=look)
        tree.pages[0].obj.Annots = Array([tree.make_indirect(note)])
        tree.save(path)
    made, _ = written(path)
    with pikepdf.Pdf.open(made) as bound:
        assert "/Annots" not in bound.pages[0].obj
    assert drawn(made)[(842 - 350) // 2, 350 // 2] < 128


def test_fields_that_ask_for_an_appearance_get_one(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [Leaf()])
    with pikepdf.Pdf.open(path, allow_overwriting_input=True) as tree:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        given = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="name", V="HELLO", F=4,
            Rect=Array([100, 700, 400, 740]), DA=b"/Helv 24 Tf 0 g",
        )  # fmt: skip
        place = tree.make_indirect(given)
        tree.pages[0].obj.Annots = Array([place])
        resources = Dictionary(Font=Dictionary(Helv=font))
        tree.Root.AcroForm = Dictionary(Fields=Array([place]), NeedAppearances=True, DR=resources)
        tree.save(path)
    made, _ = written(path)
    assert drawn(made)[50:75, 50:200].min() < 128


def test_glyphs_drawn_with_fonts_of_the_page_keep_them(tmp_path: Path) -> None:
    """A Type 3 font may draw with other fonts of the page that nothing else names."""
    path = pdf(tmp_path / "a.pdf", [Leaf(drawing=b"BT /Drawn 50 Tf 100 500 Td (a) Tj ET")])
    with pikepdf.Pdf.open(path, allow_overwriting_input=True) as tree:
        plain = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        glyph = tree.make_stream(b"1 0 d0 BT /Plain 1 Tf (H) Tj ET")
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1, 1]), FontMatrix=Array([1, 0, 0, 1, 0, 0]),
            CharProcs=Dictionary(a=glyph), Encoding=Dictionary(Differences=Array([97, Name.a])),
            FirstChar=97, LastChar=97, Widths=Array([1]),
        )  # fmt: skip
        fonts = Dictionary(Plain=tree.make_indirect(plain), Drawn=tree.make_indirect(font))
        tree.pages[0].obj.Resources = Dictionary(Font=fonts)
        tree.save(path)
    made, _ = written(path)
    assert drawn(path).min() < 128
    assert same(drawn(path), drawn(made))


def test_scripts_attachments_and_actions_are_taken_out_and_said(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [Leaf(drawing=BOX, more={"AA": Dictionary(O=Dictionary(S=Name.JavaScript))})])
    with pikepdf.Pdf.open(path, allow_overwriting_input=True) as tree:
        script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        tree.Root.OpenAction = script
        tree.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", script])))
        tree.attachments["x.txt"] = b"x"
        tree.save(path)
    made, codes = written(path)
    assert codes == ["B109"]
    assert b"alert" not in made.read_bytes()
    with pikepdf.Pdf.open(made) as bound:
        assert set(bound.pages[0].obj.keys()) <= {
            "/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents",
        }  # fmt: skip


@pytest.mark.parametrize("action", [Dictionary(S=Name.GoTo, D=Array([0, Name.Fit])), Array([0, Name.Fit])], ids=str)
def test_opening_at_a_page_is_nothing_active(action: object, tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [Leaf(drawing=BOX)])
    with pikepdf.Pdf.open(path, allow_overwriting_input=True) as tree:
        tree.Root.OpenAction = action
        tree.save(path)
    assert written(path)[1] == []


def test_a_file_locked_only_against_changes_is_bound_and_one_that_wants_a_password_is_not(tmp_path: Path) -> None:
    locked = pdf(tmp_path / "a.pdf", [Leaf(drawing=BOX)], encryption=pikepdf.Encryption(owner="o", user=""))
    made, codes = written(locked)
    assert codes == ["B102"]
    assert same(drawn(locked), drawn(made))
    closed = pdf(tmp_path / "b.pdf", [Leaf()], encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(CannotBind) as caught:
        written(closed)
    assert caught.value.finding.code == "B002"
    assert "b.pdf" in caught.value.finding.message


def test_a_file_with_a_broken_table_is_repaired_and_said(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [Leaf(drawing=BOX)])
    path.write_bytes(path.read_bytes().replace(b"startxref", b"startxxxx"))
    made, codes = written(path)
    assert codes == ["B108"]
    assert drawn(made).min() < 128


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n"])
def test_what_is_no_pdf_is_refused_by_name(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "坏.pdf"
    path.write_bytes(content)
    with pytest.raises(CannotBind) as caught:
        written(path)
    assert caught.value.finding.code == "B001"
    assert "坏.pdf" in caught.value.finding.message


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotBind) as caught:
        written(pdf(tmp_path / "a.pdf", []))
    assert caught.value.finding.code == "B007"


def test_what_only_a_reader_can_open_is_bound_as_the_reader_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pdf(tmp_path / "a.pdf", [Leaf(drawing=BOX)])
    whole = drawn(path)
    opened = pikepdf.Pdf.open

    def qpdf_refuses_the_file(given: object) -> pikepdf.Pdf:
        if given == path:
            raise pikepdf.PdfError("unable to find page tree")
        return opened(given)

    monkeypatch.setattr(portable.Pdf, "open", qpdf_refuses_the_file)
    target = tmp_path / "made.pdf"
    codes = [remark.code for remark in portable.write_pdf(path, target, "a.pdf")]
    assert codes == ["B108"]
    assert same(whole, drawn(target))


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [Leaf(drawing=BOX), Leaf(turn=90)])
    first = written(path)[0].read_bytes()
    assert written(path)[0].read_bytes() == first
