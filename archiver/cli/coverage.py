"""`archiver coverage`: what is proved, what is missing, the self-score."""

from pathlib import Path

import click


@click.command(options_metavar="[选项]", short_help="逐项逐年看：已有什么、还缺什么、自评多少分。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def command(home: Path, *, as_json: bool) -> None:
    """逐项逐年看：已有什么、还缺什么、自评多少分。"""
    from archiver.archive import open_archive
    from archiver.cli.printing import coverage_sheet, say, say_json
    from archiver.covering import cover_archive
    from catalog.coverage import to_json

    archive = open_archive(home)
    coverage = cover_archive(archive)
    if as_json:
        say_json(to_json(coverage))
        return
    say(coverage_sheet(coverage, archive.standard))
