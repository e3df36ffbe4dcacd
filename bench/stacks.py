"""Measures where new documents are seen to begin in composed stacks: `python bench/stacks.py [--seed N] [--each N]`.

For each kind of stack: how many of the beginnings proposed are right (precision), how many of the true ones are
proposed (recall), how many stacks come apart exactly; the same for putting the stack's pages together again from files
called 1.jpg, 2.jpg … and IMG_0001.jpg …; and how right a stated confidence is. `--show KIND` prints what was missed or
made up. Tune on other seeds than those reported.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from stack_files import put_together
from stack_papers import HARD, Paper, Stack, compose, notice, plain, roughened

from catalog import page_face, stacks

NAMES = ("{}.jpg", "IMG_{:04}.jpg")
BINS = (0.5, 0.7, 0.9, 0.97, 1.01)


def _easy(dice: random.Random) -> Stack:
    return compose(dice, [notice for _ in range(dice.randrange(2, 6))])


def _mixed(dice: random.Random) -> Stack:
    return compose(dice, [dice.choice([notice, plain, plain, *HARD]) for _ in range(dice.randrange(2, 7))])


def _volume(dice: random.Random) -> Stack:
    return compose(dice, [dice.choice([notice, plain, *HARD]) for _ in range(dice.randrange(2, 6))], wrapped=True)


def _single(paper: Paper) -> Callable[[random.Random], Stack]:
    return lambda dice: compose(dice, [paper])


KINDS: dict[str, Callable[[random.Random], Stack]] = {
    "red heads": _easy,
    "mixed": _mixed,
    "volume": _volume,
    "mixed, rough": lambda dice: roughened(_mixed(dice), dice),
    "volume, rough": lambda dice: roughened(_volume(dice), dice),
    **{f"one: {paper.__name__}": _single(paper) for paper in (notice, *HARD, plain)},
    "one, rough": lambda dice: roughened(_single(dice.choice([notice, plain, *HARD]))(dice), dice),
}


def main() -> None:
    """Run the trial and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=90210)
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--show", default="")
    chosen = parser.parse_args()
    stated: Counter[float] = Counter()
    held: Counter[float] = Counter()
    pages, begun = 0, time.process_time()
    print(f"{'kind':24} {'pages':>6} {'true':>6} {'split: precision':>16} {'recall':>7} {'exact':>7}", end="")
    print("".join(f" {f'{name} precision':>20} {'recall':>7}" for name in NAMES))
    for kind, make in KINDS.items():
        counts: Counter[str | tuple[str, str]] = Counter()
        for dice in _dice(chosen.seed, kind, chosen.each):
            stack = make(dice)
            found = stacks.find(stack.pages)
            _count(counts, stack, {one.page for one in found})
            for names in NAMES:
                _count_joined(counts, stack, names)
            pages += len(stack.pages)
            for one in found:
                level = next(bound for bound in BINS if one.confidence < bound)
                stated[level] += 1
                held[level] += one.page in stack.beginnings
            if chosen.show == kind:
                _show(stack, found)
        _row(kind, counts, chosen.each)
    print(f"\n{pages / (time.process_time() - begun):.0f} pages a second, composing included")
    for low, high in pairwise(BINS):
        if stated[high]:
            print(f"stated {low:.2f} to {min(high, 1):.2f}: {held[high] / stated[high]:6.1%} right of {stated[high]}")


def _dice(seed: int, kind: str, each: int) -> Iterator[random.Random]:
    for trial in range(each):
        yield random.Random(f"{seed}/{kind}/{trial}")  # noqa: S311 - a trial, no secret


def _count(counts: Counter[str | tuple[str, str]], stack: Stack, found: set[int]) -> None:
    counts["pages"] += len(stack.pages)
    counts["true"] += len(stack.beginnings)
    counts["proposed"] += len(found)
    counts["right"] += len(found & stack.beginnings)
    counts["exact"] += found == stack.beginnings


def _count_joined(counts: Counter[str | tuple[str, str]], stack: Stack, names: str) -> None:
    found = put_together(stack.pages, names)
    true = {page.number for page in stack.pages[1:]} - stack.beginnings
    counts[names, "true"] += len(true)
    counts[names, "proposed"] += len(found)
    counts[names, "right"] += len(found & true)


def _row(kind: str, counts: Counter[str | tuple[str, str]], each: int) -> None:
    split = f"{_share(counts['right'], counts['proposed']):>16} {_share(counts['right'], counts['true']):>7}"
    joined = "".join(
        f" {_share(counts[names, 'right'], counts[names, 'proposed']):>20}"
        f" {_share(counts[names, 'right'], counts[names, 'true']):>7}"
        for names in NAMES
    )
    print(f"{kind:24} {counts['pages']:6} {counts['true']:6} {split} {counts['exact'] / each:7.1%}{joined}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else ""


def _show(stack: Stack, found: tuple[stacks.Beginning, ...]) -> None:
    told = {one.page: one for one in found}
    for page in sorted(stack.beginnings ^ told.keys()):
        what = f"made up {told[page].confidence} {told[page].reason}" if page in told else "missed"
        print(f"--- page {page} of {len(stack.pages)}: {what}")
        for shown in stack.pages[max(0, page - 2) : page]:
            face = page_face.of(shown)
            seen = (face.letterhead, face.number, face.title, face.is_headed, face.folio, face.is_signed)
            print("    ", face.page, *seen)
            for line in (*shown.lines[:6], *shown.lines[-3:]):
                print("        ", line.text[:50])


if __name__ == "__main__":
    main()
