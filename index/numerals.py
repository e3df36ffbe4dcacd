"""Numbers as they are written: 2023年8月1日, 二〇二三年八月一日, 2023-08-01 are one date, 十二项 and 12项 one number.

Pages are not changed for this, or a part of a number would no longer be found; a phrase is looked for in every
spelling of its numbers instead. A numeral counts as a number only beside a word that counts (年, 条, 户, 第 …): 八一 is
a name, and 81 is not meant by it.
"""

import re
from collections.abc import Callable
from functools import lru_cache

_DIGITS = "〇一二三四五六七八九"
_PLACES = {"十": 10, "百": 100, "千": 1000}
_COUNTED = "年月日号时点分条款项章节类期届次批名人位户家个所件份册卷页岁级度元万亿周%"
_BEFORE = "第年月"  # what stands before a number that was cut off after its digits

_CHINESE = re.compile(f"[{_DIGITS}{''.join(_PLACES)}]+")
_ARABIC = re.compile(r"(?<![0-9.,])[0-9]+(?![0-9]|[.,][0-9])")
_DATE = re.compile(r"(?<![0-9])([12][0-9]{3})([年\-./])0?([0-9]{1,2})(月|\2)0?([0-9]{1,2})([日号]|(?![0-9]))")
_MONTH_OR_DAY = re.compile(r"(?<![0-9])([0-9])(?=[月日])")
_GROUPED = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_LONG = re.compile(r"(?<![0-9.,-])(?!(?:19|20)[0-9]{2}(?![0-9.]))[1-9][0-9]{3,11}(?![0-9-])")
_PADDED = re.compile(r"(?<![0-9])0(?=[1-9][月日])")
_YEAR = re.compile(r"[12][0-9]{3}")
_LARGEST = 9999


@lru_cache(maxsize=256)
def spellings(phrase: str) -> tuple[str, ...]:
    """Return a folded phrase as it is, then with its numbers written in the other ways."""
    plain = _PADDED.sub("", _GROUPED.sub("", _DATE.sub(_in_words, to_arabic(phrase))))
    padded = _MONTH_OR_DAY.sub(r"0\1", plain)
    written = [phrase, plain, _to_chinese(plain, by_digit=True), _to_chinese(plain, by_digit=False), padded]
    for mark in "-./":
        written += [_DATE.sub(rf"\1{mark}\3{mark}\5", plain), _DATE.sub(_dashed(mark), plain)]
    written.append(_LONG.sub(lambda found: f"{int(found[0]):,}", plain))
    return tuple(dict.fromkeys(written))


def to_arabic(text: str) -> str:
    """Return the folded text with the numbers it writes in Chinese numerals in digits."""
    return _CHINESE.sub(_to_arabic, text)


def _is_number(found: re.Match[str]) -> bool:
    text, before, after = found.string, found.start() - 1, found.end()
    return text[after : after + 1] in set(_COUNTED) or (before >= 0 and text[before] in _BEFORE)


def _to_arabic(found: re.Match[str]) -> str:
    numeral = found[0]
    by_digit = not any(place in numeral for place in _PLACES)
    if not _is_number(found) and not (by_digit and len(numeral) == 4 and numeral[0] in "一二"):  # noqa: PLR2004 - a year
        return numeral
    if by_digit:
        return "".join(str(_DIGITS.index(digit)) for digit in numeral)
    value = _value(numeral)
    return numeral if value is None else str(value)


def _value(numeral: str) -> int | None:
    """Return what a numeral with 十, 百, 千 amounts to; None for what is no number, 十十 or 二三十."""
    value, least, digit = 0, _LARGEST + 1, -1
    for character in numeral:
        place = _PLACES.get(character)
        if place is None:
            if digit > 0:
                return None
            digit = _DIGITS.index(character)
        elif place >= least or (digit < 1 and (place > 10 or value)):  # noqa: PLR2004 - only 十 stands alone
            return None
        else:
            value, least, digit = value + max(digit, 1) * place, place, -1
    if digit > 0 and least > 10 and "〇" not in numeral:  # noqa: PLR2004 - 一百五 means 150, and is spoken
        return None
    return value + max(digit, 0)


def _to_chinese(text: str, *, by_digit: bool) -> str:
    """Return the text with its numbers in Chinese numerals; 23年 is 二三年 by digit, 二十三年 as a count."""

    def numeral(found: re.Match[str]) -> str:
        digits, following = found[0], text[found.end() : found.end() + 1]
        spelled = "".join(_DIGITS[int(digit)] for digit in digits)
        if following == "年":
            counts = not by_digit and len(digits) < 3 and digits[0] != "0"  # noqa: PLR2004 - 2023 is nobody's count
            return _count(int(digits)) if counts else spelled
        if _is_number(found) and int(digits) <= _LARGEST:
            return _count(int(digits))
        return spelled if _YEAR.fullmatch(digits) else digits

    return _ARABIC.sub(numeral, text)


def _count(value: int) -> str:
    """Return a number up to 9999 as it is counted: 十二, 一百〇五, 三千〇二十."""
    if not value:
        return _DIGITS[0]
    parts: list[str] = []
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            parts.append(_DIGITS[digit] + name)
        elif parts and parts[-1] != _DIGITS[0] and value % place:
            parts.append(_DIGITS[0])
    counted = "".join(parts)
    return counted.removeprefix("一") if counted.startswith("一十") else counted


def _in_words(found: re.Match[str]) -> str:
    return f"{found[1]}年{found[3]}月{found[5]}{'号' if found[6] == '号' else '日'}"


def _dashed(mark: str) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{found[1]}{mark}{int(found[3]):02}{mark}{int(found[5]):02}"
