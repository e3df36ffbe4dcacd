"""The engine for large archives: tantivy finds and ranks pages; what its ranking leaves open is decided here.

It is true of the same pages as `index.matching`, by other means. BM25 has tantivy's own weights; pages near a question
are chosen by it and then weighed as `index.ranking` does.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import RLock

from tantivy import Index

from index.engines import Hits, Order, PageHit
from index.engines.batches import batches
from index.engines.tantivy_state import MOST_COUNTED, Found, State, first
from index.engines.tantivy_store import Store, damage, documents, who
from index.entry import PageEntry, RecordEntry
from index.facets import Facet
from index.query import Besides, Field, Near, Node, Span, positive_leaves

PAGES_PER_COMMIT = 16384
"""After so many pages a long run is committed."""

_NOTHING: Mapping[str, RecordEntry] = {}


class TantivyEngine:
    """Implements `index.engines.Engine` over a folder. Several threads may use it."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it need not exist yet."""
        self._store = Store(folder)
        self._lock = RLock()
        self._seen: object = None
        self._index: Index | None = None
        self._kept: State | None = None

    def replace(self, records: Iterable[RecordEntry]) -> None:
        """Keep these records instead of what was kept under their ids; see `Engine.replace`."""
        for batch in batches(records, PAGES_PER_COMMIT):
            self._change(batch, [record.id for record in batch])

    def remove(self, record_ids: Iterable[str]) -> None:
        """Forget these records; see `Engine.remove`."""
        names = list(record_ids)
        if names and self._store.exists():
            self._change((), names)

    def search(self, tree: Node, *, limit: int, offset: int = 0, order: Order = Order.RELEVANCE) -> Hits:
        """Return the first pages; see `Engine.search`."""
        with self._lock, damage(self._store.folder):
            state = self._refreshed()
            if state is None:
                return Hits(total=0, pages=())
            wanted = offset + limit
            if order is Order.RELEVANCE and _is_plain(tree):
                total, best = state.best(tree, wanted)
                return Hits(total=total, pages=tuple(state.hit(page, near=False) for page in best[offset:]))
            exact, near = state.both(tree)
            shown = [(page, False) for page in first(exact, wanted, order)]
            shown += [(page, True) for page in first(near, wanted - len(shown), order)]
            pages = tuple(state.hit(page, near=is_near) for page, is_near in shown[offset:])
            return Hits(total=len(exact) + len(near), pages=pages, near=len(near))

    def gather(
        self, tree: Node, *, ranks: range, pages_each: int, order: Order = Order.RELEVANCE
    ) -> Sequence[Sequence[PageHit]]:
        """Return answering records with their first pages; see `Engine.gather`."""
        with self._lock, damage(self._store.folder):
            state = self._refreshed()
            if state is None:
                return []
            exact, near = (_by_record(pages) for pages in state.both(tree))
            leaders = first(map(_best, exact.values()), ranks.stop, order)
            others = (_best(pages) for record, pages in near.items() if record not in exact)
            leaders += first(others, ranks.stop - len(leaders), order)
            return [
                [state.hit(page, near=is_near) for page, is_near in _first_of(one.who, exact, near, pages_each)]
                for one in leaders[ranks.start : ranks.stop]
            ]

    def tally(self, tree: Node) -> Mapping[str, int]:
        """Return how many pages of each record answer; see `Engine.tally`."""
        with self._lock, damage(self._store.folder):
            state = self._refreshed()
            if state is None:
                return {}
            counts = Counter(page.who for part in state.both(tree) for page in part)
            names = state.names(tree) if len(counts) < MOST_COUNTED else {who(name): name for name in self.records()}
            return {names[number]: count for number, count in counts.items()}

    def records(self) -> Mapping[str, RecordEntry]:
        """Return every record without its pages; see `Engine.records`."""
        with self._lock, damage(self._store.folder):
            state = self._refreshed()
            return state.every_record() if state else _NOTHING

    def pages(self, record_id: str) -> tuple[PageEntry, ...]:
        """Return the pages of a record; see `Engine.pages`."""
        with self._lock, damage(self._store.folder):
            state = self._refreshed()
            return state.pages_of(record_id) if state else ()

    def frequency(self, gram: str) -> int:
        """Return on about how many pages a character or pair stands; see `Engine.frequency`."""
        with self._lock, damage(self._store.folder):
            state = self._refreshed()
            return state.frequency(gram) if state else 0

    def size(self) -> int:
        """Return how many pages are kept."""
        with self._lock, damage(self._store.folder):
            state = self._refreshed()
            return state.searcher.num_docs if state else 0

    def contents(self) -> Mapping[str, str]:
        """Return the fingerprint of every record, by record id."""
        return {name: record.fingerprint for name, record in self.records().items()}

    def close(self) -> None:
        """Let go of all files; the engine opens them again when it is asked again."""
        with self._lock:
            self._index = self._kept = self._seen = None

    def _refreshed(self) -> "State | None":
        """Return the newest state, None while nothing was ever written."""
        seen = self._store.stamp()
        if seen is None:
            self.close()
        elif seen != self._seen or self._kept is None:
            if self._index is None:
                self._index = self._store.open()
            self._index.reload()
            self._kept, self._seen = State(self._index.searcher(), self._store), seen
        return self._kept

    def _change(self, records: Sequence[RecordEntry], superseded: Sequence[str]) -> None:
        """Make one generation in which `records` stand and what stood under the ids `superseded` does not."""
        with self._lock, self._store.writing() as writer:
            for name in superseded:
                writer.delete_documents_by_term(str(Facet.RECORD), name)
            for record in records:
                for document in documents(record):
                    writer.add_document(document)


def _is_plain(tree: Node) -> bool:
    """Whether tantivy's own order is the answer's: no fields, nothing near."""
    return not isinstance(tree, Besides) and not any(
        isinstance(leaf, Field | Span | Near) for leaf in positive_leaves(tree)
    )


def _by_record(found: Iterable[Found]) -> dict[int, list[Found]]:
    records: dict[int, list[Found]] = {}
    for page in found:
        records.setdefault(page.who, []).append(page)
    return records


def _best(pages: Iterable[Found]) -> Found:
    return min(pages, key=lambda page: (-page.score, page.ordinal))


def _first_of(
    record: int, exact: Mapping[int, list[Found]], near: Mapping[int, list[Found]], wanted: int
) -> list[tuple[Found, bool]]:
    """Return the first of a record's pages, near ones last, and whether each is one."""
    ordered = [
        (page, is_near)
        for is_near, part in ((False, exact), (True, near))
        for page in sorted(part.get(record, ()), key=lambda one: (-one.score, one.ordinal))
    ]
    return ordered[: max(wanted, 1)]
