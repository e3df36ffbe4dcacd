"""A revised standard laid against the one before it: which item became which, by wording, and what came or went.

Numbers decide nothing by themselves: a round that inserts an item moves all that follow. Each item of one edition
becomes at most one of the other.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from catalog.items import Item, Standard
from catalog.zones import plain

ALIKE = 0.45
"""Share of wording from which two items are taken for one; below it, old and new stand apart."""

SURE = 0.7
SAME_NUMBER = 0.03  # decides between items that read alike
TITLE_ALONE = 0.8
"""What the same name is worth where the texts say it quite differently."""


class Fate(StrEnum):
    """What became of an item."""

    SAME = "未变"
    REWORDED = "改写"
    MOVED = "移位"
    NEW = "新增"
    GONE = "取消"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An item of the old edition and what it is in the new one; either is None for what came or went.

    `likeness` is the share of wording that they have in common (1 where a person said that they are one).
    """

    old: Item | None
    new: Item | None
    likeness: float

    @property
    def fate(self) -> Fate:
        """What became of the item; one that moved may be reworded too."""
        if self.old is None or self.new is None:
            return Fate.NEW if self.old is None else Fate.GONE
        if self.old.number != self.new.number:
            return Fate.MOVED
        return Fate.SAME if _words(self.old) == _words(self.new) else Fate.REWORDED

    @property
    def is_unsure(self) -> bool:
        """Whether a person should look: the two have much in common and much not."""
        return self.old is not None and self.new is not None and self.likeness < SURE


def compare(old: Standard, new: Standard, told: Mapping[str, str] | None = None) -> tuple[Change, ...]:
    """Return what became of every item, in the order of the new edition, those that are gone at the end.

    `told` is what a person says: the old number and the new one, or an empty text for an item that is gone.
    """
    said = told or {}
    pairs = {number: (target, 1.0) for number, target in said.items() if target}
    taken = {target for target, _ in pairs.values()}
    left = [item for item in old.items if item.number not in said]
    free = [item for item in new.items if item.number not in taken]
    pairs |= {one.number: (other.number, likeness) for one, other, likeness in _matched(left, free)}
    return tuple(_changes(old, new, pairs))


def _changes(old: Standard, new: Standard, pairs: Mapping[str, tuple[str, float]]) -> Iterator[Change]:
    before = {item.number: item for item in old.items}
    came_from = {target: (number, likeness) for number, (target, likeness) in pairs.items()}
    for item in new.items:
        number, likeness = came_from.get(item.number, ("", 0.0))
        yield Change(old=before.get(number), new=item, likeness=likeness)
    known = {item.number for item in new.items}
    for item in old.items:
        if pairs.get(item.number, ("", 0.0))[0] not in known:
            yield Change(old=item, new=None, likeness=0.0)


def _matched(old: list[Item], new: list[Item]) -> Iterator[tuple[Item, Item, float]]:
    """Yield the pairs that read alike, the likest first, each item once."""
    rarity = _rarity([*old, *new])
    rated = [
        (likeness + SAME_NUMBER * (one.number == other.number), -place, one, other, likeness)
        for place, one in enumerate(old)
        for other in new
        if (likeness := _likeness(one, other, rarity)) >= ALIKE
    ]
    done: set[tuple[str, str]] = set()
    for *_, one, other, likeness in sorted(rated, key=lambda row: row[:2], reverse=True):
        if not {("old", one.number), ("new", other.number)} & done:
            done |= {("old", one.number), ("new", other.number)}
            yield one, other, likeness


def _likeness(one: Item, other: Item, rarity: Mapping[str, float]) -> float:
    words = _shared(_pairs(_words(one)), _pairs(_words(other)), rarity)
    names = _shared(_pairs(plain(one.title)), _pairs(plain(other.title)), rarity)
    return round(min(1.0, max(words, TITLE_ALONE * names)), 4)


def _shared(mine: frozenset[str], theirs: frozenset[str], rarity: Mapping[str, float]) -> float:
    both = sum(rarity[pair] for pair in mine & theirs)
    all_of_them = sum(rarity[pair] for pair in mine) + sum(rarity[pair] for pair in theirs)
    return 2 * both / all_of_them if all_of_them else 0.0


def _rarity(items: Iterable[Item]) -> dict[str, float]:
    """Return how much each pair of characters tells: 双拥 stands in every item and tells little."""
    spread = Counter(pair for item in items for pair in _pairs(_words(item)) | _pairs(plain(item.title)))
    most = max(spread.values(), default=1)
    return {pair: math.log(1 + most / count) for pair, count in spread.items()}


def _words(item: Item) -> str:
    return plain(item.text or item.title)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(max(1, len(text) - 1))) - {""}
