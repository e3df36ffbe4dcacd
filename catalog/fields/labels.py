"""Values that a page gives behind a printed label: 来源：××, 填报日期：××, a web page's table of particulars.

A label and its value stand on one line (parted by a colon), in neighbouring cells of a table row, or several of them
behind one another on one line. A label with nothing behind it gives nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from catalog.fields.characters import plain
from catalog.fields.spots import Spot
from catalog.record import Place

PUBLISHED = frozenset(
    {"发布时间", "发布日期", "发表时间", "发表日期", "更新时间", "更新日期", "公开日期", "上传时间", "刊发日期"}
)
MADE = frozenset({"成文日期", "成文时间", "发文日期", "发文时间", "印发日期", "生成日期", "签发日期"})
FILLED = frozenset(
    {
        "填报日期",
        "填报时间",
        "填表日期",
        "填表时间",
        "制表日期",
        "制表时间",
        "编制日期",
        "登记日期",
        "报送日期",
        "填写日期",
    }
    | {"开票日期", "拨款日期", "支付日期", "制单日期", "记账日期", "发证日期", "颁发日期", "出具日期", "凭证日期"}
)
SIGNED = frozenset({"签订日期", "签订时间", "签约日期", "签约时间", "签署日期", "签署时间", "协议日期"})
ATTENDED = frozenset({"签到时间", "签到日期", "会议时间", "活动时间"})
CLOCK = frozenset({"时间", "日期"})
SOURCE = frozenset({"来源", "信息来源", "文章来源", "稿件来源", "新闻来源", "内容来源", "供稿", "供稿单位", "来稿单位"})
ISSUED_BY = frozenset({"发文机关", "发文机构", "发布机构", "发文单位", "发布机关", "制发机关", "发文部门"})
FILLED_BY = frozenset(
    {"填报单位", "填表单位", "制表单位", "编制单位", "上报单位", "报送单位", "填报部门", "单位名称(盖章)", "单位(盖章)"}
    | {
        "填报单位(盖章)",
        "填表单位(盖章)",
        "制表单位(盖章)",
        "报送单位(盖章)",
        "上报单位(盖章)",
        "编制单位(盖章)",
        "发证机关",
    }
    | {"发证单位", "颁发单位", "颁发机关", "主办单位", "编印单位", "编印", "主办"}
    | {"填写单位", "登记单位", "统计单位", "汇总单位", "制作单位", "拨款单位", "供稿单位"}
)
NUMBER = frozenset(
    {"发文字号", "文号", "发文文号", "文件编号", "文件字号", "文件文号", "拨款文号", "批复文号", "通知文号"}
)
TITLE = frozenset({"标题", "文件名称", "信息名称", "文件标题"})
PARTY = frozenset({"甲方", "乙方", "丙方", "丁方", "军方", "地方"})
OTHER = frozenset(
    {
        "作者",
        "编辑",
        "责任编辑",
        "责编",
        "记者",
        "通讯员",
        "审核",
        "审核人",
        "校对",
        "浏览",
        "浏览次数",
        "阅读",
        "阅读量",
        "点击",
        "点击数",
    }
    | {
        "点击量",
        "字体",
        "字号",
        "打印",
        "分享",
        "索引号",
        "主题分类",
        "主题词",
        "有效性",
        "效力状态",
        "公开方式",
        "公开形式",
        "信息分类",
    }
    | {
        "访问量",
        "访问次数",
        "编审",
        "终审",
        "初审",
        "复审",
        "摄影",
        "单位",
        "金额单位",
        "计量单位",
        "填报人",
        "填表人",
        "制表人",
        "制表",
    }
    | {
        "负责人",
        "联系人",
        "联系电话",
        "电话",
        "地址",
        "审核人签字",
        "经办人",
        "复核",
        "地点",
        "会议地点",
        "主持人",
        "主持",
        "记录",
        "记录人",
    }
    | {
        "参加人员",
        "出席人员",
        "参会人员",
        "出席",
        "列席",
        "姓名",
        "性别",
        "会议名称",
        "承办",
        "承办单位",
        "协办",
        "协办单位",
        "收款单位",
        "付款单位",
        "发放单位",
        "接收单位",
        "登记人",
        "统计人",
        "金额",
        "日期",
        "会议主题",
        "活动地点",
        "页码",
        "分类",
        "栏目",
    }
)
_KNOWN = (
    PUBLISHED
    | MADE
    | FILLED
    | SIGNED
    | ATTENDED
    | CLOCK
    | SOURCE
    | ISSUED_BY
    | FILLED_BY
    | NUMBER
    | TITLE
    | PARTY
    | OTHER
)
_DISTINCT = 4
"""From this many characters on a label is told apart even behind other Chinese text, as OCR glues them."""


def _pattern(wanted: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(wanted, key=len, reverse=True))


_HAN = "\u3400-\u9fff"
_NOTE = r"(?:\((?:盖章|公章|章|签章|全称)\))?"
_LONG, _SHORT = _pattern(name for name in _KNOWN if len(name) >= _DISTINCT), _pattern(_KNOWN)
_LABEL = re.compile(rf"(?:(?<![{_HAN}])(?P<name>{_SHORT})|(?P<long>{_LONG})){_NOTE}:")
_GLUED = re.compile(rf"(?<=[{_HAN}])(?P<name>{_SHORT}){_NOTE}:")
_OF_A_FORM = re.compile(
    rf"[{_HAN}()]{{0,8}}(?:单位|日期|时间|地点|人|姓名|电话|金额|编号|部门|地址|名称|次数|文号|签字|盖章|章)(?:\(.{{1,4}}\))?:[^:]"
)
_SPREAD = re.compile(r"(?<![\u3400-\u9fff])[\u3400-\u9fff](?: +[\u3400-\u9fff])+ *(?=[:(])")
_WIDE_SIGNS = str.maketrans({"：": ":", "（": "(", "）": ")", "\u3000": " ", "﹕": ":", "∶": ":"})
_BLANK = re.compile(r"[_＿\s.…—-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A printed label, the text behind it, and where they stand."""

    name: str
    text: str
    place: Place
    confidence: float


def read(spot: Spot) -> tuple[Label, ...]:
    """Return the labels with their values that a line gives, in order."""
    pairs = _cells(spot.text) or _behind_colons(spot.text)
    return tuple(
        Label(name=name, text=text, place=spot.place, confidence=spot.confidence)
        for name, text in pairs
        if not _BLANK.fullmatch(text)
    )


def names(text: str) -> tuple[str, ...]:
    """Return the labels that a line bears, whether or not a value stands behind them."""
    return tuple(_name(match) for match in _matches(_folded(text)))


def _cells(text: str) -> tuple[tuple[str, str], ...]:
    cells = [plain(cell) for cell in text.split("\t")]
    pairs = pairwise(cells)
    return tuple((name.rstrip(":"), value) for name, value in pairs if name.rstrip(":") in _KNOWN and ":" not in value)


def is_form_row(text: str) -> bool:
    """Return whether a folded line begins with what forms print before a blank (发放单位：), known or not."""
    return _OF_A_FORM.match(text) is not None


def _behind_colons(text: str) -> tuple[tuple[str, str], ...]:
    folded = _folded(text)
    found = _matches(folded)
    ends = [*(match.start() for match in found[1:]), len(folded)]
    return tuple(
        (_name(match), folded[match.end() : end].split("\t")[0].strip())
        for match, end in zip(found, ends, strict=False)
    )


def _name(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return groups["name"] or groups["long"] or ""


def _folded(text: str) -> str:
    """Return the line with half-width signs and with labels spread out over their width (日　期：) pulled together."""
    return _SPREAD.sub(lambda match: match[0].replace(" ", ""), text.translate(_WIDE_SIGNS))


def _matches(folded: str) -> list[re.Match[str]]:
    found = list(_LABEL.finditer(folded))
    if not found:
        first = _GLUED.search(folded)
        return [first] if first and re.match(r"\s*[12]\d{3}[-/.年]", folded) else []
    taken = [match.span() for match in found]
    more = [m for m in _GLUED.finditer(folded) if not any(a < m.end() and m.start() < b for a, b in taken)]
    return sorted(found + more, key=lambda match: match.start())
