"""`archiver edit`: a clerk corrects the fields of a record."""

from pathlib import Path

import click

from archiver.cli.working import held


@click.command(options_metavar="[选项]", short_help="更正题名、文号、责任者、日期等著录。")
@click.argument("record", metavar="件号")
@click.option("--title", metavar="题名", help="题名；给空串表示没有。")
@click.option("--doc-number", metavar="文号", help="文号；给空串表示没有。")
@click.option("--issuer", "issuers", multiple=True, metavar="责任者", help="责任者；联合行文时写多次。")
@click.option("--date", "issue_date", metavar="YYYY-MM-DD", help="成文日期；给空串表示没有。")
@click.option("--year", metavar="年度", help="所属的考评年度；给空串表示没有。")
@click.option("--addressee", metavar="主送机关", help="主送机关，不带冒号；给空串表示没有。")
@click.option("--urgency", metavar="紧急程度", help="特急、加急、平急或特提；给空串表示没有。")
@click.option("--attachment", "attachments", multiple=True, metavar="附件名称", help="附件名称；有几个写几次。")
@click.pass_obj
def command(  # noqa: PLR0913 - one argument an option
    home: Path,
    record: str,
    *,
    title: str | None,
    doc_number: str | None,
    issuers: tuple[str, ...],
    issue_date: str | None,
    year: str | None,
    addressee: str | None,
    urgency: str | None,
    attachments: tuple[str, ...],
) -> None:
    """更正题名、文号、责任者、日期等各项著录。更正另行保存，原件和识别结果都不改动。"""
    from archiver.errors import UsageError
    from archiver.ledger.fields import Field
    from archiver.review import correct

    given = {
        Field.TITLE: title,
        Field.DOC_NUMBER: doc_number,
        Field.ISSUERS: "\n".join(issuers) if issuers else None,
        Field.ISSUE_DATE: issue_date,
        Field.YEAR: year,
        Field.ADDRESSEE: addressee,
        Field.URGENCY: urgency,
        Field.ATTACHMENTS: "\n".join(attachments) if attachments else None,
    }
    changes = {field: value for field, value in given.items() if value is not None}
    if not changes:
        raise UsageError(
            "没有写要更正什么。请用 --title、--doc-number、--issuer、--date、--year、"
            "--addressee、--urgency 或 --attachment。"
        )
    held(home, "edit", lambda archive: correct(archive, record, changes))
    click.echo(f"{record} 已更正。")
