"""Names in zip archives, as Windows, macOS and Linux write them."""

import struct
import zipfile
import zlib

import pytest

from archiver.intake import zip_names

UTF8 = 0x800


def info(raw: bytes, *, flag: int = 0, extra: bytes = b"") -> zipfile.ZipInfo:
    """Return a member as zipfile lists it after reading these bytes."""
    member = zipfile.ZipInfo(raw.decode("utf-8" if flag else "cp437"))
    member.flag_bits = flag
    member.extra = extra
    return member


def unicode_path(name: str, of: bytes, version: bytes = b"\x01") -> bytes:
    """Return the extra field that carries a name in UTF-8."""
    data = version + struct.pack("<I", zlib.crc32(of)) + name.encode()
    return struct.pack("<HH", 0x7075, len(data)) + data


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_without_a_flag_are_found_out(encoding: str) -> None:
    """Chinese Windows writes GBK, macOS UTF-8, and neither says so."""
    written = ["慰问/八一.jpg", "plain.pdf", "会议纪要.docx"]
    assert zip_names.names([info(name.encode(encoding)) for name in written]) == tuple(written)


def test_one_encoding_is_found_for_the_whole_archive() -> None:
    """A short GBK name may look like UTF-8 by chance; its neighbours tell."""
    assert "模".encode("gbk").decode("utf-8") == "ģ"
    assert zip_names.names([info("模".encode("gbk")), info("双拥工作总结".encode("gbk"))]) == ("模", "双拥工作总结")


def test_a_flagged_name_is_taken_at_its_word() -> None:
    """Flag and no flag may stand in one archive."""
    members = [info("通知.pdf".encode(), flag=UTF8), info("纪要.pdf".encode("gbk"))]
    assert zip_names.names(members) == ("通知.pdf", "纪要.pdf")


def test_names_in_no_known_encoding_still_differ() -> None:
    """Code page 437 gives every byte a letter."""
    assert zip_names.names([info(b"\x80\xff.pdf")]) == ("Ç\u00a0.pdf",)


def test_the_unicode_path_field_wins_when_it_belongs_to_the_name() -> None:
    """Info-ZIP and WinRAR write it; after a rename by another program it is stale."""
    raw = b"????.pdf"
    other = struct.pack("<HH", 0x5455, 1) + b"x"
    assert zip_names.names([info(raw, extra=other + unicode_path("慰问.pdf", raw))]) == ("慰问.pdf",)
    assert zip_names.names([info(raw, extra=unicode_path("慰问.pdf", b"old.pdf"))]) == ("????.pdf",)
    assert zip_names.names([info(raw, extra=unicode_path("慰问.pdf", raw, b"\x02"))]) == ("????.pdf",)
    damaged = unicode_path("慰问.pdf", raw)[:-6] + b"\xff" * 6
    assert zip_names.names([info(raw, extra=damaged)]) == ("????.pdf",)
    assert zip_names.names([info(raw, extra=b"\x75")]) == ("????.pdf",)


def test_backslashes_part_folders_and_not_gbk_characters() -> None:
    """Old Windows programs; the second byte of a GBK character may be the code of a backslash."""
    assert zip_names.names([info("慰问\\乗車.jpg".encode("gbk"))]) == ("慰问/乗車.jpg",)
    assert "乗".encode("gbk")[1:] == b"\\"


@pytest.mark.parametrize("name", ["/etc/passwd", "C:/a.pdf", "../a.pdf", "甲/../../a.pdf", "长" * 1001])
def test_names_that_lead_out_have_a_fault(name: str) -> None:
    """They are refused by name."""
    assert zip_names.fault(name)


@pytest.mark.parametrize("name", ["甲/乙.pdf", "..甲/a..pdf", "./a.pdf", "a:b.pdf"[1:]])
def test_names_that_stay_inside_have_none(name: str) -> None:
    """Two dots within a name are no way up."""
    assert zip_names.fault(name) is None
