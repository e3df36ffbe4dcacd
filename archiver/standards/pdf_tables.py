"""The texts and ruled tables of a PDF file that has its text, page by page. A scan has none and is refused.

The untyped edge of pdfplumber. Tables that go on over pages come as one grid a page.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pdfplumber

from archiver.errors import ArchiverError
from catalog.table_grid import Block, Grid, Span, grid
from ocr.edge import decoding
from ocr.pdfium import KIND

MOST_PAGES: Final = 80
MOST_CHARACTERS: Final = 20_000
"""What pdfplumber takes seconds for: a longer file or fuller page is no table of a standard."""

_SAME: Final = 3.0
"""Points by which the edges of cells in one column may differ."""

_FEWEST: Final = 20
"""Characters of a page that has its text; fewer are a stamp or a page number on a scan."""


def blocks(path: Path) -> tuple[Block, ...]:
    """Return the blocks of a PDF file in reading order.

    ArchiverError for one without text or without ruled tables, Unreadable for one that is damaged or locked.
    """
    found: list[Block] = []
    characters = 0
    with decoding(KIND), pdfplumber.open(path) as opened:
        file: Any = opened
        if len(file.pages) > MOST_PAGES:
            raise ArchiverError(
                f"{path.name} 有 {len(file.pages)} 页，不像一份考评标准。请只留下标准的各页，另存后再导入。"
            )
        for page in file.pages:
            characters += len(page.chars)
            if len(page.chars) <= MOST_CHARACTERS:
                found += _page(page)
            page.close()
    if characters < _FEWEST * max(1, len(found)) and not any(isinstance(block, Grid) for block in found):
        raise ArchiverError(
            f"{path.name} 是扫描件，没有文字，表格读不准。请向上级要 Word 或 Excel 原表；"
            "没有的，用 archiver standard export 导出一份 .xlsx，照着填好再导入。"
        )
    if not any(isinstance(block, Grid) for block in found):
        raise ArchiverError(f"{path.name} 里没有带框线的表。请换成 Word 或 Excel 文件，或用软件转成 .xlsx 后再导入。")
    return tuple(found)


def _page(page: Any) -> Iterator[Block]:  # noqa: ANN401 - a page of pdfplumber
    tables: list[Any] = sorted(page.find_tables(), key=lambda table: table.bbox[1])
    top = float(page.bbox[1])
    for table in tables:
        yield from _texts(page, top, float(table.bbox[1]))
        yield _grid(page, table)
        top = max(top, float(table.bbox[3]))
    yield from _texts(page, top, float(page.bbox[3]))


def _texts(page: Any, top: float, bottom: float) -> Iterator[str]:  # noqa: ANN401 - a page of pdfplumber
    if bottom - top > _SAME:
        left, _, right, _ = page.bbox
        text = str(page.crop((left, top, right, bottom), strict=False).extract_text() or "")
        yield from (line.strip() for line in text.splitlines() if line.strip())


def _grid(page: Any, table: Any) -> Grid:  # noqa: ANN401 - a page and a table of pdfplumber
    """Return a table by the edges of its cells: a cell between edges that are not next to each other spans the rest."""
    boxes: list[tuple[float, float, float, float]] = list(table.cells)
    columns = _edges([edge for box in boxes for edge in (box[0], box[2])])
    rows = _edges([edge for box in boxes for edge in (box[1], box[3])])
    texts = [[""] * max(1, len(columns) - 1) for _ in range(max(1, len(rows) - 1))]
    spans: list[Span] = []
    for left, top, right, bottom in sorted(boxes, key=lambda box: (box[1], box[0])):
        row, column = _slot(rows, top), _slot(columns, left)
        text = page.crop((left, top, right, bottom), strict=False).extract_text() or ""
        texts[row][column] = "".join(_joined(str(text).splitlines()))
        down, across = _slot(rows, bottom) - row, _slot(columns, right) - column
        spans.append(Span(row=row, column=column, rows=max(1, down), columns=max(1, across)))
    return grid(texts, [span for span in spans if span.rows * span.columns > 1])


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a cell as one text: only a numbered line begins anew, all others go on."""
    for place, line in enumerate(lines):
        numbered = line.lstrip()[:1].isdigit() and not line.strip().replace(".", "").isdigit()
        yield ("\n" if place and numbered else "") + line.strip()


def _edges(places: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SAME:
            edges.append(place)
    return edges


def _slot(edges: Sequence[float], place: float) -> int:
    return min(max(bisect_right(edges, place + _SAME) - 1, 0), len(edges) - 1)
