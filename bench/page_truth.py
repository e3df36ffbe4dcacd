"""What stands on the reported pages, kept as text beside the benchmark: one file a kind in `truth/`.

    python bench/page_truth.py      composes every reported page anew and writes the files, to be looked at as a diff

A page begins with `# seed N`. A line that the seal lies over begins with `@`. The pictures are not kept: `pages` makes
them from the seed, and `checked` refuses one whose text is not the one that was kept.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pages
from page_kinds import KINDS, REPORTED
from pages import GeneratedPage

FOLDER = Path(__file__).parent / "truth"
_SEED = "# seed "
_COVERED = "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The printed lines of a page in reading order, and the numbers (from 0) of those under the seal."""

    lines: tuple[str, ...]
    covered: frozenset[int] = frozenset()


def format_page(seed: int, truth: Truth) -> str:
    """Return a page as it is kept."""
    lines = [f"{_COVERED if at in truth.covered else ''}{line}" for at, line in enumerate(truth.lines)]
    return "\n".join([f"{_SEED}{seed}", *lines, ""])


def parse_pages(text: str) -> dict[int, Truth]:
    """Return the pages of a file by seed."""
    found: dict[int, list[str]] = {}
    for line in text.splitlines():
        if line.startswith(_SEED):
            found[int(line.removeprefix(_SEED))] = []
        else:
            found[max(found, default=-1)].append(line)
    return {seed: _truth(lines) for seed, lines in found.items()}


def _truth(lines: list[str]) -> Truth:
    covered = frozenset(at for at, line in enumerate(lines) if line.startswith(_COVERED))
    return Truth(lines=tuple(line.removeprefix(_COVERED) for line in lines), covered=covered)


def checked(kind: str, seed: int, page: GeneratedPage) -> Truth:
    """Return what stands on a page. SystemExit when it is a reported one and was kept with another text."""
    made = Truth(lines=page.lines, covered=page.covered)
    if seed not in REPORTED:
        return made
    kept = parse_pages((FOLDER / f"{kind}.txt").read_text(encoding="utf-8")).get(seed)
    if kept != made:
        raise SystemExit(f"page {kind}/{seed} says something else than bench/truth: run bench/page_truth.py")
    return kept


def main() -> None:
    """Write the files."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    FOLDER.mkdir(exist_ok=True)
    for kind in KINDS:
        (FOLDER / f"{kind}.txt").write_text("".join(_composed(kind)), encoding="utf-8")
        print(kind)


def _composed(kind: str) -> Iterator[str]:
    for seed in REPORTED:
        page = pages.make(seed, kind)
        yield format_page(seed, Truth(lines=page.lines, covered=page.covered))


if __name__ == "__main__":
    main()
