"""One paragraph: its runs become lines of text, with what hangs on them (pictures, notes, breaks, text boxes)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ocr.page import Ink, Line, Region
from ocr.spacing import joined
from ocr.word.sink import Sink
from ocr.word.styles import Styles
from ocr.word.xml import (
    ALTERNATIVES,
    EMBEDDED,
    FALLBACK,
    MATH,
    MATH_TEXT,
    OLD_PICTURE,
    PICTURE,
    RELATION,
    Element,
    alternative,
    child,
    w,
)

_GONE: Final = frozenset({w("del"), w("moveFrom")})
_CHANGED: Final = frozenset({w("ins"), w("moveTo"), *_GONE})
_WRAPPERS: Final = frozenset(
    w(name)
    for name in (
        "hyperlink",
        "smartTag",
        "customXml",
        "ins",
        "moveTo",
        "fldSimple",
        "sdt",
        "sdtContent",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
    )
)
_DRAWINGS: Final = frozenset({w("drawing"), w("pict"), w("object")})
_SIGNS: Final[Mapping[object, str]] = {w("tab"): " ", w("ptab"): " ", w("noBreakHyphen"): "-"}
_SYMBOLS: Final[Mapping[tuple[str, str], str]] = {
    ("Wingdings", "F0FE"): "☑",
    ("Wingdings", "F0FD"): "☒",
    ("Wingdings", "F0A8"): "□",
    ("Wingdings", "F06F"): "□",
    ("Wingdings", "F0FC"): "√",
    ("Wingdings 2", "F052"): "☑",
    ("Wingdings 2", "F0A3"): "□",
    ("Wingdings 2", "F050"): "√",
}
"""Symbols of forms. A code of another symbol font stands for no character, and is left out."""


class Paragraphs:
    """Tells paragraphs to a sink. A paragraph whose end was deleted flows into the next."""

    def __init__(self, styles: Styles, text_box: Callable[[Element, Sink], None]) -> None:
        """Take the styles, and what tells the contents of a text box."""
        self._styles = styles
        self._text_box = text_box
        self._parts: list[tuple[str, Ink]] = []

    def tell(self, paragraph: Element, label: str, sink: Sink, region: Region) -> None:
        """Tell one paragraph, its list label before its first words."""
        told = _Telling(self._styles, self._styles.paragraph_style(paragraph), sink, region, self._parts)
        told.label = label
        told.text_box = self._text_box
        told.content(paragraph)
        if child(paragraph, "pPr", "rPr", "del") is not None:
            sink.changed()
            self._parts = told.parts
            return
        told.end_line()
        self._parts = []


class _Telling:
    """A paragraph while it is told."""

    def __init__(
        self, styles: Styles, style: str | None, sink: Sink, region: Region, parts: list[tuple[str, Ink]]
    ) -> None:
        self._styles = styles
        self._style = style
        self._sink = sink
        self._region = region
        self.parts = parts
        self.label = ""
        self.text_box: Callable[[Element, Sink], None]

    def content(self, element: Element) -> None:
        """Tell the runs in a paragraph or in what wraps some of them."""
        for part in element:
            if part.tag in _CHANGED:
                self._sink.changed()
            if part.tag == w("r"):
                self._run(part)
            elif part.tag in _WRAPPERS:
                self.content(part)
            elif part.tag == ALTERNATIVES:
                self._branch(part, self.content)
            elif isinstance(part.tag, str) and part.tag.startswith(MATH):
                self._say("".join(text.text or "" for text in part.iter(MATH_TEXT)), Ink.BLACK)

    def _branch(self, element: Element, tell: Callable[[Element], None]) -> None:
        """Tell one branch of alternative contents."""
        branch = alternative(element)
        if branch is not None:
            tell(branch)

    def _run(self, run: Element) -> None:
        """Tell a run, unless it is hidden."""
        if self._styles.is_hidden(run, self._style):
            self._sink.hidden()
            return
        ink = self._styles.ink(run, self._style)
        self._inside(run, ink)

    def _inside(self, run: Element, ink: Ink) -> None:
        """Tell what stands in a run."""
        for part in run:
            if part.tag == w("t"):
                self._say(part.text or "", ink)
            elif part.tag in _SIGNS:
                self._say(_SIGNS[part.tag], ink)
            elif part.tag == w("sym"):
                self._say(_SYMBOLS.get((part.get(w("font")) or "", (part.get(w("char")) or "").upper()), ""), ink)
            elif part.tag in {w("br"), w("cr")}:
                self._break(part)
            elif part.tag == w("lastRenderedPageBreak"):
                self._new_page()
            elif part.tag in {w("footnoteReference"), w("endnoteReference")}:
                kind = str(part.tag).rpartition("}")[2].removesuffix("Reference")
                self._sink.note((kind, part.get(w("id")) or ""))
            else:
                self._other(part, ink)

    def _other(self, part: Element, ink: Ink) -> None:
        """Tell a drawing, alternative contents or ruby text inside a run."""
        if part.tag in _DRAWINGS:
            self._drawing(part)
        elif part.tag == ALTERNATIVES:
            self._branch(part, lambda branch: self._inside(branch, ink))
        elif part.tag in _WRAPPERS:
            self.content(part)

    def _say(self, text: str, ink: Ink) -> None:
        """Add text to the line."""
        if text:
            self.parts.append((text, ink))

    def _break(self, part: Element) -> None:
        """End the line, and the page where the break says so."""
        if part.get(w("type")) == "page":
            self._new_page()
        else:
            self.end_line()

    def _new_page(self) -> None:
        """End the line and the page."""
        self.end_line()
        self._sink.break_page()

    def end_line(self) -> None:
        """Hand the line over, if anything was said; a label waits for the words it belongs to."""
        text = "".join(text for text, _ in self.parts).strip()
        if text:
            red = sum(len(text) for text, ink in self.parts if ink is Ink.RED)
            whole = joined([self.label, text])
            ink = Ink.RED if red * 2 > len(text) else Ink.BLACK
            self._sink.line(Line(text=whole, region=self._region, ink=ink))
            self.label = ""
        self.parts = []

    def _drawing(self, drawing: Element) -> None:
        """Tell the text boxes of a drawing and count its pictures. What was said before it comes before it."""
        for thing in _told(drawing):
            if thing.tag == w("txbxContent"):
                self.end_line()
                self.text_box(thing, self._sink)
            else:
                self._sink.picture(thing.get(EMBEDDED) or thing.get(RELATION) or "")


def _told(drawing: Element) -> Iterator[Element]:
    """Yield the text boxes and pictures of a drawing in order: one branch of alternatives, nothing inside a box."""
    for part in drawing:
        if part.tag in {w("txbxContent"), PICTURE, OLD_PICTURE}:
            yield part
        elif part.tag == ALTERNATIVES:
            branch = alternative(part)
            if branch is not None:
                yield from _told(branch)
        elif part.tag != FALLBACK and isinstance(part.tag, str):
            yield from _told(part)
