"""Which pages answer a query tree, exactly: n-grams choose the candidates, the stored text decides.

A phrase of one or two characters is itself an n-gram, and its posting list is the answer. A longer one takes the
posting list of its rarest pair, narrows it by the next rare ones, and looks at the text of what is left. Reading the
positions of every pair instead costs a hundred times more where the pairs are common.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from index.facets import Facet
from index.query import And, Field, Leaf, Near, Node, Not, Or, Word, positive_leaves
from index.tokens import CELL_BORDER, grams, pairs

_ENOUGH = 64  # candidates that are sooner looked at than narrowed further
_WORTH_READING = 20  # a posting list this many times longer than the candidates narrows them too dearly
_PAIRS_WEIGHED = 64  # pairs of a very long phrase whose frequency is looked up
_LONGEST_GRAM = 2


class Where(StrEnum):
    """A dictionary of terms: the n-grams of page texts, those of record headings, or the values of a facet."""

    TEXT = "text"
    HEADING = "heading"
    RECORD = "record"
    YEAR = "year"
    ITEM = "item"
    STATE = "state"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Postings:
    """The places of a shelf where a term stands, ascending, and how often it stands there."""

    places: Sequence[int] = ()
    counts: Sequence[int] = ()


class Shelf(Protocol):
    """A part of the index: pages at places 0, 1, 2 …, a record's pages side by side in order.

    The heading of a record (title, number, issuers, each folded, separated by tabs) stands at its first page.
    """

    @property
    def ordinals(self) -> Sequence[int]:
        """For each place how many pages of the same record stand before it."""
        ...

    @property
    def lengths(self) -> Sequence[int]:
        """For each place the number of folded characters."""
        ...

    @property
    def withdrawn(self) -> frozenset[int]:
        """Places whose pages no longer count."""
        ...

    def frequency(self, where: Where, term: str) -> int:
        """Return at how many places the term stands, withdrawn ones included."""
        ...

    def postings(self, where: Where, term: str) -> Postings:
        """Return the places of a term, withdrawn ones left out."""
        ...

    def folded(self, place: int, /) -> bytes:
        """Return the folded text of a page in UTF-8."""
        ...

    def heading(self, place: int, /) -> bytes:
        """Return the folded heading of the record whose first page stands here, in UTF-8."""
        ...


@dataclass(slots=True)
class LeafPages:
    """Where a leaf of the query is true: how often (or how strongly) in the text, and by the record's heading."""

    text: dict[int, float] = field(default_factory=dict)
    headings: dict[int, float] = field(default_factory=dict)

    @property
    def places(self) -> set[int]:
        """All places where the leaf is true; a heading speaks for the record's first page."""
        return self.text.keys() | self.headings.keys()


@dataclass(slots=True)
class Answer:
    """The places of a shelf that answer, and what each positive leaf said about them."""

    places: set[int]
    leaves: dict[Leaf, LeafPages]


class Nearness(Protocol):
    """Finds the pages that share enough with a question; see `index.ranking`."""

    def __call__(self, shelf: Shelf, near: Near) -> LeafPages:
        """Return the pages of the shelf that are near enough."""
        ...


def answer(shelf: Shelf, tree: Node, nearness: Nearness) -> Answer:
    """Return which pages of the shelf answer the tree."""
    evaluation = _Evaluation(shelf, nearness)
    places = evaluation.places(tree)
    leaves = {leaf: evaluation.leaf(leaf) for leaf in positive_leaves(tree)}
    if any(isinstance(leaf, Field) for leaf in leaves):
        places = _one_for_fields(shelf, places, leaves)
    return Answer(places=places, leaves=leaves)


def first_place(shelf: Shelf, place: int) -> int:
    """Return the place of the first page of the record that this page belongs to."""
    return place - shelf.ordinals[place]


def places_with(shelf: Shelf, where: Where, phrase: str) -> dict[int, float]:
    """Return the places whose text or heading holds the folded phrase, and how often."""
    if len(phrase) <= _LONGEST_GRAM and CELL_BORDER not in phrase:
        found = shelf.postings(where, phrase)
        return dict(zip(found.places, found.counts, strict=True))
    content = shelf.folded if where is Where.TEXT else shelf.heading
    needle = phrase.encode()
    counted = ((place, content(place).count(needle)) for place in _candidates(shelf, where, phrase))
    return {place: count for place, count in counted if count}


def _candidates(shelf: Shelf, where: Where, phrase: str) -> set[int]:
    """Return a superset, mostly a close one, of the places that hold the phrase."""
    terms = pairs(phrase)[:_PAIRS_WEIGHED] or list(dict.fromkeys(gram.text for gram in grams(phrase)))
    weighed = sorted((shelf.frequency(where, term), term) for term in terms)
    if weighed[0][0] == 0:
        return set()
    candidates = set(shelf.postings(where, weighed[0][1]).places)
    for frequency, term in weighed[1:]:
        if len(candidates) <= _ENOUGH or frequency > _WORTH_READING * len(candidates):
            break
        candidates.intersection_update(shelf.postings(where, term).places)
    return candidates


class _Evaluation:
    """Evaluates one tree over one shelf; a leaf that occurs twice is read once."""

    def __init__(self, shelf: Shelf, nearness: Nearness) -> None:
        self._shelf = shelf
        self._nearness = nearness
        self._leaves: dict[Leaf, LeafPages] = {}

    def places(self, node: Node) -> set[int]:
        if isinstance(node, And):
            return self._all_of(node)
        if isinstance(node, Or):
            return {place for part in node.parts for place in self.places(part)}
        if isinstance(node, Not):
            return self._everything() - self.places(node.part)
        return self.leaf(node).places

    def leaf(self, node: Leaf) -> LeafPages:
        """Return the pages of a leaf."""
        if node not in self._leaves:
            if isinstance(node, Word):
                self._leaves[node] = self._word(node)
            elif isinstance(node, Near):
                self._leaves[node] = self._nearness(self._shelf, node)
            else:
                self._leaves[node] = self._field(node)
        return self._leaves[node]

    def _everything(self) -> set[int]:
        return set(range(len(self._shelf.ordinals))) - self._shelf.withdrawn

    def _all_of(self, node: And) -> set[int]:
        wanted = [part for part in node.parts if not isinstance(part, Not)]
        places = self.places(wanted[0]) if wanted else self._everything()
        for part in wanted[1:]:
            places = places & self.places(part)
        for unwanted in node.parts:
            if isinstance(unwanted, Not):
                places = places - self.places(unwanted.part)
        return places

    def _word(self, word: Word) -> LeafPages:
        in_text = places_with(self._shelf, Where.TEXT, word.text)
        if CELL_BORDER in word.text:  # the tabs of a heading separate its fields
            return LeafPages(text=in_text)
        return LeafPages(text=in_text, headings=places_with(self._shelf, Where.HEADING, word.text))

    def _field(self, asked: Field) -> LeafPages:
        shelf = self._shelf
        literal = places_with(shelf, Where.TEXT, asked.literal) if asked.literal else {}
        if asked.facet.is_text:
            needle = asked.value.encode()
            firsts = [
                place
                for place in places_with(shelf, Where.HEADING, asked.value)
                if any(needle in part for part in _heading_parts(shelf.heading(place), asked.facet))
            ]
            members: Iterable[int] = (place for first in firsts for place in _record_places(shelf, first))
        else:
            members = shelf.postings(Where(asked.facet.value), asked.value).places
        return LeafPages(text=literal, headings=dict.fromkeys(members, 1.0))


def _heading_parts(heading: bytes, facet: Facet) -> list[bytes]:
    title, number, *issuers = heading.split(CELL_BORDER.encode())
    return {Facet.TITLE: [title], Facet.NUMBER: [number]}.get(facet, issuers)


def _record_places(shelf: Shelf, first: int) -> Iterable[int]:
    yield first
    place = first + 1
    while place < len(shelf.ordinals) and shelf.ordinals[place]:
        yield place
        place += 1


def _one_for_fields(shelf: Shelf, places: set[int], leaves: dict[Leaf, LeafPages]) -> set[int]:
    """Return the places without those pages for which nothing speaks but a field of their record.

    A field is true of all pages of its record, and a clerk who asks only for `年度:2023` wants each record once. The
    record keeps the first of its pages, unless words already found one.
    """
    worded: set[int] = set()
    for leaf, pages in leaves.items():
        worded |= pages.text.keys() if isinstance(leaf, Field) else pages.places
    kept = places & worded
    spoken_for = {first_place(shelf, place) for place in kept}
    for place in sorted(places - worded):
        if first_place(shelf, place) not in spoken_for:
            spoken_for.add(first_place(shelf, place))
            kept.add(place)
    return kept
