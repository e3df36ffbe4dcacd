"""`archiver run`: processes what lies in the inbox, once."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archiver.cli.scheduling import scheduler_option
from archiver.cli.working import carry_through

if TYPE_CHECKING:
    from archiver.archive import Archive
    from archiver.intake.taken import Intake


@click.command(options_metavar="[选项]", short_help="把收件箱里的文件处理到底，处理完即退出。")
@scheduler_option
@click.pass_obj
def command(home: Path, scheduler: str | None) -> int:
    """把收件箱（inbox）里的文件处理到底：收件、识别、归类、建检索，处理完即退出。"""

    def take(archive: "Archive") -> "Intake":
        from archiver.collecting import take_inbox

        return take_inbox(archive)

    return carry_through(home, "run", take, scheduler=scheduler)
