"""Points in time as a table shows them: a serial number of days in a date format."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from ocr.sheets.number_codes import Section, Token
from ocr.sheets.numerals import counted, digit_by_digit

_DAYS: Final = "一二三四五六日"
_ENGLISH_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_LAST: Final = 2_958_465
"""31 December 9999, the last day that Excel shows."""

_LEAP: Final = 60
"""29 February 1900, which Excel counts and no calendar has."""

_SHORT: Final = 3
_NOON: Final = 12


def moment(serial: float, *, since_1904: bool) -> datetime | None:
    """Return the time that a serial number stands for, to the millisecond; None where Excel shows none."""
    if not 0 <= serial < _LAST + 1:
        return None
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 31 if serial < _LEAP else 30)  # noqa: DTZ001
    return first + timedelta(milliseconds=round(serial * 86_400_000))


def format_moment(serial: float, section: Section, *, since_1904: bool) -> str:
    """Return a serial number in a date format; `#` signs, as Excel shows them, where there is no such time."""
    at = moment(serial, since_1904=since_1904)
    if at is None:
        return "#####"
    tokens = section.tokens
    fine = any(token.kind == "date" and "." in token.text for token in tokens)
    at = at if fine else at + timedelta(milliseconds=500)
    half = any(token.kind == "half" for token in tokens)
    written = [_token(tokens, place, at, serial, half=half) for place in range(len(tokens))]
    return "".join(
        _in_numerals(text, token, section.numerals) for text, token in zip(written, tokens, strict=True)
    ).strip()


def _in_numerals(text: str, token: Token, style: int) -> str:
    """Return a part of a date in the numerals of its format: a year digit by digit, the others counted."""
    if not style or token.kind not in {"date", "elapsed"}:
        return text
    return digit_by_digit(text, style) if token.text[0] in "yYeE" else counted(text, style)


def _token(tokens: Sequence[Token], place: int, at: datetime, serial: float, *, half: bool) -> str:
    """Return what one piece of a format shows."""
    token = tokens[place]
    text = token.text.lower()
    if token.kind == "elapsed":
        return _elapsed(text, serial)
    if token.kind == "half":
        return _half(token.text, at)
    if token.kind != "date":
        return token.text if token.kind in {"plain", "mark", "exponent"} else ""
    if text[0] == "m" and len(text) < _SHORT and _is_minute(tokens, place):
        return str(at.minute).zfill(len(text))
    return _part(text, at, half=half)


def _part(text: str, at: datetime, *, half: bool) -> str:
    """Return a part of a date."""
    if text[0] in "ye":
        return f"{at.year % 100:02d}" if text in {"y", "yy"} else f"{at.year:04d}"
    if text[0] == "a":
        return ("星期" if len(text) > _SHORT else "") + _DAYS[at.weekday()]
    if text[0] == "s":
        return _second(text, at)
    named = {
        "m": lambda: _named(text, at.month, _ENGLISH_MONTHS[at.month - 1]),
        "d": lambda: _named(text, at.day, _ENGLISH_DAYS[at.weekday()]),
        "h": lambda: str((at.hour % _NOON or _NOON) if half else at.hour).zfill(len(text)),
    }
    return named[text[0]]() if text[0] in named else ""


def _named(text: str, number: int, name: str) -> str:
    """Return a month or day by its number, or from three letters on by its name."""
    if len(text) < _SHORT:
        return str(number).zfill(len(text))
    return name[:_SHORT] if len(text) == _SHORT else name[:1] if len(text) > _SHORT + 1 else name


def _second(text: str, at: datetime) -> str:
    whole, point, fraction = text.partition(".")
    shown = str(at.second).zfill(len(whole))
    return f"{shown}.{at.microsecond:06d}"[: len(shown) + 1 + len(fraction)] if point else shown


def _elapsed(text: str, serial: float) -> str:
    """Return how many hours, minutes or seconds have passed in all."""
    seconds = round(serial * 86_400)
    amount = {"h": seconds // 3600, "m": seconds // 60, "s": seconds}[text[0]]
    return str(amount).zfill(len(text))


def _half(text: str, at: datetime) -> str:
    early, late = text.split("/")
    return early if at.hour < _NOON else late


def _is_minute(tokens: Sequence[Token], place: int) -> bool:
    """Return whether an m stands for minutes: after hours, or before seconds."""
    letters = [(at, token.text[0].lower()) for at, token in enumerate(tokens) if token.kind in {"date", "elapsed"}]
    order = [at for at, _ in letters].index(place)
    before = letters[order - 1][1] if order else ""
    after = letters[order + 1][1] if order + 1 < len(letters) else ""
    return before == "h" or after == "s"
