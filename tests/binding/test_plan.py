"""Which records stand in which binder, and in which order."""

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from catalog.plan import NO_YEAR, natural, plan, strays, year_of
from catalog.record import Record, State
from tests.binding.material import record, standard


def order(*records: Record, volume_pages: int = 0) -> list[str]:
    """Return the ids of item 12's records in the order of the plan."""
    plans = plan(standard(), records, volume_pages=volume_pages)
    return [one.id for binder in plans if binder.item == "12" for one in binder.records]


def test_records_stand_by_year_then_date_then_number_then_id() -> None:
    records = [
        record(1, year="2023", day=date(2023, 1, 1)),
        record(2, year="2021", day=date(2021, 6, 1), doc_number="第10号"),
        record(3, year="2021", day=date(2021, 6, 1), doc_number="第2号"),
        record(4, year="2021", day=date(2021, 5, 1)),
        record(5, year="2021", day=date(2021, 6, 1), doc_number="第2号"),
    ]
    assert order(*records) == ["R000004", "R000003", "R000005", "R000002", "R000001"]


def test_undated_records_come_last_in_their_year_and_unknown_years_last_of_all() -> None:
    records = [
        record(1, day=date(2019, 1, 1)),
        record(2, year="2022"),
        record(3, year="2022", day=date(2022, 12, 31)),
        record(4, year="  "),
    ]
    assert order(*records) == ["R000003", "R000002", "R000001", "R000004"]
    assert year_of(records[3]) == NO_YEAR


def test_a_record_without_number_follows_those_of_its_day_with_one() -> None:
    day = date(2022, 8, 1)
    assert order(record(1, year="2022", day=day), record(2, year="2022", day=day, doc_number="1号")) == [
        "R000002",
        "R000001",
    ]


def test_years_stand_in_the_order_of_the_standard_whatever_they_are_called() -> None:
    used = standard(("12", "走访慰问"), years=("第二年度", "第一年度"))
    plans = plan(used, [record(1, year="第一年度"), record(2, year="第二年度"), record(3, year="别的")], volume_pages=0)
    assert [one.id for one in plans[0].records] == ["R000002", "R000001", "R000003"]
    assert plans[0].years == ("第二年度", "第一年度", "别的")


def test_only_filed_records_are_planned_and_each_under_all_its_items() -> None:
    records = [
        record(1, items=("12", "3")),
        record(2, state=State.SUGGESTED),
        record(3, state=State.SET_ASIDE),
        record(4, items=()),
    ]
    plans = plan(standard(), records, volume_pages=0)
    assert [(binder.item, [one.id for one in binder.records]) for binder in plans] == [
        ("3", ["R000001"]),
        ("12", ["R000001"]),
    ]


def test_records_of_an_item_that_the_standard_lacks_are_named() -> None:
    assert [one.id for one in strays(standard(), [record(1), record(2, items=("12", "99"))])] == ["R000002"]


def test_codes_are_padded_to_the_largest_number_and_at_least_two_digits() -> None:
    records = [record(1, items=("3", "12", "7a", "A"))]
    few = plan(standard(("3", "甲"), ("7a", "乙"), ("A", "丙")), records, volume_pages=0)
    assert [binder.code for binder in few] == ["03", "07a", "A"]
    many = plan(standard(("3", "甲"), ("120", "乙")), records, volume_pages=0)
    assert [binder.code for binder in many] == ["003"]


def test_a_standard_without_items_plans_nothing() -> None:
    assert plan(standard(), [], volume_pages=0) == ()


def test_volumes_take_records_until_their_pages_are_full_and_number_on() -> None:
    records = [record(number, pages=pages) for number, pages in enumerate([4, 5, 30, 1, 9, 1], start=1)]
    volumes = plan(standard(), records, volume_pages=10)
    assert [(v.code, v.volume, v.volumes, v.first_sequence, len(v.records)) for v in volumes] == [
        ("12-1", 1, 4, 1, 2),
        ("12-2", 2, 4, 3, 1),
        ("12-3", 3, 4, 4, 2),
        ("12-4", 4, 4, 6, 1),
    ]


def test_brackets_and_width_of_a_number_do_not_change_its_place() -> None:
    assert natural("×双拥〔2023〕９号") == natural("×双拥[2023]9号")
    assert natural("2号") < natural("10号")


days = st.none() | st.dates(date(2020, 1, 1), date(2023, 12, 31))
record_values = st.builds(
    record,
    number=st.integers(1, 60),
    items=st.sampled_from([("12",), ("3", "12"), ("3",), ()]),
    year=st.sampled_from([None, "2020", "2023", "2019年"]),
    day=days,
    doc_number=st.none() | st.text(max_size=6),
    pages=st.integers(1, 40),
)


@given(st.lists(record_values, max_size=12, unique_by=lambda one: one.id), st.integers(0, 50), st.randoms())
def test_the_order_of_arrival_changes_nothing_and_no_record_is_lost_or_doubled(
    records: list[Record], pages: int, chance: Random
) -> None:
    plans = plan(standard(), records, volume_pages=pages)
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert plan(standard(), shuffled + records, volume_pages=pages) == plans
    for item in ("3", "12"):
        planned = [one.id for binder in plans if binder.item == item for one in binder.records]
        assert sorted(planned) == sorted(one.id for one in records if item in one.filed_items)
        sequences = [binder.first_sequence for binder in plans if binder.item == item]
        assert sequences == sorted(sequences)


@given(st.lists(record_values, max_size=12, unique_by=lambda one: one.id), st.integers(1, 50))
def test_splitting_into_volumes_never_changes_the_numbering(records: list[Record], pages: int) -> None:
    def numbered(volume_pages: int) -> list[tuple[str, int, str]]:
        return [
            (binder.item, binder.first_sequence + place, one.id)
            for binder in plan(standard(), records, volume_pages=volume_pages)
            for place, one in enumerate(binder.records)
        ]

    assert numbered(pages) == numbered(0)
