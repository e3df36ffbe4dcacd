"""The query language: what a clerk types, as a tree. Any input is a valid query; what was not understood is noted.

Words all have to stand on the page, each of them unbroken; “phrases” may hold spaces; OR or | gives a choice, NOT or -
excludes, brackets group, `题名:` and the other names of `index.facets` ask a record's fields, 成文日期: a range of
dates. NOT binds closest, then AND (which is what a space means), then OR. A word is found inside longer ones without
being asked to, so that the * of 慰问* changes nothing; `走访慰问~` also finds what was misread by one character.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from index import spans
from index.facets import NAMES, Facet, facet_key
from index.scanning import Kind, Token, scan
from index.tokens import fold_phrase


@dataclass(frozen=True, slots=True)
class Word:
    """True of a page on which the folded text stands, in any spelling of its numbers (`index.numerals`).

    A quoted phrase is never loosened.
    """

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Misread:
    """True where a `Word` is, and where the text stands with one character misread (`index.misreading`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """True of a page that shares enough n-grams with the folded text; takes the place of a word that stands nowhere."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """True of every page of a record whose field has the value.

    `literal` is the same as it was typed, folded: forms are printed with `文号：` and `年度：`, and who copies
    that from a page must find the page, so it is also true of a page on which `literal` stands. With `prefix` the
    value need only begin as `value` does.
    """

    facet: Facet
    value: str
    literal: str = ""
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """True of every page of a record dated from `since` to `until`, numbers such as 20230801; `literal` as in Field."""

    since: int
    until: int
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Not:
    """True where `part` is not."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """True where all parts are."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """True where one of the parts is."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Besides:
    """True where `near` is, which is wherever `exact` is and elsewhere; only ever the root of a tree.

    Pages that `exact` is true of come first, the others are marked as near.
    """

    exact: "Node"
    near: "Node"


Leaf = Word | Misread | Near | Field | Span
Node = Leaf | Not | And | Or | Besides


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A tree, None when nothing is asked for, and notes in Chinese on what was read otherwise than typed."""

    tree: Node | None
    notes: tuple[str, ...] = ()


_LEFT_OUT = "“{sign}”前后缺少要查的词，已忽略。"
_UNPAIRED = "“{word}”的括号或引号不成对，按“{text}”查找。"
_FIELD_EMPTY = "“{name}”后面没有内容，按原文查找。"
_FIELD_GROUP = "“{name}”后面只能跟一个词或一句带引号的话，这个字段名已按原文查找。"
_NO_DATE = "“{value}”不是日期，也不是日期范围（写成 2023、2023-08 或 2022..2023），已按原文查找。"
_DASH_ALONE = "只写了“-”开头的词，没有写要找的词，已按原文查找。"

_QUOTES = '“”"'


def parse(typed: str) -> Query:
    """Return the query that was typed; never fails."""
    whole = fold_phrase(typed)
    if not whole:
        return Query(tree=None)
    tokens = scan(typed)
    parser = _Parser(tokens)
    tree = parser.choice()
    if tree is None:
        return Query(tree=Word(whole))
    if not any(positive_leaves(tree)) and any(token.kind is Kind.DASH for token in tokens):
        return Query(tree=Word(whole), notes=(_DASH_ALONE,))
    return Query(tree=tree, notes=tuple(dict.fromkeys(parser.notes)))


def positive_leaves(tree: Node, *, positive: bool = True) -> Iterator[Leaf]:
    """Yield the leaves that speak for a page, in the order they were typed; those under an odd number of NOT do not."""
    if isinstance(tree, Not):
        yield from positive_leaves(tree.part, positive=not positive)
    elif isinstance(tree, And | Or):
        for part in tree.parts:
            yield from positive_leaves(part, positive=positive)
    elif isinstance(tree, Besides):
        yield from positive_leaves(tree.near, positive=positive)
    elif positive:
        yield tree


def excludes(tree: Node) -> bool:
    """Whether anything in the tree is excluded."""
    if isinstance(tree, And | Or):
        return any(excludes(part) for part in tree.parts)
    if isinstance(tree, Besides):
        return excludes(tree.exact)
    return isinstance(tree, Not)


def both(*trees: Node | None) -> Node | None:
    """Return the tree that asks for all of these; None asks for nothing."""
    parts = tuple(tree for tree in trees if tree is not None)
    return _joined(And, parts)


def _joined(kind: type[And] | type[Or], parts: tuple[Node, ...]) -> Node | None:
    if len(parts) > 1:
        return kind(parts)
    return parts[0] if parts else None


class _Parser:
    """Recursive descent over the tokens; `scan` bounds the depth of the groups."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self.notes: list[str] = []

    def _next(self, *kinds: Kind) -> Token | None:
        """Return the next token and step over it, if it is one of `kinds`."""
        if self._at < len(self._tokens) and self._tokens[self._at].kind in kinds:
            self._at += 1
            return self._tokens[self._at - 1]
        return None

    def choice(self) -> Node | None:
        """Read terms up to the end of the group, joined by OR."""
        parts = [self._all_of()]
        while (sign := self._next(Kind.OR)) is not None:
            parts.append(self._all_of())
            if parts[-1] is None or parts[-2] is None:
                self.notes.append(_LEFT_OUT.format(sign=sign.text))
        return _joined(Or, tuple(part for part in parts if part is not None))

    def _all_of(self) -> Node | None:
        parts: list[Node] = []
        while self._at < len(self._tokens) and self._tokens[self._at].kind not in {Kind.OR, Kind.CLOSE}:
            sign = self._next(Kind.AND)
            part = self._term()
            if part is not None:
                parts.append(part)
            if sign and (part is None or len(parts) < 2):  # noqa: PLR2004 - AND stands between two
                self.notes.append(_LEFT_OUT.format(sign=sign.text))
        return _joined(And, tuple(parts))

    def _term(self) -> Node | None:
        negated: Token | None = None
        odd = False
        while (sign := self._next(Kind.NOT, Kind.DASH)) is not None:
            negated, odd = sign, not odd
        part = self._operand()
        if part is None and negated is not None:
            self.notes.append(_LEFT_OUT.format(sign=negated.text))
        return Not(part) if part is not None and odd else part

    def _operand(self) -> Node | None:
        if self._next(Kind.OPEN):
            group = self.choice()
            self._next(Kind.CLOSE)
            return group
        if (field := self._next(Kind.FIELD)) is not None:
            return self._field(field)
        if (phrase := self._next(Kind.PHRASE)) is not None:
            return _word(phrase.text, quoted=True)
        if (word := self._next(Kind.WORD)) is not None:
            return self._plain(word.text)
        return None

    def _plain(self, word: str) -> Node | None:
        if word in "-&+" and len(self._tokens) > 1:
            self.notes.append(_LEFT_OUT.format(sign=word))
            return None
        text = _without_unpaired_ends(word)
        if text != word:
            self.notes.append(_UNPAIRED.format(word=word, text=text))
        if len(text) > 1 and text.endswith("~"):
            folded = fold_phrase(text.rstrip("~"))
            return Misread(folded) if folded else _word(text)
        return _word(text.rstrip("*") or text)

    def _field(self, field: Token) -> Node | None:
        value = self._next(Kind.WORD, Kind.PHRASE)
        asked = _asked(NAMES[field.text[:-1].lower()], value, fold_phrase(field.text + value.text)) if value else None
        if asked is not None:
            return asked
        grouped = self._at < len(self._tokens) and self._tokens[self._at].kind is Kind.OPEN
        if value is not None and fold_phrase(value.text):
            self.notes.append(_NO_DATE.format(value=value.text))
            return _word(field.text + value.text, quoted=True)
        self.notes.append((_FIELD_GROUP if grouped else _FIELD_EMPTY).format(name=field.text))
        return _word(field.text)


def _asked(facet: Facet, value: Token, literal: str) -> Node | None:
    """Return what is asked of a field, None where the value is empty or no date."""
    if facet is Facet.DATE:
        span = spans.parse(value.text)
        return Span(*span, literal) if span else None
    if facet is Facet.YEAR and (years := spans.years(value.text)) is not None:
        return Or(tuple(Field(facet, year, literal) for year in years)) if years else None
    typed = (value.text.rstrip("*") or value.text) if value.kind is Kind.WORD else value.text
    key = facet_key(facet, typed)
    return Field(facet, key, literal, prefix=typed != value.text and not facet.is_text) if key else None


def _word(text: str, *, quoted: bool = False) -> Word | None:
    folded = fold_phrase(text)
    return Word(folded, quoted) if folded else None


def _without_unpaired_ends(word: str) -> str:
    """Return the word without a bracket or quotation mark at its ends whose partner was left behind in copying."""
    text = word
    if text.startswith("(") and text.count("(") > text.count(")"):
        text = text.lstrip("(")
    if text.endswith(")") and text.count(")") > text.count("("):
        text = text.rstrip(")")
    if sum(text.count(mark) for mark in _QUOTES) % 2:
        text = text.lstrip(_QUOTES) if text[0] in _QUOTES else text.rstrip(_QUOTES)
    return text or word
