"""What a cell shows: its value in its number format. Never a serial number for a date, never a rounding of its own."""

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Final

from ocr.sheets.dates import format_moment
from ocr.sheets.number_codes import Section, Token, sections
from ocr.sheets.numerals import counted, digit_by_digit

_COMPARE: Final[Mapping[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "<>": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
_EXACT: Final = Context(prec=700)
"""Room for the digits of any number that a file can state."""

_WIDTH: Final = 11
"""Characters that a number without a format takes at most, its point included."""

_PLAIN_BELOW: Final = 1e15
_PLAIN_FROM: Final = 1e-4


def format_number(value: float, code: str, *, since_1904: bool = False) -> str:
    """Return a number as a cell with this format code shows it; empty where the format shows nothing."""
    section, signed = _chosen(value, sections(code))
    if section is None:
        return ""
    if section.is_date:
        return format_moment(value, section, since_1904=since_1904)
    return _number(value, section, signed=signed)


def format_text(text: str, code: str) -> str:
    """Return a text as a cell with this format code shows it."""
    made = sections(code)
    last = made[-1].tokens if made else ()
    asked = len(made) > 3 or any(_is_mark(token, "@") for token in last)  # noqa: PLR2004 - the fourth section is for text
    if not asked or any(token.kind in {"general", "digit", "date"} for token in last):
        return text
    return "".join(text if _is_mark(token, "@") else token.text for token in last)


def _chosen(value: float, made: Sequence[Section]) -> tuple[Section | None, bool]:
    """Return the section for a number, and whether a minus sign is to be written before what it makes."""
    if any(section.condition for section in made):
        for section in made[:3]:
            if section.condition is None or _meets(value, *section.condition):
                return section, value < 0
        return None, False
    if value < 0 and len(made) > 1:
        return made[1], False
    if value == 0 and len(made) > 2:  # noqa: PLR2004 - the third section is for zero
        return made[2], False
    return (made[0], value < 0) if made else (None, False)


def _meets(value: float, sign: str, bound: float) -> bool:
    """Return whether a number meets a condition; one that nobody knows is met by none."""
    return sign in _COMPARE and _COMPARE[sign](value, bound)


def _number(value: float, section: Section, *, signed: bool) -> str:
    """Return a number in a section that is for numbers."""
    tokens = section.tokens
    sign = "-" if signed else ""
    if section.is_general or not any(token.kind in {"digit", "general"} for token in tokens):
        general = _in_numerals(general_text(abs(value)), section.numerals)
        shown = "".join(general if token.kind == "general" else _literal(token, general) for token in tokens)
        return (sign + shown).strip()
    if any(_is_mark(token, "/") for token in tokens):
        return sign + _fraction(abs(value), tokens)
    return (sign + _in_numerals(_placed(abs(value), tokens), section.numerals)).strip()


def _literal(token: Token, whole: str) -> str:
    return whole if _is_mark(token, "@") else token.text


def _in_numerals(text: str, style: int) -> str:
    if not style:
        return text
    return digit_by_digit(text, style) if style == 3 else counted(text, style)  # noqa: PLR2004 - full-width digits


def general_text(value: float) -> str:
    """Return a number without a format: as many digits as fit a cell, but a whole number with all of its own."""
    if not math.isfinite(value):
        return "#NUM!"
    if value == int(value) and abs(value) < _PLAIN_BELOW:
        return str(int(value))
    if not _PLAIN_FROM <= abs(value) < _PLAIN_BELOW:
        mantissa, _, power = f"{value:.5E}".partition("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{power}"
    decimals = max(0, _WIDTH - 1 - len(str(int(abs(value)))))
    rounded = _rounded(value, decimals)
    return f"{rounded:f}".rstrip("0").rstrip(".") if "." in f"{rounded:f}" else f"{rounded:f}"


def _rounded(value: float, decimals: int) -> Decimal:
    """Return a number rounded as people do: a half goes up. The digits are those that Excel shows, 15 at most."""
    shown = Decimal(f"{value:.15g}")
    return shown.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_EXACT)


def _placed(value: float, tokens: Sequence[Token]) -> str:
    """Return a number with its digits in the places that a format keeps for them."""
    point = _first(tokens, "mark", ".")
    power = _first(tokens, "exponent")
    thousands, grouped = _commas(tokens, point)
    percents = sum(_is_mark(token, "%") for token in tokens)
    scaled = value * 100**percents / 1000**thousands
    if not math.isfinite(scaled):
        return general_text(scaled)
    decimals = sum(token.kind == "digit" for token in tokens[point:power])
    if power < len(tokens):
        return _scientific(scaled, tokens, decimals, power)
    whole, _, fraction = f"{_rounded(scaled, decimals):f}".partition(".")
    return _whole(whole, tokens[:point], grouped=grouped) + _decimals(fraction, tokens[point:])


def _first(tokens: Sequence[Token], kind: str, text: str = "") -> int:
    """Return where the first such token stands, or where they end."""
    places = (at for at, token in enumerate(tokens) if token.kind == kind and text in token.text)
    return next(places, len(tokens))


def _is_mark(token: Token, text: str) -> bool:
    return token.kind == "mark" and token.text == text


def _commas(tokens: Sequence[Token], point: int) -> tuple[int, bool]:
    """Return how many commas divide by a thousand, those after all digits of their side, and whether one groups."""
    thousands, grouped = 0, False
    for at, token in enumerate(tokens):
        if _is_mark(token, ","):
            side = tokens[at:point] if at < point else tokens[at:]
            digits_follow = any(other.kind == "digit" for other in side)
            grouped = grouped or (digits_follow and at < point)
            thousands += not digits_follow
    return thousands, grouped


def _whole(digits: str, tokens: Sequence[Token], *, grouped: bool) -> str:
    """Return the digits before the point among what else stands there, filled from the right."""
    left = "" if digits.strip("0") == "" else digits
    places = [token.text for token in tokens if token.kind == "digit"]
    needed = len(places) - places.index("0") if "0" in places else 0
    left = left.rjust(needed, "0")
    shown: list[str] = []
    for token in reversed(tokens):
        if token.kind == "digit":
            places.pop()
            take = left if not places else left[-1:]
            left = left[: len(left) - len(take)]
            shown.append(take)
        elif token.kind != "mark" or token.text == "%":
            shown.append(token.text)
    text = "".join(reversed(shown))
    return _in_thousands(text, digits) if grouped else text


def _in_thousands(text: str, digits: str) -> str:
    """Return a text with its one run of digits in groups of three."""
    whole = next((run for run in (digits, digits.lstrip("0")) if run and run in text), "")
    return text.replace(whole, f"{int(whole):,}", 1) if whole else text


def _decimals(fraction: str, tokens: Sequence[Token]) -> str:
    """Return what a format shows from the point on."""
    places = [token for token in tokens if token.kind == "digit"]
    kept = len(fraction)
    while kept and fraction[kept - 1] == "0" and places[kept - 1].text != "0":
        kept -= 1
    digits = iter(fraction[:kept])
    shown = [
        next(digits, "") if token.kind == "digit" else "" if _is_mark(token, ",") else token.text for token in tokens
    ]
    return "".join(shown)


def _scientific(value: float, tokens: Sequence[Token], decimals: int, power: int) -> str:
    """Return a number with a power of ten."""
    mantissa, _, exponent = f"{_rounded(value, 40) if not value else Decimal(repr(value)):.{decimals}E}".partition("E")
    places = sum(token.kind == "digit" for token in tokens[power:])
    sign = "-" if exponent.startswith("-") else "+" if tokens[power].text.endswith("+") else ""
    after = "".join(token.text for token in tokens[power + 1 :] if token.kind != "digit")
    return f"{mantissa}E{sign}{exponent.lstrip('+-').zfill(places)}{after}"


def _fraction(value: float, tokens: Sequence[Token]) -> str:
    """Return a number as a whole and a fraction: 1 1/4."""
    bar = _first(tokens, "mark", "/")
    below = tokens[bar + 1 :]
    fixed = "".join(token.text for token in below if token.kind == "plain" and token.text.isdigit())
    places = max(1, sum(token.kind == "digit" for token in below))
    exact = Fraction(value)
    near = Fraction(round(exact * int(fixed)), int(fixed)) if fixed else exact.limit_denominator(10**places - 1)
    has_whole = any(token.kind == "plain" and token.text == " " for token in tokens[:bar])
    whole, rest = divmod(near, 1) if has_whole else (0, near)
    top, bottom = rest.numerator, rest.denominator
    if fixed:
        top, bottom = round(rest * int(fixed)), int(fixed)
    if not top:
        return str(whole)
    return f"{whole} {top}/{bottom}" if whole else f"{top}/{bottom}"
