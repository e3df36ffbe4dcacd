"""The store of what is made of originals once: searchable PDFs of scans, and what LibreOffice made of office files.

Derived data under `cache/searchable/ab/`, `cache/converted-pdf/ab/` and the like: it may be deleted, and is made again
when it is missing or damaged. A file's name holds the hash of its original and a key of everything that it was made
from, so that a new reading of the original, or a newer writer, never meets an old file.
"""

import hashlib
import json
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from archiver import copying
from archiver.home import Home
from ocr.finding import Finding

_SEARCHABLE = "searchable"
_CONVERTED = "converted-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was made: its length in pages, what was noticed meanwhile, and the pages that have no text of theirs.

    `shown` holds the digest of all characters on each page.
    """

    path: Path
    pages: int
    findings: tuple[Finding, ...]
    unlaid: tuple[int, ...] = ()
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What stands beside a file: its hash, and what it is."""

    sha256: str
    kept: Kept


def path(home: Home, sha256: str, *made_from: str) -> Path:
    """Return where the searchable PDF of an original lies that is made from this; it need not be there."""
    key = hashlib.sha256("\n".join(made_from).encode()).hexdigest()[:16]
    return home.cache / _SEARCHABLE / sha256[:2] / f"{sha256}-{key}.pdf"


def converted_path(home: Home, sha256: str, to: str, *made_from: str) -> Path:
    """Return where an office file lies that was converted `to` a kind (a suffix); it need not be there."""
    key = hashlib.sha256("\n".join(made_from).encode()).hexdigest()[:16]
    return home.cache / f"{_CONVERTED}{to}" / sha256[:2] / f"{sha256}-{key}.{to}"


def load(place: Path) -> Kept | None:
    """Return what is kept at a place, or None where nothing is, or not what was put there."""
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 - slow to load, and most commands need none

    try:
        told = TypeAdapter(_Told).validate_json(_sheet(place).read_bytes())
        return replace(told.kept, path=place) if copying.digest(place) == told.sha256 else None
    except (OSError, ValidationError):
        return None


def store(place: Path, made: Kept) -> Kept:
    """Copy a finished file to its place and return it there; OSError when the disk takes nothing.

    What is told of it is written last: without that, the file counts as missing. Others of the same original go.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    with copying.workspace(place.parent) as folder:
        copied = copying.copy(made.path, folder / place.name)
        told = asdict(_Told(sha256=copied.sha256, kept=replace(made, path=Path(place.name))))
        sheet = folder / _sheet(place).name
        sheet.write_text(json.dumps(told, ensure_ascii=False, default=str), encoding="utf-8")
        _sheet(place).unlink(missing_ok=True)
        (folder / place.name).replace(place)
        sheet.replace(_sheet(place))
    _drop(place.parent, place.stem.partition("-")[0], but=place)
    return replace(made, path=place)


def drop(home: Home, sha256: str) -> None:
    """Remove all that is kept of an original."""
    for folder in (home.cache / _SEARCHABLE, *home.cache.glob(f"{_CONVERTED}*")):
        _drop(folder / sha256[:2], sha256)


def clear(home: Home) -> None:
    """Remove every searchable PDF, and what killed runs left; a file that is open in a reader may stay."""
    shutil.rmtree(home.cache / _SEARCHABLE, ignore_errors=True)


def _sheet(place: Path) -> Path:
    return place.with_suffix(".json")


def _drop(folder: Path, sha256: str, but: Path | None = None) -> None:
    for held in folder.glob(f"{sha256}-*"):
        if not but or held.stem != but.stem:
            with suppress(OSError):  # open in a reader; nothing asks for it any more
                held.unlink()
