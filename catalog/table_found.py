"""What was found in the tables and paragraphs of a standard's file, before points and scores are made of it."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of an item: what the row itself says in each column; empty where it says nothing of its own."""

    content: str = ""
    score: str = ""
    rule: str = ""
    evidence: str = ""


@dataclass(slots=True, kw_only=True)
class FoundItem:
    """An item as the table has it; `numbered` is whether the table gives it its number."""

    number: str
    numbered: bool
    title: str
    units: list[str] = field(default_factory=list[str])
    rows: list[Row] = field(default_factory=list[Row])


@dataclass(slots=True, kw_only=True)
class FoundChapter:
    """A chapter as the table has it; `score` is None where none is printed."""

    number: str
    title: str
    score: Decimal | None
    bonus: bool = False
    items: list[FoundItem] = field(default_factory=list[FoundItem])


@dataclass(slots=True, kw_only=True)
class Found:
    """Everything that was found in a file, in its order. `notes` are texts outside of tables and beside items."""

    chapters: list[FoundChapter] = field(default_factory=list[FoundChapter])
    vetoes: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])
    full_score: Decimal | None = None
    headers: int = 0
    unread: list[str] = field(default_factory=list[str])
    unnumbered_rows: list[str] = field(default_factory=list[str])
