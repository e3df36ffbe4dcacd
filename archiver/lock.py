"""Lets one process at a time change an archive. Readers need no lock.

The operating system keeps the lock and frees it when the holder ends, however it ends. The file beside it only says
who holds it, for the message to the next one; nothing is ever decided by it.
"""

import json
import os
import platform
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast

from filelock import FileLock, Timeout

from archiver import clock
from archiver.errors import ArchiverError, LockedError
from archiver.home import Home


@contextmanager
def hold(home: Home, command: str) -> Generator[None]:
    """Hold the archive while `command` (its name, for the message) runs.

    Raises LockedError at once when another process holds it, and says which.
    """
    # A lock file that is left behind means nothing and is never broken by age: only the system's lock counts.
    lock = FileLock(home.lock, timeout=0, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise LockedError(_refusal(home)) from error
    except OSError as error:
        raise ArchiverError(
            f"归档 {home.root} 锁不住：{error.strerror or error}。请检查文件夹权限，并把归档放在本机硬盘上。"
        ) from error
    try:
        _sign(home, command)
        yield
    finally:
        holder_file(home).unlink(missing_ok=True)
        lock.release()


def _refusal(home: Home) -> str:
    try:
        holder = cast("dict[str, object]", json.loads(holder_file(home).read_text(encoding="utf-8")))
        who = "{host} 上的 archiver {command}（进程 {pid}，{since} 开始）".format(**holder)
    except (OSError, ValueError, LookupError, TypeError):
        who = "另一个 archiver 进程"
    return f"归档 {home.root} 正由{who}使用，没有做任何改动。请等它结束或先停止它，再试一次。"


def _sign(home: Home, command: str) -> None:
    holder = {
        "pid": os.getpid(),
        "command": command,
        "since": clock.now().isoformat(sep=" "),
        "host": platform.node(),
    }
    # Only information: a full disk must not keep a clerk from working.
    with suppress(OSError):
        partial = holder_file(home).with_suffix(".part")
        partial.write_text(json.dumps(holder, ensure_ascii=False), encoding="utf-8")
        partial.replace(holder_file(home))


def holder_file(home: Home) -> Path:
    """Return the path of the file that says who holds the archive."""
    return home.lock.with_name(f"{home.lock.name}.holder")
