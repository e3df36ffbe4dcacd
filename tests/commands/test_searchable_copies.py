"""A scan is bound and handed out as a PDF in which its text is found, on a real archive with the real engine."""

from pathlib import Path

import pytest
from PIL import Image

from tests.binding.read_pages import laid, pdfium_text
from tests.commands.conftest import Clerk

pytestmark = pytest.mark.engine

LETTER = Path(__file__).resolve().parents[2] / "samples" / "inbox" / "06" / "督办通报.jpg"


@pytest.fixture
def scans(clerk: Clerk, tmp_path: Path) -> Clerk:
    """Return a clerk whose archive holds one scanned letter, filed under item 6."""
    clerk.does("init")
    (tmp_path / "来件").mkdir()
    with Image.open(LETTER) as letter:  # half the size is read as well, and faster
        letter.convert("L").resize((1000, 1414)).save(tmp_path / "来件" / "督办通报.jpg", dpi=(121, 121))
    clerk.does("add", tmp_path / "来件")
    clerk.does("file", "R1", "6", "--why", "试归")
    return clerk


def test_the_text_of_a_scan_is_found_in_binder_and_copy_and_made_once(scans: Clerk, tmp_path: Path) -> None:
    shown = scans.asks("show", "R1")
    wanted = [*shown["text"][0].split(), *shown["seals"][0]]
    scans.does("show", "R1", "--pdf", tmp_path / "一件.pdf")
    assert scans.code == 0, scans.err
    assert " ".join(laid(tmp_path / "一件.pdf")).split() == wanted
    kept = list((scans.home / "cache" / "searchable").rglob("*.pdf"))
    assert len(kept) == 1
    assert kept[0].read_bytes() == (tmp_path / "一件.pdf").read_bytes()
    made_at = kept[0].stat().st_mtime_ns
    scans.does("bind", "--out", tmp_path / "案卷")
    assert scans.code == 0, scans.out
    assert pdfium_text(next((tmp_path / "案卷").glob("06_*.pdf")), 3).split() == [*wanted, "1"]
    assert kept[0].stat().st_mtime_ns == made_at
    scans.does("rebuild", "pdf")
    assert "1 份" in scans.out
    assert kept[0].stat().st_mtime_ns != made_at


def test_a_copy_is_not_written_over_a_file_or_into_the_archive(scans: Clerk, tmp_path: Path) -> None:
    there = tmp_path / "在.pdf"
    there.write_bytes(b"mine")
    for place in (there, scans.home / "originals" / "新.pdf", tmp_path / "没有" / "新.pdf"):
        scans.does("show", "R1", "--pdf", place)
        assert scans.code == 4
    assert there.read_bytes() == b"mine"
    assert not (scans.home / "cache" / "searchable").exists()
