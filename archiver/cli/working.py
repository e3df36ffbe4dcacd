"""What the commands have in common: hold the archive, carry files through, tell what happened."""

import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, TypeVar

from archiver.errors import ExitCode

if TYPE_CHECKING:
    from archiver.archive import Archive
    from archiver.home import Home
    from archiver.intake.taken import Intake
    from archiver.pipeline import Outcome


def carry_through(
    home: Path,
    name: str,
    take: "Callable[[Archive], Intake]",
    *,
    scheduler: str | None = None,
    before: "Callable[[Home], None] | None" = None,
) -> int:
    """Run the pipeline on what `take` takes in, tell what happened, and return the exit code.

    `before` is done under the same lock, before the archive is opened. A `scheduler` takes the place of the one in
    the settings.
    """
    from archiver.archive import open_archive
    from archiver.home import open_home
    from archiver.lock import hold
    from archiver.pipeline import process
    from archiver.progress import shown

    with hold(open_home(home), name):
        if before:
            before(open_home(home))
        archive = open_archive(home, scheduler=scheduler)
        with ending_on_request(), shown() as observer:
            outcome = process(archive, lambda: take(archive), observer)
        return tell(archive, outcome)


@contextmanager
def ending_on_request() -> Generator[None]:
    """Let SIGTERM end the work as Ctrl-C does, so that processes and folders are put away."""
    if current_thread() is not main_thread():  # only the main thread may say what signals do
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


T = TypeVar("T")


def tell_decision(record: str, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Say under which items a record stands now, and which it left."""
    from archiver.cli.printing import say

    say(f"{record} 现在归在第 {'、'.join(after)} 项。" if after else f"{record} 现在没有归入任何一项。")
    gone = [item for item in before if item not in after]
    if gone:
        say(f"原来归在第 {'、'.join(gone)} 项，已不再算。")


def held(home: Path, name: str, work: "Callable[[Archive], T]") -> T:
    """Hold the archive while a clerk's decision is carried out, bring the index in step, return what it gave."""
    from archiver.archive import open_archive
    from archiver.home import open_home
    from archiver.indexing import refresh
    from archiver.lock import hold

    with hold(open_home(home), name):
        archive = open_archive(home)
        given = work(archive)
        refresh(open_archive(home))
        return given


def carried_on(home: Path, name: str, work: "Callable[[Archive], T]") -> "tuple[Archive, int, T]":
    """Hold the archive while a clerk changes what its records are, and carry what waits then through the stages.

    Returns the archive, the exit code and what `work` gave; what had to be set aside is told.
    """
    from archiver.archive import open_archive
    from archiver.home import open_home
    from archiver.intake.taken import Intake
    from archiver.lock import hold
    from archiver.pipeline import process
    from archiver.progress import shown

    with hold(open_home(home), name):
        archive = open_archive(home)
        given = work(archive)
        with shown() as observer:
            outcome = process(archive, Intake, observer)
        return archive, _tell_set_aside(archive, outcome), given


def tell(archive: "Archive", outcome: "Outcome") -> int:
    """Print what a run did, in the order a clerk asks; return 3 where something was set aside."""
    from archiver.archive import load_records
    from archiver.cli.printing import records_table, say
    from catalog.record import State

    intake = outcome.intake
    aside = {file.record_id for file in outcome.set_aside}
    counts = [
        (sum(taken.record_id not in aside for taken in intake.received), "新收 {} 件"),
        (len(intake.duplicates), "重复 {} 件"),
        (len(intake.waiting), "仍在复制 {} 件"),
        (sum(count for _, count in intake.ignored), "忽略 {} 个"),
        (len(aside) + len(intake.refused), "搁置 {} 个"),
    ]
    say("收件：" + ("，".join(words.format(count) for count, words in counts if count) or "没有新文件") + "。")
    for duplicate in intake.duplicates:
        say(f"  重复：{duplicate.source_name} 与 {duplicate.record_id} 内容相同，不再另存。")
    for finding in (*intake.findings, *outcome.remarks):
        say(f"  注意：{finding.message}")
    described = set(outcome.described)  # asked for one by one, a first run's records would be more than SQLite takes
    new = [record for record in load_records(archive) if record.id in described]
    if new:
        say(records_table(new, archive.combined, reasons=True))
        words = {State.FILED: "已归", State.SUGGESTED: "待定", State.UNASSIGNED: "未归"}
        told = [f"{word} {sum(record.state is state for record in new)} 件" for state, word in words.items()]
        say(f"归类：{'，'.join(told)}。")
    return _tell_set_aside(archive, outcome)


def _tell_set_aside(archive: "Archive", outcome: "Outcome") -> int:
    from archiver.cli.printing import say

    stopped = [(file.name, file.findings) for file in outcome.intake.refused]
    stopped += [(file.name, file.findings) for file in outcome.set_aside]
    if not stopped:
        return ExitCode.DONE
    say(f"搁置 {len(stopped)} 个文件，原样放在 {archive.home.set_aside}：")
    for name, findings in stopped:
        say(f"  {name}：{' '.join(finding.message for finding in findings)}")
    say("每个文件旁边的 .txt 写着该怎么办；修好的文件，运行 archiver retry 重新收件。")
    return ExitCode.SET_ASIDE
