"""Sends the bytes of a file to a worker that does not see it, in parts, and keeps them there while they are needed.

A copy is the result of a Dask task: it lies in the worker's own folder, belongs to whoever holds the future, and is
removed when the future is let go, also when the client dies.
"""

import asyncio
import os
import tempfile
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NoReturn

from archiver.compute.crew import Job
from archiver.copying import digest

PART: Final = 4 * 1024 * 1024
"""Bytes of one part: Dask warns of greater arguments, and so much is under way at a time."""


class Copy:
    """A file in a worker's own folder, that is removed with this value."""

    def __init__(self, folder: Path) -> None:
        """Make an empty file."""
        descriptor, name = tempfile.mkstemp(dir=folder, prefix="copy-")
        os.close(descriptor)
        self.path = Path(name)
        weakref.finalize(self, _remove, name)

    def __reduce__(self) -> NoReturn:
        """Stay in this process: another one must not remove the file."""
        raise TypeError("a copy stays with its worker")


def _remove(name: str) -> None:
    Path(name).unlink(missing_ok=True)


def begin_copy() -> Copy:
    """Make an empty copy in the folder of the worker that runs this."""
    from distributed import get_worker  # noqa: PLC0415 - only where there is Dask

    worker: Any = get_worker()
    return Copy(Path(worker.local_directory))


def add_part(copy: Copy, part: bytes) -> int:
    """Add a part to a copy, and return how many bytes it has now."""
    with copy.path.open("ab") as file:
        file.write(part)
        return file.tell()


def is_whole(copy: Copy, sha256: str) -> bool:
    """Return whether a copy is the file that has this SHA-256."""
    return digest(copy.path) == sha256


async def send(submit: Callable[..., Any], job: Job) -> Any:  # noqa: ANN401 - one of Dask's
    """Send a file by means of `submit`, and return the future of its copy. OSError when it comes over damaged."""
    copy = submit(begin_copy)
    with job.path.open("rb") as file:
        while part := await asyncio.to_thread(file.read, PART):
            await submit(add_part, copy, part)
    if not await submit(is_whole, copy, job.digest):
        raise OSError(f"{job.path} came over with other bytes than {job.digest}")
    return copy
