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

_HYPHENS: Final = str.maketrans(dict.fromkeys("\u00ad\u0002\ufffe\u2010", "-"))
_LIGATURE: Final = re.compile("[\ufb00-\ufb06]")


def drawn(text: str) -> str:
    """Return a line as it is written: printed characters, one space between words."""
    printed = (" " if character.isspace() else character for character in text)
    return " ".join("".join(c for c in printed if unicodedata.category(c) not in _UNDRAWN).split())


def folded(text: str) -> str:
    """Return a line as it is compared."""
    plain = " ".join(text.translate(_HYPHENS).split())
    return _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), plain)


def page_text(page: Page) -> str:
    """Return what can be found on a page as it is compared: its text, then what stands in seals."""
    return folded(drawn("\n".join((page.text, *page.seals))))


def digest(text: str) -> str:
    """Return a short name for a page's text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
