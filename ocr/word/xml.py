"""The few things asked of an XML element, with types, and the names of WordprocessingML (ISO/IEC 29500-1)."""

from collections.abc import Iterator
from typing import Final, Protocol

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MATH_TEXT: Final = f"{MATH}t"
ALTERNATIVES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
OLD_PICTURE: Final = "{urn:schemas-microsoft-com:vml}imagedata"
RELATION: Final = f"{{{_R}}}id"
EMBEDDED: Final = f"{{{_R}}}embed"


class Element(Protocol):
    """An element of lxml's tree. `tag` is no string for comments, instructions and unresolved entities."""

    tag: object
    text: str | None

    def get(self, key: str, default: None = None, /) -> str | None:
        """Return an attribute's value."""
        ...

    def find(self, path: str, /) -> "Element | None":
        """Return the first element at a path."""
        ...

    def iter(self, *tags: str) -> "Iterator[Element]":
        """Yield this element and all below it that bear one of the tags, in document order."""
        ...

    def __iter__(self) -> "Iterator[Element]":
        """Yield the children."""
        ...


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{_W}}}{name}"


def child(element: Element | None, *names: str) -> Element | None:
    """Return the element at the end of a chain of children; None where one is missing."""
    for name in names:
        if element is None:
            return None
        element = element.find(w(name))
    return element


def value(element: Element | None, *names: str) -> str | None:
    """Return the `w:val` of the element at the end of a chain of children."""
    found = child(element, *names)
    return None if found is None else found.get(w("val"))


def number(element: Element | None, *names: str) -> int | None:
    """Return that value as a whole number; None when it is missing or none."""
    return _whole(value(element, *names))


def attribute(element: Element, name: str) -> int | None:
    """Return an attribute of WordprocessingML as a whole number; None when it is missing or none."""
    return _whole(element.get(w(name)))


def _whole(text: str | None) -> int | None:
    """Return a text as a whole number; None when it is none."""
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


def is_on(element: Element | None, name: str) -> bool | None:
    """Return a toggle property (`<w:vanish/>`, `<w:vanish w:val="0"/>`); None when it is not stated."""
    found = child(element, name)
    if found is None:
        return None
    return found.get(w("val")) not in {"0", "false", "off"}


def alternative(element: Element) -> Element | None:
    """Return the one branch of an `mc:AlternateContent` to read: the first choice, else the fallback."""
    choice = element.find(CHOICE)
    return choice if choice is not None else element.find(FALLBACK)
