"""The text layer of one page, compared with what the page shows, and its lines.

What is stored but not printed is left out; pictures with print on them are read beside the stored text.
"""

from dataclasses import dataclass
from typing import Final

from ocr.edge import decoding
from ocr.engines.choice import engine_for
from ocr.finding import Finding
from ocr.findings import HIDDEN_ON_PAGE, TEXT_CUT
from ocr.glyphs import Glyph
from ocr.layer_trial import agreement
from ocr.page import Line
from ocr.pdf_pictures import with_pictures
from ocr.pdf_task import Task
from ocr.pdfium import KIND, SCAN, Contents, StoredText
from ocr.quality import Verdict, judge, judge_sight
from ocr.terms import Unreadable
from ocr.text_layer import lines_of
from ocr.visibility import Sight

_PLUMBED_GLYPHS: Final = 8_000
_PLUMBED_OBJECTS: Final = 5_000
"""Pages with more than this keep pdfplumber busy for many seconds; PDFium reads them at once."""

_GLANCE: Final = 2.0
"""Pixels a point at which a page is drawn to see whether its text is printed, and where its lines run."""

_LARGEST_GLANCE: Final = 2_000
"""Pixels; the longer edge of that drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The stored text of a page: all of it, and the glyphs that can be seen. `sight` is None where nobody looked."""

    text: StoredText
    contents: Contents
    glyphs: tuple[Glyph, ...]
    sight: Sight | None

    @property
    def hidden(self) -> int:
        """How many stored glyphs cannot be seen."""
        return len(self.text.glyphs) - len(self.glyphs)


def judged(task: Task, text: StoredText, contents: Contents) -> tuple[Layer, Verdict]:
    """Return a page's text layer, and whether it can be believed."""
    verdict = judge("".join(glyph.text for glyph in text.glyphs), text.unknown, contents)
    if not verdict.good:
        return Layer(text=text, contents=contents, glyphs=text.glyphs, sight=None), verdict
    layer = _looked_at(task, text, contents)
    recognised = contents.is_scan and contents.largest <= task.limits.pixels
    return layer, judge_sight(len(text.glyphs), layer.hidden, _agreement(task, layer), recognised=recognised)


def lines_in(task: Task, layer: Layer) -> tuple[Line, ...]:
    """Return the lines of a layer in reading order, with those on pictures where the pictures stand."""
    few = len(layer.glyphs) <= _PLUMBED_GLYPHS and layer.contents.objects <= _PLUMBED_OBJECTS
    glyphs = _plumbed(task, layer) if few and not layer.text.cut else ()
    rulings = layer.sight.rulings() if layer.sight else ()
    lines = lines_of(glyphs or layer.glyphs, task.page.visible.width, task.page.visible.height, rulings)
    return lines if layer.contents.is_scan else with_pictures(task, layer.contents, lines)


def remarks_on(task: Task, layer: Layer) -> tuple[Finding, ...]:
    """Return what is to be said of a layer that is believed."""
    cut = (TEXT_CUT.at(task.number, limit=task.limits.characters),) if layer.text.cut else ()
    return (*cut, HIDDEN_ON_PAGE.at(task.number, count=layer.hidden)) if layer.hidden else cut


def _looked_at(task: Task, text: StoredText, contents: Contents) -> Layer:
    """Return a layer with its glyphs compared with the drawn page, where drawing is cheap enough."""
    if contents.objects > _PLUMBED_OBJECTS or contents.largest > task.limits.pixels or not text.glyphs:
        return Layer(text=text, contents=contents, glyphs=text.glyphs, sight=None)
    scale = min(_GLANCE, _LARGEST_GLANCE / max(task.page.visible.width, task.page.visible.height, 1.0))
    with decoding(KIND):
        sight = Sight.of(task.page.draw(scale), scale)
    return Layer(text=text, contents=contents, glyphs=sight.visible(text.glyphs), sight=sight)


def _agreement(task: Task, layer: Layer) -> float | None:
    """Return how well text stored with a scan, drawn or not, agrees with it; None where there is none to compare."""
    if layer.contents.covered < SCAN or layer.contents.largest > task.limits.pixels:
        return None
    visible = task.page.visible
    return agreement(lines_of(layer.glyphs, visible.width, visible.height), task.sheet(), engine_for(task.recipe))


def _plumbed(task: Task, layer: Layer) -> tuple[Glyph, ...]:
    """Return a page's glyphs as pdfplumber sees them; none when it fails, or does not know those that PDFium knows."""
    if task.plumber is None:
        return ()
    try:
        glyphs = task.plumber.page(task.number, task.page.visible, task.page.media)
    except Unreadable:
        return ()
    known = sum(not glyph.text.startswith("(cid:") for glyph in glyphs)
    if known < len(glyphs) or known < 0.9 * len(layer.text.glyphs):
        return ()
    return layer.sight.visible(glyphs) if layer.sight and layer.hidden else glyphs
