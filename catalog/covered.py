"""The values of coverage: what is held, what each point, year and item has of it, what is missing, and the scores.

All scores are exact. How they come about stands in `coverage.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from catalog.items import Needs, Point
from catalog.record import State

ANY_YEAR = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One record under one item. `year` names an evidence year, None when unread or outside all of them.

    `text` helps to tell the points of an item apart where kind and title do not; it may stay empty. Only the
    states filed and suggested count. `record` is the record's number, by which it is cited.
    """

    item: str
    year: str | None
    kind: str | None
    title: str
    state: State
    text: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCoverage:
    """One cell of the item x year matrix: records there, and kinds of evidence that filed records do not yet give.

    `worth` is what can be earned there, `earned` what is.
    """

    year: str
    filed: int
    suggested: int
    missing: tuple[str, ...]
    worth: Fraction
    earned: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class PointYear:
    """A point in one year, or (`year` empty) at all: its worth, the filed records that speak for it, what it lacks.

    It earns `worth` when nothing is lacking, and nothing before.
    """

    year: str
    worth: Fraction
    cited: tuple[str, ...]
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointCoverage:
    """A scored point with the years in which it must be proved."""

    point: Point
    years: tuple[PointYear, ...]

    @property
    def earned(self) -> Fraction:
        """What its proved years are worth."""
        return sum((year.worth for year in self.years if not year.lacking), start=Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCoverage:
    """One row of the matrix. `any_year` counts records without an evidence year and lacks of points proved once.

    `earned` rests on what is filed, `suggested` on suggestions too, `possible` on all that a record might prove.
    """

    item: str
    title: str
    chapter: str
    units: tuple[str, ...]
    bonus: bool
    score: Decimal
    earned: Fraction
    suggested: Fraction
    possible: Fraction
    years: tuple[YearCoverage, ...]
    any_year: YearCoverage
    points: tuple[PointCoverage, ...]

    @property
    def lost(self) -> Fraction:
        """What the item does not earn yet."""
        return Fraction(self.score) - self.earned


class Remedy(StrEnum):
    """What closes a gap: records that only wait to be confirmed, records worth a look, or papers still to come in."""

    CONFIRM = "confirm"
    LOOK = "look"
    COLLECT = "collect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A point not proved, in one year or (`year` empty) at all: what it is worth and the kinds that would prove it.

    `cited` are filed records that speak for the point and are not enough, `filed` is how many stand under the item
    there. `records` are those that might help; `still` names the kinds that even those suggested would not give.
    `undated` are records that would help if they were of this year, which nobody could read.
    """

    item: str
    title: str
    year: str
    point: str
    wanted: tuple[str, ...]
    still: tuple[str, ...]
    needs: Needs
    minimum: int
    value: Fraction
    units: tuple[str, ...]
    bonus: bool
    filed: int
    cited: tuple[str, ...]
    remedy: Remedy
    records: tuple[str, ...]
    undated: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What can be reached in all, what is earned, what suggestions would add, and what papers at hand could at most."""

    full: Decimal
    earned: Fraction
    suggested: Fraction
    possible: Fraction

    @property
    def lost(self) -> Fraction:
        """What is not earned yet."""
        return Fraction(self.full) - self.earned


def total(full: Decimal, rows: Iterable[ItemCoverage]) -> Score:
    """Return the score of some items together, out of `full`."""
    all_rows = tuple(rows)
    return Score(
        full=full,
        earned=sum((row.earned for row in all_rows), start=Fraction(0)),
        suggested=sum((row.suggested for row in all_rows), start=Fraction(0)),
        possible=sum((row.possible for row in all_rows), start=Fraction(0)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The state of the whole standard; the score of its bonus chapters (加分项目) stands beside the basic one."""

    basic: Score
    bonus: Score
    items: tuple[ItemCoverage, ...]
    missing: tuple[Gap, ...]
    vetoes: tuple[str, ...]

    @property
    def self_score(self) -> Fraction:
        """The basic score by what is filed."""
        return self.basic.earned

    @property
    def suggested_score(self) -> Fraction:
        """The basic score if every suggestion were accepted."""
        return self.basic.suggested
