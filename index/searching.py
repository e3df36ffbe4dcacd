"""The door to full-text search: `open_index` to keep records and find pages, `search` for one question.

Importing this module is cheap; the engine is imported when an index is opened.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypedDict, Unpack, cast

from index.counting import count
from index.engines import Engine, IndexBusyError, IndexDamagedError, Order
from index.entry import RecordEntry, text_sum
from index.facets import Facet, facet_key
from index.likeness import question
from index.loosening import loosened
from index.occurrences import needles
from index.query import Field, Near, Node, Not, Or, both, excludes, parse, positive_leaves
from index.results import Count, Facets, Hit, RecordHit, RecordResults, Results, hit
from index.suggesting import Suggester, Suggestion

__all__ = [
    "Count",
    "Facets",
    "Filters",
    "Hit",
    "Index",
    "IndexBusyError",
    "IndexDamagedError",
    "Order",
    "RecordHit",
    "RecordResults",
    "Results",
    "Suggestion",
    "open_index",
    "search",
]


class Filters(TypedDict, total=False):
    """What records must have besides; of several values one. `issuer` is compared by any part, the others whole.

    An empty value asks for nothing.
    """

    item: str | Sequence[str] | None
    year: str | Sequence[str] | None
    issuer: str | Sequence[str] | None
    kind: str | Sequence[str] | None
    state: str | Sequence[str] | None
    record: str | Sequence[str] | None


TANTIVY_TABLE = "meta.json"
"""The file by which a folder of tantivy's is known."""

NOTHING_ASKED = "没有写要查的字。"
NEAR_BESIDES = "完全相同的在前；后面 {near} 页是近似的（可能有一个字识别错了），已标明。"
NEAR_ONLY = "没有哪一页有完全相同的文字，以下是近似的结果，最接近的在前。"
EXCLUDED = "“-”和 NOT 表示“不含”；如果是要照原文查，请加引号。"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is searched for in the end; `tree` is None when nothing was asked."""

    tree: Node | None
    notes: tuple[str, ...]
    near: bool = False


class Index:
    """An index that is open. It may be kept open: every search answers from the newest state."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        """Use the engine that is given, asked for anew each time: another one may have taken its place."""
        self._current = engine
        self._suggester: tuple[Mapping[str, RecordEntry], Suggester] | None = None

    @property
    def _engine(self) -> Engine:
        return self._current()

    def replace(self, records: Iterable[RecordEntry]) -> None:
        """Keep these records instead of what was kept under their ids; see `Engine.replace`."""
        self._engine.replace(records)

    def remove(self, record_ids: Iterable[str]) -> None:
        """Forget these records; ids that are not kept are passed over."""
        self._engine.remove(record_ids)

    def contents(self) -> Mapping[str, str]:
        """Return the fingerprint of every record that is kept, by record id."""
        return self._engine.contents()

    def size(self) -> int:
        """Return how many pages are kept."""
        return self._engine.size()

    def sums(self) -> Mapping[str, str]:
        """Return for every record what `text_sum` gives for the pages that are kept of it, read anew."""
        engine = self._engine
        return {name: text_sum(engine.pages(name)) for name in engine.records()}

    def search(
        self,
        text: str,
        *,
        limit: int = 20,
        offset: int = 0,
        order: Order = Order.RELEVANCE,
        facets: bool = False,
        **filters: Unpack[Filters],
    ) -> Results:
        """Return `limit` of the pages that answer what was typed, after the first `offset`."""
        asked = self._asked(text, filters)
        if asked.tree is None:
            return Results(total=0, hits=(), notes=asked.notes)
        found = self._engine.search(asked.tree, limit=limit, offset=offset, order=order)
        wanted = needles(asked.tree)
        return Results(
            total=found.total,
            hits=tuple(hit(page, wanted, near=asked.near) for page in found.pages),
            notes=asked.notes,
            near=asked.near,
            facets=self._facets(self._engine.tally(asked.tree)) if facets else {},
            wanted=wanted,
        )

    def search_records(  # noqa: PLR0913 - one keyword an option
        self,
        text: str,
        *,
        limit: int = 20,
        offset: int = 0,
        order: Order = Order.RELEVANCE,
        pages_each: int = 3,
        facets: bool = False,
        **filters: Unpack[Filters],
    ) -> RecordResults:
        """Return `limit` of the records of which pages answer, after the first `offset`, each with its first pages."""
        asked = self._asked(text, filters)
        shown = range(offset, offset + limit)
        return self._gathered(asked, shown, order=order, pages_each=pages_each, facets=facets)

    def more_like(
        self,
        record_id: str,
        *,
        limit: int = 10,
        offset: int = 0,
        facets: bool = False,
        **filters: Unpack[Filters],
    ) -> RecordResults:
        """Return the records whose text comes near that of this one, nearest first; it is not among them itself.

        A record that the index does not keep is like none.
        """
        record = self._engine.records().get(record_id)
        near = question(record.title, self._engine.pages(record_id), self._engine.frequency) if record else None
        others = Not(Field(Facet.RECORD, record_id))
        asked = _Asked(tree=near and both(near, others, _filtering(filters)), notes=(), near=True)
        shown = range(offset, offset + limit)
        return self._gathered(asked, shown, order=Order.RELEVANCE, pages_each=1, facets=facets)

    def wanted(self, text: str) -> tuple[str, ...]:
        """Return what to mark on pages that answer what was typed, as `Results.wanted`; for `index.boxes`."""
        asked = self._asked(text, {})
        return needles(asked.tree) if asked.tree is not None else ()

    def suggest(self, typed: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return titles, numbers and issuers that hold what was typed so far; see `Suggester.complete`."""
        records = self._engine.records()
        if self._suggester is None or self._suggester[0] is not records:
            self._suggester = records, Suggester(records.values())
        return self._suggester[1].complete(typed, limit=limit)

    def _asked(self, text: str, filters: Filters) -> _Asked:
        """Return the tree that answers what was typed, loosened where nothing answers it exactly."""
        query = parse(text)
        tree = both(query.tree, _filtering(filters))
        if tree is None:
            return _Asked(tree=None, notes=(*query.notes, NOTHING_ASKED))
        tree = loosened(tree, lambda part: self._engine.search(part, limit=0).total)
        found = self._engine.search(tree, limit=0)
        if found.total and (found.near == found.total or any(isinstance(leaf, Near) for leaf in positive_leaves(tree))):
            return _Asked(tree=tree, notes=(*query.notes, NEAR_ONLY), near=True)
        if found.near:
            return _Asked(tree=tree, notes=(*query.notes, NEAR_BESIDES.format(near=found.near)))
        return _Asked(tree=tree, notes=(*query.notes, EXCLUDED) if not found.total and excludes(tree) else query.notes)

    def _gathered(self, asked: _Asked, shown: range, *, order: Order, pages_each: int, facets: bool) -> RecordResults:
        if asked.tree is None:
            return RecordResults(total=0, pages=0, records=(), notes=asked.notes, near=asked.near)
        tally = self._engine.tally(asked.tree)
        groups = self._engine.gather(asked.tree, ranks=shown, pages_each=pages_each, order=order)
        wanted = needles(asked.tree)
        return RecordResults(
            total=len(tally),
            pages=sum(tally.values()),
            records=tuple(
                RecordHit(
                    pages=tuple(hit(page, wanted, near=asked.near) for page in group), total=tally[group[0].record.id]
                )
                for group in groups
            ),
            notes=asked.notes,
            near=asked.near,
            facets=self._facets(tally) if facets else {},
            wanted=wanted,
        )

    def _facets(self, tally: Mapping[str, int]) -> Facets:
        return count(tally, self._engine.records())

    def close(self) -> None:
        """Let go of all files."""
        self._engine.close()

    def __enter__(self) -> Self:
        """Close the index at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the index."""
        self.close()


def open_index(folder: Path, engine: str | None = None) -> Index:
    """Return the index in a folder, which is made when something is first kept; an absent one is empty.

    `engine` is `whoosh` or `tantivy`; without it, whichever wrote the folder, Whoosh for a new one. ModuleNotFoundError
    where tantivy is not installed.
    """
    kept = open_engine(folder, engine or ("tantivy" if (folder / TANTIVY_TABLE).exists() else "whoosh"))
    return Index(lambda: kept)


def open_engine(folder: Path, engine: str) -> Engine:
    """Return the engine of this name over a folder, see `open_index`."""
    if engine == "tantivy":
        from index.engines.tantivy import TantivyEngine  # noqa: PLC0415 - an optional package

        return TantivyEngine(folder)
    from index.engines.whoosh import WhooshEngine  # noqa: PLC0415 - takes a tenth of a second, not every command searches

    return WhooshEngine(folder)


def search(  # noqa: PLR0913 - one keyword an option
    index: Path | Index,
    text: str,
    *,
    limit: int = 20,
    offset: int = 0,
    order: Order = Order.RELEVANCE,
    facets: bool = False,
    **filters: Unpack[Filters],
) -> Results:
    """Return the pages of an index, or of the index in a folder, that answer what was typed; see `Index.search`."""
    if isinstance(index, Index):
        return index.search(text, limit=limit, offset=offset, order=order, facets=facets, **filters)
    with closing(open_index(index)) as opened:
        return opened.search(text, limit=limit, offset=offset, order=order, facets=facets, **filters)


def _filtering(filters: Filters) -> Node | None:
    return both(*(_filter(Facet(name), value) for name, value in filters.items()))


def _filter(facet: Facet, value: object) -> Node | None:
    values = (value,) if isinstance(value, str) else cast("Sequence[str]", value or ())
    parts = tuple(Field(facet, key) for one in values if (key := facet_key(facet, one)))
    return Or(parts) if len(parts) > 1 else both(*parts)
