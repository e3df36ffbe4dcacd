"""The fields of a record that a query can name, and how their values are compared."""

import re
from enum import StrEnum

from index.tokens import CELL_BORDER, fold


class Facet(StrEnum):
    """A field of a record. The first three are searched by any part of them, the others compared whole.

    The record itself is asked for by callers only, by its id as it is; no query names it.
    """

    TITLE = "title"
    NUMBER = "number"
    ISSUER = "issuer"
    YEAR = "year"
    ITEM = "item"
    STATE = "state"
    KIND = "kind"
    RECORD = "record"
    DATE = "date"
    """Asked as a range of dates, see `index.spans`."""

    @property
    def is_text(self) -> bool:
        """Whether any part of the field's text matches."""
        return self in {Facet.TITLE, Facet.NUMBER, Facet.ISSUER}


NAMES: dict[str, Facet] = {
    "题名": Facet.TITLE,
    "标题": Facet.TITLE,
    "title": Facet.TITLE,
    "文号": Facet.NUMBER,
    "number": Facet.NUMBER,
    "责任者": Facet.ISSUER,
    "issuer": Facet.ISSUER,
    "年度": Facet.YEAR,
    "year": Facet.YEAR,
    "条目": Facet.ITEM,
    "item": Facet.ITEM,
    "状态": Facet.STATE,
    "state": Facet.STATE,
    "类型": Facet.KIND,
    "文种": Facet.KIND,
    "kind": Facet.KIND,
    "type": Facet.KIND,
    "成文日期": Facet.DATE,
    "日期": Facet.DATE,
    "date": Facet.DATE,
}
"""What may stand before a colon in a query, in lower case."""

_STATES = {"已归": "filed", "待定": "suggested", "未归": "unassigned", "搁置": "set_aside"}
_YEAR_WORD = re.compile(r"年度?$")
_ITEM_WORD = re.compile(r"^第?0*(?=.)(.*?)[项条]?$")


def facet_key(facet: Facet, value: str) -> str:
    """Return the form in which a field's value is compared: folded, `2023年度` as 2023, `第12项` as 12."""
    if facet is Facet.RECORD:
        return value
    folded = fold(value).replace(CELL_BORDER, "")
    if facet is Facet.YEAR:
        return _YEAR_WORD.sub("", folded) or folded
    if facet is Facet.ITEM:
        return _ITEM_WORD.sub(r"\1", folded) or folded
    if facet is Facet.STATE:
        return _STATES.get(folded, folded)
    return folded
