"""`archiver split`: a clerk decides that a record holds several documents."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archiver.cli.working import carried_on

if TYPE_CHECKING:
    from archiver.archive import Archive


@click.command(options_metavar="[选项]", short_help="把一件拆成几件（一次扫描里有几份文件）。")
@click.argument("record", metavar="件号")
@click.argument("pages", nargs=-1, type=int, metavar="[页号]...")
@click.option("--files", is_flag=True, help="把合并过的件拆回原来各个文件。")
@click.pass_obj
def command(home: Path, record: str, pages: tuple[int, ...], *, files: bool) -> int:
    """把一件拆成几件，每个页号是新的一件开始的那一页。

    原编号留给开头的几页，人工归入的条目和更正也留给它；其余各件由程序重新著录、归类。原件不动，随时可以合回。
    """
    from archiver.archive import load_records
    from archiver.cli.printing import parts_lines, records_table, say
    from archiver.dividing import file_borders, split

    def work(archive: "Archive") -> tuple[str, ...]:
        return split(archive, record, (*pages, *(file_borders(archive, record) if files else ())))

    archive, outcome, made = carried_on(home, "split", work)
    now = load_records(archive, only=made)
    say(f"{made[0]} 拆成了 {len(made)} 件：")
    for one in now:
        for line in parts_lines(one):
            say(f"  {one.id}：{line}")
    say(records_table(now, archive.combined))
    say(f"要合回一件：archiver join {' '.join(made)}")
    return outcome
