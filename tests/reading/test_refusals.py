"""Files that cannot be read are refused with a finding that says why and what to do."""

import pickle
import re
import struct
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from ocr import causes
from ocr.documents import Limits, Unreadable, inspect, read
from tests.reading.making import LIMITS, NO_ENGINE, compound, marked, paragraph, scanned, texts, typeset, word


def refusal(path: Path, limits: Limits = LIMITS) -> Unreadable:
    """Return why a file is refused; the look and the reading must agree."""
    with pytest.raises(Unreadable) as looked:
        inspect(path, limits)
    with pytest.raises(Unreadable) as tried:
        read(path, [1], NO_ENGINE, limits)
    assert tried.value.finding == looked.value.finding
    return looked.value


def stating(path: Path, width: int, height: int) -> Path:
    """Write a PNG file of a few bytes that states a size."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b""))
    return path


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    """It is told apart from a damaged one."""
    path = tmp_path / "空.pdf"
    path.touch()
    assert refusal(path).finding.code == "R001"


@pytest.mark.parametrize(
    ("make", "code", "advice"),
    [
        (lambda path: compound(path, ["WordDocument"]), "R004", ".docx"),
        (lambda path: compound(path, ["Workbook"]), "R004", "PDF"),
        (lambda path: compound(path, ["EncryptedPackage"]), "R003", "不加密"),
        (lambda path: path.write_bytes(bytes(range(256))), "R006", "JPEG"),
    ],
)
def test_a_kind_without_a_reader_is_refused_with_the_fitting_advice(
    tmp_path: Path, make: object, code: str, advice: str
) -> None:
    """Old Office files, encrypted ones, text and unknown bytes."""
    path = tmp_path / "x"
    assert callable(make)
    make(path)
    finding = refusal(path).finding
    assert finding.code == code
    assert advice in finding.message


@pytest.mark.parametrize(("name", "code"), [("xl/workbook.bin", "R004"), ("八一.jpg", "R007")])
def test_containers_without_a_reader_are_refused(tmp_path: Path, name: str, code: str) -> None:
    """Binary Excel tables and plain archives."""
    path = tmp_path / "x"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")
    assert refusal(path).finding.code == code


def test_a_pdf_that_needs_a_password_is_refused(tmp_path: Path) -> None:
    """The message says what to do with the password."""
    path = typeset(tmp_path / "a.pdf", "文")
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(user="开", owner="主"))
    assert refusal(tmp_path / "b.pdf").finding.code == "R003"


def test_a_pdf_with_only_an_owner_password_is_read(tmp_path: Path) -> None:
    """It opens for anybody; what it forbids is not reading."""
    path = typeset(tmp_path / "a.pdf", "慰问驻县部队")
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(user="", owner="主"))
    assert texts(tmp_path / "b.pdf") == [["慰问驻县部队"]]


def test_a_word_file_with_encrypted_members_is_refused(tmp_path: Path) -> None:
    """A ZIP program may encrypt what Word did not."""
    path = word(tmp_path / "a.docx", paragraph("文"))
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(signature, at + 1)
    path.write_bytes(bytes(content))
    assert refusal(path).finding.code == "R003"


@pytest.mark.parametrize("suffix", ["png", "jpg", "tif", "pdf", "docx"])
def test_a_damaged_file_is_refused(tmp_path: Path, suffix: str) -> None:
    """Cut to its first bytes, or without what makes it a whole."""
    path = tmp_path / f"x.{suffix}"
    if suffix == "docx":
        word(path, paragraph("文"))
        path.write_bytes(path.read_bytes()[:300])
    elif suffix == "pdf":
        path.write_bytes(b"%PDF-1.7\n" + b"nothing here\n" * 20)
    else:
        marked().save(path)
        path.write_bytes(path.read_bytes()[:40])
    finding = refusal(path).finding
    assert finding.code == "R002"
    assert set(re.findall("[A-Za-z]+", finding.message)) <= {"PNG", "JPEG", "TIFF", "PDF", "Word"}


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError("image file is truncated (139 bytes not processed)"), "后面缺了一截"),
        (EOFError(), "后面缺了一截"),
        (OSError("decoder error -2"), "数据已损坏"),
        (zipfile.BadZipFile("Bad magic number for central directory"), "文件目录已损坏"),
        (zlib.error("Error -3 while decompressing data: invalid block type"), "数据已损坏"),
        (RuntimeError("Failed to load document (PDFium: Data format error)."), "文件头或目录损坏"),
        (KeyError("MPO"), "内部结构有错"),
    ],
)
def test_what_a_library_said_is_told_in_chinese_and_kept_in_the_log(
    caplog: pytest.LogCaptureFixture, error: Exception, told: str
) -> None:
    """Also where nobody knows what it means."""
    with caplog.at_level("DEBUG", logger="ocr.causes"):
        reason = causes.reason(error)
    assert told in reason
    assert str(error) in caplog.text
    assert not re.search("[A-Za-z]", reason.replace("PDF", ""))


def test_what_libtiff_says_goes_to_the_log_and_not_to_the_screen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """A clerk would see English between the lines of the command."""
    path = tmp_path / "x.tif"
    Image.effect_noise((400, 400), 90).convert("RGB").save(path, compression="tiff_deflate")
    content = bytearray(path.read_bytes())
    content[400:6400] = bytes([0xFF, 0xAA]) * 3000
    path.write_bytes(content)
    with caplog.at_level("DEBUG", logger="ocr.edge"), pytest.raises(Unreadable):
        read(path, [1], NO_ENGINE, LIMITS)
    assert capfd.readouterr().err == ""
    assert "ZIPDecode" in caplog.text


def test_a_picture_cut_short_is_refused_when_it_is_read(tmp_path: Path) -> None:
    """Its header is whole, so that only the reading can tell."""
    path = tmp_path / "x.jpg"
    Image.effect_noise((400, 400), 90).convert("RGB").save(path)
    path.write_bytes(path.read_bytes()[:8000])
    assert inspect(path, LIMITS).pages == 1
    with pytest.raises(Unreadable) as refused:
        read(path, [1], NO_ENGINE, LIMITS)
    assert refused.value.finding.code == "R002"


def test_files_over_the_limits_are_refused_before_they_are_decoded(tmp_path: Path) -> None:
    """Bytes, pages and pixels, with the found and the allowed number in the message."""
    pages = scanned(tmp_path / "a.pdf", [marked()] * 4)
    frames = tmp_path / "a.tif"
    marked().save(frames, save_all=True, append_images=[marked()] * 3)
    for path in (pages, frames):
        with pytest.raises(Unreadable, match="4 页，上限 3 页") as refused:
            inspect(path, Limits(pages=3))
        assert refused.value.finding.code == "R009"
    assert refusal(pages, Limits(file_bytes=100)).finding.code == "R008"
    for width in (15_000, 30_000):
        finding = refusal(stating(tmp_path / "a.png", width, 10_000)).finding
        assert finding.code == "R010"
        assert f"{width} 万像素" in finding.message


def test_the_size_of_every_picture_in_a_file_counts(tmp_path: Path) -> None:
    """A small first page does not open the door for a huge second one."""
    path = tmp_path / "a.tif"
    marked().save(path, save_all=True, append_images=[Image.new("1", (12_000, 12_000))], compression="tiff_deflate")
    finding = refusal(path).finding
    assert finding.code == "R010"
    assert "第 2 页" in finding.message


def test_a_word_file_that_unfolds_too_far_is_refused(tmp_path: Path) -> None:
    """By the size of a part, of all parts, and by their number."""
    path = word(tmp_path / "a.docx", paragraph("军" * 200_000))
    for limits in (Limits(part_bytes=100_000), Limits(unpacked_bytes=100_000), Limits(parts=2)):
        assert refusal(path, limits).finding.code == "R011"


def test_why_a_file_is_unreadable_survives_the_way_between_processes(tmp_path: Path) -> None:
    """Workers hand the exception back."""
    path = tmp_path / "空.pdf"
    path.touch()
    unreadable = refusal(path)
    passed_on = pickle.loads(pickle.dumps(unreadable))  # noqa: S301 - our own bytes
    assert isinstance(passed_on, Unreadable)
    assert passed_on.finding == unreadable.finding
    assert str(passed_on) == unreadable.finding.message


def test_a_page_that_is_not_there_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    """IndexError, for every kind of file."""
    picture = tmp_path / "a.png"
    marked().save(picture)
    files = (picture, typeset(tmp_path / "a.pdf", "文"), word(tmp_path / "a.docx", paragraph("文")))
    for path in files:
        for number in (0, 2):
            with pytest.raises(IndexError):
                read(path, [number], NO_ENGINE, LIMITS)
