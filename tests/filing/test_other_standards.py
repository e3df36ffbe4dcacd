"""Any imported standard works without a change of code, whether or not the trade's table knows its subjects."""

import pytest

from catalog.filing import AUTOMATIC, SUGGEST, prepare, suggest
from tests.filing.written import evidence, standard

NATIONAL = standard(
    "1|规划和考核|双拥工作纳入经济社会发展规划，列入领导政绩考核；政府工作报告有双拥内容。|政府工作报告、考核办法",
    "2|会议制度|党委议军会议、军地联席会议制度落实；双拥工作领导小组每年召开全体成员会议。|会议纪要",
    "3|成员单位|领导小组成员单位职责明确，有年度工作计划和总结，每年述职。|工作总结、述职报告",
    "4|双拥办|双拥办实行军地合署办公，有相对固定的部队人员参与工作。|抽调文件",
    "5|经费|慰问部队、重点优抚对象等双拥活动经费列入财政预算。|预算批复、拨款凭证",
    "6|宣传教育|国防和双拥宣传教育纳入国民教育体系及部队教育规划，列入有关部门年度工作计划。|教育计划",
    title="全国双拥模范县考评标准（试行）",
)
CIVILISED = standard(
    "1|理想信念教育|开展理想信念教育和时事宣讲，建设宣讲队伍。|宣讲方案",
    "2|志愿服务|志愿服务站点覆盖，注册志愿者比例达标，志愿服务项目常态化。|志愿服务记录",
    "3|文明交通|机动车礼让斑马线，整治闯红灯、乱停乱放，设置交通劝导岗。|执法记录",
    "4|市容环境|街面干净整洁，清除小广告，占道经营治理。|现场照片",
    "5|垃圾分类|生活垃圾分类投放、分类收运，设置分类收集容器。|现场照片",
    "6|农贸市场|市场明厨亮灶、计量准确，摊位归行入市。|检查记录",
    "7|网吧治理|网吧不接纳未成年人，张贴禁入标志，安装实名登记系统。|检查记录",
    "8|校园周边|校园周边二百米无网吧、无流动摊点，开展护学岗行动。|护学方案",
    "9|公共文化|图书馆、文化馆免费开放，举办群众文化活动。|开放公告",
    "10|殡葬新风|推行移风易俗，治理高价彩礼、厚葬薄养。|村规民约",
    "11|窗口服务|政务大厅一次办结，首问负责，设置投诉台。|服务制度",
    "12|诚信建设|发布诚信红黑榜，开展失信联合惩戒。|红黑榜",
    "13|家庭家教家风|评选文明家庭，传承好家风好家训。|评选通知",
    "14|无障碍设施|盲道畅通，公共厕所有无障碍厕位。|现场照片",
    "15|市民满意度|开展市民知晓率和满意率问卷调查。|调查报告",
    title="文明县城测评体系",
)


@pytest.mark.parametrize(
    ("item", "title", "text"),
    [
        ("1", "青石县政府工作报告", "做好双拥和国防动员工作。"),
        ("2", "县委议军会纪要", "研究人武部提请事项。"),
        ("3", "水利局双拥工作总结", "履行成员单位职责。"),
        ("4", "关于抽调部队干部到双拥办工作的函", "实行合署办公。"),
        ("5", "关于拨付双拥专项经费的通知", "双拥经费专款专用。"),
        ("6", "国防教育课程安排", "国防教育列入教学计划。"),
    ],
)
def test_the_published_national_items_are_found(item: str, title: str, text: str) -> None:
    """Six items whose titles say little; their wording attaches the trade's terms."""
    first = suggest(evidence(text, title=title), prepare(NATIONAL))[0]
    assert first.item == item
    assert first.confidence >= SUGGEST


@pytest.mark.parametrize(
    ("item", "title", "text"),
    [
        ("2", "社区志愿服务站点活动记录", "注册志愿者参加志愿服务项目。"),
        ("3", "礼让斑马线专项整治行动", "交警查处闯红灯、乱停乱放，路口设交通劝导岗。"),
        ("4", "清除小广告行动现场", "治理占道经营，街面干净整洁。"),
        ("5", "生活垃圾分类工作方案", "设置分类收集容器，做到分类投放。"),
        ("7", "网吧接纳未成年人专项检查", "检查实名登记系统和禁入标志。"),
        ("8", "护学岗行动方案", "清理校园周边流动摊点和网吧。"),
        ("9", "图书馆文化馆免费开放公告", "免费开放时间如下。"),
        ("12", "诚信红黑榜第三期", "公布失信被执行人，实施失信联合惩戒。"),
        ("13", "文明家庭评选通知", "传承好家风，树立好家训。"),
        ("15", "市民满意率问卷调查报告", "市民知晓率为九成。"),
    ],
)
def test_a_standard_of_another_campaign_is_filed_by_its_own_words(item: str, title: str, text: str) -> None:
    """No concept of the trade and no known domain: the items' own words decide."""
    found = suggest(evidence(text, title=title), prepare(CIVILISED))
    assert found[0].item == item
    assert found[0].confidence >= SUGGEST
    assert "用语相近" in found[0].reason


def test_a_paper_strange_to_the_other_campaign_is_not_filed() -> None:
    """Ordinary words of offices are no likeness."""
    record = evidence("各单位要高度重视，加强领导，认真落实工作制度，按时完成任务。", title="关于加强工作的通知")
    assert suggest(record, prepare(CIVILISED))[0].confidence < SUGGEST


def test_a_standard_of_one_item_can_be_filed_against() -> None:
    """There is no rival then, and fewer than three to suggest."""
    found = suggest(evidence("慰问部队。", title="走访慰问部队"), prepare(standard("1|走访慰问|慰问驻军部队|照片")))
    assert [one.item for one in found] == ["1"]
    assert found[0].confidence >= AUTOMATIC


def test_a_standard_without_items_suggests_nothing() -> None:
    """An empty table is no reason to fail."""
    assert suggest(evidence("慰问部队。"), prepare(standard())) == ()
