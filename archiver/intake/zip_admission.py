"""Decides from a zip archive's listing alone, before anything is unpacked, what of it may be.

An archive is stopped as a whole when it is locked, lies about itself or is over the limits; a member is refused when
its name, its kind or a password stands against it.
"""

import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path
from stat import S_IFMT, S_ISREG
from typing import BinaryIO

from archiver.intake import findings as kinds
from archiver.intake import source_names, zip_names
from ocr.finding import Finding

MEBI = 1 << 20

_ENCRYPTED = 0x1
_UNIX = 3
_LOCAL_HEADER = 30  # bytes before a member's name
_LISTING_BYTES_PER_MEMBER = 2000
_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_END_RECORD, _END_RECORD_64, _LOCATOR = 22, 56, 20  # bytes of each
_LONGEST_COMMENT = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an archive may hold, the archives within it included.

    `ratio` is how much larger it may become by unpacking; it is asked only beyond `trusted_bytes`, since a blank
    page stored as BMP shrinks a thousandfold. `depth` counts archives within archives.
    """

    members: int = 10_000
    total_bytes: int = 8192 * MEBI
    ratio: int = 200
    trusted_bytes: int = 256 * MEBI
    depth: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file as an archive lists it, with its name as it was meant."""

    info: zipfile.ZipInfo
    name: str

    @property
    def encrypted(self) -> bool:
        """Whether it needs a password."""
        return bool(self.info.flag_bits & _ENCRYPTED)

    @property
    def shown(self) -> str:
        """Its name with clean parts, as a path below the archive; what leads up or to a root is dropped."""
        parts = [source_names.clean(part) for part in self.name.split("/") if part.strip() not in {"", ".", ".."}]
        return "/".join(parts) or source_names.UNNAMED


def listing_is_readable(archive: Path, limits: Limits) -> bool:
    """Return whether the archive's listing is short enough for zipfile, which reads it into memory as a whole.

    Raises BadZipFile when there is none.
    """
    with archive.open("rb") as stream:
        return _listing_length(stream) <= limits.members * _LISTING_BYTES_PER_MEMBER


def entries(opened: zipfile.ZipFile) -> tuple[Entry, ...]:
    """Return the files that an archive lists, without its folders."""
    infos = opened.infolist()
    listed = zip(infos, zip_names.names(infos), strict=True)
    return tuple(Entry(info=info, name=name) for info, name in listed if not name.endswith("/"))


def stop(listed: Sequence[Entry], end: int, name: str, limits: Limits) -> Finding | None:
    """Return why nothing of the archive `name` may be unpacked, or None; `end` is where its listing begins."""
    total = sum(entry.info.file_size for entry in listed)
    packed = sum(entry.info.compress_size for entry in listed)
    if len(listed) > limits.members:
        return too_many(name, f"{len(listed)} 个", limits)
    if _overlap(listed, end):
        return kinds.ZIP_BOMB.at(name=name, reason="里面的文件互相重叠")
    if total > limits.trusted_bytes and total > limits.ratio * packed:
        ratio = total // max(1, packed)
        return kinds.ZIP_BOMB.at(name=name, reason=f"解开后是原来的 {ratio} 倍，上限 {limits.ratio} 倍")
    if total > limits.total_bytes:
        return kinds.ZIP_TOO_LARGE.at(name=name, found=_mebi(total), expected=_mebi(limits.total_bytes))
    if listed and all(entry.encrypted for entry in listed):
        return kinds.ZIP_ENCRYPTED.at(name=name)
    return None


def refuse(entry: Entry) -> Finding | None:
    """Return why a member is not even opened, or None."""
    fault = zip_names.fault(entry.name)
    if fault:
        return kinds.MEMBER_NAME.at(name=entry.shown, reason=fault)
    mode = entry.info.external_attr >> 16
    if entry.info.create_system == _UNIX and S_IFMT(mode) and not S_ISREG(mode):
        return kinds.MEMBER_NOT_A_FILE.at(name=entry.shown)
    return kinds.MEMBER_ENCRYPTED.at(name=entry.shown) if entry.encrypted else None


def too_many(name: str, found: str, limits: Limits) -> Finding:
    """Return the finding that the archive holds more files than allowed."""
    return kinds.ZIP_TOO_MANY.at(name=name, found=found, expected=f"{limits.members} 个")


def _listing_length(stream: BinaryIO) -> int:
    """Return how many bytes zipfile would read as the listing: the end record is found where zipfile finds it."""
    size = stream.seek(0, SEEK_END)
    start = stream.seek(max(0, size - _END_RECORD - _LONGEST_COMMENT))
    ending = stream.read()
    last = len(ending) - _END_RECORD
    uncommented = ending[last : last + 4] == _END and ending.endswith(b"\0\0")
    end = last if last >= 0 and uncommented else ending.rfind(_END)
    if end < 0 or end > last:
        raise zipfile.BadZipFile
    length: int = struct.unpack_from("<I", ending, end + 12)[0]
    return _listing_length_64(stream, start + end, length)


def _listing_length_64(stream: BinaryIO, end: int, length: int) -> int:
    """Return what the archive's larger end record says, or `length` where it has none.

    zipfile believes it whatever the short record says. Old versions expect it right before its locator, new ones
    where the locator points: the longer of the two counts.
    """
    stream.seek(max(0, end - _LOCATOR))
    locator = stream.read(_LOCATOR)
    if end < _LOCATOR or not locator.startswith(_LOCATOR_64):
        return length
    longest = 0
    for place in (end - _LOCATOR - _END_RECORD_64, struct.unpack_from("<Q", locator, 8)[0]):
        stream.seek(min(max(0, place), end))
        record = stream.read(_END_RECORD_64)
        told = len(record) == _END_RECORD_64 and record.startswith(_END_64)
        longest = max(longest, struct.unpack_from("<Q", record, 40)[0] if told else length)
    return longest


def _overlap(listed: Sequence[Entry], end: int) -> bool:
    """Return whether two members share bytes: how a small archive unpacks to petabytes without nesting."""
    spans = sorted((entry.info.header_offset, entry.info.compress_size) for entry in listed)
    starts = [start for start, _ in spans[1:]] + [end] * bool(spans)
    return any(start + _LOCAL_HEADER + size > following for (start, size), following in zip(spans, starts, strict=True))


def _mebi(size: int) -> str:
    return f"{size / MEBI:,.0f} MB"
