"""The narrow edge around decoders: whatever they answer to hostile bytes becomes a finding.

Only calls into libraries belong inside; a mistake of our own should fly with its traceback.
"""

import logging
import os
import tempfile
import warnings
from collections.abc import Generator
from contextlib import contextmanager

from ocr import causes
from ocr.finding import Finding
from ocr.findings import DAMAGED
from ocr.terms import Unreadable

log = logging.getLogger(__name__)

_STDERR = 2
_MOST_SAID = 10_000


@contextmanager
def decoding(kind: str) -> Generator[None]:
    """Turn any exception of a decoder of `kind` (a Chinese name) into Unreadable, and keep its warnings quiet.

    Decoders answer damaged input with every exception there is, from OSError to IndexError and RecursionError.
    MemoryError passes, because it speaks of this machine and not of the file.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except (Unreadable, MemoryError):
            raise
        except Exception as error:
            raise Unreadable(damaged(kind, error)) from error


def damaged(kind: str, error: Exception) -> Finding:
    """Return the finding that a file of this kind is damaged, with the reason in Chinese."""
    return DAMAGED.at(kind=kind, reason=causes.reason(error))


@contextmanager
def quiet() -> Generator[None]:
    """Send to the log what a C library writes to standard error meanwhile.

    This is for the whole process: what other threads write there in that time goes to the log too. Reading is done in
    processes of one thread.
    """
    with tempfile.TemporaryFile() as said:
        shown = os.dup(_STDERR)
        os.dup2(said.fileno(), _STDERR)
        try:
            yield
        finally:
            os.dup2(shown, _STDERR)
            os.close(shown)
            said.seek(0)
            for line in said.read(_MOST_SAID).decode(errors="replace").splitlines():
                log.debug("a decoder said: %s", line)
