"""One paper that came in twice is told from papers of one series and from editions, by what the pages say."""

from datetime import date

import pytest

from catalog import duplicates
from catalog.duplicates import Paper, Relation, Resemblance
from catalog.record import Description, Seen
from ocr.page import Line, Look, Page, Source

BODY = (
    "各镇人民政府，县级各部门：为庆祝建军节，县双拥办定于2022年7月下旬走访慰问驻军部队和优抚对象。",
    "慰问时间为7月25日至7月30日，由县级领导带队，分3个组进行，共走访126人，每人发放慰问金500元。",
    "所需经费63000元从县财政双拥工作专项经费中列支，请于8月5日前报送情况，联系电话3217658。",
)
NEXT = tuple(
    line.replace("2022", "2023").replace("25日", "26日").replace("126", "133").replace("63000", "66500")
    for line in BODY
)
RULES = (
    "为了做好军人及其家属的优待工作，根据有关法律法规，结合本县实际，制定本办法。本办法适用于在本县居住的军人。",
    "义务兵服现役期间，其家庭按照上年度农村居民人均可支配收入的60％发给优待金，由镇人民政府发放。",
    "残疾军人凭证乘坐公共汽车免费，游览政府投资的公园和景区免购门票，医疗机构优先挂号、取药。",
)


def paper(
    body: tuple[str, ...],
    title: str | None = None,
    number: str | None = None,
    day: date | None = None,
    name: str = "R1",
) -> Paper:
    """Return a record of one page."""
    described = Description(
        title=Seen(value=title, confidence=0.9) if title else None,
        doc_number=Seen(value=number, confidence=0.9) if number else None,
        issue_date=Seen(value=day, confidence=0.9) if day else None,
    )
    lines = tuple(Line(text=text) for text in (title or "", *body) if text)
    page = Page(number=1, width=595, height=842, source=Source.OCR, lines=lines)
    return Paper(record=name, description=described, load=lambda _: (page,))


def relation(one: Paper, other: Paper) -> Relation | None:
    """Return how two records hang together, the same both ways round."""
    told, back = duplicates.weigh(one, other), duplicates.weigh(other, one)
    assert (told.relation if told else None) == (back.relation if back else None)
    return told.relation if told else None


def test_two_readings_of_one_paper_are_the_same_with_the_reasons() -> None:
    """Two readings of one paper are the same, with the reasons."""
    slipped = (BODY[0].replace("驻军", "驻车").replace("庆祝", "庆视"), *BODY[1:])
    told = duplicates.weigh(
        paper(BODY, "关于走访慰问的通知", "云双拥办〔2022〕7号", date(2022, 7, 18)),
        paper(slipped, "关于走访慰间的通知", "云双拥办〔2022〕7号", date(2022, 7, 18), name="R2"),
    )
    assert isinstance(told, Resemblance)
    assert told.relation is Relation.SAME
    assert told.confidence > 0.95
    assert "文号相同" in told.reason
    assert "字句相同" in told.reason


def test_a_word_file_without_number_and_date_is_the_same_paper_as_its_scan() -> None:
    """A Word file without number and date is the same paper as its scan."""
    scan = paper(BODY, "关于走访慰问的通知", "云双拥办〔2022〕7号", date(2022, 7, 18))
    assert relation(scan, paper(BODY, "关于走访慰问的通知", name="R2")) is Relation.SAME


@pytest.mark.parametrize(
    ("body", "title", "number", "day"),
    [
        (NEXT, "关于走访慰问的通知", "云双拥办〔2023〕9号", date(2023, 7, 17)),
        (NEXT, "关于走访慰问的通知", None, None),
        (BODY, "关于春节走访慰问的通知", "云双拥办〔2022〕1号", date(2022, 1, 17)),
        (BODY, "关于转发《关于走访慰问的通知》的通知", "青双拥办〔2022〕31号", date(2022, 7, 30)),
    ],
    ids=["next year's", "next year's Word file", "another holiday's", "passed on by another office"],
)
def test_a_paper_of_the_same_series_is_another(
    body: tuple[str, ...], title: str, number: str | None, day: date | None
) -> None:
    """A paper of the same series is another one, however much of the text is the same."""
    first = paper(BODY, "关于走访慰问的通知", "云双拥办〔2022〕7号", date(2022, 7, 18))
    assert relation(first, paper(body, title, number, day, name="R2")) is None


def test_rosters_of_the_same_print_with_other_names_are_two() -> None:
    """Rosters of the same print with other names are two."""
    head = (
        "姓名\t身份\t金额\t签字",
        "在乡复员军人慰问金发放登记，本人承诺所填内容真实，并已如数领取上述慰问金，特此签字。",
    )
    first = paper((*head, *(f"{name}\t复员军人\t500\t{name}" for name in ("王建国", "李秀英", "赵志强", "孙桂兰"))))
    other = paper(
        (*head, *(f"{name}\t复员军人\t500\t{name}" for name in ("周玉珍", "吴卫东", "郑海涛", "冯晓梅"))), name="R2"
    )
    assert relation(first, other) is None


def test_a_later_edition_of_rules_is_told_with_the_newer_one() -> None:
    """A later edition of rules is told with the newer one."""
    later = (
        RULES[0],
        RULES[1].replace(
            "60％发给优待金，由镇人民政府发放", "80％发给，由县退役军人事务局直接打入本人账户，每年分两次"
        ),
        RULES[2] + "随军家属有工作的，对口安置，期限不超过六个月。",
    )
    old = paper(RULES, "云岭县军人优待办法", "云政发〔2016〕3号", date(2016, 3, 1))
    new = paper(later, "云岭县军人优待办法（修订）", "云政发〔2022〕8号", date(2022, 5, 6), name="R2")
    told = duplicates.weigh(old, new)
    assert told is not None
    assert (told.relation, told.newer) == (Relation.EDITION, "R2")
    assert "修订" in told.reason


def test_a_draft_is_an_older_edition_of_what_became_of_it() -> None:
    """A draft is an older edition of what became of it."""
    draft = paper(RULES[:2], "云岭县军人优待办法（征求意见稿）")
    body = (RULES[0], RULES[1].replace("60％", "70％"), RULES[2], BODY[1])
    final = paper(body, "云岭县军人优待办法", name="R2")
    told = duplicates.weigh(draft, final)
    assert told is not None
    assert (told.relation, told.newer) == (Relation.EDITION, "R2")


def picture(pattern: str, name: str) -> Paper:
    """Return a photograph without text."""
    page = Page(number=1, width=595, height=842, source=Source.OCR, lines=(), look=Look(pattern=pattern))
    return Paper(record=name, description=Description(), load=lambda _: (page,))


def test_photographs_are_compared_by_their_looks() -> None:
    """Photographs are compared by their looks."""
    look, near, far = "0123456789abcdef" * 4, "0123456789abcdef" * 3 + "0123456789abcd00", "0f" * 32
    assert relation(picture(look, "R1"), picture(near, "R2")) is Relation.SAME
    assert relation(picture(look, "R1"), picture(far, "R2")) is None


def test_short_texts_without_pictures_prove_nothing() -> None:
    """Short texts without pictures prove nothing."""
    assert relation(paper(("会议签到",)), paper(("会议签到",), name="R2")) is None
