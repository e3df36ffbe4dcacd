"""Says whether a folder may take binders: none of the archive's own, and none where a stranger's file would be lost."""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pikepdf

from archiver.binding import publishing
from archiver.binding.assembling import PRODUCER
from archiver.binding.proving import MANIFEST
from archiver.errors import ArchiverError
from archiver.home import Home

LISTS: Final = ("catalogue.pdf", "catalogue.xlsx", "labels.pdf")
"""What stands beside the binders."""

_OTHER: Final = "请用 --out 指明一个空的或新的文件夹；不写 --out 就放在归档的 binders 里。"


def beside(folder: Path, mark: str) -> Path:
    """Return where the binders of a standard of this mark lie: beside the folder of those of the one in force."""
    return folder.with_name(f"{folder.name}-{mark}") if mark else folder


def check(home: Home, out: Path, names: Iterable[str]) -> None:
    """Raise ArchiverError when binders of these file names must not be written to `out`; the home's own always may."""
    folder = out.resolve()
    try:
        _refuse_the_archive(home, folder, out)
        if any(place.exists() and not place.is_dir() for place in (folder, *folder.parents)):
            raise ArchiverError(f"{out} 不是文件夹，而是文件（或在文件之下），没有装订。{_OTHER}")
        if folder.is_dir() and not _is_same(folder, home.binders):
            _refuse_strangers(folder, out, [*names, *LISTS])
    except OSError as error:
        raise ArchiverError(f"{out} 看不了：{error.strerror or error}，没有装订。{_OTHER}") from error


def _refuse_the_archive(home: Home, folder: Path, out: Path) -> None:
    if _is_same(folder, home.root):
        raise ArchiverError(f"{out} 是归档自己的文件夹，案卷不能直接放在里面，没有装订。{_OTHER}")
    for kept in (home.originals, home.inbox, home.set_aside, home.index, home.cache, home.temporary):
        if any(_is_same(place, kept) for place in (folder, *folder.parents)):
            raise ArchiverError(f"{out} 在归档的 {kept.name} 里，案卷不能放在那里，没有装订。{_OTHER}")


def _refuse_strangers(folder: Path, out: Path, names: Iterable[str]) -> None:
    """Refuse a folder in which another program's files would be overwritten, its manifest first."""
    before = publishing.read_manifest(folder)
    if before is None and (folder / MANIFEST).exists():
        raise ArchiverError(
            f"{out} 里的 {MANIFEST} 不是案卷清单或已损坏，没有装订。请先把它移走，或用 --out 指明别的文件夹。"
        )
    ours = {one.file for one in before.binders} | {one.file for one in before.files} if before else set[str]()
    lost = [name for name in names if name not in ours and (folder / name).exists() and not _is_ours(folder / name)]
    if lost:
        raise ArchiverError(
            f"{out} 里已有同名的文件，不是本程序做的：{'、'.join(lost)}。没有装订，也没有改动它们。"
            "请先把它们移走，或用 --out 指明别的文件夹。"
        )


def _is_same(path: Path, other: Path) -> bool:
    """Return whether two paths lead to the same place, whatever letters or links they are written with."""
    return path == other.resolve() or (path.exists() and other.exists() and path.samefile(other))


def _is_ours(path: Path) -> bool:
    """Return whether this program made the file, as a run that was ended before its manifest leaves it."""
    try:
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                return b">guidang<" in book.read("docProps/core.xml")
        with pikepdf.Pdf.open(path) as made:
            return (
                str(made.docinfo.get("/Producer", "")) == PRODUCER
                or "typst" in str(made.docinfo.get("/Creator", "")).lower()
            )
    except (OSError, KeyError, zipfile.BadZipFile, pikepdf.PdfError):
        return False
