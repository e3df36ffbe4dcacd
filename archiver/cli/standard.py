"""`archiver standard`: the assessment standard in force."""

from pathlib import Path

import click


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
    from archiver.cli.printing import say, standard_sheet

    say(standard_sheet(open_archive(home).standard))


@command.command(options_metavar="[选项]", short_help="核对分值、序号、年度是否对得上（只报告，不改动）。")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[文件]")
@click.pass_obj
def check(home: Path, path: Path | None) -> None:
    """核对分值、序号、年度是否对得上。只报告，不改动。不写文件就是核对在用的标准。"""
    from archiver.archive import open_archive, read_standard
    from archiver.cli.printing import say
    from catalog import standard

    checked = read_standard(path) if path else open_archive(home).standard
    findings = standard.check(checked)
    for finding in findings:
        say(f"{finding.code} {finding.message}")
    say(f"《{checked.title}》共 {len(checked.items)} 项，发现 {len(findings)} 处对不上。")


@command.command("import", options_metavar="[选项]", short_help="换用另一份标准（.toml）。")
@click.argument("path", type=click.Path(path_type=Path), metavar="文件")
@click.option("--yes", is_flag=True, help="不再询问。")
@click.pass_obj
def import_(home: Path, path: Path, *, yes: bool) -> int:
    """换用另一份标准。先显示读懂了什么、哪里对不上，确认后才生效；各件按新标准重新归类。"""
    from archiver.archive import read_standard
    from archiver.cli.printing import say
    from archiver.cli.working import carry_through
    from archiver.refiling import put_in_force, weigh_again
    from catalog import standard

    new = read_standard(path)
    say(
        f"《{new.title}》{new.level} {new.edition}，{len(new.chapters)} 章 {len(new.items)} 项，满分 {new.full_score}。"
    )
    for finding in standard.check(new):
        say(f"  {finding.code} {finding.message}")
    if not yes:
        click.confirm("换用这份标准吗？", abort=True)
    say("各件按新标准重新归类；人工决定过的仍照旧。")
    return carry_through(home, "standard import", weigh_again, before=lambda place: put_in_force(place, path))


@command.command(options_metavar="[选项]", short_help="把在用的标准存成文件（.toml）。")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), metavar="文件")
@click.pass_obj
def export(home: Path, path: Path) -> None:
    """把在用的标准存成 .toml 文件。"""
    from archiver.archive import open_archive
    from archiver.errors import ArchiverError
    from catalog import standard

    if path.suffix.lower() != ".toml":
        raise ArchiverError(f"只能导出为 .toml 文件，给的是 {path.name}。")
    path.write_text(standard.format(open_archive(home).standard), encoding="utf-8")
    click.echo(f"已导出到 {path}。")
