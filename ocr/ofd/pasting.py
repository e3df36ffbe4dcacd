"""Pastes pictures and seals onto a page."""

from collections.abc import Callable
from typing import Final

import pikepdf

from ocr.ofd import seals
from ocr.ofd.canvas import Canvas, listed
from ocr.ofd.file import OfdFile, PageRef
from ocr.ofd.geometry import Matrix, times
from ocr.ofd.images import embedded
from ocr.ofd.page import SEAL
from ocr.ofd.things import Picture

STAMPED: Final = "Stamped"
"""The way seals are drawn: what lies below shows through, as under ink."""

_UPSIDE_DOWN: Final[Matrix] = (1.0, 0.0, 0.0, -1.0, 0.0, 1.0)
"""The unit square of a picture as PDF counts it, from that of an OFD."""

_FLAT: Final = 1e-9

Nested = Callable[[bytes], pikepdf.Stream | None]
"""Draws a seal that is an OFD file itself; None where that is impossible."""


class Pasting:
    """Pastes pictures, each stored once in the PDF file, and keeps what kinds of them could not be."""

    def __init__(self, pdf: pikepdf.Pdf, pixels: int) -> None:
        """Take the PDF file, and how many pixels a picture may have."""
        self.unusable: dict[str, None] = {}
        self.stored: dict[str, pikepdf.Stream] = {}
        self._pdf = pdf
        self._pixels = pixels
        self._known: dict[tuple[int, str], str | None] = {}

    def paste(self, canvas: Canvas, file: OfdFile, ref: PageRef, picture: Picture, nested: Nested) -> None:
        """Draw a picture or a seal into its square."""
        is_seal = picture.resource.startswith(SEAL)
        key = (id(file), picture.resource)
        if key not in self._known:
            self._known[key] = self._kept(_content(file, ref, picture.resource), nested)
        name = self._known[key]
        if name is None:
            self.unusable["印章" if is_seal else "图片"] = None
            return
        whole = times(times(_UPSIDE_DOWN, picture.matrix), canvas.base)
        if abs(whole[0] * whole[3] - whole[1] * whole[2]) < _FLAT:
            return
        canvas.begin(picture.clips, None, None)
        if is_seal:
            canvas.say(f"/{STAMPED} gs")
        else:
            canvas.veil(picture.alpha, 1.0)
        canvas.say(f"{listed(whole)} cm /{name} Do")
        canvas.end()

    def _kept(self, content: bytes, nested: Nested) -> str | None:
        """Return the name of a picture in the PDF file; None where it cannot be drawn."""
        made = nested(content) if content.startswith(b"PK") else embedded(self._pdf, content, self._pixels)
        if made is None:
            return None
        name = f"I{len(self.stored)}"
        self.stored[name] = made
        return name


def _content(file: OfdFile, ref: PageRef, resource: str) -> bytes:
    """Return the bytes of a picture, or of the picture in a seal; none where it is missing."""
    is_seal = resource.startswith(SEAL)
    part = resource.removeprefix(SEAL) if is_seal else ref.document.resources.media.get(resource, "")
    content = file.parts.read(part) if part and file.parts.has(part) else b""
    return (seals.picture(content) or b"") if is_seal else content
