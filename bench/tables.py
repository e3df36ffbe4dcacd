"""Whether what is printed in a table comes out in its own cell: `python bench/tables.py [--pages N] [--first-seed N]`.

Every page is read twice: scanned, by the engine, and as a PDF with stored text. `cells` is the share of the filled
cells that come out in their own row and column to the character, `characters` the share of their characters that
come out there. Widths and spaces are folded on both sides. Tune on other seeds than those reported.
"""

import argparse
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import table_pages

from ocr.documents import Limits, Recipe, read
from ocr.page import Page, Region

Rows = Sequence[Sequence[str]]


@dataclass(slots=True)
class Score:
    """What came of reading some tables."""

    cells: int = 0
    right: int = 0
    characters: int = 0
    found: int = 0

    def add(self, expected: Rows, actual: Rows) -> None:
        """Count one table."""
        for true, seen in _paired(expected, actual):
            for column, text in enumerate(true):
                if text:
                    other = seen[column] if column < len(seen) else ""
                    self.cells += 1
                    self.right += text == other
                    self.characters += len(text)
                    self.found += _common(text, other)


def folded(text: str) -> str:
    """Return a text as it is compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _common(one: str, other: str) -> int:
    return sum((Counter(one) & Counter(other)).values())


def _worth(true: Sequence[str], seen: Sequence[str]) -> int:
    return sum(_common(one, other) for one, other in zip(true, seen, strict=False))


def _paired(expected: Rows, actual: Rows) -> list[tuple[Sequence[str], Sequence[str]]]:
    """Return every expected row with the one that it came out as: the pairing, in order, that finds the most."""
    best = [[0] * (len(actual) + 1) for _ in range(len(expected) + 1)]
    for i in range(len(expected) - 1, -1, -1):
        for j in range(len(actual) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + _worth(expected[i], actual[j]))
    pairs: list[tuple[Sequence[str], Sequence[str]]] = []
    i = j = 0
    while i < len(expected):
        if j == len(actual) or best[i][j] == best[i + 1][j]:
            pairs.append((expected[i], ()))
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((expected[i], actual[j]))
            i, j = i + 1, j + 1
    return pairs


def rows_of(page: Page) -> Rows:
    """Return the cells of all table rows on a page."""
    return [[folded(cell) for cell in line.text.split("\t")] for line in page.lines if line.region is Region.TABLE]


def main() -> None:
    """Read all pages and print the table of tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=4, help="pages of each kind")
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--kind", action="append", choices=sorted(table_pages.KINDS), help="only these kinds")
    parser.add_argument("--no-scans", action="store_true")
    parser.add_argument("--show", action="store_true", help="print the rows that differ")
    options = parser.parse_args()
    scores: dict[tuple[str, str], Score] = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind in options.kind or list(table_pages.KINDS):
            for seed in range(options.first_seed, options.first_seed + options.pages):
                made = table_pages.make(seed, kind)
                made.picture.convert("RGB").save(Path(folder) / "a.jpg", quality=90, dpi=(made.dpi, made.dpi))
                (Path(folder) / "a.pdf").write_bytes(made.pdf)
                expected = [[folded(text) for text in row] for row in made.cells]
                for way, name in (("scanned", "a.jpg"), ("stored", "a.pdf")):
                    if way == "stored" or not options.no_scans:
                        (one,) = read(Path(folder) / name, [1], Recipe(), Limits())
                        actual = rows_of(one.page)
                        for row in ((way, kind), (way, "= all")):
                            scores.setdefault(row, Score()).add(expected, actual)
                        if options.show:
                            _show(f"{kind} {seed} {way}", expected, actual)
    print(f"{'':<24}{'cells':>8}{'right':>9}{'characters':>12}")
    for (way, kind), score in sorted(scores.items(), key=lambda item: (item[0][0], item[0][1].startswith("="))):
        right, found = score.right / max(1, score.cells), score.found / max(1, score.characters)
        print(f"{way + ' ' + kind:<24}{score.cells:>8}{right:>9.2%}{found:>12.2%}")


def _show(headline: str, expected: Rows, actual: Rows) -> None:
    print(f"--- {headline}")
    for true, seen in _paired(expected, actual):
        if tuple(true) != tuple(seen):
            print("  want", "|".join(true))
            print("  have", "|".join(seen))


if __name__ == "__main__":
    main()
