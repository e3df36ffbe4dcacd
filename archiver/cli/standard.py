"""`archiver standard`: the assessment standard in force."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from archiver.archive import Archive
    from archiver.ledger.renumbering import Renumbered
    from catalog.standard_mapping import Change

YEARS_HELP = "考评年度，如 2020-2023 或 2019-04..2023-03（表里没有写或写得不对时用）。"


@click.group(
    subcommand_metavar="命令 [参数]...", options_metavar="[选项]", short_help="考评标准：查看、检查、导入、导出。"
)
def command() -> None:
    """考评标准：查看、检查、导入、导出。"""


@command.command(options_metavar="[选项]", short_help="列出条目、分值、要点。")
@click.option("--beside", "mark", default="", metavar="代号", help="只列这一份并列标准。")
@click.pass_obj
def show(home: Path, *, mark: str) -> None:
    """列出在用标准和并列标准的条目、分值、要点和所需材料。"""
    from archiver.archive import open_archive
    from archiver.cli.printing import say
    from archiver.cli.standard_sheet import standard_sheet

    archive = open_archive(home)
    marks = (mark,) if mark else ("", *archive.marks)
    for one in marks:
        say(standard_sheet(archive.focused(one).standard))


@command.command(options_metavar="[选项]", short_help="核对分值、序号、年度是否对得上（只报告，不改动）。")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[文件]")
@click.pass_obj
def check(home: Path, path: Path | None) -> None:
    """核对分值、序号、年度是否对得上。只报告，不改动。不写文件就是核对在用的标准。"""
    from archiver.archive import open_archive
    from archiver.cli.printing import say
    from archiver.standards import files
    from catalog import standard

    if path:
        understood = files.read(path)
        checked, findings = understood.standard, understood.findings
    else:
        checked = open_archive(home).standard
        findings = standard.check(checked)
    for finding in findings:
        say(f"{finding.code} {finding.message}")
    say(f"《{checked.title}》共 {len(checked.items)} 项，发现 {len(findings)} 处对不上。")


@command.command("import", options_metavar="[选项]", short_help="换用另一份标准，或与在用的并列一份。")
@click.argument("path", type=click.Path(path_type=Path), metavar="文件")
@click.option("--beside", "mark", default="", metavar="代号", help="与在用的标准并列，条目号前加代号，如 国12。")
@click.option("--title", default="", metavar="名称", help="标准的名称（表里没有写或写得不对时用）。")
@click.option("--years", default="", metavar="年度", help=YEARS_HELP)
@click.option("--map", "told", multiple=True, metavar="旧=新", help="原来的哪一条就是现在的哪一条；“旧=”表示已取消。")
@click.option("--yes", is_flag=True, help="不再询问。")
@click.pass_obj
def import_(home: Path, path: Path, *, mark: str, title: str, years: str, told: tuple[str, ...], yes: bool) -> int:  # noqa: PLR0913 - options
    """换用另一份标准，或与在用的并列。先显示读懂了什么、哪里对不上、与原来的怎样对应，确认后才生效；各件重新归类。"""
    from archiver.archive import open_archive
    from archiver.cli.printing import say
    from archiver.cli.standard_sheet import changes_sheet, standard_sheet
    from archiver.revising import compared
    from archiver.standards import files
    from catalog.side_by_side import marked

    understood = files.read(path, title=title, years=files.parse_years(years))
    if not understood.standard.years and not yes:
        ask = "没有写考评年度。请输入，如 2020-2023；直接回车就先不写"
        asked: str = click.prompt(ask, default="", show_default=False)
        understood = files.read(path, title=title, years=files.parse_years(asked))
    archive = open_archive(home)
    changes = compared(archive, understood.standard, mark, told)
    say(standard_sheet(marked(understood.standard, mark)))
    for finding in understood.findings:
        say(f"  {finding.code} {finding.message}")
    say(f"以上是从 {path.name} 读懂的，原表没有改动，数字照录。")
    say(changes_sheet(changes))
    if not yes:
        click.confirm(f"与在用的标准并列，代号“{mark}”吗？" if mark else "换用这份标准吗？", abort=True)
    return _put(
        home, "standard import", understood.text, mark, lambda now: compared(now, understood.standard, mark, told)
    )


@command.command(options_metavar="[选项]", short_help="去掉一份并列的标准。")
@click.argument("mark", metavar="代号")
@click.option("--yes", is_flag=True, help="不再询问。")
@click.pass_obj
def remove(home: Path, mark: str, *, yes: bool) -> int:
    """去掉一份并列的标准。文件留在 former-standards；以后用同一代号再导入，有关的人工决定就恢复。"""
    from archiver.archive import open_archive
    from archiver.revising import removal

    title = open_archive(home).focused(mark).standard.title
    if not yes:
        click.confirm(f"去掉代号“{mark}”的《{title}》吗？", abort=True)
    return _put(home, "standard remove", None, mark, lambda archive: removal(archive, mark))


def _put(home: Path, name: str, text: str | None, mark: str, changes: "Callable[[Archive], tuple[Change, ...]]") -> int:
    """Put a standard in its place (none: take it away) and have every record filed anew; return the exit code."""
    from archiver.archive import open_archive
    from archiver.cli.printing import say
    from archiver.cli.working import carry_through
    from archiver.home import Home
    from archiver.refiling import weigh_again
    from archiver.revising import put_in_place

    def put(place: Home) -> None:
        archive = open_archive(place.root)
        try:
            _tell_moved(put_in_place(archive, text, changes(archive), mark))
        finally:
            archive.ledger.dispose()

    say("各件按标准重新归类；人工决定过的随条目走。")
    return carry_through(home, name, weigh_again, before=put)


def _tell_moved(moved: "tuple[Renumbered, ...]") -> None:
    from archiver.cli.printing import say
    from catalog.deciding import LAID_ASIDE

    gone = [one.record for one in moved if any(item.startswith(LAID_ASIDE) for item in one.items.values())]
    followed = sum(any(not item.startswith(LAID_ASIDE) for item in one.items.values()) for one in moved)
    if followed:
        say(f"{followed} 件的人工决定改用新的条目号。")
    if gone:
        say(f"{len(gone)} 件有关于已取消条目的决定，不再算数，由程序重新建议。")
        say(f"请用 archiver review 过一遍：{'、'.join(gone)}。")


@command.command(options_metavar="[选项]", short_help="把在用的标准存成文件（.xlsx 或 .toml）。")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), metavar="文件")
@click.option("--beside", "mark", default="", metavar="代号", help="存这一份并列标准。")
@click.pass_obj
def export(home: Path, path: Path, *, mark: str) -> None:
    """把在用的（或并列的）标准存成 .xlsx 或 .toml 文件，改好可以再导入。"""
    from archiver.archive import open_archive
    from archiver.standards import files
    from catalog.side_by_side import Beside, unmarked

    standard = open_archive(home).focused(mark).standard
    files.write(unmarked(Beside(mark=mark, standard=standard)), path)
    click.echo(f"已导出到 {path}。")
