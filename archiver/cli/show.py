"""`archiver show`: one record with its text."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from archiver.archive import Archive
    from catalog.record import Record


@click.command(options_metavar="[选项]", short_help="显示一件：各项著录、归类理由、问题和全文。")
@click.argument("record", metavar="件号")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option("--pdf", type=click.Path(path_type=Path), metavar="文件", help="不显示，把这一件存成 PDF；扫描件可检索。")
@click.pass_obj
def command(home: Path, record: str, *, as_json: bool, pdf: Path | None) -> None:
    """显示一件：各项著录、归类理由、问题和全文。"""
    from archiver.answers import proposals_answer, record_answer
    from archiver.archive import find_record, load_pages, open_archive
    from archiver.cli.printing import record_sheet, say, say_json
    from archiver.proposing import proposals

    archive = open_archive(home)
    found = find_record(archive, record)
    if pdf:
        _hand_out(archive, found, pdf)
        return
    pages = load_pages(archive, found)
    if as_json:
        proposed = proposals(archive, only=[found.id])
        answer = proposals_answer(proposed.splits.get(found.id, ()), proposed.joins)
        say_json(record_answer(found, pages, answer))
        return
    say(record_sheet(found, archive.combined))
    for number, page in enumerate(pages, start=1):
        say(f"\n—— 第 {number} 页 ——\n{page.text}")
        if page.seals:
            say(f"〔印章〕{'、'.join(page.seals)}")


def _hand_out(archive: "Archive", record: "Record", file: Path) -> None:
    from archiver.cli.printing import say
    from archiver.copies import hand_out

    for finding in hand_out(archive, record, file):
        say(f"注意 {finding.code}：{finding.message}")
    say(f"{record.id} 已存成 {file}。")
