"""Numbers in Chinese numerals, as Excel's [DBNum1] to [DBNum3] write them."""

from typing import Final

_DIGITS: Final = {1: "〇一二三四五六七八九", 2: "零壹贰叁肆伍陆柒捌玖", 3: "０１２３４５６７８９"}
_PLACES: Final = {1: ("", "十", "百", "千"), 2: ("", "拾", "佰", "仟"), 3: ("", "十", "百", "千")}
_MYRIADS: Final = ("", "万", "亿", "万亿", "亿亿")
_MINUS: Final = {1: "-", 2: "-", 3: "－"}


def digit_by_digit(text: str, style: int) -> str:
    """Return a text with every digit as a numeral: 2023 becomes 二〇二三."""
    return text.translate({ord(str(value)): numeral for value, numeral in enumerate(_DIGITS.get(style, ""))})


def counted(text: str, style: int) -> str:
    """Return a number in digits as it is counted: 12300 becomes 一万二千三百."""
    whole, point, rest = text.partition(".")
    if not whole.lstrip("-").isdigit() or len(whole) > 4 * len(_MYRIADS):
        return digit_by_digit(text, style)
    sign = _MINUS.get(style, "") if whole.startswith("-") else ""
    return sign + _whole(whole.lstrip("-"), style) + (point and digit_by_digit(f".{rest}", style))


def _whole(digits: str, style: int) -> str:
    """Return a whole number as it is counted, group by group of four digits."""
    zero = "零" if style == 1 else _DIGITS[style][0]
    digits = digits.lstrip("0")
    if not digits:
        return _DIGITS[style][0]
    width = -(-len(digits) // 4) * 4
    padded = digits.rjust(width, "0")
    text, gap = "", False
    for at in range(0, width, 4):
        group = padded[at : at + 4]
        gap = gap or (bool(text) and group.startswith("0"))
        if not group.strip("0"):
            continue
        text += (zero if gap and text else "") + _group(group.lstrip("0"), style, zero)
        text += _MYRIADS[(width - at) // 4 - 1]
        gap = group.endswith("0")
    return text.removeprefix("一") if style == 1 and text.startswith("一十") else text


def _group(digits: str, style: int, zero: str) -> str:
    """Return up to four digits as they are counted."""
    text, gap = "", False
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit == "0":
            gap = True
            continue
        text += (zero if gap else "") + _DIGITS[style][int(digit)] + _PLACES[style][place]
        gap = False
    return text
