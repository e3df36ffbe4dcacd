"""OFD pages as PDF pages: every character, line and picture at its place, with the file's fonts or packaged ones.

What cannot be drawn is named, never left out silently. No signature is checked; seals are drawn as they look.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from ocr.ofd.canvas import Canvas, listed
from ocr.ofd.file import OfdFile, PageRef, opened
from ocr.ofd.geometry import POINTS, times
from ocr.ofd.lettering import Lettering
from ocr.ofd.page import leaf
from ocr.ofd.pasting import STAMPED, Pasting
from ocr.ofd.things import Leaf, Picture, Shape, Text
from ocr.ofd.type3 import Fonts
from ocr.terms import Limits, Unreadable

_DEEPEST: Final = 1
"""How deep seals are drawn that are OFD files themselves."""

_FLAT: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Pages as a PDF file; characters that no font has, and what else is not drawn or drawn otherwise, in Chinese."""

    content: bytes
    missing: str
    undrawn: tuple[str, ...]


def printed(file: OfdFile, refs: Sequence[PageRef], limits: Limits) -> Printed:
    """Return pages of an opened file as PDF. What the decoders raise flies, as damage of the file."""
    with pikepdf.Pdf.new() as pdf:
        press = _Press(pdf, limits)
        for ref in refs:
            press.add(file, ref)
        stored = io.BytesIO()
        undrawn = press.finish()
        pdf.save(stored, deterministic_id=True, compress_streams=True)
    return Printed(content=stored.getvalue(), missing="".join(press.lettering.missing), undrawn=undrawn)


class _Press:
    """Draws pages into a PDF file; fonts and pictures are shared by all of them."""

    def __init__(self, pdf: pikepdf.Pdf, limits: Limits) -> None:
        self._pdf = pdf
        self._limits = limits
        self._fonts = Fonts(pdf)
        self.lettering = Lettering(self._fonts)
        self._pasting = Pasting(pdf, limits.pixels)
        self._resources = pdf.make_indirect(Dictionary(XObject=Dictionary(), ExtGState=Dictionary(), Font=Dictionary()))
        self._veils: dict[tuple[float, float], str] = {}
        self._undrawn: dict[str, None] = {}

    def add(self, file: OfdFile, ref: PageRef) -> None:
        """Add a page."""
        drawn = leaf(file, ref)
        box = Array([0, 0, round(drawn.width * POINTS, 3), round(drawn.height * POINTS, 3)])
        drawing = self._pdf.make_stream(self._drawing(file, ref, drawn, 0))
        page = Dictionary(Type=Name.Page, MediaBox=box, Resources=self._resources, Contents=drawing)
        self._pdf.pages.append(pikepdf.Page(self._pdf.make_indirect(page)))

    def finish(self) -> tuple[str, ...]:
        """Add the fonts, pictures and transparencies that the pages name; return what could not be drawn."""
        for name, font in self._fonts.objects().items():
            self._resources.Font[f"/{name}"] = font
        for name, stream in self._pasting.stored.items():
            self._resources.XObject[f"/{name}"] = self._pdf.make_indirect(stream)
        self._resources.ExtGState[f"/{STAMPED}"] = Dictionary(Type=Name.ExtGState, BM=Name.Multiply)
        for (fill, stroke), name in self._veils.items():
            self._resources.ExtGState[f"/{name}"] = Dictionary(Type=Name.ExtGState, ca=fill, CA=stroke)
        return tuple({**self._undrawn, **self.lettering.unusable, **self._pasting.unusable})

    def _drawing(self, file: OfdFile, ref: PageRef, drawn: Leaf, depth: int) -> bytes:
        """Return the drawing of a page."""
        canvas = Canvas((POINTS, 0.0, 0.0, -POINTS, 0.0, drawn.height * POINTS), self._veils)
        self._undrawn.update(dict.fromkeys(drawn.undrawn))
        for thing in drawn.things:
            match thing:
                case Text():
                    self.lettering.draw(canvas, file, ref, thing)
                case Shape():
                    _draw(canvas, thing)
                case Picture():
                    self._pasting.paste(canvas, file, ref, thing, partial(self._nested, depth))
        return canvas.content()

    def _nested(self, depth: int, content: bytes) -> pikepdf.Stream | None:
        """Return a seal that is an OFD file: its first page, in the unit square."""
        if depth >= _DEEPEST:
            return None
        try:
            with opened(io.BytesIO(content), self._limits) as inner:
                drawn = leaf(inner, inner.pages[0])
                drawing = self._drawing(inner, inner.pages[0], drawn, depth + 1)
        except Unreadable:
            return None
        width, height = drawn.width * POINTS, drawn.height * POINTS
        made = pikepdf.Stream(self._pdf, drawing)
        made["/Type"], made["/Subtype"] = Name.XObject, Name.Form
        made["/BBox"] = Array([0, 0, width, height])
        made["/Matrix"] = Array([1 / width, 0, 0, 1 / height, 0, 0])
        made["/Resources"] = self._resources
        return made


def _draw(canvas: Canvas, shape: Shape) -> None:
    """Draw an outline."""
    style = shape.style
    whole = times(shape.matrix, canvas.base)
    if abs(whole[0] * whole[3] - whole[1] * whole[2]) < _FLAT or not (style.fill or style.stroke):
        return
    canvas.begin(shape.clips, style.fill, style.stroke)
    canvas.say(f"{listed(whole)} cm")
    canvas.line_style(style)
    canvas.path(shape.outline)
    rule = "*" if style.even_odd and style.fill else ""
    canvas.say((("B" if style.stroke else "f") if style.fill else "S") + rule)
    canvas.end()
