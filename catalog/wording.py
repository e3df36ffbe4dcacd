"""The wording of a paper, brought to one form for comparing, and how two wordings differ.

Two readings of one paper differ by slips: a character here and there. Two papers of one series differ where both say
something clearly: another year, another amount, another name. A passage that only one of them has may be a page that
is missing in the other.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final

from rapidfuzz.distance import Levenshtein

from ocr.page import Page, Region

GRAM: Final = 3
LONGEST: Final = 30_000
"""Characters of a paper that are compared: of a longer one its beginning and its end."""

_PASSAGE: Final = 40
"""Characters in a row that the other paper does not have, from which they are a passage of its own."""

_LONGEST_WORD: Final = 12
"""Characters in a row on both sides from which no other name or figure explains them, but another sentence."""

_CHANCE, _GAP = 4, 10
"""So few characters agree by chance in the middle of what only one text has, if that is so long."""

_IN_STEP: Final = 0.75
"""Share of what both say that must stand in the same order, for them to be compared place by place."""

_LEFT_OUT: Final = (Region.SEAL, Region.PAGE_NUMBER)
_FOLDED: Final = str.maketrans("〇○oli|丨", "0001111")
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3})")
_TOKEN: Final = re.compile(r"\d+(?:\.\d+)?|[^\W_]")


@dataclass(frozen=True)
class Wording:
    """The text of a paper, line by line in one form; what follows from it is worked out once."""

    lines: tuple[str, ...]

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Its characters and whole figures, without signs and spaces."""
        found = [token for line in self.lines for token in _TOKEN.findall(line)]
        return tuple(found if len(found) <= LONGEST else found[: LONGEST * 2 // 3] + found[-LONGEST // 3 :])

    @cached_property
    def plain(self) -> str:
        """The same as one text."""
        return "".join(self.tokens)

    @cached_property
    def grams(self) -> frozenset[str]:
        """All runs of three characters."""
        return frozenset(self.plain[at : at + GRAM] for at in range(len(self.plain) - GRAM + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How two wordings differ.

    `same` is the share of the characters that both have, of what is no passage; `own` and `others` the shares of
    passages that only the first or only the second has. `figures` are numbers that both say and say differently,
    `words` the same of two characters or more, `equal` the numbers that agree. `slips` is the share of single
    characters that differ.
    """

    same: float
    own: float
    others: float
    figures: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]
    equal: int
    slips: float
    sentences: int
    length: int


def of(pages: Iterable[Page]) -> Wording:
    """Return the wording of pages; what stands in seals and page numbers is no part of it."""
    lines = (line.text for page in pages for line in page.lines if line.region not in _LEFT_OUT)
    return Wording(tuple(formed for line in lines if (formed := form(line))))


def form(text: str) -> str:
    """Return a line in one form: narrow letters and figures, those alike that are misread for each other."""
    narrow = unicodedata.normalize("NFKC", text).lower().translate(_FOLDED)
    return _THOUSANDS.sub("", narrow)


def compare(one: Wording, other: Wording) -> Difference:
    """Return how two wordings differ."""
    groups = _groups(one.tokens, other.tokens)
    apart = [(left, right) for left, right, equal in groups if not equal]
    same, own = _agreed(len(one.tokens), [len(left) for left, _ in apart])
    same_there, others = _agreed(len(other.tokens), [len(right) for _, right in apart])
    shared = min(_covered(one, other), _covered(other, one))
    if min(same, same_there) * (1 - min(own, others)) < _IN_STEP * shared:
        # Their lines come in another order; what both have is then found wherever it stands.
        groups, own, others = _unplaced(one, other), 1 - _covered(one, other), 1 - _covered(other, one)
        same = same_there = shared
        apart = [(left, right) for left, right, equal in groups if not equal]
    length = min(len(one.tokens), len(other.tokens))
    pairs = [pair for left, right in apart for pair in _clear(left, right)]
    figures = _not_moved([pair for pair in pairs if pair[0][0].isdecimal()])
    words = [(a, b) for a, b in pairs if not a[0].isdecimal() and not (a in other.plain and b in one.plain)]
    return Difference(
        same=min(same, same_there),
        own=own,
        others=others,
        figures=tuple(figures),
        words=tuple(words),
        equal=sum(token[0].isdecimal() for left, _, equal in groups if equal for token in left),
        slips=sum(max(len(left), len(right)) == 1 for left, right in apart) / max(1, length),
        sentences=sum(min(len(left), len(right)) > _LONGEST_WORD for left, right in apart),
        length=length,
    )


def _agreed(whole: int, apart: Sequence[int]) -> tuple[float, float]:
    """Return which share of a text agrees, passages left out, and which share those passages are."""
    passages = sum(run for run in apart if run >= _PASSAGE)
    common = whole - passages
    return ((whole - sum(apart)) / common if common else 0.0), passages / max(1, whole)


def _covered(one: Wording, other: Wording) -> float:
    """Return the share of a text that stands somewhere in another."""
    text, known = one.plain, other.grams
    covered = bytearray(len(text))
    for at in range(len(text) - GRAM + 1):
        if text[at : at + GRAM] in known:
            covered[at : at + GRAM] = b"\1\1\1"
    return sum(covered) / max(1, len(text))


_Group = tuple[Sequence[str], Sequence[str], bool]


def _groups(one: Sequence[str], other: Sequence[str]) -> list[_Group]:
    """Return the stretches in which two texts agree, and those between them in which they do not."""
    blocks = Levenshtein.opcodes(one, other)
    found: list[_Group] = []
    for equal, run in groupby(blocks, key=lambda block: block.tag == "equal"):
        stretch = list(run)
        left = one[stretch[0].src_start : stretch[-1].src_end]
        right = other[stretch[0].dest_start : stretch[-1].dest_end]
        found.append((left, right, equal))
    return _without_chance(found)


def _without_chance(groups: list[_Group]) -> list[_Group]:
    """Return the stretches with those few characters left out that agree by chance within what only one text has."""
    found: list[_Group] = []
    for group in groups:
        before = found[-2:]
        if len(before) == 2 and not group[2] and _is_chance(before[0], before[1], group):  # noqa: PLR2004 - two before
            found[-2:] = [((*before[0][0], *before[1][0], *group[0]), (*before[0][1], *before[1][1], *group[1]), False)]
        else:
            found.append(group)
    return found


def _is_chance(before: _Group, between: _Group, after: _Group) -> bool:
    missing = abs(len(before[0]) - len(before[1])) + abs(len(after[0]) - len(after[1]))
    return between[2] and len(between[0]) <= _CHANCE and missing >= _GAP


def _unplaced(one: Wording, other: Wording) -> list[_Group]:
    """Return what two texts have and have not in common where the order of their lines differs: numbers alone."""
    mine, theirs = (Counter(token for token in text.tokens if len(token) > 1) for text in (one, other))
    both = list((mine & theirs).elements())
    left, right = sorted((mine - theirs).elements()), sorted((theirs - mine).elements())
    return [(both, both, True), *(([a], [b], False) for a, b in zip(left, right, strict=False))]


def _not_moved(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs of different figures without those that only stand in other places, as in rows sorted anew."""
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    mine, theirs = left - right, right - left
    return [(a, b) for a, b in pairs if a in mine or b in theirs]


def _clear(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    """Return what two texts clearly say differently at one place: numbers, and words of two characters or more."""
    if max(len(left), len(right)) > _LONGEST_WORD:
        return []
    numbers = [[token for token in side if token[0].isdecimal()] for side in (left, right)]
    words = ["".join(token for token in side if not token[0].isdecimal()) for side in (left, right)]
    pairs = list(zip(*numbers, strict=False)) if len(numbers[0]) == len(numbers[1]) else []
    found = [(a, b) for a, b in pairs if a != b]
    if min(map(len, words)) > 1 and not (set(words[0]) & set(words[1]) and len(words[0]) != len(words[1])):
        found.append((words[0], words[1]))
    return found
