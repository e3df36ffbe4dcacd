"""Pages that an archivist adds round documents and that belong to none: cover, list of contents, note sheet.

GB/T 9705-2008 (案卷封面, 卷内目录, 卷内备考表) and DA/T 22-2015 (归档文件目录, 备考表). Also the stamp (归档章) that
DA/T 22 puts at the top of a document's first page: six cells, printed with their names or filled in without.
"""

import re
from collections.abc import Sequence

from catalog.fields.spots import Spot

NOTE_SHEET, CONTENTS, COVER = "备考表", "目录", "案卷封面"

_FIRST_LINES, _COVER_LINES = 4, 24
_NOTE_SHEET = re.compile(r"(?:卷内|盒内|本盒)?(?:文件)?备考表")
_CONTENTS = re.compile(r"(?:卷内(?:文件|资料|材料)?|归档文件|案卷|盒内(?:文件)?)目录")
_PLAIN_CONTENTS = re.compile(r"(?:文件|资料|材料)?目录")
_COLUMNS = ("责任者", "文号", "题名", "日期", "页号", "页次", "顺序号", "序号", "档号", "备注", "密级")
_COVER_LABELS = (
    *("全宗名称", "类目名称", "案卷题名", "立卷单位", "保管期限", "归档号", "全宗号", "目录号", "案卷号", "起止日期"),
    *("起止件号", "盒号", "机构(问题)"),
)
_LEAST_COLUMNS, _LEAST_LABELS = 4, 3
_STAMP_DEPTH = 0.16
_STAMP_LABELS = ("全宗号", "年度", "件号", "机构", "问题", "保管期限", "页数")
_STAMP_YEAR = re.compile(r"(?:19|20)\d\d年?")
_STAMP_TERM = re.compile(r"永久|定期|长期|短期|[13]0年|D[13]0|Y")
_STAMP_CELL, _STAMP_SIZE = 8, 1.3
_STAMP_NUMBERS = 2


def named(spots: Sequence[Spot]) -> str:
    """Return what kind of wrapper a page is, by its lines; empty for a page of a document."""
    first = [spot.plain for spot in spots[:_FIRST_LINES]]
    whole = "".join(spot.plain for spot in spots[:_COVER_LINES])
    if any(map(_NOTE_SHEET.fullmatch, first)):
        return NOTE_SHEET
    columns = sum(label in whole for label in _COLUMNS)
    if any(map(_CONTENTS.fullmatch, first)) or (
        any(map(_PLAIN_CONTENTS.fullmatch, first)) and columns >= _LEAST_COLUMNS
    ):
        return CONTENTS
    labels = sum(label in whole for label in _COVER_LABELS)
    return COVER if labels >= _LEAST_LABELS and len(spots) <= _COVER_LINES and columns < _LEAST_COLUMNS else ""


def stamp(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Return the lines of an archive's stamp (归档章) at the top of a page; none where it bears none."""
    top = [spot for spot in spots if spot.depth is not None and spot.depth < _STAMP_DEPTH and _is_small(spot)]
    cells = [cell for spot in top for cell in _cells(spot)]
    if sum(any(label in cell for cell in cells) for label in _STAMP_LABELS) >= _LEAST_LABELS:
        return tuple(spot for spot in top if any(label in spot.text for label in _STAMP_LABELS) or _is_filled(spot))
    numbers = sum(cell.isdigit() and not _STAMP_YEAR.fullmatch(cell) for cell in cells)
    has_year, has_term = (any(map(form.fullmatch, cells)) for form in (_STAMP_YEAR, _STAMP_TERM))
    return tuple(filter(_is_filled, top)) if has_year and has_term and numbers >= _STAMP_NUMBERS else ()


def _cells(spot: Spot) -> list[str]:
    return [cell for cell in re.split(r"[\t\s|｜]+", spot.text) if cell]


def _is_small(spot: Spot) -> bool:
    return spot.size < _STAMP_SIZE


def _is_filled(spot: Spot) -> bool:
    """Return whether a line holds nothing but what a cell can hold."""
    return all(len(cell) <= _STAMP_CELL for cell in _cells(spot))
