"""`archiver standard`: the assessment standard in force."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from archiver.ledger.renumbering import Renumbered

YEARS_HELP = "考评年度，如 2020-2023 或 2019-04..2023-03（表里没有写或写得不对时用）。"


@click.group(
    subcommand_metavar="命令 [参数]...", options_metavar="[选项]", short_help="考评标准：查看、检查、导入、导出。"
)
def command() -> None:
    """考评标准：查看、检查、导入、导出。"""


@command.command(options_metavar="[选项]", short_help="列出条目、分值、要点。")
@click.pass_obj
def show(home: Path) -> None:
    """列出在用标准的条目、分值、要点和所需材料。"""
    from archiver.archive import open_archive
    from archiver.cli.printing import say
    from archiver.cli.standard_sheet import standard_sheet

    say(standard_sheet(open_archive(home).standard))


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


@command.command("import", options_metavar="[选项]", short_help="换用另一份标准（.xlsx、.docx、.pdf、.toml）。")
@click.argument("path", type=click.Path(path_type=Path), metavar="文件")
@click.option("--title", default="", metavar="名称", help="标准的名称（表里没有写或写得不对时用）。")
@click.option("--years", default="", metavar="年度", help=YEARS_HELP)
@click.option("--map", "told", multiple=True, metavar="旧=新", help="原来的哪一条就是现在的哪一条；“旧=”表示已取消。")
@click.option("--yes", is_flag=True, help="不再询问。")
@click.pass_obj
def import_(home: Path, path: Path, *, title: str, years: str, told: tuple[str, ...], yes: bool) -> int:  # noqa: PLR0913 - options
    """换用另一份标准。先显示读懂了什么、哪里对不上、与在用的标准怎样对应，确认后才生效；各件按新标准重新归类。"""
    from archiver.archive import open_archive
    from archiver.cli.printing import say
    from archiver.cli.standard_sheet import changes_sheet, standard_sheet
    from archiver.cli.working import carry_through
    from archiver.home import Home
    from archiver.refiling import compared, put_in_force, weigh_again
    from archiver.standards import files

    understood = files.read(path, title=title, years=files.parse_years(years))
    changes = compared(open_archive(home).standard, understood.standard, told)
    say(standard_sheet(understood.standard))
    for finding in understood.findings:
        say(f"  {finding.code} {finding.message}")
    say(f"以上是从 {path.name} 读懂的，原表没有改动，数字照录。")
    say(changes_sheet(changes))
    if not yes:
        click.confirm("换用这份标准吗？", abort=True)

    def put(place: Home) -> None:
        archive = open_archive(place.root)
        try:
            _tell_moved(put_in_force(archive, understood.text, compared(archive.standard, understood.standard, told)))
        finally:
            archive.ledger.dispose()

    say("各件按新标准重新归类；人工决定过的随条目走。")
    return carry_through(home, "standard import", weigh_again, before=put)


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
@click.pass_obj
def export(home: Path, path: Path) -> None:
    """把在用的标准存成 .xlsx 或 .toml 文件，改好可以再导入。"""
    from archiver.archive import open_archive
    from archiver.standards import files

    files.write(open_archive(home).standard, path)
    click.echo(f"已导出到 {path}。")
