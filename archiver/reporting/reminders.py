"""催办单: one for each unit that still owes papers, as Word files to sign and send, and all as one PDF to print.

What only waits to be confirmed, or to be looked at, is the office's own work: a unit is not asked for it again.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from archiver.binding.forms import in_words
from archiver.binding.publishing import file_name
from archiver.binding.typesetting import Typeset, Typesetter
from archiver.reporting.survey import Survey
from archiver.reporting.word import Column, Paper
from catalog.covered import Gap, Remedy
from catalog.lost_points import alike, wants, worth, years_of
from catalog.responsible import UnitShare, by_unit

BLANK_DAY = "　　　　年　　月　　日"
SLIP = "回　　执"
SLIP_LINES = ("经办人：　　　　　　　　　联系电话：", "计划办结日期：　　　　　　单位（盖章）：")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A row of a reminder: what is to be handed in for which point and years, and with whom."""

    number: str
    item: str
    point: str
    years: str
    wants: str
    worth: str
    others: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """催办单 of one unit, `reminders.typ`."""

    unit: str
    office: str
    standard: str
    text: str
    held: str
    due: str
    day: str
    rows: tuple[Owed, ...]

    @property
    def file(self) -> str:
        """The name of its Word file, which every system takes."""
        return file_name("催办单", self.unit).removesuffix(".pdf") + ".docx"


def reminders(survey: Survey) -> tuple[Reminder, ...]:
    """Return a reminder for every unit that owes papers, the one whose items lose most first."""
    return tuple(
        _reminder(survey, share, owed)
        for share in by_unit(survey.coverage)
        if share.unit and (owed := tuple(gap for gap in share.gaps if gap.remedy is Remedy.COLLECT))
    )


def word_file(survey: Survey, reminder: Reminder) -> bytes:
    """Return a reminder as .docx. The same survey gives the same bytes."""
    paper = Paper(survey.paper)
    paper.title("考评材料催办单")
    paper.text(f"{reminder.unit}：", indent=False)
    paper.text(reminder.text)
    paper.table(
        (
            Column(head="序号", width=12, centred=True),
            Column(head="条目", width=12, centred=True),
            Column(head="得分要点", width=34),
            Column(head="年度", width=27, centred=True),
            Column(head="需补交的材料", width=35),
            Column(head="分值", width=15, centred=True),
            Column(head="共同责任单位", width=24),
        ),
        ((row.number, row.item, row.point, row.years, row.wants, row.worth, row.others) for row in reminder.rows),
    )
    if reminder.held:
        paper.text(reminder.held)
    paper.signed(survey.office, reminder.day)
    paper.text("—" * 26, indent=False)
    paper.text(SLIP, indent=False)
    for line in SLIP_LINES:
        paper.text(line, indent=False)
    return paper.content(f"催办单 {reminder.unit}", survey.day)


def printed(made: Iterable[Reminder], setter: Typesetter) -> Typeset:
    """Return the reminders as one PDF, each beginning on a page of its own."""
    return setter.fill("reminders.typ", {"reminders": [asdict(reminder) for reminder in made]})


def _reminder(survey: Survey, share: UnitShare, owed: tuple[Gap, ...]) -> Reminder:
    groups = alike(owed, _wanted)
    items = dict.fromkeys(gap.item for gap in owed)
    due = f"{in_words(survey.due) or BLANK_DAY}前"
    where = f"报送{survey.office}" if survey.office else "报送双拥工作领导小组办公室"
    return Reminder(
        unit=share.unit,
        office=survey.office,
        standard=survey.standard.title,
        text=(
            f"对照《{survey.standard.title}》自查，贵单位负责的条目中有 {len(items)} 项还缺下列材料，"
            f"共 {len(owed)} 处，涉及 {worth(owed)} 分。请于{due}收集齐全，{where}。确实没有的，请书面说明原因。"
        ),
        held=_held(len(share.gaps) - len(owed)),
        due=in_words(survey.due),
        day=in_words(survey.day) or BLANK_DAY,
        rows=tuple(_owed(number, share.unit, group) for number, group in enumerate(groups, start=1)),
    )


def _wanted(gap: Gap) -> str:
    return wants(gap.still or gap.wanted, gap.needs, gap.minimum)


def _held(count: int) -> str:
    return f"另有 {count} 处的材料已经收到，正在核定，暂不需要补交。" if count else ""


def _owed(number: int, unit: str, group: tuple[Gap, ...]) -> Owed:
    gap = group[0]
    return Owed(
        number=str(number),
        item=gap.item,
        point=gap.point,
        years=years_of(group),
        wants=_wanted(gap),
        worth=worth(group),
        others="、".join(other for other in gap.units if other != unit),
    )
