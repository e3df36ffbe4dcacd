"""`archiver review`: walks the undecided records, after what is proposed to split, to join or as copies."""

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
    """逐件确认：先看要不要拆分、合并，是不是收重了，再看待定的件归入哪一项。每一次决定当即保存。

    新决定的件够多时（设置 learn_after），结束时自动学习一次，见 archiver learn。
    """

    def walk(archive: "Archive") -> None:
        from archiver.archive import seen_records
        from archiver.cli.comparing import ask_about_copies
        from archiver.cli.reviewing import ask_about_borders
        from catalog.record import State

        if not (ask_about_borders(archive) and ask_about_copies(archive)):
            return
        wanted = {State.SUGGESTED, State.UNASSIGNED} if everything else {State.SUGGESTED}
        views = [archive.focused(mark) for mark in ("", *archive.marks)]
        undecided = [
            (view, record)
            for view in views
            for record in seen_records(view)
            if record.state in wanted and not record.copy_of
        ]
        for number, (view, record) in enumerate(undecided, start=1):
            of = f"（《{view.standard.title}》）" if view.focus else ""
            click.echo(f"\n第 {number} 件，共 {len(undecided)} 件{of}")
            if not _ask(archive, view, record.id):
                return
        click.echo("没有待定的件了。" if undecided else "没有待定的件。")

    def walk_and_learn(archive: "Archive") -> None:
        from archiver.cli.learning import learn
        from archiver.teaching import is_due

        walk(archive)
        for mark in ("", *archive.marks):
            if is_due(archive.focused(mark)):
                learn(archive, mark, briefly=True)

    held(home, "review", walk_and_learn)


def _ask(archive: "Archive", view: "Archive", record_id: str) -> bool:
    """Show one record as one standard sees it and carry out the answer; False ends the walk."""
    from archiver.archive import find_record, see
    from archiver.cli.printing import record_sheet, say
    from archiver.cli.reviewing import answered
    from archiver.review import decide, reject_all
    from catalog.record import Verdict

    record = see(view, find_record(archive, record_id))
    say(record_sheet(record, archive.combined))

    def file(items: list[str]) -> None:
        decide(archive, record_id, items or [record.assignments[0].item], Verdict.FILE, "")

    return answered(ASK, file, lambda: reject_all(archive, record))
