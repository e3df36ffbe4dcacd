"""`archiver coverage`: what is proved, what is missing, the self-score, and their print-outs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from archiver.archive import Archive
    from archiver.reporting.survey import Survey

FILE = click.Path(path_type=Path)


@click.command(options_metavar="[选项]", short_help="逐项逐年看：已有什么、还缺什么、自评多少分。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option("--xlsx", type=FILE, metavar="文件", help="存成 Excel：对照表、缺件清单、责任单位、得分依据、一票否决。")
@click.option("--pdf", type=FILE, metavar="文件", help="存成 PDF 查漏图（A3 横向），一眼看清哪项哪年缺。")
@click.pass_obj
def command(home: Path, *, as_json: bool, xlsx: Path | None, pdf: Path | None) -> None:
    """逐项逐年看：已有什么、还缺什么、自评多少分。"""
    from archiver.archive import open_archive
    from archiver.cli.printing import coverage_sheet, say, say_json
    from archiver.covering import survey
    from catalog.coverage_json import to_json

    archive = open_archive(home)
    surveyed = survey(archive)
    if as_json:
        say_json(to_json(surveyed.coverage))
    wanted = {"xlsx": xlsx, "pdf": pdf}
    files = {kind: file for kind, file in wanted.items() if file is not None}
    _print_out(archive, surveyed, files)
    if not (as_json or files):
        say(coverage_sheet(surveyed.coverage, archive.standard))


def _print_out(archive: "Archive", surveyed: "Survey", files: dict[str, Path]) -> None:
    from archiver.reporting.delivering import check, deliver

    for file in files.values():
        check(archive.home.root, file)
    for kind, file in files.items():
        kept = deliver(file, _made(kind, surveyed))
        click.echo(f"已存成 {file}。" + (f"原来的同名文件改名为 {kept.name}。" if kept else ""), err=True)


def _made(kind: str, surveyed: "Survey") -> bytes:
    if kind == "xlsx":
        from archiver.reporting.matrix import matrix_workbook

        return matrix_workbook(surveyed)
    from archiver.binding.preparing import typesetter
    from archiver.reporting.heat_map import heat_map

    return heat_map(surveyed, typesetter((), system_fonts=True)).content
