"""The workbook of a coverage: the matrix, what is missing, what each unit owes, the papers cited, the vetoes."""

from collections.abc import Iterator
from fractions import Fraction

from archiver.reporting.sheets import Column, Row, Shade, Sheet, Value, workbook
from archiver.reporting.survey import WORDS, Heat, Survey, counts, heat
from catalog.covered import ItemCoverage, YearCoverage, total
from catalog.listing import title_of
from catalog.lost_points import remark, score_line, wants, what_to_do, when, why
from catalog.proving import ANY_PAPER
from catalog.responsible import by_unit

SHADES = {
    Heat.FULL: Shade(ground="E3F1E3"),
    Heat.PART: Shade(ground="F2D58A"),
    Heat.WEAK: Shade(ground="DE9A5B"),
    Heat.EMPTY: Shade(ground="A33A2C", ink="FFFFFF", bold=True),
    Heat.NONE: Shade(ground="FFFFFF", ink="808080"),
}
"""Lightest where all is proved, darkest where nothing is: so a black and white print reads like the colours."""

NO_UNIT = "（标准未列责任单位）"


def matrix_workbook(survey: Survey) -> bytes:
    """Return the workbook. The same survey gives the same bytes."""
    return workbook((_matrix(survey), _missing(survey), _units(survey), _cited(survey), _vetoes(survey)), survey.day)


def _heading(survey: Survey, what: str) -> tuple[str, ...]:
    day = f"　{survey.day.year}年{survey.day.month}月{survey.day.day}日" if survey.day else ""
    return (f"{what}：{survey.standard.title}", f"{survey.office}{day}".strip() or "—", score_line(survey.coverage))


def _matrix(survey: Survey) -> Sheet:
    years = [year.name for year in survey.standard.years]
    columns = (
        Column(head="条目", width=7, centred=True),
        Column(head="内容", width=30),
        Column(head="责任单位", width=46),
        Column(head="分值", width=7, centred=True),
        Column(head="自评", width=8, centred=True),
        Column(head="待定后", width=8, centred=True),
        Column(head="缺分", width=8, centred=True),
        *(Column(head=year, width=10, centred=True) for year in years),
        Column(head="不分年度", width=10, centred=True),
    )
    legend = (
        "齐＝要点都有材料，部分＝有的要点还缺，不足＝有件但不是所需材料，缺＝没有件；数字是已归件数，+ 后是待定件数。"
    )
    return Sheet(
        name="对照表",
        title=(*_heading(survey, "考评对照表"), legend),
        columns=columns,
        rows=tuple(_matrix_rows(survey, len(columns))),
        frozen=2,
        large=True,
    )


def _matrix_rows(survey: Survey, width: int) -> Iterator[Row]:
    for chapter, rows in survey.chapters:
        bonus = "（加分）" if chapter.bonus else ""
        sum_of = total(chapter.score, rows)
        head: tuple[Value, ...] = (chapter.number, f"{chapter.title}{bonus}", "", Fraction(chapter.score))
        yield Row(
            values=(*head, sum_of.earned, sum_of.suggested, sum_of.lost, *[""] * (width - len(head) - 3)), band=True
        )
        yield from map(_matrix_row, rows)


def _matrix_row(row: ItemCoverage) -> Row:
    cells = (*row.years, row.any_year)
    units = "、".join(row.units)
    values = (row.item, row.title, units, Fraction(row.score), row.earned, row.suggested, row.lost)
    return Row(
        values=(*values, *map(_cell, cells)),
        shades=tuple((len(values) + place, SHADES[heat(cell)]) for place, cell in enumerate(cells)),
    )


def _cell(cell: YearCoverage) -> str:
    return f"{WORDS[heat(cell)]} {counts(cell)}".strip()


def _missing(survey: Survey) -> Sheet:
    columns = (
        Column(head="序号", width=5, centred=True),
        Column(head="分值", width=7, centred=True),
        Column(head="条目", width=6, centred=True),
        Column(head="内容", width=16),
        Column(head="年度", width=10, centred=True),
        Column(head="得分要点", width=22),
        Column(head="需要的材料", width=24),
        Column(head="失分原因", width=24),
        Column(head="怎么办", width=26),
        Column(head="责任单位", width=18),
    )
    rows = tuple(
        Row(
            values=(
                number,
                gap.value,
                gap.item,
                gap.title + ("（加分）" if gap.bonus else ""),
                when(gap.year),
                gap.point,
                wants(gap.wanted, gap.needs, gap.minimum),
                why(gap),
                what_to_do(gap),
                "、".join(gap.units),
            )
        )
        for number, gap in enumerate(survey.coverage.missing, start=1)
    )
    title = (*_heading(survey, "缺件清单"), "分值高的在前。")
    return Sheet(name="缺件清单", title=title, columns=columns, rows=rows)


def _units(survey: Survey) -> Sheet:
    columns = (
        Column(head="责任单位", width=34),
        Column(head="负责的条目", width=30),
        Column(head="分值", width=9, centred=True),
        Column(head="自评", width=9, centred=True),
        Column(head="缺分", width=9, centred=True),
        Column(head="缺几处", width=9, centred=True),
    )
    rows = tuple(
        Row(
            values=(
                share.unit or NO_UNIT,
                "、".join(row.item for row in share.items),
                Fraction(share.score.full),
                share.score.earned,
                share.score.lost,
                len(share.gaps),
            )
        )
        for share in by_unit(survey.coverage)
    )
    note = "几个单位共同负责的条目，每个单位都按全分计，各单位的分不能相加。"
    return Sheet(name="责任单位", title=(*_heading(survey, "责任单位"), note), columns=columns, rows=rows)


def _cited(survey: Survey) -> Sheet:
    columns = (
        Column(head="条目", width=6, centred=True),
        Column(head="得分要点", width=24),
        Column(head="年度", width=10, centred=True),
        Column(head="应得", width=7, centred=True),
        Column(head="得分", width=7, centred=True),
        Column(head="需要的材料", width=22),
        Column(head="件号", width=10, centred=True),
        Column(head="题名", width=36),
        Column(head="文号", width=18),
        Column(head="互见", width=10),
        Column(head="备注", width=18),
    )
    rows = tuple(row for item in survey.coverage.items for row in _cited_rows(survey, item))
    note = "一件材料可以证明几个条目，只存一份，“互见”列出它还归在哪些条目。"
    return Sheet(name="得分依据", title=(*_heading(survey, "得分依据"), note), columns=columns, rows=rows)


def _cited_rows(survey: Survey, item: ItemCoverage) -> Iterator[Row]:
    for covered in item.points:
        point = covered.point
        wanted = wants(point.evidence or (ANY_PAPER,), point.needs, point.minimum)
        for year in covered.years:
            earned = year.worth * 0 if year.lacking else year.worth
            head = (item.item, point.text, when(year.year))
            scores: tuple[Value, Value] = (year.worth, earned)
            for record in year.cited or ("",):
                yield Row(values=(*head, *scores, wanted, record, *_record(survey, record, item.item), remark(point)))
                scores = ("", "")  # said once, so that the column can be summed


def _record(survey: Survey, number: str, item: str) -> tuple[str, str, str]:
    record = survey.records.get(number)
    if record is None:
        return ("", "", "")
    doc_number = record.description.doc_number
    others = [f"第 {other} 项" for other in record.filed_items if other != item]
    return (title_of(record), doc_number.value if doc_number else "", "、".join(others))


def _vetoes(survey: Survey) -> Sheet:
    columns = (
        Column(head="序号", width=6, centred=True),
        Column(head="一票否决事项", width=70),
        Column(head="自查结果（有／无）", width=20, centred=True),
        Column(head="自查人", width=14, centred=True),
        Column(head="说明", width=30),
    )
    rows = tuple(Row(values=(number, veto, "", "", "")) for number, veto in enumerate(survey.coverage.vetoes, start=1))
    note = "这些事项程序不判断，请逐条自查填写。"
    return Sheet(name="一票否决", title=(*_heading(survey, "一票否决自查"), note), columns=columns, rows=rows)
