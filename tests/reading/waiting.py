"""Waiting for what other processes do, with an end."""

import time
from collections.abc import Callable

DEADLINE_SECONDS = 60.0


def until(condition: Callable[[], object], seconds: float = DEADLINE_SECONDS) -> None:
    """Wait for something to become true, and fail when it does not in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {condition}"
        time.sleep(0.02)
