"""`archiver rebuild`: makes derived data again from the originals."""

from pathlib import Path

import click

from archiver.cli.working import carry_through, held


@click.group(
    subcommand_metavar="命令 [参数]...",
    options_metavar="[选项]",
    short_help="由原件重新生成文字（text）或检索库（index）。",
)
def command() -> None:
    """由原件重新生成文字或检索库。人工的决定和更正都保留。"""


@command.command(options_metavar="[选项]", short_help="重新识别全部原件。")
@click.pass_obj
def text(home: Path) -> int:
    """重新识别全部原件，重新著录和归类；人工的决定和更正都保留。"""
    from archiver.refiling import read_again

    return carry_through(home, "rebuild text", read_again)


@command.command(options_metavar="[选项]", short_help="重新建立检索库。")
@click.pass_obj
def index(home: Path) -> None:
    """重新建立检索库。"""
    from archiver.indexing import rebuild

    held(home, "rebuild index", rebuild)
    click.echo("检索库已重建。")
