"""Engines that see nothing or fail in one known way, for tests of everything around an engine.

A recipe names one by its `engine`: `empty`, `crash`, `hang`, `out_of_memory`, `broken`.
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from ocr.engines import Picture, Quad, Reading


class EmptyEngine:
    """Finds nothing on any picture."""

    def find_lines(self, picture: Picture) -> tuple[Quad, ...]:  # noqa: ARG002 - the protocol's parameter
        """Return no places."""
        return ()

    def read_lines(self, picture: Picture, quads: Sequence[Quad]) -> tuple[Reading, ...]:  # noqa: ARG002 - the same
        """Return readings that say nothing."""
        return tuple(Reading(quad=quad, text="", confidence=0.0) for quad in quads)

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:  # noqa: ARG002 - the same
        """Return no readings."""
        return ()


class FailingEngine:
    """Fails in its one way whatever it is asked."""

    def __init__(self, fail: Callable[[Picture], NoReturn]) -> None:
        """Take the way to fail."""
        self._fail = fail

    def find_lines(self, picture: Picture) -> tuple[Quad, ...]:
        """Fail."""
        self._fail(picture)

    def read_lines(self, picture: Picture, quads: Sequence[Quad]) -> tuple[Reading, ...]:  # noqa: ARG002 - the protocol's parameter
        """Fail."""
        self._fail(picture)

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """Fail."""
        self._fail(picture)


def _crash(_: Picture) -> NoReturn:
    """End this process at once, as a fault inside native code does."""
    os._exit(70)


def _hang(_: Picture) -> NoReturn:
    """Never return; the process has to be ended from outside."""
    while True:
        time.sleep(3600)


def _run_out_of_memory(picture: Picture) -> NoReturn:
    """Raise MemoryError."""
    raise MemoryError(f"picture of {picture.shape[1]}x{picture.shape[0]} pixels")


def _stumble(picture: Picture) -> NoReturn:
    """Raise RuntimeError, as a bug does."""
    raise RuntimeError(f"a bug on a picture of {picture.shape[1]}x{picture.shape[0]} pixels")


FAILURES: Mapping[str, Callable[[Picture], NoReturn]] = {
    "crash": _crash,
    "hang": _hang,
    "out_of_memory": _run_out_of_memory,
    "broken": _stumble,
}
