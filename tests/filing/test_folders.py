"""A clerk who sorted files into folders has half decided."""

import pytest

from catalog.filing import AUTOMATIC, SUGGEST, suggest
from catalog.folder_hint import find
from tests.filing.written import evidence, model, sample, standard


def hinted(path: str) -> list[str]:
    """Return the items that a path's folders plainly speak for."""
    return [hint.item for hint in find(tuple(path.split("/")), sample()) if hint.plain]


@pytest.mark.parametrize(
    ("path", "items"),
    [
        ("12", ["12"]),
        ("012", ["12"]),
        ("第12项", ["12"]),
        ("第12条 走访慰问", ["12"]),
        ("12_走访慰问", ["12"]),
        ("12.走访慰问（2023）", ["12"]),
        ("走访慰问", ["12"]),
        ("走访慰问/2023", ["12"]),
        ("2023/走访慰问", ["12"]),
        ("双拥材料/12", ["12"]),
        ("2023年度/第12项", ["12"]),
        ("义务兵优待金", ["29"]),
        ("2023", []),
        ("2023年", []),
        ("2020-2023", []),
        ("2023/12", []),
        ("48", []),
        ("3月资料", []),
        ("12_优抚", []),
        ("新建文件夹", []),
        ("退役军人", []),
        ("县双拥办", []),
        ("县退役军人服务中心", []),
        ("县双拥办/12", ["12"]),
        ("双拥办建设", ["4"]),
        ("", []),
    ],
)
def test_a_folder_names_an_item_by_number_or_title_and_never_by_a_year(path: str, items: list[str]) -> None:
    """A month below a year, a number that counts something else and a name of three items are no plain hints."""
    assert hinted(path) == items


def test_a_year_of_the_standard_may_have_any_name() -> None:
    """An evidence year called 12 is a year and not item 12."""
    renamed = sample()
    years = tuple(type(year)(name="12", start=year.start, end=year.end) for year in renamed.years[:1])
    other = type(renamed)(
        **{name: getattr(renamed, name) for name in renamed.__slots__ if name != "years"},  # pyright: ignore[reportArgumentType]
        years=years,
    )
    assert find(("12",), other) == ()


def test_a_number_that_is_no_plain_number_is_known_by_the_whole_name() -> None:
    """Provinces number items 12-1 or 三."""
    other = standard('"12-1"|走访慰问|慰问部队|照片', '"三"|双拥经费|列入预算|凭证')
    assert [hint.item for hint in find(("12-1",), other)] == ["12-1"]
    assert [hint.item for hint in find(("三",), other)] == ["三"]


def test_the_inner_folder_that_says_more_counts() -> None:
    """Both may name the same item; the plainer one is quoted."""
    hints = find(("12", "12_走访慰问"), sample())
    assert [(hint.item, hint.folder) for hint in hints] == [("12", "12_走访慰问")]


@pytest.mark.parametrize("path", ["12/IMG_0001.jpg", "12_走访慰问/2023/IMG_0001.jpg", "走访慰问/IMG_0001.jpg"])
def test_a_photo_without_text_is_filed_by_its_folder(path: str) -> None:
    """That nothing was read is said all the same."""
    first = suggest(evidence(source_name=path), model())[0]
    assert first.item == "12"
    assert first.confidence >= AUTOMATIC
    assert "文件夹“" in first.reason
    assert "没有读出文字" in first.against


@pytest.mark.parametrize("path", ["材料/八一走访慰问武警官兵.jpg", "八一慰问驻军/IMG_0001.jpg"])
def test_a_photo_without_text_is_suggested_by_a_speaking_name(path: str) -> None:
    """A name is no proof: a person looks."""
    first = suggest(evidence(source_name=path), model())[0]
    assert first.item == "12"
    assert SUGGEST <= first.confidence < AUTOMATIC


def test_a_unit_that_hands_in_is_no_hint_at_all() -> None:
    """The bureau of veterans hands in papers of a dozen items."""
    found = suggest(evidence(source_name="县退役军人服务中心/IMG_0001.jpg"), model())
    assert found[0].confidence < SUGGEST
    assert all("文件夹" not in one.reason for one in found)


def test_a_folder_and_a_text_that_disagree_wait_for_a_person() -> None:
    """Whatever the text says, the clerk put it elsewhere."""
    record = evidence("按户发放。", title="义务兵家庭优待金发放花名册", source_name="12/a.jpg")
    found = suggest(record, model())
    assert found[0].item == "29"
    assert found[0].confidence < AUTOMATIC
    assert "文件夹“12”指的是第12条" in found[0].against
    assert "12" in [one.item for one in found]


def test_a_text_that_says_nothing_of_its_folder_waits_for_a_person() -> None:
    """A notice on the budget lies in the wrong folder."""
    lines = ("各预算单位要严格执行预算管理制度，规范支出，提高资金使用效益。",) * 4
    first = suggest(evidence(*lines, title="关于规范预算执行的通知", source_name="12/a.jpg"), model())[0]
    assert first.confidence < AUTOMATIC


def test_a_folder_helps_a_text_that_is_not_sure() -> None:
    """Folder and text together are surer than each alone."""
    alone = suggest(evidence("各镇送去祝福。", title="军营里的节日"), model())[0].confidence
    both = suggest(evidence("各镇送去祝福。", title="军营里的节日", source_name="12_走访慰问/a.jpg"), model())[0]
    assert both.item == "12"
    assert both.confidence > alone


def test_a_month_below_a_year_is_said_with_doubt() -> None:
    """2023/12 may be December."""
    found = suggest(evidence(source_name="2023/12/a.jpg"), model())
    assert found[0].confidence < SUGGEST
    assert "也许" in found[0].reason


def test_a_number_that_the_name_contradicts_is_not_used_and_says_so() -> None:
    """12_优抚 is hardly item 12, 走访慰问."""
    found = {one.item: one for one in suggest(evidence(source_name="12_优抚/a.jpg"), model())}
    assert "没有采用" in found["12"].against
    assert found["12"].confidence < SUGGEST
