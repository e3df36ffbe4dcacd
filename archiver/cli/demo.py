"""`archiver demo`: a complete run on the shipped samples."""

import shutil
from pathlib import Path

import click


@click.command(options_metavar="[选项]", short_help="用自带的样例从头到尾走一遍。")
@click.argument("folder", required=False, default=Path("演示归档"), type=click.Path(path_type=Path), metavar="[文件夹]")
def command(folder: Path) -> None:
    """用自带的样例从头到尾走一遍：收件、识别、归类、查漏、检索、装订。"""
    from archiver.archive import open_archive
    from archiver.cli.bind import bind_and_tell
    from archiver.cli.printing import coverage_sheet, say
    from archiver.cli.search import Wish, search_and_tell
    from archiver.cli.working import carry_through
    from archiver.collecting import take_inbox
    from archiver.covering import cover_archive
    from archiver.errors import ArchiverError
    from archiver.founding import found
    from archiver.shipped import folder as shipped

    if (folder / "ledger.db").exists():
        if not (folder / MARK).exists():
            raise ArchiverError(f"{folder} 是一个真的档案，演示不会动它。请换一个文件夹：archiver demo 文件夹名")
        shutil.rmtree(folder)
    archive, _ = found(folder, fonds="J001", fonds_name="枫川县双拥工作领导小组办公室")
    (folder / MARK).write_text("演示用，可以整个删除。\n", encoding="utf-8")
    shutil.copytree(shipped("samples") / "inbox", archive.home.inbox, dirs_exist_ok=True)
    say(f"演示档案建在 {folder.resolve()}，样例已放进收件箱。")
    carry_through(folder, "demo", take_inbox)
    say("\n还缺什么（archiver coverage）：")
    archive = open_archive(folder)
    say(coverage_sheet(cover_archive(archive), archive.standard))
    say("查一个词（archiver search 走访慰问）：")
    search_and_tell(archive.home, Wish(text="走访慰问", limit=3))
    say("\n装订（archiver bind）：")
    bind_and_tell(folder, (), None)
    say(f"案卷、总目录和标签在 {archive.home.binders.resolve()}。")
    say(f"接着可以试：archiver --home {folder} review，或 archiver --home {folder} search 词句。")


MARK = "演示档案.txt"
"""A file that says that a home was made by the demo and may be made anew."""
