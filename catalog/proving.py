"""Which points of an item a record under it proves, by its kind, its title and, last, its text.

Several points of one item often want the same kind of paper (会议纪要 of the one meeting or the other). Then the
words that only one of the points uses decide; where none of them stands in title or text, the record counts for each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from catalog.evidence_kinds import qualifier_of, satisfied_by
from catalog.items import Item, Needs, Point


class Held(Protocol):
    """What must be known of a record under an item."""

    @property
    def year(self) -> str | None:
        """The evidence year, None when unread."""
        ...

    @property
    def kind(self) -> str | None:
        """The kind of document, None when unread."""
        ...

    @property
    def title(self) -> str:
        """The title, empty when unread."""
        ...

    @property
    def text(self) -> str:
        """Text of the record, as much as is at hand."""
        ...


NOTHING: frozenset[str] = frozenset()
ANY_PAPER = "任一材料"


@dataclass(frozen=True, slots=True)
class Gift:
    """What one record gives to an item: its year, and for each point the wanted kinds that it is."""

    year: str | None
    kinds: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The records that speak for one point: for each, its year and the wanted kinds that it gives."""

    point: Point
    given: tuple[tuple[str | None, frozenset[str]], ...]

    def lacking(self, year: str | None) -> tuple[str, ...]:
        """Return the kinds still wanted in a year (None: at any time); empty when the point is proved.

        Where any kind will do, all are named until `minimum` records give one. Where all are needed, each is
        wanted `minimum` times.
        """
        counted = [kinds for of, kinds in self.given if year is None or of == year]
        wanted = self.point.evidence or (ANY_PAPER,)
        if self.point.needs is Needs.ALL:
            return tuple(kind for kind in wanted if sum(kind in kinds for kinds in counted) < self.point.minimum)
        return () if len(counted) >= self.point.minimum else wanted


def gifts(item: Item, holdings: Iterable[Held]) -> tuple[Gift, ...]:
    """Return for each record which kinds it gives to which points of the item."""
    own = [_own_words(point, item.points) for point in item.points]
    found: list[Gift] = []
    for holding in holdings:
        kinds = [_kinds(point, holding) for point in item.points]
        meant = _meant([place for place, given in enumerate(kinds) if given], own, holding)
        found.append(
            Gift(holding.year, tuple(kinds[place] if place in meant else NOTHING for place in range(len(kinds))))
        )
    return tuple(found)


def proofs(item: Item, given: Iterable[Gift]) -> tuple[Proof, ...]:
    """Return one proof for each point of the item, in their order."""
    all_given = tuple(given)
    return tuple(
        Proof(point=point, given=tuple((gift.year, gift.kinds[place]) for gift in all_given if gift.kinds[place]))
        for place, point in enumerate(item.points)
    )


def _kinds(point: Point, holding: Held) -> frozenset[str]:
    if not point.evidence:
        return frozenset((ANY_PAPER,))
    said = (holding.kind or "", holding.title)
    return frozenset(wanted for wanted in point.evidence if satisfied_by(said, wanted))


def _meant(possible: list[int], own: Sequence[frozenset[str]], holding: Held) -> list[int]:
    """Return those of the possible points that the record's own words name; all when they name none."""
    for text in (holding.title, holding.text):
        named = [place for place in possible if any(word in text for word in own[place])]
        if named:
            return named
    return possible


def _own_words(point: Point, points: tuple[Point, ...]) -> frozenset[str]:
    others = frozenset(pair for other in points if other is not point for pair in _pairs(other))
    return frozenset(_pairs(point)) - others


def _pairs(point: Point) -> list[str]:
    phrases = (point.text, *(qualifier_of(wanted) for wanted in point.evidence))
    return [phrase[at : at + 2] for phrase in phrases for at in range(len(phrase) - 1)]
