"""An engine without a model: it replays readings that were recorded of another.

For tests of everything around an engine, in this process or in workers. A recipe names it `recorded`, with the
recording's file as `model`.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from ocr.engines import Engine, Picture, Quad, Reading

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

    def find_lines(self, picture: Picture) -> tuple[Quad, ...]:
        """Return where the recorded readings of this picture stand."""
        return tuple(reading.quad for reading in self.recognise(picture))

    def read_lines(self, picture: Picture, quads: Sequence[Quad]) -> tuple[Reading, ...]:
        """Return what was recorded nearest to each place, if it covers half of it."""
        recorded = self.recognise(picture)
        return tuple(_at(quad, recorded) for quad in quads)

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

    def find_lines(self, picture: Picture) -> tuple[Quad, ...]:
        """Return the places that the other engine finds; they are kept with what is read there."""
        return self._engine.find_lines(picture)

    def read_lines(self, picture: Picture, quads: Sequence[Quad]) -> tuple[Reading, ...]:
        """Return the other engine's readings, and keep them beside those this picture has already."""
        readings = self._engine.read_lines(picture, quads)
        key = fingerprint(picture)
        self.recording[key] = self.recording.get(key, ()) + readings
        return readings

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """Return the other engine's readings, and keep them."""
        readings = self._engine.recognise(picture)
        self.recording[fingerprint(picture)] = readings
        return readings


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


def _at(quad: Quad, recorded: Sequence[Reading]) -> Reading:
    """Return the recorded reading that covers at least half of a place, moved there, or one that says nothing."""
    nearest = max(recorded, key=lambda reading: _covered(quad, reading.quad), default=None)
    if nearest is None or _covered(quad, nearest.quad) < 0.5:  # noqa: PLR2004 - half
        return Reading(quad=quad, text="", confidence=0.0)
    return replace(nearest, quad=quad)


def _covered(quad: Quad, other: Quad) -> float:
    """Return the share of the upright rectangle around one place that the rectangle around another covers."""
    shared, whole = 1.0, 1.0
    for axis in (0, 1):
        low, high = min(point[axis] for point in quad), max(point[axis] for point in quad)
        shared *= max(
            0.0, min(high, max(point[axis] for point in other)) - max(low, min(point[axis] for point in other))
        )
        whole *= max(1.0, high - low)
    return shared / whole
