"""`archiver init`: makes an archive."""

from pathlib import Path

import click


@click.command(options_metavar="[选项]", short_help="建立档案：收件箱、原件库、台账、设置。")
@click.option(
    "--standard",
    type=click.Path(path_type=Path),
    metavar="文件",
    help="考评标准（.xlsx、.docx、.pdf 表格或 .toml）；不给就用示例标准。",
)
@click.option("--years", default="", metavar="年度", help="考评年度，如 2020-2023；标准的表里没有写时用。")
@click.option("--fonds", default="", metavar="代码", help="全宗号。")
@click.option("--fonds-name", default="", metavar="名称", help="全宗名称。")
@click.pass_obj
def command(home: Path, standard: Path | None, years: str, fonds: str, fonds_name: str) -> None:
    """建立档案：收件箱、原件库、台账，以及写明每一项含义的设置文件。"""
    from archiver.founding import found

    archive, findings = found(home, standard=standard, years=years, fonds=fonds, fonds_name=fonds_name)
    click.echo(f"档案已建立：{home.resolve()}")
    click.echo(f"考评标准：{archive.standard.title}，共 {len(archive.standard.items)} 项。")
    for finding in findings:
        click.echo(f"  注意 {finding.code}：{finding.message}")
    click.echo(f"请把文件放进 {archive.home.inbox}，然后运行 archiver run。设置在 {archive.home.settings}。")
