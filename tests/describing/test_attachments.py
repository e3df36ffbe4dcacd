"""What a document says is attached: the names in its note, in order, whole."""

import pytest

from catalog.fields import attachments

from .sheets import LEFT, prose, put, read, scanned, typed

HEAD = "关于做好走访慰问工作的通知\n各镇人民政府：\n现将有关事项通知如下。\n"
END = "\n青溪县财政局\n2022年7月8日"


def attached(text: str) -> list[str]:
    """Return the names of what a typed record has attached."""
    return [seen.value for seen in read(typed(text)).attachments]


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("附件：慰问安排表", ["慰问安排表"]),
        ("附件：1.慰问安排表\n2.慰问对象名册", ["慰问安排表", "慰问对象名册"]),
        ("附件：1．慰问安排表；\n　　　2．慰问对象名册。", ["慰问安排表", "慰问对象名册"]),
        ("附件：1.慰问安排表 2.慰问对象名册", ["慰问安排表", "慰问对象名册"]),
        ("附件1：慰问安排表\n附件2：慰问对象名册", ["慰问安排表", "慰问对象名册"]),
        ("附件:\n1、慰问安排表\n2、慰问对象名册", ["慰问安排表", "慰问对象名册"]),
        ("附：慰问安排表", ["慰问安排表"]),
        ("附件：1.2022年慰问安排表\n2.2022年慰问名册", ["2022年慰问安排表", "2022年慰问名册"]),
        ("附件：2022年慰问安排表", ["2022年慰问安排表"]),
    ],
)
def test_the_names_stand_behind_the_word_or_behind_numbers(note: str, names: list[str]) -> None:
    """Without numbers and without the signs around them."""
    assert attached(HEAD + note + END) == names


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "具体安排见附件。" + END,
        HEAD + "附件：" + END,
        HEAD + "附件：略" + END,
        HEAD + "一、慰问安排\n1.慰问驻军。\n2.慰问烈属。" + END,
        HEAD + "青溪县财政局\n2022年7月8日\f附件\n慰问安排表",
    ],
)
def test_what_the_note_does_not_name_is_not_attached(text: str) -> None:
    """Neither the text's numbered points nor the attachments' own headings."""
    assert attached(text) == []


def test_a_name_goes_on_below_its_first_character() -> None:
    """And ends before the signature (7.3.4)."""
    rows = [
        put("关于做好走访慰问工作的通知", 100, size=22),
        put("各镇人民政府：", 150, left=LEFT),
        prose("根据县双拥工作领导小组的要求，现将有关事项通知如下，请", 180),
        prose("认真贯彻执行。", 209, indent=False),
        put("附件：1.青溪县双拥工作领导小组成员单位职责分工及重点任", 250, left=LEFT + 32),
        put("务清单", 275, left=LEFT + 32 + 72),
        put("2.慰问对象名册", 300, left=LEFT + 32 + 48),
        put("青溪县财政局", 350, left=330),
        put("2022年7月8日", 380, left=330),
    ]
    seen = read(scanned(rows)).attachments
    assert [one.value for one in seen] == ["青溪县双拥工作领导小组成员单位职责分工及重点任务清单", "慰问对象名册"]
    assert [one.place.line for one in seen if one.place] == [4, 6]


def test_a_line_that_does_not_stand_below_the_name_is_no_part_of_it() -> None:
    """A note in brackets at the edge, right below a full line."""
    rows = [
        put("关于做好走访慰问工作的通知", 100, size=22),
        put("各镇人民政府：", 150, left=LEFT),
        prose("根据县双拥工作领导小组的要求，现将有关事项通知如下，请", 180),
        put("附件：1.青溪县双拥工作领导小组成员单位职责分工及重点任", 250, left=LEFT + 32),
        put("务按上级要求办理", 275, left=LEFT),
    ]
    assert [one.value for one in read(scanned(rows)).attachments] == ["青溪县双拥工作领导小组成员单位职责分工及重点任"]


def test_numbers_that_do_not_go_on_are_text() -> None:
    """A list is counted from 1 without gaps."""
    assert attached(HEAD + "附件：1.慰问安排表\n3.加强领导" + END) == ["慰问安排表"]


def test_a_note_on_one_line_reads_back() -> None:
    """What format printed, parse finds."""
    names = ("慰问安排表", "慰问对象名册")
    printed = " ".join(f"{count}.{attachments.format(name)}" for count, name in enumerate(names, 1))
    assert attachments.parse(f"附件：{printed}") == names
    assert attachments.parse("详见附件") == ()
