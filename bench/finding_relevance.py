"""How well questions in everyday words find their articles of law: nDCG on the collection `search/stard`."""

import json
import math
from collections import defaultdict
from pathlib import Path

from index.entry import PageEntry, RecordEntry
from index.searching import Index


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
