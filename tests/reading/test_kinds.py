"""What a file is, is told by its bytes."""

import zipfile
from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from ocr.kinds import DOCX, LOCKED_OFFICE, ODT, OFD, UNKNOWN, XLSX, ZIP, media_type
from tests.reading.making import compound, marked, paragraph, typeset, word

pillow_heif.register_heif_opener()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("TIFF", "image/tiff"),
        ("BMP", "image/bmp"),
        ("WEBP", "image/webp"),
        ("GIF", "image/gif"),
        ("HEIF", "image/heic"),
    ],
)
def test_a_picture_is_known_by_its_content_whatever_its_suffix(tmp_path: Path, form: str, expected: str) -> None:
    """A renamed picture keeps its kind."""
    path = tmp_path / "扫描.pdf"
    marked().save(path, form)
    assert media_type(path) == expected


def test_an_avif_picture_is_not_taken_for_heic(tmp_path: Path) -> None:
    """Both are ISO base media files; only one has a reader."""
    path = tmp_path / "图.heic"
    path.write_bytes(b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf" + b"\x00" * 64)
    assert media_type(path) == UNKNOWN


def test_a_pdf_may_begin_with_other_bytes(tmp_path: Path) -> None:
    """Mail programs put lines before the header."""
    path = typeset(tmp_path / "a.pdf", "一")
    path.write_bytes(b"\r\n" * 40 + path.read_bytes())
    assert media_type(path) == "application/pdf"


def test_containers_are_told_apart_by_their_parts(tmp_path: Path) -> None:
    """Word, Excel, OFD and plain archives are all ZIP files."""
    expected = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "OFD.xml": OFD, "八一.jpg": ZIP}
    for name, kind in expected.items():
        path = tmp_path / "x.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, "x")
        assert media_type(path) == kind


def test_a_word_file_with_macros_is_another_kind(tmp_path: Path) -> None:
    """It has the same parts and one more."""
    path = word(tmp_path / "a.docx", paragraph("文"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", "x")
    assert media_type(path) == "application/vnd.ms-word.document.macroenabled.12"


def test_a_word_file_cut_short_is_still_known_as_one(tmp_path: Path) -> None:
    """A half-copied file is told as a damaged Word file, not as an archive."""
    path = word(tmp_path / "a.docx", paragraph("文" * 4000))
    path.write_bytes(path.read_bytes()[:-80])
    assert media_type(path) == DOCX


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"mimetype": ODT, "content.xml": "x" * 5000}, ODT),
        ({"mimetype": "application/epub+zip", "x": "x" * 5000}, ZIP),
        ({"OFD.xml": "x" * 5000}, OFD),
    ],
)
def test_other_documents_cut_short_are_still_known(tmp_path: Path, members: dict[str, str], kind: str) -> None:
    """By what their first member says."""
    path = tmp_path / "x"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    path.write_bytes(path.read_bytes()[:-40])
    assert media_type(path) == kind


@pytest.mark.parametrize(
    ("streams", "expected"),
    [
        (["\x01CompObj", "1Table", "Data", "x", "y", "WordDocument"], "application/msword"),
        (["Workbook"], "application/vnd.ms-excel"),
        (["PowerPoint Document"], "application/vnd.ms-powerpoint"),
        (["EncryptionInfo", "ENCRYPTEDPACKAGE"], LOCKED_OFFICE),
        (["something"], "application/x-ole-storage"),
    ],
)
def test_old_office_files_are_told_apart_by_their_streams(tmp_path: Path, streams: list[str], expected: str) -> None:
    """The name of the stream decides, wherever it stands in the directory."""
    assert media_type(compound(tmp_path / "a.doc", streams)) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    start=st.sampled_from(
        [
            b"",
            b"PK\x03\x04",
            b"PK\x05\x06",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"BM",
            b"RIFF",
            b"\x00\x00\x00\x18ftyp",
        ]
    ),
    rest=st.binary(max_size=2000),
)
def test_any_bytes_have_a_media_type(tmp_path: Path, start: bytes, rest: bytes) -> None:
    """Nothing that can stand in a file makes the look at it fail."""
    path = tmp_path / "x"
    path.write_bytes(start + rest)
    assert "/" in media_type(path)


def test_an_empty_file_and_noise_are_unknown(tmp_path: Path) -> None:
    """Neither is text."""
    path = tmp_path / "x"
    for content in (b"", bytes(range(256))):
        path.write_bytes(content)
        assert media_type(path) == UNKNOWN


def test_text_is_known_even_when_the_look_cuts_a_character(tmp_path: Path) -> None:
    """4,096 bytes end in the middle of a three-byte character."""
    path = tmp_path / "x.txt"
    path.write_text("a" + "军" * 3000, encoding="utf-8")
    assert media_type(path) == "text/plain"


def test_a_jpeg_of_several_pictures_is_a_jpeg() -> None:
    """Phones keep a second picture in the file."""
    stream = BytesIO()
    marked().save(stream, "MPO", save_all=True, append_images=[marked()])
    assert stream.getvalue().startswith(b"\xff\xd8\xff")
    assert Image.open(stream).format == "MPO"
