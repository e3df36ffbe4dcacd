"""How values look on a clerk's terminal. Tables fit the window; in a pipe they are as wide as their contents."""

import json
import sys
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from archiver.cli.records import STATES
from catalog.covered import Coverage, YearCoverage
from catalog.lost_points import score, score_line, what_to_do
from catalog.record import Assignment, Description, Record, Seen, State
from catalog.standard import Standard

PIPE_WIDTH = 160
GAPS_SHOWN = 20
REASONS_SHOWN = 2
DONE_STYLES = {"filed": "green", "suggested": "yellow", "unassigned": "red", "set_aside": "magenta"}


def say(what: RenderableType) -> None:
    """Print text as it is, or a table, on standard output."""
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)
    console.print(what, markup=False, soft_wrap=isinstance(what, str))


def say_json(answer: object) -> None:
    """Print one JSON document."""
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def grid(headings: Sequence[str], rows: Iterable[Sequence[str | Text]], *, wide: int = -1) -> Table:
    """Return a plain table; the column `wide` takes the room that is left."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", ratio=1 if number == wide else None, no_wrap=number != wide)
    for row in rows:
        table.add_row(*row)
    return table


def records_table(records: Iterable[Record], standard: Standard, *, reasons: bool = False) -> Table:
    """Return one row a record: where it was filed, and with `reasons` the words that decided below the title."""
    titles = {item.number: item.title for item in standard.items}

    def row(record: Record) -> tuple[str | Text, ...]:
        fields = record.description
        return (
            record.id,
            Text(f"同 {record.copy_of}" if record.copy_of else STATES[record.state], style=DONE_STYLES[record.state]),
            _where(record, titles),
            Text.assemble(_title(record), (_why(record), "dim") if reasons else ""),
            _value(fields.doc_number),
            fields.issue_date.value.isoformat() if fields.issue_date else "",
        )

    return grid(("件号", "状态", "条目", "题名", "文号", "日期"), map(row, records), wide=3)


def _where(record: Record, titles: dict[str, str]) -> str:
    shown = record.assignments[:1] if not record.filed_items else record.assignments
    chosen = [a for a in shown if not record.filed_items or a.item in record.filed_items]
    if record.state in {State.UNASSIGNED, State.SET_ASIDE}:
        return ""
    return "、".join(f"{a.item} {titles.get(a.item, '')} {a.confidence:.0%}" for a in chosen)


def _why(record: Record) -> str:
    if record.state in {State.UNASSIGNED, State.SET_ASIDE} or not record.assignments:
        return ""
    return "\n" + "；".join(record.assignments[0].reason.split("；")[:REASONS_SHOWN])


def _title(record: Record) -> str:
    title = record.description.title
    return title.value if title else f"[{record.source_name.rsplit('/', 1)[-1]}]"


def _value(seen: Seen[str] | None) -> str:
    return seen.value if seen else ""


def record_sheet(record: Record, standard: Standard) -> RenderableType:
    """Return everything that is known of a record, with where it was read and how sure it is."""
    fields = record.description
    titles = {item.number: item.title for item in standard.items}
    rows: list[tuple[str, str | Text]] = [
        ("来源", Text(_source(record))),
        ("收到", record.received_at.strftime("%Y-%m-%d %H:%M")),
        ("状态", f"{record.copy_of} 的重复件" if record.copy_of else STATES[record.state]),
        ("页数", str(record.page_count)),
        ("题名", Text(_seen(fields.title))),
        ("文号", _seen(fields.doc_number)),
        ("责任者", "；".join(_seen(issuer) for issuer in fields.issuers)),
        *((seen.note, Text(_seen(seen))) for seen in fields.full_names),
        ("日期", _seen(fields.issue_date)),
        ("年度", _seen(fields.year)),
        ("文种", _seen(fields.kind)),
        *_seldom(fields),
    ]
    sheet = Table(box=None, show_header=False, pad_edge=False)
    for name, value in rows:
        sheet.add_row(name, value)
    items = grid(
        ("条目", "把握", "谁定的", "理由"),
        (
            (f"{a.item} {titles.get(a.item, '')}", f"{a.confidence:.0%}", a.decided_by or "", _reason(a))
            for a in record.assignments
        ),
        wide=3,
    )
    findings = [Text(f"{f.code} {f.message}" + (f"（第 {f.page} 页）" if f.page else "")) for f in record.findings]
    return Group(Panel(sheet, title=record.id, title_align="left"), items, *findings)


def _seldom(fields: Description) -> list[tuple[str, str | Text]]:
    """Return the rows of what only some records state; no row where nothing was read."""
    return [
        *([("紧急程度", _seen(fields.urgency))] if fields.urgency else []),
        *([("主送机关", Text(_seen(fields.addressee)))] if fields.addressee else []),
        *([("附件", Text("\n".join(map(_seen, fields.attachments))))] if fields.attachments else []),
    ]


def _reason(assignment: Assignment) -> Text:
    against = f"\n不利：{assignment.against}" if assignment.against else ""
    return Text.assemble(assignment.reason, (against, "dim"))


def parts_lines(record: Record) -> list[str]:
    """Return a line for each part of a record: which pages of which file."""
    lines: list[str] = []
    for part in record.parts:
        first, last = part.first_page, part.last_page
        pages = f"第 {first} 页" if last in {None, first} else f"第 {first}—{last} 页"
        lines.append(f"{part.source_name} {pages}")
    return lines


def _source(record: Record) -> str:
    is_whole = len(record.parts) <= 1 and all(part.first_page == 1 and part.to_end for part in record.parts)
    return record.source_name if is_whole else "\n".join(parts_lines(record))


def _seen(seen: "Seen[object] | None") -> str:
    if seen is None:
        return ""
    where = f"第 {seen.place.page} 页第 {seen.place.line + 1} 行" if seen.place else seen.note
    return f"{seen.value}（{seen.confidence:.0%}，{where}）"


def coverage_sheet(coverage: Coverage, standard: Standard) -> RenderableType:
    """Return the matrix of items by years, the scores, and what is missing, most valuable first."""
    years = [year.name for year in standard.years]
    rows: list[tuple[str | Text, ...]] = [
        (
            item.item,
            Text(item.title),
            score(item.score),
            score(item.earned),
            *(_cell(year) for year in item.years),
            _cell(item.any_year),
        )
        for item in coverage.items
    ]
    table = grid(("条目", "内容", "分值", "自评", *years, "不分年度"), rows, wide=1)
    gaps: list[tuple[str | Text, ...]] = [
        (
            score(gap.value),
            gap.item,
            Text(gap.title),
            gap.year,
            Text(gap.point),
            Text(what_to_do(gap)),
            Text("".join(gap.units[:1]) + ("等" if len(gap.units) > 1 else "")),
        )
        for gap in coverage.missing[:GAPS_SHOWN]
    ]
    legend = Text("格中数字是已归件数，+ 后是待定件数，缺 表示还有要点没有材料。", style="dim")
    parts: list[RenderableType] = [table, legend, Text(score_line(coverage))]
    if gaps:
        more = f"（共 {len(coverage.missing)} 处，先列分值高的 {len(gaps)} 处）"
        headings = ("分值", "条目", "内容", "年度", "要点", "怎么办", "责任单位")
        parts += [Text(f"还缺{more}："), grid(headings, gaps, wide=5)]
    parts.append(Text("一票否决事项程序不判断，请逐条自查：" + "；".join(coverage.vetoes) if coverage.vetoes else ""))
    return Group(*parts)


def _cell(cell: YearCoverage) -> Text:
    counts = (str(cell.filed) if cell.filed else "") + (f"+{cell.suggested}" if cell.suggested else "")
    if not cell.missing:
        return Text(counts, style="green")
    return Text(f"{counts} 缺".strip(), style="yellow" if counts else "red")
