"""Number formats as codes: the built-in ones by their numbers, and a code cut into sections and tokens.

ISO/IEC 29500-1, 18.8.30 and 18.8.31. The built-in formats are those of a Chinese Excel, where they differ.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from openpyxl.styles.numbers import BUILTIN_FORMATS

GENERAL: Final = "General"
_LONG_DATE: Final = 'yyyy"年"m"月"d"日"'
_CHINESE: Final[Mapping[int, str]] = {
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: _LONG_DATE,
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
    42: '"¥"#,##0;-"¥"#,##0;"¥""-"',
    44: '"¥"#,##0.00;-"¥"#,##0.00;"¥""-"',
}
_SYSTEM: Final = {"F800": _LONG_DATE, "X-SYSDATE": _LONG_DATE, "F400": "h:mm:ss", "X-SYSTIME": "h:mm:ss"}
_SYSTEM_FORMAT: Final = re.compile(r"\[\$-(F800|F400|x-sysdate|x-systime)\]", re.IGNORECASE)
_TOKEN: Final = re.compile(
    r"""
    "(?P<quoted>[^"]*)"?
    | [\\!](?P<escaped>.)
    | _(?P<space>.) | \*(?P<fill>.)
    | \[\$(?P<currency>[^\]-]*)(?:-(?P<locale>[^\]]*))?\]
    | \[(?P<elapsed>[hH]+|[mM]+|[sS]+)\]
    | \[(?P<condition>[<>=]{1,2})(?P<bound>-?[\d.]+)\]
    | \[DBNum(?P<numerals>[1-4])\]
    | \[(?P<other>[^\]]*)\]
    | (?P<general>General|G/通用格式)
    | (?P<half>AM/PM|A/P|上午/下午)
    | (?P<exponent>E[+-])
    | (?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?|a{3,4}|e+|g+)
    | (?P<digit>[0#?])
    | (?P<mark>[.,%/@])
    | (?P<plain>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of a format: what it is (a name of the groups above) and its text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of a format: its tokens, the numbers that it is for, and in which Chinese numerals it writes."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None = None
    numerals: int = 0

    @property
    def is_date(self) -> bool:
        """Whether a number in this format is a point in time or a length of it."""
        return any(token.kind in {"date", "elapsed", "half"} for token in self.tokens)

    @property
    def is_general(self) -> bool:
        """Whether a number is written as it comes."""
        return any(token.kind == "general" for token in self.tokens)


def code_of(number: int, own: Mapping[int, str]) -> str:
    """Return the code of a format by its number: the file's own, else the built-in one."""
    return own.get(number) or _CHINESE.get(number) or str(BUILTIN_FORMATS.get(number, GENERAL))


@lru_cache(maxsize=1024)
def sections(code: str) -> tuple[Section, ...]:
    """Return the sections of a code."""
    made: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, float] | None = None
    numerals = 0
    system = _SYSTEM_FORMAT.search(code)
    if system:  # whatever else stands there is shown only where the system has no such format
        return sections(_SYSTEM[system[1].upper()])
    for found in _TOKEN.finditer(code + ";"):
        kind, text = found.lastgroup or "plain", found[found.lastgroup or 0]
        if kind == "plain" and text == ";":
            made.append(Section(tokens=tuple(tokens), condition=condition, numerals=numerals))
            tokens, condition, numerals = [], None, 0
        elif kind == "bound":
            condition = (found["condition"], float(text) if text.strip("-.") else 0.0)
        elif kind == "numerals":
            numerals = int(text)
        elif kind in {"locale", "currency"}:
            tokens.append(Token(kind="plain", text=found["currency"]))
        elif kind not in {"fill", "other"}:
            tokens.append(Token(kind=_plain(kind), text=" " if kind == "space" else text))
    return tuple(made)


def _plain(kind: str) -> str:
    return "plain" if kind in {"quoted", "escaped", "space"} else kind
