"""`archiver unfile`: a clerk decides that a record does not prove items."""

from pathlib import Path

import click

from archiver.cli.working import held


@click.command(options_metavar="[选项]", short_help="把一件移出条目（人工决定，程序不会再归回去）。")
@click.argument("record", metavar="件号")
@click.argument("items", nargs=-1, required=True, metavar="条目...")
@click.option("--why", default="", metavar="理由", help="为什么移出。")
@click.pass_obj
def command(home: Path, record: str, items: tuple[str, ...], why: str) -> None:
    """把一件移出条目。程序不会再把它自动归回去。"""
    from archiver.cli.working import tell_decision
    from archiver.review import decide
    from catalog.record import Verdict

    before, after = held(home, "unfile", lambda archive: decide(archive, record, items, Verdict.UNFILE, why))
    tell_decision(record, before, after)
