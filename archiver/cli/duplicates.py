"""`archiver duplicates`: papers that came in twice and editions of one; which is kept is a clerk's decision."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archiver.cli.working import held

if TYPE_CHECKING:
    from archiver.archive import Archive


@click.command(options_metavar="[选项]", short_help="列出像是重复的件和新旧版本，认定留哪一件。")
@click.argument("records", nargs=-1, metavar="[件号]...")
@click.option("--keep", "action", flag_value="keep", help="第一件留用，其余各件是它的重复件，不再归类、装订。")
@click.option("--different", "action", flag_value="different", help="这几件不是同一份材料，以后不再提出。")
@click.option("--undo", "action", flag_value="undo", help="收回对这几件的认定，恢复原状。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def command(home: Path, records: tuple[str, ...], action: str | None, *, as_json: bool) -> None:
    """列出像是同一份材料的件（重扫、复印件、电子稿）和同一文件的新旧版本，由人认定。

    程序只提出、说明理由，并建议留哪一件；从不自己合并。认定可以随时收回，原件都不动。
    """
    from archiver.errors import UsageError

    if bool(records) != bool(action):
        raise UsageError(
            "要认定请写明 --keep、--different 或 --undo 和件号，例如 archiver duplicates --keep R000001 R000002；"
            "只看清单，什么都不写。"
        )
    if action:
        held(home, "duplicates", lambda archive: _decide(archive, action, records))
    else:
        _list(home, as_json=as_json)


def _decide(archive: "Archive", action: str, records: tuple[str, ...]) -> None:
    from archiver.archive import normal_id
    from archiver.comparing import keep, set_apart, undo

    ids = [normal_id(record) for record in records]
    if action == "keep":
        keep(archive, ids[0], ids[1:])
        click.echo(f"留用 {ids[0]}；{'、'.join(ids[1:])} 是它的重复件，照存，不再归类、装订。")
        click.echo(f"要收回：archiver duplicates --undo {' '.join(ids)}")
    elif action == "different":
        set_apart(archive, ids)
        click.echo(f"{'、'.join(ids)} 不是同一份材料，以后不再提出。要收回：archiver duplicates --undo {' '.join(ids)}")
    else:
        count = undo(archive, ids)
        click.echo(f"已收回 {count} 项认定，恢复原状。" if count else "对这几件没有作过认定，什么也没有改。")


def _list(home: Path, *, as_json: bool) -> None:
    from archiver.answers import duplicates_answer
    from archiver.archive import load_records, open_archive
    from archiver.cli.comparing import comparison_lines, proposal_lines
    from archiver.cli.printing import say, say_json
    from archiver.comparing import decided, proposals

    archive = open_archive(home)
    found, said = proposals(archive), decided(archive)
    if as_json:
        say_json(duplicates_answer(found, said))
        return
    names = {record.id: record.source_name for record in load_records(archive)}
    for one in found:
        say("\n".join(proposal_lines(one, names)) + "\n")
    for comparison in said:
        say(comparison_lines(comparison, names))
    if not (found or said):
        say("没有像是重复的件。")
    elif any(one.choice for one in found):
        say("认定留哪一件：archiver duplicates --keep 留用的件 重复的件…")
        say("不是同一份的：archiver duplicates --different 件号 件号…")
