"""Measures finding: index rate and size, time of queries by kind, beside SQLite FTS5 over the same bigrams.

    python bench/finding.py [--pages 2000 20000] [--data FOLDER]

Pages are made of sentences of the laws in the test material (tests/shared_data.py says where that lies), of random Han
characters where it is absent. With the collection `search/stard` there, nDCG@10 of its questions is measured too.
"""

import argparse
import json
import math
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles

from index.entry import PageEntry, RecordEntry
from index.searching import Index, open_index
from index.tokens import fold, pairs

PAGE_LENGTH = 640
LINE_LENGTH = 28
PAGES_PER_RECORD = 4
QUERIES = 200
BESIDE = Path(__file__).resolve().parents[1].parent / "shared" / "data"


def sentences(data: Path) -> list[str]:
    """Return sentences of 8 characters and more."""
    found: list[str] = []
    for folder in ("laws-military", "laws-hard-negatives"):
        for path in sorted((data / folder).rglob("*.md")):
            pieces = re.split(r"(?<=[。；])|\n", path.read_text(encoding="utf-8"))
            found.extend(piece.strip() for piece in pieces if len(piece.strip()) >= 8)
    if not found:
        chance = random.Random(1)  # noqa: S311 - sentences, no secrets
        found = ["".join(chr(0x4E00 + int(chance.paretovariate(0.6)) % 6000) for _ in range(30)) for _ in range(20000)]
    return found


def pages(count: int, stock: list[str]) -> Iterator[str]:
    """Yield pages of print: a document number, then sentences broken into lines."""
    chance = random.Random(7)  # noqa: S311 - sentences, no secrets
    for number in range(count):
        text = f"×双拥〔{2020 + number % 4}〕{number}号"
        while len(text) < PAGE_LENGTH:
            text += chance.choice(stock)
        yield "\n".join(text[at : at + LINE_LENGTH] for at in range(0, PAGE_LENGTH, LINE_LENGTH))


def records(texts: list[str]) -> Iterator[RecordEntry]:
    """Yield records of four pages."""
    for at in range(0, len(texts), PAGES_PER_RECORD):
        part = texts[at : at + PAGES_PER_RECORD]
        entries = tuple(PageEntry(number=number, text=text) for number, text in enumerate(part, start=1))
        yield RecordEntry(
            id=f"R{at:07d}", pages=entries, title=part[0][20:40], year=str(2020 + at % 4), fingerprint="1"
        )


def queries(texts: list[str]) -> dict[str, list[str]]:
    """Return queries by kind: parts of pages of one to twenty characters, and the commonest pairs."""
    chance = random.Random(11)  # noqa: S311 - sentences, no secrets
    kinds: dict[str, list[str]] = {}
    for name, shortest, longest in (("1 char", 1, 1), ("2-8 chars", 2, 8), ("9-20 chars", 9, 20)):
        parts: list[str] = []
        while len(parts) < QUERIES:
            text = chance.choice(texts).replace("\n", "")
            length = chance.randint(shortest, longest)
            start = chance.randrange(len(text) - length)
            parts.append(f'"{text[start : start + length]}"')
        kinds[name] = parts
    often: dict[str, int] = defaultdict(int)
    for text in texts[:1000]:
        for pair in pairs(fold(text)):
            often[pair] += 1
    commonest = sorted(often, key=lambda pair: (-often[pair], pair))[:50]
    kinds["common pairs"] = commonest
    kinds["three words"] = [" ".join(chance.sample(commonest, 3)) for _ in range(50)]
    kinds["absent question"] = ["".join(chance.sample(commonest, 6)) for _ in range(20)]
    return kinds


def timed(ask: Callable[[str], int], asked: list[str]) -> tuple[float, float, float, int]:
    """Return median, 95th percentile and longest time in milliseconds, and how many queries found nothing."""
    times: list[float] = []
    empty = 0
    for query in asked:
        start = time.perf_counter()
        empty += not ask(query)
        times.append((time.perf_counter() - start) * 1000)
    return median(times), quantiles(times, n=20)[-1], max(times), empty


class Fts5:
    """SQLite FTS5 over the same characters and pairs, as the yardstick."""

    def __init__(self, path: Path) -> None:
        """Make the table."""
        self.database = sqlite3.connect(path)
        self.database.execute("create virtual table grams using fts5(content, tokenize=\"unicode61 tokenchars '-'\")")

    @staticmethod
    def _spelled(folded: str) -> Iterator[str]:
        """Yield pairs as words that the tokenizer leaves alone."""
        for at in range(len(folded) - 1):
            yield f"x{ord(folded[at]):x}-{ord(folded[at + 1]):x}"

    def fill(self, texts: list[str]) -> None:
        """Index all pages."""
        self.database.executemany("insert into grams values (?)", ((" ".join(self._spelled(fold(t))),) for t in texts))
        self.database.commit()

    def ask(self, query: str) -> int:
        """Return how many of the 20 best pages come, for a phrase or for words."""
        words = [query.strip('"')] if query.startswith('"') else query.split()
        match = " AND ".join('"' + " ".join(self._spelled(fold(word))) + '"' for word in words)
        sql = "select rowid from grams where grams match ? order by rank limit 20"
        return len(self.database.execute(sql, (match,)).fetchall())


def cold(folder: Path, query: str) -> tuple[float, float]:
    """Return the seconds of a search in a new process, and of these the imports."""
    code = (
        "import sys,time;s=time.perf_counter();from pathlib import Path;from index.searching import open_index;"
        "import index.engines.whoosh;m=time.perf_counter();r=open_index(Path(sys.argv[1])).search(sys.argv[2]);"
        "print(m-s, r.total)"
    )
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code, str(folder), query], check=True, capture_output=True, text=True)
    return time.perf_counter() - start, float(done.stdout.split()[0])


def measure(count: int, stock: list[str]) -> None:
    """Print the table for one size."""
    texts = list(pages(count, stock))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.perf_counter()
        index = open_index(folder / "index")
        index.replace(records(texts))
        ours = count / (time.perf_counter() - start)
        size = sum(path.stat().st_size for path in (folder / "index").iterdir()) / 1e6
        start = time.perf_counter()
        yardstick = Fts5(folder / "fts5.db")
        yardstick.fill(texts)
        theirs = count / (time.perf_counter() - start)
        theirs_size = (folder / "fts5.db").stat().st_size / 1e6
        print(f"\n{count} pages: Whoosh {ours:.0f}/s, {size:.0f} MB; FTS5 {theirs:.0f}/s, {theirs_size:.0f} MB")
        start = time.perf_counter()
        total = index.search("中华").total
        print(f"first search in this process {(time.perf_counter() - start) * 1000:.0f} ms ({total} pages)")
        seconds, imports = cold(folder / "index", "国家机关工作人员")
        print(f"search in a new process {seconds:.2f} s, of which imports {imports:.2f} s")
        print(f"{'ms':<16}{'p50':>8}{'p95':>8}{'max':>8}{'none':>6}   FTS5:{'p50':>7}{'p95':>8}{'max':>8}{'none':>6}")
        for kind, asked in queries(texts).items():
            mine = timed(lambda query: index.search(query).total, asked)
            other = timed(yardstick.ask, asked)
            print(
                f"{kind:<16}{mine[0]:8.1f}{mine[1]:8.1f}{mine[2]:8.1f}{mine[3]:6}        "
                f"{other[0]:7.1f}{other[1]:8.1f}{other[2]:8.1f}{other[3]:6}"
            )
        start = time.perf_counter()
        index.replace([next(records(texts))])
        print(f"one record changed in {(time.perf_counter() - start) * 1000:.0f} ms")
        start = time.perf_counter()
        held = len(index.contents())
        print(f"contents of {held} records in {(time.perf_counter() - start) * 1000:.0f} ms")
        index.close()


def fill_with_articles(index: Index, folder: Path) -> None:
    """Keep the collection's articles of law, each as a page with its name as title."""
    articles = [json.loads(line) for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    index.replace(
        RecordEntry(id=one["id"], pages=(PageEntry(number=1, text=one["text"]),), title=one["name"]) for one in articles
    )


def ndcg(index: Index, folder: Path, depth: int = 10) -> float:
    """Return the mean nDCG of the collection's questions."""
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        question, _, article, grade = line.split()
        relevant[question][article] = int(grade)
    gains: list[float] = []
    for line in (folder / "queries.tsv").read_text(encoding="utf-8").splitlines():
        question, text = line.split("\t")
        grades = relevant[question]
        found = [grades.get(hit.record, 0) for hit in index.search(text, limit=depth).hits]
        best = sorted(grades.values(), reverse=True)[:depth]
        gains.append(_gain(found) / _gain(best))
    return sum(gains) / len(gains)


def _gain(grades: list[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def relevance(folder: Path) -> None:
    """Print nDCG@10 where the collection is present."""
    if not folder.exists():
        print("\nsearch/stard is not on this machine: no nDCG")
        return
    with tempfile.TemporaryDirectory() as name, open_index(Path(name)) as index:
        fill_with_articles(index, folder)
        print(f"\nsearch/stard: nDCG@10 {ndcg(index, folder):.4f}")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="*", default=[2000, 20000])
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ARCHIVER_TEST_DATA", BESIDE)))
    options = parser.parse_args()
    stock = sentences(options.data)
    for count in options.pages:
        measure(count, stock)
    relevance(options.data / "search" / "stard")


if __name__ == "__main__":
    main()
