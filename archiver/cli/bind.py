"""`archiver bind`: assembles the binders, the catalogue and the manifest."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archiver.errors import ExitCode

if TYPE_CHECKING:
    from archiver.archive import Archive
    from archiver.binding.values import BindingResult


@click.command(options_metavar="[选项]", short_help="装订：案卷、总目录、标签、清单。")
@click.option("--item", "items", multiple=True, metavar="条目", help="只装订这一项（可写多次）。")
@click.option("--out", type=click.Path(path_type=Path), metavar="文件夹", help="放在哪里；不写就是档案的 binders。")
@click.option("--verify", type=click.Path(path_type=Path), metavar="文件夹", help="不装订，只核对这个文件夹里的案卷。")
@click.pass_obj
def command(home: Path, *, items: tuple[str, ...], out: Path | None, verify: Path | None) -> int:
    """把已归的件按条目装订成册：封面、卷内目录、材料、备考表；另出总目录、标签和清单。

    每一册写好后用另一个程序库重新打开核对：页数、页码、目录、书签都相符才算数。
    """
    if verify is not None:
        return _verify(verify)
    return bind_and_tell(home, items, out)


def bind_and_tell(home: Path, items: tuple[str, ...], out: Path | None) -> int:
    """Bind, tell what was built and what was not, and return the exit code.

    Binders of a standard beside the one in force lie in a folder of their own beside the others: binders-国.
    """
    from archiver.archive import check_items, open_archive
    from archiver.binding.destination import beside
    from archiver.home import open_home
    from archiver.lock import hold
    from catalog.side_by_side import mark_of

    codes: list[int] = []
    with hold(open_home(home), "bind"):
        archive = open_archive(home)
        numbers = check_items(archive.combined, items)
        for mark in ("", *archive.marks):
            wanted = tuple(number for number in numbers if mark_of(number, archive.marks) == mark)
            if numbers and not wanted:
                continue
            folder = beside(out or archive.home.binders, mark)
            codes.append(_tell(folder, wanted, _bind(archive.focused(mark), wanted, folder)))
    return max(codes)


def _bind(archive: "Archive", items: tuple[str, ...], folder: Path) -> "BindingResult":
    from archiver.bookbinding import bind_archive
    from archiver.progress import step_shown

    with step_shown("装订") as step:
        return bind_archive(archive, items, folder, lambda plan: step(f"{plan.code} {plan.title}"))


def _tell(folder: Path, items: tuple[str, ...], result: "BindingResult") -> int:
    from archiver.bookbinding import NOTHING_FILED
    from archiver.cli.printing import grid, say

    if result.built:
        rows = [(binder.file, str(len(binder.records)), str(binder.pages)) for binder in result.built]
        say(grid(("案卷", "件", "页"), rows, wide=0))
    for finding in result.findings:
        say(f"注意 {finding.code}：{finding.message}")
    for failure in result.failures:
        say(f"第 {failure.item} 项没有装订：{failure.finding.message}" if failure.item else failure.finding.message)
    tried = {binder.item for binder in result.built} | {failure.item for failure in result.failures}
    if left_out := [item for item in items if item not in tried]:
        say(f"{NOTHING_FILED.format(items='、'.join(left_out))}，没有装订。")
    say(_summary(folder, result))
    return ExitCode.SET_ASIDE if result.failures else ExitCode.DONE


def _summary(folder: Path, result: "BindingResult") -> str:
    built, held = len(result.built), len(result.manifest.binders)
    if not built and not held:
        return "没有装成案卷。" if result.failures else "还没有已归的件，没有可装订的。"
    if built == held:
        return f"共 {built} 册，在 {folder}。"
    return f"这次装订 {built} 册；{folder} 里共有 {held} 册。"


def _verify(folder: Path) -> int:
    from archiver.binding.proving import verify
    from archiver.cli.printing import say

    findings = verify(folder)
    for finding in findings:
        say(f"{finding.code} {finding.message}")
    say(f"{folder} 核对完毕：" + (f"发现 {len(findings)} 处问题。" if findings else "全部相符。"))
    return ExitCode.REFUSED if findings else ExitCode.DONE
