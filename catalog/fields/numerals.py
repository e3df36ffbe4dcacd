"""Chinese numerals as dates and issue numbers write them: 二〇二三, 二○二三, 十二, 三十一."""

import re

_DIGITS = {
    c: i for i, group in enumerate(("〇○零0OoΟ", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for c in group
}
ZERO_TO_NINE = "〇○零0OoΟ一二三四五六七八九"
_SCORES = {"廿": 2, "卄": 2, "卅": 3, "丗": 3}
_TENS = re.compile(
    r"(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十)|(?P<score>[廿卄卅丗]))?(?P<ones>[一二三四五六七八九])?"
)


def parse_year(text: str) -> int | None:
    """Return the year that four digits spell out (二〇二三), or None. Zeros also stand as 零, ○, 0 or O."""
    if len(text) != len("二〇二三") or any(character not in _DIGITS for character in text):
        return None
    return int("".join(str(_DIGITS[character]) for character in text))


def parse_count(text: str) -> int | None:
    """Return the number from 1 to 99 that 十二, 三十一 or 廿三 spells out, or None."""
    match = _TENS.fullmatch(text)
    if match is None or not text:
        return None
    if match["score"]:
        tens = _SCORES[match["score"]]
    else:
        tens = _DIGITS[match["tens"]] if match["tens"] else 1 if match["ten"] else 0
    return tens * 10 + (_DIGITS[match["ones"]] if match["ones"] else 0)


def format_year(year: int) -> str:
    """Return the year digit by digit (二〇二三)."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in f"{year:04d}")


def format_count(count: int) -> str:
    """Return a number from 1 to 99 as it is spoken (三十一)."""
    tens, ones = divmod(count, 10)
    ten = ("" if tens == 1 else "〇一二三四五六七八九"[tens]) + "十" if tens else ""
    return ten + ("" if ones == 0 else "〇一二三四五六七八九"[ones])
