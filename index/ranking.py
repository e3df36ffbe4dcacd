"""How good an answer a page is: BM25 over the leaves of the query, a record's heading weighing more than its text.

S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework, 2009. Questions in everyday words are ranked by the
characters and pairs of characters that a page shares with them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from index.matching import Answer, LeafPages, Shelf, Where, first_place
from index.query import Field, Near, Node
from index.tokens import count_grams, fold_phrase

_SATURATION = 1.2  # k1
_LENGTH_WEIGHT = 0.9  # b
_HEADING_WEIGHT = 2.0  # a word in the heading counts as a page full of it, twice
_NEAR_HEADING_WEIGHT = 0.5  # the headings of laws are alike, those of a question's neighbours too

NEAR_SHARE = 0.2
"""What a page must share with a question at least, as a part of the weight of all its pairs."""
_RESCORED = 200  # pages whose single characters are weighed too; these are the common and costly ones
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
    frequencies: dict[Node, int] = {}
    for _, found in answers:
        for leaf, pages in found.leaves.items():
            frequencies[leaf] = frequencies.get(leaf, 0) + len(pages.places)
    return [_shelf_scores(shelf, found, scale, frequencies) for shelf, found in answers]


def _shelf_scores(shelf: Shelf, found: Answer, scale: Scale, frequencies: Mapping[Node, int]) -> dict[int, float]:
    total = dict.fromkeys(found.places, 0.0)
    for leaf, pages in found.leaves.items():
        if isinstance(leaf, Field):
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
        self._shelves = shelves
        self._scale = scale
        self._weights: dict[Near, tuple[dict[str, float], dict[str, float]]] = {}

    def __call__(self, shelf: Shelf, near: Near) -> LeafPages:
        """Return the pages of one shelf that are near enough, with their scores in `text`."""
        if near not in self._weights:
            self._weights[near] = self._weigh(near)
        singles, pairs = self._weights[near]
        shared: dict[int, float] = {}
        scored: dict[int, float] = {}
        for pair, rarity in pairs.items():
            self._add(shelf, pair, rarity, shared, scored)
        least = NEAR_SHARE * sum(pairs.values())
        kept = {place: scored[place] for place, share in shared.items() if share >= least}
        best = sorted(kept, key=lambda place: (-kept[place], place))[:_RESCORED]
        for place in best:
            kept[place] += self._single_score(shelf, place, singles)
        return LeafPages(text=kept)

    def _weigh(self, near: Near) -> tuple[dict[str, float], dict[str, float]]:
        """Return the rarities of the single characters and of the pairs of a question, punctuation left out."""
        counts = count_grams("\t".join(_spread(text) for text in near.texts))
        rarity = {
            gram: self._scale.rarity(sum(shelf.frequency(Where.TEXT, gram) for shelf in self._shelves))
            for gram in counts
        }
        return (
            {gram: weight for gram, weight in rarity.items() if len(gram) == 1},
            {gram: weight for gram, weight in rarity.items() if len(gram) > 1},
        )

    def _add(self, shelf: Shelf, pair: str, rarity: float, shared: dict[int, float], scored: dict[int, float]) -> None:
        fullness, lengths = self._scale.fullness, shelf.lengths
        found = shelf.postings(Where.TEXT, pair)
        for place, count in zip(found.places, found.counts, strict=True):
            shared[place] = shared.get(place, 0.0) + rarity
            scored[place] = scored.get(place, 0.0) + rarity * fullness(count, lengths[place])
        for first in shelf.postings(Where.HEADING, pair).places:
            shared[first] = shared.get(first, 0.0) + rarity
            scored[first] = scored.get(first, 0.0) + rarity * _NEAR_HEADING_WEIGHT

    def _single_score(self, shelf: Shelf, place: int, singles: Mapping[str, float]) -> float:
        text = shelf.folded(place).decode()
        length = shelf.lengths[place]
        return sum(
            rarity * self._scale.fullness(text.count(character), length)
            for character, rarity in singles.items()
            if character in text
        )


def _spread(text: str) -> str:
    """Return a folded question with tabs for its punctuation, so that no pair reaches across."""
    return fold_phrase("".join("\t" if character in _PUNCTUATION else character for character in text))
