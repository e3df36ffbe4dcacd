"""Layouts of plain documents for the describing benchmark: speeches, plans, forms, pictures, web pages, agreements."""

import random
from datetime import date, timedelta

from describing_layouts import OFFICIAL, Layout, Truth, body, heading, invent, signature
from describing_paper import Laid, Set, Sheet

from ocr.page import Ink, Region


def speech(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a speech: date in brackets below the title, a person as its author."""
    made, sheet = invent(dice), Sheet(dice)
    met = dice.choice(["双拥工作领导小组全体会议", "创建省级双拥模范县动员会", "征兵工作会议"])
    title = f"在{made.county}{met}上的讲话"
    heading(sheet, title)
    day: date | None = made.day
    if dice.random() < 0.8:
        sheet.put(f"（{made.written()}）", at="centre", use="date")
    else:
        day = None
    if dice.random() < 0.6:
        sheet.put(dice.choice(["县委书记　张文华", "李建国", "县长　王　强"]), at="centre")
    sheet.put("同志们：")
    body(sheet, made, 3)
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
    heading(sheet, title)
    if style == "below":
        sheet.put(name, at="centre")
        sheet.put(f"（{made.written()}）", at="centre", use="date")
    sheet.skip(0.5)
    body(sheet, made, dice.randrange(2, 6))
    if style == "signed" or (style == "named" and dice.random() < 0.5):
        signature(sheet, [name], made.written())
        return sheet, Truth(title, None, (name,), made.day)
    return sheet, Truth(title, None, (name,) if style != "bare" else (), made.day if style == "below" else None)


def roster(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a roster: heading, who filled it in and when, a table with a column of dates."""
    made, sheet = invent(dice), Sheet(dice)
    kind = dice.choice(
        ["慰问驻军官兵名册", "义务兵家属优待金发放花名册", "重点优抚对象名单", "立功受奖人员登记表", "双拥工作台账"]
    )
    title = f"{made.county}{made.day.year}年{kind}"
    heading(sheet, title)
    name, filled = made.office(), dice.random() < 0.6
    if filled:
        sheet.put(f"填报单位：{name}　　填报日期：{made.written()}　　单位：元")
    as_rows = dice.random() < 0.5
    sheet.skip(0.5)
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
    sheet.picture(9)
    caption = f"{made.written()}，县领导走访慰问驻县部队官兵"
    sheet.put(
        dice.choice([f"图1：{caption}", f"图为{caption}", caption, f"{caption}（李明　摄）"]), at="centre", size=12
    )
    sheet.picture(8)
    sheet.put("图2：军民座谈会现场", at="centre", size=12)
    return sheet, Truth(title if heading else f"[{caption}]")


def sign_in_picture(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a photograph of a street: the words of signs and banners, no document at all."""
    made, sheet = invent(dice), Sheet(dice, images=1)
    sheet.laid.append(Laid(page=0, left=0.0, top=0.0, width=595.0, height=842.0))
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
    heading(sheet, title, size=20)
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
    body(sheet, made, 3)
    sheet.put("责任编辑：王芳", at="right")
    return sheet, Truth(title, None, (source,), made.day)


def newspaper(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a clipping that tells neither when nor where it was printed."""
    made, sheet = invent(dice), Sheet(dice)
    title = f"{dice.choice(['拥军路上显真情', '军地携手解难题', '红色基因代代传'])}——{made.county}双拥工作纪实"
    heading(sheet, title, size=24)
    sheet.paragraph(f"本报讯　{made.prose(3)}")
    body(sheet, made, 3)
    return sheet, Truth(title)


def agreement(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose an agreement of two parties who sign on the same day, on different days, or leave the day blank."""
    made, sheet = invent(dice), Sheet(dice)
    title = dice.choice(["军民共建协议书", f"{made.county}拥军优待服务合作协议", "军地结对共建协议"])
    heading(sheet, title)
    first, second = made.offices(2)
    sheet.put(f"甲方：{first}")
    sheet.put(f"乙方：{second}")
    sheet.paragraph(f"为加强军政军民团结，经双方协商，达成如下协议：{made.prose(2)}")
    body(sheet, made, 2)
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
    heading(sheet, title)
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
    heading(sheet, title, size=30)
    sheet.skip(9)
    name, full = made.office(), dice.random() < 0.5
    sheet.put(name, at="centre")
    sheet.put(
        made.spelled() if full else f"{made.day.year}年{made.day.month}月", at="centre", use="date" if full else "body"
    )
    sheet.turn()
    body(sheet, made, 2)
    return sheet, Truth(title, None, (name,), made.day if full else None)


def web_document(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose an official document as a web page shows it: particulars, title, number below it, signature."""
    made, sheet = invent(dice), Sheet(dice)
    name = f"{made.county}人民政府"
    title, number = f"{name}关于{made.subject()}的{dice.choice(['通知', '实施意见', '决定'])}", made.number()
    if dice.random() < 0.5:
        sheet.put(f"索引号：{dice.randrange(10**6, 10**7)}/2023-00{dice.randrange(10, 99)}　发文机关：{name}", size=11)
        sheet.put(f"发文字号：{number}　成文日期：{made.written()}", size=11)
        heading(sheet, title, size=20)
    else:
        heading(sheet, title, size=20)
        sheet.put(number, at="centre", use="number")
    sheet.paragraph("各镇人民政府，县政府各部门：", indent=False)
    body(sheet, made, 3)
    signature(sheet, [name], made.written())
    return sheet, Truth(title, number, (name,), made.day, addressee="各镇人民政府，县政府各部门")


def regulation(dice: random.Random) -> tuple[Sheet, Truth]:
    """Compose a regulation: when it was adopted and by whom stands below the title, but nothing dates or signs it."""
    made, sheet = invent(dice), Sheet(dice)
    title = f"{made.county[:2]}市{dice.choice(['国防教育条例', '拥军优属规定', '军人军属权益保障办法'])}"
    heading(sheet, title)
    sheet.paragraph(f"（{made.written()}{made.county[:2]}市第十四届人民代表大会常务委员会第二十次会议通过）")
    sheet.put("第一章　总则", at="centre")
    for index in range(1, 6):
        sheet.paragraph(f"第{'一二三四五六'[index - 1]}条　{made.prose(1)}")
    sheet.paragraph(f"第九条　本条例自{made.written()}起施行。")
    return sheet, Truth(title)


LAYOUTS: tuple[Layout, ...] = (
    *OFFICIAL,
    *(speech, summary, roster, photographs, sign_in_picture, news, newspaper, agreement, voucher, certificate, cover),
    *(web_document, regulation),
)
