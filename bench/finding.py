"""Measures finding: index rate and size, memory, recall, times of queries by kind, beside SQLite FTS5.

    python bench/finding.py [--pages 2000 20000] [--engines whoosh tantivy fts5] [--queries 100] [--data FOLDER]

Pages are made of sentences of the laws in the test material (tests/shared_data.py says where that lies), of random Han
characters where it is absent. With the collection `search/stard` there, nDCG@10 of its questions is measured too.
Times are processor times. 100,000 pages take Whoosh about five minutes; 1,000,000 are for tantivy alone.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.finding_measures import Figures, asking, cold, size, writing
from bench.finding_pages import Stock
from bench.finding_relevance import fill_with_articles, ndcg
from bench.finding_subjects import ENGINES, FTS5, present, subject
from index.searching import open_index

BESIDE = Path(__file__).resolve().parents[1].parent / "shared" / "data"


def measure(name: str, pages: int, options: argparse.Namespace) -> Figures:
    """Return all figures of one subject at one size."""
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        at = Path(folder) / "index"
        figures = {"writing": _in_a_process("writing", name, pages, at, options), "size": size(at)}
        if name != FTS5:
            figures["cold"] = cold(at, name)
        return figures | {"asking": _in_a_process("asking", name, pages, at, options)}


def _in_a_process(step: str, name: str, pages: int, folder: Path, options: argparse.Namespace) -> Figures:
    words = [sys.executable, __file__, "--step", step, "--engines", name, "--pages", str(pages)]
    words += ["--folder", str(folder), "--data", str(options.data), "--queries", str(options.queries)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def tell(pages: int, told: dict[str, Figures]) -> None:
    """Print the table of one size."""
    print(f"\n| {pages:,} pages | {' | '.join(told)} |\n| --- |{' --- |' * len(told)}")

    def row(title: str, cells: dict[str, str]) -> None:
        print(f"| {title} | {' | '.join(cells.get(name, '') for name in told)} |", flush=True)

    row("indexing, pages/s", {name: f"{pages / one['writing']['cpu']:,.0f}" for name, one in told.items()})
    row("size, MB", {name: f"{one['size']:,.0f}" for name, one in told.items()})
    for step in ("writing", "asking"):
        row(
            f"peak while {step}, MB more than before",
            {name: f"{one[step]['peak'] - one[step]['before']:,.0f}" for name, one in told.items()},
        )
    row(
        "parts of 1-20 characters found",
        {name: "{} of {}".format(*one["asking"]["recall"]) for name, one in told.items()},
    )
    row(
        "search in a new process, s (imports)",
        {
            name: f"{one['cold']['seconds']:.2f} ({one['cold']['imports']:.2f})"
            for name, one in told.items()
            if "cold" in one
        },
    )
    for kind in dict.fromkeys(kind for one in told.values() for kind in one["asking"]["kinds"]):
        asked = {name: one["asking"]["kinds"][kind] for name, one in told.items() if kind in one["asking"]["kinds"]}
        row(
            f"{kind}, p50 / p95 ms",
            {
                name: f"{p50:.1f} / {p95:.1f}{f' ({none} found nothing)' if none else ''}"
                for name, (p50, p95, none) in asked.items()
            },
        )


def relevance(names: list[str], folder: Path) -> None:
    """Print nDCG@10 where the collection is present."""
    if not folder.exists():
        print("\nsearch/stard is not on this machine: no nDCG")
        return
    for name in names:
        with tempfile.TemporaryDirectory() as made, open_index(Path(made), name) as index:
            fill_with_articles(index, folder)
            print(f"\nsearch/stard, {name}: nDCG@10 {ndcg(index, folder):.4f}", flush=True)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="*", default=[2000, 20000])
    parser.add_argument("--engines", nargs="*", default=[*filter(present, ENGINES), FTS5])
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ARCHIVER_TEST_DATA", BESIDE)))
    parser.add_argument("--folder", type=Path, help="where the indexes are made")
    parser.add_argument("--step", choices=["writing", "asking"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    stock = Stock(options.data)
    if options.step:
        tested, (pages,) = subject(options.engines[0], options.folder), options.pages
        done = (
            writing(tested, stock, pages)
            if options.step == "writing"
            else asking(tested, stock, pages, options.queries)
        )
        print(json.dumps(done))
        return
    for pages in options.pages:
        tell(pages, {name: measure(name, pages, options) for name in options.engines})
    relevance([name for name in options.engines if name != FTS5], options.data / "search" / "stard")


if __name__ == "__main__":
    main()
