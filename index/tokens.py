"""Text folded for search, and the character n-grams that stand in the index.

Folding forgets what a reader does not mean to look for: width, case, spaces and line breaks, the shape of brackets,
quotation marks and dashes, whether characters are traditional or simplified. It works character by character, so that
the folded form of any part of a text is part of the text's folded form: this is why every substring of a page finds
it. What is shown to the reader is never folded.
"""

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress, pairwise
from typing import cast

from opencc import OpenCC

CELL_BORDER = "\t"
"""Stands between two cells of a table row. No n-gram spans it; every other white space is dropped."""

# Print, scanners and keyboards disagree about these shapes: one document number comes as 〔2023〕, [2023] or （2023）.
_SAME_SHAPE = {
    "(": "([{〔【〖〘〚⦅",
    ")": ")]}〕】〗〙〛⦆",
    '"': '"“”„‟「」『』〝〞〟',
    "'": "'‘’‚‛′`",
    "-": "-‐‑‒–—―−─⁃",
    "·": "·•・‧∙⋅",
    "~": "~〜∼",
    "〇": "〇零○◯",  # the zero of 二〇二三年, which keyboards and engines write in all these ways
}
_FOLDED_SHAPE = {variant: shape for shape, variants in _SAME_SHAPE.items() for variant in variants}
_INVISIBLE = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_CELL_BORDERS = re.compile(f"{CELL_BORDER}+")


def _is_dropped(character: str) -> bool:
    return (
        unicodedata.category(character) in _INVISIBLE
        or character.isspace()
        or any(ord(character) in selectors for selectors in _VARIATION_SELECTORS)
    )


def _fold_character(character: str) -> str:
    """Return what one character folds to: nothing, itself, or several characters (㈱ becomes (株))."""
    if character == CELL_BORDER:
        return CELL_BORDER
    before, folded = "", character
    while folded != before:  # folding case can undo a decomposition, a few letters take two rounds
        before = folded
        folded = _simplified(unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", before).casefold()))
    return "".join(_FOLDED_SHAPE.get(part, part) for part in folded if not _is_dropped(part))


@cache
def _simplifier() -> Callable[[str], str]:
    return cast("Callable[[str], str]", OpenCC("t2s").convert)  # it carries no types


def _simplified(characters: str) -> str:
    """Return the simplified forms, each taken alone; OpenCC's choice among several (乾 becomes 干) is not weighed."""
    return "".join(
        _simplifier()(one) if one > "\u2e7f" and unicodedata.category(one) == "Lo" else one for one in characters
    )


class _Folding(dict[int, str]):
    """The table for `str.translate`, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        """Fold a character that was not met before, and remember it."""
        folded = self[code] = _fold_character(chr(code))
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return the text as it is compared: NFKD, case folded, without white space, cells separated by one tab."""
    folded = text.translate(_FOLDING)
    return _CELL_BORDERS.sub(CELL_BORDER, folded) if CELL_BORDER in folded else folded


def fold_phrase(text: str) -> str:
    """Return a phrase to look for, folded; a cell border at either end asks for nothing and is dropped."""
    return fold(text).strip(CELL_BORDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A folded text and, for each of its characters, the index of the printed character it came from."""

    text: str
    places: "array[int]"

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of printed characters behind the folded range, which must not be empty."""
        return self.places[start], self.places[end - 1] + 1


def fold_with_places(text: str) -> Folded:
    """Return the folded text together with the way back to the printed one."""
    pieces = list(map(_FOLDING.__getitem__, map(ord, text)))
    if CELL_BORDER in text:
        pieces = list(_without_doubled_borders(pieces))
    folded = "".join(pieces)
    places = array("L", compress(range(len(pieces)), pieces))
    if len(places) < len(folded):  # a character became several
        places = array("L", [place for place, piece in enumerate(pieces) for _ in piece])
    return Folded(text=folded, places=places)


def _without_doubled_borders(pieces: Iterable[str]) -> Iterator[str]:
    after_border = False
    for piece in pieces:
        yield "" if after_border and piece == CELL_BORDER else piece
        after_border = piece == CELL_BORDER or (after_border and not piece)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gram:
    """One character or two neighbouring ones of a folded text, and the index of the first."""

    text: str
    position: int


def grams(folded: str) -> Iterator[Gram]:
    """Yield every single character and every pair of neighbours, in the order of their first character."""
    for position, character in enumerate(folded):
        if character == CELL_BORDER:
            continue
        yield Gram(text=character, position=position)
        pair = folded[position : position + 2]
        if len(pair) == 2 and pair[1] != CELL_BORDER:  # noqa: PLR2004 - a pair has two
            yield Gram(text=pair, position=position)


def count_grams(folded: str) -> Counter[str]:
    """Return how often each of the `grams` stands in the text; the fast way for whole pages."""
    counts: Counter[str] = Counter()
    for cell in folded.split(CELL_BORDER):
        counts.update(cell)
        counts.update(first + second for first, second in pairwise(cell))
    return counts


def pairs(phrase: str) -> list[str]:
    """Return the distinct pairs of neighbours of a folded phrase in order, none of them across a cell border."""
    return list(dict.fromkeys(gram.text for gram in grams(phrase) if len(gram.text) > 1))
