"""The assessment standard in force: read from TOML text, checked, and written back.

A standard is data: chapters, items, points and years differ from province to province and from round to round.
This module opens no file; whoever calls it brings the text.
"""

import tomllib
from collections.abc import Iterable
from decimal import Decimal

from catalog import filing_findings as kinds
from catalog.items import Chapter, Derived, EvidenceYear, Item, Needs, Point, Standard
from catalog.standard_check import check
from catalog.standard_format import SCHEMA, format  # noqa: A004 - the uniform verb beside `parse`
from catalog.toml_shape import ShapeError, Table
from ocr.finding import Finding

__all__ = [
    "Chapter",
    "Derived",
    "EvidenceYear",
    "Item",
    "Needs",
    "Point",
    "Standard",
    "StandardError",
    "check",
    "format",
    "parse",
]


class StandardError(ValueError):
    """A standard's text has the wrong shape; the message, in Chinese, names the key and the place."""


def parse(text: str) -> tuple[Standard, tuple[Finding, ...]]:
    """Return the standard that a TOML text holds, with what does not add up in it.

    Keys that nobody knows are reported, not refused: a newer program may have written them.
    """
    try:
        content = tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise StandardError(f"考评标准不是完好的 TOML 文件：{error}。请检查所指的行。") from error
    except RecursionError as error:
        raise StandardError("考评标准的括号套得太深，不像一份考评标准。") from error
    try:
        return _read(Table(content, ""))
    except ShapeError as error:
        raise StandardError(f"考评标准：{error}") from error


def _read(table: Table) -> tuple[Standard, tuple[Finding, ...]]:
    schema = table.count("schema", SCHEMA)
    if schema != SCHEMA:
        raise table.wrong("schema", f" {SCHEMA}（本程序认识的格式）", schema)
    tables: list[Table] = [table]
    standard = Standard(
        id=table.text("id"),
        title=table.text("title"),
        level=table.text("level", ""),
        edition=table.text("edition", ""),
        full_score=table.score("full_score"),
        years=tuple(_year(year) for year in _noted(table.tables("years", "考评年度{}"), tables)),
        vetoes=table.texts("vetoes"),
        chapters=tuple(_chapter(chapter, tables) for chapter in _noted(table.tables("chapter", "第{}类"), tables)),
    )
    unknown = (kinds.UNKNOWN_KEY.at(place=one.place or "文件开头", key=key) for one in tables for key in one.unknown())
    return standard, (*check(standard), *unknown)


def _year(table: Table) -> EvidenceYear:
    return EvidenceYear(name=table.label("name"), start=table.day("start"), end=table.day("end"))


def _chapter(table: Table, tables: list[Table]) -> Chapter:
    return Chapter(
        number=table.label("number"),
        title=table.text("title"),
        score=table.score("score"),
        items=tuple(_item(item, tables) for item in _noted(table.tables("item", "第{}个条目"), tables)),
        bonus=table.flag("bonus", default=False),
    )


def _item(table: Table, tables: list[Table]) -> Item:
    number = table.label("number")
    table.place = f"第{number}条"
    return Item(
        number=number,
        title=table.text("title"),
        text=table.text("text", ""),
        score=table.score("score"),
        units=table.texts("units"),
        points=tuple(_point(point) for point in _noted(table.tables("points", "得分要点{}"), tables)),
    )


def _point(table: Table) -> Point:
    needs = table.text("needs", Needs.ANY)
    if needs not in tuple(Needs):
        raise table.wrong("needs", " any（任一）或 all（全部）", needs)
    return Point(
        text=table.text("text"),
        score=table.score("score"),
        evidence=table.texts("evidence"),
        needs=Needs(needs),
        per_year=table.flag("per_year", default=False),
        minimum=table.count("min", 1),
        derived=_derived(table),
    )


def _derived(table: Table) -> tuple[Derived, ...]:
    names = table.texts("derived")
    if unknown := [name for name in names if name not in tuple(Derived)]:
        raise table.wrong("derived", f" {'、'.join(Derived)} 中的", unknown[0])
    return tuple(map(Derived, names))


def _noted(found: Iterable[Table], tables: list[Table]) -> tuple[Table, ...]:
    """Return the tables unchanged and remember them, so that their unknown keys are reported in the end."""
    noted = tuple(found)
    tables.extend(noted)
    return noted
