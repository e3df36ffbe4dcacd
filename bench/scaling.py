"""How many pages a second different numbers of reading processes read, and what handing out costs.

    python bench/scaling.py [--pages N] [--rounds N] [--crew WORKERSxTHREADS]... [--kind KIND]

A crew of `0xN` is the one process that reads a few pages, with N threads; `2x1` is two Dask workers of one thread each.
The crews take turns, so that what else the machine does falls on all of them. `start` is the time until the first file
was recognised, `pages/s` is counted from when every process has read a page (its engine is loaded by then) to the
end. `processor` are the seconds of processor time for a page, in the readers and in the process that hands out; they
do not depend on what else the machine does. `others` tells how many cores that took meanwhile.
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pages

from archiver import compute
from archiver.compute import Job, Opened, PagesRead, Terms, Workers, read_files
from ocr.documents import Limits, Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one reading of all pages took."""

    start: float
    pages_per_second: float
    readers: float
    dispatcher: float
    others: float


def main() -> None:
    """Print a line for each crew."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--crew", action="append")
    parser.add_argument("--kind", default=next(iter(pages.KINDS)))
    wishes = parser.parse_args()
    crews: list[str] = wishes.crew or ["0x1", "0x2", "1x1", "2x1", "1x2"]
    with tempfile.TemporaryDirectory() as place:
        jobs = _jobs(Path(place), wishes.kind, wishes.pages)
        rounds: dict[str, list[Round]] = {crew: [] for crew in crews}
        for _ in range(wishes.rounds):
            for crew in crews:
                rounds[crew].append(_read(Path(place), jobs, crew))
    print(f"{wishes.pages} pages of {wishes.kind}, median of {wishes.rounds} rounds in turns, {compute.cores()} cores")
    print("crew    start   pages/s   processor s/page: readers  dispatcher   others (cores)")
    for crew, told in rounds.items():
        start, rate, readers, dispatcher, others = (median(get(one) for one in told) for get in _COLUMNS)
        print(f"{crew:6} {start:6.2f} {rate:9.2f} {readers:27.2f} {dispatcher:11.3f} {others:16.2f}")
    print(f"most memory of a process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB")


_COLUMNS: tuple[Callable[[Round], float], ...] = (
    lambda one: one.start,
    lambda one: one.pages_per_second,
    lambda one: one.readers,
    lambda one: one.dispatcher,
    lambda one: one.others,
)


def _jobs(folder: Path, kind: str, count: int) -> list[Job]:
    jobs: list[Job] = []
    for seed in range(count):
        made = pages.make(seed, kind)
        path = folder / f"{seed}.jpg"
        made.picture.convert("RGB").save(path, quality=90, dpi=(made.dpi, made.dpi))
        jobs.append(Job(key=path.name, path=path))
    return jobs


def _read(folder: Path, jobs: list[Job], crew: str) -> Round:
    count, threads = map(int, crew.split("x"))
    compute.FEW = -1 if count else len(jobs)
    terms = Terms(recipe=Recipe(model_cache=folder / "models"), limits=Limits(), seconds=600)
    workers = Workers(folder=folder / "workers", count=count, threads=threads)
    before, busy, begun = _used(), _busy(), time.monotonic()
    opened, ends = 0.0, list[float]()
    for event in read_files(jobs, terms, workers):
        if isinstance(event, Opened):
            opened = opened or time.monotonic()
        elif isinstance(event, PagesRead):
            ends.append(time.monotonic())
    after, wall = _used(), time.monotonic() - begun
    readers, dispatcher = (one - other for one, other in zip(after, before, strict=True))
    warm = 2 * max(1, count)
    return Round(
        start=opened - begun,
        pages_per_second=(len(ends) - warm) / (ends[-1] - ends[warm - 1]),
        readers=readers / len(jobs),
        dispatcher=dispatcher / len(jobs),
        others=(_busy() - busy - readers - dispatcher) / wall,
    )


def _used() -> tuple[float, float]:
    """Return the processor time of processes that ended and of this one, in seconds."""
    return tuple(  # type: ignore[return-value]
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_CHILDREN), resource.getrusage(resource.RUSAGE_SELF))
    )


def _busy() -> float:
    """Return how long all cores of this machine were busy since it started, in seconds."""
    user, nice, system, *_ = map(int, Path("/proc/stat").read_text(encoding="ascii").split("\n")[0].split()[1:])
    return (user + nice + system) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
