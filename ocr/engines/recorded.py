"""Engines without a model: they replay recorded readings, or fail in one known way.

For tests of everything around an engine, in this process or in workers. A recipe names one by its `engine`:
`recorded` (with the recording's file as `model`), `empty`, `crash`, `hang`, `out_of_memory`, `broken`.
"""

import hashlib
import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from ocr.engines import Engine, Picture, Reading
from ocr.terms import Recipe

ANY_PICTURE = "*"
"""The key of a recording whose readings answer every picture that it does not know."""


def fingerprint(picture: Picture) -> str:
    """Return the SHA-256 of a picture's shape and pixels: the key of its readings in a recording."""
    digest = hashlib.sha256(repr(picture.shape).encode())
    digest.update(picture.tobytes())
    return digest.hexdigest()


class RecordedEngine:
    """Replays readings by the picture's fingerprint; a picture that was never recorded is a KeyError."""

    def __init__(self, recording: Mapping[str, tuple[Reading, ...]]) -> None:
        """Take a recording: readings by fingerprint, or by `ANY_PICTURE`."""
        self._recording = recording

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """Return what was recorded for this picture."""
        readings = self._recording.get(fingerprint(picture), self._recording.get(ANY_PICTURE))
        if readings is None:
            raise KeyError(f"no recording of this picture of {picture.shape[1]}x{picture.shape[0]} pixels")
        return readings


class RecordingEngine:
    """Passes pictures on to another engine and remembers what it answered, to be saved."""

    def __init__(self, engine: Engine) -> None:
        """Stand before `engine`."""
        self._engine = engine
        self.recording: dict[str, tuple[Reading, ...]] = {}

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """Return the other engine's readings, and keep them."""
        readings = self._engine.recognise(picture)
        self.recording[fingerprint(picture)] = readings
        return readings


class EmptyEngine:
    """Finds nothing on any picture."""

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:  # noqa: ARG002 - the protocol's parameter
        """Return no readings."""
        return ()


class CrashingEngine:
    """Ends its process at once, as a fault inside native code does."""

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:  # noqa: ARG002 - the protocol's parameter
        """Never return."""
        os._exit(70)


class HangingEngine:
    """Never answers."""

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:  # noqa: ARG002 - the protocol's parameter
        """Never return; the process has to be ended from outside."""
        while True:
            time.sleep(3600)


class OutOfMemoryEngine:
    """Runs out of memory on every picture."""

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """Raise MemoryError."""
        raise MemoryError(f"picture of {picture.shape[1]}x{picture.shape[0]} pixels")


class BrokenEngine:
    """Has a bug that shows on every picture."""

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """Raise RuntimeError."""
        raise RuntimeError(f"a bug on a picture of {picture.shape[1]}x{picture.shape[0]} pixels")


_FAKES: Mapping[str, type[Engine]] = {
    "empty": EmptyEngine,
    "crash": CrashingEngine,
    "hang": HangingEngine,
    "out_of_memory": OutOfMemoryEngine,
    "broken": BrokenEngine,
}


def stand_in(recipe: Recipe) -> Engine:
    """Return the recorded or failing engine that a recipe names; ValueError for a name nobody knows."""
    if recipe.engine == "recorded":
        return RecordedEngine(load(Path(recipe.model)))
    if recipe.engine not in _FAKES:
        raise ValueError(f"no engine is called {recipe.engine!r}")
    return _FAKES[recipe.engine]()


def save(recording: Mapping[str, tuple[Reading, ...]], path: Path) -> None:
    """Write a recording as JSON, one picture a key, so that a change shows as a readable difference."""
    rows = {
        key: [{"quad": reading.quad, "text": reading.text, "confidence": reading.confidence} for reading in readings]
        for key, readings in sorted(recording.items())
    }
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> dict[str, tuple[Reading, ...]]:
    """Return the recording that `save` wrote."""
    rows = cast("dict[str, list[dict[str, Any]]]", json.loads(path.read_text(encoding="utf-8")))
    return {key: tuple(_reading(row) for row in readings) for key, readings in rows.items()}


def _reading(row: dict[str, Any]) -> Reading:
    """Return one reading of a recording."""
    first, second, third, fourth = ((float(x), float(y)) for x, y in row["quad"])
    return Reading(quad=(first, second, third, fourth), text=str(row["text"]), confidence=float(row["confidence"]))
