"""How fast and how right pages are read, beside Tesseract in the same run.

    python bench/reading.py [--pages N] [--kind KIND]... [--first-seed N] [--side PIXELS] [--no-tesseract]

Every reader gets the same files, one thread, and a process of its own. Pages are counted by second of processor time,
so that a busy machine changes nothing. Spaces are left out and widths folded on both sides before texts are
compared, because neither changes what a page says. `error` is the edit distance by the length of the truth, `found`
the share of the truth's characters that were read, whatever their order.
"""

import argparse
import os
import resource
import shutil
import subprocess
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import pages
from PIL import Image

from ocr.documents import Limits, Recipe, inspect, read
from ocr.engines.choice import engine_for

GOVDOC = Path(os.environ.get("ARCHIVER_TEST_DATA", Path(__file__).parents[2] / "shared" / "data")) / "govdoc-cn" / "397"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page to read and what stands on it."""

    kind: str
    path: Path
    truth: str


@dataclass(slots=True)
class Score:
    """What came of reading the pages of one kind."""

    errors: list[float] = field(default_factory=list[float])
    found: int = 0
    characters: int = 0
    seconds: float = 0.0
    memory: float = 0.0

    def add(self, truth: str, text: str, seconds: float, memory: float) -> None:
        """Count one page."""
        expected, actual = (
            folded(without_page_numbers(truth.splitlines())),
            folded(without_page_numbers(text.splitlines())),
        )
        self.errors.append(distance(expected, actual) / max(1, len(expected)))
        self.found += sum((Counter(expected) & Counter(actual)).values())
        self.characters += len(expected)
        self.seconds += seconds
        self.memory = max(self.memory, memory)


def folded(text: str) -> str:
    """Return a text as it is compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def distance(one: str, other: str) -> int:
    """Return the edit distance (Levenshtein) of two texts."""
    row = list(range(len(other) + 1))
    for at, left in enumerate(one, 1):
        diagonal, row[0] = row[0], at
        for column, right in enumerate(other, 1):
            diagonal, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, diagonal + (left != right)),
            )
    return row[-1]


def samples(folder: Path, kinds: Sequence[str], seeds: Iterable[int]) -> Iterator[Sample]:
    """Yield pages of every kind, then a real document where the material is on this machine."""
    for kind in kinds:
        for seed in seeds:
            page = pages.make(seed, kind)
            path = folder / f"{kind}-{seed}.jpg"
            page.picture.convert("RGB").save(path, quality=90, dpi=(page.dpi, page.dpi))
            yield Sample(kind=kind, path=path, truth=page.text)
    if GOVDOC.is_dir():
        truth = (GOVDOC / "397.txt").read_text(encoding="utf-8")
        yield Sample(kind="State Council document", path=stack(folder), truth=truth)


def stack(folder: Path) -> Path:
    """Return the five page pictures of the real document as one TIFF file."""
    pages = [Image.open(path) for path in sorted(GOVDOC.glob("397_*.png"))]
    path = folder / "397.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:], compression="tiff_lzw")
    return path


def without_page_numbers(lines: Iterable[str]) -> str:
    """Return lines as a text without those that are page numbers, which the truth of the real document leaves out."""
    return "\n".join(line for line in lines if not line.strip("—-– ").isdigit())


def ours(path: Path, side: int) -> tuple[str, float, float]:
    """Return what our reader reads, in how many seconds, and the most memory its process has had in MB."""
    recipe = Recipe(detection_side=side)
    engine_for(recipe)
    begun = time.process_time()
    numbers = range(1, inspect(path, Limits()).pages + 1)
    text = "\n".join(one.page.text for one in read(path, numbers, recipe, Limits()))
    return text, time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def tesseract(path: Path) -> tuple[str, float, float]:
    """Return what Tesseract reads with its simplified Chinese model, and in how many seconds; memory is not asked."""
    begun = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = subprocess.run(
        ["tesseract", str(path), "-", "-l", "chi_sim"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return answer.stdout, ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime, 0.0


def table(name: str, scores: dict[str, Score], counts: Counter[str]) -> None:
    """Print one reader's figures."""
    print(f"\n{name}")
    print(f"{'kind':<24}{'pages':>6}{'error, median':>15}{'error, worst':>14}{'found':>9}{'pages/s':>9}")
    for kind, score in scores.items():
        found = score.found / max(1, score.characters)
        print(
            f"{kind:<24}{counts[kind]:>6}{median(score.errors):>14.2%} {max(score.errors):>13.2%}"
            f"{found:>9.2%}{counts[kind] / score.seconds:>9.2f}"
        )
    pages_read, seconds = sum(counts.values()), sum(score.seconds for score in scores.values())
    memory = max(score.memory for score in scores.values())
    print(
        f"{pages_read / seconds:.2f} pages a second of processor time" + (f", peak {memory:.0f} MB" if memory else "")
    )


def main() -> None:
    """Read all pages with every reader and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2, help="pages of each kind")
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--kind", action="append", choices=sorted(pages.KINDS), help="only these kinds")
    parser.add_argument("--side", type=int, default=Recipe().detection_side, help="edge for finding lines")
    parser.add_argument("--no-tesseract", action="store_true")
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        seeds = range(options.first_seed, options.first_seed + options.pages)
        every = list(samples(Path(folder), options.kind or list(pages.KINDS), seeds))
        counts = Counter[str]()
        for sample in every:
            counts[sample.kind] += inspect(sample.path, Limits()).pages
        # Spawned, so that the pages' generator does not count as memory of the reader.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            table("ours", measured(lambda path: process.submit(ours, path, options.side).result(), every), counts)
        if shutil.which("tesseract") and not options.no_tesseract:
            table("Tesseract chi_sim", measured(tesseract, every), counts)


def measured(reader: Callable[[Path], tuple[str, float, float]], every: Iterable[Sample]) -> dict[str, Score]:
    """Return a reader's scores by kind of page."""
    scores: dict[str, Score] = {}
    for sample in every:
        text, seconds, memory = reader(sample.path)
        scores.setdefault(sample.kind, Score()).add(sample.truth, text, seconds, memory)
    return scores


if __name__ == "__main__":
    main()
