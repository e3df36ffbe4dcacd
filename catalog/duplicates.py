"""One paper that came in twice, or in an old and a new edition: what speaks for it and what against.

The same paper is scanned again, copied, or kept as a Word file too; the readings differ by slips. Papers of one series
(next year's notice, another village's roster) are nearly the same and say their figures and names otherwise. Every
sign has a weight in log odds; the weights are tried on composed pairs (`bench/duplicates.py`). A proposal for a clerk,
never a fact.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from catalog import likeness, wording
from catalog.continuing import likelihood
from catalog.record import Description, Seen
from catalog.wording import Difference, Wording
from ocr.page import Page

LEAST: Final = 0.6
"""The confidence from which two records are proposed to be one paper."""

_MOST_ARE_NOT: Final = -1.5
"""Most records that are alike are of one series."""

_SURE: Final = 0.8
"""The confidence from which a field speaks for or against."""

_SHORT: Final = 60
"""Characters; shorter texts are on many papers and pictures."""

_RULES: Final = re.compile(r"办法|条例|规定|细则|制度|规程|规范|章程|准则|预案|公约|守则|标准|规则|意见$|方案$")
_DRAFT: Final = re.compile(r"[（(]?(?:征求意见|讨论|送审|审议|修改|修订|报批|初|草)(?:草?稿|草案)[）)]?|[（(]草案[）)]")
_EDITION: Final = re.compile(
    r"[（(][^（）()]*(?:修订|修正|修改|试行|暂行|稿|草案|版)[^（）()]*[）)]|20\d\d年?(?:修订|版)"
)
_COPIED: Final = 0.3
"""Share of the text that an edition has of the other, at least."""

_MISREAD: Final = frozenset({"17", "71", "38", "83", "08", "80"})
_LIKELY_EDITION: Final = 0.85


class Relation(StrEnum):
    """How two records hang together: one paper twice, or two editions of one."""

    SAME = "same"
    EDITION = "edition"


@dataclass(frozen=True)
class Paper:
    """A record as it is compared with another. `load` gives its pages; it is asked only where the fields let it be."""

    record: str
    description: Description
    load: Callable[[str], Sequence[Page]]

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Its pages."""
        return tuple(self.load(self.record))

    @cached_property
    def wording(self) -> Wording:
        """Its text in one form."""
        return wording.of(self.pages)

    @cached_property
    def pictures(self) -> tuple[str, ...]:
        """The looks of its pages that are pictures."""
        return tuple(likeness.pictures(self.pages))


@dataclass(frozen=True, slots=True, kw_only=True)
class Resemblance:
    """That two records are one paper or two editions of it: how sure, why, and which of two editions is the newer.

    `missing` says how much of the text of one the other lacks: of the first, of the second.
    """

    records: tuple[str, str]
    relation: Relation
    confidence: float
    reason: str
    missing: tuple[float, float] = (0.0, 0.0)
    newer: str | None = None


_Sign = tuple[float, str]


def weigh(one: Paper, other: Paper) -> Resemblance | None:
    """Return how two records hang together; None where they are two papers as far as anybody can tell."""
    if _is_hopeless(one.description, other.description):
        return None
    if min(len(one.wording.plain), len(other.wording.plain)) < _SHORT:
        return _pictured(one, other)
    difference = wording.compare(one.wording, other.wording)
    signs = [sign for sign in _signs(one, other, difference) if sign[0]]
    odds = sum(weight for weight, _ in signs)
    if likelihood(odds) >= LEAST:
        words = [told for weight, told in sorted(signs, key=lambda sign: -sign[0]) if weight > 0 and told]
        return Resemblance(
            records=(one.record, other.record),
            relation=Relation.SAME,
            confidence=likelihood(odds),
            reason="；".join(words[:3]),
            missing=(difference.others, difference.own),
        )
    return _editions(one, other, difference)


def _is_hopeless(one: Description, other: Description) -> bool:
    """Return whether the fields alone say that these are two papers, so that nobody need read their pages."""
    if _is_of_rules(one, other):
        return False
    title, number, day = (_title(one, other)[0], _number(one, other)[0], _day(one, other)[0])
    return (title < 0 and min(number, day) < 0) or (number < 0 and day < 0)


def _signs(one: Paper, other: Paper, difference: Difference) -> Iterator[_Sign]:
    """Yield what speaks for one paper taken in twice, and against it, with words for the clerk."""
    yield _MOST_ARE_NOT, ""
    yield _alike(difference)
    yield _said_otherwise(difference)
    yield _passages(difference)
    yield _title(one.description, other.description)
    yield _number(one.description, other.description)
    yield _day(one.description, other.description)


def _alike(difference: Difference) -> _Sign:
    weight = max(-6.0, min(3.0, 14 * (difference.same - 0.72)))
    return weight, f"正文有 {difference.same:.0%} 的字句相同"


def _said_otherwise(difference: Difference) -> _Sign:
    """Weigh what both say clearly and differently against what slips of reading would make of one paper.

    Slips fall as often on figures as on other characters; two papers of a series differ in three figures or more.
    """
    told = sum(map(_clearness, difference.figures)) + sum(map(_weight, difference.words)) + 2.0 * difference.sentences
    figures = len(difference.figures) + difference.equal
    expected = 0.4 + 0.6 * difference.length * difference.slips**2 + figures * difference.slips
    otherwise = max(3.0, expected + 2.5)
    weight = told * math.log(expected / otherwise) + otherwise - expected
    words = "数字、日期、姓名都对得上" if not told else "数字、日期、姓名基本对得上"
    return max(-9.0, min(3.0, 0.6 * difference.equal, weight)), words if figures or difference.words else ""


def _clearness(pair: tuple[str, str]) -> float:
    """Return how much a pair of different figures counts: a lost or doubled figure is mostly a slip."""
    one, other = pair
    if len(one) != len(other):
        return 0.3 if min(len(one), len(other)) > 2 and _is_within(one, other) else 0.8  # noqa: PLR2004 - figures
    changed = [a + b for a, b in zip(one, other, strict=True) if a != b]
    if _is_year(one) and _is_year(other):
        return 0.6 if len(changed) == 1 and changed[0] in _MISREAD else 1.5
    if len(changed) == 1 and (len(one) > 2 or changed[0] in _MISREAD):  # noqa: PLR2004 - the same
        return 0.4
    return 2.0 if len(changed) > 2 else 1.0  # noqa: PLR2004 - the same


def _weight(pair: tuple[str, str]) -> float:
    """Return how much a pair of different words counts: two characters may be slips side by side, three are a name."""
    return 0.8 if min(map(len, pair)) == 2 else 1.3  # noqa: PLR2004 - characters


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and figure[:2] in {"19", "20"} and "1978" < figure < "2050"  # noqa: PLR2004 - a year's


def _is_within(one: str, other: str) -> bool:
    """Return whether the figures of the shorter stand in the longer in their order."""
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return all(figure in rest for figure in shorter)


def _passages(difference: Difference) -> _Sign:
    """Weigh passages that only one has: pages may be missing in one paper, but hardly in both."""
    both = min(difference.own, difference.others)
    return -12.0 * both - 2.0 * max(difference.own, difference.others), ""


def _title(one: Description, other: Description) -> _Sign:
    if not (_is_sure(one.title) and _is_sure(other.title)):
        return 0.0, ""
    left, right = (wording.Wording((wording.form(seen.value),)) for seen in (one.title, other.title) if seen)
    if left.plain == right.plain:
        return 1.0, "题名相同"
    found = wording.compare(left, right)
    told = sum(map(_clearness, found.figures)) + len(found.words)
    shorter, longer = sorted((left.plain, right.plain), key=len)
    if told:
        return -3.5 * min(told, 2.0), ""
    if shorter in longer:
        return (-3.0, "") if _says_more(longer.replace(shorter, "", 1)) else (0.0, "")
    return (0.5, "题名基本相同") if found.same > 0 or found.slips < 0.15 else (-1.0, "")  # noqa: PLR2004 - a slip in seven


def _says_more(rest: str) -> bool:
    """Return whether what one title has beyond another makes it another paper's: it passes it on, or is a draft."""
    return bool(re.search(r"转发|批转|印发|补充|废止|修订|修改|稿|草案|解读|的(?:复函|批复|请示|报告)", rest))


def _number(one: Description, other: Description) -> _Sign:
    if not (_is_sure(one.doc_number) and _is_sure(other.doc_number)):
        return 0.0, ""
    left, right = (wording.form(seen.value) for seen in (one.doc_number, other.doc_number) if seen)
    if left == right:
        return 2.0, "文号相同"
    return (-3.0 if re.findall(r"\d+", left) != re.findall(r"\d+", right) else -0.5), ""


def _day(one: Description, other: Description) -> _Sign:
    if not (_is_sure(one.issue_date) and _is_sure(other.issue_date)):
        return 0.0, ""
    assert one.issue_date  # noqa: S101 - said above
    assert other.issue_date  # noqa: S101 - the same
    return (1.0, "成文日期相同") if one.issue_date.value == other.issue_date.value else (-2.5, "")


def _is_sure(seen: Seen[object] | None) -> bool:
    return seen is not None and seen.confidence >= _SURE


def _pictured(one: Paper, other: Paper) -> Resemblance | None:
    """Return that two records are the same pictures, where every one of the shorter is found in the longer."""
    if not (one.pictures and other.pictures):
        return None
    shorter, longer = sorted((one.pictures, other.pictures), key=len)
    nearest = [min(likeness.apart(look, held) for held in longer) for look in shorter]
    odds = (likeness.NEAR - 4 - max(nearest)) / 4
    if likelihood(odds) < LEAST:
        return None
    lacking = 1 - len(shorter) / len(longer)
    lacks_first = len(one.pictures) < len(other.pictures)
    return Resemblance(
        records=(one.record, other.record),
        relation=Relation.SAME,
        confidence=likelihood(odds),
        reason="画面相同" if max(nearest) <= likeness.NEAR // 3 else "画面基本相同",
        missing=(lacking, 0.0) if lacks_first else (0.0, lacking),
    )


def _is_of_rules(one: Description, other: Description) -> bool:
    """Return whether two records are called the same, and so as rules are, or a draft and what became of it."""
    if not (one.title and other.title):
        return False
    titles = (one.title.value, other.title.value)
    is_kind = all(map(_names_rules, titles)) or any(map(_DRAFT.search, titles))
    return bool(is_kind) and _bare(titles[0]) == _bare(titles[1])


def _names_rules(title: str) -> bool:
    return bool(_RULES.search(_bare(title)))


def _bare(title: str) -> str:
    """Return a title without what tells editions apart, and without the notice that issues it."""
    inner = re.search(r"《([^《》]+)》", title)
    bare = _DRAFT.sub("", _EDITION.sub("", inner.group(1) if inner else title))
    return wording.Wording((wording.form(bare),)).plain


def _editions(one: Paper, other: Paper, difference: Difference) -> Resemblance | None:
    """Return that two records are editions of one paper; None where their titles or their texts do not say so."""
    mine, theirs = one.description.title, other.description.title
    if not (mine and theirs and _is_of_rules(one.description, other.description)):
        return None
    named = "、".join(dict.fromkeys(found.group() for title in (mine, theirs) for found in _marks(title.value)))
    is_changed = difference.sentences > 0 or difference.own + difference.others > 0
    if difference.same < _COPIED or not (named or is_changed):
        return None
    newer = _newer(one, other)
    marks = f"，分别标有“{named}”" if named else ""
    return Resemblance(
        records=(one.record, other.record),
        relation=Relation.EDITION,
        confidence=min(mine.confidence, theirs.confidence, _LIKELY_EDITION),
        reason=f"题名相同{marks}，正文有 {difference.same:.0%} 的字句相同，其余条文不同",
        newer=newer,
    )


def _marks(title: str) -> Sequence[re.Match[str]]:
    return [found for found in (_EDITION.search(title), _DRAFT.search(title)) if found]


def _newer(one: Paper, other: Paper) -> str | None:
    """Return which of two editions is the newer: by their dates, else the one that is no draft."""
    mine, theirs = one.description.issue_date, other.description.issue_date
    if mine and theirs and mine.value != theirs.value:
        return one.record if mine.value > theirs.value else other.record
    drafts = [bool(seen and _DRAFT.search(seen.value)) for seen in (one.description.title, other.description.title)]
    return None if drafts[0] == drafts[1] else (other.record if drafts[0] else one.record)
