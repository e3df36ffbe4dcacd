"""`archiver search`: full-text search."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from archiver.archive import Archive


@click.command(options_metavar="[选项]", short_help="查找任意词句，直接到页。")
@click.argument("query", nargs=-1, required=True, metavar="词句...")
@click.option("--item", metavar="条目", help="只查这一项的件。")
@click.option("--year", metavar="年度", help="只查这一年度。")
@click.option("--issuer", metavar="责任者", help="只查这个责任者（可只写一部分）。")
@click.option(
    "--limit", type=click.IntRange(1, 10000), default=20, show_default=True, metavar="条数", help="最多列出几条。"
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def command(  # noqa: PLR0913 - one argument an option
    home: Path,
    query: tuple[str, ...],
    *,
    item: str | None,
    year: str | None,
    issuer: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """查找任意词句，直接到页。

    空格隔开的词都要出现；“引号”里的照原样查；可用 OR、NOT（或 -）和括号，以及 题名: 文号: 责任者: 年度: 条目: 。
    """
    from archiver.archive import open_archive
    from archiver.errors import UsageError

    if not any(word.strip() for word in query):
        raise UsageError("没有写要查什么。")
    archive = open_archive(home)
    search_and_tell(archive, " ".join(query), item=item, year=year, issuer=issuer, limit=limit, as_json=as_json)


def search_and_tell(  # noqa: PLR0913 - one argument an option
    archive: "Archive",
    query: str,
    *,
    item: str | None = None,
    year: str | None = None,
    issuer: str | None = None,
    limit: int = 20,
    as_json: bool = False,
) -> None:
    """Search and print the hits, as a list for people or as one JSON document."""
    from archiver.answers import results_answer
    from archiver.cli.printing import say, say_json, snippet_line
    from archiver.indexing import opened, unindexed

    with opened(archive) as index:
        unindexed(archive, index)
        results = index.search(query, item=item, year=year, issuer=issuer, limit=limit)
    if as_json:
        say_json(results_answer(results))
        return
    for note in results.notes:
        say(f"说明：{note}")
    for hit in results.hits:
        say(snippet_line(hit))
    say(f"共 {results.total} 页。" if results.total else "没有找到。可以少写几个字再试。")
