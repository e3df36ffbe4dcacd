"""`archiver records`: lists records."""

from pathlib import Path

import click

STATES = {"filed": "已归", "suggested": "待定", "unassigned": "未归", "set_aside": "搁置"}


@click.command(options_metavar="[选项]", short_help="列出各件：编号、状态、条目、题名、文号、日期。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option("--state", type=click.Choice(list(STATES)), help="只列一种状态：已归、待定、未归、搁置。")
@click.option("--item", metavar="条目", help="只列归入（或拟归入）这一项的件。")
@click.pass_obj
def command(home: Path, *, as_json: bool, state: str | None, item: str | None) -> None:
    """列出各件：编号、状态、条目、题名、文号、日期。"""
    from archiver.answers import record_answer
    from archiver.archive import check_items, load_records, open_archive, standing_items
    from archiver.cli.printing import records_table, say, say_json

    archive = open_archive(home)
    records = [record for record in load_records(archive) if state in {None, record.state}]
    if item is not None:
        (number,) = check_items(archive.combined, [item])
        records = [record for record in records if number in standing_items(record)]
    if as_json:
        say_json([record_answer(record) for record in records])
        return
    if not records:
        say("没有符合条件的件。")
        return
    say(records_table(records, archive.combined))
    say(f"共 {len(records)} 件。")
