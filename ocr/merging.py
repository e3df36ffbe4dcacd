"""Merging: two readings of one line, with a stamp over it and without, become one.

Both looks see the same print, so nothing is put in that neither of them read.
"""

from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Final, TypeAlias

from ocr.engines import Reading

Covered: TypeAlias = Callable[[float], bool]
"""Whether ink lies over a place of the line, from 0 (its beginning) to 1 (its end)."""

_ALIKE: Final = 0.5
"""Share of characters in common from which two readings are of the same print and are put together by pieces."""

_LEAD: Final = 0.1
"""How much surer the first look has to be to be believed under the ink."""

_SURE: Final = 0.8
"""Confidence from which a reading that saw more is believed before one that is surer of less."""


def merged(first: Reading, second: Reading, covered: Covered) -> Reading:
    """Return the line that two looks at one place read; `second` is the one without the ink.

    Where the looks differ, the surer of both is believed, and under the ink the second where they see more or fewer
    signs; what only one of them has stands if that one is sure. Of readings that have little in common the better is
    taken whole.
    """
    pieces = SequenceMatcher(a=first.text, b=second.text, autojunk=False)
    if pieces.ratio() < _ALIKE:
        return second if is_better(second, first) else first
    text = ""
    for _, start, end, other_start, other_end in pieces.get_opcodes():
        under = covered((other_start + other_end) / 2 / max(1, len(second.text)))
        one = replace(first, text=first.text[start:end])
        other = replace(second, text=second.text[other_start:other_end])
        text += (_piece_under_ink if under else _piece)(one, other)
    if text in {first.text, second.text}:
        return second if text == second.text else first
    surer = max(first, second, key=lambda reading: reading.confidence)
    return Reading(quad=surer.quad, text=text, confidence=min(first.confidence, second.confidence))


def _piece(one: Reading, other: Reading) -> str:
    """Return what stands at a place of the line beside the ink, which both looks see as well."""
    if not one.text or not other.text:
        only = other if other.text else one
        return only.text if only.confidence >= _SURE else ""
    return other.text if other.confidence >= one.confidence else one.text


def _piece_under_ink(one: Reading, other: Reading) -> str:
    """Return what stands at a place under the ink, which may look like print to the first look.

    As many signs in both looks are print that both saw: taking grey ink away takes a little of it as well.
    """
    if not one.text:
        return other.text if other.confidence >= min(_SURE, one.confidence) else ""
    if len(one.text) == len(other.text):
        return one.text if one.confidence > other.confidence else other.text
    return one.text if one.confidence > other.confidence + _LEAD else other.text


def is_better(second: Reading, first: Reading) -> bool:
    """Return whether the look without the ink should stand in the place of the other.

    It is better where it is surer, or reads more characters with confidence: under ink the first look often reads
    two characters of ten, and is sure of them.
    """
    more = second.confidence >= _SURE and len(second.text) > len(first.text)
    return second.confidence >= first.confidence or more


def agreement(one: str, other: str) -> float:
    """Return how far two readings agree, from 0 to 1; what only one of them has counts half."""
    if not one and not other:
        return 1.0
    wrong = 0.0
    for kind, start, end, other_start, other_end in SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        size = max(end - start, other_end - other_start)
        wrong += 0.0 if kind == "equal" else size if kind == "replace" else size / 2
    return max(0.0, 1 - wrong / max(len(one), len(other)))
