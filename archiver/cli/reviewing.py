"""How `archiver review` asks: about proposals to split and to join, one after another, and what an answer does."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from archiver.archive import Archive
    from catalog.sequences import Joined
    from catalog.stacks import Beginning

ASK_SPLIT = "回车=照此拆分，或写新的一件从哪几页开始，n=不拆，s=以后再说，q=结束"
ASK_JOIN = "回车=照此合并，或按页的先后写件号，n=不合并，s=以后再说，q=结束"


def answered(question: str, carry_out: Callable[[list[str]], None], decline: Callable[[], None]) -> bool:
    """Ask until an answer can be carried out: with nothing or with words, or declined with `n`; False ends the walk."""
    from archiver.errors import ArchiverError

    while True:
        answer = click.prompt(question, default="", show_default=False).strip()
        if answer in {"q", "s"}:
            return answer != "q"
        try:
            if answer == "n":
                decline()
            else:
                carry_out([word for word in re.split(r"[\s,，、]+", answer) if word])
        except ArchiverError as wrong:
            click.echo(str(wrong))
        else:
            return True


def ask_about_borders(archive: "Archive") -> bool:
    """Ask about every proposal to split a record or to join several; False ends the walk."""
    from archiver.intake.taken import Intake
    from archiver.pipeline import process
    from archiver.progress import Silent
    from archiver.proposing import proposals

    found = proposals(archive)
    goes_on = all(_ask_split(archive, record, beginnings) for record, beginnings in found.splits.items())
    goes_on = goes_on and all(_ask_join(archive, joined) for joined in proposals(archive).joins)
    # What was split or joined is described before it is filed, also where the walk ends here.
    process(archive, Intake, Silent())
    return goes_on


def _ask_split(archive: "Archive", record_id: str, beginnings: "tuple[Beginning, ...]") -> bool:
    from archiver.archive import find_record
    from archiver.cli.printing import say
    from archiver.dividing import check_pages, split
    from archiver.errors import UsageError
    from archiver.proposing import decline_split

    record = find_record(archive, record_id)
    proposed = [one.page for one in beginnings]
    say(f"\n{record.id} {record.source_name}（共 {record.page_count} 页）像有 {len(proposed) + 1} 份文件：")
    for one in beginnings:
        say(f"  第 {one.page} 页起是另一份：{one.reason}（把握 {one.confidence:.0%}）")

    def carry_out(words: list[str]) -> None:
        if not all(word.isdecimal() for word in words):
            raise UsageError("请写页号，例如 4 7。")
        pages = [int(word) for word in words] or proposed
        check_pages(record, pages)
        decline_split(archive, record_id, set(proposed) - set(pages))
        made = split(archive, record_id, pages)
        click.echo(f"已拆成 {'、'.join(made)}。")

    return answered(ASK_SPLIT, carry_out, lambda: decline_split(archive, record_id, proposed))


def _ask_join(archive: "Archive", joined: "Joined") -> bool:
    from archiver.archive import load_records
    from archiver.cli.printing import say
    from archiver.dividing import chosen, join
    from archiver.proposing import decline_join

    names = {record.id: record.source_name for record in load_records(archive, only=joined.records)}
    say(f"\n下面 {len(joined.records)} 件像是同一份文件的各页：{joined.reason}（把握 {joined.confidence:.0%}）")
    for record_id in joined.records:
        say(f"  {record_id} {names[record_id]}")

    def carry_out(words: list[str]) -> None:
        ids = chosen(archive, words or joined.records)
        decline_join(archive, joined, kept=ids)
        made = join(archive, ids)
        click.echo(f"已合并成 {made}。")

    return answered(ASK_JOIN, carry_out, lambda: decline_join(archive, joined))
