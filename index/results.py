"""What a search gives back: pages that were found, records with their pages, and how many stand under each facet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.engines import PageHit
from index.facets import Facet
from index.snippets import mark, opening

_HEADINGS = ("题名", "文号", "责任者")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A page that was found, with its record's fields; what nobody could read is empty.

    `snippet` is HTML: escaped print with `<mark>` around what was looked for. A `near` page holds that but for one
    character, or only comes near the question.
    """

    record: str
    page: int
    score: float
    title: str
    snippet: str
    items: tuple[str, ...]
    doc_number: str = ""
    issuers: tuple[str, ...] = ()
    date: str = ""
    year: str = ""
    kind: str = ""
    state: str = ""
    near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHit:
    """A record that was found: the first of its pages that answer, never none, and how many answer in all."""

    pages: tuple[Hit, ...]
    total: int

    @property
    def record(self) -> str:
        """The record's id."""
        return self.pages[0].record


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many pages and records remain when the value is asked for besides.

    Where a query only excludes words, asking for a field leaves one page of each record, fewer than `pages`. Pages
    that are only near are listed where little is exact, so a narrower search may list some that are not counted here.
    """

    value: str
    pages: int
    records: int


Facets = Mapping[Facet, tuple[Count, ...]]
"""For each facet the values that stand in the answering records, those of most records first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One part of the pages found, in order; `total` counts all of them.

    `notes` tell the clerk in Chinese what was read otherwise than typed. `near` says that nothing matched exactly and
    these pages only come near the question; `notes` say so too. `facets` are empty unless asked for. `wanted` is what
    to mark on the pages, folded: `index.boxes` takes it.
    """

    total: int
    hits: tuple[Hit, ...]
    notes: tuple[str, ...]
    near: bool = False
    facets: Facets = field(default_factory=dict[Facet, tuple[Count, ...]])
    wanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordResults:
    """One part of the records found, in the order of their first page; `total` counts records, `pages` their pages."""

    total: int
    pages: int
    records: tuple[RecordHit, ...]
    notes: tuple[str, ...] = ()
    near: bool = False
    facets: Facets = field(default_factory=dict[Facet, tuple[Count, ...]])
    wanted: tuple[str, ...] = ()


def hit(found: PageHit, wanted: tuple[str, ...], *, near: bool) -> Hit:
    """Return what is shown of a page that an engine found; `near` where the whole answer is."""
    record = found.record
    return Hit(
        record=record.id,
        page=found.page,
        score=found.score,
        title=record.title,
        snippet=_snippet(found, wanted),
        items=record.items,
        doc_number=record.doc_number,
        issuers=record.issuers,
        date=record.date,
        year=record.year,
        kind=record.kind,
        state=record.state,
        near=near or found.near,
    )


def _snippet(found: PageHit, wanted: tuple[str, ...]) -> str:
    """Return the hit in the page's print, else in the fields of its record, else the page's first words."""
    marked = mark(found.text, wanted)
    if marked is not None:
        return marked
    fields = (found.record.title, found.record.doc_number, "、".join(found.record.issuers))
    for name, value in zip(_HEADINGS, fields, strict=True):
        in_field = mark(value, wanted)
        if in_field is not None:
            return f"{name}：{in_field}"
    return opening(found.text)
