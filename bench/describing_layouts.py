"""Layouts for the describing benchmark: documents of many kinds with invented names, and the truth about each.

Every layout returns the sheet it composed and the fields that a careful person would enter for it.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from describing_paper import BODY, Set, Sheet

from ocr.page import Ink


@dataclass(frozen=True)
class Truth:
    """What the record says of itself; None or empty where it says nothing."""

    title: str | None = None
    number: str | None = None
    issuers: tuple[str, ...] = ()
    day: date | None = None
    urgency: str | None = None
    addressee: str | None = None
    attachments: tuple[str, ...] = ()
    full_names: tuple[str, ...] = ()


Layout = Callable[[random.Random], tuple[Sheet, Truth]]
SYLLABLES = "青石云河白山清溪龙泉安宁永和长平东林西峰南湖北岭金沙玉屏双江临水太康宜兴丰乐景阳"
OFFICES = (
    *(
        "{c}退役军人事务局",
        "{c}财政局",
        "{c}教育局",
        "{c}人力资源和社会保障局",
        "{c}卫生健康局",
        "{c}人民武装部",
        "{c}民政局",
    ),
    *(
        "{c}人民政府办公室",
        "中共{c}委办公室",
        "中共{c}委宣传部",
        "{c}双拥工作领导小组办公室",
        "{c}发展和改革局",
        "{c}医疗保障局",
    ),
    *(
        "{c}拥军优属拥政爱民工作领导小组",
        "共青团{c}委员会",
        "{c}妇女联合会",
        "{c}文化和旅游局",
        "{c}交通运输局",
        "{c}总工会",
    ),
    *("{c}人民政府", "中共{c}委组织部", "{c}住房和城乡建设局", "国家税务总局{c}税务局", "{c}征兵工作领导小组办公室"),
    *(
        "{c}城关镇人民政府",
        "{c}公安局",
        "{c}供销合作社联合社",
        "武警{c}中队",
        "{c}消防救援大队",
        "{c}关心下一代工作委员会",
    ),
)
SUBJECTS = (
    *(
        "做好{y}年“八一”期间走访慰问活动",
        "开展{y}年度双拥模范单位评选",
        "进一步加强军人军属优待",
        "落实随军家属就业安置政策",
    ),
    *(
        "组织开展全民国防教育月系列活动",
        "调整双拥工作领导小组成员",
        "下达{y}年优抚对象补助经费预算",
        "加强烈士纪念设施管理保护",
    ),
    *(
        "建立军地联席会议制度",
        "做好{y}年征兵工作",
        "解决驻军部队训练用水用电问题",
        "表彰{y}年度拥军优属先进单位和先进个人",
    ),
    *(
        "申请拨付双拥工作经费",
        "命名首批拥军企业",
        "为立功受奖现役军人家庭送喜报",
        "印发《{c}军人子女教育优待实施细则（试行）》",
    ),
)
KINDS = ("通知", "意见", "函", "报告", "请示", "批复", "通报", "决定", "公告")
CODES = (
    "双拥",
    "双拥办",
    "政",
    "政办",
    "政发",
    "退役军人",
    "财行",
    "教发",
    "武",
    "办字",
    "发",
    "民优",
    "人社函",
    "双组",
)
PROSE = (
    *(
        "各有关单位要高度重视，周密部署，确保各项任务按期完成",
        "要把这项工作作为一项重要政治任务抓紧抓好，切实加强组织领导",
    ),
    *(
        "认真落实各项优抚政策，及时足额发放抚恤补助金，帮助解决实际困难",
        "驻地官兵积极参加抢险救灾和乡村振兴，受到群众好评",
    ),
    *(
        "根据{c}〔{y}〕{n}号文件精神，结合我县实际，现将有关事项通知如下",
        "{y}年{m}月{d}日，县委常委会专题研究了这项工作",
    ),
    *(
        "请于{y}年{m}月{d}日前将落实情况书面报送县双拥工作领导小组办公室",
        "遵守保密纪律，严守军事秘密，不得泄露国家秘密",
    ),
)


@dataclass
class Invented:
    """The invented facts of one document."""

    dice: random.Random
    county: str
    day: date
    code: str
    serial: int

    def office(self) -> str:
        """Return an office of the county."""
        return self.dice.choice(OFFICES).format(c=self.county)

    def offices(self, count: int) -> list[str]:
        """Return different offices of the county."""
        return [one.format(c=self.county) for one in self.dice.sample(OFFICES, count)]

    def subject(self) -> str:
        """Return what a document is about."""
        return self.dice.choice(SUBJECTS).format(y=self.day.year, c=self.county)

    def number(self) -> str:
        """Return the document's number."""
        return f"{self.code}〔{self.day.year}〕{self.serial}号"

    def prose(self, sentences: int) -> str:
        """Return running text that cites other numbers and dates."""
        picked = [self.dice.choice(PROSE) for _ in range(sentences)]
        other = self.day - timedelta(days=self.dice.randrange(3, 400))
        blanks = {"c": self.code, "y": other.year, "m": other.month, "d": other.day, "n": self.dice.randrange(1, 99)}
        return "。".join(one.format(**blanks) for one in picked) + "。"

    def written(self) -> str:
        """Return the date as most documents print it."""
        return f"{self.day.year}年{self.day.month}月{self.day.day}日"

    def spelled(self) -> str:
        """Return the date in Chinese numerals."""
        year = "".join("〇一二三四五六七八九"[int(c)] for c in str(self.day.year))
        return f"{year}年{_spell(self.day.month)}月{_spell(self.day.day)}日"


def _spell(count: int) -> str:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(count, 10)
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (digits[ones] if ones else "")


def invent(dice: random.Random) -> Invented:
    """Return the facts of a new document."""
    county = "".join(dice.sample(SYLLABLES, 2)) + dice.choice(["县", "县", "县", "市", "区"])
    day = date(2016, 1, 1) + timedelta(days=dice.randrange(0, 3200))
    return Invented(dice, county, day, county[0] + dice.choice(CODES), dice.randrange(1, 260))


def _wrap(text: str, dice: random.Random, most: int = 19) -> list[str]:
    """Return a title cut into lines the way a typist does it, not between 《 and its first character."""
    pieces: list[str] = []
    while len(text) > most:
        cut = dice.randrange(most - 5, most + 1)
        while text[cut - 1] in "《“（" or text[cut] in "》”）,，" or text[cut - 1 : cut + 1].isdigit():
            cut -= 1
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


def heading(sheet: Sheet, text: str, *, size: float = 22.0, ink: Ink = Ink.BLACK) -> None:
    """Set a title over as many lines as it needs."""
    for index, piece in enumerate(_wrap(text, sheet.dice)):
        sheet.put(piece, at="centre", size=size, ink=ink, use="title" if index == 0 else "title+")


def _letterhead(sheet: Sheet, names: list[str], suffix: str) -> None:
    size = 34.0 if max(map(len, names)) < 13 else 25.0
    if suffix and len(names) > 1:
        size = min(size, 360.0 / max(map(len, names)))
    for index, name in enumerate(names):
        if index == len(names) // 2 and len(names) > 1 and suffix:
            sheet.pages[-1].append(Set(suffix, 487.0, sheet.top - 12, size, Ink.RED))
        sheet.put(name + (suffix if len(names) == 1 else ""), at="centre", size=size, ink=Ink.RED)
    sheet.skip(1)


def signature(sheet: Sheet, names: list[str], day: str) -> None:
    """Set the signature block with what a seal may leave over it."""
    dice = sheet.dice
    sheet.skip(1)
    sealed = dice.random() < 0.6
    for row in [names[i : i + 2] for i in range(0, len(names), 2)] if len(names) > 2 else [[name] for name in names]:
        if sealed:
            sheet.stamp(row)
        if len(row) > 1 and all(len(name) < 13 for name in row):
            sheet.beside(row)
        else:
            for name in row:
                sheet.put(name, at="right")
        if dice.random() < 0.4:
            piece = dice.choice([row[0][:3], "★", row[0][-3:], "6101230012345", row[0]])
            sheet.pages[-1].append(Set(piece, 400.0, sheet.top - 12, 12.0, Ink.RED, use="seal"))
    sheet.put(day, at="right", use="date")


def _imprint(sheet: Sheet, made: Invented, printer: str) -> None:
    sheet.skip(2)
    sheet.put(f"抄送：{'，'.join(made.offices(3))}。")
    later = made.day + timedelta(days=made.dice.randrange(0, 4))
    printed = f"{later.year}年{later.month}月{later.day}日印发"
    if made.dice.random() < 0.5:
        sheet.put(f"{printer}　　{printed}")
    else:
        sheet.pages[-1].append(Set(printer, 79.0, sheet.top, BODY))
        sheet.put(printed, at="edge")


def body(sheet: Sheet, made: Invented, paragraphs: int) -> None:
    """Set running text that cites other numbers and dates."""
    for index in range(paragraphs):
        sheet.paragraph(made.prose(made.dice.randrange(1, 4)))
        if made.dice.random() < 0.4:
            sheet.put(
                f"{'一二三四五六七八九'[index]}、{made.dice.choice(['总体要求', '工作任务', '保障措施'])}", at="indent"
            )


def _specks(sheet: Sheet) -> None:
    if sheet.dice.random() < 0.3:
        sheet.pages[0].insert(0, Set(sheet.dice.choice([".", "·", "、", "-", "'"]), 30.0, 40.0, 6.0, use="speck"))


def red_head(dice: random.Random, *, joint: int = 1, old: bool = False) -> tuple[Sheet, Truth]:
    """Compose a red-head document of one or several issuers."""
    made, sheet = invent(dice), Sheet(dice)
    names = made.offices(joint)
    _specks(sheet)
    if dice.random() < 0.2:
        sheet.put("000012")
    urgency = dice.choice(("特急", "加急", "特　急", "平急")) if dice.random() < 0.3 else None
    if urgency:
        sheet.put(urgency)
    shown = names if dice.random() < 0.7 or joint > 1 else [names[0].replace("中共", "")]
    _letterhead(sheet, shown, "文件")
    number = made.number()
    sheet.put(number, at="centre", use="number")
    if dice.random() < 0.2:
        sheet.pages[-1].append(Set("签发人：王建国", 400.0, sheet.top - 29, BODY))
    sheet.skip(1.5)
    kind = dice.choice(KINDS)
    title = (names[0] if joint == 1 and dice.random() < 0.5 else "") + f"关于{made.subject()}的{kind}"
    heading(sheet, title)
    sheet.skip(0.6)
    addressee = addressed(sheet, made)
    body(sheet, made, dice.randrange(1, 5))
    attached = attachments(sheet, made) if dice.random() < 0.4 else ()
    signature(sheet, names, made.spelled() if old else made.written())
    if dice.random() < 0.3:
        sheet.put("（此件公开发布）", at="indent")
    if attached:
        _attachment(sheet, made, attached[0])
    if old:
        sheet.put("主题词：双拥　工作　通知")
    if dice.random() < 0.7:
        _imprint(sheet, made, names[0])
    return sheet, Truth(
        title,
        number,
        tuple(names),
        made.day,
        urgency="".join(urgency.split()) if urgency else None,
        addressee=addressee,
        attachments=attached,
    )


def addressed(sheet: Sheet, made: Invented) -> str:
    """Set a line of addressees and return it without its colon."""
    named = made.dice.choice(
        [
            "各镇人民政府，县级各部门，各人民团体",
            f"{made.county}财政局",
            "各成员单位",
            f"各镇党委、政府，{made.county}直各单位，驻{made.county[:-1]}各部队",
            f"{made.county}人民政府办公室、{made.county}退役军人事务局、{made.county}人民武装部、各镇人民政府",
        ]
    )
    sheet.paragraph(f"{named}：", indent=False)
    return named


def attachments(sheet: Sheet, made: Invented) -> tuple[str, ...]:
    """Set the note of what is attached, one or several numbered, and return their names."""
    year, dice = made.day.year, made.dice
    names = [
        f"{made.county}{year}年工作任务分解表",
        f"{year}年度先进单位和先进个人推荐审批表",
        "优抚对象补助经费分配表",
        f"{made.county}双拥工作领导小组成员单位职责分工及{year}年重点任务清单",
    ]
    picked = tuple(dice.sample(names, dice.choice((1, 1, 2, 3))))
    sheet.skip(0.5)
    if len(picked) == 1:
        _hanging(sheet, "附件：", picked[0])
    for place, name in enumerate(picked if len(picked) > 1 else (), start=1):
        _hanging(sheet, ("附件：" if place == 1 else "　　　") + f"{place}{'.' if year % 2 else '．'}", name)
    return picked


def _hanging(sheet: Sheet, head: str, name: str) -> None:
    """Set a name behind its number; what does not fit goes on below the name's first character (7.3.4)."""
    room = 26 - len(head)
    while name[room - 1 : room + 1].isdigit():
        room -= 1
    sheet.put(head + name[:room], at="indent", use="attached")
    if name[room:]:
        sheet.put("　" * len(head) + name[room:], at="indent", use="attached+")


def _attachment(sheet: Sheet, made: Invented, name: str) -> None:
    sheet.turn()
    sheet.put(sheet.dice.choice(["附件", "附件1", "附件："]))
    heading(sheet, name)
    body(sheet, made, 1)
    other = made.day - timedelta(days=40)
    if sheet.dice.random() < 0.4:
        sheet.put(made.office(), at="right")
        sheet.put(f"{other.year}年{other.month}月{other.day}日", at="right")


def joint_red_head(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a red-head document of two to four issuers."""
    return red_head(dice, joint=dice.randrange(2, 5))


def old_red_head(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a document as before 2012: Chinese-numeral date, subject words."""
    return red_head(dice, old=True)


def letter(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a letter: letterhead without 文件, number at the upper right."""
    made, sheet = invent(dice), Sheet(dice)
    name = made.office()
    _letterhead(sheet, [name], "")
    number = f"{made.code}函〔{made.day.year}〕{made.serial}号"
    sheet.put(number, at="edge", use="number")
    sheet.skip(1)
    title = f"关于{made.subject()}的{dice.choice(['函', '复函'])}"
    heading(sheet, title)
    addressee = made.office()
    sheet.put(f"{addressee}：")
    body(sheet, made, dice.randrange(1, 3))
    sheet.put("特此函复。", at="indent")
    attached = attachments(sheet, made) if dice.random() < 0.2 else ()
    signature(sheet, [name], made.written())
    return sheet, Truth(title, number, (name,), made.day, addressee=addressee, attachments=attached)


def minutes(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose minutes: issue number, a row of issuer and date, no signature."""
    made, sheet = invent(dice), Sheet(dice)
    name = made.office()
    sheet.put("会议纪要", at="centre", size=40, ink=Ink.RED)
    number = dice.choice([f"第{made.serial % 20 + 1}期", f"〔{made.day.year}〕第{made.serial % 20 + 1}期"])
    sheet.put(number, at="centre", use="number")
    sheet.beside([name, made.written()]) if len(name) < 13 else sheet.put(f"{name}　{made.written()}")
    sheet.skip(1)
    title = f"{made.county}双拥工作领导小组{made.day.year}年第{dice.choice('一二三四')}次全体会议纪要"
    heading(sheet, title)
    met = made.day - timedelta(days=2)
    sheet.paragraph(f"{met.year}年{met.month}月{met.day}日，县委副书记主持召开会议。{made.prose(2)}")
    body(sheet, made, 2)
    sheet.put("出席：李明、王强、赵敏", at="indent")
    if dice.random() < 0.5:
        _imprint(sheet, made, name)
    return sheet, Truth(title, number, (name,), made.day)


def bulletin(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a bulletin with masthead, issue number, editor and date."""
    made, sheet = invent(dice), Sheet(dice)
    name = f"{made.county}双拥工作领导小组办公室"
    sheet.put(dice.choice(["双拥工作简报", "工作简报", f"{made.county}双拥简报"]), at="centre", size=40, ink=Ink.RED)
    number = f"第{made.serial % 60 + 1}期"
    sheet.put(dice.choice([number, f"（{number}）", f"{number}（总第{made.serial + 60}期）"]), at="centre", use="issue")
    written = made.spelled() if dice.random() < 0.2 else made.written()
    sheet.put(f"{name}{dice.choice(['', '编', '编印'])}　　{written}")
    sheet.skip(1)
    title = made.county + dice.choice(["多措并举抓好拥军优属工作", "扎实开展“八一”走访慰问", "创新举措温暖军人家庭"])
    heading(sheet, title)
    body(sheet, made, 3)
    sheet.put(f"报：市双拥办，{made.county}委办公室")
    sheet.put("送：各成员单位")
    return sheet, Truth(title, number, (name,), made.day)


def order(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose an order: 第×号, text at once, signed by the head of government."""
    made, sheet = invent(dice), Sheet(dice)
    name = f"{made.county}人民政府"
    sheet.put(f"{name}令", at="centre", size=36, ink=Ink.RED)
    number = f"第{made.serial % 30 + 1}号"
    sheet.put(number, at="centre", use="issue")
    sheet.skip(1)
    sheet.paragraph(f"《{made.county}军人优待办法》已经县人民政府第3次常务会议审议通过，现予公布，自公布之日起施行。")
    sheet.skip(1)
    sheet.put(dice.choice(["县长　李建华", "县　长　　王志强"]), at="right")
    sheet.put(made.written(), at="right", use="date")
    return sheet, Truth(f"{name}令", number, (name,), made.day)


OFFICIAL: tuple[Layout, ...] = (red_head, joint_red_head, old_red_head, letter, minutes, bulletin, order)
