"""The words that pages print before a value, as data: what the value behind each of them is."""

PUBLISHED = frozenset(
    (
        *("上传时间", "公开日期", "刊发日期", "发布日期", "发布时间", "发表日期", "发表时间", "更新日期"),
        *("更新时间",),
    )
)
"""When a web page or a paper printed it."""

MADE = frozenset({"印发日期", "发文日期", "发文时间", "成文日期", "成文时间", "生成日期", "签发日期"})
"""When the document was made, in a web page's particulars."""

FILLED = frozenset(
    (
        *("凭证日期", "出具日期", "制单日期", "制表日期", "制表时间", "发证日期", "填写日期", "填报日期"),
        *("填报时间", "填表日期", "填表时间", "开票日期", "报送日期", "拨款日期", "支付日期", "登记日期"),
        *("编制日期", "记账日期", "颁发日期"),
    )
)
"""When a form was filled in or a voucher drawn."""

SIGNED = frozenset({"协议日期", "签约日期", "签约时间", "签署日期", "签署时间", "签订日期", "签订时间"})
"""When an agreement was signed."""

ATTENDED = frozenset({"会议时间", "活动时间", "签到日期", "签到时间"})
"""When people met."""

CLOCK = frozenset({"日期", "时间"})
"""A time of which only the neighbours tell what it is."""

SOURCE = frozenset(
    (*("供稿", "供稿单位", "信息来源", "内容来源", "文章来源", "新闻来源", "来源", "来稿单位", "稿件来源"),)
)
"""Where a news piece comes from."""

ISSUED_BY = frozenset({"制发机关", "发布机关", "发布机构", "发文单位", "发文机关", "发文机构", "发文部门"})
"""Who issued a document."""

FILLED_BY = frozenset(
    (
        *("上报单位", "上报单位(盖章)", "主办", "主办单位", "供稿单位", "制作单位", "制表单位", "制表单位(盖章)"),
        *("单位(盖章)", "单位名称(盖章)", "发证单位", "发证机关", "填写单位", "填报单位", "填报单位(盖章)"),
        *("填报部门", "填表单位", "填表单位(盖章)", "报送单位", "报送单位(盖章)", "拨款单位", "汇总单位"),
        *("登记单位", "统计单位", "编制单位", "编制单位(盖章)", "编印", "编印单位", "颁发单位", "颁发机关"),
    )
)
"""Who filled in a form or edits a bulletin."""

NUMBER = frozenset(
    (*("发文字号", "发文文号", "批复文号", "拨款文号", "文件字号", "文件文号", "文件编号", "文号", "通知文号"),)
)
"""The document number."""

TITLE = frozenset({"信息名称", "文件名称", "文件标题", "标题", "名称", "文件名"})
"""The title."""

PARTY = frozenset({"丁方", "丙方", "乙方", "军方", "地方", "甲方"})
"""The parties of an agreement."""

WEB = frozenset(
    (
        *("作者", "编辑", "责任编辑", "责编", "记者", "通讯员", "审核", "审核人", "校对", "浏览", "浏览次数"),
        *("阅读", "阅读量", "点击", "点击数", "点击量", "字体", "打印", "分享", "访问量", "访问次数", "编审"),
        *("终审", "初审", "复审"),
    )
)
"""What else a web page says of itself."""

UNIT = frozenset({"单位"})
"""An office on forms, a unit of money in tables."""

OTHER = frozenset(
    (
        *("主持", "主持人", "主题分类", "主题词", "付款单位", "会议主题", "会议名称", "会议地点", "信息分类"),
        *("公开形式", "公开方式", "出席", "出席人员", "分类", "列席", "制表", "制表人", "协办", "协办单位"),
        *("参会人员", "参加人员", "发放单位", "地址", "地点", "填报人", "填表人", "复核", "姓名", "字号"),
        *("审核人签字", "性别", "承办", "承办单位", "接收单位", "摄影", "收款单位", "效力状态", "有效性", "栏目"),
        *("活动地点", "电话", "登记人", "索引号", "经办人", "统计人", "联系人", "联系电话", "计量单位", "记录"),
        *("记录人", "负责人", "金额", "金额单位", "页码"),
    )
)
"""What else forms and minutes print before a colon; its value is of no field."""

_ALL = (PUBLISHED, MADE, FILLED, SIGNED, ATTENDED, CLOCK, SOURCE, ISSUED_BY, FILLED_BY, NUMBER, TITLE, PARTY)
KNOWN: frozenset[str] = frozenset(name for names in (*_ALL, WEB, UNIT, OTHER) for name in names)
"""All of them."""
