"""Puts proven files in place: each by one rename, the manifest last. What was there stays until then."""

import os
import re
import shutil
import unicodedata
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from archiver.binding.manifest import Manifest, ManifestError, format, parse  # noqa: A004 - uniform verbs
from archiver.binding.proving import MANIFEST

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
"""What Windows does not take in a file name."""

_LONGEST: Final = 60
"""Characters of a title in a file's name; 255 bytes is what Linux takes, and Chinese takes three a character."""


def file_name(code: str, title: str) -> str:
    """Return `NN_<title>.pdf`, a name that Windows, Linux and macOS take."""
    plain = unicodedata.normalize("NFC", title)
    plain = "".join(char for char in plain if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"})
    plain = " ".join(_FORBIDDEN.sub("_", plain).split())[:_LONGEST].strip(" .")
    return f"{_FORBIDDEN.sub('_', code)}_{plain or '未命名'}.pdf"


@contextmanager
def workplace(out: Path) -> Generator[Path]:
    """Give a temporary folder beside `out`, on the same disk, and take it away whatever happens."""
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = out.parent / f".{out.name}.partial"
    shutil.rmtree(folder, ignore_errors=True)  # left by a run that was killed
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def read_manifest(out: Path) -> Manifest | None:
    """Return the manifest of what lies in `out`, or None where there is none to be understood."""
    with suppress(OSError, UnicodeDecodeError, ManifestError):
        return parse((out / MANIFEST).read_text(encoding="utf-8"))
    return None


def put(made: Path, out: Path, name: str) -> None:
    """Move a finished file into `out` under `name`; OSError where that name is held by another program."""
    out.mkdir(parents=True, exist_ok=True)
    _to_disk(made)
    made.replace(out / name)


def write_manifest(manifest: Manifest, work: Path) -> None:
    """Write the manifest into the workplace."""
    (work / MANIFEST).write_text(format(manifest), encoding="utf-8", newline="\n")


def put_manifest(work: Path, out: Path) -> None:
    """Move the manifest into `out`, after everything that it names."""
    put(work / MANIFEST, out, MANIFEST)
    if os.name == "posix":
        folder = os.open(out, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def remove(out: Path, name: str) -> None:
    """Take away a binder that nothing stands for any more; one held by another program stays."""
    with suppress(OSError):
        (out / name).unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
