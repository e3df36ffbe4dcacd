"""Text as it is written into a layer, and as it is compared when it is read back. Pure.

Readers change a little of what they extract: PDFium hands out a hyphen at the end of a line as a mark that the word
goes on, and takes ligatures apart; all of them turn runs of space into one. What they may do is folded on both sides
of a comparison, nothing else.
"""

import hashlib
import re
import unicodedata
from typing import Final

from ocr.page import Page

_UNDRAWN: Final = frozenset({"Cc", "Cf", "Cs"})
"""Controls and half characters: none of it is print."""

FULL: Final = 1000
HALF: Final = 500

_OFTEN_WIDE: Final = frozenset(",:;!?()")
"""Marks that engines give in half width beside Chinese characters, where print has them in full width."""

_CHINESE: Final = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_OPENING: Final = frozenset("（〔［【《〈「『“‘(")
_CLOSING: Final = frozenset("，。、；：！？）〕］】》〉」』”’,:;!?)")

_HYPHENS: Final = str.maketrans(dict.fromkeys("\u00ad\u0002\ufffe\u2010", "-"))
_LIGATURE: Final = re.compile("[\ufb00-\ufb06]")


def drawn(text: str) -> str:
    """Return a line as it is written: printed characters, one space between words."""
    printed = (" " if character.isspace() else character for character in text)
    return " ".join("".join(c for c in printed if unicodedata.category(c) not in _UNDRAWN).split())


def advances(text: str) -> tuple[int, ...]:
    """Return how far each character moves on, in thousandths of the type size: full, half, or not at all."""
    widths = [_advance(character) for character in text]
    for place, character in enumerate(text):
        beside = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
        if character in _OFTEN_WIDE and any(_CHINESE.match(other) for other in beside):
            widths[place] = FULL
    return tuple(widths)


def _advance(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    # Marks that are narrow in Latin print and wide in Chinese (“ ” … —) stand here among Chinese characters.
    return FULL if unicodedata.east_asian_width(character) in {"W", "F", "A"} else HALF


def blank(text: str) -> tuple[int, int]:
    """Return how much of its first and its last character's width leaves no ink, so that no box can show it."""
    widths = advances(text)
    before = HALF if text[0] in _OPENING and widths[0] == FULL else 0
    after = HALF if text[-1] in _CLOSING and widths[-1] == FULL else 0
    return before, after


def folded(text: str) -> str:
    """Return a line as it is compared."""
    plain = " ".join(text.translate(_HYPHENS).split())
    return _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), plain)


def squeezed(text: str) -> str:
    """Return characters as they are compared where spaces may differ."""
    return "".join(text.translate(_HYPHENS).split())


def page_text(page: Page) -> str:
    """Return what can be found on a page as it is compared: its text, then what stands in seals."""
    return folded(drawn("\n".join((page.text, *page.seals))))


def digest(text: str) -> str:
    """Return a short name for a page's text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
