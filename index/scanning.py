"""What was typed, split into words, phrases, field names and operators; the first half of reading a query.

A sign is an operator only where it stands like one. Clerks paste words from the page, and there brackets, dashes and
quotation marks are print: `国发（2023）12号` is one word, `（慰问 OR 走访） 座谈` begins with a bracketed group.
Signs are compared without regard to their width, so that a query and its full-width twin read alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from index.facets import NAMES

_TO_HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0xFF62: "「",
    0xFF63: "」",
}
_CLOSING_QUOTES = dict.fromkeys('“”"', '“”"') | {"「": "」", "『": "』"}
_OPENING, _CLOSING = '"“「『', '"”」』'
_DEEPEST = 30


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    DASH = auto()
    """NOT written as `-`."""


_SPELLED = {"OR": Kind.OR, "AND": Kind.AND, "NOT": Kind.NOT}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query. `text` is a word's or phrase's content, for a field its name with the colon."""

    kind: Kind
    text: str


def scan(typed: str) -> list[Token]:
    """Return the tokens of a query in order. Every character but white space and operators is in one of them."""
    return list(_Scanner(typed.translate(_TO_HALF_WIDTH)).tokens())


def _pairs(text: str) -> dict[int, int]:
    """Return where the bracket opened at each index is closed; brackets that have no partner are left out."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for place, character in enumerate(text):
        if character == "(":
            opened.append(place)
        elif character == ")" and opened:
            partners[opened.pop()] = place
    return partners


class _Scanner:
    """Reads a query from left to right; `_at` is where the next term may start."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._partners = _pairs(text)
        self._ends: list[int] = []  # where the groups that are open now will close
        self._at = 0

    def tokens(self) -> Iterator[Token]:
        while self._at < len(self._text):
            character = self._text[self._at]
            if character.isspace():
                self._at += 1
            elif character == "|":
                yield self._sign(Kind.OR)
            elif character == "(" and self._opens_group():
                self._ends.append(self._partners[self._at])
                yield self._sign(Kind.OPEN)
            elif self._ends and self._at == self._ends[-1]:
                self._ends.pop()
                yield self._sign(Kind.CLOSE)
            elif character == "-" and self._negates():
                yield self._sign(Kind.DASH)
            else:
                yield self._phrase() or self._word()

    def _sign(self, kind: Kind) -> Token:
        self._at += 1
        return Token(kind, self._text[self._at - 1])

    def _ends_term(self, place: int) -> bool:
        """Whether a term may end before `place`: there the text ends, or a space, sign or group end follows."""
        if place >= len(self._text) or (self._ends and place == self._ends[-1]):
            return True
        return self._text[place].isspace() or self._text[place] == "|"

    def _opens_next(self, place: int) -> bool:
        """Whether the quotation mark here closes a phrase because another phrase or group is opened right after it."""
        following = self._text[place + 1]
        return self._text[place] in _CLOSING and (following in _OPENING or place + 1 in self._partners)

    def _opens_group(self) -> bool:
        """Whether the bracket here groups terms, rather than being printed as in （一）加强领导."""
        close = self._partners.get(self._at)
        if close is None or len(self._ends) >= _DEEPEST or not self._text[self._at + 1 : close].strip():
            return False
        content = self._text[self._at + 1 : close]
        return (
            self._ends_term(close + 1)
            or close + 1 in self._partners
            or any(c.isspace() or c == "|" for c in content.strip())
        )

    def _negates(self) -> bool:
        """Whether the dash here means NOT; it does not in `- 3 -`, `-3-` and `--`."""
        following = self._text[self._at + 1 : self._at + 2]
        if not following or following.isspace() or following in "-|)":
            return False
        end = self._word_end(self._at + 1)
        return self._text[end - 1] != "-"

    def _phrase(self) -> Token | None:
        """Return the quoted phrase that starts here, or None where the quotation mark is print."""
        closing = _CLOSING_QUOTES.get(self._text[self._at])
        if closing is None:
            return None
        limit = self._ends[-1] if self._ends else len(self._text)
        for place in range(self._at + 1, limit):
            if self._text[place] not in closing:
                continue
            content = self._text[self._at + 1 : place]
            spaced = any(c.isspace() for c in content.strip())
            if content.strip() and (self._ends_term(place + 1) or self._opens_next(place) or spaced):
                self._at = place + 1
                return Token(Kind.PHRASE, content)
        return None

    def _word_end(self, start: int) -> int:
        end = start
        while end < len(self._text):
            if self._text[end].isspace() or self._text[end] == "|" or (self._ends and end == self._ends[-1]):
                break
            end += 1
        return max(end, start + 1)

    def _word(self) -> Token:
        end = self._word_end(self._at)
        word = self._text[self._at : end]
        if word in _SPELLED:
            self._at = end
            return Token(_SPELLED[word], word)
        name, colon, _ = word.partition(":")
        if colon and name.lower() in NAMES:
            self._at += len(name) + 1
            return Token(Kind.FIELD, name + colon)
        self._at = end
        return Token(Kind.WORD, word)
