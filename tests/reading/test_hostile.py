"""Odd and hostile files are read or refused: they never break the reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ocr.documents import Limits, Unreadable, inspect, media_type, read
from tests.reading.making import BLIND
from tests.shared_data import shared_data

TIGHT = Limits(pages=400, working_side=800)
"""The engine sees nothing here, so small pictures will do."""

FOLDERS = [
    "nasty/docling",
    "nasty/exif-orientation",
    "nasty/libjpeg-turbo",
    "nasty/mammoth",
    "nasty/ocrmypdf",
    "nasty/pdfjs",
    "nasty/pdfminer",
    "nasty/pdfplumber",
    "nasty/pikepdf",
    "nasty/pillow",
    "nasty/poi",
    "nasty/pypdf",
    "nasty/python-docx",
    "nasty/tesseract-test",
    "nasty/tika",
    "nasty/weasyprint",
    "ofd",
]


def files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def outcome(path: Path) -> str:
    """Return the code of the finding for which a file is refused, or how many pages of it were read."""
    try:
        inspection = inspect(path, TIGHT)
        assert inspection.media_type == media_type(path)
        numbers = range(1, min(inspection.pages, 16) + 1)
        pages = read(path, numbers, BLIND, TIGHT)
    except Unreadable as unreadable:
        return unreadable.finding.code
    assert [one.page.number for one in pages] == list(numbers)
    assert all(one.page.lines or one.findings for one in pages)
    return f"{len(pages)} pages"


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_is_read_or_refused(folder: str) -> None:
    """With pages, or a finding that ends in advice; nothing else is raised."""
    outcomes = {path.name: outcome(path) for path in files(shared_data(folder))}
    assert outcomes
