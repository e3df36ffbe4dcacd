"""The line of print around a hit, with the hit marked; safe to place into HTML."""

import re
from collections.abc import Sequence
from html import escape

from index.occurrences import Range, find
from index.tokens import CELL_BORDER

AROUND = 60
"""How many printed characters are shown around a hit, before and after it together."""

_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_SPACES = re.compile(r"[^\S\t]+")


def mark(text: str, wanted: Sequence[str], *, around: int = AROUND) -> str | None:
    """Return the best place of the text as HTML with the wanted in `<mark>`; None where nothing of it stands.

    `wanted` is folded, as `occurrences.needles` gives it. The place is the one where most of it stands together. Line
    breaks within Chinese are closed up, other white space becomes one space.
    """
    printed = _one_line(text)
    hits = find(printed, wanted)
    if not hits:
        return None
    window = _window(hits, len(printed), around)
    return _render(printed, window, [hit for hit in hits if hit.start >= window.start and hit.end <= window.end])


def opening(text: str, *, around: int = AROUND) -> str:
    """Return the beginning of a text as HTML, for a page that was found by its record's fields."""
    printed = _one_line(text)
    return _render(printed, Range(0, min(around, len(printed))), [])


def _one_line(text: str) -> str:
    """Return the text in one line that folds as the text does. Table rows keep a space between them."""
    joined: list[str] = []
    before = CELL_BORDER
    for printed in text.split("\n"):
        line = _SPACES.sub(" ", printed).strip(" ")
        if not line:
            continue
        in_table = CELL_BORDER in before or CELL_BORDER in line
        if joined and (in_table or not (_WIDE.match(before[-1]) or _WIDE.match(line[0]))):
            joined.append(" ")
        joined.append(line)
        before = line
    return "".join(joined)


def _window(hits: Sequence[Range], length: int, around: int) -> Range:
    """Return the range to show: around the hit from which on most marked characters fit."""
    best, most = hits[0], -1
    for number, hit in enumerate(hits):
        covered = 0
        for other in hits[number:]:
            if other.end > hit.start + max(around // 2, hit.end - hit.start):
                break
            covered += other.end - other.start
        if covered > most:
            best, most = hit, covered
    start = max(0, best.start - around // 2)
    end = best.end + around - (best.start - start)
    return Range(max(0, start - max(0, end - length)), min(end, length))


def _render(text: str, window: Range, hits: Sequence[Range]) -> str:
    pieces = ["…" if window.start else ""]
    at = window.start
    for hit in hits:
        pieces += [_escaped(text[at : hit.start]), "<mark>", _escaped(text[hit.start : hit.end]), "</mark>"]
        at = hit.end
    pieces += [_escaped(text[at : window.end]), "…" if window.end < len(text) else ""]
    return "".join(pieces)


def _escaped(text: str) -> str:
    return escape(text.replace(CELL_BORDER, " "))
