"""How what was found looks on a clerk's terminal: each record once, with its pages below it."""

import html
import re
from collections.abc import Iterator

from rich.text import Text

from archiver.cli.records import STATES
from index.facets import Facet
from index.searching import Count, Facets, Hit, RecordResults

COUNTS_SHOWN = 8
"""How many values of a facet are listed."""

_FACETS = {
    Facet.ITEM: "条目",
    Facet.YEAR: "年度",
    Facet.ISSUER: "责任者",
    Facet.KIND: "类型",
    Facet.STATE: "状态",
}


def found_lines(found: RecordResults) -> Iterator[Text]:
    """Yield a line for each record, and one for each of its pages with the words in their place."""
    for record in found.records:
        first = record.pages[0]
        date = f"（{first.date}）" if first.date else ""
        yield Text.assemble((f"{first.record} ", "cyan"), (first.title or "（无题名）", "bold"), date)
        for page in record.pages:
            yield _page_line(page)
        if record.total > len(record.pages):
            yield Text(f"    还有 {record.total - len(record.pages)} 页。", style="dim")


def _page_line(page: Hit) -> Text:
    line = Text.assemble("    ", (f"第{page.page}页 ", "cyan"), "（近似）" if page.near else "")
    for part in re.split(r"(<mark>.*?</mark>)", page.snippet, flags=re.DOTALL):
        marked = part.startswith("<mark>")
        plain = html.unescape(part.removeprefix("<mark>").removesuffix("</mark>")).replace("\n", " ")
        line.append(f"【{plain}】" if marked else plain, style="reverse" if marked else None)
    return line


def facet_lines(facets: Facets) -> Iterator[str]:
    """Yield a line for each facet that has values: each value and the number of records under it."""
    for facet, counts in facets.items():
        if counts:
            shown = "、".join(f"{_value(facet, one)}（{one.records} 件）" for one in counts[:COUNTS_SHOWN])
            more = f"，另有 {len(counts) - COUNTS_SHOWN} 种" if len(counts) > COUNTS_SHOWN else ""
            yield f"{_FACETS[facet]}：{shown}{more}"


def _value(facet: Facet, count: Count) -> str:
    return STATES.get(count.value, count.value) if facet is Facet.STATE else count.value


def rest_line(found: RecordResults, *, offset: int) -> str:
    """Return how much was found, and how to see what is not shown."""
    if not found.total:
        return "没有找到与它相近的件。" if found.near else "没有找到。可以少写几个字再试。"
    last = offset + len(found.records)
    whole = f"共 {found.total} 件，{found.pages} 页。"
    if not found.records:
        return f"{whole}跳过的件数太多，后面没有了。"
    if last >= found.total:
        return whole if not offset else f"{whole}以上是第 {offset + 1} 至 {last} 件。"
    return f"{whole}以上是第 {offset + 1} 至 {last} 件，接着看请加 --offset {last}。"
