"""Typed reading of a parsed TOML table, which names the key and the place of whatever has the wrong shape.

Knows nothing of standards; `standard.py` and `lexicon.py` say which keys they want.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar, cast

SCORE_LIMIT = Decimal(100_000)
DECIMALS = Decimal("0.0001")
MISSING = object()

T = TypeVar("T")


class ShapeError(ValueError):
    """A key is missing or holds the wrong kind of value; the message, in Chinese, names key and place."""


class Table:
    """A TOML table together with where it stands, such as `第2类第12条`."""

    def __init__(self, content: Mapping[str, object], place: str) -> None:
        """Remember the table and its place, which is put at the start of every message."""
        self._content = content
        self._asked: set[str] = set()
        self.place = place

    def unknown(self) -> tuple[str, ...]:
        """Return the keys that nobody has asked for so far, in the order of the table."""
        return tuple(key for key in self._content if key not in self._asked)

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text under a key."""
        return self._value(key, str, "文字", default)

    def flag(self, key: str, *, default: bool) -> bool:
        """Return the yes or no under a key."""
        return self._value(key, bool, "true 或 false", default)

    def count(self, key: str, default: int) -> int:
        """Return the whole number of at least 1 under a key."""
        value = self._value(key, int, "整数", default)
        if isinstance(value, bool) or value < 1:
            raise self.wrong(key, "不小于 1 的整数", value)
        return value

    def label(self, key: str) -> str:
        """Return a number or a text under a key as text, such as an item's number."""
        value = self._value(key, object, "编号", None)
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise self.wrong(key, "编号（整数或文字）", value)
        return str(value)

    def score(self, key: str) -> Decimal:
        """Return the score under a key: from 0 to 100000 with at most four decimals."""
        value = self._value(key, object, "数字", None)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.wrong(key, "数字", value)
        number = Decimal(value)
        if not number.is_finite() or not 0 <= number <= SCORE_LIMIT or number != number.quantize(DECIMALS):
            raise self.wrong(key, "0 到 100000 之间、至多四位小数的数字", value)
        return number

    def day(self, key: str) -> date:
        """Return the date under a key."""
        value = self._value(key, date, "日期（如 2023-08-01）", None)
        if isinstance(value, datetime):
            raise self.wrong(key, "日期（不带时间）", value)
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return the list of texts under a key; when the key is absent, empty unless it is required."""
        values = self._list(key, required=required)
        for value in values:
            if not isinstance(value, str):
                raise self.wrong(key, "文字的列表", value)
        return tuple(cast("Iterable[str]", values))

    def tables(self, key: str, name: str) -> "tuple[Table, ...]":
        """Return the tables under a key, empty when absent; `name` has a blank for the sequence, as in `第{}类`."""
        tables: list[Table] = []
        for sequence, value in enumerate(self._list(key), start=1):
            if not isinstance(value, dict):
                raise self.wrong(key, "表的列表", value)
            tables.append(Table(cast("dict[str, object]", value), self.place + name.format(sequence)))
        return tuple(tables)

    def mapping(self, key: str) -> "Table":
        """Return the table under a key, empty when absent."""
        empty: dict[str, object] = {}
        return Table(self._value(key, dict, "表", empty), f"{self.place}{key}")

    def wrong(self, key: str, expected: str, found: object) -> ShapeError:
        """Return the error that says what was expected under a key and what was found there."""
        return ShapeError(f"{self.place or '文件开头'}的 {key} 应为{expected}，实际是 {str(found)[:40]!r}。")

    def _list(self, key: str, *, required: bool = False) -> list[object]:
        empty: list[object] = []
        return self._value(key, list, "列表", None if required else empty)

    def _value(self, key: str, kind: type[T], expected: str, default: T | None) -> T:
        self._asked.add(key)
        value = self._content.get(key, MISSING)
        if value is MISSING:
            if default is None:
                raise ShapeError(f"{self.place or '文件开头'}缺少 {key}，应为{expected}。")
            return default
        if not isinstance(value, kind):
            raise self.wrong(key, expected, value)
        return value
