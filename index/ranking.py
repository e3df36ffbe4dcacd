"""How good an answer a page is: BM25 over the leaves of the query, a record's heading weighing more than its text.

S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework, 2009. Questions in everyday words are ranked by the
characters and pairs of characters that a page shares with them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import log
from typing import TypeVar

from index.matching import Answer, LeafPages, Shelf, Where, first_place
from index.query import Field, Leaf, Near, Span
from index.tokens import count_grams, fold_phrase

_SATURATION = 1.2  # k1
_LENGTH_WEIGHT = 0.9  # b
_HEADING_WEIGHT = 2.0  # a word in the heading counts as a page full of it, twice
_NEAR_HEADING_WEIGHT = 0.5  # the headings of laws are alike, those of a question's neighbours too

NEAR_SHARE = 0.3
"""How near a page must come to a question at least, as a part of what the nearest page reaches."""
NEAREST = 200
"""Pages that are near a question at most: their single characters are weighed too, the common and costly ones."""

_PUNCTUATION = "。，、；：？！,.;:?!()\"'-~·<>《》…"


@dataclass(frozen=True, slots=True)
class Scale:
    """What scores are relative to: how many pages there are and their mean length in folded characters."""

    pages: int
    mean_length: float

    @classmethod
    def of(cls, shelves: Sequence[Shelf]) -> "Scale":
        """Measure all shelves."""
        pages = sum(len(shelf.ordinals) - len(shelf.withdrawn) for shelf in shelves)
        length = sum(sum(shelf.lengths) - sum(shelf.lengths[place] for place in shelf.withdrawn) for shelf in shelves)
        return cls(pages=pages, mean_length=max(length / pages, 1.0) if pages else 1.0)

    def rarity(self, frequency: int) -> float:
        """Return the inverse document frequency of what stands on so many pages; always above 0."""
        return log(1 + (max(self.pages - frequency, 0) + 0.5) / (frequency + 0.5))

    def fullness(self, count: float, length: int) -> float:
        """Return how much a page of this length is about what stands on it `count` times, from 0 to 2.2."""
        norm = _SATURATION * (1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * length / self.mean_length)
        return count * (_SATURATION + 1) / (count + norm)


def scores(answers: Sequence[tuple[Shelf, Answer]], scale: Scale) -> list[dict[int, float]]:
    """Return the score of every answering page, one mapping from place to score for each shelf."""
    frequencies: dict[Leaf, int] = {}
    for _, found in answers:
        for leaf, pages in found.leaves.items():
            frequencies[leaf] = frequencies.get(leaf, 0) + len(pages.places)
    return [_shelf_scores(shelf, found, scale, frequencies) for shelf, found in answers]


def _shelf_scores(shelf: Shelf, found: Answer, scale: Scale, frequencies: Mapping[Leaf, int]) -> dict[int, float]:
    total = dict.fromkeys(found.places, 0.0)
    for leaf, pages in found.leaves.items():
        if isinstance(leaf, Field | Span):
            continue
        if isinstance(leaf, Near):
            gained = {place: pages.text.get(place, 0.0) for place in found.places}
        else:
            gained = _word_scores(shelf, found.places, pages, scale, scale.rarity(frequencies[leaf]))
        for place, score in gained.items():
            total[place] += score
    return total


def _word_scores(shelf: Shelf, places: set[int], pages: LeafPages, scale: Scale, rarity: float) -> dict[int, float]:
    lengths, text, headings = shelf.lengths, pages.text, pages.headings
    fullness = scale.fullness
    gained = {place: rarity * fullness(text[place], lengths[place]) for place in places if place in text}
    if headings:
        bonus = rarity * _HEADING_WEIGHT
        for place in places:
            if first_place(shelf, place) in headings:
                gained[place] = gained.get(place, 0.0) + bonus
    return gained


class Neighbours:
    """Finds pages near a question, over shelves that are ranked together."""

    def __init__(self, shelves: Sequence[Shelf], scale: Scale) -> None:
        """Take the shelves; nothing is read before a question comes."""
        self._shelves = shelves
        self._scale = scale
        self._found: dict[Near, dict[int, dict[int, float]]] = {}

    def __call__(self, shelf: Shelf, near: Near) -> LeafPages:
        """Return the pages of one of the shelves that are near enough, with their scores in `text`."""
        if near not in self._found:
            self._found[near] = self._ask(near)
        return LeafPages(text=self._found[near].get(self._shelves.index(shelf), {}))

    def _ask(self, near: Near) -> dict[int, dict[int, float]]:
        """Return the scores of the pages near enough: by the shelf's number, then by place."""
        counts = count_grams(spread(near.text))
        rarity = {
            gram: self._scale.rarity(sum(shelf.frequency(Where.TEXT, gram) for shelf in self._shelves))
            for gram in counts
        }
        scored = {
            (number, place): score
            for number, shelf in enumerate(self._shelves)
            for place, score in self._by_pairs(shelf, rarity).items()
        }
        nearest = nsmallest(NEAREST, scored, key=lambda page: (-scored[page], page))
        weighed = {
            (number, place): scored[number, place] + self._by_characters(self._shelves[number], place, rarity)
            for number, place in nearest
        }
        found: dict[int, dict[int, float]] = {}
        for (number, place), score in near_enough(weighed).items():
            found.setdefault(number, {})[place] = score
        return found

    def _by_pairs(self, shelf: Shelf, rarity: Mapping[str, float]) -> dict[int, float]:
        fullness, lengths = self._scale.fullness, shelf.lengths
        scored: dict[int, float] = {}
        for gram, weight in rarity.items():
            if len(gram) == 1:
                continue
            found = shelf.postings(Where.TEXT, gram)
            for place, count in zip(found.places, found.counts, strict=True):
                scored[place] = scored.get(place, 0.0) + weight * fullness(count, lengths[place])
            for first in shelf.postings(Where.HEADING, gram).places:
                scored[first] = scored.get(first, 0.0) + weight * _NEAR_HEADING_WEIGHT
        return scored

    def _by_characters(self, shelf: Shelf, place: int, rarity: Mapping[str, float]) -> float:
        text, length = shelf.folded(place).decode(), shelf.lengths[place]
        return sum(
            weight * self._scale.fullness(text.count(gram), length)
            for gram, weight in rarity.items()
            if len(gram) == 1 and gram in text
        )


def nearness(scale: Scale, rarity: Mapping[str, float], text: str, heading: str) -> float:
    """Return how near a page comes to a question of these grams; text and heading are folded."""
    in_text = sum(
        weight * scale.fullness(text.count(gram), len(text)) for gram, weight in rarity.items() if gram in text
    )
    in_heading = sum(weight for gram, weight in rarity.items() if len(gram) > 1 and gram in heading)
    return in_text + in_heading * _NEAR_HEADING_WEIGHT


Page = TypeVar("Page")


def near_enough(scored: Mapping[Page, float]) -> dict[Page, float]:
    """Return the pages that reach `NEAR_SHARE` of what the nearest does."""
    least = NEAR_SHARE * max(scored.values(), default=0.0)
    return {page: score for page, score in scored.items() if score >= least}


def spread(text: str) -> str:
    """Return a folded question with tabs for its punctuation, so that no pair reaches across."""
    return fold_phrase("".join("\t" if character in _PUNCTUATION else character for character in text))
