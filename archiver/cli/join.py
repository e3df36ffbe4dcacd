"""`archiver join`: a clerk decides that several records are one document."""

from pathlib import Path

import click

from archiver.cli.working import carried_on


@click.command(options_metavar="[选项]", short_help="把几件合并成一件（一份文件分在几个图片里）。")
@click.argument("records", nargs=-1, required=True, metavar="件号...")
@click.pass_obj
def command(home: Path, records: tuple[str, ...]) -> int:
    """把几件合并成一件，页次按写的先后排。

    第一件的编号留用，其余编号不再使用；人工归入的条目一并算数。原件不动，随时可以拆回。
    """
    from archiver.archive import find_record
    from archiver.cli.printing import parts_lines, records_table, say
    from archiver.dividing import join

    archive, outcome, joined = carried_on(home, "join", lambda place: join(place, records))
    record = find_record(archive, joined)
    say(f"{joined} 现在共 {record.page_count} 页：")
    for line in parts_lines(record):
        say(f"  {line}")
    say(records_table([record], archive.combined))
    if len(record.parts) > 1:
        say(f"要拆回原来各个文件：archiver split {joined} --files")
    return outcome
