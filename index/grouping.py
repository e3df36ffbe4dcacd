"""Pages that answer, gathered by record, before anything of them is read."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeVar

from index.matching import Shelf, first_place

S = TypeVar("S", bound=Shelf)


def record_of(page: tuple[float, S, int]) -> tuple[S, int]:
    """Return what tells a page's record from others: its shelf and the place of its first page."""
    _, shelf, place = page
    return shelf, first_place(shelf, place)


def by_record(pages: Iterable[tuple[float, S, int]]) -> dict[tuple[S, int], list[tuple[float, S, int]]]:
    """Return the pages, each as score, shelf and place, under their records."""
    records: dict[tuple[S, int], list[tuple[float, S, int]]] = {}
    for page in pages:
        records.setdefault(record_of(page), []).append(page)
    return records


def best_page(pages: Iterable[tuple[float, S, int]]) -> tuple[float, S, int]:
    """Return which of a record's pages stands first: whatever the order, they share one date."""
    return min(pages, key=_order)


def first_pages(
    exact: Sequence[tuple[float, S, int]], near: Sequence[tuple[float, S, int]], wanted: int
) -> Iterator[tuple[float, int, bool]]:
    """Yield score and place of the first of a record's pages and whether it is a near one; those stand last."""
    ordered = chain(
        ((page, False) for page in sorted(exact, key=_order)), ((page, True) for page in sorted(near, key=_order))
    )
    return ((score, place, is_near) for (score, _, place), is_near in islice(ordered, max(wanted, 1)))


def _order(page: tuple[float, S, int]) -> tuple[float, int]:
    score, _, place = page
    return -score, place
