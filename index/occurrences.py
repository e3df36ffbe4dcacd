"""Where in a printed text the things stand that a search looks for; snippets and boxes mark the same places."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.misreading import ANY, forms
from index.numerals import spellings
from index.query import Field, Misread, Node, Span, Word, positive_leaves
from index.tokens import Folded, fold_with_places, pairs


@dataclass(frozen=True, slots=True)
class Range:
    """A half-open range of characters."""

    start: int
    end: int


def needles(tree: Node) -> tuple[str, ...]:
    """Return the folded texts that a reader looks for when the tree is asked, longest first; `ANY` is any character."""
    found: list[str] = []
    for leaf in positive_leaves(tree):
        if isinstance(leaf, Word):
            found.extend(spellings(leaf.text))
        elif isinstance(leaf, Misread):
            found.extend((*spellings(leaf.text), *forms(leaf.text)))
        elif isinstance(leaf, Field):
            found.extend((leaf.literal, *spellings(leaf.value)) if leaf.facet.is_text else (leaf.literal,))
        elif isinstance(leaf, Span):
            found.append(leaf.literal)
        else:
            found.extend(pairs(leaf.text))
    return tuple(sorted(dict.fromkeys(text for text in found if text), key=len, reverse=True))


def find(printed: str, wanted: Sequence[str]) -> list[Range]:
    """Return where any of `wanted`, as `needles` gives it, stands in the text, in order; what touches is one range."""
    folded = fold_with_places(printed)
    return _merged(found for needle in wanted for found in _all(folded, needle))


def _all(folded: Folded, needle: str) -> list[Range]:
    pattern = re.escape(needle).replace(re.escape(ANY), ".")
    return [Range(*folded.printed(*found.span())) for found in re.finditer(pattern, folded.text)]


def _merged(ranges: Iterable[Range]) -> list[Range]:
    """Return the ranges in order, those that overlap or touch as one."""
    merged: list[Range] = []
    for one in sorted(ranges, key=lambda found: (found.start, found.end)):
        if merged and one.start <= merged[-1].end:
            merged[-1] = Range(merged[-1].start, max(merged[-1].end, one.end))
        else:
            merged.append(one)
    return merged
