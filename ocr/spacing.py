"""Spaces: Chinese is written without them, and engines and joined lines bring some in."""

import re
from collections.abc import Sequence
from typing import Final

_CJK: Final = (
    "\u2e80-\u303f\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff“”‘’…—"
)
_FULL_WIDTH: Final = "\u2e80"
_SPACE_BESIDE_CJK: Final = re.compile(f"(?<=[{_CJK}]) +| +(?=[{_CJK}])")
_ENDS_IN_CJK: Final = re.compile(f"[{_CJK}]$")
_BEGINS_WITH_CJK: Final = re.compile(f"^[{_CJK}]")


def joined(texts: Sequence[str]) -> str:
    """Return pieces of one line as one text: a space between them only where neither side is Chinese."""
    whole = ""
    for text in texts:
        apart = whole and text and not (_ENDS_IN_CJK.search(whole) or _BEGINS_WITH_CJK.search(text))
        whole += (" " if apart else "") + text
    return whole


def without_stray_spaces(text: str) -> str:
    """Return the text without spaces beside Chinese characters and punctuation, and without those at its ends."""
    return _SPACE_BESIDE_CJK.sub("", text.strip())


def width_of(text: str) -> float:
    """Return how many full-width characters wide a text is set; Latin letters and figures take half of one."""
    return sum(1.0 if character >= _FULL_WIDTH else 0.5 for character in text)
