"""The values of an assessment standard (考评标准): chapters, items, points, and the years that evidence comes from.

Scores are `Decimal`, so that 0.1 stays 0.1 and sums are exact. Nothing here reads or checks; see `standard.py`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Needs(StrEnum):
    """Whether one of a point's kinds of evidence proves it, or only all of them together."""

    ANY = "any"
    ALL = "all"


class Derived(StrEnum):
    """What of a point its table did not state and the program read out of the wording, for people to check."""

    SCORE = "score"
    EVIDENCE = "evidence"
    NEEDS = "needs"
    PER_YEAR = "per_year"
    MINIMUM = "min"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceYear:
    """A year of the assessment (考评年度), first and last day included. It need not be a calendar year."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A scored part of an item (得分要点).

    `per_year` points must be proved in every evidence year and earn an equal share for each; the others once.
    `minimum` is the number of records wanted, in each year where `per_year`. `derived` names what of all this was
    not stated by the table but read out of its wording when it was imported.
    """

    text: str
    score: Decimal
    evidence: tuple[str, ...] = ()
    needs: Needs = Needs.ANY
    per_year: bool = False
    minimum: int = 1
    derived: tuple[Derived, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A numbered item (条目): what evidence is filed under. `units` are those responsible for proving it."""

    number: str
    title: str
    text: str
    score: Decimal
    units: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A group of items (考评项目) with the score that the table prints for it.

    The items of a `bonus` chapter (加分项目) add to the score; the full score does not count them.
    """

    number: str
    title: str
    score: Decimal
    items: tuple[Item, ...]
    bonus: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One edition of an assessment standard. `vetoes` end an application whatever the score (一票否决)."""

    id: str
    title: str
    level: str
    edition: str
    full_score: Decimal
    years: tuple[EvidenceYear, ...]
    vetoes: tuple[str, ...]
    chapters: tuple[Chapter, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All items of all chapters, in the order of the table."""
        return tuple(item for chapter in self.chapters for item in chapter.items)
