"""The store of originals: files as they came in, under `originals/ab/cd/<SHA-256>`, written once and never changed.

The store knows bytes and hashes only. What a file is called and which record it belongs to stands in the ledger.
"""

import stat
from dataclasses import dataclass
from pathlib import Path

from archiver import copying, derivatives
from archiver.copying import Step, no_step
from archiver.errors import ArchiverError
from archiver.fingerprints import Fingerprint
from archiver.home import Home

READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file that is in the store: its SHA-256 in hex, its length, and its source as it was when it was copied.

    `healed` tells that the store held a damaged file in its place, which was replaced by these bytes.
    """

    sha256: str
    size: int
    fingerprint: Fingerprint
    healed: bool = False


def store(home: Home, source: Path, *, expected: Fingerprint | None = None, step: Step = no_step) -> Stored:
    """Copy a file into the store, prove that it arrived, and return its hash; the source stays.

    Bytes that the store holds already are proven and left as they are. Raises SourceChangedError and
    SourceUnreadableError of `copying`, and OSError when the home cannot be written to; nothing is left behind then.
    """
    with copying.workspace(home.temporary) as folder:
        temporary = folder / "file"
        copied = copying.copy(source, temporary, expected=expected, step=step)
        held = path(home, copied.sha256)
        known = held.exists()
        healthy = known and verify(home, copied.sha256)
        if not healthy:
            _keep(temporary, held, step)
        for place in (held.parent, held.parent.parent, home.originals):
            copying.sync_folder(place)
        step("folder synced")
        if not healthy:
            _read_back(home, copied.sha256)
        step("read back")
    return Stored(sha256=copied.sha256, size=copied.size, fingerprint=copied.fingerprint, healed=known and not healthy)


def path(home: Home, sha256: str) -> Path:
    """Return where the original with this hash lies, whether it is there or not."""
    return home.originals / sha256[:2] / sha256[2:4] / sha256


def verify(home: Home, sha256: str) -> bool:
    """Return whether the original is there and still has the bytes it came in with."""
    try:
        return copying.digest(path(home, sha256), from_disk=True) == sha256
    except FileNotFoundError:
        return False


def delete(home: Home, sha256: str) -> None:
    """Remove an original that was set aside, with what was made of it and the folders that become empty.

    Nothing happens when it is gone.
    """
    derivatives.drop(home, sha256)
    held = path(home, sha256)
    if not held.exists():
        return
    copying.remove(held)
    copying.sync_folder(held.parent)
    for folder in (held.parent, held.parent.parent):
        if any(folder.iterdir()):
            break
        folder.rmdir()


def _keep(temporary: Path, held: Path, step: Step) -> None:
    """Move a finished copy to its place, read-only."""
    held.parent.mkdir(parents=True, exist_ok=True)
    temporary.chmod(READ_ONLY)
    if held.exists():  # damaged: its place is kept for exactly the bytes at hand
        copying.remove(held)
    temporary.rename(held)
    step("renamed")


def _read_back(home: Home, sha256: str) -> None:
    if not verify(home, sha256):
        copying.remove(path(home, sha256))
        raise ArchiverError(
            f"写入原件库后读回的内容与原文件不一致（{path(home, sha256)}），已停止收件，收件箱里的文件没有动。"
            "磁盘可能有故障，请更换磁盘或请维护人员检查。"
        )
