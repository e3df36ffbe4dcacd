"""Decided papers that the tests of learning are written with. All names are invented."""

from dataclasses import replace

from catalog.filing import ItemModel, lesson, prepare
from catalog.learning import Learned, Lesson
from catalog.standard import Standard
from tests.filing.written import evidence, standard

TOWN = standard(
    "1|志愿服务|志愿服务站点覆盖，注册志愿者比例达标。|志愿服务记录",
    "2|文明交通|机动车礼让斑马线，整治闯红灯。|执法记录",
    "3|市容环境|街面干净整洁，清除小广告。|现场照片",
    "4|公共文化|图书馆免费开放，举办群众文化活动。|开放公告",
    title="文明县城测评体系",
)
MODEL = prepare(TOWN)
ITEMS = tuple(item.number for item in TOWN.items)
SUBJECTS = {"1": "红马甲给路人指路", "2": "小黄帽举旗提醒骑车人", "3": "铲刀刮掉电杆上的纸片", "4": "流动书车停在厂区"}
PLACES = ("北街", "东关", "石桥", "柳林", "河口", "西园", "城南", "清溪")
FORMS = ("活动记录", "情况报告", "简报", "照片", "总结", "台账", "安排", "通知")


def paper(item: str, turn: int) -> tuple[str, str]:
    """Return the title and text of a paper in the town's own words."""
    place, form = PLACES[turn % len(PLACES)], FORMS[(turn * 3 + int(item)) % len(FORMS)]
    return f"{place}{SUBJECTS[item]}{form}", f"{place}{SUBJECTS[item]}。各单位要高度重视，按时报送材料。"


def decided(item: str, turn: int, model: ItemModel = MODEL) -> Lesson:
    """Return a paper that somebody filed under the item."""
    title, text = paper(item, turn)
    known = {one: one == item for one in ITEMS}
    return lesson(f"{item}-{turn}", evidence(text, title=title), model, known)


def many(turns: int) -> list[Lesson]:
    """Return papers of every item."""
    return [decided(item, turn) for turn in range(turns) for item in ITEMS]


def with_learned(learned: Learned | None, of: Standard = TOWN) -> ItemModel:
    """Return the standard's model with what was learned."""
    return replace(prepare(of), learned=learned)
