"""Which column of a standard's table holds what: the head row is found by the names that offices give to columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from catalog.table_grid import Grid
from catalog.table_numbers import folded


class Role(StrEnum):
    """What a column holds. EARNED columns (得分, 自评分, 考评分) are for people to fill and are not read."""

    CHAPTER = "考评项目"
    NUMBER = "序号"
    TITLE = "条目名称"
    CONTENT = "考评内容"
    SCORE = "分值"
    RULE = "评分标准"
    EVIDENCE = "佐证材料"
    UNITS = "责任单位"
    EARNED = "得分"
    REMARK = "备注"


# Column names as found in published tables of 双拥, 文明城市 and 平安建设 assessments, and their usual variants.
NAMES: Mapping[Role, tuple[str, ...]] = {
    Role.EARNED: (
        *("考评得分", "得分", "自评分", "自评得分", "考评分", "实得分", "考核得分", "检查得分", "评定分", "扣分"),
        *("扣分原因", "扣分理由", "自查得分", "考核分", "复核分", "自查自评", "自评", "考评"),
    ),
    Role.NUMBER: ("序号", "编号", "条目号", "条目编号", "指标编号", "项次", "序", "号", "题号", "条款号"),
    Role.CHAPTER: (
        *("考评项目", "考核项目", "考评类别", "项目", "类别", "一级指标", "考核类别", "测评项目", "大项", "指标类别"),
        *("项目类别", "评分项目", "项目名称", "检查项目", "评估项目", "板块"),
    ),
    Role.TITLE: (
        "条目名称",
        "条目",
        "指标名称",
        "测评指标",
        "二级指标",
        "考评指标",
        "指标",
        "名称",
        "考核指标",
        "子项",
    ),
    Role.CONTENT: (
        *("考评内容", "考核内容", "测评内容", "内容", "具体内容", "指标内容", "考核要求", "基本要求", "考评要求"),
        *("标准要求", "三级指标", "考评要点", "检查内容", "评估内容", "工作要求", "目标任务", "考核要点", "测评标准"),
        *("具体指标", "内容要求", "考评内容及要求", "考核内容及要求", "主要内容", "具体要求"),
    ),
    Role.SCORE: (
        *("分值", "分数", "标准分", "基本分", "满分", "权重", "权重分", "赋分", "标准分值", "考评分值", "基本分值"),
        *("应得分", "总分", "分"),
    ),
    Role.RULE: (
        *("评分标准", "评分办法", "计分办法", "评分细则", "计分标准", "评分方法", "考核办法", "评分说明", "扣分标准"),
        *("考核评分标准", "赋分标准", "打分标准", "考评办法", "考评方法", "考评标准", "考核标准", "评价标准"),
        *("评分依据", "计分规则", "评分规则", "考核评分办法", "评分标准及办法"),
    ),
    Role.EVIDENCE: (
        *("佐证材料", "证明材料", "所需材料", "资料清单", "备查资料", "需提供材料", "材料清单", "支撑材料", "印证材料"),
        *(
            "材料要求",
            "提供资料",
            "所需资料",
            "申报材料",
            "台账资料",
            "备查材料",
            "提供材料",
            "材料",
            "资料",
            "考评资料",
        ),
    ),
    Role.UNITS: (
        *("责任单位", "牵头单位", "主责单位", "责任部门", "配合单位", "承办单位", "负责单位", "牵头部门", "协办单位"),
        *("责任单位及责任人", "任务分工", "落实单位", "完成单位", "配合部门"),
    ),
    Role.REMARK: ("备注", "说明", "考评方式", "考核方式", "检查方式", "责任人", "完成时限", "时限", "年度"),
}
_BY_NAME = {name: role for role, names in NAMES.items() for name in names}
_BY_PART: tuple[tuple[str, Role], ...] = (
    (r"得分|扣分|自评|自查", Role.EARNED),
    (r"序号|编号", Role.NUMBER),
    (r"责任|牵头|配合|(单位|部门)$", Role.UNITS),
    (r"材料|资料|台账", Role.EVIDENCE),
    (r"分值|分数|权重", Role.SCORE),
    (r"评分|计分|考评标准|考核标准", Role.RULE),
    (r"内容|要求$", Role.CONTENT),
    (r"指标$", Role.TITLE),
    (r"项目$|类别$", Role.CHAPTER),
)
LONGEST_NAME = 14
TELLING = frozenset((Role.CONTENT, Role.RULE, Role.SCORE, Role.NUMBER, Role.TITLE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where the head row stands, the row from which on items stand, and the columns of each role from the left."""

    row: int
    first: int
    columns: Mapping[Role, tuple[int, ...]]

    def __contains__(self, role: Role) -> bool:
        """Return whether some column has this role."""
        return role in self.columns


def find(table: Grid) -> Header | None:
    """Return the head of a table: the first row in which at least two columns are named and two of them tell items."""
    for row in range(len(table.rows)):
        columns = _columns(table, row)
        if len(columns) >= 2 and len(TELLING & columns.keys()) >= min(2, len(columns)):  # noqa: PLR2004 - a pair
            first = row + 1
            while first < len(table.rows) and _is_second_head(table, row, first):
                first += 1
            return Header(row=row, first=first, columns=_settled(columns))
    return None


def is_head(table: Grid, row: int, header: Header) -> bool:
    """Tell whether a row repeats the head, as at the top of every printed page."""
    columns = _columns(table, row)
    return len(columns) >= 2 and _settled(columns) == header.columns  # noqa: PLR2004 - a pair


def role_of(name: str) -> Role | None:
    """Return what a column of this name holds; None for a name that says nothing."""
    plain = re.sub(r"[(\[].*?[)\]]|[\s:、]", "", folded(name))
    if not plain or len(plain) > LONGEST_NAME:
        return None
    if plain in _BY_NAME:
        return _BY_NAME[plain]
    return next((role for part, role in _BY_PART if re.search(part, plain)), None)


def _columns(table: Grid, row: int) -> dict[Role, tuple[int, ...]]:
    found: dict[Role, tuple[int, ...]] = {}
    seen: set[tuple[int, int]] = set()
    for column, cell in enumerate(table.rows[row]):
        role = role_of(cell.text)
        if role is not None and (cell.row, cell.column) not in seen:
            seen.add((cell.row, cell.column))
            found[role] = (*found.get(role, ()), column)
    return found


def _settled(columns: Mapping[Role, tuple[int, ...]]) -> dict[Role, tuple[int, ...]]:
    """Return the columns with a second 项目 taken as the item's name and a lone rule column as its content."""
    settled = dict(columns)
    if len(settled.get(Role.CHAPTER, ())) > 1 and Role.TITLE not in settled:
        first, second, *_ = settled[Role.CHAPTER]
        settled |= {Role.CHAPTER: (first,), Role.TITLE: (second,)}
    if Role.CONTENT not in settled and Role.RULE in settled:
        settled[Role.CONTENT] = settled.pop(Role.RULE)
    if Role.CONTENT not in settled and Role.TITLE in settled:
        settled[Role.CONTENT] = settled.pop(Role.TITLE)
    return settled


def _is_second_head(table: Grid, head: int, row: int) -> bool:
    """Tell whether a row still belongs to the head: it only names columns below cells of the head."""
    begun = [cell for cell in table.rows[row] if cell.row == row and cell.text.strip()]
    reaches = any(cell.row <= head for cell in table.rows[row])
    return bool(begun) and reaches and all(role_of(cell.text) is not None for cell in begun)
