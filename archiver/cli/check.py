"""`archiver check`: fixity of the originals, ledger against index, journal, binders against their manifest."""

from pathlib import Path

import click


@click.command(options_metavar="[选项]", short_help="核对原件、台账、检索库和案卷是否完好一致。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def command(home: Path, *, as_json: bool) -> int:
    """核对原件有没有变、台账与检索库是否一致、日志是否连续、案卷与清单是否相符。"""
    from archiver.answers import finding_answer
    from archiver.archive import open_archive
    from archiver.cli.printing import say, say_json
    from archiver.errors import ExitCode
    from archiver.fixity import check_archive

    checked = check_archive(open_archive(home))
    if as_json:
        say_json(
            {
                "originals": checked.originals,
                "records": checked.records,
                "journal_entries": checked.journal_entries,
                "binders": checked.binders,
                "findings": [finding_answer(finding) for finding in checked.findings],
            }
        )
    else:
        for finding in checked.findings:
            say(f"{finding.code} {finding.message}")
        say(
            f"核对了原件 {checked.originals} 个、件 {checked.records} 件、日志 {checked.journal_entries} 条、"
            f"案卷 {checked.binders} 册，发现 {len(checked.findings)} 处问题。"
        )
    return ExitCode.REFUSED if checked.findings else ExitCode.DONE
