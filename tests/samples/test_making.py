"""Making a sample again gives the file that is shipped."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import make
import numpy as np
import papers
import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from papers import Paper
from PIL import Image, ImageOps

INBOX = Path(__file__).resolve().parents[2] / "samples" / "inbox"
PAPERS = {paper.path: paper for paper in papers.load()}


def shipped(paper: Paper) -> bytes:
    """Return the bytes that lie in the inbox."""
    return (INBOX / paper.path).read_bytes()


def one(medium: str) -> Paper:
    """Return the first sample of a medium."""
    return next(paper for paper in PAPERS.values() if paper.medium == medium and ".zip/" not in paper.path)


def parts(content: bytes) -> dict[str, bytes]:
    """Return the members of a Word file, which a packer may squeeze differently."""
    with ZipFile(BytesIO(content)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def pixels(content: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return the first page of a PDF as a small picture."""
    document = pypdfium2.PdfDocument(content)
    try:
        return np.asarray(document[0].render(scale=1).to_pil())
    finally:
        document.close()


def test_a_word_file_is_made_alike_again() -> None:
    paper = one("docx")
    assert parts(make.made_file(paper)) == parts(shipped(paper))


def test_a_text_pdf_is_made_alike_again() -> None:
    paper = one("text_pdf")
    assert np.array_equal(pixels(make.made_file(paper)), pixels(shipped(paper)))


def test_a_scan_is_made_alike_again() -> None:
    paper = one("webp")
    again, before = (Image.open(BytesIO(content)) for content in (make.made_file(paper), shipped(paper)))
    difference = np.abs(np.asarray(again, dtype=float) - np.asarray(before, dtype=float))
    assert (difference > 12).mean() < 0.002, "the same dice should move no pixel but by rounding"


def test_two_makings_in_one_run_give_the_same_bytes() -> None:
    paper = one("png")
    assert make.made_file(paper) == make.made_file(paper)


def test_the_duplicate_equals_its_twin_byte_for_byte() -> None:
    copy = one("copy")
    assert shipped(copy) == shipped(PAPERS[copy.options["of"]])


def test_the_damaged_file_does_not_open_without_repair() -> None:
    damaged = next(paper for paper in PAPERS.values() if "keep" in paper.options)
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(shipped(damaged))


def test_the_turned_photograph_stands_only_by_its_exif_flag() -> None:
    turned = next(paper for paper in PAPERS.values() if paper.options.get("turned"))
    with Image.open(INBOX / turned.path) as picture:
        assert picture.width > picture.height
        upright = ImageOps.exif_transpose(picture)
    assert upright.width < upright.height


def test_a_mixed_pdf_has_pages_with_text_and_pages_without() -> None:
    paper = one("mixed_pdf")
    scanned = set(paper.options["scanned"])
    with pikepdf.open(INBOX / paper.path) as whole:
        fonts = {number for number, page in enumerate(whole.pages, 1) if "/Font" in page.get("/Resources", {})}
        assert fonts == set(range(1, len(whole.pages) + 1)) - scanned
    assert fonts
    assert scanned


def test_a_scanned_pdf_and_a_tiff_hold_no_text_and_several_pages() -> None:
    with pikepdf.open(INBOX / one("scan_pdf").path) as scan:
        assert len(scan.pages) > 1
        assert all("/Font" not in page.get("/Resources", {}) for page in scan.pages)
    with Image.open(INBOX / one("tiff").path) as tiff:
        assert getattr(tiff, "n_frames", 1) > 1
