"""OFD files are printed as they look, and what cannot be drawn is said."""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from archiver.binding import fixed
from archiver.binding.proving import verify
from archiver.binding.refusals import CannotBind
from ocr.ofd import seals
from tests.binding.material import bind_all, picture, record
from tests.reading.ofd_files import layer, ofd, page, text
from tests.shared_data import shared_data


def printed(path: Path) -> tuple[Path, list[str]]:
    """Print an OFD file; return the PDF and the codes of what is said."""
    target = path.with_suffix(".made.pdf")
    return target, [remark.code for remark in fixed.write_pdf(path, target, path.name)]


def looks(path: Path, number: int = 0) -> Image.Image:
    """Return a page as it shows, one pixel a point."""
    document = pypdfium2.PdfDocument(path)
    shown = document[number].render(scale=1).to_pil().convert("RGB")
    document.close()
    return shown


def words(path: Path) -> list[str]:
    """Return the text of every page, without spaces."""
    document = pypdfium2.PdfDocument(path)
    found = ["".join(one.get_textpage().get_text_range().split()) for one in document]
    document.close()
    return found


def ink(shown: Image.Image, millimetres: tuple[float, float, float, float]) -> float:
    """Return the share of dark pixels in a part of a page."""
    part = shown.crop(tuple(round(side * 72 / 25.4) for side in millimetres)).convert("L")
    return sum(part.histogram()[:128]) / (part.width * part.height)


def der(tag: int, content: bytes) -> bytes:
    """Return an element of a DER structure."""
    size = len(content).to_bytes(4, "big")
    return bytes([tag, 0x84]) + size + content


def seal(kind: str, content: bytes) -> bytes:
    """Return a seal that holds a picture, as deep as seals hold it."""
    held = der(0x16, kind.encode()) + der(4, content) + der(2, b"\x28") + der(2, b"\x28")
    return der(0x30, der(2, b"\x04") + der(0x30, der(0x30, der(0x30, der(2, b"\x01")) + der(0x30, held))))


def stored(image: Image.Image, form: str = "PNG") -> bytes:
    """Return a picture's file."""
    stream = io.BytesIO()
    image.save(stream, form)
    return stream.getvalue()


def sealed(path: Path, content: bytes) -> Path:
    """Write an OFD file with a seal over its text."""
    return ofd(
        path,
        page(layer(text("落款处", "20 20 60 10"))),
        body="<ofd:Signatures>Signs/Signatures.xml</ofd:Signatures>",
        parts={
            "Signs/Signatures.xml": 'Signatures|<ofd:Signature ID="1" BaseLoc="S/Signature.xml"/>',
            "Signs/S/Signature.xml": 'Signature|<ofd:SignedInfo><ofd:StampAnnot PageRef="100" Boundary="20 20 20 20"/>'
            "</ofd:SignedInfo><ofd:SignedValue>v.dat</ofd:SignedValue>",
            "Signs/S/v.dat": content,
        },
    )


def test_text_is_drawn_where_it_stands_and_can_be_found(tmp_path: Path) -> None:
    made, codes = printed(ofd(tmp_path / "a", page(layer(text("八一慰问"))), page(layer(text("次页")))))
    assert words(made) == ["八一慰问", "次页"]
    shown = looks(made)
    assert ink(shown, (20, 20, 40, 26)) > 0.1
    assert ink(shown, (45, 20, 200, 26)) == 0
    assert codes == []


def test_text_may_stand_upside_down_and_small(tmp_path: Path) -> None:
    turned = text("双拥", "100 100 20 20", attributes='Font="1" Size="10" CTM="-0.5 0 0 -0.5 0 0"', code='DeltaX="10"')
    made, _ = printed(ofd(tmp_path / "a", page(layer(turned))))
    assert ink(looks(made), (90, 96, 100, 103)) > 0.1


def test_the_file_s_own_shapes_are_drawn(tmp_path: Path) -> None:
    path = shared_data("ofd/ofdrw-converter/src/test/resources/ano.ofd")
    assert fixed.write_pdf(path, tmp_path / "x.pdf", path.name) == ()
    assert "Web应用开发指南" in words(tmp_path / "x.pdf")[0]


def test_lines_and_fills_have_their_colours(tmp_path: Path) -> None:
    red = (
        '<ofd:PathObject ID="3" Boundary="20 40 50 20" Fill="true" Stroke="false">'
        '<ofd:FillColor Value="255 0 0"/><ofd:AbbreviatedData>M 0 0 L 50 0 L 50 20 L 0 20 C</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
    )
    made, _ = printed(ofd(tmp_path / "a", page(layer(red))))
    assert looks(made).getpixel((round(45 * 72 / 25.4), round(50 * 72 / 25.4))) == (255, 0, 0)
    assert looks(made).getpixel((round(80 * 72 / 25.4), round(50 * 72 / 25.4))) == (255, 255, 255)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP", "GIF"])
def test_pictures_stand_upright_in_their_box(tmp_path: Path, form: str) -> None:
    image = Image.new("RGB", (40, 40), "white")
    image.paste((0, 0, 0), (0, 0, 40, 20))
    made, codes = printed(
        ofd(
            tmp_path / "a",
            page(layer('<ofd:ImageObject ID="3" ResourceID="7" Boundary="20 20 40 40" CTM="40 0 0 40 0 0"/>')),
            resources='<ofd:MultiMedias><ofd:MultiMedia ID="7"><ofd:MediaFile>x</ofd:MediaFile></ofd:MultiMedia>'
            "</ofd:MultiMedias>",
            parts={"Doc_0/x": stored(image, form)},
        )
    )
    shown = looks(made)
    assert ink(shown, (22, 22, 58, 38)) > 0.95
    assert ink(shown, (22, 42, 58, 58)) < 0.05
    assert codes == []


def test_a_jpeg_goes_into_the_binder_as_it_is(tmp_path: Path) -> None:
    content = stored(picture(200, 300, "RGB"), "JPEG")
    made, _ = printed(
        ofd(
            tmp_path / "a",
            page(layer('<ofd:ImageObject ID="3" ResourceID="7" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>')),
            resources='<ofd:MultiMedias><ofd:MultiMedia ID="7"><ofd:MediaFile>x.jpg</ofd:MediaFile></ofd:MultiMedia>'
            "</ofd:MultiMedias>",
            parts={"Doc_0/x.jpg": content},
        )
    )
    with pikepdf.Pdf.open(made) as pdf:
        ((_, sheet),) = pdf.pages[0].resources.XObject.items()
        ((_, image),) = sheet.Resources.XObject.items()
        assert image.read_raw_bytes() == content


def test_what_a_thing_is_cut_to_is_kept(tmp_path: Path) -> None:
    cut = (
        '<ofd:PathObject ID="3" Boundary="20 20 100 100" Fill="true" Stroke="false"><ofd:Clips><ofd:Clip><ofd:Area>'
        '<ofd:Path Boundary="0 0 100 100"><ofd:AbbreviatedData>M 0 0 L 30 0 L 30 30 L 0 30 C</ofd:AbbreviatedData>'
        "</ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>"
        "<ofd:AbbreviatedData>M 0 0 L 100 0 L 100 100 L 0 100 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    shown = looks(printed(ofd(tmp_path / "a", page(layer(cut))))[0])
    assert ink(shown, (22, 22, 48, 48)) == 1
    assert ink(shown, (52, 22, 118, 118)) == 0


def test_a_seal_lies_over_the_text_and_lets_it_show(tmp_path: Path) -> None:
    made, codes = printed(sealed(tmp_path / "a", seal("png", stored(Image.new("RGB", (20, 20), (255, 0, 0))))))
    assert codes == ["B120"]
    shown = looks(made)
    assert shown.getpixel((round(38 * 72 / 25.4), round(38 * 72 / 25.4))) == (255, 0, 0)
    assert ink(shown, (20, 20, 35, 26)) > 0.1


def test_a_seal_that_is_an_ofd_file_itself_is_drawn(tmp_path: Path) -> None:
    square = (
        '<ofd:PathObject ID="3" Boundary="0 0 210 297" Fill="true"><ofd:FillColor Value="255 0 0"/>'
        "<ofd:AbbreviatedData>M 0 0 L 210 0 L 210 297 L 0 297 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    inner = ofd(tmp_path / "inner", page(layer(square))).read_bytes()
    made, _ = printed(sealed(tmp_path / "a", seal("ofd", inner)))
    assert looks(made).getpixel((round(38 * 72 / 25.4), round(38 * 72 / 25.4))) == (255, 0, 0)


def test_a_seal_without_a_picture_and_a_missing_picture_are_told(tmp_path: Path) -> None:
    assert printed(sealed(tmp_path / "a", b"\x30\x80junk"))[1] == ["B120", "B121"]
    lost = '<ofd:ImageObject ID="3" ResourceID="7" Boundary="20 20 40 40" CTM="40 0 0 40 0 0"/>'
    assert printed(ofd(tmp_path / "b", page(layer(lost))))[1] == ["B121"]


def test_any_bytes_hold_a_seal_or_none() -> None:
    assert seals.picture(seal("png", b"x" * 300)) == b"x" * 300
    for content in (b"", b"\x30", b"\x30\x84\xff\xff\xff\xff", bytes(range(256)) * 50, b"\x30\x80" * 9000):
        assert seals.picture(content) is None


def test_characters_that_no_font_has_are_named(tmp_path: Path) -> None:
    made, codes = printed(ofd(tmp_path / "a", page(layer(text("甲\u0e24乙")))))
    assert words(made) == ["甲乙"]
    assert codes == ["B103"]


def test_a_damaged_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "坏.ofd").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(CannotBind, match="坏") as refused:
        fixed.write_pdf(tmp_path / "坏.ofd", tmp_path / "x.pdf", "坏.ofd")
    assert refused.value.finding.code == "B013"


def test_the_same_file_makes_the_same_bytes(tmp_path: Path) -> None:
    path = ofd(tmp_path / "a", page(layer(text("八一慰问"))))
    first = printed(path)[0].read_bytes()
    assert printed(path)[0].read_bytes() == first


def test_a_page_of_an_impossible_size_is_printed_on_a_sheet(tmp_path: Path) -> None:
    made, _ = printed(ofd(tmp_path / "a", page(layer(text("文")), box="0 0 900000 900000")))
    with pikepdf.Pdf.open(made) as pdf:
        assert float(pdf.pages[0].mediabox[2]) < 1000


def test_an_ofd_file_stands_in_a_proven_binder(tmp_path: Path) -> None:
    ofd(tmp_path / "函.ofd", page(layer(text("关于走访的函"))), page(layer(text("次页"))))
    result = bind_all(tmp_path, [record(1, "函.ofd", pages=2)])
    assert result.failures == ()
    assert result.findings == ()
    assert verify(tmp_path / "binders") == ()


def test_every_real_file_is_printed_with_its_text(tmp_path: Path) -> None:
    for number, path in enumerate(sorted(shared_data("ofd").rglob("*.ofd"))):
        target = tmp_path / f"{number}.pdf"
        fixed.write_pdf(path, target, path.name)
        with pikepdf.Pdf.open(target) as made:
            assert len(made.pages) > 0
