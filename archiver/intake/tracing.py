"""Traces in which archives a file's bytes lie, so that a file that may not be held leaves with every copy of it.

Told by length and CRC-32: of archives from their listings, without unpacking; of messages from their attachments. The
names of members count for nothing.
"""

import zipfile
import zlib
from collections.abc import Callable, Collection
from pathlib import Path

from archiver.intake import mail_opening, unpacking
from archiver.intake.mail_opening import Mark
from ocr.kinds import media_type


def holding(start: Collection[str], archives: Collection[str], path: Callable[[str], Path]) -> tuple[str, ...]:
    """Return those of `archives` that are in `start`, hold one of its files, or hold an archive that does.

    All are known by their SHA-256, and `path` tells where they lie. What cannot be read tells nothing.
    """
    listed = {sha256: _listed(path(sha256)) for sha256 in archives}
    found: set[str] = set()
    new = set(start)
    while new:
        found |= new
        marks = {mark for sha256 in new if (mark := _mark(path(sha256)))}
        new = {sha256 for sha256, members in listed.items() if sha256 not in found and members & marks}
    return tuple(sorted(found & set(archives)))


def _listed(archive: Path) -> frozenset[Mark]:
    """Return the marks of what is in a container: a zip archive's listing tells, a message is taken apart."""
    kind = media_type(archive) if archive.is_file() else ""
    if kind in mail_opening.MAILS:
        return mail_opening.marks(archive, kind)
    try:
        with zipfile.ZipFile(archive) as opened:
            return frozenset((info.file_size, info.CRC) for info in opened.infolist())
    except unpacking.BROKEN:
        return frozenset()


def _mark(file: Path) -> Mark | None:
    length = crc = 0
    try:
        with file.open("rb") as stream:
            while chunk := stream.read(unpacking.CHUNK):
                length, crc = length + len(chunk), zlib.crc32(chunk, crc)
    except OSError:
        return None
    return length, crc
