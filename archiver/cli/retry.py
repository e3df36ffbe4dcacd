"""`archiver retry`: takes up again what was set aside."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archiver.cli.scheduling import scheduler_option
from archiver.cli.working import carry_through

if TYPE_CHECKING:
    from archiver.archive import Archive
    from archiver.intake.taken import Intake


@click.command(options_metavar="[选项]", short_help="把搁置的文件重新收件。")
@click.argument("names", nargs=-1, metavar="[文件名]...")
@click.option(
    "--not-secret", metavar="理由", help="声明写明的文件不涉密（误报或已解密），连同理由、姓名、时间记入日志后收下。"
)
@scheduler_option
@click.pass_obj
def command(home: Path, names: tuple[str, ...], not_secret: str | None, scheduler: str | None) -> int:
    """把 set-aside 里的文件重新收件；不写文件名就是全部。修好的文件用原名放回 set-aside 即可。"""

    def take(archive: "Archive") -> "Intake":
        from archiver.collecting import take_set_aside

        return take_set_aside(archive, names, not_secret=not_secret)

    return carry_through(home, "retry", take, scheduler=scheduler)
