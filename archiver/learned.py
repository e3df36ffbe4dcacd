"""What was learned from decisions, kept in the home: numbered versions for each standard, one of them in force.

A version is plain numbers with a note in JSON (`.npz`; nothing in it can be run). It can be made again from the
decisions at any time. A standard whose items read otherwise has versions of its own: what was learned of the old items
is not brought to the new ones.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from archiver.copying import replace_whole
from archiver.findings import LEARNED_UNREADABLE
from archiver.home import Home
from catalog.items import Standard
from catalog.learning import Curve, Learned
from catalog.traits import BUCKETS
from ocr.finding import Finding

KEPT = 10  # older versions go
FORMAT = 1
IN_FORCE, TRIED = "in-force", "tried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version as its note tells of it: when and by whom it was learned, from how many records, how it did."""

    number: int
    learned_at: str
    learned_by: str
    records: int
    report: Mapping[str, Any]


def load(home: Home, standard: Standard) -> tuple[Learned | None, tuple[Finding, ...]]:
    """Return what was learned of a standard and is in force, and a finding where it cannot be read."""
    number = in_force(home, standard)
    if not number:
        return None, ()
    path = _path(home, standard, number)
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as kept:
            return _parse({name: kept[name] for name in kept.files}, standard), ()
    except (OSError, EOFError, ValueError, KeyError, IndexError, TypeError, zipfile.BadZipFile) as error:
        return None, (LEARNED_UNREADABLE.at(path=path, error=type(error).__name__),)


def store(  # noqa: PLR0913 - what was learned, when and by whom, and how it did
    home: Home, standard: Standard, learned: Learned, *, at: datetime, who: str, report: Mapping[str, Any]
) -> Version:
    """Keep a new version and put it in force."""
    numbers = _numbers(home, standard)
    version = Version(
        number=max(numbers, default=0) + 1,
        learned_at=at.isoformat(timespec="seconds"),
        learned_by=who,
        records=learned.lessons,
        report=report,
    )
    _write(_path(home, standard, version.number), _format(learned, version))
    put_in_force(home, standard, version.number)
    for old in sorted(numbers)[: -(KEPT - 1)]:
        _path(home, standard, old).unlink(missing_ok=True)
    return version


def in_force(home: Home, standard: Standard) -> int:
    """Return the number of the version in force, 0 where none is."""
    return _number(_folder(home, standard) / IN_FORCE)


def put_in_force(home: Home, standard: Standard, number: int) -> None:
    """Put a version in force, or none (0)."""
    _write(_folder(home, standard) / IN_FORCE, f"{number}\n".encode())


def before(home: Home, standard: Standard) -> int:
    """Return the version before the one in force, 0 where there is none."""
    current = in_force(home, standard)
    return max((number for number in _numbers(home, standard) if number < current), default=0)


def told(home: Home, standard: Standard, number: int) -> Version | None:
    """Return the note of a version, or None where it is not there or cannot be read."""
    try:
        with np.load(io.BytesIO(_path(home, standard, number).read_bytes()), allow_pickle=False) as kept:
            note = json.loads(str(kept["note"]))
        return Version(**{name: note[name] for name in Version.__dataclass_fields__})
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return None


def tried(home: Home, standard: Standard) -> int:
    """Return how many decided records there were when learning was last tried, taken into force or not."""
    return _number(_folder(home, standard) / TRIED)


def note_tried(home: Home, standard: Standard, records: int) -> None:
    """Keep how many decided records there were at this try."""
    _write(_folder(home, standard) / TRIED, f"{records}\n".encode())


def _folder(home: Home, standard: Standard) -> Path:
    wording = "\n".join(
        "\t".join((item.number, item.title, item.text, *(point.text for point in item.points)))
        for item in sorted(standard.items, key=lambda item: item.number)
    )
    return home.root / "learned" / hashlib.sha256(wording.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _path(home: Home, standard: Standard, number: int) -> Path:
    return _folder(home, standard) / f"{number:04d}.npz"


def _numbers(home: Home, standard: Standard) -> list[int]:
    return [int(path.stem) for path in _folder(home, standard).glob("*.npz") if path.stem.isdecimal()]


def _number(path: Path) -> int:
    try:
        return int(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0


def _write(path: Path, content: bytes) -> None:
    replace_whole(path, content, staged=path.with_name(f".{path.name}.new"))


def _format(learned: Learned, version: Version) -> bytes:
    used = np.flatnonzero(np.any(learned.weights != 0, axis=1)).astype(np.int32)
    note = {"format": FORMAT, "items": learned.items, "curve": asdict(learned.curve), **asdict(version)}
    content = io.BytesIO()
    np.savez_compressed(
        content,
        note=np.array(json.dumps(note, ensure_ascii=False)),
        telling=learned.telling,
        used=used,
        weights=learned.weights[used],
    )
    return content.getvalue()


def _parse(kept: Mapping[str, Any], standard: Standard) -> Learned:
    """Return what a file holds; ValueError where it is not what was kept for this standard."""
    note = json.loads(str(kept["note"]))
    items = tuple(str(item) for item in note["items"])
    if note["format"] != FORMAT or set(items) != {item.number for item in standard.items}:
        raise ValueError(note["format"])
    weights = np.zeros((BUCKETS, len(items)), dtype=np.float32)
    weights[kept["used"]] = kept["weights"]
    telling = np.asarray(kept["telling"], dtype=np.float32)
    if telling.shape != (BUCKETS,) or not (np.isfinite(telling).all() and np.isfinite(weights).all()):
        raise ValueError(telling.shape)
    return Learned(
        items=items, telling=telling, weights=weights, lessons=int(note["records"]), curve=Curve(**note["curve"])
    )
