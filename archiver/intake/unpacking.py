"""Unpacks a zip archive, and the zip archives in it, into a workspace under limits.

Every member is written under a number of its own, so that no name in an archive ever becomes a path. A bad member is
refused by name and the others go on; an archive that may not be unpacked is stopped before anything of it is used.
Knows nothing of originals and records.
"""

import contextlib
import logging
import lzma
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archiver.intake import findings as kinds
from archiver.intake import ignoring, source_names, zip_admission
from archiver.intake.inbox import Ignored, tally
from archiver.intake.zip_admission import Entry, Limits
from ocr.finding import Finding

CHUNK = 1 << 20

log = logging.getLogger(__name__)

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
)
"""What zipfile raises on archives that are damaged or made by programs it does not understand."""

_DOCUMENT_MARKS = frozenset({"[Content_Types].xml", "OFD.xml", "mimetype", "META-INF/container.xml"})
_DOCUMENT_SUFFIXES = (
    ".docx",
    ".docm",
    ".xlsx",
    ".xlsm",
    ".pptx",
    ".ofd",
    ".odt",
    ".ods",
    ".odp",
    ".wps",
    ".et",
    ".dps",
)
"""Documents that are made as a zip. Damaged, their name alone tells them from a bundle of files."""

IsArchive = Callable[[Path], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file out of an archive: where it lies in the workspace, its clean path within the archive.

    `inner` is what came out of it when it is an archive itself.
    """

    path: Path
    name: str
    inner: "Unpacked | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What came out of an archive. `stopped` is why nothing did; `refused` names members that did not."""

    members: tuple[Member, ...] = ()
    ignored: Ignored = ()
    refused: tuple[Finding, ...] = ()
    stopped: Finding | None = None


class _RefusedError(Exception):
    """A member cannot be taken; carries the finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def unpack(archive: Path, into: Path, *, name: str, limits: Limits, is_archive: IsArchive) -> Unpacked:
    """Unpack the archive, called `name`, into the existing empty folder `into` and return what came out.

    Raises OSError when the workspace cannot be written to.
    """
    with contextlib.ExitStack() as stack:
        try:
            if not zip_admission.listing_is_readable(archive, limits):
                return Unpacked(stopped=zip_admission.too_many(name, "目录过长", limits))
            opened = stack.enter_context(zipfile.ZipFile(archive))
            listed = zip_admission.entries(opened)
        except BROKEN as error:
            kind = kinds.DOCUMENT_DAMAGED if name.casefold().endswith(_DOCUMENT_SUFFIXES) else kinds.ZIP_DAMAGED
            return Unpacked(stopped=kind.at(name=name, reason=_reason(error)))
        stopped = zip_admission.stop(listed, opened.start_dir, name, limits)
        if stopped:
            return Unpacked(stopped=stopped)
        unpacked = _write_out(opened, listed, into)
    if not unpacked.members and not unpacked.refused:
        return replace(unpacked, stopped=kinds.ZIP_EMPTY.at(name=name))
    return replace(unpacked, members=_open_inner(unpacked.members, name, limits, is_archive))


def is_document(path: Path) -> bool:
    """Return whether a file made as a zip is one document (DOCX, XLSX, OFD, ODT …) and no bundle of files."""
    try:
        if not zip_admission.listing_is_readable(path, Limits()):
            return False
        with zipfile.ZipFile(path) as opened:
            return not _DOCUMENT_MARKS.isdisjoint(opened.namelist())
    except BROKEN:
        return False


def _write_out(opened: zipfile.ZipFile, listed: Sequence[Entry], into: Path) -> Unpacked:
    members: list[Member] = []
    refused: list[Finding] = []
    ignored: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for number, entry in enumerate(listed, 1):
        reason = next(filter(None, map(ignoring.reason, _parts(entry))), None)
        if reason:
            ignored[reason] += 1
            continue
        path = into / f"{number:06d}{safe_suffix(entry.name)}"
        try:
            _write(opened, entry, path)
        except _RefusedError as refusal:
            refused.append(refusal.finding)
        else:
            members.append(Member(path=path, name=unique(entry.shown, taken)))
    return Unpacked(members=tuple(members), refused=tuple(refused), ignored=tally(ignored))


def _write(opened: zipfile.ZipFile, entry: Entry, path: Path) -> None:
    """Write a member out; nothing stays of a bad one. zipfile ends at the length that is listed."""
    finding = zip_admission.refuse(entry)
    if finding:
        raise _RefusedError(finding)
    try:
        with path.open("xb") as written:
            for chunk in _chunks(opened, entry):
                written.write(chunk)
    except _RefusedError:
        path.unlink()
        raise


def _chunks(opened: zipfile.ZipFile, entry: Entry) -> Iterator[bytes]:
    try:
        with opened.open(entry.info) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except BROKEN as error:
        raise _RefusedError(kinds.MEMBER_DAMAGED.at(name=entry.shown, reason=_reason(error))) from error


def _open_inner(members: Sequence[Member], name: str, limits: Limits, is_archive: IsArchive) -> tuple[Member, ...]:
    """Return the members, archives among them with what comes out of them; all share what the limits leave."""
    left = limits
    for member in members:
        left = _less(left, member)
    opened: list[Member] = []
    for member in members:
        if not is_archive(member.path):
            opened.append(member)
            continue
        inner = _unpack_inner(member, f"{name}/{member.name}", left, is_archive)
        for unpacked in inner.members:
            left = _less(left, unpacked)
        opened.append(replace(member, inner=inner))
    return tuple(opened)


def _unpack_inner(member: Member, name: str, limits: Limits, is_archive: IsArchive) -> Unpacked:
    if limits.depth <= 0:
        return Unpacked(stopped=kinds.ZIP_TOO_DEEP.at(name=name))
    into = member.path.with_name(f"{member.path.name}.unpacked")
    into.mkdir()
    return unpack(member.path, into, name=name, limits=replace(limits, depth=limits.depth - 1), is_archive=is_archive)


def _less(limits: Limits, member: Member) -> Limits:
    """Return what is left of the limits after a member and all that came out of it."""
    size = member.path.stat().st_size
    left = replace(limits, members=max(0, limits.members - 1), total_bytes=max(0, limits.total_bytes - size))
    for inner in member.inner.members if member.inner else ():
        left = _less(left, inner)
    return left


def _parts(entry: Entry) -> list[str]:
    return [part for part in entry.name.split("/") if part not in {"", ".", ".."}]


def unique(name: str, taken: Counter[str]) -> str:
    """Return the name, numbered when the archive lists it more than once."""
    folder, slash, last = name.rpartition("/")
    taken[name] += 1
    return folder + slash + source_names.numbered(last, taken[name])


def safe_suffix(name: str) -> str:
    """Return a name's suffix where it is of letters and digits alone, else nothing."""
    suffix = source_names.split(name)[1].lower()
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() else ""


def _reason(error: Exception) -> str:
    """Return in Chinese what zipfile found wrong; its own words go to the log."""
    log.debug("%r", error)
    if isinstance(error, NotImplementedError):
        return "压缩方法不支持"
    if isinstance(error, EOFError):
        return "内容不完整"
    if "CRC" in str(error):
        return "校验和不符"
    return "结构损坏"
