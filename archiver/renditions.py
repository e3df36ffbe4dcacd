"""What LibreOffice makes of office files: made once, kept beside the searchable PDFs, used by reading and by binding.

A rendition is derived data, kept under the hash of its original and the version of LibreOffice that made it.
"""

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from archiver import copying, derivatives
from archiver.derivatives import Kept
from archiver.home import Home
from ocr.finding import Finding
from ocr.findings import PASSWORD
from ocr.format_findings import CONVERTED_TOO_LONG, NEEDS_OFFICE, NOT_CONVERTED
from ocr.office import converting, program
from ocr.office.converting import Made, Wanted
from ocr.office.kinds import CONVERTIBLE, Part, target_of
from ocr.office.locked import is_locked

REVISION: Final = "1"
"""Raised when the same LibreOffice is asked to convert otherwise than before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An original of a convertible kind that is to become `to`, a suffix."""

    sha256: str
    path: Path
    media_type: str
    to: str


Answer = tuple[Asked, Path | Finding]
"""What became of an original: where its rendition lies, or why there is none."""


def make(
    home: Home, asked: Sequence[Asked], seconds: float, stop: Callable[[], bool] = lambda: False
) -> Iterator[Answer]:
    """Yield the rendition of every original, making what is not there yet; `seconds` bounds the work on each.

    Ends early when `stop` says so.
    """
    soffice = program.find_soffice()
    lacking = program.missing_parts(soffice)
    left: list[Asked] = []
    for one in asked:
        kept = _kept(home, one, soffice)
        if kept:
            yield one, kept
        elif is_locked(one.path, one.media_type):
            yield one, PASSWORD.at(kind=CONVERTIBLE[one.media_type].name)
        elif CONVERTIBLE[one.media_type].part in lacking:
            yield one, _needs(one, lacking)
        else:
            left.append(one)
    if soffice is None or not left:
        return
    home.temporary.mkdir(exist_ok=True)
    with copying.workspace(home.temporary) as work:
        for to, group in groupby(sorted(left, key=lambda one: one.to), key=lambda one: one.to):
            by_key = {one.sha256: one for one in group}
            wanted = [
                Wanted(key=one.sha256, path=one.path, suffix=CONVERTIBLE[one.media_type].suffix)
                for one in by_key.values()
            ]
            for done in converting.convert(soffice, wanted, to, seconds=seconds, work=work, stop=stop):
                one = by_key[done.key]
                yield one, _settled(home, one, done, soffice, seconds)


def stored(home: Home, one: Asked) -> Path | None:
    """Return where a rendition lies that was made before, or None."""
    return _kept(home, one, program.find_soffice())


def _place(home: Home, one: Asked, soffice: str) -> Path:
    return derivatives.converted_path(home, one.sha256, one.to, program.version(soffice), REVISION)


def _kept(home: Home, one: Asked, soffice: str | None) -> Path | None:
    """Return where a rendition lies that was made before; without LibreOffice, that of any version will do."""
    if soffice:
        kept = derivatives.load(_place(home, one, soffice))
        return kept.path if kept else None
    folder = derivatives.converted_path(home, one.sha256, one.to).parent
    found = (derivatives.load(path) for path in sorted(folder.glob(f"{one.sha256}-*.{one.to}")))
    return next((kept.path for kept in found if kept), None)


def _needs(one: Asked, lacking: tuple[Part, ...]) -> Finding:
    kind = CONVERTIBLE[one.media_type]
    return NEEDS_OFFICE.at(kind=kind.name, target=target_of(one.media_type), advice=program.advice(lacking))


def _settled(home: Home, one: Asked, done: converting.Outcome, soffice: str, seconds: float) -> Path | Finding:
    """Return where what was made is kept; a finding where nothing was."""
    if isinstance(done, Made):
        place = _place(home, one, soffice)
        return derivatives.store(place, Kept(path=done.path, pages=0, findings=())).path
    told = {"kind": CONVERTIBLE[one.media_type].name, "target": target_of(one.media_type)}
    return CONVERTED_TOO_LONG.at(seconds=round(seconds), **told) if done.overdue else NOT_CONVERTED.at(**told)


@contextmanager
def making(home: Home, asked: Sequence[Asked], seconds: float) -> Generator[Callable[[], list[Answer]]]:
    """Make renditions beside other work; what is yielded waits for all of them and returns them.

    Leaving the context ends what is not finished.
    """
    stopped = threading.Event()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="renditions") as pool:
        future: Future[list[Answer]] = pool.submit(lambda: list(make(home, asked, seconds, stopped.is_set)))
        try:
            yield future.result
        finally:
            stopped.set()
            with suppress(Exception):  # told by whoever waited for it
                future.result()
