"""Kinds of documents and evidence (文种) as data: what a title ends with, and what that makes the document.

The fifteen statutory kinds stand in the 2012 regulation on official documents (党政机关公文处理工作条例, 8); the others
are what offices and assessment standards call their evidence.
"""

import re

from catalog.fields.characters import plain

STATUTORY: tuple[str, ...] = (
    *(
        "决议",
        "决定",
        "命令",
        "公报",
        "公告",
        "通告",
        "意见",
        "通知",
        "通报",
        "报告",
        "请示",
        "批复",
        "议案",
        "函",
        "纪要",
    ),
)

_ENDINGS: dict[str, tuple[str, ...]] = {
    "会议纪要": ("会议纪要", "纪要"),
    "会议记录": ("会议记录", "座谈记录", "记录本", "记录"),
    "命令": ("命令", "嘉奖令", "任命令", "政府令", "令"),
    "函": ("的函", "复函", "公函", "商请函", "邀请函", "感谢函", "征求意见函", "函"),
    "通知": ("通知", "补充通知", "通知书"),
    "请示": ("请示",),
    "批复": ("批复",),
    "预算批复": ("预算批复", "预算的批复", "部门预算批复", "经费的批复", "预算的通知"),
    "拨款凭证": (
        *(
            "拨款凭证",
            "拨款通知单",
            "拨款单",
            "支付凭证",
            "拨付凭证",
            "付款凭证",
            "记账凭证",
            "转账凭证",
            "拨款通知书",
            "拨付通知单",
            "拨付单",
        ),
        *("支付令", "电子回单", "业务回单", "回单", "拨款文件", "指标文件", "经费拨款通知", "资金的通知", "经费的通知"),
    ),
    "通知单": ("通知单", "通知卡"),
    "征求意见表": ("征求意见表", "意见表", "反馈表", "问卷"),
    "情况说明": ("情况说明", "说明"),
    "答复": ("答复", "意见书", "答复意见书", "决定书", "告知书", "建议书"),
    "收据": ("收据", "收条", "领条", "发票"),
    "预算": ("预算", "预算表", "预算草案", "部门预算", "预算安排"),
    "述职报告": ("述职报告", "述职述责报告", "述职", "书面述职"),
    "自查报告": ("自查报告", "自查自评报告", "自评报告", "自查评估报告", "自查情况报告"),
    "调研报告": ("调研报告", "调查报告"),
    "政府工作报告": ("政府工作报告",),
    "工作报告": ("工作报告",),
    "报告": ("报告", "情况汇报", "汇报", "汇报材料", "情况报告"),
    "总结": ("总结", "总结报告", "小结", "工作回顾"),
    "计划": ("计划", "工作安排", "安排意见", "工作要点", "要点", "打算", "安排"),
    "规划": ("规划", "规划纲要", "五年规划", "纲要"),
    "方案": ("方案", "实施方案", "工作方案", "活动方案", "预案"),
    "意见": ("意见", "实施意见", "指导意见"),
    "办法": ("办法", "实施办法", "暂行办法"),
    "规定": ("规定", "暂行规定", "若干规定"),
    "细则": ("细则", "实施细则"),
    "条例": ("条例",),
    "法律": ("法",),
    "制度": ("制度", "规则", "规程", "规范", "守则", "章程", "准则", "公约"),
    "职责": ("职责", "职责分工", "任务分工", "责任分工"),
    "任务分解表": ("任务分解表", "任务分解", "责任清单", "任务清单", "工作清单", "清单"),
    "标准": ("标准", "考评标准", "考核标准"),
    "措施": ("措施", "若干措施", "政策措施", "优待目录"),
    "讲话": ("讲话", "讲话稿", "致辞", "致词", "发言", "发言稿", "发言材料", "主持词", "讲话提纲", "动员讲话"),
    "慰问信": ("慰问信", "慰问电"),
    "公开信": ("公开信", "一封信", "感谢信", "贺信", "祝贺信"),
    "倡议书": ("倡议书", "倡议"),
    "承诺书": ("承诺书", "责任书", "责任状"),
    "名册": ("名册", "花名册", "慰问名册", "登记册", "登记簿"),
    "名单": ("名单", "一览表", "人员名单"),
    "台账": ("台账", "台帐"),
    "登记表": ("登记表", "审批表", "申报表", "申请表", "推荐表", "情况表", "呈报表", "审核表", "备案表", "喜报登记"),
    "统计表": ("统计表", "汇总表", "明细表", "发放表", "汇总", "明细", "清册", "报表", "表"),
    "考核表": ("考核表", "评分表", "考评表", "测评表"),
    "简报": ("简报", "工作简报", "信息", "动态", "快报", "专报"),
    "协议": ("协议书", "协议", "合同", "备忘录", "共建协议", "意向书"),
    "照片": ("照片", "图片", "掠影", "剪影", "影像资料", "图片资料", "活动照", "合影", "照片资料", "图集"),
    "签到册": ("签到册", "签到表", "签到簿", "签到单"),
    "喜报": ("喜报", "立功喜报"),
    "证书": ("证书", "荣誉证书", "聘书", "证明书", "烈士证明书", "奖状"),
    "证明": ("证明",),
    "公示": ("公示",),
    "决定": ("决定",),
    "决议": ("决议",),
    "公告": ("公告",),
    "通告": ("通告",),
    "公报": ("公报",),
    "通报": ("通报", "督查通报"),
    "议案": ("议案", "提案"),
    "教案": ("教案", "教学计划", "课程表", "课表"),
    "材料": ("材料", "事迹材料", "申报材料", "先进事迹", "事迹", "资料", "资料汇编", "汇编", "手册", "读本", "画册"),
    "议程": ("议程", "日程", "会议议程", "流程", "日程安排"),
    "台本": ("解说词", "宣传提纲", "宣讲提纲", "脚本"),
    "目录": ("卷内目录", "资料目录", "目录"),
}
_BY_ENDING = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings}
_LONGEST = max(map(len, _BY_ENDING))
_TAIL = 60
"""So much of a text is looked at for its ending; a paragraph of a Word file may hold thousands of characters."""
_NOTE = re.compile(r"(?:\([^()]{1,14}\)|[“”\"'。.!！、,，])+$")
_NO_TABLE = re.compile(r"(?:代|发|外|仪|手|图|领导代|钟|电)表$")
_QUOTED = re.compile(r"[》>]+$")
_SHORT_WORDS = frozenset(
    {
        "法",
        "令",
        "函",
        "表",
        "安排",
        "信息",
        "动态",
        "要点",
        "记录",
        "材料",
        "资料",
        "明细",
        "汇总",
        "发言",
        "事迹",
        "标准",
    }
)
"""Endings that ordinary words share: they name a kind, but do not by themselves make a line a title."""


def of(title: str) -> str | None:
    """Return the kind that a title's ending names, or None; a note in brackets such as （试行） does not count."""
    return _BY_ENDING.get(ending(title))


def ending(title: str) -> str:
    """Return the longest known ending of a title, a note in brackets aside; empty where none is known."""
    text = _QUOTED.sub("", _NOTE.sub("", plain(title)[-_TAIL:]))
    lengths = range(min(_LONGEST, len(text)), 0, -1)
    return next((text[-length:] for length in lengths if text[-length:] in _BY_ENDING and len(text) > 1), "")


def completes(title: str) -> bool:
    """Return whether a title may end here: its ending names a kind beyond doubt."""
    text = _NOTE.sub("", plain(title)[-_TAIL:])
    if _QUOTED.search(text) or _NO_TABLE.search(text):
        return False
    return of(title) is not None and not any(text == word or _only_shared(text, word) for word in _SHORT_WORDS)


def _only_shared(text: str, word: str) -> bool:
    """Return whether `word` is the longest known ending of the text, so that nothing clearer stands there."""
    longer = range(len(word) + 1, min(_LONGEST, len(text)) + 1)
    return text.endswith(word) and not any(text[-length:] in _BY_ENDING for length in longer)
