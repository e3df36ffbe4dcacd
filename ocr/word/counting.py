"""List numbers as Word prints them (ISO/IEC 29500-1, 17.18.59 ST_NumberFormat)."""

from collections.abc import Callable, Mapping
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_PLACES: Final = ("", "十", "百", "千")
_LEGAL: Final = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def format_number(value: int, style: str) -> str:
    """Return a list number in one of Word's number formats; in digits for a format that is not known."""
    if not 0 <= value < 10_000:  # noqa: PLR2004 - no list is longer
        return str(value)
    return _FORMATS.get(style, str)(value)


def _chinese(value: int) -> str:
    """Return a number as counted in Chinese: 十, 十一, 二十, 一百零五."""
    text, gap = "", False
    for place, digit in zip(range(len(str(value)) - 1, -1, -1), str(value), strict=True):
        if digit == "0":
            gap = True
            continue
        text += ("零" if gap and text else "") + _DIGITS[int(digit)] + _PLACES[place]
        gap = False
    return text.removeprefix("一") if text.startswith("一十") else text or _DIGITS[0]


def _digit_by_digit(value: int) -> str:
    """Return a number digit by digit: 一〇五."""
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _legal(value: int) -> str:
    """Return a number in the characters used on cheques: 壹拾伍."""
    counted = _chinese(value)
    return ("一" + counted if counted.startswith("十") else counted).translate(_LEGAL)


def _roman(value: int) -> str:
    """Return a Roman number."""
    text = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        text += sign * count
    return text


def _letters(value: int) -> str:
    """Return a letter: A to Z, then AA, BB and so on, as Word goes on."""
    if not value:
        return ""
    rounds, letter = divmod(value - 1, 26)
    return chr(ord("A") + letter) * (rounds + 1)


def _cycle(characters: str) -> Callable[[int], str]:
    """Return a format that takes its numbers from a row of characters, and digits beyond its end."""
    return lambda value: characters[value - 1] if 1 <= value <= len(characters) else str(value)


def _full_width(value: int) -> str:
    """Return a number in full-width digits."""
    return str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


_FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "none": lambda _: "",
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _cycle("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedCircleChinese": _cycle("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedParen": _cycle("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _cycle("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "ideographEnclosedCircle": _cycle("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
}
