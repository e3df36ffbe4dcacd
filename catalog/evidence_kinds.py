"""Whether a record is of the kind of evidence that a point of the standard wants.

Standards and clerks name the same paper differently: a table asks for 发放花名册, the paper is headed 名册 or 登记表.
A wanted kind is read as a head (册) with a qualifier (发放). What an item is about is not decided here.
"""

import re
from collections.abc import Collection, Iterable
from functools import cache

OFFICIAL = (
    "通知",
    "意见",
    "办法",
    "批复",
    "决定",
    "函",
    "方案",
    "规定",
    "细则",
    "通报",
    "公告",
    "通告",
    "命令",
    "请示",
    "条例",
)

# Each row: heads that a standard asks for, and the words by which papers of that kind are known.
# Sources: GB/T 9704-2012 (the fifteen 文种), domain notes 1.2-1.3 and 2, and what offices write on such papers.
FAMILIES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("照片", "图片", "影像", "实景"), ("照片", "图片", "影像", "相片", "合影", "图集", "实景", "掠影", "剪影")),
    (
        ("名册", "名单", "登记表", "登记", "花名册"),
        ("名册", "名单", "登记表", "登记册", "登记簿", "发放表", "汇总表", "统计表", "明细表", "领取表", "一览表"),
    ),
    (("签到册", "签到表", "签到簿", "签到"), ("签到", "参会人员", "报到册")),
    (("纪要", "会议记录"), ("纪要", "会议记录", "会议决议", "会议备忘录")),
    (("记录", "日志", "记录本"), ("记录", "台账", "台帐", "日志", "登记", "签到", "纪实", "卷宗")),
    (("台账", "台帐", "清单"), ("台账", "台帐", "清单", "登记", "汇总表", "统计表", "记录", "一览表")),
    (("通知",), ("通知", "通告", "公告", "函")),
    (("方案", "预案"), ("方案", "预案", "计划", "安排意见")),
    (("计划", "规划", "要点"), ("计划", "要点", "规划", "安排")),
    (("总结", "小结"), ("总结", "小结", "工作报告", "情况报告", "工作汇报", "情况汇报")),
    (("述职报告", "述职"), ("述职",)),
    (("自查自评报告", "自评报告"), ("自评", "自查")),
    (("政府工作报告", "党委工作报告", "工作报告"), ("工作报告",)),
    (("测评报告",), ("测评", "满意度", "民意调查")),
    (("报告",), ("报告", "汇报")),
    (("问卷", "意见表", "调查表"), ("问卷", "意见表", "调查表", "征求意见", "测评表")),
    (
        ("报道", "新闻", "截图", "专栏"),
        ("报道", "新闻", "消息", "通讯", "简报", "截图", "专栏", "专题", "专版", "网页", "报纸", "推文", "公众号"),
    ),
    (
        ("凭证", "凭据", "票据"),
        ("凭证", "凭单", "发票", "收据", "收条", "回单", "拨款单", "支付令", "转账", "流水", "发放表", "领取表"),
    ),
    (("预算批复", "预算"), ("预算",)),
    (("协议", "合同"), ("协议", "合同", "备忘录", "协定")),
    (("通报",), ("通报",)),
    (("讲话材料", "讲话"), ("讲话", "致辞", "发言", "动员稿")),
    (("分解表", "任务分解"), ("分解表", "任务分解", "任务清单", "责任清单", "分工表")),
    (("考核办法", "考核指标"), ("考核", "指标体系")),
    (("指标",), ("指标",)),
    (("决定",), ("决定", "通报", "命令")),
    (("命令",), ("命令", "令", "通知", "函")),
    (("细则", "办法"), ("细则", "办法", "规定", "规程", "实施意见")),
    (("制度", "机制"), ("制度", "机制", "规定", "办法", "规程", "职责")),
    (("解读",), ("解读", "问答", "一图读懂", "明白纸")),
    (("情况", "证明"), ("情况", "证明", "说明", "报告", "反馈", "办结")),
    (("资料",), ("资料", "合同", "竣工", "验收", "图纸", "协议", "照片", "报告", "预算", "批复")),
    (("文件",), ("文件", *OFFICIAL)),
)
# Qualifiers that narrow nothing once a record stands under the item that asks for it.
GENERIC = frozenset(
    (
        "活动",
        "现场",
        "工作",
        "登记",
        "相关",
        "有关",
        "新闻",
        "政策",
        "规范性",
        "实施",
        "具体",
        "发放",
        "办理",
        "会议",
        "年度",
        "本地",
        "协调",
    )
)
# Papers of another family that offices hand in for one wanted kind.
SAME: dict[str, tuple[str, ...]] = {
    "培训名册": ("签到册", "签到表", "签到簿", "签到单", "报名表"),
    "帮扶台账": ("审批表", "申请表", "登记表"),  # one household's form is a leaf of the ledger
    "拨款凭证": (
        *("拨款", "拨付通知", "拨付单", "拨付凭证", "支付凭证", "付款凭证", "记账凭证", "转账", "凭单", "回单"),
        *("支付令", "支付申请", "汇款", "指标通知", "资金下达"),
    ),
    "规范性文件": ("政府令",),
}
# Other words in which titles say a qualifier.
SAYING: dict[str, tuple[str, ...]] = {
    "任命": ("任免", "任职", "免职", "聘任", "兼任"),
    "抽调": ("借调", "选派", "抽派"),
    "机构设立": ("成立", "组建"),
    "职责": ("分工", "任务分解"),
    "督查": ("督办", "督导"),
    "信访": ("来访", "来信", "上访"),
    "调标": ("提高", "调整"),
    "修缮": ("维修", "整修", "改造"),
    "捐赠": ("捐资", "捐款", "捐助"),
    "评选": ("推荐", "推选"),
    "帮扶": ("救助", "援助", "解困"),
    "慰问": ("走访",),
    "拨款": ("拨付", "支付", "转账"),
    "整组": ("整顿",),
    "招聘会": ("专场招聘",),
}
# What holds the name of a kind and means another thing: 预算内资金 is no budget.
MISLEADING = ("预算内", "预算外", "预算单位")
SIDE_BY_SIDE = re.compile("[和及与、暨]")
HEADS: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    sorted(((head, known) for heads, known in FAMILIES for head in heads), key=lambda row: -len(row[0]))
)


def satisfies(kind_or_title: str, wanted: str) -> bool:
    """Tell whether a kind (照片) or a title (…现场照片) is of the wanted kind (慰问照片).

    A bare kind satisfies every wanted kind of its family except 文件, which any official paper would: there the
    qualifier (职责文件, 任命文件) must be said too. A text with another qualifier does not satisfy.
    """
    said, wished = _plain(kind_or_title), _plain(wanted)
    if not said or not wished:
        return False
    if wished in said:
        return True
    head, known = _family(wished)
    shown = [word for word in (*known, *SAME.get(wished, ())) if word in said]
    if not shown:
        return False
    qualifier = wished.removesuffix(head)
    if _says(said, qualifier):
        return True
    return head != "文件" and any(_bare(said, word) for word in shown)


def names(kind_or_title: str, wanted: str) -> bool:
    """Tell whether a text calls a record by a wanted kind in particular (任命文件), not by any paper's name (通知)."""
    said, wished = _plain(kind_or_title), _plain(wanted)
    if any(word in said for word in SAME.get(wished, ())):
        return True
    return is_particular(wished) and (wished in said or (satisfies(said, wished) and _says(said, qualifier_of(wished))))


def is_particular(wanted: str) -> bool:
    """Tell whether a wanted kind says what it is about: 任命文件, not 活动照片 or 会议通知."""
    return qualifier_of(wanted) not in {"", *GENERIC}


MISSING = re.compile("缺失|遗失|未(?:能)?(?:召开|开展|形成|制定)")
"""A paper that says so explains why there is no such evidence, and is none."""


def satisfied_by(texts: Iterable[str], wanted: str) -> bool:
    """Tell whether any of several texts about one record (its kind, its title) is of the wanted kind."""
    return any(satisfies(text, wanted) for text in texts if not MISSING.search(text))


def named_together(title: str, wanted: Collection[str]) -> bool:
    """Tell whether a title names all of these kinds side by side, each for itself: …工作总结和…工作计划.

    关于拨付…预算的通知 mentions a budget and a payment and is one paper, not both.
    """
    parts = [{kind for kind in wanted if satisfies(part, kind)} for part in SIDE_BY_SIDE.split(title)]
    return all({kind} in parts for kind in wanted)


def qualifier_of(wanted: str) -> str:
    """Return what a wanted kind says beyond its head: 慰问 of 慰问照片, nothing of 照片."""
    wished = _plain(wanted)
    return wished.removesuffix(_family(wished)[0])


@cache
def _family(wished: str) -> tuple[str, tuple[str, ...]]:
    for head, known in HEADS:
        if wished.endswith(head):
            return head, known
    # a kind that no row knows is its own head, and only its own name shows it
    return wished, (wished,)


def _says(said: str, qualifier: str) -> bool:
    if not qualifier or qualifier in GENERIC:
        return True
    if any(word in said for word in SAYING.get(qualifier, ())):
        return True
    return any(qualifier[at : at + 2] in said for at in range(max(1, len(qualifier) - 1)))


def _bare(said: str, word: str) -> bool:
    rest = said.replace("花名册", "名册").removesuffix(word)
    return not rest or rest in GENERIC


def _plain(text: str) -> str:
    joined = "".join(text.split())
    for words in MISLEADING:
        joined = joined.replace(words, "")
    return joined
