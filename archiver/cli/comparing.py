"""How records that look like one paper are shown and asked about."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from archiver.archive import Archive
    from catalog.better_copy import Proposal
    from catalog.comparison import Comparison

ASK = "回车=照建议留用，或写留用的件号，n=不是同一份，s=以后再说，q=结束"


def proposal_lines(proposal: "Proposal", names: Mapping[str, str]) -> list[str]:
    """Return what is proposed of two records, line by line."""
    told = proposal.resemblance
    shown = [f"  {record} {names.get(record, '')}" for record in told.records]
    if proposal.choice is None:
        newer = f"{told.newer} 较新。" if told.newer else "看不出哪一个较新。"
        return [f"像是同一文件的不同版本：{told.reason}（把握 {told.confidence:.0%}）", *shown, f"  {newer}"]
    choice = proposal.choice
    against = f"（另一件也有长处：{'，'.join(choice.against)}）" if choice.against else ""
    return [
        f"像是同一份材料：{told.reason}（把握 {told.confidence:.0%}）",
        *shown,
        f"  建议留用 {choice.better}：{'，'.join(choice.reasons)}{against}",
    ]


def comparison_lines(said: "Comparison", names: Mapping[str, str]) -> str:
    """Return what somebody said of two records, as one line."""
    one, other = (f"{record}（{names.get(record, '')}）" for record in said.records)
    who = f"{said.by}，{said.at:%Y-%m-%d %H:%M}"
    if said.copy:
        return f"已认定：{one}与{other}是同一份材料，留用 {said.kept}（{who}）"
    return f"已认定：{one}与{other}不是同一份材料（{who}）"


def ask_about_copies(archive: "Archive") -> bool:
    """Ask about every two records that look like one paper; False ends the walk."""
    from archiver.archive import load_records
    from archiver.cli.printing import say
    from archiver.cli.reviewing import answered
    from archiver.comparing import keep, proposals, set_apart
    from archiver.errors import UsageError

    gone: set[str] = set()
    for proposal in proposals(archive):
        pair = proposal.resemblance.records
        if proposal.choice is None or gone.intersection(pair):
            continue
        names = {record.id: record.source_name for record in load_records(archive, only=pair)}
        say("\n" + "\n".join(proposal_lines(proposal, names)))
        better = proposal.choice.better

        def carry_out(words: list[str], pair: tuple[str, str] = pair, better: str = better) -> None:
            from archiver.archive import normal_id

            kept = normal_id(words[0]) if words else better
            if kept not in pair or len(words) > 1:
                raise UsageError(f"请写 {pair[0]} 或 {pair[1]} 当中的一个。")
            copy = next(one for one in pair if one != kept)
            keep(archive, kept, [copy])
            gone.add(copy)
            click.echo(f"留用 {kept}；{copy} 是重复件。要收回：archiver duplicates --undo {kept} {copy}")

        def decline(pair: tuple[str, str] = pair) -> None:
            set_apart(archive, pair)

        if not answered(ASK, carry_out, decline):
            return False
    return True
