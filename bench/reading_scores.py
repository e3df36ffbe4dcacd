"""How right a page was read: what is counted, and how two texts are compared.

Spaces are left out, widths are folded, page numbers are left out and the ratio sign counts as a colon, on both sides:
none of them changes what a page says.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from page_truth import Truth
from rapidfuzz.distance import Levenshtein


@dataclass(slots=True)
class Score:
    """What came of reading the pages of one kind.

    `errors` are edit distances by the length of the truth, one a page. `found` counts the truth's characters that were
    read, whatever their order, `covered_found` those under seals that were read in their place. `seconds` are of
    processor time.
    """

    errors: list[float] = field(default_factory=list[float])
    found: int = 0
    characters: int = 0
    covered: int = 0
    covered_found: int = 0
    pages: int = 0
    seconds: float = 0.0

    def add(self, truth: Truth, text: str, seconds: float, pages: int) -> None:
        """Count one file."""
        wanted = [(folded(line), at in truth.covered) for at, line in enumerate(without_page_numbers(truth.lines))]
        expected = "".join(line for line, _ in wanted)
        actual = folded("".join(without_page_numbers(text.splitlines())))
        self.errors.append(Levenshtein.distance(expected, actual) / max(1, len(expected)))
        self.found += (Counter(expected) & Counter(actual)).total()
        self.characters += len(expected)
        self.covered += sum(len(line) for line, covered in wanted if covered)
        self.covered_found += _in_place([covered for line, covered in wanted for _ in line], expected, actual)
        self.seconds += seconds
        self.pages += pages

    @property
    def median_error(self) -> float:
        """The median of the pages' errors."""
        return median(self.errors)

    @property
    def share_found(self) -> float:
        """The share of the characters that were found; 1 where there are none."""
        return self.found / self.characters if self.characters else 1.0


def together(scores: Sequence[Score]) -> Score:
    """Return several scores as one."""
    return Score(
        errors=[error for score in scores for error in score.errors],
        found=sum(score.found for score in scores),
        characters=sum(score.characters for score in scores),
        covered=sum(score.covered for score in scores),
        covered_found=sum(score.covered_found for score in scores),
        pages=sum(score.pages for score in scores),
        seconds=sum(score.seconds for score in scores),
    )


def folded(text: str) -> str:
    """Return a text as it is compared."""
    return "".join(unicodedata.normalize("NFKC", text).replace("∶", ":").split())


def without_page_numbers(lines: Sequence[str]) -> list[str]:
    """Return lines with those emptied that are page numbers."""
    return ["" if line.strip("—-– −一").isdigit() else line for line in lines]


def _in_place(wanted: Sequence[bool], expected: str, actual: str) -> int:
    """Return how many of the wanted characters of the truth stand in their place in what was read."""
    blocks = Levenshtein.editops(expected, actual).as_matching_blocks()
    return sum(sum(wanted[block.a : block.a + block.size]) for block in blocks)
