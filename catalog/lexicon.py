"""The trade's words as data: concepts with the terms that papers use, and the marks of a domain.

The table ships as `standards/terms.toml`, whose head explains its rows. It is read as part of this package, like a
module; nothing else here touches a file.
"""

import pkgutil
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property

from catalog import weights
from catalog.patterns import Part, Pattern, WordIndex, index
from catalog.toml_shape import ShapeError, Table
from catalog.zones import plain

GROUP_MARKS = ("{", "}")


@dataclass(frozen=True, kw_only=True)
class Concept:
    """One thing that items ask for: how an item's wording shows it, how records say it, what rather means another."""

    name: str
    about: tuple[Pattern, ...]
    terms: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]

    @cached_property
    def heads(self) -> tuple[Part, ...]:
        """The parts that the terms begin with, each once."""
        return tuple(dict.fromkeys(pattern.parts[0] for pattern in self.terms))


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A field of work by the marks that its papers bear."""

    name: str
    marks: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All concepts and domains, names that decide nothing, and the ordinary language of offices.

    `law_endings` are the endings of titles, `enacted` the formulas by which a law or regulation of a higher authority
    is known. `index` finds every word of all of them.
    """

    concepts: tuple[Concept, ...]
    domains: tuple[Domain, ...]
    names: tuple[str, ...]
    ordinary: tuple[str, ...]
    law_endings: tuple[str, ...]
    enacted: tuple[Pattern, ...]
    index: WordIndex


def parse(text: str) -> Lexicon:
    """Return the lexicon that a TOML text holds; ShapeError names what is wrong."""
    table = Table(tomllib.loads(text), "")
    read = _Reader(table.mapping("groups"))
    concepts = tuple(read.concept(row) for row in table.tables("concept", "第{}个概念"))
    domains = tuple(read.domain(row) for row in table.tables("domain", "第{}个领域"))
    laws = table.tables("law", "第{}组法规")
    enacted = tuple(pattern for row in laws for pattern in read.patterns(row, "enacted", weights.SURE))
    names = _listed(table, "names", "words")
    return Lexicon(
        concepts=concepts,
        domains=domains,
        names=names,
        ordinary=_listed(table, "ordinary", "words"),
        law_endings=_listed(table, "law", "endings"),
        enacted=enacted,
        index=index(read.parts.values(), names),
    )


@cache
def shipped() -> Lexicon:
    """Return the lexicon of this package."""
    content = pkgutil.get_data("catalog", "standards/terms.toml")
    if content is None:
        raise AssertionError("the package lacks its table of terms")
    return parse(content.decode("utf-8"))


class _Reader:
    """Reads patterns; parts with the same words become one, so that a scan looks for them once."""

    def __init__(self, groups: Table) -> None:
        self._groups = groups
        self.parts: dict[tuple[str, ...], Part] = {}

    def concept(self, row: Table) -> Concept:
        row.text("source")
        return Concept(
            name=row.text("name"),
            about=self.patterns(row, "about", weights.SURE),
            unless=self.patterns(row, "unless", weights.SURE),
            terms=(
                *self.patterns(row, "sure", weights.SURE),
                *self.patterns(row, "likely", weights.LIKELY),
                *self.patterns(row, "hint", weights.HINT),
                *self.patterns(row, "title", weights.SURE, title_only=True),
            ),
        )

    def domain(self, row: Table) -> Domain:
        return Domain(name=row.text("name"), marks=self._known(row.texts("marks")))

    def patterns(self, row: Table, key: str, weight: float, *, title_only: bool = False) -> tuple[Pattern, ...]:
        return tuple(
            Pattern(tuple(self._part(part) for part in text.split("+")), weight, title_only) for text in row.texts(key)
        )

    def _part(self, text: str) -> Part:
        words: list[str] = []
        for choice in text.split("|"):
            if choice.startswith(GROUP_MARKS[0]) and choice.endswith(GROUP_MARKS[1]):
                words += self._groups.texts(choice[1:-1], required=True)
            else:
                words.append(choice)
        return self._known(tuple(words))

    def _known(self, words: tuple[str, ...]) -> Part:
        known = _plain_words(words)
        if not all(known):
            raise ShapeError(f"词表里有空的词：{words!r}。")
        return self.parts.setdefault(known, Part(known))


def _listed(table: Table, rows: str, key: str) -> tuple[str, ...]:
    return tuple(word for row in table.tables(rows, "第{}组") for word in _plain_words(row.texts(key)))


def _plain_words(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(word) for word in words))
