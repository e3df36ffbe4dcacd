"""An assessment standard written back as TOML, so that a county can keep and edit what it imported."""

import json

from catalog.items import Chapter, Item, Point, Standard
from catalog.standard_check import plain

SCHEMA = 1
LONGEST_INTEGER = 18  # digits that surely fit into TOML's 64 bits


def format(standard: Standard) -> str:  # noqa: A001 - the uniform verb beside `parse`
    """Return the standard as TOML text; reading it again gives an equal standard."""
    lines = [
        f"schema = {SCHEMA}",
        f"id = {_quote(standard.id)}",
        f"title = {_quote(standard.title)}",
        f"level = {_quote(standard.level)}",
        f"edition = {_quote(standard.edition)}",
        f"full_score = {plain(standard.full_score)}",
        "",
        "years = [",
        *(
            f"  {{ name = {_quote(year.name)}, start = {year.start.isoformat()}, end = {year.end.isoformat()} }},"
            for year in standard.years
        ),
        "]",
        "",
        "vetoes = [",
        *(f"  {_quote(veto)}," for veto in standard.vetoes),
        "]",
    ]
    for chapter in standard.chapters:
        lines += _chapter(chapter)
    return "\n".join(lines) + "\n"


def _chapter(chapter: Chapter) -> list[str]:
    lines = [
        "",
        "[[chapter]]",
        f"number = {_quote(chapter.number)}",
        f"title = {_quote(chapter.title)}",
        f"score = {plain(chapter.score)}",
        *(["bonus = true"] if chapter.bonus else []),
    ]
    for item in chapter.items:
        lines += _item(item)
    return lines


def _item(item: Item) -> list[str]:
    return [
        "",
        "[[chapter.item]]",
        f"number = {_number(item.number)}",
        f"title = {_quote(item.title)}",
        f"text = {_quote(item.text)}",
        f"score = {plain(item.score)}",
        f"units = {_list(item.units)}",
        "points = [",
        *(f"  {_point(point)}," for point in item.points),
        "]",
    ]


def _point(point: Point) -> str:
    derived = f", derived = {_list(point.derived)}" if point.derived else ""
    return (
        f"{{ text = {_quote(point.text)}, score = {plain(point.score)}, evidence = {_list(point.evidence)}, "
        f'needs = "{point.needs}", per_year = {str(point.per_year).lower()}, min = {point.minimum}{derived} }}'
    )


def _number(number: str) -> str:
    """Return 12 bare and everything that a TOML integer would not give back letter for letter in quotes."""
    bare = number.isascii() and number.isdecimal() and len(number) <= LONGEST_INTEGER and str(int(number)) == number
    return number if bare else _quote(number)


def _list(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(_quote(text) for text in texts)}]"


def _quote(text: str) -> str:
    # JSON's escapes are TOML's; only DEL may stand bare in JSON and not in TOML
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
