"""Tells whole files from those still being copied in: two equal looks a settle window apart, and nobody writing.

A look is what the file system says of a file: its size, times and identity. The window is waited for once, for all
files of a run together.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from archiver.fingerprints import Fingerprint, is_written_to, look


class Looked(Protocol):
    """A file that was looked at once: where it lies, and what the look saw."""

    @property
    def path(self) -> Path: ...  # noqa: D102 - told by the class

    @property
    def fingerprint(self) -> Fingerprint: ...  # noqa: D102 - told by the class


LookedT = TypeVar("LookedT", bound=Looked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Generic[LookedT]):
    """Files that are whole, and those that still change. What went away in the meantime is in neither."""

    whole: tuple[LookedT, ...]
    waiting: tuple[LookedT, ...]


def whole(
    candidates: Iterable[LookedT], settle_seconds: float, *, pause: Callable[[float], object] = time.sleep
) -> Settled[LookedT]:
    """Wait for the settle window once, look at every file again, and return which are whole.

    A file's age does not excuse it: a copy that keeps the old date of its source looks old while it grows.
    """
    first = tuple(candidates)
    if first:
        pause(settle_seconds)
    now = [(candidate, look(candidate.path)) for candidate in first]
    settled = [
        (candidate, seen == candidate.fingerprint and not is_written_to(candidate.path))
        for candidate, seen in now
        if seen
    ]
    return Settled(
        whole=tuple(candidate for candidate, is_whole in settled if is_whole),
        waiting=tuple(candidate for candidate, is_whole in settled if not is_whole),
    )
