"""Papers for the trial of duplicates: one paper printed from facts, so that a second one differs in a few of them only.

`Facts` hold what changes from year to year or from office to office; `PAPERS` print a sheet from them. Two sheets of
the same facts are the same paper; of a notice of next year, of another village's roster, everything else is equal.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from describing_layouts import OFFICES, SYLLABLES, heading, signature
from describing_paper import Sheet

from ocr.page import Ink

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
)
GIVEN = (
    "建国志强秀英桂兰玉珍红军卫东海涛文明晓梅丽华伟民永福春生德才金凤国庆新民长青雪琴光辉宏达世杰立新俊峰淑芳爱民子轩"
)
CLAUSES = (
    "为进一步巩固和发展军政军民团结的大好局面，经县双拥工作领导小组研究，决定在全县开展{occasion}走访慰问活动",
    "慰问时间为{month}月上旬至{month}月{last}日，由县级领导带队，分{teams}个组进行",
    "慰问对象包括驻县部队、优抚对象、军队离退休干部和在乡复员军人，共{people}人",
    "每户发放慰问金{amount}元，所需经费{total}元从县财政双拥工作专项经费中列支",
    "各镇要对辖区内重点优抚对象逐户上门，了解其生产生活情况，帮助解决就医、住房、子女入学等实际困难",
    "宣传部门要充分利用广播、电视、报刊和网络，大力宣传双拥共建中涌现出的先进典型",
    "请各单位于{month}月{last}日前将活动开展情况和图片资料报送县双拥工作领导小组办公室，联系人{person}，电话{phone}",
    "要严格落实中央八项规定精神，轻车简从，不搞层层陪同，不增加基层和部队负担",
    "成立由县委副书记任组长，县人民政府副县长和县人武部政委任副组长的协调小组，办公室设在县退役军人事务局",
    "对年满六十周岁的农村籍退役士兵、部分参战退役人员，要按规定标准足额发放生活补助，不得截留、挪用",
    "教育部门要落实军人子女教育优待政策，就近就便安排入学，义务教育阶段不得收取借读费",
    "人力资源和社会保障部门要优先安排随军家属就业，组织专场招聘会不少于{teams}场",
    "医疗卫生机构应当设立军人优先窗口，对现役军人、残疾军人和烈士遗属实行优先挂号、优先就诊、优先取药",
    "各级党委要把双拥工作纳入重要议事日程，纳入经济社会发展规划，纳入领导干部年度考核内容",
    "国防教育要进机关、进学校、进企业、进社区、进农村，使双拥观念深入人心、家喻户晓",
    "驻军部队要在做好战备训练的前提下，积极支援地方经济建设，参加急难险重任务和扶贫帮困活动",
    "为荣立三等功以上的现役军人家庭送喜报，并按有关规定发放奖励金，营造一人立功、全家光荣的社会氛围",
    "县财政安排专项资金{total}元，用于营区道路维修、训练场地平整和文化活动室建设，确保年内完工",
    "烈士纪念设施保护单位要加强日常管护，清明节前后组织干部群众和青少年开展祭扫活动",
    "对工作中弄虚作假、推诿扯皮、落实政策不到位的单位，由县纪委监委和县委督查室予以通报",
    "各成员单位应当按照职责分工，每半年向领导小组报告一次工作，重大事项随时报告",
    "社区和村应当建立退役军人服务站，做到有机构、有编制、有人员、有经费、有保障",
    "公交、景区、博物馆对持有效证件的现役军人、残疾军人免费开放，并在显著位置设置优先标识",
    "法院、司法行政部门应当畅通涉军维权绿色通道，及时受理、优先审理涉及军人军属的案件",
    "军地双方每年召开一次联席会议，互通情况，研究解决驻军部队在用水、用电、通信方面的困难",
    "本次活动共走访驻军单位{teams}个、优抚对象{people}户，送去慰问金和慰问品折合人民币{total}元",
    "会议听取了县双拥办关于{year}年度工作情况的汇报，研究了下一阶段的重点任务",
    "与会人员认为，双拥工作是党的优良传统，任何时候都只能加强，不能削弱",
    "要对照考评标准逐条逐项自查，发现问题立行立改，确保顺利通过省级检查验收",
    "文化部门每年为部队送电影不少于{people}场次，并协助办好军营图书室",
)
ARTICLES = (
    "为了做好{county}军人及其家属的优待工作，根据有关法律法规，结合本县实际，制定本办法",
    "本办法适用于在本县行政区域内居住的现役军人、残疾军人、退役军人以及烈士遗属",
    "县退役军人事务局主管全县的优待工作，其他有关部门按照各自职责做好相关工作",
    "优待所需经费列入县级财政预算，专款专用，任何单位和个人不得挤占",
    "义务兵服现役期间，其家庭按照上年度农村居民人均可支配收入的{share}％发给优待金",
    "残疾军人凭证乘坐公共汽车免费，游览政府投资的公园和景区免购门票",
    "现役军人子女报考县内普通高中的，录取时降低{share}分投档",
    "随军家属为在编在岗人员的，按照专业对口、就近就便的原则安置，期限不超过{teams}个月",
    "烈士遗属住房有困难的，优先纳入保障性住房范围，租金减免百分之{share}",
    "冒领优待金的，由主管部门责令退回，情节严重的依法追究责任",
    "镇人民政府应当每季度核对一次对象名册，变动情况在十个工作日内上报",
    "鼓励企业事业单位、社会团体和个人为优抚对象提供捐助和服务",
    "退役士兵参加职业技能培训的，补助标准为每人{amount}元",
    "本办法由县退役军人事务局负责解释，自{year}年{month}月1日起施行",
)
OCCASIONS = ("“八一”", "春节", "元旦", "中秋")
ALIKE = {
    **dict(
        zip("未末土士己已日曰人入大太天夫干千王玉田由甲申", "末未士土已己曰日入人太大夫天千干玉王由田申甲", strict=True)
    ),
    **dict(zip("政双拥办县慰问军民族", "攻叹捅力具尉间车氏旅", strict=True)),
    **dict(zip("0163857", "O7S8S6T", strict=True)),
}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What one paper says; `wording` picks its sentences, and is the same for papers of one series."""

    wording: int
    county: str
    office: str
    unit: str
    day: date
    serial: int
    occasion: str
    people: int
    amount: int
    phone: str
    persons: tuple[str, ...]
    amounts: tuple[int, ...]

    @property
    def year(self) -> int:
        """Return the year of the paper."""
        return self.day.year

    @property
    def written(self) -> str:
        """Return its date as papers print it."""
        return f"{self.day.year}年{self.day.month}月{self.day.day}日"

    def fill(self, sentence: str) -> str:
        """Return a sentence with the facts in it."""
        return sentence.format(
            county=self.county,
            year=self.year,
            month=self.day.month,
            last=max(10, self.day.day),
            occasion=f"{self.year}年{self.occasion}",
            people=self.people,
            amount=self.amount,
            total=self.people * self.amount,
            person=self.persons[0],
            phone=self.phone,
            teams=self.people % 7 + 3,
            share=self.people % 40 + 20,
        )


def person(dice: random.Random) -> str:
    """Return an invented name."""
    return dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, dice.choice([1, 2, 2, 2])))


def invent(dice: random.Random) -> Facts:
    """Return the facts of a new paper."""
    county = "".join(dice.sample(SYLLABLES, 2)) + dice.choice("县县县市区")
    count = dice.randrange(12, 34)
    return Facts(
        wording=dice.randrange(10**9),
        county=county,
        office=dice.choice(OFFICES).format(c=county),
        unit="".join(dice.sample(SYLLABLES, 2)) + dice.choice("镇乡"),
        day=date(2016, 1, 1) + timedelta(days=dice.randrange(3200)),
        serial=dice.randrange(1, 200),
        occasion=dice.choice(OCCASIONS),
        people=dice.randrange(30, 900),
        amount=dice.choice([200, 300, 500, 600, 800, 1000]),
        phone=f"{dice.randrange(2000000, 8999999)}",
        persons=tuple(person(dice) for _ in range(count)),
        amounts=tuple(dice.choice([200, 300, 500, 500, 500, 800, 1000]) for _ in range(count)),
    )


def next_year(facts: Facts, dice: random.Random) -> Facts:
    """Return the facts of the same series a year or two later, as a lazy clerk would write them."""
    day = facts.day.replace(day=min(28, facts.day.day)) + timedelta(
        days=365 * dice.choice([1, 1, 2]) + dice.randrange(9)
    )
    kept = [one if dice.random() < 0.85 else person(dice) for one in facts.persons]
    return replace(
        facts,
        day=day,
        serial=facts.serial + dice.choice([0, 1, -1, 5, 12]) if facts.serial > 1 else facts.serial + 1,
        people=facts.people + dice.choice([0, 0, 12, -9]),
        persons=tuple(kept),
        amounts=tuple(one if dice.random() < 0.7 else one + 100 for one in facts.amounts),
    )


def next_issue(facts: Facts, dice: random.Random) -> Facts:
    """Return the facts of the next paper of a series within weeks: number, date and figures are others."""
    day = facts.day + timedelta(days=dice.randrange(7, 40))
    people = facts.people + dice.randrange(3, 60)
    return replace(facts, day=day, serial=facts.serial + dice.randrange(1, 6), people=people)


def next_village(facts: Facts, dice: random.Random) -> Facts:
    """Return the facts of the same list or form of another village: other persons, everything else the same."""
    other = invent(dice)
    return replace(facts, unit=other.unit, persons=other.persons, amounts=other.amounts, people=other.people)


def next_person(facts: Facts, dice: random.Random) -> Facts:
    """Return the facts of the same form for another person."""
    other = invent(dice)
    return replace(facts, persons=other.persons, amount=other.amount, phone=other.phone, serial=facts.serial + 1)


def next_occasion(facts: Facts, dice: random.Random) -> Facts:
    """Return the facts of the list for another holiday of the same year."""
    occasion = dice.choice([one for one in OCCASIONS if one != facts.occasion])
    day = facts.day.replace(month=facts.day.month % 12 + 1, day=min(28, facts.day.day))
    kept = tuple(one if dice.random() < 0.9 else person(dice) for one in facts.persons)
    return replace(facts, occasion=occasion, day=day, serial=facts.serial + 7, persons=kept)


def _picked(facts: Facts, count: int) -> list[str]:
    return random.Random(facts.wording).sample(CLAUSES, count)  # noqa: S311 - a trial, no secret


def _number(facts: Facts) -> str:
    return f"{facts.county[0]}双拥办〔{facts.year}〕{facts.serial}号"


def notice(facts: Facts, dice: random.Random, *, bare: bool = False) -> Sheet:
    """Print a red-head notice; `bare` is its Word file, before it had a letterhead and a number."""
    sheet = Sheet(dice)
    if not bare:
        sheet.put(f"{facts.office}文件", at="centre", size=30.0, ink=Ink.RED)
        sheet.put(_number(facts), at="centre", use="number")
        sheet.skip(1.5)
    heading(sheet, f"关于开展{facts.year}年{facts.occasion}双拥活动的通知")
    sheet.paragraph("各镇人民政府，县级各部门：", indent=False)
    _clauses(sheet, facts, 4 + facts.wording % 9)
    signature(sheet, [facts.office], facts.written)
    return sheet


def untold_notice(facts: Facts, dice: random.Random, *, bare: bool = False) -> Sheet:
    """Print a notice whose title names no year."""
    sheet = Sheet(dice)
    if not bare:
        sheet.put(f"{facts.office}文件", at="centre", size=30.0, ink=Ink.RED)
        sheet.put(_number(facts), at="centre", use="number")
    heading(sheet, "关于做好优抚对象走访慰问工作的通知")
    sheet.paragraph(f"{facts.unit}人民政府：", indent=False)
    _clauses(sheet, facts, 3 + facts.wording % 5)
    signature(sheet, [facts.office], facts.written)
    return sheet


def plan(facts: Facts, dice: random.Random, *, bare: bool = False) -> Sheet:
    """Print a plan or summary of a year without a number."""
    sheet = Sheet(dice)
    kind = ("工作计划", "工作总结", "宣传方案")[facts.wording % 3]
    heading(sheet, f"{facts.county}{facts.year}年双拥{kind}")
    _clauses(sheet, facts, 6 + facts.wording % 12)
    if not bare or dice.random() < 0.7:
        signature(sheet, [facts.office], facts.written)
    return sheet


def minutes(facts: Facts, dice: random.Random, *, bare: bool = False) -> Sheet:
    """Print minutes with an issue number."""
    sheet = Sheet(dice)
    sheet.put("会议纪要", at="centre", size=40.0, ink=Ink.RED)
    if not bare:
        sheet.put(f"第{facts.serial % 40 + 1}期", at="centre", use="number")
        sheet.put(f"{facts.office}　{facts.written}")
    heading(sheet, f"{facts.county}双拥工作联席会议纪要")
    sheet.paragraph(f"{facts.written}，{facts.persons[0]}主持召开会议，{facts.persons[1]}、{facts.persons[2]}参加。")
    _clauses(sheet, facts, 4 + facts.wording % 6)
    return sheet


def roster(facts: Facts, dice: random.Random, *, bare: bool = False) -> Sheet:
    """Print a roster of persons with what each was given."""
    sheet = Sheet(dice)
    heading(sheet, f"{facts.unit}{facts.year}年{facts.occasion}慰问对象名册", size=20.0)
    if not bare:
        sheet.put(f"填报单位：{facts.unit}人民政府　　　填报日期：{facts.written}")
    sheet.put("序号\t姓名\t身份类别\t村（社区）\t金额（元）\t签字")
    kinds = ("在乡复员军人", "烈士遗属", "伤残军人", "参战退役人员", "现役军人家属")
    for index, (name, amount) in enumerate(zip(facts.persons, facts.amounts, strict=True)):
        kind = kinds[(facts.wording + index * index) % 5]
        sheet.put("\t".join((str(index + 1), name, kind, f"{SYLLABLES[(index * 7) % 40]}家村", str(amount), name)))
    sheet.put(f"合计：{len(facts.persons)}人，{sum(facts.amounts)}元")
    return sheet


def form(facts: Facts, dice: random.Random, *, bare: bool = False) -> Sheet:
    """Print a form that is nearly all print, filled in for one person."""
    sheet = Sheet(dice)
    heading(sheet, f"{facts.county}优抚对象慰问金发放登记表", size=20.0)
    name = facts.persons[0]
    sheet.put(f"姓名\t{name}\t性别\t男\t联系电话\t{facts.phone}")
    sheet.put(f"住址\t{facts.unit}{SYLLABLES[facts.serial % 40]}家村{facts.serial}号\t身份类别\t在乡复员军人")
    sheet.put(f"发放事由\t{facts.year}年{facts.occasion}慰问\t金额\t{facts.amount}元")
    sheet.paragraph("本人承诺所填内容真实，并已如数领取上述慰问金。如有虚假，愿承担相应责任。")
    sheet.put(f"领取人：{name}")
    sheet.paragraph("村（社区）意见：情况属实，同意发放。镇人民政府意见：同意。县退役军人事务局意见：同意。")
    sheet.paragraph(
        "说明：本表一式三份，领取人、镇人民政府、县退役军人事务局各存一份。慰问金应当由本人签领，代领的须附委托书。"
    )
    if not bare:
        sheet.put(facts.written, at="right", use="date")
    return sheet


def regulation(facts: Facts, dice: random.Random, *, bare: bool = False, edition: int = 0) -> Sheet:
    """Print rules; a later edition has the same title and says a third of its articles otherwise."""
    sheet = Sheet(dice)
    if not bare:
        sheet.put(f"{facts.office}文件", at="centre", size=30.0, ink=Ink.RED)
        sheet.put(_number(facts), at="centre", use="number")
    heading(sheet, f"{facts.county}军人优待办法")
    words = random.Random(facts.wording)  # noqa: S311 - a trial, no secret
    chosen = [*ARTICLES[:3], *words.sample(ARTICLES[3:-1], 8), ARTICLES[-1]]
    told = [one + "。" + words.choice(CLAUSES) for one in chosen]
    for number in range(edition):
        at = words.randrange(3, 11)
        told[at] = f"{words.choice(CLAUSES)}。{words.choice(CLAUSES)}"
        told[(at + 3 + number) % 11] += "。" + words.choice(CLAUSES)
    for index, article in enumerate(told):
        sheet.paragraph(f"第{_counted(index + 1)}条　{facts.fill(article)}。")
    signature(sheet, [facts.office], facts.written)
    return sheet


def _counted(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("十" if tens else "") + ("一二三四五六七八九"[ones - 1] if ones else "")


def _clauses(sheet: Sheet, facts: Facts, count: int) -> None:
    for index, sentence in enumerate(_picked(facts, count)):
        sheet.paragraph(f"{_counted(index + 1)}、{facts.fill(sentence)}。")


Paper = Callable[..., Sheet]
PAPERS: tuple[Paper, ...] = (notice, untold_notice, plan, minutes, roster, form, regulation)
SERIES: tuple[tuple[Paper, Callable[[Facts, random.Random], Facts]], ...] = (
    (notice, next_year),
    (notice, next_issue),
    (notice, next_occasion),
    (untold_notice, next_year),
    (untold_notice, next_issue),
    (plan, next_year),
    (minutes, next_issue),
    (roster, next_year),
    (roster, next_village),
    (roster, next_occasion),
    (form, next_person),
    (form, next_year),
)
"""Papers that are nearly the same and are not: which paper, and what changes."""


def slip(text: str, rate: float, dice: random.Random) -> str:
    """Return a text with this share of its characters misread, lost or doubled."""
    read: list[str] = []
    for character in text:
        roll = dice.random()
        if character == "\t" or roll >= rate:
            read.append(character)
        elif roll < 0.75 * rate:
            read.append(ALIKE.get(character) or chr(ord(character) + dice.choice([-3, -1, 1, 2, 5])))
        elif roll < 0.85 * rate:
            read += [character, dice.choice("一丨、口")]
    return "".join(read)
