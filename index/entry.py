"""What is handed to the index: a record's pages as text and the fields that searches ask for."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """The text of one page, lines separated by line feeds, table cells by tabs; `number` counts from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEntry:
    """One record as the index keeps it. A field that nobody could read is empty.

    `year`, `items`, `state` and `kind` are matched whole, the other fields by any part of them. `date` is `2023-08-01`,
    or less of it where the day or the month is not known. `fingerprint` is whatever the caller compares to see whether
    the entry is out of date; the index only gives it back.
    """

    id: str
    pages: tuple[PageEntry, ...]
    title: str = ""
    doc_number: str = ""
    issuers: tuple[str, ...] = ()
    year: str = ""
    items: tuple[str, ...] = ()
    state: str = ""
    kind: str = ""
    date: str = ""
    fingerprint: str = ""


def day_of(date: str) -> int:
    """Return a date as a number that grows with it, 20230801; what is not known of it is 0."""
    digits = date.replace("-", "")
    return int(digits.ljust(8, "0")) if digits.isdecimal() else 0


def text_sum(pages: Iterable[PageEntry]) -> str:
    """Return how many pages these are and the hash of their numbers and texts; no page counts as an empty one."""
    texts = [(page.number, page.text) for page in pages] or [(1, "")]
    return f"{len(texts)}:{sha256(repr(texts).encode()).hexdigest()}"
