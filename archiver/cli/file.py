"""`archiver file`: a clerk decides that a record proves items."""

from pathlib import Path

import click

from archiver.cli.working import held


@click.command(options_metavar="[选项]", short_help="把一件归入条目（人工决定，优先于程序）。")
@click.argument("record", metavar="件号")
@click.argument("items", nargs=-1, required=True, metavar="条目...")
@click.option("--why", default="", metavar="理由", help="为什么这样归。")
@click.pass_obj
def command(home: Path, record: str, items: tuple[str, ...], why: str) -> None:
    """把一件归入条目。人工的决定始终优先于程序。"""
    from archiver.cli.working import tell_decision
    from archiver.review import decide
    from catalog.record import Verdict

    before, after = held(home, "file", lambda archive: decide(archive, record, items, Verdict.FILE, why))
    tell_decision(record, before, after)
