"""The door to full-text search: `open_index` to keep records and find pages, `search` for one question.

Importing this module is cheap; the engine is imported when an index is opened.
"""

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from index.engines import Engine, Hits, IndexBusyError, IndexDamagedError, PageHit
from index.entry import RecordEntry
from index.facets import Facet, facet_key
from index.loosening import loosen
from index.query import Field, Node, both, excludes, parse
from index.snippets import mark, needles, opening

__all__ = ["Hit", "Index", "IndexBusyError", "IndexDamagedError", "Results", "open_index", "search"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A page that was found. `snippet` is HTML: escaped print with `<mark>` around what was looked for."""

    record: str
    page: int
    score: float
    title: str
    snippet: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One part of the pages found, best first; `total` counts all of them.

    `notes` tell the clerk in Chinese what was read otherwise than typed. `near` says that nothing matched exactly and
    these pages only come near the question; `notes` say so too.
    """

    total: int
    hits: tuple[Hit, ...]
    notes: tuple[str, ...]
    near: bool = False


NOTHING_ASKED = "没有写要查的字。"
NEAR_ONLY = "没有哪一页有完全相同的文字，以下是近似的结果，最接近的在前。"
EXCLUDED = "“-”和 NOT 表示“不含”；如果是要照原文查，请加引号。"

_HEADINGS = ("题名", "文号", "责任者")


class Index:
    """An index that is open. It may be kept open: every search answers from the newest state."""

    def __init__(self, engine: Engine) -> None:
        """Use this engine."""
        self._engine = engine

    def replace(self, records: Iterable[RecordEntry]) -> None:
        """Keep these records instead of what was kept under their ids; see `Engine.replace`."""
        self._engine.replace(records)

    def remove(self, record_ids: Iterable[str]) -> None:
        """Forget these records; ids that are not kept are passed over."""
        self._engine.remove(record_ids)

    def contents(self) -> Mapping[str, str]:
        """Return the fingerprint of every record that is kept, by record id."""
        return self._engine.contents()

    def search(  # noqa: PLR0913 - one keyword a filter
        self,
        text: str,
        *,
        item: str | None = None,
        year: str | None = None,
        issuer: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> Results:
        """Return the pages that answer what was typed; `item` and `year` are compared whole, `issuer` by any part."""
        asked = parse(text)
        filters = both(_filter(Facet.ITEM, item), _filter(Facet.YEAR, year), _filter(Facet.ISSUER, issuer))
        tree = both(asked.tree, filters)
        if tree is None:
            return Results(total=0, hits=(), notes=(*asked.notes, NOTHING_ASKED))
        found = self._engine.search(tree, limit=limit, offset=offset)
        notes, near = asked.notes, False
        if not found.total:
            loose = loosen(tree, lambda word: self._engine.search(word, limit=0).total > 0)
            if loose is not None:
                tree, found = loose, self._engine.search(loose, limit=limit, offset=offset)
                near = found.total > 0
            if near:
                notes = (*notes, NEAR_ONLY)
            elif excludes(tree):
                notes = (*notes, EXCLUDED)
        return _results(found, tree, notes, near=near)

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


def open_index(folder: Path) -> Index:
    """Return the index in a folder, which is made when something is first kept; an absent one is empty."""
    from index.engines.whoosh import WhooshEngine  # noqa: PLC0415 - takes a tenth of a second, not every command searches

    return Index(WhooshEngine(folder))


def search(  # noqa: PLR0913 - one keyword a filter
    index: Path | Index,
    text: str,
    *,
    item: str | None = None,
    year: str | None = None,
    issuer: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Results:
    """Return the pages of an index, or of the index in a folder, that answer what was typed."""
    if isinstance(index, Index):
        return index.search(text, item=item, year=year, issuer=issuer, limit=limit, offset=offset)
    with closing(open_index(index)) as opened:
        return opened.search(text, item=item, year=year, issuer=issuer, limit=limit, offset=offset)


def _filter(facet: Facet, value: str | None) -> Node | None:
    key = facet_key(facet, value) if value is not None else ""
    return Field(facet, key) if key else None


def _results(found: Hits, tree: Node, notes: tuple[str, ...], *, near: bool) -> Results:
    wanted = needles(tree)
    hits = tuple(
        Hit(
            record=hit.record.id,
            page=hit.page,
            score=hit.score,
            title=hit.record.title,
            snippet=_snippet(hit, wanted),
            items=hit.record.items,
        )
        for hit in found.pages
    )
    return Results(total=found.total, hits=hits, notes=notes, near=near)


def _snippet(hit: PageHit, wanted: tuple[str, ...]) -> str:
    """Return the hit in the page's print, else in the fields of its record, else the page's first words."""
    marked = mark(hit.text, wanted)
    if marked is not None:
        return marked
    fields = (hit.record.title, hit.record.doc_number, "、".join(hit.record.issuers))
    for name, value in zip(_HEADINGS, fields, strict=True):
        in_field = mark(value, wanted)
        if in_field is not None:
            return f"{name}：{in_field}"
    return opening(hit.text)
