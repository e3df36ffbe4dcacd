"""What a look at a file tells without reading it: whether it is still the same, and whether somebody writes to it."""

import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What changes when a file is written to or replaced.

    `changed_ns` catches what `modified_ns` hides: copying programs set the time of modification back when they finish.
    """

    device: int
    inode: int
    size: int
    modified_ns: int
    changed_ns: int


def fingerprint_of(status: os.stat_result) -> Fingerprint:
    """Return the fingerprint within a look at a file."""
    return Fingerprint(
        device=status.st_dev,
        inode=status.st_ino,
        size=status.st_size,
        modified_ns=status.st_mtime_ns,
        changed_ns=status.st_ctime_ns,
    )


def look(path: Path) -> Fingerprint | None:
    """Return what the file system says of the file now, or None when it is gone."""
    try:
        return fingerprint_of(path.lstat())
    except OSError:
        return None


def is_written_to(path: Path) -> bool:
    """Return whether some program has the file open for writing; False where that cannot be told."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:  # copying it will say what is wrong
        return False
    try:
        return has_writer(descriptor)
    finally:
        os.close(descriptor)


def has_writer(descriptor: int) -> bool:
    """Return whether some program has this file open for writing; False where the system cannot tell.

    Linux grants a read lease only on files that nobody may write to. The lease is given back at once. A program that
    asks to write in that instant makes the kernel send us a signal, which by default would end us: hence SIGURG,
    which by default does nothing.
    """
    if sys.platform != "linux":
        return False
    import fcntl  # noqa: PLC0415 - Windows has none

    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return True
    except OSError:  # file systems without leases, files of other owners
        return False
    fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False
