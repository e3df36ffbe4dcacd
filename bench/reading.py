"""How right, how fast and in how much memory pages are read, beside Tesseract and plain PaddleOCR in the same run.

    python bench/reading.py [--pages N] [--kind KIND]... [--tuning] [--ours] [--long N]

Every reader gets the same files, one thread, and a process of its own; pages are counted by second of processor time,
so that a busy machine changes little. Then the same pages are read as a user reads them, in wall time: this program
with its worker processes, Tesseract with the threads that Debian's build takes. At the end stand the goals, each with
what was measured.

The reported pages are those whose truth lies in `truth/`; `--tuning` takes other seeds of the same kinds.
"""

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import page_truth
import pages
import readers
import reading_pace
from page_kinds import KINDS, REPORTED, TUNING
from page_truth import Truth
from PIL import Image
from readers import Answer, Reader
from reading_pace import Growth
from reading_scores import Score, together

from ocr.documents import Limits, inspect

GOVDOC = Path(os.environ.get("ARCHIVER_TEST_DATA", Path(__file__).parents[2] / "shared" / "data")) / "govdoc-cn" / "397"
REAL = "State Council document"

TURNED = ("turned_90", "turned_180", "turned_270")
SMALL = ("table", "small_table", "small_print", "small_print_150")
APART = (*TURNED, *SMALL, "dpi_150", "two_columns", "two_on_a3", "phone", "phone_dim", "phone_askew", "blank", REAL)
"""Kinds that are no upright single-column scans at 200 dots an inch or more."""

PACE = ("plain", "red_head", "seal", "table", "dense", "grey", "bitonal", "letter")
"""Kinds that are read in wall time: what an office's folder holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A file to read and what stands on it."""

    kind: str
    path: Path
    truth: Truth
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What came of a reader: its scores by kind, its peak memory in MB, and the seconds of its networks alone."""

    scores: dict[str, Score]
    memory: float
    networks: float

    def of(self, kinds: Iterable[str]) -> Score:
        """Return the score over some kinds."""
        return together([self.scores[kind] for kind in kinds if kind in self.scores])

    @property
    def whole(self) -> Score:
        """The score over all kinds."""
        return self.of(self.scores)


def composed(folder: Path, kind: str, seed: int) -> Sample:
    """Return the page of that kind and seed, written as an office's scanner writes it."""
    page = pages.make(seed, kind)
    path = folder / f"{kind}-{seed}.jpg"
    page.picture.convert("RGB").save(path, quality=90, dpi=(page.dpi, page.dpi))
    return Sample(kind=kind, path=path, truth=page_truth.checked(kind, seed, page), pages=1)


def samples(folder: Path, kinds: Sequence[str], seeds: Sequence[int]) -> list[Sample]:
    """Return pages of every kind, then a real document where the material is on this machine."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        under_way = [processes.submit(composed, folder, kind, seed) for kind in kinds for seed in seeds]
        made = [one.result() for one in under_way]
    if GOVDOC.is_dir():
        path = _stack(folder)
        lines = (GOVDOC / "397.txt").read_text(encoding="utf-8").splitlines()
        count = inspect(path, Limits()).pages
        made.append(Sample(kind=REAL, path=path, truth=Truth(lines=tuple(lines)), pages=count))
    return made


def _stack(folder: Path) -> Path:
    """Return the five page pictures of the real document as one TIFF file."""
    first, *rest = (Image.open(path) for path in sorted(GOVDOC.glob("397_*.png")))
    path = folder / "397.tif"
    first.save(path, save_all=True, append_images=rest, compression="tiff_lzw")
    return path


def measured(reader: Reader, every: Sequence[Sample]) -> Measured:
    """Return what comes of a reader in a process of its own."""
    scores: dict[str, Score] = {}
    # Spawned, so that the pages' generator does not count as memory of the reader.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        process.submit(reader, every[0].path).result()  # warm
        answers: list[Answer] = [process.submit(reader, sample.path).result() for sample in every]
    for sample, answer in zip(every, answers, strict=True):
        scores.setdefault(sample.kind, Score()).add(sample.truth, answer.text, answer.seconds, sample.pages)
    return Measured(
        scores=scores,
        memory=max(answer.memory for answer in answers),
        networks=sum(answer.networks for answer in answers),
    )


def print_table(name: str, result: Measured) -> None:
    """Print one reader's figures."""
    print(f"\n{name}")
    print(f"{'kind':<24}{'pages':>6}{'error, median':>15}{'worst':>9}{'found':>9}{'under seal':>12}{'pages/s':>9}")
    for kind, score in result.scores.items():
        print(
            f"{kind:<24}{score.pages:>6}{score.median_error:>15.2%}{max(score.errors):>9.2%}{score.share_found:>9.2%}"
            f"{_under(score):>12}{score.pages / score.seconds:>9.2f}"
        )
    whole = result.whole
    print(f"{whole.pages / whole.seconds:.2f} pages a second of processor time, peak {result.memory:.0f} MB")


def _under(score: Score) -> str:
    return f"{score.covered_found / score.covered:.1%}" if score.covered else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Pages a second in wall time: this program with one and two workers, Tesseract as it comes (0 without it)."""

    one: float
    two: float
    tesseract: float


def pace(every: Sequence[Sample]) -> Pace:
    """Return how fast the same files are read by each program as a user starts it."""
    files = [sample.path for sample in every if sample.kind in PACE][: len(PACE)]
    one, two = (reading_pace.ours(files, 12 + 12 * workers, workers) for workers in (1, 2))
    return Pace(one=one, two=two, tesseract=reading_pace.tesseract(files) if shutil.which("tesseract") else 0.0)


def print_goals(result: Measured, rival: Measured | None, speed: Pace | None, grown: Growth | None) -> None:
    """Print each goal with what was measured."""
    upright = result.of(kind for kind in result.scores if kind not in APART)
    turned, small = result.of(TURNED), result.of(SMALL)
    print("\ngoals")
    for name, score in (("upright pages", upright), ("turned pages", turned)):
        if score.errors:
            _goal(f"{name}, median error at most 0.5 %", score.median_error <= 0.005, f"{score.median_error:.2%}")
            _goal(f"{name}, found at least 99.5 %", score.share_found >= 0.995, f"{score.share_found:.2%}")
    if small.errors:
        _goal("tables and small print, found at least 98 %", small.share_found >= 0.98, f"{small.share_found:.2%}")
    whole = result.whole
    if whole.covered:
        under = whole.covered_found / whole.covered
        _goal("under a seal, found in place at least 95 %", under >= 0.95, f"{under:.1%}")
    ratio = whole.seconds / result.networks
    _goal("at most 1.25 times its networks alone", ratio <= 1.25, f"{ratio:.2f}")
    if rival is not None:
        times = (whole.pages / whole.seconds) / (rival.whole.pages / rival.whole.seconds)
        _goal("7 times Tesseract, by processor second, one thread each", times >= 7, f"{times:.1f}")
    if speed is not None:
        if speed.tesseract:
            times = speed.two / speed.tesseract
            _goal("7 times Tesseract, wall time, each as it comes, two workers", times >= 7, f"{times:.1f}")
        _goal("two workers at least 1.8 times one", speed.two >= 1.8 * speed.one, f"{speed.two / speed.one:.2f}")
    if grown is not None:
        steady = grown.late <= 1.05 * grown.early
        told = f"{grown.peak:.0f} MB, {grown.early:.0f} to {grown.late:.0f}"
        _goal("a worker under 1.2 GB without growth", grown.peak < 1200 and steady, told)


def _goal(name: str, reached: bool, found: str) -> None:  # noqa: FBT001 - one line of a table
    print(f"{'reached' if reached else 'MISSED':<9}{name:<62}{found:>18}")


def main() -> None:
    """Read all pages with every reader and print the tables."""
    options = _options()
    os.environ["OMP_NUM_THREADS"] = "1"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds = (TUNING if options.tuning else REPORTED)[: options.pages]
        every = samples(folder, options.kind or list(KINDS), seeds)
        result = measured(readers.ours, every)
        print_table("this program", result)
        rival = speed = None
        if not options.ours:
            print_table("PaddleOCR.predict, PP-OCRv6 small", measured(readers.plain, every))
            if shutil.which("tesseract"):
                rival = measured(readers.tesseract, every)
                print_table("Tesseract chi_sim", rival)
            speed = pace(every)
            print(
                f"\npages a second in wall time: one worker {speed.one:.2f}, two {speed.two:.2f}, "
                f"Tesseract with its own threads {speed.tesseract:.2f}"
            )
        grown = _grown([sample.path for sample in every], options.long) if options.long else None
        print_goals(result, rival, speed, grown)


def _grown(files: Sequence[Path], count: int) -> Growth:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(reading_pace.growth, files, count).result()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1, help="pages of each kind (three are kept with their truth)")
    parser.add_argument("--kind", action="append", choices=sorted(KINDS), help="only these kinds")
    parser.add_argument("--tuning", action="store_true", help="pages that may be looked at while tuning")
    parser.add_argument("--ours", action="store_true", help="this program alone")
    parser.add_argument("--long", type=int, default=0, metavar="N", help="also read N pages and watch the memory")
    return parser.parse_args()


if __name__ == "__main__":
    main()
