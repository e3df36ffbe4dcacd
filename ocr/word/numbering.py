"""List labels: the numbers that Word prints before paragraphs and keeps nowhere as text (ISO/IEC 29500-1, 17.9)."""

import re
from dataclasses import dataclass, field

from ocr.word.counting import format_number
from ocr.word.styles import Styles
from ocr.word.xml import Element, attribute, child, is_on, number, value, w

_LEVELS = 9
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a list is numbered."""

    style: str
    text: str
    start: int
    restarts: bool
    in_digits: bool


@dataclass(slots=True)
class _Count:
    """How far an abstract list has been counted; shared by the lists made from it."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict[int, int])


class Numbering:
    """Counts the lists of a document. Paragraphs are shown to it once, in document order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """Take the part `numbering.xml`, or None for a file without lists."""
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._lists: dict[int, Element] = {}
        self._counts: dict[str, _Count] = {}
        self._begun: set[int] = set()
        for element in root if root is not None else ():
            if element.tag == w("abstractNum"):
                self._abstract[element.get(w("abstractNumId")) or ""] = element
            elif element.tag == w("num"):
                self._lists[(attribute(element, "numId") or 0)] = element

    def label(self, paragraph: Element) -> str:
        """Return the label of a paragraph, counting it; empty for one without."""
        place = self._styles.list_place(paragraph)
        if place is None or place[0] not in self._lists:
            return ""
        list_id, level, style = place
        abstract = self._resolved(value(self._lists[list_id], "abstractNumId") or "")
        if abstract not in self._abstract:
            return ""
        if level is None:
            level = self._level_of_style(abstract, style)
        return self._counted(list_id, abstract, min(max(level, 0), _LEVELS - 1))

    def _resolved(self, abstract: str) -> str:
        """Return the abstract list that another one only links to through a numbering style (17.9.21)."""
        linked = value(self._abstract.get(abstract), "numStyleLink")
        if linked is None:
            return abstract
        targets = (key for key, element in self._abstract.items() if value(element, "styleLink") == linked)
        return next(targets, abstract)

    def _level_of_style(self, abstract: str, style: str | None) -> int:
        """Return the level that a list reserves for a paragraph style; the first when it names none."""
        for level in self._abstract[abstract].iter(w("lvl")):
            if style is not None and value(level, "pStyle") == style:
                return attribute(level, "ilvl") or 0
        return 0

    def _counted(self, list_id: int, abstract: str, level: int) -> str:
        """Return the next label of a list at a level."""
        count = self._counts.setdefault(abstract, _Count(_levels(self._abstract[abstract])))
        if list_id not in self._begun:
            self._begun.add(list_id)
            self._override(list_id, count)
        if level not in count.levels:
            return ""
        count.counts[level] = count.counts.get(level, count.levels[level].start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            if deeper not in count.levels or count.levels[deeper].restarts:
                count.counts.pop(deeper, None)
        return _written(count, level)

    def _override(self, list_id: int, count: _Count) -> None:
        """Apply what a list changes in the abstract list that it is made from (17.9.8)."""
        for override in self._lists[list_id].iter(w("lvlOverride")):
            level = attribute(override, "ilvl") or 0
            own = child(override, "lvl")
            if own is not None:
                count.levels[level] = _level(own)
            start = number(override, "startOverride")
            if start is not None:
                count.counts[level] = start - 1


def _levels(abstract: Element) -> dict[int, Level]:
    """Return the levels of an abstract list."""
    return {(attribute(level, "ilvl") or 0): _level(level) for level in abstract if level.tag == w("lvl")}


def _level(level: Element) -> Level:
    """Return one level."""
    start = number(level, "start")
    return Level(
        style=value(level, "numFmt") or "decimal",
        text=value(level, "lvlText") or "",
        start=1 if start is None else start,
        restarts=value(level, "lvlRestart") != "0",
        in_digits=bool(is_on(level, "isLgl")),
    )


def _written(count: _Count, level: int) -> str:
    """Return a label with the numbers of all levels it names; a bullet from a symbol font becomes a plain one."""
    own = count.levels[level]
    if own.style == "bullet":
        return _PRIVATE.sub("•", own.text)

    def numbered(match: re.Match[str]) -> str:
        named = int(match[1]) - 1
        if named not in count.levels:
            return ""
        value_there = count.counts.get(named, count.levels[named].start)
        return format_number(value_there, "decimal" if own.in_digits else count.levels[named].style)

    return _PLACE.sub(numbered, own.text)
