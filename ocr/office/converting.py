"""Converts office files with LibreOffice: many with one process, which costs its start once.

The process works through its files in order. Whoever hangs or dies takes only one file with it: what was made before
is kept, the file in hand is tried once more alone, the others go on with a new process. Nothing of LibreOffice lives
on when this is done.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ocr.office import fonts, profile

_OPTIONS: Final = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard")
_AT_ONCE: Final = 24
"""Files of one process at most: it grows, and a start in so many costs nothing any more."""

_LOOK: Final = 0.25
_START_SECONDS: Final = 60.0
"""Added to the time of the first file: a busy machine is slow to start LibreOffice."""

_MOST_MEMORY: Final = 6 * 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file to be converted: a key of the caller's, where it lies, and the suffix that tells what it is."""

    key: str
    path: Path
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a file became. It is gone when the next one is asked for."""

    key: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMade:
    """A file that LibreOffice does not convert, by itself or in its time."""

    key: str
    overdue: bool


Outcome = Made | NotMade


def convert(  # noqa: PLR0913 - what becomes what, where, and for how long
    soffice: str,
    files: Sequence[Wanted],
    to: str,
    *,
    seconds: float,
    work: Path,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Outcome]:
    """Yield what becomes of files that are to become `to` (a suffix), each in at most so many seconds.

    `work` is an existing folder in which temporary files may lie; none are left there. Ends early when `stop` says so.
    """
    waiting = deque(files[at : at + _AT_ONCE] for at in range(0, len(files), _AT_ONCE))
    while waiting and not stop():
        batch = waiting.popleft()
        with tempfile.TemporaryDirectory(dir=work, ignore_cleanup_errors=True) as name:
            run = _Run(soffice, batch, to, seconds=seconds, folder=Path(name).absolute(), stop=stop)
            made, overdue = run.carried_out()
            if stop():
                return
            yield from (Made(key=one.key, path=path) for one, path in made)
        left = [one for one in batch if one not in {done for done, _ in made}]
        if len(batch) == 1:
            yield from (NotMade(key=one.key, overdue=overdue) for one in left)
            continue
        # Those passed over are tried alone. Those after the file that stopped the process were never begun.
        last = max((batch.index(one) for one, _ in made), default=-1)
        alone = [one for one in left if batch.index(one) <= last + 1]
        waiting.extendleft([one] for one in reversed(alone))
        rest = [one for one in left if one not in alone]
        waiting.extend([rest] if rest else [])


class _Run:
    """One process of LibreOffice and the files that it is given."""

    def __init__(  # noqa: PLR0913 - the same
        self, soffice: str, batch: Sequence[Wanted], to: str, *, seconds: float, folder: Path, stop: Callable[[], bool]
    ) -> None:
        self._soffice = soffice
        self._to = to
        self._seconds = seconds
        self._stop = stop
        self._folder = folder
        self._out = folder / "out"
        self._given = [(one, folder / f"{place:04d}.{one.suffix}") for place, one in enumerate(batch)]

    def carried_out(self) -> tuple[list[tuple[Wanted, Path]], bool]:
        """Return what was made, and whether a file outlasted its time."""
        self._out.mkdir()
        profile.write(self._folder / "profile")
        settings = self._folder / "fonts.conf"
        settings.write_text(fonts.settings(), encoding="utf-8")
        for one, copy in self._given:
            shutil.copyfile(one.path, copy)
        # What a process that is ended leaves behind goes with the folder.
        temporary = self._folder / "tmp"
        temporary.mkdir()
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
        overdue = self._run({**os.environ, **profile.environment(), **places, "FONTCONFIG_FILE": str(settings)})
        made = [(one, self._out / f"{copy.stem}.{self._to}") for one, copy in self._given]
        made = [(one, path) for one, path in made if path.is_file() and path.stat().st_size]
        # The file that was being written when the time was over is not whole.
        return (made[:-1] if overdue and made and self._is_young(made[-1][1]) else made), overdue

    def _run(self, environment: dict[str, str]) -> bool:
        """Run the process until it ends or a file outlasts its time, and return whether one did."""
        installation = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        copies = [str(copy) for _, copy in self._given]
        command = [
            self._soffice,
            installation,
            *_OPTIONS,
            "--convert-to",
            self._to,
            "--outdir",
            str(self._out),
            *copies,
        ]
        process = subprocess.Popen(  # noqa: S603 - the command is ours; the files are only its arguments
            command,
            cwd=self._folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            _bound_memory(process.pid)
            return not self._ended_in_time(process)
        finally:
            _end(process)

    def _ended_in_time(self, process: "subprocess.Popen[bytes]") -> bool:
        """Wait for the end; False when a file takes longer than it may."""
        done, until = 0, time.monotonic() + self._seconds + _START_SECONDS
        while time.monotonic() < until and not self._stop():
            with suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK)
                return True
            now = sum(1 for _ in self._out.iterdir())
            if now > done:
                done, until = now, time.monotonic() + self._seconds
        return False

    def _is_young(self, path: Path) -> bool:
        return time.time() - path.stat().st_mtime < self._seconds / 2


def _bound_memory(pid: int) -> None:
    """Bound the memory of the process and of those that it starts; a file that wants more ends it, not the machine."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - not everywhere

        with suppress(OSError):
            resource.prlimit(pid, resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process with every one that it started, also where it has left some behind."""
    if sys.platform == "win32":
        if process.poll() is None:
            process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
