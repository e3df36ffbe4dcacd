"""The picture of an electronic seal, out of the seal or signature that holds it (GB/T 38540, GM/T 0031).

Both are DER structures that differ between their versions; the picture is the same in all: its type as text, its
bytes, its width and height. So it is looked for by that shape. No signature is checked here.
"""

from collections.abc import Iterator
from typing import Final

_SEQUENCE: Final = 0x30
_TEXT: Final = frozenset({0x16, 0x0C, 0x13})
_BYTES: Final = 0x04
_INTEGER: Final = 0x02
_CONSTRUCTED: Final = 0x20
_LONG: Final = 0x80
_DEEPEST: Final = 16
_MOST: Final = 20_000
_KINDS: Final = frozenset({"png", "jpg", "jpeg", "bmp", "gif", "tif", "tiff", "ofd", "svg"})


def picture(content: bytes) -> bytes | None:
    """Return the bytes of the picture in a seal; None where none is found."""
    left = [_MOST]
    return next(_pictures(content, 0, left), None)


def _pictures(content: bytes, depth: int, left: list[int]) -> Iterator[bytes]:
    if depth > _DEEPEST:
        return
    parts = list(_parts(content, left))
    for place, (tag, value) in enumerate(parts[:-1]):
        following, held = parts[place + 1]
        if tag in _TEXT and following == _BYTES and _is_kind(value):
            yield held
    for tag, value in parts:
        if tag & _CONSTRUCTED or tag == _BYTES:
            yield from _pictures(value, depth + 1, left)


def _is_kind(value: bytes) -> bool:
    return value.decode("latin-1").strip(". \0").casefold() in _KINDS


def _parts(content: bytes, left: list[int]) -> Iterator[tuple[int, bytes]]:
    """Yield the elements of a DER structure as tag and value; nothing of what is none (X.690, 8.1)."""
    at = 0
    while at + 2 <= len(content) and left[0] > 0:
        left[0] -= 1
        tag, length, at = content[at], content[at + 1], at + 2
        if length & _LONG:
            size = length & 0x7F
            length = int.from_bytes(content[at : at + size], "big")
            at += size
        if at + length > len(content):
            return
        yield tag, content[at : at + length]
        at += length
