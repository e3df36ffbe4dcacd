"""Pages that were found, gathered by record."""

from collections.abc import Iterable, Mapping

from index.engines import Engine, Order, PageHit
from index.query import Node

_AT_FIRST = 4  # pages looked at for each record that is wanted


def gather(  # noqa: PLR0913 - what a search asks for
    engine: Engine, tree: Node, tally: Mapping[str, int], *, order: Order, wanted: range, pages_each: int
) -> list[list[PageHit]]:
    """Return the answering records of these ranks, each as its first `pages_each` pages; `tally` is the engine's.

    Records stand in the order of their first page. An engine knows only the order of pages, so more of these are asked
    for until all that is shown is there.
    """
    ranks = wanted[: max(0, len(tally) - wanted.start)]
    limit = _AT_FIRST * max(wanted.stop, 1)
    while ranks:
        hits = engine.search(tree, limit=limit, order=order)
        groups = _by_record(hits.pages)
        shown = list(groups.values())[ranks.start : ranks.stop]
        lacking = any(len(group) < min(pages_each, tally[group[0].record.id]) for group in shown)
        if limit >= hits.total or not (lacking or len(shown) < len(ranks)):
            return [group[:pages_each] for group in shown]
        limit *= _AT_FIRST
    return []


def _by_record(pages: Iterable[PageHit]) -> dict[str, list[PageHit]]:
    groups: dict[str, list[PageHit]] = {}
    for page in pages:
        groups.setdefault(page.record.id, []).append(page)
    return groups
