"""The engine that every archive has: pages in Whoosh segments, answered by `index.matching` and `index.ranking`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from heapq import nlargest
from itertools import chain
from pathlib import Path
from threading import RLock
from typing import cast

from index.engines import Hits, IndexDamagedError, Order, PageHit
from index.engines.batches import batches
from index.engines.merging import Extent, to_merge
from index.engines.whoosh_segments import MEASURES, SegmentPages, StoredPage
from index.engines.whoosh_store import Generation, Segment, Store, Writing
from index.entry import PageEntry, RecordEntry, day_of
from index.facets import Facet, facet_key
from index.grouping import best_page, by_record, first_pages, record_of
from index.matching import Postings, Where, answer, first_place
from index.query import Node
from index.ranking import Neighbours, Scale, scores
from index.tokens import CELL_BORDER, count_grams, fold

PAGES_PER_COMMIT = 2048
"""After so many pages a long run is committed. More take more memory, fewer leave more segments to search."""

_FIELDS = ("title", "doc_number", "issuers", "year", "items", "state", "kind", "date")
_TREES_KEPT = 4
_ATTEMPTS = 10  # at opening a generation that is replaced meanwhile
_DIGITS = 6  # of a score that count; below them lies the order in which it was summed up


class WhooshEngine:
    """Implements `index.engines.Engine` over a folder. Several threads may use it."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it need not exist yet."""
        self._store = Store(folder)
        self._lock = RLock()
        self._number = -1
        self._shelves: dict[str, _WhooshShelf] = {}
        self._scale = Scale(pages=0, mean_length=1.0)
        self._records: Mapping[str, RecordEntry] | None = None
        self._last: dict[Node, tuple[list[_Scored], list[_Scored]]] = {}

    def replace(self, records: Iterable[RecordEntry]) -> None:
        """Keep these records instead of what was kept under their ids; see `Engine.replace`."""
        for batch in batches(records, PAGES_PER_COMMIT):
            self._change(batch, {record.id for record in batch})

    def remove(self, record_ids: Iterable[str]) -> None:
        """Forget these records; see `Engine.remove`."""
        self._change((), set(record_ids))

    def search(self, tree: Node, *, limit: int, offset: int = 0, order: Order = Order.RELEVANCE) -> Hits:
        """Return the first pages; see `Engine.search`."""
        with self._lock:
            exact, near = self._scored(tree)
            first = _first(exact, offset + limit, order)
            first += _first(near, offset + limit - len(first), order)
            shown = enumerate(first[offset:], start=offset)
            pages = tuple(shelf.hit(place, score, near=n >= len(exact)) for n, (score, shelf, place) in shown)
            return Hits(total=len(exact) + len(near), pages=pages, near=len(near))

    def gather(
        self, tree: Node, *, ranks: range, pages_each: int, order: Order = Order.RELEVANCE
    ) -> Sequence[Sequence[PageHit]]:
        """Return answering records with their first pages; see `Engine.gather`."""
        with self._lock:
            exact, near = (by_record(scored) for scored in self._scored(tree))
            leaders = _first(list(map(best_page, exact.values())), ranks.stop, order)
            others = [best_page(pages) for record, pages in near.items() if record not in exact]
            leaders += _first(others, ranks.stop - len(leaders), order)
            return [
                [
                    shelf.hit(place, score, near=is_near)
                    for score, place, is_near in first_pages(exact.get(record, ()), near.get(record, ()), pages_each)
                ]
                for shelf, record in ((one[1], record_of(one)) for one in leaders[ranks.start : ranks.stop])
            ]

    def tally(self, tree: Node) -> Mapping[str, int]:
        """Return how many pages of each record answer; see `Engine.tally`."""
        with self._lock:
            answering = chain(*self._scored(tree))
            firsts = Counter((shelf, first_place(shelf, place)) for _, shelf, place in answering)
            return {shelf.record_id(first): count for (shelf, first), count in firsts.items()}

    def records(self) -> Mapping[str, RecordEntry]:
        """Return every record without its pages; see `Engine.records`."""
        with self._lock:
            shelves = self._refreshed()
            if self._records is None:
                every = (shelf.record(first) for shelf in shelves for first in shelf.first_places())
                self._records = {record.id: record for record in every}
            return self._records

    def pages(self, record_id: str) -> tuple[PageEntry, ...]:
        """Return the pages of a record; see `Engine.pages`."""
        with self._lock:
            return tuple(
                shelf.page(place)
                for shelf in self._refreshed()
                for place in shelf.postings(Where.RECORD, record_id).places
            )

    def frequency(self, gram: str) -> int:
        """Return on about how many pages a character or pair stands; see `Engine.frequency`."""
        with self._lock:
            return sum(shelf.frequency(Where.TEXT, gram) for shelf in self._refreshed())

    def size(self) -> int:
        """Return how many pages are kept."""
        with self._lock:
            return sum(len(shelf.ordinals) - len(shelf.withdrawn) for shelf in self._refreshed())

    def contents(self) -> Mapping[str, str]:
        """Return the fingerprint of every record, by record id."""
        with self._lock:
            return {
                shelf.record_id(place): shelf.fingerprint(place)
                for shelf in self._refreshed()
                for place in shelf.first_places()
            }

    def close(self) -> None:
        """Let go of all files; the engine opens them again when it is asked again."""
        with self._lock:
            for shelf in self._shelves.values():
                shelf.pages.close()
            self._shelves = {}
            self._records = None
            self._last = {}
            self._number = -1

    def _scored(self, tree: Node) -> tuple[list["_Scored"], list["_Scored"]]:
        """Return all places that answer, and those that do nearly; of the last trees they are kept."""
        shelves = self._refreshed()
        if tree not in self._last:
            nearness = Neighbours(shelves, self._scale)
            answers = [(shelf, answer(shelf, tree, nearness)) for shelf in shelves]
            while len(self._last) >= _TREES_KEPT:
                del self._last[next(iter(self._last))]
            exact: list[_Scored] = []
            near: list[_Scored] = []
            for (shelf, found), by_place in zip(answers, scores(answers, self._scale), strict=True):
                for place, score in by_place.items():
                    (near if place in found.near else exact).append((round(score, _DIGITS), shelf, place))
            self._last[tree] = exact, near
        return self._last[tree]

    def _refreshed(self) -> Sequence["_WhooshShelf"]:
        """Return the shelves of the newest generation; segments that stayed are not opened again."""
        attempt = 0
        while self._store.number() != self._number:
            attempt += 1
            try:
                self._take(self._store.newest())
            except FileNotFoundError as why:
                if attempt >= _ATTEMPTS:
                    raise _missing(why) from why
        return list(self._shelves.values())

    def _take(self, generation: Generation) -> None:
        shelves = {
            segment.name: _WhooshShelf(
                self._shelves[segment.name].pages if segment.name in self._shelves else self._store.open(segment),
                segment.withdrawn,
            )
            for segment in generation.segments
        }
        for name in self._shelves.keys() - shelves.keys():
            self._shelves[name].pages.close()
        self._shelves = shelves
        self._scale = Scale.of(list(shelves.values()))
        self._records = None
        self._last = {}
        self._number = generation.number

    def _opened(self, segment: Segment) -> SegmentPages:
        """Open a segment while this process writes and nobody else can have replaced it."""
        try:
            return self._store.open(segment)
        except FileNotFoundError as why:
            raise _missing(why) from why

    def _change(self, records: Sequence[RecordEntry], superseded: set[str]) -> None:
        """Make one generation in which `records` stand and what stood under the ids `superseded` does not."""
        with self._store.writing() as change, ExitStack() as opened:
            shelves: list[tuple[Segment, _WhooshShelf]] = []
            for segment in change.segments:
                pages = opened.enter_context(closing(self._opened(segment)))
                places = [place for name in superseded for place in pages.postings(Where.RECORD, name).places]
                change.withdraw(segment, places)
                shelves.append((segment, _WhooshShelf(pages, segment.withdrawn.union(places))))
            for record in records:
                _add(change, record)
            _merge(change, shelves)


def _missing(why: FileNotFoundError) -> IndexDamagedError:
    return IndexDamagedError(f"全文索引缺少文件：{why.filename}")


class _WhooshShelf:
    """A segment as `index.matching` sees it."""

    def __init__(self, pages: SegmentPages, withdrawn: frozenset[int]) -> None:
        self.pages = pages
        self.withdrawn = withdrawn
        self.ordinals: Sequence[int] = pages.postings(MEASURES, "ordinal").counts
        self.lengths: Sequence[int] = pages.postings(MEASURES, "length").counts
        self.days: Sequence[int] = pages.postings(MEASURES, "day").counts
        self.folded = pages.column("folded")
        self.heading = pages.column("heading")
        self._record_ids = pages.column("record")
        self._fingerprints = pages.column("fingerprint")

    def frequency(self, where: Where, term: str) -> int:
        return self.pages.frequency(where, term)

    def postings(self, where: Where, term: str) -> Postings:
        found = self.pages.postings(where, term)
        if self.withdrawn.isdisjoint(found.places):
            return found
        kept = [pair for pair in zip(found.places, found.counts, strict=True) if pair[0] not in self.withdrawn]
        return Postings([place for place, _ in kept], [count for _, count in kept])

    def values(self, where: Where, prefix: str) -> Iterator[str]:
        return self.pages.terms(where, prefix)

    def first_places(self) -> Iterator[int]:
        """Yield the place of each record's first page."""
        return (p for p, ordinal in enumerate(self.ordinals) if not ordinal and p not in self.withdrawn)

    def record_id(self, place: int) -> str:
        return self._record_ids(place).decode()

    def fingerprint(self, first: int) -> str:
        return self._fingerprints(first).decode()

    def order(self, place: int) -> tuple[str, int]:
        """Return what orders pages that are equal otherwise: by record, by page."""
        return self.record_id(place), self.ordinals[place]

    def rank(self, place: int, score: float, order: Order) -> tuple[float, float]:
        """Return what orders pages, the higher the earlier: first what was asked for, then what decides of equals."""
        day = self.days[place]
        if order is Order.RELEVANCE:
            return score, day
        return (-day or float("-inf")) if order is Order.OLDEST else day, score

    def hit(self, place: int, score: float, *, near: bool) -> PageHit:
        page, record = self.page(place), self.record(first_place(self, place))
        return PageHit(record=record, page=page.number, score=score, text=page.text, near=near)

    def page(self, place: int) -> PageEntry:
        stored = self.pages.stored(place)
        return PageEntry(number=cast("int", stored["page"]), text=cast("str", stored["text"]))

    def record(self, first: int, pages: tuple[PageEntry, ...] = ()) -> RecordEntry:
        """Return the record whose first page stands here, with `pages`."""
        fields = cast("dict[str, str | tuple[str, ...]]", self.pages.stored(first)["fields"])
        return RecordEntry(id=self.record_id(first), fingerprint=self.fingerprint(first), pages=pages, **fields)  # type: ignore[arg-type]  # written by _add

    def entries(self) -> Iterator[RecordEntry]:
        """Yield all records with their pages, as they were given."""
        for first in self.first_places():
            end = first + 1
            while end < len(self.ordinals) and self.ordinals[end]:
                end += 1
            yield self.record(first, tuple(self.page(place) for place in range(first, end)))


def _merge(change: Writing, shelves: Sequence[tuple[Segment, _WhooshShelf]]) -> None:
    extents = [Extent(segment.size, segment.size - len(shelf.withdrawn)) for segment, shelf in shelves]
    for number in to_merge(extents):
        segment, shelf = shelves[number]
        for record in shelf.entries():
            _add(change, record)
        change.drop(segment)


def _add(change: Writing, record: RecordEntry) -> None:
    """Append a record's pages. One without pages gets an empty first page, so that its fields are found."""
    heading = [facet_key(Facet.TITLE, part) for part in (record.title, record.doc_number, *record.issuers)]
    terms: dict[str, Mapping[str, int]] = {
        Where.RECORD: {record.id: 1},
        Where.YEAR: _values(Facet.YEAR, (record.year,)),
        Where.ITEM: _values(Facet.ITEM, record.items),
        Where.STATE: _values(Facet.STATE, (record.state,)),
        Where.KIND: _values(Facet.KIND, (record.kind,)),
    }
    for ordinal, page in enumerate(record.pages or (PageEntry(number=1, text=""),)):
        folded = fold(page.text)
        stored: dict[str, object] = {"page": page.number, "text": page.text}
        columns = {"folded": folded, "record": record.id}
        head: dict[str, int] = {}
        if not ordinal:
            stored["fields"] = {name: getattr(record, name) for name in _FIELDS}
            columns |= {"heading": CELL_BORDER.join(heading), "fingerprint": record.fingerprint}
            head = count_grams(columns["heading"])
        change.add(
            StoredPage(
                columns=columns,
                stored=stored,
                terms={**terms, Where.TEXT: count_grams(folded), Where.HEADING: head},
                measures={"ordinal": ordinal, "length": len(folded), "day": day_of(record.date)},
            )
        )


def _values(facet: Facet, values: Iterable[str]) -> dict[str, int]:
    return {key: 1 for value in values if (key := facet_key(facet, value))}


_Scored = tuple[float, _WhooshShelf, int]


def _first(scored: list[_Scored], wanted: int, order: Order) -> list[_Scored]:
    """Return the first so many in order; what decides of equals is read only where it decides."""
    if len(scored) > wanted:
        by_score = order is Order.RELEVANCE  # said apart because this is the common and the timed case
        ranks = [score if by_score else shelf.rank(place, score, order)[0] for score, shelf, place in scored]
        least = min(nlargest(wanted, ranks), default=float("inf"))
        scored = [one for one, rank in zip(scored, ranks, strict=True) if rank >= least]

    def key(one: _Scored) -> tuple[float, float, str, int]:
        score, shelf, place = one
        first, second = shelf.rank(place, score, order)
        return -first, -second, *shelf.order(place)

    return sorted(scored, key=key)[:wanted]
