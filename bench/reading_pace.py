"""Pages by the second as a clerk waits for them: wall time, with the processes and threads that each program takes.

python bench/reading_pace.py [--long N]     reads N pages of all kinds in one process and tells how its memory grows
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import pages
import readers
from page_kinds import KINDS, REPORTED

from archiver import compute
from archiver.compute import Failed, Finished, Job, Terms, Workers
from ocr.documents import Limits, Recipe, read


def ours(files: Sequence[Path], count: int, workers: int) -> float:
    """Return pages a second with so many worker processes, from when each has read its first page to the end.

    `files` are one-page files, read again and again until there are `count`.
    """
    jobs = [Job(key=str(at), path=files[at % len(files)]) for at in range(count)]
    terms = Terms(recipe=Recipe(), limits=Limits(), seconds=300)
    with tempfile.TemporaryDirectory() as folder:
        done: list[float] = []
        for event in compute.read_files(jobs, terms, Workers(folder=Path(folder), count=workers)):
            if isinstance(event, Failed):
                raise SystemExit(f"{jobs[int(event.key)].path.name}: {event.finding.message}")
            if isinstance(event, Finished):
                done.append(time.monotonic())
    first = 3 * workers
    return (count - first) / (done[-1] - done[first - 1])


def tesseract(files: Sequence[Path]) -> float:
    """Return pages a second of Tesseract as Debian ships it: one file after the other, its own threads."""
    begun = time.monotonic()
    for path in files:
        readers.tesseract(path, threads=0)
    return len(files) / (time.monotonic() - begun)


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """The memory of a process that read many pages, in MB: its peak, and what it held after a tenth and at the end."""

    peak: float
    early: float
    late: float


def growth(files: Sequence[Path], count: int) -> Growth:
    """Return how the memory of one process grows over so many pages."""
    held: list[float] = []
    for at in range(count):
        read(files[at % len(files)], [1], Recipe(), Limits())
        held.append(_held())
    tenth = max(1, count // 10)
    return Growth(
        peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        early=sum(held[tenth : 2 * tenth]) / tenth,
        late=sum(held[-tenth:]) / tenth,
    )


def _held() -> float:
    """Return the memory that this process holds now, in MB."""
    resident = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return resident * os.sysconf("SC_PAGESIZE") / 1024**2


def written(folder: Path, kinds: Sequence[str], seed: int) -> Iterator[Path]:
    """Yield one picture file of each kind."""
    for kind in kinds:
        page = pages.make(seed, kind)
        path = folder / f"{kind}.jpg"
        page.picture.convert("RGB").save(path, quality=90, dpi=(page.dpi, page.dpi))
        yield path


def main() -> None:
    """Tell how memory grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", type=int, default=200, metavar="N")
    count = parser.parse_args().long
    with tempfile.TemporaryDirectory() as folder:
        files = list(written(Path(folder), list(KINDS), REPORTED[0]))
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            found = process.submit(growth, files, count).result()
    print(
        f"{count} pages: peak {found.peak:.0f} MB, after a tenth {found.early:.0f} MB, at the end {found.late:.0f} MB"
    )


if __name__ == "__main__":
    main()
