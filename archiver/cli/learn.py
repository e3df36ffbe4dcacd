"""`archiver learn`: learns from what people decided, shows whether it helps, takes it back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archiver.cli.working import held

if TYPE_CHECKING:
    from archiver.archive import Archive


@click.command(options_metavar="[选项]", short_help="从人工的决定里学习怎样归类。")
@click.option("--report", is_flag=True, help="只试不用：看学了以后准多少、改了什么。")
@click.option("--undo", is_flag=True, help="退回上一版（没有上一版就不再用学到的）。")
@click.option("--beside", "mark", default="", metavar="代号", help="学这一份并列标准的；不写就是在用的标准。")
@click.pass_obj
def command(home: Path, *, report: bool, undo: bool, mark: str) -> None:
    """从人工的决定里学习怎样归类。

    只学人决定过的件（至少 10 件），不学程序自己的建议，不记人名。先拿一部分决定考一考：没有变好就不用。
    用了以后，没有决定过的件重新归类；人工的决定不变。
    """
    from archiver.cli import learning
    from archiver.errors import UsageError

    if report and undo:
        raise UsageError("--report 和 --undo 不能同时用。")

    def work(archive: "Archive") -> None:
        if undo:
            learning.undo(archive, mark)
        elif report:
            learning.report(archive.focused(mark))
        else:
            learning.learn(archive, mark)

    held(home, "learn", work)
