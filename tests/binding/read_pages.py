"""Pages as OCR reads them, written by hand, and small scans that they belong to."""

from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

from archiver.binding.reading_back import FinishedFile
from ocr.page import Box, Frame, Line, Page, Source


def line(text: str, top: float = 100.0, left: float = 80.0, size: float = 16.0, **more: object) -> Line:
    """Return a line whose characters are as wide as high, Latin ones half."""
    width = sum(size if ord(character) > 0x2E80 else size / 2 for character in text)
    box = Box(left=left, top=top, right=left + max(width, size / 2), bottom=top + size)
    return Line(**{"text": text, "box": box, **more})


def sheet(
    *lines: Line, number: int = 1, width: float = 595.0, height: float = 842.0, frame: Frame | None = None
) -> Page:
    """Return a page that was read by OCR."""
    return Page(number=number, width=width, height=height, source=Source.OCR, lines=lines, frame=frame)


def texts(*lines: str, number: int = 1) -> Page:
    """Return a page of lines below each other."""
    return sheet(*(line(text, top=60.0 + 24 * place) for place, text in enumerate(lines)), number=number)


def blank_scans(path: Path, count: int, size: tuple[float, float] = (595, 842), turn: int = 0) -> Path:
    """Write a PDF of pages that show one grey picture each."""
    with pikepdf.Pdf.new() as made:
        picture = made.make_stream(
            bytes([200]),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=1,
            Height=1,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
        )
        for _ in range(count):
            page = Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, *size]),
                Rotate=turn,
                Resources=Dictionary(XObject=Dictionary(Im=picture)),
                Contents=made.make_stream(f"q {size[0]} 0 0 {size[1]} 0 0 cm /Im Do Q".encode()),
            )
            made.pages.append(pikepdf.Page(made.make_indirect(page)))
        made.save(path, deterministic_id=True)
    return path


def laid(path: Path, number: int = 1) -> list[str]:
    """Return the pieces of a page's layer as PDFium reads them."""
    finished = FinishedFile(path)
    try:
        return [piece.text.strip() for piece in finished.layer(number)]
    finally:
        finished.close()


def pdfium_text(path: Path, number: int = 1) -> str:
    """Return what a reader built on PDFium copies from a page."""
    document = pypdfium2.PdfDocument(path)
    try:
        return str(document[number - 1].get_textpage().get_text_range())
    finally:
        document.close()
