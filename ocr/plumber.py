"""pdfplumber: glyphs with colours, for the pages whose positions matter most.

The untyped edge of pdfplumber. It is fifty times slower than PDFium and reads its own way, so that callers bound what
they hand it and have PDFium's glyphs to fall back on.
"""

import logging
import math
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Any, cast

import pdfplumber

from ocr.edge import decoding
from ocr.glyphs import Glyph, Visible, as_printed, ink_of
from ocr.page import Ink
from ocr.pdfium import KIND

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it reports each oddity of a font to whoever listens


class PlumberFile:
    """A PDF file that pdfplumber opens on the first page it is asked for; most scans never ask."""

    def __init__(self, stream: BufferedReader, numbers: Sequence[int]) -> None:
        """Take the open file and the pages (from 1) that may be asked for."""
        self._stream = stream
        self._numbers = list(numbers)
        self._pdf: Any = None

    def page(self, number: int, visible: Visible, media: Visible) -> tuple[Glyph, ...]:
        """Return the glyphs on page `number`, whose visible part and sheet PDFium has told.

        Unreadable for whatever pdfplumber cannot make sense of.
        """
        with decoding(KIND):
            self._pdf = self._pdf or pdfplumber.open(self._stream, pages=self._numbers)
            page = next(page for page in self._pdf.pages if page.page_number == number)
            try:
                shift = _Shift(page, visible, media)
                glyphs = [shift.glyph(char) for char in page.chars if str(char["text"]).strip()]
            finally:
                page.close()
        return tuple(glyph for glyph in glyphs if visible.shows(glyph))


@contextmanager
def plumbed(path: Path, numbers: Sequence[int]) -> Generator[PlumberFile]:
    """Open a PDF file for pdfplumber.

    The file is closed, not the object of pdfplumber: its `close` reads pages, and fails on damaged ones.
    """
    with path.open("rb") as stream:
        yield PlumberFile(stream, numbers)


class _Shift:
    """Carries pdfplumber's coordinates to the visible page.

    They count from the upper left corner of the sheet (MediaBox) after the turn; the crop box, whose turn
    pdfplumber gets wrong, is taken from PDFium.
    """

    def __init__(self, page: Any, visible: Visible, media: Visible) -> None:  # noqa: ANN401 - see above
        left, top, _, _ = media.seen(visible.left, visible.bottom, visible.right, visible.top)
        self._across = float(page.bbox[0]) + left
        self._down = float(page.bbox[1]) + top
        self._rotation = visible.rotation

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """Return a box on the visible page."""
        return (left - self._across, top - self._down, right - self._across, bottom - self._down)

    def glyph(self, char: dict[str, Any]) -> Glyph:
        """Return one of pdfplumber's characters as a glyph."""
        left, top, right, bottom = self.box(char["x0"], char["top"], char["x1"], char["bottom"])
        return Glyph(
            text=as_printed(str(char["text"])),
            left=left,
            top=top,
            right=right,
            bottom=bottom,
            ink=_ink(char.get("non_stroking_color")),
            angle=_angle(char["matrix"]),
        )


def _angle(matrix: Sequence[float]) -> int:
    """Return the direction of a character's text in degrees clockwise, from its matrix on the turned page."""
    return round(-math.degrees(math.atan2(matrix[1], matrix[0]))) % 360


def _ink(colour: object) -> Ink:
    """Return the colour class of a fill colour: grey, RGB or CMYK from 0 to 1, or a name."""
    if not isinstance(colour, Iterable) or isinstance(colour, str):
        return Ink.BLACK
    parts = [float(part) for part in cast("Iterable[object]", colour) if isinstance(part, int | float)]
    if len(parts) == 3:  # noqa: PLR2004 - red, green, blue
        return ink_of(*parts)
    if len(parts) == 4:  # noqa: PLR2004 - cyan, magenta, yellow, black
        cyan, magenta, yellow, black = parts
        return ink_of((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    return Ink.BLACK
