"""Looks through the inbox, or any folder a clerk names: which files may be evidence, what is ignored, what is odd.

Only looks: opens no file and changes nothing. Whether a file is whole is told by `settling`.
"""

import os
import stat
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from archiver import copying
from archiver.errors import ArchiverError
from archiver.fingerprints import Fingerprint, fingerprint_of
from archiver.intake import findings as kinds
from archiver.intake import ignoring, source_names
from ocr.finding import Finding

Ignored = tuple[tuple[str, int], ...]
"""Why files were ignored, in Chinese, and how many for each reason."""

_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT, which the module stat has on Windows only

_SPECIAL = (
    (stat.S_ISFIFO, "管道"),
    (stat.S_ISSOCK, "套接字"),
    (stat.S_ISBLK, "设备"),
    (stat.S_ISCHR, "设备"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A file that may be evidence: where it really lies, its clean name for people, and how it looked."""

    path: Path
    source_name: str
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a look through a folder found; `files` in the order of their names, `ignored` with a count."""

    files: tuple[Candidate, ...] = ()
    ignored: Ignored = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folder:
    """A folder still to be looked through; `ignored` is why all that is in it is ignored."""

    path: Path
    relative: PurePath
    ignored: str | None


@dataclass(slots=True, kw_only=True)
class _Walk:
    """What a walk has gathered so far."""

    root: Path
    prefix: str
    skip: frozenset[Path]
    folders: list[_Folder]
    files: list[Candidate] = field(default_factory=list[Candidate])
    ignored: Counter[str] = field(default_factory=Counter[str])
    findings: list[Finding] = field(default_factory=list[Finding])


def scan(folder: Path, *, prefix: str = "", skip: Collection[Path] = ()) -> Scan:
    """Look through a folder and everything below it.

    `prefix` is put before every source name. Folders of `skip` (the archive's own) are left out. Links are not
    followed: one that points into the folder is met at its own place, any other is a finding.
    """
    root = Path(os.path.realpath(folder))
    walk = _Walk(
        root=root,
        prefix=prefix,
        skip=frozenset(Path(os.path.realpath(path)) for path in skip),
        folders=[_Folder(path=root, relative=PurePath(), ignored=None)],
    )
    while walk.folders:
        _look_through(walk, walk.folders.pop())
    return Scan(
        files=tuple(sorted(walk.files, key=lambda file: (file.source_name, os.fsencode(file.path)))),
        ignored=tally(walk.ignored),
        findings=tuple(walk.findings),
    )


def scan_file(path: Path) -> Scan:
    """Look at one file that a clerk named; a link is followed. Raises OSError when it is not there."""
    real = Path(os.path.realpath(path))
    name = source_names.of(PurePath(path.name))
    status = real.lstat()
    ignored = ignoring.reason(path.name)
    if ignored:
        return Scan(ignored=((ignored, 1),))
    if not stat.S_ISREG(status.st_mode):
        return Scan(findings=(kinds.NOT_A_FILE.at(name=name, kind=_kind(status)),))
    return Scan(files=(Candidate(path=real, source_name=name, fingerprint=fingerprint_of(status)),))


def tally(counts: Counter[str]) -> Ignored:
    """Return the counts in an order that does not depend on what was met first."""
    return tuple(sorted((reason, count) for reason, count in counts.items() if count))


def _look_through(walk: _Walk, folder: _Folder) -> None:
    try:
        names = sorted(os.listdir(folder.path))  # noqa: PTH208 - names, not paths, and in one go
    except OSError as error:
        if folder.path == walk.root:
            raise ArchiverError(
                f"文件夹 {folder.path} 打不开（{copying.why(error)}）。请检查它是否还在、有没有权限。"
            ) from error
        name = _name(walk, folder.relative)
        walk.findings.append(kinds.FOLDER_UNREADABLE.at(name=name, reason=copying.why(error)))
        return
    if not names and folder.path != walk.root:
        walk.ignored[folder.ignored or ignoring.EMPTY_FOLDER] += 1
    for name in names:
        _meet(walk, folder.path / name, folder.relative / name, folder.ignored or ignoring.reason(name))


def _meet(walk: _Walk, path: Path, relative: PurePath, ignored: str | None) -> None:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return
    except OSError as error:
        walk.findings.append(kinds.UNREADABLE.at(name=_name(walk, relative), reason=copying.why(error)))
        return
    if stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION:
        _meet_link(walk, path, relative, ignored)
    elif stat.S_ISDIR(status.st_mode):
        if path in walk.skip:
            walk.ignored[ignoring.OWN_HOME] += 1
        else:
            walk.folders.append(_Folder(path=path, relative=relative, ignored=ignored))
    elif ignored:
        walk.ignored[ignored] += 1
    elif stat.S_ISREG(status.st_mode):
        file = Candidate(path=path, source_name=_name(walk, relative), fingerprint=fingerprint_of(status))
        walk.files.append(file)
    else:
        walk.findings.append(kinds.NOT_A_FILE.at(name=_name(walk, relative), kind=_kind(status)))


def _meet_link(walk: _Walk, path: Path, relative: PurePath, ignored: str | None) -> None:
    target = Path(os.path.realpath(path))
    if ignored:
        walk.ignored[ignored] += 1
    elif target.is_relative_to(walk.root):
        walk.ignored[ignoring.INNER_LINK if target.exists() else ignoring.BROKEN_LINK] += 1
    elif os.path.lexists(target):
        walk.findings.append(kinds.LINK_LEADS_OUT.at(name=_name(walk, relative)))
    else:
        walk.ignored[ignoring.BROKEN_LINK] += 1


def _kind(status: os.stat_result) -> str:
    return next((name for is_kind, name in _SPECIAL if is_kind(status.st_mode)), "特殊文件")


def _name(walk: _Walk, relative: PurePath) -> str:
    return walk.prefix + source_names.of(relative)


def parents(files: Collection[Candidate], root: Path) -> Iterator[Path]:
    """Yield the folders below `root` in which the files lie, the deepest first."""
    real = Path(os.path.realpath(root))
    folders = {
        folder for file in files for folder in file.path.parents if folder != real and folder.is_relative_to(real)
    }
    yield from sorted(folders, key=lambda folder: len(folder.parts), reverse=True)
