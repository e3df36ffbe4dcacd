"""Copies files byte for byte, so that after a crash there is a whole copy or none, and hashes what was copied.

Knows nothing of originals or records; both the originals and what is set aside are written through here.
"""

import contextlib
import errno
import hashlib
import logging
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archiver.fingerprints import Fingerprint, fingerprint_of, has_writer, look

CHUNK = 1 << 20

log = logging.getLogger(__name__)

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.ENAMETOOLONG: "路径太长",
    errno.EIO: "介质读写出错",
    errno.ESTALE: "网络盘断开",
    errno.EBUSY: "正被占用",
    errno.ENOENT: "找不到",
    errno.ELOOP: "是链接",
}

_WORKSPACE = "copying-"

Step = Callable[[str], object]
"""Is told the name of each step once it is done; tests end the process there."""


class SourceChangedError(Exception):
    """The file is written to, was replaced, or is gone: it is not whole and is looked at again later."""


class SourceUnreadableError(Exception):
    """The file cannot be read; the message is the system's reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """The bytes that went into a copy: SHA-256 in hex and their number, and the source as it was then."""

    sha256: str
    size: int
    fingerprint: Fingerprint


def no_step(_name: str) -> None:
    """Take note of nothing."""


def copy(source: Path, target: Path, *, expected: Fingerprint | None = None, step: Step = no_step) -> Copied:
    """Copy a file's bytes to `target`, which must not exist, flush them to the disk, and return their hash.

    Raises SourceChangedError when the source is not the `expected` one or changes under the copy, and
    SourceUnreadableError when it cannot be read. A target that could not be finished is removed.
    """
    with _opened(source) as stream, _removed_on_failure(target):
        before = fingerprint_of(os.fstat(stream.fileno()))
        if expected not in (None, before) or has_writer(stream.fileno()):
            raise SourceChangedError(source)
        sha256, size = _pour(stream, target, step)
        step("synced")
        unchanged = before == fingerprint_of(os.fstat(stream.fileno())) == look(source) and size == before.size
        if not unchanged or has_writer(stream.fileno()):
            raise SourceChangedError(source)
    return Copied(sha256=sha256, size=size, fingerprint=before)


def digest(path: Path, *, from_disk: bool = False) -> str:
    """Return the SHA-256 of a file in hex; `from_disk` asks the system not to answer from its memory."""
    sha256 = hashlib.sha256()
    with path.open("rb", buffering=0) as stream:
        if from_disk and hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := stream.read(CHUNK):
            sha256.update(chunk)
    return sha256.hexdigest()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system lets a folder be flushed."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write(path: Path, content: bytes) -> None:
    """Write a file and flush it to the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace_whole(path: Path, content: bytes, *, staged: Path) -> None:
    """Write a file by way of another on the same disk, so that after a crash the old one is there or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write(staged, content)
    staged.replace(path)
    sync_folder(path.parent)


@contextlib.contextmanager
def workspace(temporary: Path) -> Generator[Path]:
    """Give a new empty folder below the home's temporary one, and remove it with what is left in it."""
    temporary.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=temporary, prefix=_WORKSPACE, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def clear(temporary: Path) -> None:
    """Remove the workspaces that killed runs left behind; only who holds the archive may call it."""
    for folder in temporary.glob(f"{_WORKSPACE}*"):
        shutil.rmtree(folder, ignore_errors=True)


def remove(path: Path) -> None:
    """Remove a file, also one that is protected against writing (Windows would refuse)."""
    if os.name == "nt":
        path.chmod(stat.S_IREAD | stat.S_IWRITE)
    path.unlink()


def why(error: OSError) -> str:
    """Return the system's reason in words for the clerk; the system's own words go to the log."""
    log.debug("%r", error)
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}" if error.errno else "系统错误")


@contextlib.contextmanager
def _opened(source: Path) -> Generator[BinaryIO]:
    """Open a regular file for reading without waiting for a pipe and without following a link."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(source, flags)
    except FileNotFoundError as error:
        raise SourceChangedError(source) from error
    except OSError as error:
        raise SourceUnreadableError(why(error)) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise SourceChangedError(source)
    with os.fdopen(descriptor, "rb", buffering=0) as stream:
        yield stream


def _pour(stream: BinaryIO, target: Path, step: Step) -> tuple[str, int]:
    """Write all of the stream to a new file and to the disk; return the hash and number of its bytes."""
    sha256, size = hashlib.sha256(), 0
    with target.open("xb") as written:
        while chunk := _read(stream):
            sha256.update(chunk)
            size += len(chunk)
            written.write(chunk)
        step("copied")
        written.flush()
        os.fsync(written.fileno())
    return sha256.hexdigest(), size


def _read(stream: BinaryIO) -> bytes:
    try:
        return stream.read(CHUNK)
    except OSError as error:
        raise SourceUnreadableError(why(error)) from error


@contextlib.contextmanager
def _removed_on_failure(target: Path) -> Generator[None]:
    try:
        yield
    except BaseException:
        target.unlink(missing_ok=True)
        raise
