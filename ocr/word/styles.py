"""Styles: what a paragraph or a run takes over from the style it names (ISO/IEC 29500-1, 17.7)."""

from collections.abc import Iterator

from ocr.page import Ink
from ocr.word.xml import Element, child, is_on, number, value, w

_DEEPEST = 20
"""Styles are based on one another; a file may be wrong and go in circles."""


class Styles:
    """Looks up properties in a paragraph's or run's own, then in its style and the styles that is based on."""

    def __init__(self, root: Element | None) -> None:
        """Take the part `styles.xml`, or None for a file without it."""
        self._by_id: dict[str, Element] = {}
        self._default: str | None = None
        for style in root.iter(w("style")) if root is not None else ():
            name = style.get(w("styleId")) or ""
            self._by_id.setdefault(name, style)
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true", "on"}:
                self._default = name

    def paragraph_style(self, paragraph: Element) -> str | None:
        """Return the id of a paragraph's style."""
        return value(paragraph, "pPr", "pStyle") or self._default

    def list_place(self, paragraph: Element) -> tuple[int, int | None, str | None] | None:
        """Return the list number a paragraph stands in: list id, level, and the style that says so.

        The level is None where the style leaves it to the list. None for a paragraph without a number.
        """
        own = child(paragraph, "pPr", "numPr")
        if own is not None and child(own, "numId") is not None:
            return _place(own, number(own, "ilvl") or 0, None)
        for name, style in self._chain(self.paragraph_style(paragraph)):
            stated = child(style, "pPr", "numPr")
            if stated is not None and child(stated, "numId") is not None:
                return _place(stated, number(own, "ilvl") if own is not None else number(stated, "ilvl"), name)
        return None

    def breaks_before(self, paragraph: Element) -> bool:
        """Return whether a paragraph begins on a new page by its own property or its style's."""
        own = is_on(child(paragraph, "pPr"), "pageBreakBefore")
        if own is not None:
            return own
        chain = self._chain(self.paragraph_style(paragraph))
        stated = (is_on(child(style, "pPr"), "pageBreakBefore") for _, style in chain)
        return next((one for one in stated if one is not None), False)

    def is_hidden(self, run: Element, paragraph_style: str | None) -> bool:
        """Return whether a run is hidden text."""
        stated = (is_on(properties, "vanish") for properties in self._run_properties(run, paragraph_style))
        return next((one for one in stated if one is not None), False)

    def ink(self, run: Element, paragraph_style: str | None) -> Ink:
        """Return the colour class of a run."""
        colours = (value(properties, "color") for properties in self._run_properties(run, paragraph_style))
        return _ink(next((one for one in colours if one), "auto"))

    def _run_properties(self, run: Element, paragraph_style: str | None) -> Iterator[Element]:
        """Yield the properties that hold for a run, the nearest first."""
        own = child(run, "rPr")
        if own is not None:
            yield own
        for name in (value(own, "rStyle"), paragraph_style):
            for _, style in self._chain(name):
                properties = child(style, "rPr")
                if properties is not None:
                    yield properties

    def _chain(self, name: str | None) -> Iterator[tuple[str, Element]]:
        """Yield a style and those it is based on, with their ids."""
        for _ in range(_DEEPEST):
            style = self._by_id.get(name) if name else None
            if style is None or name is None:
                return
            yield name, style
            name = value(style, "basedOn")


def _place(stated: Element, level: int | None, style: str | None) -> tuple[int, int | None, str | None] | None:
    """Return the place in a list that a `w:numPr` states; list 0 takes a number away."""
    list_id = number(stated, "numId")
    return (list_id, level, style) if list_id else None


def _ink(colour: str) -> Ink:
    """Return the colour class of a colour in hexadecimal, such as FF0000."""
    try:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return Ink.BLACK
    return Ink.RED if red >= 0x90 and red - max(green, blue) >= 0x50 else Ink.BLACK  # noqa: PLR2004 - of 255
