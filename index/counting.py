"""How many of the pages and records that answer stand under each value of a facet."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from index.entry import RecordEntry
from index.facets import Facet, facet_key
from index.results import Count, Facets

_COUNTED: dict[Facet, Callable[[RecordEntry], tuple[str, ...]]] = {
    Facet.ITEM: lambda record: record.items,
    Facet.YEAR: lambda record: (record.year,),
    Facet.ISSUER: lambda record: record.issuers,
    Facet.KIND: lambda record: (record.kind,),
    Facet.STATE: lambda record: (record.state,),
}


def count(tally: Mapping[str, int], records: Mapping[str, RecordEntry]) -> Facets:
    """Return the counts of all facets: what each value would leave if it were asked for besides.

    `tally` says how many pages of each record answer. Values that are compared as one (02 and 2) count as one, under
    the form that comes first.
    """
    found = [(records[name], pages) for name, pages in tally.items() if name in records]
    return {
        facet: _counts(facet, [(read(record), pages) for record, pages in found]) for facet, read in _COUNTED.items()
    }


def _counts(facet: Facet, found: list[tuple[tuple[str, ...], int]]) -> tuple[Count, ...]:
    alike = Counter(values for values, _ in found)  # a thousand records have few values
    answering: dict[tuple[str, ...], int] = dict.fromkeys(alike, 0)
    for values, pages_of_one in found:
        answering[values] += pages_of_one
    keys = {value: facet_key(facet, value) for values in alike for value in values}
    printed = {key: value for value, key in reversed(keys.items()) if key}
    implied = _implied(facet, printed)
    pages, records = dict.fromkeys(printed, 0), dict.fromkeys(printed, 0)
    for values, count_of_records in alike.items():
        for key in {name for value in values if keys[value] for name in implied[keys[value]]}:
            pages[key] += answering[values]
            records[key] += count_of_records
    counts = (Count(value=value, pages=pages[key], records=records[key]) for key, value in printed.items())
    return tuple(sorted(counts, key=lambda one: (-one.records, -one.pages, one.value)))


def _implied(facet: Facet, keys: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return for each value those that it answers to: itself and, where any part matches, what it contains."""
    if not facet.is_text:
        return {key: (key,) for key in keys}
    return {key: tuple(part for part in keys if part in key) for key in keys}
