"""`archiver review`: walks the undecided records, suggestion by suggestion."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archiver.cli.working import held

if TYPE_CHECKING:
    from archiver.archive import Archive

ASK = "回车=归入第一项，或写条目号（可多个），n=都不是，s=下一件，q=结束"


@click.command(options_metavar="[选项]", short_help="逐件确认待定的件。")
@click.option("--all", "everything", is_flag=True, help="连未归的件也过一遍。")
@click.pass_obj
def command(home: Path, *, everything: bool) -> None:
    """逐件确认待定的件：看程序的建议和理由，归入、改归或否定。每一次决定当即保存。"""

    def walk(archive: "Archive") -> None:
        from archiver.archive import load_records
        from catalog.record import State

        wanted = {State.SUGGESTED, State.UNASSIGNED} if everything else {State.SUGGESTED}
        undecided = [record for record in load_records(archive) if record.state in wanted]
        for number, record in enumerate(undecided, start=1):
            click.echo(f"\n第 {number} 件，共 {len(undecided)} 件")
            if not _ask(archive, record.id):
                return
        click.echo("没有待定的件了。" if undecided else "没有待定的件。")

    held(home, "review", walk)


def _ask(archive: "Archive", record_id: str) -> bool:
    """Show one record and carry out the answer; False ends the walk."""
    from archiver.archive import find_record
    from archiver.cli.printing import record_sheet, say
    from archiver.errors import ArchiverError
    from archiver.review import decide, reject_all
    from catalog.record import Verdict

    record = find_record(archive, record_id)
    say(record_sheet(record, archive.standard))
    while True:
        answer = click.prompt(ASK, default="", show_default=False).strip()
        if answer in {"q", "s"}:
            return answer != "q"
        if answer == "n":
            reject_all(archive, record)
            return True
        items = answer.replace("，", " ").replace(",", " ").split() or [record.assignments[0].item]
        try:
            decide(archive, record_id, items, Verdict.FILE, "")
        except ArchiverError as wrong:
            click.echo(str(wrong))
        else:
            return True
