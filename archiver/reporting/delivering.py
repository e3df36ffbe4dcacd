"""Puts a print-out where the clerk wants it, whole or not at all, and never over another's work.

A clerk prints the same list every week and may have written into the last one: a file of that name that says
something else is kept under another name.
"""

import os
from pathlib import Path

from archiver import copying
from archiver.errors import ArchiverError


def check(home: Path, file: Path) -> None:
    """ArchiverError where nothing may be written there; asked before anything is made."""
    _check_outside(home, file)
    if not file.resolve().parent.is_dir():
        raise ArchiverError(f"没有 {file.parent} 这个文件夹。请先建好，或换一个地方。")
    if file.is_dir():
        raise ArchiverError(f"{file} 是一个文件夹。请写上文件名。")


def open_folder(home: Path, folder: Path) -> None:
    """Make the folder for several print-outs where there is none; ArchiverError where that may not or cannot be."""
    _check_outside(home, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiverError(f"{folder} 建不了：{copying.why(error)}。请换一个地方。") from error


def _check_outside(home: Path, place: Path) -> None:
    inside, outside = place.resolve(), home.resolve()
    if outside == inside or outside in inside.parents:
        raise ArchiverError(f"{place} 在归档自己的文件夹里，不能放在那里。请换一个地方。")


def deliver(file: Path, content: bytes) -> Path | None:
    """Write the file; return where one of that name was moved to, None where none had to be.

    ArchiverError when it cannot be written; what was there stays as it was then.
    """
    beside = file.with_name(f".{file.name}.partial")
    try:
        if file.exists() and file.read_bytes() == content:
            return None
        beside.write_bytes(content)
        kept = _free_name(file) if file.exists() else None
        if kept:
            file.rename(kept)
        os.replace(beside, file)  # noqa: PTH105 - the call that is atomic on every system
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise ArchiverError(
            f"{file} 写不进去：{copying.why(error)}。请检查它是否正打开着、权限和磁盘空间，或换一个地方。"
        ) from error
    return kept


def _free_name(file: Path) -> Path:
    number = 1
    while (kept := file.with_name(f"{file.stem}（旧{number}）{file.suffix}")).exists():
        number += 1
    return kept
