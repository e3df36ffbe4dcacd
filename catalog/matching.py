"""Finding the patterns of the lexicon in a zone of text.

Whoever reads pictures misreads characters; in recognised text a long word may differ in one, unless that makes
another word of the table. A word inside the name of a body (退役军人 in 退役军人服务站) is not said of the matter.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from catalog.patterns import PAIR, Part, Pattern, WordIndex
from catalog.zones import SENTENCE_ENDS, Zone

NEAR = 24  # characters between two parts of a pattern
OFTEN = 40  # occurrences of one word that are looked at


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found: the words that stood there, the offset of the first, and how often."""

    pattern: Pattern
    words: tuple[str, ...]
    offset: int
    count: int

    @property
    def quoted(self) -> str:
        """The words as a clerk is shown them."""
        return "…".join(self.words)


Places = tuple[tuple[int, str], ...]


class Scan:
    """One zone searched for all words of an index at once."""

    def __init__(self, zone: Zone, words: WordIndex) -> None:
        """Find where each part stands; words inside a longer name of the index are not seen."""
        self.zone = zone
        self._index = words
        found = self._exact()
        if zone.noisy:
            found |= self._misread(found.keys())
        places: dict[Part, list[tuple[int, str]]] = {}
        for word, offsets in found.items():
            standing = [(at, word) for at in offsets]
            for part in words.parts[word]:
                places.setdefault(part, []).extend(standing)
        self._ends = sorted(at for end in SENTENCE_ENDS for at in _all(zone.text, end))
        self._parts: dict[Part, Places] = {part: tuple(sorted(at)) for part, at in places.items()}

    def find(self, patterns: Iterable[Pattern], *, in_title: bool = False) -> list[Hit]:
        """Return those patterns that stand in the zone; `title_only` patterns only where it is a title."""
        known = self._parts
        possible = [
            pattern
            for pattern in patterns
            if pattern.parts[0] in known and (len(pattern.parts) == 1 or all(part in known for part in pattern.parts))
        ]
        hits = (self._match(pattern) for pattern in possible if in_title or not pattern.title_only)
        return [hit for hit in hits if hit is not None]

    def knows(self, heads: Collection[Part]) -> bool:
        """Tell whether any of some patterns can stand in the zone, by the parts that they begin with."""
        return not self._parts.keys().isdisjoint(heads)

    def runs(self, words: Part) -> int:
        """Return how often some words stand in the zone; neighbours such as 退役 and 军人 count once together."""
        count, end = 0, -1
        for at, word in self._parts.get(words, ()):
            count += at > end
            end = max(end, at + len(word))
        return count

    def _match(self, pattern: Pattern) -> Hit | None:
        first, *others = (self._parts[part] for part in pattern.parts)
        if not others:
            at, word = first[0]
            return Hit(pattern, (word,), at, len(first))
        found = [match for start in first if (match := self._together(start, others)) is not None]
        if not found:
            return None
        return Hit(pattern, tuple(dict.fromkeys(word for _, word in found[0])), found[0][0][0], len(found))

    def _together(self, start: tuple[int, str], others: list[Places]) -> Places | None:
        """Return the first part with the nearest of each other part, in the order of the text, if all are near."""
        found = [start]
        for places in others:
            near = self._nearest(start, places)
            if near is None:
                return None
            found.append(near)
        return tuple(sorted(found))

    def _nearest(self, start: tuple[int, str], places: Places) -> tuple[int, str] | None:
        at = bisect_left(places, start)
        best: tuple[int, str] | None = None
        nearest = NEAR + len(start[1]) + 1
        for other in places[max(0, at - 1) : at + 2]:
            away = abs(other[0] - start[0])
            if (best is None or away < nearest) and self._near(*sorted((start, other))):
                best, nearest = other, away
        return best

    def _near(self, first: tuple[int, str], second: tuple[int, str]) -> bool:
        """Tell whether two words stand near each other within a sentence."""
        end = first[0] + len(first[1])
        if second[0] - end > NEAR:
            return False
        # a word may hold the mark of an end itself
        return bisect_left(self._ends, end) == bisect_left(self._ends, max(end, second[0]))

    def _exact(self) -> dict[str, list[int]]:
        text, starting = self.zone.text, self._index.starting
        found: dict[str, list[int]] = {}
        for at, character in enumerate(text):
            for word in starting.get(text[at : at + PAIR], ()):
                if text.startswith(word, at):
                    found.setdefault(word, []).append(at)
            # the last pair is a single character and was just looked up
            if at + 1 < len(text) and character in starting:
                found.setdefault(character, []).append(at)
        names = [(at, at + len(name)) for name in found.keys() & self._index.names for at in found[name]]
        if names:
            found = {word: _outside(names, offsets, len(word)) for word, offsets in found.items()}
        return {word: offsets[:OFTEN] for word, offsets in found.items() if offsets}

    def _misread(self, found: Collection[str]) -> dict[str, list[int]]:
        """Return the first place where a long word stands with one other character: one half is then unharmed."""
        misread: dict[str, list[int]] = {}
        halves = self._index.halves
        for pair in halves.keys() & self.zone.pairs:
            for word, start in halves[pair]:
                if word not in found:
                    at = self._alike(word, start)
                    if at is not None:
                        misread[word] = [min([at, *misread.get(word, ())])]
        return misread

    def _alike(self, word: str, start: int) -> int | None:
        """Return where a word stands whose half from `start` (the middle, or 0) is unharmed."""
        half = word[start:] if start else word[: len(word) // 2]
        at = self.zone.text.find(half) - start
        seen = self.zone.text[at : at + len(word)] if at >= 0 else ""
        # what is itself a word of the table was not misread
        return at if _differ_in_one(seen, word) and seen not in self._index.parts else None


def _all(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _outside(names: list[tuple[int, int]], offsets: list[int], length: int) -> list[int]:
    """Return the offsets of a word that do not lie inside a longer name."""
    return [
        at
        for at in offsets
        if not any(start <= at and at + length <= end and length < end - start for start, end in names)
    ]


def _differ_in_one(seen: str, word: str) -> bool:
    """Tell whether one inner character differs; another first or last one is mostly the neighbouring word's."""
    if len(seen) != len(word) or seen[0] != word[0] or seen[-1] != word[-1]:
        return False
    return sum(a != b for a, b in zip(seen, word, strict=True)) == 1
