"""自查自评报告: the scores, the points lost with their reasons, what each unit still owes, as a Word file to edit."""

from collections import Counter
from fractions import Fraction

from archiver.binding.forms import in_words
from archiver.reporting.survey import Survey
from archiver.reporting.word import Column, Paper
from catalog.covered import Remedy, total
from catalog.lost_points import alike, remark, score, wants, what_to_do, why, worth, years_of
from catalog.responsible import UnitShare, by_unit

BLANK_DAY = "　　　　年　　月　　日"
NUMERALS = "一二三四五六七八九十"


def self_report(survey: Survey) -> bytes:
    """Return the report as .docx. The same survey gives the same bytes."""
    paper = Paper(survey.paper)
    name = f"对照《{survey.standard.title}》的自查自评报告"
    paper.title("\n".join(filter(None, (survey.office, f"对照《{survey.standard.title}》", "自查自评报告"))))
    _summary(paper, survey)
    _losses(paper, survey)
    _units(paper, survey)
    _vetoes(paper, survey)
    _to_judge(paper, survey)
    paper.signed("", survey.office, in_words(survey.day) or BLANK_DAY)
    return paper.content(name, survey.day)


def _summary(paper: Paper, survey: Survey) -> None:
    coverage, basic, bonus = survey.coverage, survey.coverage.basic, survey.coverage.bonus
    chapters = [one for one, _ in survey.chapters if not one.bonus]
    items = [row for row in coverage.items if not row.bonus]
    paper.heading("一、总体情况")
    paper.text(
        f"对照《{survey.standard.title}》，按{_years(survey)}逐项逐年自查。标准共 {len(chapters)} 类 {len(items)} 项，"
        f"满分 {score(basic.full)} 分，自评 {score(basic.earned)} 分，失分 {score(basic.lost)} 分。"
    )
    if bonus.full:
        paper.text(f"加分项目满分 {score(bonus.full)} 分，自评加 {score(bonus.earned)} 分，不计入上述得分。")
    counted = Counter(gap.remedy for gap in coverage.missing)
    paper.text(
        f"共缺 {len(coverage.missing)} 处材料：待定材料确认后即可得分的 {counted[Remedy.CONFIRM]} 处，"
        f"手头材料可能证明、需人核看的 {counted[Remedy.LOOK]} 处，需要补交的 {counted[Remedy.COLLECT]} 处。"
        f"待定材料都确认后可得 {score(basic.suggested)} 分；手头材料最多能证明 {score(basic.possible)} 分，"
        "其余须补新材料。"
    )
    paper.table(
        (
            Column(head="类别", width=14, centred=True),
            Column(head="内容", width=62),
            Column(head="分值", width=18, centred=True),
            Column(head="自评", width=18, centred=True),
            Column(head="失分", width=18, centred=True),
            Column(head="待定确认后", width=24, centred=True),
        ),
        (
            (
                chapter.number,
                chapter.title + ("（加分）" if chapter.bonus else ""),
                score(summed.full),
                score(summed.earned),
                score(summed.lost),
                score(summed.suggested),
            )
            for chapter, rows in survey.chapters
            for summed in (total(chapter.score, rows),)
        ),
    )


def _years(survey: Survey) -> str:
    names = [year.name for year in survey.standard.years]
    if not names:
        return "标准"
    return f" {names[0]}—{names[-1]} 年度" if len(names) > 1 and all(map(str.isdecimal, names)) else "、".join(names)


def _losses(paper: Paper, survey: Survey) -> None:
    paper.heading("二、失分情况和原因")
    places = {row.item: place for place, row in enumerate(survey.coverage.items)}
    missing = sorted(survey.coverage.missing, key=lambda gap: places[gap.item])
    if not missing:
        paper.text("没有失分的要点。")
        return
    paper.table(
        (
            Column(head="条目", width=12, centred=True),
            Column(head="得分要点", width=34),
            Column(head="年度", width=27, centred=True),
            Column(head="失分", width=15, centred=True),
            Column(head="失分原因", width=37),
            Column(head="整改办法", width=34),
        ),
        (
            (group[0].item, group[0].point, years_of(group), worth(group), why(group[0]), what_to_do(group[0]))
            for group in alike(missing, lambda gap: why(gap) + what_to_do(gap))
        ),
    )


def _units(paper: Paper, survey: Survey) -> None:
    paper.heading("三、各责任单位需补的材料")
    shares = [share for share in by_unit(survey.coverage) if share.gaps]
    if not shares:
        paper.text("各单位材料齐全。")
        return
    paper.text("几个单位共同负责的条目，每个单位都列出，失分不能相加。")
    for number, share in enumerate(shares, start=1):
        _unit(paper, number, share)


def _unit(paper: Paper, number: int, share: UnitShare) -> None:
    paper.subheading(f"（{_numeral(number)}）{share.unit or '标准未列责任单位的条目'}")
    summed = share.score
    paper.text(
        f"负责 {len(share.items)} 项，分值 {score(summed.full)} 分，自评 {score(summed.earned)} 分，"
        f"失分 {score(summed.lost)} 分，缺 {len(share.gaps)} 处。"
    )
    paper.table(
        (
            Column(head="条目", width=12, centred=True),
            Column(head="内容", width=40),
            Column(head="年度", width=27, centred=True),
            Column(head="所缺材料", width=64),
            Column(head="分值", width=16, centred=True),
        ),
        (
            (
                group[0].item,
                group[0].title,
                years_of(group),
                wants(group[0].wanted, group[0].needs, group[0].minimum),
                worth(group),
            )
            for group in alike(share.gaps, lambda gap: wants(gap.wanted, gap.needs, gap.minimum))
        ),
    )


def _vetoes(paper: Paper, survey: Survey) -> None:
    if not survey.coverage.vetoes:
        return
    paper.heading("四、一票否决事项自查")
    paper.text("以下事项不由程序判断，请逐条自查后填写。")
    paper.table(
        (
            Column(head="序号", width=12, centred=True),
            Column(head="事项", width=85),
            Column(head="有／无", width=20, centred=True),
            Column(head="说明", width=40),
        ),
        ((str(number), veto, "", "") for number, veto in enumerate(survey.coverage.vetoes, start=1)),
    )


def _to_judge(paper: Paper, survey: Survey) -> None:
    judged = [
        (row.item, covered.point.text, score(covered.point.score), remark(covered.point))
        for row in survey.coverage.items
        for covered in row.points
        if remark(covered.point)
    ]
    unsplit = [
        (row.item, row.title, score(left), "标准没有把这些分值分到要点，程序不能评，请人工评定")
        for row in survey.coverage.items
        if (left := Fraction(row.score) - sum((Fraction(one.point.score) for one in row.points), Fraction(0))) > 0
    ]
    if not judged and not unsplit:
        return
    paper.heading(f"{'五' if survey.coverage.vetoes else '四'}、需要人工核定的要点")
    paper.table(
        (
            Column(head="条目", width=12, centred=True),
            Column(head="要点", width=60),
            Column(head="分值", width=16, centred=True),
            Column(head="为什么", width=69),
        ),
        (*judged, *unsplit),
    )


def _numeral(number: int) -> str:
    """Return a number below 100 in Chinese numerals: 九, 十, 十一, 二十一; greater ones in figures."""
    tens, ones = divmod(number, 10)
    if tens > 9:  # noqa: PLR2004 - the greatest of one character
        return str(number)
    head = "" if not tens else "十" if tens == 1 else f"{NUMERALS[tens - 1]}十"
    return head + (NUMERALS[ones - 1] if ones else "")
