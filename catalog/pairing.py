"""Whether enough different papers are there for every kind that is wanted: a matching of papers to kinds."""

from collections.abc import Sequence


def unserved(wanted: Sequence[str], each: int, papers: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """Return the wanted kinds that do not get `each` papers when every paper serves one of the kinds that it can.

    As few kinds as possible go without, the later ones first; in which order the papers come changes nothing.
    """
    holder: dict[int, int] = {}  # which of the wanted a paper serves
    lacking: list[str] = []
    for place, kind in enumerate(wanted):
        before = dict(holder)
        if not all(_serve(place, wanted, papers, holder, set()) for _ in range(each)):
            holder = before
            lacking.append(kind)
    return tuple(lacking)


def _serve(
    place: int, wanted: Sequence[str], papers: Sequence[frozenset[str]], holder: dict[int, int], tried: set[int]
) -> bool:
    """Give one more paper to a wanted kind, where need be by giving other papers to those served so far."""
    for paper, kinds in enumerate(papers):
        if wanted[place] not in kinds or paper in tried or holder.get(paper) == place:
            continue
        tried.add(paper)
        if paper not in holder or _serve(holder[paper], wanted, papers, holder, tried):
            holder[paper] = place
            return True
    return False
