"""Which pages answer a query tree, exactly: n-grams choose the candidates, the stored text decides.

A phrase of one or two characters is itself an n-gram, and its posting list is the answer. A longer one takes the
posting list of its rarest pair, narrows it by the next rare ones, and looks at the text of what is left. Reading the
positions of every pair instead costs a hundred times more where the pairs are common.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from index.facets import Facet
from index.misreading import ANY, forms
from index.numerals import spellings
from index.query import And, Besides, Field, Leaf, Misread, Near, Node, Not, Or, Span, Word, positive_leaves
from index.tokens import CELL_BORDER, pairs

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

    @property
    def days(self) -> Sequence[int]:
        """For each place the date of its record as a number such as 20230801, 0 where it has none."""
        ...

    def values(self, where: Where, prefix: str) -> Iterable[str]:
        """Return the terms that begin so; meant for the small dictionaries, the values of a facet."""
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
    """The places of a shelf that answer, what each positive leaf said about them, and those that are only near."""

    places: set[int]
    leaves: dict[Leaf, LeafPages]
    near: set[int]


class Nearness(Protocol):
    """Finds the pages that share enough with a question; see `index.ranking`."""

    def __call__(self, shelf: Shelf, near: Near) -> LeafPages:
        """Return the pages of the shelf that are near enough."""
        ...


def answer(shelf: Shelf, tree: Node, nearness: Nearness) -> Answer:
    """Return which pages of the shelf answer the tree."""
    evaluation = _Evaluation(shelf, nearness)
    exact, near = (tree.exact, tree.near) if isinstance(tree, Besides) else (tree, tree)
    places = _speaking(evaluation, exact)
    if exact is not near:
        more = _speaking(evaluation, near) - places
        return Answer(places=places | more, leaves=_leaves(evaluation, near), near=more)
    return Answer(places=places, leaves=_leaves(evaluation, exact), near=set())


def _leaves(evaluation: "_Evaluation", tree: Node) -> dict[Leaf, LeafPages]:
    return {leaf: evaluation.leaf(leaf) for leaf in positive_leaves(tree)}


def _speaking(evaluation: "_Evaluation", tree: Node) -> set[int]:
    """Return the places of the tree, one a record of those for which only its fields speak."""
    places, leaves = evaluation.places(tree), _leaves(evaluation, tree)
    if any(isinstance(leaf, Field | Span) for leaf in leaves):
        return _one_for_fields(evaluation.shelf, places, leaves)
    return places


def first_place(shelf: Shelf, place: int) -> int:
    """Return the place of the first page of the record that this page belongs to."""
    return place - shelf.ordinals[place]


def places_with(shelf: Shelf, where: Where, phrase: str) -> dict[int, float]:
    """Return the places whose text or heading holds the folded phrase, its numbers spelled anyhow, and how often."""
    return _added(_places_of(shelf, where, spelled) for spelled in spellings(phrase))


def places_misread(shelf: Shelf, where: Where, phrase: str) -> dict[int, float]:
    """Return the places as `places_with` does, those with one character misread among them."""
    misread = (_places_of(shelf, where, form) for form in forms(phrase)[1:])
    return _added((places_with(shelf, where, phrase), *misread))


def _added(parts: Iterable[dict[int, float]]) -> dict[int, float]:
    total: dict[int, float] = {}
    for part in parts:
        if not total:
            total = part
            continue
        for place, count in part.items():
            total[place] = total.get(place, 0.0) + count
    return total


def _places_of(shelf: Shelf, where: Where, phrase: str) -> dict[int, float]:
    """Return the places that hold the phrase just so, `ANY` in it standing for any one character."""
    if len(phrase) <= _LONGEST_GRAM and CELL_BORDER not in phrase:
        found = shelf.postings(where, phrase)
        return dict(zip(found.places, found.counts, strict=True))
    content = shelf.folded if where is Where.TEXT else shelf.heading
    candidates = _candidates(shelf, where, phrase)
    if ANY in phrase:
        pattern = re.compile(re.escape(phrase).replace(re.escape(ANY), "[^\t]"))
        matched = ((place, len(pattern.findall(content(place).decode()))) for place in candidates)
        return {place: count for place, count in matched if count}
    needle = phrase.encode()
    counted = ((place, content(place).count(needle)) for place in candidates)
    return {place: count for place, count in counted if count}


def _candidates(shelf: Shelf, where: Where, phrase: str) -> set[int]:
    """Return a superset, mostly a close one, of the places that hold the phrase."""
    known = phrase.replace(ANY, CELL_BORDER)  # no pair reaches across either
    alone = [part for part in known.split(CELL_BORDER) if len(part) == 1]
    terms = pairs(known)[:_PAIRS_WEIGHED] + list(dict.fromkeys(alone))
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
        self.shelf = shelf
        self._nearness = nearness
        self._leaves: dict[Leaf, LeafPages] = {}

    def places(self, node: Node) -> set[int]:
        if isinstance(node, And):
            return self._all_of(node)
        if isinstance(node, Or):
            return {place for part in node.parts for place in self.places(part)}
        if isinstance(node, Not):
            return self._everything() - self.places(node.part)
        if isinstance(node, Besides):
            return self.places(node.near)
        return self.leaf(node).places

    def leaf(self, node: Leaf) -> LeafPages:
        """Return the pages of a leaf."""
        if node not in self._leaves:
            if isinstance(node, Word | Misread):
                self._leaves[node] = self._word(node)
            elif isinstance(node, Span):
                self._leaves[node] = self._span(node)
            elif isinstance(node, Near):
                self._leaves[node] = self._nearness(self.shelf, node)
            else:
                self._leaves[node] = self._field(node)
        return self._leaves[node]

    def _everything(self) -> set[int]:
        return set(range(len(self.shelf.ordinals))) - self.shelf.withdrawn

    def _all_of(self, node: And) -> set[int]:
        wanted = [part for part in node.parts if not isinstance(part, Not)]
        places = self.places(wanted[0]) if wanted else self._everything()
        for part in wanted[1:]:
            places = places & self.places(part)
        for unwanted in node.parts:
            if isinstance(unwanted, Not):
                places = places - self.places(unwanted.part)
        return places

    def _word(self, word: Word | Misread) -> LeafPages:
        search = places_with if isinstance(word, Word) else places_misread
        in_text = search(self.shelf, Where.TEXT, word.text)
        if CELL_BORDER in word.text:  # the tabs of a heading separate its fields
            return LeafPages(text=in_text)
        return LeafPages(text=in_text, headings=search(self.shelf, Where.HEADING, word.text))

    def _field(self, asked: Field) -> LeafPages:
        shelf = self.shelf
        members: Iterable[int]
        if asked.facet.is_text:
            firsts = [
                place
                for place in places_with(shelf, Where.HEADING, asked.value)
                if _names(_heading_parts(shelf.heading(place), asked.facet), asked.value)
            ]
            members = (place for first in firsts for place in _record_places(shelf, first))
        else:
            where = Where(asked.facet.value)
            values = shelf.values(where, asked.value) if asked.prefix else (asked.value,)
            members = (place for value in values for place in shelf.postings(where, value).places)
        return LeafPages(text=self._literal(asked.literal), headings=dict.fromkeys(members, 1.0))

    def _span(self, asked: Span) -> LeafPages:
        withdrawn = self.shelf.withdrawn
        members = [
            place
            for place, day in enumerate(self.shelf.days)
            if asked.since <= day <= asked.until and place not in withdrawn
        ]
        return LeafPages(text=self._literal(asked.literal), headings=dict.fromkeys(members, 1.0))

    def _literal(self, text: str) -> dict[int, float]:
        return places_with(self.shelf, Where.TEXT, text) if text else {}


def _names(parts: list[bytes], value: str) -> bool:
    return any(spelled.encode() in part for spelled in spellings(value) for part in parts)


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
        worded |= pages.text.keys() if isinstance(leaf, Field | Span) else pages.places
    kept = places & worded
    spoken_for = {first_place(shelf, place) for place in kept}
    for place in sorted(places - worded):
        if first_place(shelf, place) not in spoken_for:
            spoken_for.add(first_place(shelf, place))
            kept.add(place)
    return kept
