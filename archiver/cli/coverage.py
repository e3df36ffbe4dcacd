"""`archiver coverage`: what is proved, what is missing, the self-score, and their print-outs."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from archiver.archive import Archive
    from archiver.binding.typesetting import Typeset
    from archiver.reporting.survey import Survey

FILE = click.Path(path_type=Path)
TOGETHER = "催办单（合订）.pdf"


@click.command(options_metavar="[选项]", short_help="逐项逐年看：已有什么、还缺什么、自评多少分。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option("--xlsx", type=FILE, metavar="文件", help="存成 Excel：对照表、缺件清单、责任单位、得分依据、一票否决。")
@click.option("--pdf", type=FILE, metavar="文件", help="存成 PDF 查漏图（A3 横向），一眼看清哪项哪年缺。")
@click.option("--report", type=FILE, metavar="文件", help="存成自查自评报告（Word）：得分、失分原因、各单位要补什么。")
@click.option(
    "--reminders",
    type=FILE,
    metavar="文件夹",
    help="给每个欠材料的单位出一份催办单（Word），并合订一份 PDF。",
)
@click.option(
    "--paper", type=FILE, metavar="文件", help="报告和催办单写在本单位的公文纸上：一个有版头、页边距的 Word 文件。"
)
@click.option(
    "--due", type=click.DateTime(["%Y-%m-%d"]), metavar="年-月-日", help="催办单上的期限，如 2023-05-10；不写则留空。"
)
@click.option("--beside", "mark", default="", metavar="代号", help="看这一份并列标准的。")
@click.pass_obj
def command(  # noqa: PLR0913 - one argument an option
    home: Path,
    *,
    as_json: bool,
    xlsx: Path | None,
    pdf: Path | None,
    report: Path | None,
    reminders: Path | None,
    paper: Path | None,
    due: datetime | None,
    mark: str,
) -> None:
    """逐项逐年看：已有什么、还缺什么、自评多少分。"""
    from archiver.archive import open_archive
    from archiver.cli.printing import coverage_sheet, say, say_json
    from archiver.covering import survey
    from catalog.coverage_json import to_json

    archive = open_archive(home).focused(mark)
    surveyed = survey(archive, due=due.date() if due else None, paper=paper)
    if as_json:
        say_json(to_json(surveyed.coverage))
    wanted = {"xlsx": xlsx, "pdf": pdf, "report": report}
    files = {kind: file for kind, file in wanted.items() if file is not None}
    _print_out(archive, surveyed, files)
    if reminders:
        _remind(archive, surveyed, reminders)
    if not (as_json or files or reminders):
        say(coverage_sheet(surveyed.coverage, archive.standard))
        _tell_others(archive)


def _tell_others(archive: "Archive") -> None:
    from archiver.covering import cover_archive

    for mark in archive.marks if not archive.focus else ():
        score = cover_archive(archive.focused(mark)).basic
        title = archive.focused(mark).standard.title
        click.echo(f"并列的《{title}》自评 {float(score.earned):.2f} 分（满分 {float(score.full):g}），")
        click.echo(f"逐项请看 archiver coverage --beside {mark}。")


def _print_out(archive: "Archive", surveyed: "Survey", files: dict[str, Path]) -> None:
    from archiver.reporting.delivering import check, deliver

    for file in files.values():
        check(archive.home.root, file)
    for kind, file in files.items():
        _tell(file, deliver(file, _made(kind, surveyed)))


def _remind(archive: "Archive", surveyed: "Survey", folder: Path) -> None:
    from archiver.binding.preparing import typesetter
    from archiver.reporting.delivering import deliver, open_folder
    from archiver.reporting.reminders import printed, reminders, word_file

    owed = reminders(surveyed)
    if not owed:
        click.echo("没有需要催办的单位。", err=True)
        return
    open_folder(archive.home.root, folder)
    for one in owed:
        _tell(folder / one.file, deliver(folder / one.file, word_file(surveyed, one)))
    together = _whole(printed(owed, typesetter((), system_fonts=True)))
    _tell(folder / TOGETHER, deliver(folder / TOGETHER, together))


def _tell(file: Path, kept: Path | None) -> None:
    click.echo(f"已存成 {file}。" + (f"原来的同名文件改名为 {kept.name}。" if kept else ""), err=True)


def _made(kind: str, surveyed: "Survey") -> bytes:
    if kind == "xlsx":
        from archiver.reporting.matrix import matrix_workbook

        return matrix_workbook(surveyed)
    if kind == "report":
        from archiver.reporting.self_report import self_report

        return self_report(surveyed)
    from archiver.binding.preparing import typesetter
    from archiver.reporting.heat_map import heat_map

    return _whole(heat_map(surveyed, typesetter((), system_fonts=True)))


def _whole(made: "Typeset") -> bytes:
    if made.missing:
        click.echo(f"本机字体里没有这些字：{made.missing}，PDF 里以“〓”代替。装上含这些字的字体再出一次。", err=True)
    return made.content
