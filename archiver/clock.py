"""The only place that reads the time."""

from datetime import datetime


def now() -> datetime:
    """Return the present local time with its offset, in whole seconds."""
    return datetime.now().astimezone().replace(microsecond=0)
