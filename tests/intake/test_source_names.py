"""Names for people and the ledger, made of whatever a file system holds."""

import os
import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.intake import source_names

ANY_NAME = st.binary(min_size=1, max_size=255).filter(lambda name: b"/" not in name and b"\0" not in name)


@pytest.mark.parametrize(
    ("on_disk", "shown"),
    [
        ("走访慰问/八一.jpg".encode(), "走访慰问/八一.jpg"),
        ("走访慰问/八一.jpg".encode("gb18030"), "走访慰问/八一.jpg"),
        (unicodedata.normalize("NFD", "café é.pdf").encode(), "café é.pdf"),
        ("第一行\n第二行\t.pdf".encode(), "第一行 第二行 .pdf"),
        ("两个  空格 .pdf".encode(), "两个  空格 .pdf"),
        ("\u202e慰\u200b问.pdf".encode(), "慰问.pdf"),
        (b"\x01\x02", "未命名"),
        (b"\xff\xff.pdf", "��.pdf"),
        (rb"a\b.pdf", r"a\b.pdf"),
    ],
)
def test_a_name_on_disk_reads_as_it_was_meant(on_disk: bytes, shown: str) -> None:
    """UTF-8 or GBK, composed or not, with or without control characters."""
    assert source_names.of(PurePosixPath(os.fsdecode(on_disk))) == shown


@given(st.lists(ANY_NAME, min_size=1, max_size=4))
def test_every_name_becomes_a_clean_relative_path(parts: list[bytes]) -> None:
    """Whatever the bytes: text in NFC that can be stored, without control characters, roots or ways up."""
    name = source_names.of(PurePosixPath(*[os.fsdecode(part) for part in parts]))
    assert name.encode()
    assert unicodedata.is_normalized("NFC", name)
    assert not any(unicodedata.category(letter) == "Cc" for letter in name)
    assert not {"", ".", ".."} & set(name.split("/"))


@given(st.text(min_size=1, max_size=300), st.integers(min_value=60, max_value=300))
def test_a_shortened_name_fits_and_keeps_its_suffix(stem: str, limit: int) -> None:
    """The suffix tells people what the file is."""
    stem = stem.encode(errors="ignore").decode()
    name = source_names.shorten(f"{stem}.pdf", limit=limit)
    assert len(name.encode()) <= limit
    assert name.endswith(".pdf")


@pytest.mark.parametrize(
    ("name", "number", "numbered"),
    [
        ("a.pdf", 1, "a.pdf"),
        ("a.pdf", 2, "a (2).pdf"),
        ("没有后缀", 3, "没有后缀 (3)"),
        (".pdf", 2, ".pdf (2)"),
        ("一、关于工作的报告.2023 年度", 2, "一、关于工作的报告.2023 年度 (2)"),
    ],
)
def test_a_numbered_name_keeps_its_suffix_last(name: str, number: int, numbered: str) -> None:
    """Programs open a file by its suffix."""
    assert source_names.numbered(name, number) == numbered


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("考评: 第1项?.pdf", "考评_ 第1项_.pdf"),
        ("CON.txt", "_CON.txt"),
        ("con", "_con"),
        ("contract.pdf", "contract.pdf"),
        ("结尾的点. .", "结尾的点"),
        ("...", "未命名"),
    ],
)
def test_a_name_for_the_disk_suits_windows_too(part: str, name: str) -> None:
    """An archive may move from one system to another."""
    assert source_names.on_disk(part, limit=240) == name
