"""What reading a page makes of a phrase when it takes one character for another.

Any one Chinese character of a phrase of four and more may be another one; numbers are not touched, 2022年 is no
misread 2023年. Elsewhere, and in shorter phrases, a character may be one that looks like it, by the table
`lookalikes.txt`, whose first line says how it was made.
"""

from functools import cache, lru_cache
from importlib.resources import files

ANY = "\0"
"""Stands in a form for whatever one character is there; folded text never holds it."""

SHORTEST = 2
"""Folded characters that a phrase needs, that one of them may be misread."""

LONGEST = 32
"""Folded characters; of a longer phrase, pasted as it stood, every one is not tried in turn: that takes seconds."""

_OPEN_FROM = 4
_NUMERALS = frozenset("〇一二三四五六七八九十百千万亿")


@lru_cache(maxsize=256)
def forms(phrase: str) -> tuple[str, ...]:
    """Return how a folded phrase may have been read, the phrase itself first; `ANY` stands for any character.

    A phrase longer than `LONGEST` has only itself.
    """
    found = [phrase]
    for place, character in enumerate(phrase if SHORTEST <= len(phrase) <= LONGEST else ""):
        before, after = phrase[:place], phrase[place + 1 :]
        if len(phrase) >= _OPEN_FROM and _may_be_any(character):
            found.append(before + ANY + after)
        else:
            found.extend(before + other + after for other in _lookalikes().get(character, ""))
    return tuple(found)


def _may_be_any(character: str) -> bool:
    return character >= "\u3400" and character.isalpha() and character not in _NUMERALS


@cache
def _lookalikes() -> dict[str, str]:
    lines = files("index").joinpath("lookalikes.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if "\t" in line)
