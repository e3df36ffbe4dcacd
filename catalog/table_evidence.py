"""What kinds of paper a point's wording asks for, and how often: proposals for people to check, never facts.

The words and the papers that prove them are those of the trade (会议 by its minutes, 预算 by the budget's approval)
and of offices in general, so that a standard of another campaign gets its proposals too.
"""

import re
from dataclasses import dataclass

from catalog.fields.numerals import parse_count
from catalog.items import Derived, Needs, Point
from catalog.table_numbers import folded

KINDS_AT_MOST = 4
# Each row: words, and the papers that show the thing was done. Rows above go first; what names a paper stands on top.
ROWS: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    (words, tuple(kinds.split("、")))
    for words, kinds in (
        (r"政府工作报告", "政府工作报告"),
        (r"党委工作报告", "党委工作报告"),
        (r"述职", "述职报告"),
        (r"(?<!绩)预算", "预算批复"),
        (r"凭证|下拨|拨付|到位", "拨款凭证"),
        (r"会议记录|会议纪要", "会议纪要"),
        (r"议军|联席会|(?<!协)会议|全会|座谈|开会|例会", "会议纪要、会议通知、签到册"),
        (r"发展规划|总体规划", "发展规划"),
        (r"政绩考核|绩效考核|考核范围|考核体系", "考核办法"),
        (r"计划", "工作计划"),
        (r"总结", "工作总结"),
        (r"职责|分工", "职责文件"),
        (r"合署|任命|专职|联络员|配备|人员参与|编制", "任命文件"),
        (r"组织机构|机构健全|组织健全|成立", "机构设立文件"),
        (r"国民教育|教育规划|教学|课程|军训", "教育计划"),
        (r"名册|花名册|建档立卡|登记", "名册"),
        (r"台账|档案", "台账"),
        (r"协议|签订|结对", "协议"),
        (r"优待金|抚恤|补助|补贴|发放|兑现", "发放花名册"),
        (r"安置|就业", "安置文件、名册"),
        (r"培训", "培训方案、培训名册"),
        (r"慰问|走访", "慰问照片、慰问名册"),
        (r"表彰|评选|评比", "表彰决定"),
        (r"满意|知晓率|测评", "测评报告"),
        (r"宣传|报道|专栏|媒体|公益广告", "新闻报道、宣传照片"),
        (r"标语|标牌|标志|阵地|设施|场所|公园|场馆|广场|道路|市场|环境|绿化|卫生|投放", "现场照片"),
        (r"检查|整治|执法|治理|督查|排查", "检查记录"),
        (r"制度|机制", "工作制度"),
        (r"政策|办法|规定|条例", "规范性文件"),
        (r"纠纷|信访|矛盾|案件|退兵", "情况说明"),
        (r"帮扶|解困|救助", "帮扶台账"),
        (r"征兵|兵役", "征兵台账"),
        (r"活动|演练|服务", "活动方案、活动照片"),
    )
)
YEARLY = re.compile(r"每年|年年|年度|逐年|各年|历年|连年|一年一|每半年|每季|每月|年均")
OFTEN = ((re.compile(r"每半年"), 2), (re.compile(r"每(?:个)?季"), 4), (re.compile(r"每月"), 12))
TIMES = re.compile(
    r"(?:每年|年均)[^,;。，；]{0,12}?(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?:次|场|期|篇|批|项|个)"
)
_PAPER = r"(?:计划|总结|方案|记录|凭证|预算|制度|名册|照片|报告)"
TOGETHER = re.compile(rf"且|并有|并附|同时有|同时提供|{_PAPER}(?:和|及|与|以及){_PAPER}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a wording asks for. `needs` is ALL only where it joins two papers by 且 or the like."""

    evidence: tuple[str, ...] = ()
    needs: Needs = Needs.ANY
    per_year: bool = False
    minimum: int = 1


def read(point: str, content: str, alone: str = "") -> Wanted:
    """Return what a point's words ask for, with the clause of its item's content that they shorten.

    `alone` is the whole wording of an item with this one point; it is then read too.
    """
    clause = alone or closest(point, content)
    words = folded(f"{point}。{clause}")
    kinds = _kinds(folded(point)) or _kinds(words)
    together = TOGETHER.search(folded(point)) or (alone and TOGETHER.search(folded(alone)))
    minimum = _minimum(words)
    return Wanted(
        evidence=kinds,
        needs=Needs.ALL if together and len(kinds) > 1 else Needs.ANY,
        per_year=YEARLY.search(words) is not None,
        minimum=minimum,
    )


def applied(point: Point, wanted: Wanted) -> Point:
    """Return the point with what was read for it, where the table said nothing, each marked as derived."""
    said = (
        (Derived.EVIDENCE, bool(wanted.evidence) and not point.evidence),
        (Derived.NEEDS, wanted.needs is not Needs.ANY and not point.evidence),
        (Derived.PER_YEAR, wanted.per_year),
        (Derived.MINIMUM, wanted.minimum > 1),
    )
    return Point(
        text=point.text,
        score=point.score,
        evidence=point.evidence or wanted.evidence,
        needs=point.needs if point.evidence else wanted.needs,
        per_year=wanted.per_year,
        minimum=wanted.minimum,
        derived=(*point.derived, *(what for what, is_new in said if is_new)),
    )


def closest(point: str, content: str) -> str:
    """Return the clause of a content that shares most pairs of characters with a point's words; may be empty."""
    mine = _pairs(point)
    clauses = re.split(r"[;；。\n，,]", content)
    return max(clauses, key=lambda clause: (len(mine & _pairs(clause)), -len(clause)), default="") if mine else ""


def _kinds(words: str) -> tuple[str, ...]:
    found = [kind for pattern, kinds in ROWS if re.search(pattern, words) for kind in kinds]
    return tuple(dict.fromkeys(found))[:KINDS_AT_MOST]


def _minimum(words: str) -> int:
    times = TIMES.search(words)
    stated = (int(times["count"]) if times["count"].isdecimal() else _count(times["count"])) if times else 1
    return max([stated, *(count for pattern, count in OFTEN if pattern.search(words))])


def _count(text: str) -> int:
    return parse_count(text.replace("两", "二")) or 1


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
