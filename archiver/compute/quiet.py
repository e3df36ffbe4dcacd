"""Keeps what Dask logs off the clerk's terminal: workers that go are its daily bread, and we tell what matters."""

import logging
from typing import Final

_LOGGERS: Final = ("distributed", "distributed.client", "distributed.gc", "tornado", "tornado.application", "asyncio")
"""Those that Dask gives a level of their own, and the one of the event loop."""


def keep_quiet() -> None:
    """Let Dask log nothing in this process. To be called after it is imported, which sets its levels."""
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
