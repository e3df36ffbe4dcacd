"""Tables of standards as offices have them, in our own wording: the shapes and the dirt are those of real ones."""

from collections.abc import Sequence

from catalog.standard_table import Reading, parse
from catalog.table_grid import Block, Grid, Span, grid

HEAD = ("考评项目", "序号", "考评内容", "分值", "评分标准", "考评得分")


def table(*rows: Sequence[str], spans: Sequence[Span] = (), name: str = "") -> Grid:
    """Return a grid of rows; a row of one text spans the whole width."""
    width = max(map(len, rows))
    across = [Span(row=at, column=0, columns=width) for at, row in enumerate(rows) if len(row) == 1]
    return grid(rows, [*across, *spans], name)


def reading(*blocks: Block, name: str = "来文附件") -> Reading:
    """Return what is understood of a file."""
    return parse(blocks, name=name)


def codes(read: Reading) -> list[str]:
    """Return the codes of what was told, each once, in order."""
    return sorted({finding.code for finding in read.findings})


def told(read: Reading, code: str) -> str:
    """Return the messages of a code."""
    return "\n".join(finding.message for finding in read.findings if finding.code == code)


# The shape of the published national table: numbers run through the chapters, half points, rules in words.
NATIONAL = table(
    ("县级双拥模范县考评标准（试行）",),
    HEAD,
    (
        "一、组织领导坚强有力\n（6）",
        "1",
        "双拥事项写进发展规划，列入领导政绩考核范围；年度政府工作报告、人武部党委工作报告都写到双拥。",
        "2",
        "每做到一项得0.5分。",
    ),
    (
        "",
        "2",
        "党委议军、军地联席两项会议制度落实；领导小组每年至少开一次全体会。",
        "1",
        "会议制度落实的得0.5分，领导小组开会的得0.5分。",
    ),
    (
        "",
        "3",
        "各成员单位职责清楚，年年有计划和总结，在全体会上述职（书面也可）。",
        "1",
        "职责清楚的得0.25分，有计划和总结的得0.25分，述职的得0.5分。",
    ),
    ("", "4", "县双拥办有比较固定的部队同志参加办公。", "1", "达到要求的得1分。"),
    ("", "5", "慰问等活动的经费进了财政预算。", "1", "进了预算且有拨款凭证的得1分。"),
    (
        "二、宣传教育广泛深入\n（1）",
        "6",
        "国防教育进学校，列入宣传、教育部门的年度工作计划。",
        "1",
        "达到要求的得1分。",
    ),
    spans=(Span(row=2, column=0, rows=5),),
)

# The shape of the district's table: points that do not add up, a rule that explains half, years inside the text.
DISTRICT = table(
    ("区双拥合格单位考评细则",),
    ("考评单位：　　　2011年度",),
    (*HEAD[:5], "得分"),
    ("一、组织领导坚强有力(6)",),
    ("", "１", "双拥列入部门规划，列入干部考核；年度总结、年度计划写到双拥。(2011)", "2", "每做到一项得0.5分。"),
    (
        "",
        "2.",
        "议军会有记录、议题有落实；领导小组每年至少开一次会(2011)。",
        "1",
        "有记录、有落实的得0.5分，开会的得0.5分。",
    ),
    (
        "",
        "（三）",
        "职责清楚，有计划和总结，每年述职（或书面述职，2011）。",
        "1",
        "职责清楚0.25，计划和总结0.25，述职0.5。",
    ),
    ("", "④", "有专人负责联络，基层组织健全。", "1", "达到要求的得1分。"),
    ("", "第5条", "活动经费列入预算或有凭证(2011)。", "2", "列入预算且有凭证的得1分。"),
    ("二、宣传教育广泛深入(1)",),
    ("", "6", "国防教育经常开展。", "1", "达到要求的得1分。"),
)

# The shape of the community's sheet: no numbers, scores in brackets that contradict the column, self and examiner's.
COMMUNITY = table(
    ("社区武装和双拥工作考核细则",),
    ("项目", "评分标准", "基本分", "自评分", "考评分"),
    ("党管武装(10分)", "1 支部重视武装工作\n2 征兵和国防教育列入年度工作计划\n3 按时上报材料", "30"),
    ("国防教育", "1 平时有宣传\n2 暑期办青少年国防教育活动", "20"),
    ("双拥共建(10分)", "1 有拥军小组，走访慰问困难军属\n3 新兵有欢送会(10分)\n4 建立电子档案(10分)", "20"),
    ("兵役管理(30分)", "登记率不低于96%(15分)，每提高1%加5分；证明齐全、名册清楚(15分)", "20"),
    ("备注：名册要按时上报。",),
)

# A sheet of another campaign: indicators in three steps, units, papers named, bonus and vetoes on sheets of their own.
CIVILISED = (
    table(
        ("青石县创建省级文明县城测评体系（2024年版）",),
        ("测评周期：2022年、2023年、2024年",),
        ("一级指标", "序号", "二级指标", "测评内容", "标准分值", "计分办法", "申报材料", "牵头单位", "责任单位"),
        (
            "理想信念教育（12分）",
            "1",
            "理论宣讲",
            "宣讲进社区，每年不少于4次。",
            "4",
            "每年办够次数得4分",
            "宣讲方案、现场照片",
            "县委宣传部",
            "各镇",
        ),
        ("", "2", "典型选树", "评选身边好人。", "4", "开展评选得4分", "表彰决定", "县委宣传部", ""),
        ("", "3", "社会宣传", "公益广告覆盖主要街道。", "4", "覆盖得4分", "实景图片", "县住建局", "县城管局"),
        (
            "城市环境（18分）",
            "4",
            "市容",
            "街面干净，没有小广告。",
            "4",
            "干净得4分，每处小广告扣0.5分",
            "实景图片",
            "县城管局",
            "",
        ),
        ("", "5", "垃圾分类", "设分类容器；分类收运。", "4", "两项各占2分", "实景图片", "县城管局", ""),
        ("", "6", "市场", "摊位归行入市。", "3", "达到要求得3分", "检查记录", "县市场监管局", ""),
        ("", "7", "交通", "路口有劝导；礼让斑马线。", "4", "劝导得2分，礼让得2分", "执法记录", "县公安局", ""),
        ("", "8", "公园", "公园免费开放。", "3", "开放得3分", "实景图片", "县住建局", ""),
        ("公共服务（20分）", "9", "文化场馆", "两馆免费开放。", "4", "开放得4分", "说明报告", "县文旅局", ""),
        ("", "10", "医疗", "村村有卫生室。", "4", "全部达到得4分，部分达到得2分", "统计表", "县卫健局", ""),
        ("", "11", "养老", "养老机构有床位。", "4", "达到标准得4分", "统计表", "县民政局", ""),
        ("", "12", "未成年人", "学校有心理辅导室。", "4", "有得4分", "实景图片", "县教育局", ""),
        (
            "",
            "13",
            "志愿服务",
            "站点建成；志愿者注册。",
            "4",
            "站点建成得2分，志愿者注册得2分",
            "志愿服务记录",
            "团县委",
            "",
        ),
        ("群众评价（10分）", "14", "知晓率", "居民知道创建工作。", "5", "知晓率得1-5分", "测评报告", "县统计局", ""),
        ("", "15", "满意率", "居民满意创建工作。", "5", "满意率90%得5分", "测评报告", "县统计局", ""),
        ("合计", "", "", "", "60"),
        name="测评体系",
    ),
    table(
        ("序号", "测评内容", "分值", "计分办法"),
        ("16", "获国家级奖励。", "2", "获奖得2分"),
        name="加分项目",
    ),
    table(("1. 发生重大安全事故",), ("2. 主要领导严重违纪",), name="一票否决"),
)
