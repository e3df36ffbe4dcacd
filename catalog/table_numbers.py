"""Numbers as tables of standards write them: item numbers in every bracket and script, scores, clauses in brackets.

Nothing is guessed: what does not read as a number is returned as None.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from catalog.fields.numerals import parse_count

HAN = "〇零一二两三四五六七八九十百"
_AMOUNT = r"\d{1,5}(?:\.\d{1,4})?"
_ITEM = re.compile(
    rf"(?:第\s*)?[(\[]?\s*(?P<number>\d{{1,4}}(?:[-.]\d{{1,3}}){{0,3}}|[{HAN}]{{1,5}})\s*(?:[)\].、,:]|条|项|款|号)*\s*"
)
_LEADING = re.compile(
    rf"\s*(?:第\s*(?P<named>\d{{1,4}}|[{HAN}]{{1,5}})\s*[条项款]|[(\[]\s*(?P<boxed>\d{{1,4}}|[{HAN}]{{1,5}})\s*[)\]]"
    rf"|(?P<bare>\d{{1,4}}(?:[-.]\d{{1,3}}){{0,3}})\s*(?:[)\]、.:](?!\d)|\s|(?=[^\d%.分年月日次个名人项万元岁℃/]))"
    rf"|(?P<han>[{HAN}]{{1,5}})\s*[、.])\s*"
)
_SCORE = re.compile(rf"[(\[]?\s*(?:共|满分|计|加|得)?\s*\+?\s*(?P<score>{_AMOUNT})\s*分?\s*[)\]]?")
_STATED = re.compile(rf"(?<![\d.,。/、:])(?P<score>{_AMOUNT})\s*分(?!半|之)")
_BRACKETED = re.compile(rf"[(\[]\s*(?:共|满分|计|加|\+)?\s*(?P<score>{_AMOUNT})\s*分?\s*[)\]]")
_WITH_UNIT = re.compile(rf"[(\[]\s*(?:共|满分|计|加|\+)?\s*(?P<score>{_AMOUNT})\s*分\s*[)\]]")
_FOLD = str.maketrans({"〔": "[", "〕": "]", "【": "[", "】": "]", "［": "[", "］": "]", "．": "."})
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")


def folded(text: str) -> str:
    """Return the text with letters, digits and brackets made half-width; its length stays."""
    return "".join(_half(character) for character in text).translate(_FOLD)


def _half(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def parse_number(text: str) -> str | None:
    """Return an item's number as Arabic digits: 12 for 12., （十二）, ⑫ or 第12条; 1.2 and 1-2 stay; else None."""
    plain = unicodedata.normalize("NFKC", text).translate(_FOLD).strip()
    found = _ITEM.fullmatch(plain)
    return _arabic(found["number"]) if found else None


def leading_number(text: str) -> tuple[str, str] | None:
    """Return the number that a text begins with, such as 3、 or （三）, and the rest; None when there is none."""
    first = re.match(r"\s*([①-⑳㈠-㈩⑴-⒇])\s*", text)
    if first:
        number = parse_number(first[1])
        return (number, text[first.end() :]) if number else None
    found = _LEADING.match(folded(text))
    if not found:
        return None
    number = _arabic(next(part for part in found.groups() if part))
    rest = text[found.end() :]
    return (number, rest) if number and rest.strip() and not _YEAR_LIKE.fullmatch(number) else None


def parse_score(text: str) -> Decimal | None:
    """Return the score that a cell holds: 2, ２分, （0.25）, 满分2分; None for anything that says more."""
    plain = folded(text).strip()
    found = _SCORE.fullmatch(plain)
    if found:
        return Decimal(found["score"])
    stated = _STATED.findall(plain)
    return Decimal(stated[0]) if len(stated) == 1 and not re.search(r"[扣减每/\-‐-―−~至到]", plain) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracketed:
    """A text cut at its scores in brackets: the words before the bracket, and the score."""

    text: str
    score: Decimal


def final_score(text: str) -> tuple[str, Decimal | None]:
    """Return a heading without the score in brackets at its end, and the score: 组织领导（6分） or 组织领导(6)."""
    plain = folded(text).rstrip(" 　:;,。")
    found = None
    for found in _BRACKETED.finditer(plain):  # noqa: B007 - the last one counts
        pass
    if found is None or found.end() != len(plain) or _is_year(found):
        return text.strip(), None
    return text[: found.start()].strip(), Decimal(found["score"])


def bracketed(text: str) -> tuple[Bracketed, ...]:
    """Return the parts of a text that end with a score in brackets; words behind the last join the part before."""
    plain = folded(text)
    parts: list[Bracketed] = []
    begin = 0
    for found in _WITH_UNIT.finditer(plain):
        parts.append(Bracketed(text=_trimmed(text[begin : found.start()]), score=Decimal(found["score"])))
        begin = found.end()
    rest = _trimmed(text[begin:])
    if parts and rest:
        last = parts[-1]
        parts[-1] = Bracketed(text=f"{last.text}，{rest}", score=last.score)
    return tuple(_moved(parts))


def _moved(parts: list[Bracketed]) -> list[Bracketed]:
    """Return the parts with what follows a bracket up to the next full stop given back to the part before."""
    for at in range(1, len(parts)):
        head, stop, tail = parts[at].text.partition("；")
        if stop and tail and re.match(r"每|超|不足|低于|达到", head):
            parts[at - 1] = Bracketed(text=f"{parts[at - 1].text}，{head}", score=parts[at - 1].score)
            parts[at] = Bracketed(text=_trimmed(tail), score=parts[at].score)
    return parts


def _trimmed(text: str) -> str:
    bare = text.strip(" 　\n\t，,；;。、")
    lead = leading_number(bare)
    return lead[1].strip() if lead else bare


def _is_year(found: re.Match[str]) -> bool:
    return bool(_YEAR_LIKE.fullmatch(found["score"])) and "分" not in found.group()


def _arabic(number: str) -> str | None:
    if number[0].isdecimal():
        return ".".join(str(int(part)) for part in number.split(".")) if "-" not in number else number
    hundreds, hundred, rest = number.replace("两", "二").rpartition("百")
    rest = rest.lstrip("零〇")
    above = parse_count(hundreds) if hundreds else 1
    below = parse_count(rest) if rest else 0
    if above is None or below is None:
        return None
    total = (100 * above if hundred else 0) + below
    return str(total) if total else None
