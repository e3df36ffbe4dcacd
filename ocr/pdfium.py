"""PDFium: opening PDF files, their pages' glyphs and pictures, and drawing pages.

The untyped edge of pypdfium2; everything handed out is typed. PDFium is not safe for threads.
"""

import ctypes
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw  # type: ignore[import-untyped]

from ocr.edge import decoding
from ocr.engines import Picture
from ocr.findings import PASSWORD
from ocr.glyphs import Glyph, Visible, as_printed, ink_of
from ocr.page import Box
from ocr.terms import Unreadable

KIND: Final = "PDF 文件"
SCAN: Final = 0.5
"""Share of the page under pictures from which it is one."""

_OBJECTS: Final = 20_000
"""Objects of a page that are looked at when asking whether it is a picture; hostile pages have millions."""

_raw: Any = cast("Any", pypdfium2).raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a page is made of.

    `covered` is the share of the visible page under pictures (strips of one scan add up; at most 1), `invisible` the
    share of its pieces of text that are drawn without ink, as text recognised by a scanner is. `objects` counts what
    is drawn at all, `largest` the pixels of the largest picture, `placed` says where its pictures stand on the
    visible page.
    """

    objects: int
    pictures: int
    covered: float
    invisible: float
    largest: int = 0
    placed: tuple[Box, ...] = ()

    @property
    def is_scan(self) -> bool:
        """Whether the page is a picture with the text that was recognised on it."""
        return self.covered >= SCAN and self.invisible > 0.5  # noqa: PLR2004 - most of it


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredText:
    """The text that a page stores: its visible glyphs in the order of the file, without spaces.

    Lines are put together by place. `unknown` counts codes that stood for no character; `cut` says that there was
    more than was looked at.
    """

    glyphs: tuple[Glyph, ...]
    unknown: int
    cut: bool


class PdfPage:
    """A page of an open file; used up before the next one is opened."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - a pypdfium2 page
        """Wrap a loaded page."""
        self._page = page
        self._drawn: tuple[float, Picture] | None = None
        rotation = int(page.get_rotation()) % 360
        self.visible = _part(page.get_bbox(), rotation)
        self.media = _part(page.get_mediabox() or page.get_bbox(), rotation)

    def text(self, at_most: int) -> StoredText:
        """Return the stored text, of which no more than `at_most` characters are looked at."""
        text = self._page.get_textpage()
        try:
            count = int(text.count_chars())
            found = tuple(self._glyphs(text, min(at_most, count)))
        finally:
            text.close()
        known = tuple(glyph for glyph in found if glyph.text)
        return StoredText(
            glyphs=tuple(glyph for glyph in known if self.visible.shows(glyph)),
            unknown=len(found) - len(known),
            cut=count > at_most,
        )

    def _glyphs(self, text: Any, count: int) -> Iterator[Glyph]:  # noqa: ANN401 - a pypdfium2 text page
        """Yield the glyphs of a page; one without text stands for a code that no character is known for."""
        box = _raw.FS_RECTF()
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        pending = 0
        for index in range(count):
            code = int(_raw.FPDFText_GetUnicode(text, index))
            if 0xD800 <= code <= 0xDBFF:  # noqa: PLR2004 - first half of a surrogate pair
                pending = code
                continue
            if pending and 0xDC00 <= code <= 0xDFFF:  # noqa: PLR2004 - second half
                code = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00)
            pending = 0
            character = _character(code)
            if character is None or not _raw.FPDFText_GetLooseCharBox(text, index, box):
                continue
            _raw.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
            turned = round(np.degrees(_raw.FPDFText_GetCharAngle(text, index))) if character else 0
            left, top, right, bottom = self.visible.seen(box.left, box.bottom, box.right, box.top)
            yield Glyph(
                text=character,
                left=left,
                top=top,
                right=right,
                bottom=bottom,
                ink=ink_of(red.value / 255, green.value / 255, blue.value / 255),
                angle=int(self.visible.rotation - turned) % 360,
            )

    def contents(self) -> Contents:
        """Return what the page is made of, from at most 20,000 of its objects."""
        texts = invisible = pictures = objects = largest = 0
        area = 0.0
        placed: list[Box] = []
        for thing in islice(self._page.get_objects(max_depth=5), _OBJECTS):
            objects += 1
            if thing.type == _raw.FPDF_PAGEOBJ_TEXT:
                texts += 1
                invisible += _raw.FPDFTextObj_GetTextRenderMode(thing) == _raw.FPDF_TEXTRENDERMODE_INVISIBLE
            elif thing.type == _raw.FPDF_PAGEOBJ_IMAGE:
                pictures += 1
                area += self._area(thing)
                largest = max(largest, _pixels(thing))
                left, top, right, bottom = self.visible.seen(*(float(value) for value in thing.get_bounds()))
                placed.append(Box(left=left, top=top, right=right, bottom=bottom))
        whole = max(1.0, self.visible.width * self.visible.height)
        return Contents(
            objects=objects,
            pictures=pictures,
            covered=min(1.0, area / whole),
            invisible=invisible / texts if texts else 0.0,
            largest=largest,
            placed=tuple(placed),
        )

    def _area(self, thing: Any) -> float:  # noqa: ANN401 - a pypdfium2 page object
        """Return how much of the visible page an object covers, in square points."""
        left, bottom, right, top = (float(value) for value in thing.get_bounds())
        seen = self.visible
        width = min(right, seen.right) - max(left, seen.left)
        height = min(top, seen.top) - max(bottom, seen.bottom)
        return max(0.0, width) * max(0.0, height)

    def draw(self, scale: float) -> Picture:
        """Return the page drawn on white, upright, at `scale` pixels a point; the last drawing is kept."""
        if self._drawn is None or self._drawn[0] != scale:
            self._drawn = (scale, self._render(scale))
        return self._drawn[1]

    def _render(self, scale: float) -> Picture:
        """Return a new drawing, not to be written on."""
        bitmap = self._page.render(scale=scale, rev_byteorder=True, fill_color=(255, 255, 255, 255), prefer_bgrx=False)
        try:
            pixels = np.asarray(bitmap.to_numpy(), dtype=np.uint8)
            if pixels.ndim == 2:  # noqa: PLR2004 - rows and columns of grey
                pixels = pixels[:, :, np.newaxis]
            if pixels.shape[2] < 3:  # noqa: PLR2004 - grey
                pixels = np.repeat(pixels[:, :, :1], 3, axis=2)
            drawing = np.array(pixels[:, :, :3], order="C")
            drawing.flags.writeable = False
            return drawing
        finally:
            bitmap.close()


class PdfFile:
    """An open PDF file."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - a pypdfium2 document
        """Wrap an open document."""
        self._document = document

    @property
    def pages(self) -> int:
        """How many pages the file has."""
        return len(self._document)

    @contextmanager
    def page(self, number: int) -> Generator[PdfPage]:
        """Load page `number` (from 1). Unreadable when PDFium cannot."""
        with decoding(KIND):
            loaded = self._document[number - 1]
            page = PdfPage(loaded)
        try:
            yield page
        finally:
            loaded.close()


@contextmanager
def opened(path: Path) -> Generator[PdfFile]:
    """Open a PDF file. Unreadable when it is damaged or needs a password; one for its owner alone does not matter."""
    with decoding(KIND):
        try:
            document = cast("Any", pypdfium2).PdfDocument(path)
        except cast("Any", pypdfium2).PdfiumError as error:
            if error.err_code == _raw.FPDF_ERR_PASSWORD:
                raise Unreadable(PASSWORD.at(kind=KIND)) from error
            raise
    try:
        yield PdfFile(document)
    finally:
        document.close()


def _part(box: tuple[float, float, float, float], rotation: int) -> Visible:
    """Return a page box with the page's turn."""
    left, bottom, right, top = (float(number) for number in box)
    return Visible(left=left, bottom=bottom, right=right, top=top, rotation=rotation)


def _pixels(thing: Any) -> int:  # noqa: ANN401 - a pypdfium2 page object
    """Return how many pixels a picture on a page has; 0 when the file does not say."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    return width.value * height.value if _raw.FPDFImageObj_GetImagePixelSize(thing, width, height) else 0


def _character(code: int) -> str | None:
    """Return the character of a code as printed; empty for a code without one, None for a space or control."""
    if code in {0, 0xFFFD}:
        return ""
    character = chr(code)
    if character.isspace() or code < 0x20 or code in {0x7F, 0xFFFE, 0xFEFF, 0x200B}:  # noqa: PLR2004 - controls
        return None
    return as_printed(character)
