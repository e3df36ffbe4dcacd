"""How much of an item's own wording stands in a record, letter for letter.

BM25-like over runs of two to four characters, weighed by how few items of the standard use them. Chinese needs no
word cutter for this, and a standard that no table of terms knows can be filed against all the same.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog.items import Item
from catalog.zones import Zone, plain

SHORTEST, LONGEST = 2, 4
TITLE, TEXT, POINTS, KINDS = 3.0, 1.0, 1.0, 0.5
HALF = 22.0  # the raw score that counts half
QUOTED = 3
NOT_WORDS = re.compile(r"[^\u3400-\u9fffa-z]+")


@dataclass(frozen=True, slots=True)
class Profile:
    """The runs of one item with their weights."""

    runs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a zone and an item are (0 to 1), and the runs that both use with their weights, in any order."""

    value: float
    shared: tuple[tuple[float, str], ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The longest words that both use, the weightiest first."""
        ordered = sorted(self.shared, key=lambda one: (-one[0] * len(one[1]), one[1]))
        return tuple(_longest([run for _, run in ordered[: QUOTED * 6]]))


NONE = Likeness(0.0)


class OwnWords:
    """The profiles of all items of a standard, computed once."""

    def __init__(self, items: tuple[Item, ...], ordinary: Iterable[str]) -> None:
        """Weigh the wording of the items; runs inside the ordinary language of offices count for nothing."""
        longest_first = sorted(ordinary, key=len, reverse=True)
        self._ordinary = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
        counts = [self._weighed(item) for item in items]
        spread = Counter(run for count in counts for run in count)
        self._profiles = tuple(
            Profile({run: weight * _rarity(len(items), spread[run]) for run, weight in count.items()})
            for count in counts
        )
        self._users: dict[str, list[tuple[int, float]]] = {run: [] for run in spread}
        for place, profile in enumerate(self._profiles):
            for run, weight in profile.runs.items():
                self._users[run].append((place, weight))

    def runs(self, zone: Zone) -> frozenset[str]:
        """Return the runs of a zone that some item uses."""
        return frozenset(run for run in self._runs(zone.text) if run in self._users)

    def likeness(self, runs: frozenset[str]) -> tuple[Likeness, ...]:
        """Return for each item how much of it stands among the runs of a zone."""
        shared: list[list[tuple[float, str]]] = [[] for _ in self._profiles]
        for run in runs:
            for place, weight in self._users[run]:
                shared[place].append((weight, run))
        return tuple(_likeness(own) if own else NONE for own in shared)

    def _weighed(self, item: Item) -> dict[str, float]:
        weighed: dict[str, float] = {}
        fields = (
            (TITLE, (item.title,)),
            (TEXT, (item.text,)),
            (POINTS, tuple(point.text for point in item.points)),
            (KINDS, tuple(kind for point in item.points for kind in point.evidence)),
        )
        for weight, texts in fields:
            for run in {run for text in texts for run in self._runs(plain(text))}:
                weighed[run] = max(weighed.get(run, 0.0), weight)
        return weighed

    def _runs(self, text: str) -> Iterable[str]:
        for words in NOT_WORDS.split(self._ordinary.sub(" ", text)):
            for length in range(SHORTEST, LONGEST + 1):
                for at in range(len(words) - length + 1):
                    yield words[at : at + length]


def _likeness(shared: list[tuple[float, str]]) -> Likeness:
    total = math.fsum(weight for weight, _ in shared)  # exact, so that the order of a set plays no part
    return Likeness(total / (total + HALF), tuple(shared))


def _rarity(items: int, using: int) -> float:
    return math.log(1 + (items - using + 0.5) / (using + 0.5))


def _longest(shared: list[str]) -> list[str]:
    """Return the weightiest runs, without those that stand inside another."""
    kept: list[str] = []
    for run in shared:
        if not any(run in other for other in kept):
            kept.append(run)
        if len(kept) == QUOTED:
            break
    return kept
