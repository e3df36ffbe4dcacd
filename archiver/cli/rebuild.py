"""`archiver rebuild`: makes derived data again from the originals."""

from pathlib import Path

import click

from archiver.cli.scheduling import scheduler_option
from archiver.cli.working import carry_through, held


@click.group(
    subcommand_metavar="命令 [参数]...",
    options_metavar="[选项]",
    short_help="由原件重新生成文字（text）、检索库（index）或可检索 PDF（pdf）。",
)
def command() -> None:
    """由原件重新生成文字、检索库或可检索 PDF。人工的决定和更正都保留。"""


@command.command(options_metavar="[选项]", short_help="重新识别全部原件。")
@scheduler_option
@click.pass_obj
def text(home: Path, scheduler: str | None) -> int:
    """重新识别全部原件，重新著录和归类；人工的决定和更正都保留。"""
    from archiver.refiling import read_again

    return carry_through(home, "rebuild text", read_again, scheduler=scheduler)


@command.command(options_metavar="[选项]", short_help="重新建立检索库。")
@click.pass_obj
def index(home: Path) -> None:
    """重新建立检索库。建好以前查找仍用旧的；中途停下，再运行一次就接着做。"""
    from archiver.indexing import rebuild
    from archiver.progress import step_shown

    with step_shown("重建检索库") as shown:
        held(home, "rebuild index", lambda archive: rebuild(archive, lambda done, of: shown(f"{done}/{of} 件")))
    click.echo("检索库已重建。")


@command.command(options_metavar="[选项]", short_help="重新制作扫描件的可检索 PDF。")
@click.pass_obj
def pdf(home: Path) -> None:
    """把每一份扫描件重新制成可检索的 PDF（装订时就取用它们）；原件不动。"""
    from archiver.copies import make_again
    from archiver.progress import step_shown

    with step_shown("制作可检索 PDF"):
        made = held(home, "rebuild pdf", make_again)
    for finding in made.findings:
        click.echo(f"注意 {finding.code}：{finding.message}")
    click.echo(f"可检索 PDF 已重制 {made.files} 份。")
