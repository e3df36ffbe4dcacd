"""`archiver search`: full-text search."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from archiver.cli.records import STATES

if TYPE_CHECKING:
    from archiver.home import Home
    from index.searching import Filters, Index, RecordResults

ORDERS = {"相关": "relevance", "新": "newest", "旧": "oldest"}
"""What `--sort` takes: the Chinese word or the English one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is searched for and which part of it is shown; `like` is the id of a record to find others like."""

    text: str = ""
    filters: "Filters" = field(default_factory=lambda: cast("Filters", {}))
    like: str = ""
    order: str = "relevance"
    limit: int = 20
    offset: int = 0
    facets: bool = False


@click.command(options_metavar="[选项]", short_help="查找任意词句，直接到页。")
@click.argument("query", nargs=-1, metavar="[词句...]")
@click.option("--item", multiple=True, metavar="条目", help="只查这一项的件；可写多次，下同。")
@click.option("--year", multiple=True, metavar="年度", help="只查这一年度。")
@click.option("--issuer", multiple=True, metavar="责任者", help="只查这个责任者（可只写一部分）。")
@click.option("--kind", multiple=True, metavar="类型", help="只查这一类：通知、会议纪要、照片……")
@click.option(
    "--state",
    type=click.Choice([*STATES.values(), *STATES]),
    multiple=True,
    metavar="状态",
    help="只查已归、待定或未归的件。",
)
@click.option(
    "--sort",
    type=click.Choice([*ORDERS, *ORDERS.values()]),
    default="相关",
    show_default=True,
    metavar="顺序",
    help="相关（最相关的在前）、新（日期新的在前）或 旧（日期旧的在前）。",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 10000),
    default=20,
    show_default=True,
    metavar="件数",
    help="最多列出几件（JSON 的 hits 是几页）。",
)
@click.option("--offset", type=click.IntRange(0), default=0, metavar="件数", help="跳过前面几件，接着往后看。")
@click.option("--facets", is_flag=True, help="另外列出各条目、年度、责任者、类型、状态各有多少。")
@click.option("--like", metavar="件号", help="不查词句，找与这一件内容相近的件，最近的在前。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def command(  # noqa: PLR0913 - one argument an option
    home: Path,
    /,
    query: tuple[str, ...],
    *,
    sort: str,
    limit: int,
    offset: int,
    facets: bool,
    like: str | None,
    as_json: bool,
    **filters: tuple[str, ...],
) -> None:
    """查找任意词句，直接到页；找到的页按件排列。

    空格隔开的词都要出现；“引号”里的照原样查；可用 OR、NOT（或 -）和括号。

    题名: 文号: 责任者: 年度: 条目: 状态: 类型: 成文日期: 写在词前，只在那一栏里查。
    """
    from archiver.errors import UsageError
    from archiver.home import open_home

    typed = " ".join(query).strip()
    if typed and like:
        raise UsageError("--like 是按一件的内容查，后面不用再写词句。")
    if not typed and not like and not any(filters.values()):
        raise UsageError("没有写要查什么。")
    opened = open_home(home)
    wish = Wish(
        text=typed,
        filters=cast("Filters", filters),
        like=_id(home, like) if like else "",
        order=ORDERS.get(sort, sort),
        limit=limit,
        offset=offset,
        facets=facets,
    )
    search_and_tell(opened, wish, as_json=as_json)


def _id(root: Path, typed: str) -> str:
    from archiver.archive import find_record, open_archive

    return find_record(open_archive(root), typed).id


def search_and_tell(home: "Home", wish: Wish, *, as_json: bool = False) -> None:
    """Search and print what is found, as a list for people or as one JSON document."""
    from archiver.answering import opened
    from archiver.answers import results_answer
    from archiver.cli.found import facet_lines, found_lines, rest_line
    from archiver.cli.printing import say, say_json
    from index.searching import Order

    with opened(home.index) as index:
        if not index.size():
            _refuse_unindexed(home.root, index)
        found = _records(index, wish)
        if as_json:
            pages = index.search(
                wish.text, limit=wish.limit, offset=wish.offset, order=Order(wish.order), **wish.filters
            )
            say_json(results_answer(found, None if wish.like else pages))
            return
    for note in found.notes:
        say(f"说明：{note}")
    for line in found_lines(found):
        say(line)
    for count in facet_lines(found.facets):
        say(count)
    say(rest_line(found, offset=wish.offset))


def _refuse_unindexed(root: Path, index: "Index") -> None:
    from archiver.archive import open_archive
    from archiver.indexing import unindexed

    unindexed(open_archive(root), index)


def _records(index: "Index", wish: Wish) -> "RecordResults":
    from index.searching import Order

    if wish.like:
        return index.more_like(wish.like, limit=wish.limit, offset=wish.offset, facets=wish.facets, **wish.filters)
    return index.search_records(
        wish.text,
        limit=wish.limit,
        offset=wish.offset,
        order=Order(wish.order),
        facets=wish.facets,
        **wish.filters,
    )
