"""The values that describe evidence: a record, its fields with the place each was seen at, and decisions.

A corrected record is a new value plus the decision that made it (who, when, why).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from ocr.finding import Finding
from ocr.page import Page

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line of a record: the page's number (from 1) and the line's index in that page (from 0)."""

    page: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen(Generic[T_co]):
    """A value that was read, how sure we are (0 to 1), and where it stands.

    `place` is None for what a clerk entered and for what was taken from the file's name or folder; `note` then
    says so in Chinese.
    """

    value: T_co
    confidence: float
    place: Place | None = None
    note: str = ""


class Secrecy(StrEnum):
    """Secrecy grades (密级) that stop a record: GB/T 9704-2012 7.2.2."""

    TOP_SECRET = "绝密"  # noqa: S105 - a grade, not a password
    SECRET = "机密"  # noqa: S105 - a grade, not a password
    CONFIDENTIAL = "秘密"


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """The fields of a record. What nobody could read is None (or empty) and never guessed.

    `year` names one of the standard's evidence years, which need not be calendar years. `kind` is the kind of
    document (文种 or kind of evidence: 通知, 会议纪要, 慰问名册, 照片 …). A title in [ ] is self-made from words of the
    record. `full_names` are the full forms, printed in the record, of those `issuers` that stand under a short name.
    """

    title: Seen[str] | None = None
    doc_number: Seen[str] | None = None
    issuers: tuple[Seen[str], ...] = ()
    issue_date: Seen[date] | None = None
    year: Seen[str] | None = None
    secrecy: Seen[Secrecy] | None = None
    kind: Seen[str] | None = None
    urgency: Seen[str] | None = None
    addressee: Seen[str] | None = None
    attachments: tuple[Seen[str], ...] = ()
    full_names: tuple[Seen[str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of a record before it is filed: its pages, its description, and where it came from.

    `source_name` is the path below the inbox with `/` between folders, such as `走访慰问/2023/八一.jpg`.
    """

    source_name: str
    pages: tuple[Page, ...]
    description: Description = field(default_factory=Description)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """That a record proves an item (its number as text): how sure, the words that decided, what speaks against."""

    item: str
    confidence: float
    reason: str
    place: Place | None = None
    against: str = ""


class Verdict(StrEnum):
    """A clerk's decision about a record and an item."""

    FILE = "file"
    UNFILE = "unfile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decided what about a record and an item, and when. The latest decision on an item counts."""

    item: str
    verdict: Verdict
    decided_by: str
    decided_at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """An item under which a record stands or might stand. `decided_by` is None while only the program spoke.

    `place` is the line that decided, `against` what the program said against it.
    """

    item: str
    confidence: float
    decided_by: str | None
    reason: str
    place: Place | None = None
    against: str = ""


class State(StrEnum):
    """Where a record stands (contract.md of the command line): only filed records go into a binder."""

    FILED = "filed"
    SUGGESTED = "suggested"
    UNASSIGNED = "unassigned"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The pages `first_page` to `last_page` of one original, counted from 1; the last is None while it is not read.

    `to_end` is whether it has all that follows the first page.
    """

    sha256: str
    first_page: int
    last_page: int | None
    to_end: bool
    source_name: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One piece of evidence (件) with its fields, its items best first, its state and its findings.

    `parts` are the pages that it is made of, in order: mostly one whole file, whose hash, name and kind are the
    record's. A record of several has those of its first; one that lies aside has none. `filed_items` are those of
    `assignments` that count: decided by a person, or sure enough without one. `copy_of` is the record that stands for
    this one, since a person said that both are the same paper; it is filed nowhere itself.
    """

    id: str
    sha256: str
    source_name: str
    media_type: str
    received_at: datetime
    page_count: int
    parts: tuple[Part, ...]
    description: Description
    assignments: tuple[Assignment, ...]
    filed_items: tuple[str, ...]
    state: State
    findings: tuple[Finding, ...]
    copy_of: str | None = None
