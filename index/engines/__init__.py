"""What an engine is: it keeps records' pages and answers query trees; the rest of the package knows only this."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from index.entry import PageEntry, RecordEntry
from index.query import Node


class IndexBusyError(Exception):
    """Another process is writing this index at the moment."""


class IndexDamagedError(Exception):
    """The files of the index cannot be read; it has to be deleted and made again from the stored pages."""


class Order(StrEnum):
    """How hits are ordered. Records without a date stand last, whichever way dates run."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHit:
    """A page that answers a query, as printed, with what is known of its record. A higher score is a better answer.

    A `near` one answers only what was asked besides, see `index.query.Besides`.
    """

    record: RecordEntry
    page: int
    score: float
    text: str
    near: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The pages asked for, in order, near ones last; `total` counts all pages that answer, `near` those among them.

    Equals stand by what the order did not ask for (score, or the newer date first), then by record and page.
    """

    total: int
    pages: tuple[PageHit, ...]
    near: int = 0


class Engine(Protocol):
    """Keeps pages and finds them.

    One process writes at a time, any number read. What is written is seen whole or not at all, a record's pages
    always together, and stays so when the writer is killed.
    """

    def replace(self, records: Iterable[RecordEntry]) -> None:
        """Keep these records instead of what was kept under their ids; raises `IndexBusyError`.

        Long runs are committed in parts of whole records, so that a run that was cut short can go on.
        """
        ...

    def remove(self, record_ids: Iterable[str]) -> None:
        """Forget these records; ids that are not kept are passed over. Raises `IndexBusyError`."""
        ...

    def search(self, tree: Node, *, limit: int, offset: int = 0, order: Order = Order.RELEVANCE) -> Hits:
        """Return the first `limit` pages after the first `offset`. A hit's record comes without its pages."""
        ...

    def gather(
        self, tree: Node, *, ranks: range, pages_each: int, order: Order = Order.RELEVANCE
    ) -> Sequence[Sequence[PageHit]]:
        """Return the answering records of these ranks, each as its first `pages_each` pages, one at least.

        Records stand in the order in which `search` gives the first page of each.
        """
        ...

    def tally(self, tree: Node) -> Mapping[str, int]:
        """Return how many pages of each record answer, by record id; the counts add up to the total of `search`."""
        ...

    def records(self) -> Mapping[str, RecordEntry]:
        """Return every record that is kept, without its pages; the same object again as long as nothing changed."""
        ...

    def pages(self, record_id: str) -> tuple[PageEntry, ...]:
        """Return the pages of a record as they were given, none if it is not kept."""
        ...

    def frequency(self, gram: str) -> int:
        """Return on about how many pages a folded character or pair of characters stands; cheap."""
        ...

    def size(self) -> int:
        """Return how many pages are kept; cheap."""
        ...

    def contents(self) -> Mapping[str, str]:
        """Return the fingerprint of every record that is kept, by record id."""
        ...

    def close(self) -> None:
        """Let go of all files."""
        ...
