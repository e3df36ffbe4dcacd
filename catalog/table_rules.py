"""Scored points read out of a scoring rule (评分标准) or out of scores in brackets. Nothing is made to add up.

Reads what rules state: 每做到一项得0.5分, 职责明确的得0.25分，…, 各得1分, (10分). Deductions, rates (每提高1%加5分)
and ranges are ways of judging and no points; they are told, and left to people.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from catalog.table_numbers import bracketed, folded, leading_number

_AMOUNT = r"\d{1,4}(?:\.\d{1,4})?"
_EACH = re.compile(
    rf"每(?:做到|达到|落实|完成|具备|符合|做好|有|达标)?\s*(?:其中)?(?:一|1)\s*[项条个点](?:的|者)?[,\s]*(?:得|计|加|记|给)?\s*"
    rf"(?P<score>{_AMOUNT})\s*分"
)
_GRANTED = re.compile(
    rf"(?P<what>.*?)(?:的|者|，)?\s*(?P<each>各|分别)?\s*(?P<verb>得|计|记|加|给|为|占|赋)?\s*(?P<score>{_AMOUNT})\s*(?P<unit>分)?"
)
_JUDGED = re.compile(
    rf"扣|酌情|视情|按比例|不得分|得0分|不计分|不加分|每(?!年|半年|季|月|[一两二三四五六七八九十\d]+年).{{0,12}}?(?:得|加|减|计)|"
    rf"{_AMOUNT}\s*[-~—–至]\s*{_AMOUNT}\s*分|以此类推|封顶|最多|最高"
)
_GENERAL = re.compile(
    r"(?:全部|均|都|能|凡)?(?:达到|符合|做到|完成|落实|具备|达标|满足)?(?:了)?(?:以上|上述|规定|相关|有关)?"
    r"(?:各项|全部)?(?:要求|标准|规定|条件|达标|到位)?(?:的|者)?"
)
_CLAUSE = re.compile(r"[,，;；。\n]+")
_CUTS = (r"[;；。\n]+", r"[;；。，,\n]+", r"[;；。，,、\n]+")
_TRAILING = " 　,，;；。、:："


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A scored part of an item: its words, its score, and whether the table states the score for just these words."""

    text: str
    score: Decimal
    stated: bool


class Doubt(Enum):
    """Why a rule could not be read as points that stand side by side."""

    JUDGED = auto()
    UNSPLIT = auto()
    LEVELS = auto()
    WHOLE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The parts of an item, and what people must look at: the words of each doubt."""

    parts: tuple[Share, ...]
    doubts: tuple[tuple[Doubt, str], ...] = ()


def share(content: str, rule: str, score: Decimal | None) -> Shares:
    """Return the scored parts of an item by its rule, else by scores in brackets, else the item as one part."""
    for read in (_by_enumeration, _by_grants, _by_brackets):
        found = read(content, rule, score)
        if found and found.parts:
            return found
    judged = tuple((Doubt.JUDGED, clause) for clause in _clauses(rule) if _JUDGED.search(folded(clause)))
    if score is None:
        return Shares(parts=(), doubts=judged)
    whole = (Share(text=_one_line(content) or _one_line(rule), score=score, stated=True),)
    return Shares(parts=whole, doubts=judged or ((Doubt.WHOLE, ""),))


def _by_enumeration(content: str, rule: str, score: Decimal | None) -> Shares | None:
    """Read 每做到一项得0.5分: as many clauses of the content as the score holds such parts."""
    found = _EACH.search(folded(rule))
    each = Decimal(found["score"]) if found else Decimal(0)
    if not found or not each or score is None or score % each:
        return None
    wanted = int(score / each)
    if wanted == 1:
        return Shares(parts=(Share(text=_one_line(content), score=score, stated=True),))
    for cut in _CUTS:
        clauses = [part for one in re.split(cut, content) if (part := _bare(one))]
        if len(clauses) == wanted:
            return Shares(parts=tuple(Share(text=clause, score=each, stated=False) for clause in clauses))
    whole = Share(text=_one_line(content), score=score, stated=True)
    return Shares(parts=(whole,), doubts=((Doubt.UNSPLIT, found.group()),))


def _by_grants(content: str, rule: str, score: Decimal | None) -> Shares | None:
    """Read 职责明确的得0.25分，有计划和总结的得0.25分."""
    parts: list[Share] = []
    doubts: list[tuple[Doubt, str]] = []
    before = ""
    for clause in _clauses(rule):
        plain = folded(clause)
        found = _GRANTED.fullmatch(plain)
        if _JUDGED.search(plain):
            doubts.append((Doubt.JUDGED, clause))
        elif found and (found["unit"] or found["verb"] or (score is not None and Decimal(found["score"]) <= score)):
            text = _bare(before + clause[: len(found["what"])])
            parts += _granted(text, Decimal(found["score"]), content, each=bool(found["each"]))
        else:
            before += f"{clause}，"
            continue
        before = ""
    if not parts:
        return None
    return _levels(parts, doubts, content, score)


def _granted(text: str, score: Decimal, content: str, *, each: bool) -> Iterator[Share]:
    if each:
        yield from (Share(text=one, score=score, stated=True) for part in text.split("、") if (one := _bare(part)))
    else:
        says_nothing = _GENERAL.fullmatch(folded(text)) is not None
        yield Share(text=_one_line(content) if says_nothing else text, score=score, stated=True)


def _levels(parts: list[Share], doubts: list[tuple[Doubt, str]], content: str, score: Decimal | None) -> Shares:
    """Return grades of one thing (全部达到得1分，部分达到得0.5分) as one part: the highest alone is the whole score."""
    total = sum((part.score for part in parts), start=Decimal(0))
    if len(parts) > 1 and score is not None and total > score and max(part.score for part in parts) == score:
        grades = "，".join(f"{part.text} {part.score}分" for part in parts)
        whole = Share(text=_one_line(content) or parts[0].text, score=score, stated=True)
        return Shares(parts=(whole,), doubts=(*doubts, (Doubt.LEVELS, grades)))
    return Shares(parts=tuple(parts), doubts=tuple(doubts))


def _by_brackets(content: str, rule: str, score: Decimal | None) -> Shares | None:
    """Read 征兵任务完成（10分）；欢送新兵（5分）. One score in brackets at the end is the item's own."""
    cut: Callable[[str], tuple[Share, ...]] = lambda text: tuple(  # noqa: E731 - used twice, here alone
        Share(text=_one_line(part.text), score=part.score, stated=True) for part in bracketed(text) if part.text
    )
    found = cut(content) or cut(rule)
    if not found or (len(found) == 1 and score is not None):
        return None
    judged = tuple((Doubt.JUDGED, one) for one in _clauses(content + "；" + rule) if _JUDGED.search(folded(one)))
    return Shares(parts=found, doubts=judged)


def _clauses(rule: str) -> Iterator[str]:
    for clause in _CLAUSE.split(rule):
        bare = _bare(clause)
        if bare:
            yield bare


def _bare(text: str) -> str:
    bare = _one_line(text).strip(_TRAILING)
    lead = leading_number(bare)
    return lead[1].strip(_TRAILING) if lead else bare


def _one_line(text: str) -> str:
    return "".join(line.strip() for line in text.splitlines()).strip(_TRAILING)
