"""Names of persons are taken out before anything is learned."""

import numpy as np
import pytest

from catalog.person_names import without
from catalog.traits import hashed, tokens
from catalog.zones import zones_of
from tests.filing.written import evidence


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县委书记赵启明主持召开会议", "赵启明"),
        ("安置随军家属赵红梅同志工作的函", "赵红梅"),
        ("姓名：王秀英 金额", "王秀英"),
        ("联系人：欧阳明 电话", "欧阳明"),
        ("张伟\n李小龙\n慰问金", "李小龙"),
        ("王芳、刘洋、陈静等三名同志", "刘洋"),
        ("王芳、刘洋、陈静等三名同志", "陈静"),
        ("送到张浩家中", "张浩"),
        ("签发人：周建国。周建国强调", "周建国"),
    ],
)
def test_a_name_beside_an_office_a_blank_or_alone_goes(text: str, name: str) -> None:
    assert name not in without(text)


@pytest.mark.parametrize(
    "text",
    ["走访慰问驻军部队", "任务分解表", "江河治理方案", "义务兵家庭优待金发放", "退役军人事务局局长高度重视", "金额"],
)
def test_words_that_are_no_names_stay(text: str) -> None:
    assert without(text) == text


def test_two_papers_that_differ_in_names_only_have_the_same_traits() -> None:
    def traits(name: str) -> tuple[list[int], list[float]]:
        read = evidence(f"县人武部政委{name}到场。", f"联系人：{name}", title=f"{name}同志送喜报")
        found = hashed(tokens(read, zones_of(read), {}))
        return found.buckets.tolist(), found.weights.tolist()

    one, other = traits("赵启明"), traits("王秀英")
    assert one[0] == other[0]
    assert np.allclose(one[1], other[1])


def test_a_folder_that_is_called_after_a_person_teaches_no_name() -> None:
    read = evidence("县人武部政委到场。", title="送喜报", source_name="2023/陈建国/a.pdf")
    assert not any("陈建国" in token for part in tokens(read, zones_of(read), {}) for token in part)
