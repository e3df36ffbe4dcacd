"""An index in tantivy as it was when it was looked at: which pages answer a tree, all of them or the best."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from typing import Any, NamedTuple, cast

from tantivy import DocAddress, Query, Searcher

from index.engines import Order, PageHit
from index.engines.tantivy_queries import Translator, both_of, but_not, silent
from index.engines.tantivy_store import NUMBERS, TEXT, Store, entry, page_key, pairs_of
from index.entry import PageEntry, RecordEntry
from index.facets import Facet, facet_key
from index.query import Besides, Field, Near, Node, Span, positive_leaves
from index.ranking import NEAREST, Scale, near_enough, nearness, spread
from index.tokens import CELL_BORDER, count_grams, fold

MOST_COUNTED = 60_000
"""Records that tantivy counts at once; it refuses at 65,000."""

_TREES_KEPT = 4
_AT_FIRST = 84  # pages fetched beyond those wanted, so that equals at the end can be told apart
_DIGITS = 4  # of a score that count


class Found(NamedTuple):
    """A page that answers, and what orders it."""

    score: float
    address: DocAddress
    who: int
    rank: int
    ordinal: int
    day: int

    @property
    def page(self) -> tuple[int, int]:
        """What tells it from other pages."""
        return self.who, self.ordinal


def first(found: Iterable[Found], wanted: int, order: Order) -> list[Found]:
    """Return the first so many in order; equals stand by record and page."""

    def key(page: Found) -> tuple[float, float, int, int, int]:
        if order is Order.RELEVANCE:
            return -page.score, -page.day, page.rank, page.who, page.ordinal
        day = -page.day if order is Order.NEWEST else page.day or float("inf")
        return day, -page.score, page.rank, page.who, page.ordinal

    return nsmallest(wanted, found, key=key)


class State:
    """The index as it was when it was last looked at."""

    def __init__(self, searcher: Searcher, store: Store) -> None:
        """Look through this searcher."""
        self.searcher = searcher
        self.lists: dict[Node, tuple[list[Found], list[Found]]] = {}
        self.near: dict[Near, dict[tuple[int, int], float]] = {}
        self.records: Mapping[str, RecordEntry] | None = None
        self.translator = Translator(store.schema, self._values, self._pages)
        self._heads: dict[Node, tuple[int, list[Found]]] = {}
        self._keys: dict[Near, list[str]] = {}

    def found(self, query: Query, limit: int) -> tuple[int, list[Found]]:
        """Return how many pages answer and the best of them, without order among equals."""
        result = self.searcher.search(query, limit=limit, count=True)
        addresses = [address for _, address in result.hits]
        columns = [cast("list[int]", self.searcher.fast_field_values(name, addresses)) for name in NUMBERS[:4]]
        scores = [round(cast("float", score), _DIGITS) for score, _ in result.hits]
        return cast("int", result.count), list(map(Found, scores, addresses, *columns))  # type: ignore[attr-defined]  # its stubs forget count

    def every(self, query: Query) -> list[Found]:
        """Return all pages that answer."""
        total, found = self.found(query, _AT_FIRST)
        return found if total <= len(found) else self.found(query, total)[1]

    def speaking(self, tree: Node) -> list[Found]:
        """Return the pages of a tree, one a record of those for which only its fields speak."""
        query, leaves = self.translator.query(tree), list(positive_leaves(tree))
        if any(isinstance(leaf, Field | Span) for leaf in leaves):
            worded = silent(self.translator.worded(leaves))
            found = self.every(both_of(query, worded))
            spoken_for = {page.who for page in found}
            for page in sorted(self.every(but_not(query, worded)), key=lambda one: one.ordinal):
                if page.who not in spoken_for:
                    spoken_for.add(page.who)
                    found.append(page)
        else:
            found = self.every(query)
        questions = [self.near[leaf] for leaf in leaves if isinstance(leaf, Near)]
        if not questions:
            return found
        return [
            page._replace(score=round(page.score + sum(one.get(page.page, 0.0) for one in questions), _DIGITS))
            for page in found
        ]

    def both(self, tree: Node) -> tuple[list[Found], list[Found]]:
        """Return all pages that answer, and those that nearly do; of the last trees they are kept."""
        if tree not in self.lists:
            while len(self.lists) >= _TREES_KEPT:
                del self.lists[next(iter(self.lists))]
            exact = self.speaking(tree.exact if isinstance(tree, Besides) else tree)
            known = {page.page for page in exact}
            near = self.speaking(tree.near) if isinstance(tree, Besides) else []
            self.lists[tree] = exact, [page for page in near if page.page not in known]
        return self.lists[tree]

    def hit(self, found: Found, *, near: bool) -> PageHit:
        """Return what is shown of a page."""
        record, page = entry(self.searcher.doc(found.address))
        return PageHit(record=record, page=page.number, score=found.score, text=page.text, near=near)

    def best(self, tree: Node, wanted: int) -> tuple[int, list[Found]]:
        """Return how many pages answer and the first so many in order; only for trees that stand for themselves."""
        limit = wanted + _AT_FIRST
        while True:
            total, found = self._head(tree, limit)
            if total <= len(found) or not wanted or (len(found) > wanted and found[-1].score < found[wanted - 1].score):
                return total, first(found, wanted, Order.RELEVANCE)
            limit = min(max(limit, len(found)) * 8, total)

    def _head(self, tree: Node, limit: int) -> tuple[int, list[Found]]:
        """Return what `found` does, or more pages if the same was asked before: a search counts before it shows."""
        known = self._heads.get(tree)
        if known is None or len(known[1]) < min(limit, known[0]):
            while len(self._heads) >= _TREES_KEPT:
                del self._heads[next(iter(self._heads))]
            self._heads[tree] = self.found(self.translator.query(tree), limit)
        return self._heads[tree]

    def every_record(self) -> Mapping[str, RecordEntry]:
        """Return every record without its pages."""
        if self.records is None:
            firsts = self.every(self.translator.firsts())
            entries = (entry(self.searcher.doc(page.address))[0] for page in firsts)
            self.records = {one.id: one for one in entries}
        return self.records

    def pages_of(self, record_id: str) -> tuple[PageEntry, ...]:
        """Return the pages of a record in order."""
        found = self.every(self.translator.query(Field(Facet.RECORD, record_id)))
        ordered = sorted(found, key=lambda page: page.ordinal)
        return tuple(entry(self.searcher.doc(page.address))[1] for page in ordered)

    def names(self, tree: Node) -> Mapping[int, str]:
        """Return the ids of the records whose pages answer, by the numbers that stand for them."""
        counted = self._counted(
            self.translator.query(tree),
            {
                "records": {
                    "terms": {"field": str(Facet.RECORD), "size": MOST_COUNTED},
                    "aggs": {"who": {"min": {"field": "who"}}},
                }
            },
        )
        return {int(bucket["who"]["value"]): bucket["key"] for bucket in counted["records"]["buckets"]}

    def frequency(self, gram: str) -> int:
        """Return on how many pages a gram stands, withdrawn ones included."""
        return self.searcher.doc_freq(TEXT if len(gram) == 1 else pairs_of(TEXT), gram)

    def _values(self, field: str, prefix: str) -> Sequence[str]:
        return [value for value, _ in self.searcher.terms_with_prefix(field, prefix)]

    def _pages(self, near: Near) -> Sequence[str]:
        """Return the keys of the pages near a question; their scores are kept in `near`."""
        if near not in self._keys:
            self._keys[near], self.near[near] = self._nearest(near)
        return self._keys[near]

    def _nearest(self, near: Near) -> tuple[list[str], dict[tuple[int, int], float]]:
        counts = count_grams(spread(near.text))
        scale = self._scale()
        rarity = {gram: scale.rarity(self.frequency(gram)) for gram in counts}
        pairs = [gram for gram in rarity if len(gram) > 1]
        _, found = self.found(self.translator.sharing(pairs), NEAREST) if pairs else (0, [])
        keys: dict[tuple[int, int], str] = {}
        scored: dict[tuple[int, int], float] = {}
        for page in found:
            record, printed = entry(self.searcher.doc(page.address))
            keys[page.page] = page_key(record.id, page.ordinal)
            heading = () if page.ordinal else (record.title, record.doc_number, *record.issuers)
            folded = CELL_BORDER.join(facet_key(Facet.TITLE, part) for part in heading)
            scored[page.page] = nearness(scale, rarity, fold(printed.text), folded)
        enough = near_enough(scored)
        return [keys[page] for page in enough], enough

    def _scale(self) -> Scale:
        mean = self._counted(Query.all_query(), {"length": {"avg": {"field": "length"}}})["length"]["value"]
        return Scale(pages=self.searcher.num_docs, mean_length=max(cast("float | None", mean) or 1.0, 1.0))

    def _counted(self, query: Query, asked: dict[str, Any]) -> dict[str, dict[str, Any]]:
        return cast("dict[str, dict[str, Any]]", self.searcher.aggregate(query, asked))  # pyright: ignore[reportUnknownMemberType]  # its stubs say dict
