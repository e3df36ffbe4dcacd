"""`archiver add`: copies files in and processes them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archiver.cli.scheduling import scheduler_option
from archiver.cli.working import carry_through
from archiver.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from archiver.archive import Archive
    from archiver.intake.taken import Intake


@click.command(options_metavar="[选项]", short_help="收入指定的文件或文件夹（原处不动），并处理到底。")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件或文件夹...")
@scheduler_option
@click.pass_obj
def command(home: Path, paths: tuple[Path, ...], scheduler: str | None) -> int:
    """收入指定的文件或文件夹（连同子文件夹），识别、归类到底。原处的文件不动。"""

    def take(archive: "Archive") -> "Intake":
        from archiver.collecting import take_paths

        return take_paths(archive, paths)

    missing = [path for path in paths if not path.exists()]
    if len(missing) == len(paths):
        raise UsageError(f"找不到 {'、'.join(str(path) for path in missing)}。请核对文件名和所在的文件夹。")
    code = carry_through(home, "add", take, scheduler=scheduler)
    return ExitCode.SET_ASIDE if missing else code
