"""XML out of other people's files: parsed without entities, without a network, without trees too deep to hold.

Elements are asked for by their local names: programs give the same format under several namespaces and prefixes.
"""

from collections.abc import Iterator
from typing import IO, Any, Final, Protocol, cast

import lxml.etree as _lxml  # type: ignore[import-untyped]

_etree: Final[Any] = _lxml
"""lxml has no types."""

_SAFE: Final = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


class Element(Protocol):
    """An element of lxml's tree. `tag` is no string for comments, instructions and unresolved entities."""

    tag: object
    text: str | None
    tail: str | None

    def get(self, key: str, default: None = None, /) -> str | None:
        """Return an attribute's value."""
        ...

    def iter(self, *tags: str) -> "Iterator[Element]":
        """Yield this element and all below it that bear one of the tags, in document order."""
        ...

    def __iter__(self) -> "Iterator[Element]":
        """Yield the children."""
        ...


def parsed(content: bytes) -> Element:
    """Return the root of a document; an XMLSyntaxError of lxml for one that is none."""
    return cast("Element", _etree.fromstring(content, _etree.XMLParser(**_SAFE)))


def streamed(source: IO[bytes], *names: str) -> Iterator[Element]:
    """Yield the elements with these local names as they end, and forget each when the next is asked for."""
    tags = [f"{{*}}{name}" for name in names]
    for _, element in _etree.iterparse(source, events=("end",), tag=tags, **_SAFE):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def parent(element: Element) -> Element | None:
    """Return the element around another; while a document is streamed, with its attributes only."""
    return cast("Element | None", cast("Any", element).getparent())


def name_of(element: Element) -> str:
    """Return the local name of an element; empty for what is none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Element | None, *names: str) -> Element | None:
    """Return the element at the end of a chain of children; None where one is missing."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if name_of(one) == name), None)
    return element


def children(element: Element | None, name: str) -> list[Element]:
    """Return the children with a local name."""
    return [one for one in element if name_of(one) == name] if element is not None else []


def within(element: Element, *names: str) -> Iterator[Element]:
    """Yield all below an element that have one of these local names, in document order."""
    return element.iter(*(f"{{*}}{name}" for name in names))


def attribute(element: Element, name: str) -> str | None:
    """Return an attribute by its local name, whatever its namespace."""
    plain = element.get(name)
    if plain is not None:
        return plain
    attributes: dict[str, str] = dict(cast("Any", element).attrib)
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), None)


def number(element: Element, name: str) -> int | None:
    """Return an attribute as a whole number; None when it is missing or none."""
    text = element.get(name)
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


def is_on(element: Element, name: str) -> bool:
    """Return whether an attribute says yes."""
    return element.get(name) in {"1", "true", "on"}


def text_within(element: Element, *names: str) -> str:
    """Return the text of all elements below with one of these local names, joined."""
    return "".join(one.text or "" for one in within(element, *names))
