"""Suggestions while a clerk types: titles, document numbers and issuers that hold what stands in the box already."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, chain, islice

from index.entry import RecordEntry
from index.facets import NAMES, Facet
from index.tokens import fold_phrase

_LINE = "\n"  # no folded text holds one
_QUOTES = re.compile('[“”"＂„‟「」『』〝〞〟]+')
_NAMES = {facet: name for name, facet in reversed(NAMES.items())}


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A title, number or issuer and how many records bear it."""

    facet: Facet
    text: str
    records: int

    @property
    def query(self) -> str:
        """The query that finds these records."""
        parts = (part.strip() for part in _QUOTES.split(self.text))
        return " ".join(f'{_NAMES[self.facet]}:"{part}"' for part in parts if fold_phrase(part))


class Suggester:
    """Knows all titles, numbers and issuers of an archive, folded, as they stood when it was made."""

    def __init__(self, records: Iterable[RecordEntry]) -> None:
        """Read the fields of the records."""
        counted: dict[tuple[Facet, str], Suggestion] = {}
        for record in records:
            for facet, text in _fields(record):
                key = facet, fold_phrase(text)
                before = counted.get(key)
                counted[key] = Suggestion(
                    facet=facet, text=before.text if before else text, records=before.records + 1 if before else 1
                )
        by_rank = sorted(counted.items(), key=lambda one: (-one[1].records, len(one[0][1]), one[0]))
        known = [(folded, suggestion) for (_, folded), suggestion in by_rank if folded]
        self._suggestions = [suggestion for _, suggestion in known]
        # One text, because looking through it is a thousand times faster than asking each of its lines.
        self._text = _LINE + _LINE.join(folded for folded, _ in known)
        self._starts = list(accumulate((len(folded) + 1 for folded, _ in known), initial=0))

    def complete(self, typed: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return what holds all typed words: first what begins with the first of them, then what more records bear.

        Nothing typed suggests nothing.
        """
        words = [word for part in typed.split() if (word := fold_phrase(part))]
        if not words:
            return ()
        lines = chain(self._lines_with(_LINE + words[0]), self._lines_with(words[0]))
        fitting = (line for line in lines if all(word in self._line(line) for word in words[1:]))
        return tuple(self._suggestions[line] for line in islice(_once(fitting), limit))

    def _lines_with(self, wanted: str) -> Iterator[int]:
        """Yield the numbers of the lines in which the text stands, best first."""
        at = self._text.find(wanted)
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            yield line
            at = self._text.find(wanted, self._starts[line + 1])

    def _line(self, number: int) -> str:
        return self._text[self._starts[number] : self._starts[number + 1]]


def _fields(record: RecordEntry) -> Iterator[tuple[Facet, str]]:
    yield Facet.TITLE, record.title
    yield Facet.NUMBER, record.doc_number
    for issuer in dict.fromkeys(record.issuers):
        yield Facet.ISSUER, issuer


def _once(numbers: Iterable[int]) -> Iterator[int]:
    seen: set[int] = set()
    for number in numbers:
        if number not in seen:
            seen.add(number)
            yield number
