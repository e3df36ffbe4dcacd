"""Patterns of words, and the index that finds all of them in one walk over a text."""

from collections.abc import Iterable
from dataclasses import dataclass, field

PAIR = 2
SHORTEST_NOISY = 5  # shorter words that differ in one character are mostly other words


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A choice of words. Compared by identity, so that look-ups hash no words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Parts that must all stand near each other. `title_only` patterns count in titles and file names alone."""

    parts: tuple[Part, ...]
    weight: float
    title_only: bool = False


@dataclass(frozen=True, slots=True)
class WordIndex:
    """All words of some parts by their first two characters, or their only one.

    `names` hide the shorter words inside them.
    """

    names: frozenset[str]
    starting: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    parts: dict[str, tuple[Part, ...]] = field(default_factory=dict[str, tuple[Part, ...]])
    halves: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict[str, tuple[tuple[str, int], ...]])
    """Of long words the pair that each half begins with: the word, and where that half begins in it."""


def index(parts: Iterable[Part], names: Iterable[str]) -> WordIndex:
    """Return the index of all words of the parts and of the names."""
    made = WordIndex(frozenset(names))
    holders: dict[str, list[Part]] = {name: [] for name in sorted(made.names)}
    for part in parts:
        for word in part.words:
            holders.setdefault(word, []).append(part)
    for word, holding in holders.items():
        made.parts[word] = tuple(holding)
        made.starting[word[:PAIR]] = (*made.starting.get(word[:PAIR], ()), word)
        for start in (0, len(word) // 2) if len(word) >= SHORTEST_NOISY else ():
            pair = word[start : start + PAIR]
            made.halves[pair] = (*made.halves.get(pair, ()), (word, start))
    return made
