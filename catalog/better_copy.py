"""Which of two copies of one paper is the better evidence, and why: a suggestion, with what speaks for the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from catalog.duplicates import Resemblance
from catalog.record import Record
from ocr.finding import Severity
from ocr.page import Ink, Page, Source

_LACKING: Final = 0.05
"""Share of the text that must be missing in one for the other to be more complete."""

_FINER: Final = 1.15
_CLEARER: Final = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One of two copies: its record, its pages, and the share of the other's text that it lacks."""

    record: Record
    pages: Sequence[Page]
    lacks: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The better copy, why, and what the other has better."""

    better: str
    reasons: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """That two records are one paper or editions of one, and which of two copies is the better; undecided so far."""

    resemblance: Resemblance
    choice: Choice | None


def choose(one: Copy, other: Copy) -> Choice:
    """Return which of two copies to keep: the more complete, the sealed original, the finer scan; else the earlier."""
    mine, theirs = _merits(one, other), _merits(other, one)
    first = {weight: words for weight, words in mine if words}
    second = {weight: words for weight, words in theirs if words}
    earlier = (one.record.received_at, one.record.id) <= (other.record.received_at, other.record.id)
    ours = min(first, default=99)
    yours = min(second, default=99)
    wins = ours < yours or (ours == yours and earlier)
    reasons = tuple((first if wins else second).values()) or ("两件不相上下，这一件先收到",)
    return Choice(
        better=one.record.id if wins else other.record.id,
        reasons=reasons,
        against=tuple((second if wins else first).values()),
    )


def _merits(one: Copy, other: Copy) -> list[tuple[int, str]]:
    """Return what a copy has better than another, the weightiest first; no words where it is no better."""
    return [
        (1, _completeness(one, other)),
        (2, "有红色印章或红头" if _is_stamped(one) and not _is_stamped(other) else ""),
        (3, "是彩色的，另一件是黑白" if _has_colour(one) and _is_grey(other) else ""),
        (4, _resolution(one, other)),
        (5, _remarks(one, other)),
        (6, _legibility(one, other)),
    ]


def _completeness(one: Copy, other: Copy) -> str:
    if other.lacks - one.lacks <= _LACKING:
        return ""
    more = one.record.page_count - other.record.page_count
    return f"内容完整，另一件缺 {more} 页" if more > 0 else f"内容完整，另一件约缺 {other.lacks:.0%}"


def _is_stamped(copy: Copy) -> bool:
    """Return whether a scan shows a seal in colour, or a red head."""
    return any(
        page.source is Source.OCR
        and page.look is not None
        and page.look.colour
        and (page.seals or any(line.ink is Ink.RED for line in page.lines))
        for page in copy.pages
    )


def _has_colour(copy: Copy) -> bool:
    return any(page.look is not None and page.look.colour for page in copy.pages)


def _is_grey(copy: Copy) -> bool:
    looks = [page.look for page in copy.pages if page.look]
    return bool(looks) and not any(look.colour for look in looks)


def _resolution(one: Copy, other: Copy) -> str:
    mine, theirs = _dots(one), _dots(other)
    return f"分辨率 {mine} dpi，另一件 {theirs} dpi" if theirs and mine > theirs * _FINER else ""


def _dots(copy: Copy) -> int:
    """Return the resolution of a scan, that of its coarsest page; 0 where nobody knows."""
    return min((page.look.dpi for page in copy.pages if page.look), default=0)


def _remarks(one: Copy, other: Copy) -> str:
    fewer = _count(other) - _count(one)
    return f"识别和扫描的问题少 {fewer} 个" if fewer > 0 else ""


def _count(copy: Copy) -> int:
    """Return how much was found wrong with the pages of a copy."""
    return sum(found.code.startswith("R") and found.severity is not Severity.INFO for found in copy.record.findings)


def _legibility(one: Copy, other: Copy) -> str:
    return "字迹更清楚" if _sureness(one) - _sureness(other) > _CLEARER else ""


def _sureness(copy: Copy) -> float:
    lines = [line.confidence for page in copy.pages for line in page.lines]
    return fmean(lines) if lines else 0.0
