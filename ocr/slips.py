"""Slips of an engine that the line itself gives away. What the line does not prove wrong stays as it was seen."""

from collections.abc import Mapping
from typing import Final

_PAIRS: Final[Mapping[str, str]] = {
    "（": "）",
    "(": ")",
    "〔": "〕",
    "[": "]",
    "【": "】",
    "［": "］",
    "{": "}",
}
_BY_CLOSING: Final = {closing: opening for opening, closing in _PAIRS.items()}
_STRENGTH: Final = "〔【（［[({"
"""When the two brackets of a pair differ, the one that stands first here is believed.

Tortoise-shell brackets are the rarest and are seen only where they are: those of a document number come out as 〔 and
], or as [ and 〕. A full-width bracket loses its white half more easily than a half-width one gains it.
"""


def with_matching_brackets(text: str) -> str:
    """Return a line in which a bracket is closed by its own counterpart: 〔2025）334号 becomes 〔2025〕334号.

    Brackets that are not closed on the line, or close nothing on it, stay.
    """
    characters = list(text)
    waiting: list[int] = []
    for at, character in enumerate(characters):
        if character in _PAIRS:
            waiting.append(at)
        elif character in _BY_CLOSING and waiting:
            opened = waiting.pop()
            believed = min(characters[opened], _BY_CLOSING[character], key=_STRENGTH.index)
            characters[opened], characters[at] = believed, _PAIRS[believed]
    return "".join(characters)
