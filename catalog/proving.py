"""Which points of an item a record under it proves, by its kind, its title and, last, its text.

Several points of one item often want the same kind of paper (会议纪要 of the one meeting or the other). Then the
words that only one of the points uses decide; where none of them stands in title or text, the record counts for each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from catalog.evidence_kinds import named_together, qualifier_of, satisfied_by
from catalog.items import Item, Needs, Point
from catalog.pairing import unserved


class Held(Protocol):
    """What must be known of a record under an item."""

    @property
    def record(self) -> str:
        """The record's number; empty where it need not be cited."""
        ...

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
    """What one record gives to an item: its year, and for each point the wanted kinds that it is.

    Of several kinds of one point it is one at a time, unless its title names them side by side (`together`).
    """

    record: str
    year: str | None
    kinds: tuple[frozenset[str], ...]
    together: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A record that speaks for a point, with its year and the wanted kinds that it gives: one of them, or all."""

    record: str
    year: str | None
    kinds: frozenset[str]
    together: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The records that speak for one point."""

    point: Point
    given: tuple[Given, ...]

    def lacking(self, year: str | None) -> tuple[str, ...]:
        """Return the kinds still wanted in a year (None: at any time); empty when the point is proved.

        Where any kind will do, all are named until `minimum` records give one. Where all are needed, each is
        wanted `minimum` times, and from different papers: a voucher that mentions the budget is no budget.
        """
        counted = [one for one in self.given if year is None or one.year == year]
        wanted = tuple(dict.fromkeys(self.point.evidence)) or (ANY_PAPER,)
        if self.point.needs is Needs.ALL:
            return unserved(wanted, self.point.minimum, [one for held in counted for one in _choices(held)])
        return () if len(counted) >= self.point.minimum else wanted

    def records(self, year: str | None) -> tuple[str, ...]:
        """Return the numbers of the records that speak for the point in a year (None: at any time), in order."""
        return _numbers(one for one in self.given if year is None or one.year == year)

    def undated(self) -> tuple[str, ...]:
        """Return the numbers of the records that speak for the point in a year that nobody could read."""
        return _numbers(one for one in self.given if one.year is None)


def _numbers(given: Iterable[Given]) -> tuple[str, ...]:
    found = {one.record for one in given if one.record}
    return tuple(sorted(found, key=lambda number: (len(number), number)))


def points_of(item: Item) -> tuple[Point, ...]:
    """Return the points of an item; a table that names none leaves the item itself as the only one."""
    return item.points or (Point(text=item.title, score=item.score),)


def gifts(item: Item, holdings: Iterable[Held]) -> tuple[Gift, ...]:
    """Return for each record which kinds it gives to which points of the item."""
    points = points_of(item)
    own = [_own_words(point, points) for point in points]
    found: list[Gift] = []
    for holding in holdings:
        kinds = [_kinds(point, holding) for point in points]
        meant = _meant(_places(kinds), own, (holding.title, holding.text))
        found.append(
            Gift(
                record=holding.record,
                year=holding.year,
                kinds=tuple(given if place in meant else NOTHING for place, given in enumerate(kinds)),
                together=tuple(len(given) > 1 and named_together(holding.title, given) for given in kinds),
            )
        )
    return tuple(found)


def asks_text(item: Item, holding: Held) -> bool:
    """Tell whether kind and title leave open which points of the item a record proves, so that its text must say."""
    points = points_of(item)
    possible = _places([_kinds(point, holding) for point in points])
    if len(possible) < 2:  # noqa: PLR2004 - one point needs no choice
        return False
    own = [_own_words(point, points) for point in points]
    return _meant(possible, own, (holding.title,)) == possible


def proofs(item: Item, given: Sequence[Gift]) -> tuple[Proof, ...]:
    """Return one proof for each point of the item, in their order."""
    return tuple(
        Proof(
            point=point,
            given=tuple(
                Given(record=gift.record, year=gift.year, kinds=gift.kinds[place], together=gift.together[place])
                for gift in given
                if gift.kinds[place]
            ),
        )
        for place, point in enumerate(points_of(item))
    )


def _choices(held: Given) -> list[frozenset[str]]:
    return [frozenset((kind,)) for kind in held.kinds] if held.together else [held.kinds]


def _places(kinds: Sequence[frozenset[str]]) -> list[int]:
    return [place for place, given in enumerate(kinds) if given]


def _kinds(point: Point, holding: Held) -> frozenset[str]:
    if not point.evidence:
        return frozenset((ANY_PAPER,))
    said = (holding.kind or "", holding.title)
    return frozenset(wanted for wanted in point.evidence if satisfied_by(said, wanted))


def _meant(possible: list[int], own: Sequence[frozenset[str]], texts: Iterable[str]) -> list[int]:
    """Return those of the possible points that the record's own words name; all when they name none."""
    for text in texts:
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
