"""Names in a file are bytes: a font called 宋体 in GBK is called so in the binder, and its text stays what it was."""

from pathlib import Path

import pikepdf
import pypdfium2
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from pypdf.generic import NameObject

from archiver.binding.reading_back import FinishedFile
from tests.binding.material import bind_all, record
from tests.shared_data import shared_data


def named(name: bytes) -> Name:
    return pikepdf.Object.parse(b"/" + b"".join(b"#%02x" % byte for byte in name))


def gbk_page(path: Path) -> Path:
    """Write a page whose font is not embedded and named in GBK, as old Chinese programs write them."""
    with pikepdf.Pdf.new() as made:
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=named("宋体".encode("gbk")), Flags=32,
            FontBBox=Array([0, -141, 1000, 859]), ItalicAngle=0, Ascent=859, Descent=-141, CapHeight=859, StemV=80,
        )  # fmt: skip
        font = Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=named("宋体".encode("gbk")), FirstChar=0, LastChar=255,
            Widths=Array([500] * 256), Encoding=Name.WinAnsiEncoding, FontDescriptor=made.make_indirect(descriptor),
        )  # fmt: skip
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, 595, 842]),
            Resources=Dictionary(Font=Dictionary(F=made.make_indirect(font))),
            Contents=made.make_stream(b"BT /F 20 Tf 100 600 Td <" + "双拥".encode("gbk").hex().encode() + b"> Tj ET"),
        )
        made.pages.append(pikepdf.Page(made.make_indirect(page)))
        made.save(path)
    return path


def test_a_font_named_in_gbk_keeps_its_name_and_its_text(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(gbk_page(tmp_path / "a.pdf"))
    text = document[0].get_textpage().get_text_range()
    document.close()
    result = bind_all(tmp_path, [record(1, "a.pdf")])
    assert result.failures == ()
    finished = FinishedFile(tmp_path / "binders" / result.manifest.binders[0].file)
    assert finished.stamped(3).text == text == "双拥"
    finished.close()


@given(st.binary(min_size=1, max_size=30))
def test_a_name_is_written_as_the_bytes_that_were_read(name: bytes) -> None:
    written = NameObject("/" + name.decode("latin1")).renumber()
    assert NameObject.unnumber(written) == b"/" + name
    assert set(written) <= set(range(0x21, 0x7F))


def test_a_real_page_of_that_kind_is_bound_as_it_reads(tmp_path: Path) -> None:
    source = shared_data("nasty/pdfjs/issue20489.pdf")
    (tmp_path / "a.pdf").write_bytes(source.read_bytes())
    assert bind_all(tmp_path, [record(1, "a.pdf")]).failures == ()
