"""Measures one subject at one size, in a process of its own so that its memory is its own."""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.finding_pages import PAGES_PER_RECORD, Stock, parts, queries
from bench.finding_subjects import Ours, Subject
from index.searching import Order

Figures = dict[str, Any]
_COLD = (
    "import sys,time;s=time.process_time();from pathlib import Path;from index.searching import open_index;"
    "index=open_index(Path(sys.argv[1]),sys.argv[2]);m=time.process_time();r=index.search_records(sys.argv[3]);"
    "print(m-s)"
)


def writing(tested: Subject, stock: Stock, pages: int) -> Figures:
    """Return what indexing takes: seconds of processor and clock, peak memory in MB, of it what stood there before."""
    before = _peak(len(stock.sentences))
    cpu, wall = time.process_time(), time.perf_counter()
    tested.fill(stock, pages)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    making = time.process_time()
    for _ in stock.records(min(pages, 2000)):
        pass
    made = (time.process_time() - making) * pages / min(pages, 2000)
    return {"cpu": cpu - made, "wall": wall - made, "before": before, "peak": _peak()}


def asking(tested: Subject, stock: Stock, pages: int, wanted: int) -> Figures:
    """Return times of queries by kind in milliseconds of processor, what parts of pages are found, peak memory."""
    before = _peak(len(stock.sentences))
    tested.ask("中华")
    kinds = {
        kind: timed(tested.ask, asked) for kind, asked in queries(stock, pages, wanted).items() if tested.answers(kind)
    }
    recalled = [tested.holds(part, number) for number, part in parts(stock, pages, 2 * wanted, range(1, 21), "recall")]
    figures: Figures = {"before": before, "kinds": kinds, "recall": [sum(recalled), len(recalled)]}
    if isinstance(tested, Ours):
        figures["kinds"] |= _results(tested, stock, pages, wanted)
    return figures | {"peak": _peak()}


def _results(tested: Ours, stock: Stock, pages: int, wanted: int) -> Figures:
    """Return times of what is more than a list of pages."""
    index = tested.index
    phrases = [f'"{part}"' for _, part in parts(stock, pages, wanted // 2, range(2, 9), "records")]
    chance = random.Random("results")  # noqa: S311 - a choice, no secret
    records = [stock.record(chance.randrange(pages // PAGES_PER_RECORD)) for _ in range(wanted // 4)]
    typed = [one.title[at : at + chance.randint(1, 6)] for one in records for at in (0, 4)]
    started = time.process_time()
    index.suggest("关")
    loading = (time.process_time() - started) * 1000
    changed = timed(lambda number: _replaced(tested, stock, int(number)), map(str, range(5)))
    return {
        "records and facets": timed(lambda text: index.search_records(text, facets=True).total, phrases),
        "newest first": timed(lambda text: index.search(text, order=Order.NEWEST).total, phrases),
        "more like this": timed(lambda name: index.more_like(name).total, [one.id for one in records]),
        "suggestions": timed(lambda text: len(index.suggest(text)), typed),
        "first suggestion": [loading, loading, 0],
        "one record changed": changed,
    }


def _replaced(tested: Ours, stock: Stock, number: int) -> int:
    tested.index.replace([stock.record(number)])
    return 1


def timed(ask: Callable[[str], int], asked: Iterable[str]) -> list[float]:
    """Return median and 95th percentile in milliseconds of processor, and how many queries found nothing."""
    times: list[float] = []
    empty = 0
    for query in asked:
        start = time.process_time()
        empty += not ask(query)
        times.append((time.process_time() - start) * 1000)
    return [median(times), quantiles(times, n=20, method="inclusive")[-1], empty]


def cold(folder: Path, engine: str) -> Figures:
    """Return the seconds of processor of a search in a new process, and of these the imports'."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = [sys.executable, "-c", _COLD, str(folder), engine, "国家机关工作人员"]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": seconds, "imports": float(done.stdout)}


def size(folder: Path) -> float:
    """Return the size of all files in a folder in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _peak(_: int = 0) -> float:
    """Return the most memory this process has had so far, in MB. The argument only has its value made first."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
