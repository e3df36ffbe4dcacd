"""Documents that are ZIP archives of parts: bounded before anything of them is unpacked."""

import posixpath
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Final

from ocr.edge import decoding
from ocr.findings import PASSWORD, UNFOLDS_TOO_FAR
from ocr.markup import Element, attribute, children, parsed
from ocr.terms import Limits, Unreadable

_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A part's reference to another part, or to something outside the file."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of an opened document by name. Names are compared as Windows does, without regard to case."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        """Take an archive whose listing was checked."""
        self._archive = archive
        self._limits = limits
        self._names = {_plain(name): name for name in archive.namelist()}
        self._last = {name.rpartition("/")[2]: name for name in reversed(self._names)}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in small letters."""
        return tuple(self._names)

    def called(self, last: str) -> str | None:
        """Return the first part whose name ends so, whatever folder it is in."""
        return self._last.get(last.casefold())

    def has(self, name: str) -> bool:
        """Return whether there is such a part."""
        return _plain(name) in self._names

    def read(self, name: str) -> bytes:
        """Return a part's bytes; KeyError when it is missing, Unreadable when it states too many."""
        info = self._archive.getinfo(self._names[_plain(name)])
        bound(info.file_size, self._limits.part_bytes)
        return self._archive.read(info)

    def stream(self, name: str, times: int = 1) -> IO[bytes]:
        """Return a part to be read piece by piece; it may be so many times longer than one that is read as a whole."""
        info = self._archive.getinfo(self._names[_plain(name)])
        bound(info.file_size, times * self._limits.part_bytes)
        return self._archive.open(info)

    def root(self, name: str) -> Element | None:
        """Return the root element of a part; None when there is no such part."""
        return parsed(self.read(name)) if self.has(name) else None

    def relations(self, name: str) -> dict[str, Relation]:
        """Return what a part refers to, by the ids it calls them (ISO/IEC 29500-2, 9.3); targets as part names."""
        folder, _, last = name.rpartition("/")
        root = self.root(f"{folder}/_rels/{last}.rels" if folder else f"_rels/{last}.rels")
        return {
            attribute(one, "Id") or "": Relation(
                kind=(attribute(one, "Type") or "").rpartition("/")[2],
                target=posixpath.normpath(posixpath.join("/", folder, attribute(one, "Target") or "")).lstrip("/"),
                external=attribute(one, "TargetMode") == "External",
            )
            for one in children(root, "Relationship")
        }


@contextmanager
def package(path: Path | BinaryIO, kind: str, limits: Limits) -> Generator[Package]:
    """Open a document of this kind (a Chinese name). Unreadable when it is damaged, locked, or unfolds too far.

    Whatever the decoders raise while it is open tells of the document, and is told as its damage.
    """
    with decoding(kind), zipfile.ZipFile(path) as archive:
        check(archive, kind, limits)
        yield Package(archive, limits)


def check(archive: zipfile.ZipFile, kind: str, limits: Limits) -> None:
    """Refuse an archive that is encrypted, or states sizes over the limits. Members are cut at what they state."""
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(PASSWORD.at(kind=kind))
    if len(members) > limits.parts:
        raise Unreadable(UNFOLDS_TOO_FAR.at(found=f"{len(members)} 个部件", limit=f"{limits.parts} 个"))
    bound(sum(member.file_size for member in members), limits.unpacked_bytes)


def bound(found: int, limit: int) -> None:
    """Refuse what would unfold to more bytes than the limit."""
    if found > limit:
        raise Unreadable(UNFOLDS_TOO_FAR.at(found=f"{found // _MEGABYTE} MB", limit=f"{limit // _MEGABYTE} MB"))


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
