"""The folder of what was set aside: where a file is put, how it gets there unchanged, and the note beside it.

Knows names and bytes; the ledger is asked only which names are taken. What setting aside means for a record is in
`set_aside`.
"""

import errno
import itertools
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from archiver import copying
from archiver.copying import SourceChangedError, SourceUnreadableError, Step
from archiver.home import Home
from archiver.intake import notes, source_names
from archiver.ledger import records
from archiver.ledger.records import RecordRow
from ocr.finding import Finding

LONGEST_NAME = 240
"""Bytes; what file systems allow, less room for a number and the note's suffix."""

LONGEST_PATH = 1000
"""Bytes of the path below the folder; a file that lay deeper is put at the top."""

NOTE_SUFFIX = ".txt"

_WHOLE_FILE = 0o644


def place(home: Home, tx: Connection, source_name: str, sha256: str, *, before: RecordRow | None = None) -> str:
    """Return the name below set-aside/ for a file: that of its source, numbered when another file lies there.

    The place where these very bytes lie without belonging to a record is free: an interrupted run left them. A record
    that was set aside `before` keeps its place, unless somebody has put other bytes there.
    """
    if before and before.kept_as and _is_unoccupied(path(home, before.kept_as), sha256):
        return before.kept_as
    parts = [source_names.on_disk(part, limit=LONGEST_NAME) for part in source_name.split("/")]
    folders = "/".join(parts[:-1])
    if len("/".join(parts).encode()) > LONGEST_PATH or _is_blocked(home, parts[:-1]):
        folders = ""
    names = (source_names.numbered(parts[-1], number) for number in itertools.count(1))
    wanted = (f"{folders}/{name}" if folders else name for name in names)
    return next(name for name in wanted if _is_free(home, tx, name, sha256))


def path(home: Home, kept_as: str) -> Path:
    """Return where the file lies."""
    return home.set_aside.joinpath(*kept_as.split("/"))


def note_path(home: Home, kept_as: str) -> Path:
    """Return where the note about the file lies."""
    return path(home, kept_as + NOTE_SUFFIX)


def keep(home: Home, source: Path, kept_as: str, step: Step = copying.no_step) -> str | None:
    """Copy a file to its place, prove that it arrived, and return its hash; None when it cannot be read."""
    target = path(home, kept_as)
    target.parent.mkdir(parents=True, exist_ok=True)
    with copying.workspace(home.temporary) as folder:
        temporary = folder / "file"
        try:
            copied = copying.copy(source, temporary)
        except (SourceChangedError, SourceUnreadableError):
            return None
        temporary.chmod(_WHOLE_FILE)
        temporary.replace(target)
        copying.sync_folder(target.parent)
        step("kept")
    if copying.digest(target, from_disk=True) != copied.sha256:
        raise OSError(errno.EIO, "read back differently", str(target))
    return copied.sha256


def write_note(  # noqa: PLR0913 - what a note says
    home: Home, kept_as: str, *, source_name: str, findings: Sequence[Finding], at: datetime, sha256: str
) -> None:
    """Write beside the file what became of it and what to do."""
    note = note_path(home, kept_as)
    note.parent.mkdir(parents=True, exist_ok=True)
    text = notes.text(kept_as, source_name=source_name, findings=findings, at=at, sha256=sha256)
    note.write_text(text, encoding="utf-8-sig", newline="")  # Notepad of older Windows needs the mark


def is_note(note: Path) -> bool:
    """Return whether a file is a note that was written here."""
    if note.suffix != NOTE_SUFFIX:
        return False
    with note.open("rb") as stream:
        return stream.read(100).decode("utf-8-sig", "replace").startswith(notes.HEADING)


def drop(home: Home, kept_as: str, sha256: str) -> bool:
    """Remove a file that was taken up again, its note, and folders that become empty; return whether it is gone.

    A file that has other bytes by now is somebody's work and stays, with its note.
    """
    file = path(home, kept_as)
    if file.exists():
        if copying.digest(file) != sha256:
            return False
        copying.remove(file)
    drop_note(home, kept_as)
    return True


def drop_note(home: Home, kept_as: str) -> None:
    """Remove the note about a file, and the folders that become empty."""
    note_path(home, kept_as).unlink(missing_ok=True)
    for folder in path(home, kept_as).parents:
        if folder == home.set_aside or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()


def _is_blocked(home: Home, folders: Sequence[str]) -> bool:
    """Return whether a file lies where a folder is needed."""
    places = [path(home, "/".join(folders[:depth])) for depth in range(1, len(folders) + 1)]
    return any(place.exists() and not place.is_dir() for place in places)


def _is_free(home: Home, tx: Connection, kept_as: str, sha256: str) -> bool:
    """Return whether a file and its note can lie there without covering another."""
    neighbours = (kept_as, kept_as + NOTE_SUFFIX, kept_as.removesuffix(NOTE_SUFFIX))
    if any(records.by_kept_as(tx, name) for name in neighbours):
        return False
    note = note_path(home, kept_as)
    return _is_unoccupied(path(home, kept_as), sha256) and (not note.exists() or (note.is_file() and is_note(note)))


def _is_unoccupied(file: Path, sha256: str) -> bool:
    return not file.exists() or (file.is_file() and copying.digest(file) == sha256)
