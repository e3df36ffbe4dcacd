"""Short names of issuers: told apart from full ones, which stand beside them only where the record prints them."""

import pytest

from catalog.fields import short_names
from catalog.record import Description
from catalog.toml_shape import ShapeError

from .sheets import read, typed

SOURCES = {"state", "xiamen", "shuangyong", "laws", "trade"}
SIGNED = "\n县双拥办\n2022年7月8日"


def full(described: Description) -> list[tuple[str, str]]:
    """Return the full names with the note on each."""
    return [(seen.value, seen.note) for seen in described.full_names]


@pytest.mark.parametrize(
    ("name", "is_short"),
    [
        ("县双拥办", True),
        ("青溪县人社局", True),
        ("县人武部", True),
        ("青溪县退役军人事务局", False),
        ("青溪县财政局", False),
        ("青溪县双拥工作领导小组办公室", False),
    ],
)
def test_a_short_name_is_known_by_its_ending(name: str, is_short: bool) -> None:  # noqa: FBT001 - a column of the table
    """财政局 is short for nothing."""
    assert short_names.is_short(name) is is_short


@pytest.mark.parametrize(
    ("short", "whole", "fits"),
    [
        ("县双拥办", "青溪县双拥工作领导小组办公室", True),
        ("青溪县双拥办", "青溪县双拥工作领导小组办公室", True),
        ("青溪双拥办", "青溪县双拥工作领导小组办公室", True),
        ("市双拥办", "青溪县双拥工作领导小组办公室", False),
        ("县人社局", "青溪县退役军人事务局", False),
        ("县财政局", "青溪县财政局", False),
    ],
)
def test_a_full_name_fits_by_place_and_ending(short: str, whole: str, fits: bool) -> None:  # noqa: FBT001 - a column
    """The city's office is not the county's."""
    assert short_names.stands_for(short, whole) is fits


def test_the_value_stays_as_printed_and_the_full_name_stands_beside_it() -> None:
    """Where the text says 以下简称."""
    text = "关于开展活动的通知\n各成员单位：\n青溪县双拥工作领导小组办公室（以下简称县双拥办）负责组织。"
    described = read(typed(text + SIGNED))
    assert [seen.value for seen in described.issuers] == ["县双拥办"]
    assert full(described) == [("青溪县双拥工作领导小组办公室", "“县双拥办”的全称")]


def test_no_full_name_is_filled_in_from_the_table() -> None:
    """Nothing printed, nothing said; nor where two fit."""
    text = "关于开展活动的通知\n各成员单位：\n请认真落实。"
    assert full(read(typed(text + SIGNED))) == []
    two = "\n青溪县双拥工作领导小组办公室\n白石县双拥工作领导小组办公室\n以上单位配合。"
    assert full(read(typed(text + two + SIGNED))) == []


def test_every_short_name_has_its_source_and_none_stands_twice() -> None:
    """The head of the table explains the sources."""
    offices = short_names.shipped()
    assert {office.source for office in offices} <= SOURCES
    assert len({office.short for office in offices}) == len(offices)
    with pytest.raises(ShapeError):
        short_names.parse('[[office]]\nshort = "甲办"\n')
