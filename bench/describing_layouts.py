"""Layouts for the describing benchmark: documents of many kinds with invented names, and the truth about each.

Every layout returns the sheet it composed and the fields that a careful person would enter for it.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from describing_paper import BODY, Set, Sheet

from ocr.page import Ink, Region


@dataclass(frozen=True)
class Truth:
    """What the record says of itself; None or empty where it says nothing."""

    title: str | None = None
    number: str | None = None
    issuers: tuple[str, ...] = ()
    day: date | None = None


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
        while text[cut - 1] in "《“（" or text[cut] in "》”），":
            cut -= 1
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


def _title(sheet: Sheet, text: str, *, size: float = 22.0, ink: Ink = Ink.BLACK) -> None:
    for index, piece in enumerate(_wrap(text, sheet.dice)):
        sheet.put(piece, at="centre", size=size, ink=ink, use="title" if index == 0 else "title+")


def _letterhead(sheet: Sheet, names: list[str], suffix: str) -> None:
    size = 34.0 if max(map(len, names)) < 13 else 25.0
    for index, name in enumerate(names):
        if index == len(names) // 2 and len(names) > 1 and suffix:
            sheet.pages[-1].append(Set(suffix, 470.0, sheet.top - 12, size, Ink.RED))
        sheet.put(name + (suffix if len(names) == 1 else ""), at="centre", size=size, ink=Ink.RED)
    sheet.skip(1)


def _signature(sheet: Sheet, names: list[str], day: str) -> None:
    dice = sheet.dice
    sheet.skip(1)
    for row in [names[i : i + 2] for i in range(0, len(names), 2)] if len(names) > 2 else [[name] for name in names]:
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


def _body(sheet: Sheet, made: Invented, paragraphs: int) -> None:
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
    if dice.random() < 0.2:
        sheet.put("特急")
    shown = names if dice.random() < 0.7 or joint > 1 else [names[0].replace("中共", "")]
    _letterhead(sheet, shown, "文件")
    number = made.number()
    sheet.put(number, at="centre", use="number")
    if dice.random() < 0.2:
        sheet.pages[-1].append(Set("签发人：王建国", 400.0, sheet.top - 29, BODY))
    sheet.skip(1.5)
    kind = dice.choice(KINDS)
    title = (names[0] if joint == 1 and dice.random() < 0.5 else "") + f"关于{made.subject()}的{kind}"
    _title(sheet, title)
    sheet.skip(0.6)
    sheet.paragraph(
        dice.choice(["各镇人民政府，县级各部门，各人民团体：", f"{made.county}财政局：", "各成员单位："]), indent=False
    )
    _body(sheet, made, dice.randrange(1, 6))
    attached = dice.random() < 0.35
    if attached:
        sheet.put(f"附件：{made.county}{made.day.year}年工作任务分解表", at="indent")
    _signature(sheet, names, made.spelled() if old else made.written())
    if dice.random() < 0.3:
        sheet.put("（此件公开发布）", at="indent")
    if attached:
        _attachment(sheet, made)
    if old:
        sheet.put("主题词：双拥　工作　通知")
    if dice.random() < 0.7:
        _imprint(sheet, made, names[0])
    return sheet, Truth(title, number, tuple(names), made.day)


def _attachment(sheet: Sheet, made: Invented) -> None:
    sheet.turn()
    sheet.put(sheet.dice.choice(["附件", "附件1", "附件："]))
    sheet.put(f"{made.county}{made.day.year}年工作任务分解表", at="centre", size=22.0)
    _body(sheet, made, 2)
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
    _title(sheet, title)
    sheet.put(f"{made.office()}：")
    _body(sheet, made, dice.randrange(1, 3))
    sheet.put("特此函复。", at="indent")
    _signature(sheet, [name], made.written())
    return sheet, Truth(title, number, (name,), made.day)


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
    _title(sheet, title)
    met = made.day - timedelta(days=2)
    sheet.paragraph(f"{met.year}年{met.month}月{met.day}日，县委副书记主持召开会议。{made.prose(2)}")
    _body(sheet, made, 2)
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
    _title(sheet, title)
    _body(sheet, made, 3)
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


def speech(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a speech: date in brackets below the title, a person as its author."""
    made, sheet = invent(dice), Sheet(dice)
    met = dice.choice(["双拥工作领导小组全体会议", "创建省级双拥模范县动员会", "征兵工作会议"])
    title = f"在{made.county}{met}上的讲话"
    _title(sheet, title)
    day: date | None = made.day
    if dice.random() < 0.8:
        sheet.put(f"（{made.written()}）", at="centre", use="date")
    else:
        day = None
    if dice.random() < 0.6:
        sheet.put(dice.choice(["县委书记　张文华", "李建国", "县长　王　强"]), at="centre")
    sheet.put("同志们：")
    _body(sheet, made, 5)
    return sheet, Truth(title, None, (), day)


def summary(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a plan or summary without a number, signed or not, or with its author below the title."""
    made, sheet = invent(dice), Sheet(dice)
    name = made.office()
    subject = dice.choice(
        ["双拥工作总结", "双拥工作计划", "国防教育工作要点", "拥军优属工作自查报告", "双拥工作述职报告", "慰问活动方案"]
    )
    style = dice.choice(["named", "below", "signed", "bare"])
    title = (
        f"{name if style == 'named' else made.county}{made.day.year}年{'度' if dice.random() < 0.3 else ''}{subject}"
    )
    _title(sheet, title)
    if style == "below":
        sheet.put(name, at="centre")
        sheet.put(f"（{made.written()}）", at="centre", use="date")
    sheet.skip(0.5)
    _body(sheet, made, dice.randrange(3, 8))
    if style == "signed" or (style == "named" and dice.random() < 0.5):
        _signature(sheet, [name], made.written())
        return sheet, Truth(title, None, (name,), made.day)
    return sheet, Truth(title, None, (name,) if style != "bare" else (), made.day if style == "below" else None)


def roster(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a roster: heading, who filled it in and when, a table with a column of dates."""
    made, sheet = invent(dice), Sheet(dice)
    kind = dice.choice(
        ["慰问驻军官兵名册", "义务兵家属优待金发放花名册", "重点优抚对象名单", "立功受奖人员登记表", "双拥工作台账"]
    )
    title = f"{made.county}{made.day.year}年{kind}"
    _title(sheet, title)
    name, filled = made.office(), dice.random() < 0.6
    if filled:
        sheet.put(f"填报单位：{name}　　填报日期：{made.written()}　　单位：元")
    as_rows = dice.random() < 0.5
    for row in [["序号", "姓名", "金额", "发放日期"]] + [
        [str(i), dice.choice(["王小明", "李华", "赵刚", "周玉兰"]), str(dice.randrange(1, 9) * 100), made.written()]
        for i in range(1, 12)
    ]:
        if as_rows:
            sheet.put("\t".join(row), region=Region.TABLE)
        else:
            sheet.beside(row)
    return sheet, Truth(title, None, (name,) if filled else (), made.day if filled else None)


def photographs(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a sheet of photographs: with a heading, or with captions alone."""
    made, sheet = invent(dice), Sheet(dice, images=2)
    heading = dice.random() < 0.5
    title = (
        f"{made.county}{dice.choice(['“八一”走访慰问活动照片', '军民共建植树活动剪影', '国防教育日宣传活动图片资料'])}"
    )
    if heading:
        sheet.put(title, at="centre", size=20)
    sheet.skip(9)
    caption = f"{made.written()}，县领导走访慰问驻县部队官兵"
    sheet.put(
        dice.choice([f"图1：{caption}", f"图为{caption}", caption, f"{caption}（李明　摄）"]), at="centre", size=12
    )
    sheet.skip(8)
    sheet.put("图2：军民座谈会现场", at="centre", size=12)
    return sheet, Truth(title if heading else None)


def sign_in_picture(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a photograph of a street: the words of signs and banners, no document at all."""
    made, sheet = invent(dice), Sheet(dice, images=1)
    for _ in range(dice.randrange(1, 4)):
        words = dice.choice(
            ["军人依法优先", "双拥公园", "一人参军全家光荣", "军民鱼水情", made.county + "欢迎您", "拥军优属拥政爱民"]
        )
        sheet.pages[-1].append(
            Set(words, dice.uniform(60, 300), dice.uniform(100, 700), dice.uniform(14, 50), dice.choice(list(Ink)))
        )
    return sheet, Truth()


def news(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a news page as printed from a browser: headline, time and source, text, no signature."""
    made, sheet = invent(dice), Sheet(dice)
    if dice.random() < 0.5:
        sheet.put(
            dice.choice(
                [f"{made.county}人民政府门户网站", "首页 > 新闻中心 > 部门动态", "当前位置：首页>政务动态>正文"]
            ),
            size=11,
        )
    what = [
        "走访慰问驻地部队",
        "举行新兵入伍欢送仪式",
        "为现役军人家庭送喜报",
        "召开军地联席会议",
        "开展国防教育进校园活动",
    ]
    title = f"{made.county}{dice.choice(['', '退役军人事务局', '人武部'])}{dice.choice(what)}"
    _title(sheet, title, size=20)
    source = dice.choice(
        [f"{made.county}融媒体中心", f"{made.county}日报", f"{made.county}退役军人事务局", "今日" + made.county[:2]]
    )
    iso = made.day.isoformat()
    row = dice.choice(
        [
            f"发布时间：{iso} 09:{dice.randrange(10, 59)}　来源：{source}　浏览次数：123",
            f"{iso} 15:30:22 来源：{source}",
            f"来源：{source}　作者：李明　时间：{iso} 10:12",
            f"发布日期：{made.written()}　信息来源：{source}　字体：大 中 小",
        ]
    )
    sheet.put(row, at="centre", size=11)
    _body(sheet, made, 3)
    sheet.put("责任编辑：王芳", at="right")
    return sheet, Truth(title, None, (source,), made.day)


def newspaper(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a clipping that tells neither when nor where it was printed."""
    made, sheet = invent(dice), Sheet(dice)
    title = f"{dice.choice(['拥军路上显真情', '军地携手解难题', '红色基因代代传'])}——{made.county}双拥工作纪实"
    _title(sheet, title, size=24)
    sheet.paragraph(f"本报讯　{made.prose(3)}")
    _body(sheet, made, 3)
    return sheet, Truth(title)


def agreement(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose an agreement of two parties who sign on the same day, on different days, or leave the day blank."""
    made, sheet = invent(dice), Sheet(dice)
    title = dice.choice(["军民共建协议书", f"{made.county}拥军优待服务合作协议", "军地结对共建协议"])
    _title(sheet, title)
    first, second = made.offices(2)
    sheet.put(f"甲方：{first}")
    sheet.put(f"乙方：{second}")
    sheet.paragraph(f"为加强军政军民团结，经双方协商，达成如下协议：{made.prose(2)}")
    _body(sheet, made, 2)
    style = dice.choice(["same", "same", "different", "blank"])
    other = made.day + timedelta(days=3)
    if dice.random() < 0.5:
        sheet.beside(["甲方（盖章）：", "乙方（盖章）："])
        right = f"{other.year}年{other.month}月{other.day}日" if style == "different" else made.written()
        sheet.beside([made.written(), right] if style != "blank" else ["年　月　日", "年　月　日"])
    else:
        sheet.put(f"甲方（盖章）：{first}")
        sheet.put(f"乙方（盖章）：{second}")
        if style == "different":
            sheet.put(made.written(), at="right")
            sheet.put(f"{other.year}年{other.month}月{other.day}日", at="right")
        else:
            sheet.put(f"签订日期：{made.written()}" if style == "same" else "签订日期：　　年　　月　　日")
    return sheet, Truth(title, None, (first, second), made.day if style == "same" else None)


def voucher(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a voucher: date below the heading, a running number that is no document number."""
    made, sheet = invent(dice), Sheet(dice)
    named = dice.random() < 0.5
    title = (f"{made.county}财政局" if named else "") + dice.choice(
        ["预算拨款凭证", "拨款通知单", "国库集中支付凭证", "财政直接支付凭证"]
    )
    _title(sheet, title)
    sheet.beside([made.written(), f"No.{dice.randrange(10**6, 10**7)}"])
    for row in [
        ["付款单位", f"{made.county}财政局"],
        ["收款单位", f"{made.county}双拥办"],
        ["金额", "50000.00"],
        ["用途", "双拥工作经费"],
    ]:
        sheet.put("\t".join(row), region=Region.TABLE)
    return sheet, Truth(title, None, (f"{made.county}财政局",) if named else (), made.day)


def certificate(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a certificate of honour, dated in full or by the month alone."""
    made, sheet = invent(dice), Sheet(dice)
    name, full = made.office(), dice.random() < 0.5
    sheet.skip(3)
    sheet.put("荣誉证书", at="centre", size=40, ink=Ink.RED)
    sheet.skip(1)
    sheet.put("王建军同志：")
    sheet.paragraph(f"在{made.day.year}年双拥工作中成绩突出，被评为先进个人，特发此证，以资鼓励。")
    sheet.put(name, at="right")
    sheet.put(
        made.written() if full else f"{made.day.year}年{made.day.month}月", at="right", use="date" if full else "body"
    )
    return sheet, Truth("荣誉证书", None, (name,), made.day if full else None)


def cover(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a report with a cover page: title, unit, full date or month alone."""
    made, sheet = invent(dice), Sheet(dice)
    title = f"{made.county}创建省级双拥模范县{dice.choice(['申报材料', '自查自评报告', '工作汇报'])}"
    sheet.skip(4)
    _title(sheet, title, size=30)
    sheet.skip(9)
    name, full = made.office(), dice.random() < 0.5
    sheet.put(name, at="centre")
    sheet.put(
        made.spelled() if full else f"{made.day.year}年{made.day.month}月", at="centre", use="date" if full else "body"
    )
    sheet.turn()
    _body(sheet, made, 5)
    return sheet, Truth(title, None, (name,), made.day if full else None)


def web_document(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose an official document as a web page shows it: particulars, title, number below it, signature."""
    made, sheet = invent(dice), Sheet(dice)
    name = f"{made.county}人民政府"
    title, number = f"{name}关于{made.subject()}的{dice.choice(['通知', '实施意见', '决定'])}", made.number()
    if dice.random() < 0.5:
        sheet.put(f"索引号：{dice.randrange(10**6, 10**7)}/2023-00{dice.randrange(10, 99)}　发文机关：{name}", size=11)
        sheet.put(f"发文字号：{number}　成文日期：{made.written()}", size=11)
        _title(sheet, title, size=20)
    else:
        _title(sheet, title, size=20)
        sheet.put(number, at="centre", use="number")
    sheet.paragraph("各镇人民政府，县政府各部门：", indent=False)
    _body(sheet, made, 3)
    _signature(sheet, [name], made.written())
    return sheet, Truth(title, number, (name,), made.day)


def regulation(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a regulation: when it was adopted and by whom stands below the title, but nothing dates or signs it."""
    made, sheet = invent(dice), Sheet(dice)
    title = f"{made.county[:2]}市{dice.choice(['国防教育条例', '拥军优属规定', '军人军属权益保障办法'])}"
    _title(sheet, title)
    sheet.paragraph(f"（{made.written()}{made.county[:2]}市第十四届人民代表大会常务委员会第二十次会议通过）")
    sheet.put("第一章　总则", at="centre")
    for index in range(1, 6):
        sheet.paragraph(f"第{'一二三四五六'[index - 1]}条　{made.prose(1)}")
    sheet.paragraph(f"第九条　本条例自{made.written()}起施行。")
    return sheet, Truth(title)


LAYOUTS: tuple[Layout, ...] = (
    *(red_head, joint_red_head, old_red_head, letter, minutes, bulletin, order, speech, summary, roster, photographs),
    *(sign_in_picture, news, newspaper, agreement, voucher, certificate, cover, web_document, regulation),
)
