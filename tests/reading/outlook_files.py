"""Outlook messages made on the spot: the properties that a test needs, in a compound file ([MS-OXMSG], [MS-CFB])."""

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Final

Properties = Mapping[int, object]
"""Property ids with texts or bytes."""

_SECTOR: Final = 512
_MINI: Final = 64
_SMALL: Final = 4096
_END: Final = 0xFFFFFFFE
_NONE: Final = 0xFFFFFFFF
_FAT: Final = 0xFFFFFFFD


def msg(path: Path, properties: Properties, *attachments: Properties) -> Path:
    """Write a message with these properties and attachments."""
    entries: list[tuple[str, int, bytes | list[int]]] = []

    def storage(given: Properties, header: bytes) -> list[int]:
        stream, places = header, []
        for number, value in given.items():
            kind, content = (0x1F, value.encode("utf-16-le")) if isinstance(value, str) else (0x102, value)
            assert isinstance(content, bytes)
            stream += struct.pack("<HHIII", kind, number, 6, len(content), 0)
            places.append(add(f"__substg1.0_{number:04X}{kind:04X}", 2, content))
        if 0x3707 in given:
            stream += struct.pack("<HHIII", 3, 0x3705, 6, 1, 0)
        return [*places, add("__properties_version1.0", 2, stream)]

    def add(name: str, kind: int, content: bytes | list[int]) -> int:
        entries.append((name, kind, content))
        return len(entries)

    children = storage(properties, struct.pack("<8x4I8x", 0, len(attachments), 0, len(attachments)))
    for place, each in enumerate(attachments):
        children.append(add(f"__attach_version1.0_#{place:08X}", 1, storage(each, bytes(8))))
    path.write_bytes(_compound([("Root Entry", 5, children), *entries]))
    return path


def _compound(entries: list[tuple[str, int, bytes | list[int]]]) -> bytes:
    """Return a compound file of these entries; a storage is given by the places of what is in it."""
    mini = b""
    mini_table: list[int] = []
    starts: dict[int, int] = {}
    siblings: dict[int, int] = {}
    first: dict[int, int] = {}
    for place, (_, _, content) in enumerate(entries):
        if isinstance(content, list):
            first[place] = content[0] if content else _NONE
            siblings.update(dict(zip(content, [*content[1:], _NONE], strict=True)))
        else:
            assert len(content) < _SMALL
            starts[place] = len(mini_table) if content else _END
            count = -(-len(content) // _MINI)
            mini_table += [*range(len(mini_table) + 1, len(mini_table) + count), _END] if count else []
            mini += content.ljust(count * _MINI, b"\0")
    directory = b""
    for place, (name, kind, content) in enumerate(entries):
        coded = name.encode("utf-16-le") + b"\0\0"
        size = len(mini) if place == 0 else len(content) if isinstance(content, bytes) else 0
        start = starts.get(place, 0)
        links = (_NONE, siblings.get(place, _NONE), first.get(place, _NONE))
        directory += coded.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(coded), kind, 1, *links, start, size)
    parts = [directory, struct.pack(f"<{len(mini_table)}I", *mini_table), mini]
    sizes = [-(-len(part) // _SECTOR) for part in parts]
    table = [_FAT]
    places = []
    for size in sizes:
        places.append(len(table) if size else _END)
        table += [*range(len(table) + 1, len(table) + size), _END] if size else []
    assert len(table) <= _SECTOR // 4
    # The root's own stream is the one that holds all small ones.
    directory = directory[:116] + struct.pack("<I", places[2]) + directory[120:]
    numbers = (0, 1, places[0], 0, _SMALL, places[1], sizes[1], _END, 0)
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6x9I", 0x3E, 3, 0xFFFE, 9, 6, *numbers) + struct.pack("<109I", 0, *[_NONE] * 108)
    body = b"".join(
        part.ljust(size * _SECTOR, b"\0") for part, size in zip([directory, *parts[1:]], sizes, strict=True)
    )
    return header + struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff") + body
