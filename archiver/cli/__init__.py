"""The commands. Each is a module of its own, found by name, so that asking for help loads none of the heavy parts."""

from importlib import import_module
from pathlib import Path

import click

from archiver.cli.helping import Formatter
from archiver.version import VERSION

click.Context.formatter_class = Formatter

COMMANDS = {
    "init": "init",
    "add": "add",
    "run": "run",
    "retry": "retry",
    "watch": "watch",
    "records": "records",
    "show": "show",
    "search": "search",
    "file": "file",
    "unfile": "unfile",
    "edit": "edit",
    "join": "join",
    "split": "split",
    "duplicates": "duplicates",
    "review": "review",
    "learn": "learn",
    "coverage": "coverage",
    "bind": "bind",
    "standard": "standard",
    "check": "check",
    "rebuild": "rebuild",
    "doctor": "doctor",
    "demo": "demo",
}


class _Commands(click.Group):
    """A group that lists its commands in the order of a clerk's work and imports each when it is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"archiver.cli.{COMMANDS[cmd_name]}").command
        return command if isinstance(command, click.Command) else None


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]...",
)
@click.option(
    "--home",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    envvar="ARCHIVER_HOME",
    default=Path("归档"),
    show_default=True,
    show_envvar=True,
    help="档案所在的文件夹。",
)
@click.version_option(VERSION, prog_name="archiver")
@click.pass_context
def archiver(context: click.Context, home: Path) -> None:
    """双拥模范县创建资料归档：收件、识别、归类、查漏、检索、装订。

    \b
    头一次使用：
      archiver init            建立档案
      把文件放进 归档/inbox    然后
      archiver run             收件、识别、归类
      archiver coverage        看还缺什么
      archiver bind            装订成册
    """  # noqa: D301 - click reads \b as "keep these lines"
    context.obj = home
