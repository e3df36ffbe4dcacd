"""Suggestions while a clerk types: titles, document numbers and issuers that hold what stands in the box already."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.entry import RecordEntry
from index.facets import NAMES, Facet
from index.tokens import fold_phrase

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
                known = counted.get(key)
                counted[key] = Suggestion(
                    facet=facet, text=known.text if known else text, records=known.records + 1 if known else 1
                )
        by_rank = sorted(counted.items(), key=lambda one: (-one[1].records, len(one[0][1]), one[0]))
        self._known = [(folded, suggestion) for (_, folded), suggestion in by_rank if folded]

    def complete(self, typed: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return what holds all typed words: first what begins with them, then what more records bear.

        Nothing typed suggests nothing.
        """
        words = [word for part in typed.split() if (word := fold_phrase(part))]
        if not words:
            return ()
        beginning: list[Suggestion] = []
        holding: list[Suggestion] = []
        for folded, suggestion in self._known:
            if all(word in folded for word in words):
                (beginning if folded.startswith(words[0]) else holding).append(suggestion)
                if len(beginning) == limit:
                    break
        return tuple([*beginning, *holding][:limit])


def _fields(record: RecordEntry) -> Iterator[tuple[Facet, str]]:
    yield Facet.TITLE, record.title
    yield Facet.NUMBER, record.doc_number
    for issuer in dict.fromkeys(record.issuers):
        yield Facet.ISSUER, issuer
