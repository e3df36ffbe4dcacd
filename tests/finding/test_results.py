"""What is told beside the pages: records, facets, filters, what is alike, suggestions."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entry import RecordEntry
from index.facets import Facet, facet_key
from index.searching import Filters, Index, Order, RecordHit, open_index
from index.suggesting import Suggester
from index.tokens import fold
from tests.finding.texts import record

NOTICE = "关于开展八一走访慰问活动的通知，各单位应当组织走访慰问驻县部队和优抚对象，并报送走访慰问名单"
MINUTES = "联席会议研究了双拥工作要点，决定召开军地座谈会，落实双拥工作经费"

RECORDS = (
    record(
        "R1",
        NOTICE,
        "走访慰问名单",
        "慰问金发放表",
        title="关于开展八一走访慰问活动的通知",
        doc_number="县双拥办〔2023〕12号",
        issuers=("县双拥办", "县财政局"),
        year="2023",
        items=("12", "03"),
        kind="通知",
        state="filed",
        date="2023-07-20",
    ),
    record("R2", "走访慰问驻县部队", issuers=("县双拥办公室",), year="2022", items=("3",), kind="通知", state="filed"),
    record("R3", MINUTES, title="双拥工作联席会议纪要", issuers=("县双拥办",), year="2023", date="2023-01-05"),
    record("R4", MINUTES + "，另外研究了慰问", title="双拥工作第二次联席会议纪要", year="2024", date="2024-01-05"),
    record(
        "R5", "春节走访慰问活动的通知，请各单位组织走访慰问驻县部队", title="春节走访慰问", year="2024", kind="通知"
    ),
)


@pytest.fixture(scope="module")
def index(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with open_index(tmp_path_factory.mktemp("archive") / "index", engine) as opened:
        opened.replace(RECORDS)
        yield opened


def names(found: tuple[RecordHit, ...]) -> list[str]:
    return [one.record for one in found]


def test_pages_are_gathered_under_their_record(index: Index) -> None:
    results = index.search_records("慰问", pages_each=2)
    assert (results.total, results.pages) == (4, 6)
    assert sorted(names(results.records)) == ["R1", "R2", "R4", "R5"]
    (first,) = (one for one in results.records if one.record == "R1")
    assert first.total == 3
    assert len(first.pages) == 2
    assert all("<mark>" in page.snippet for page in first.pages)


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("query", ["慰问", "走访 OR 双拥", "年度:2023", "NOT 没有的字"])
def test_records_in_parts_are_the_whole_in_the_order_of_their_first_page(
    index: Index, order: Order, query: str
) -> None:
    pages = index.search(query, limit=100, order=order).hits
    whole = index.search_records(query, limit=100, order=order, pages_each=100)
    assert names(whole.records) == list(dict.fromkeys(page.record for page in pages))
    for one in whole.records:
        assert list(one.pages) == [page for page in pages if page.record == one.record]
        assert one.total == len(one.pages)
    parts = [index.search_records(query, limit=1, offset=at, order=order, pages_each=100) for at in range(whole.total)]
    assert [one for part in parts for one in part.records] == list(whole.records)
    assert {(part.total, part.pages) for part in parts} == {(whole.total, len(pages))}
    assert index.search_records(query, offset=whole.total, order=order).records == ()
    assert index.search_records(query, limit=0, order=order).records == ()


def test_facets_count_pages_and_records(index: Index) -> None:
    facets = index.search("慰问", facets=True).facets
    assert {
        facet: [(one.value, one.records, one.pages) for one in facets[facet]]
        for facet in (Facet.YEAR, Facet.ITEM, Facet.KIND, Facet.STATE)
    } == {
        Facet.YEAR: [("2024", 2, 2), ("2023", 1, 3), ("2022", 1, 1)],
        Facet.ITEM: [("03", 2, 4), ("12", 1, 3)],
        Facet.KIND: [("通知", 3, 5)],
        Facet.STATE: [("filed", 2, 4)],
    }
    assert index.search("慰问").facets == {}
    assert index.search_records("慰问", facets=True).facets == facets


def test_filters_take_one_value_or_several(index: Index) -> None:
    assert index.search("慰问", kind="通知").total == 5
    assert index.search("慰问", year=("2022", "2023年")).total == 4
    assert index.search("慰问", year=(), kind=None, state="").total == 6
    assert index.search("慰问", state="filed", year="2023").total == 3
    assert {(hit.record, hit.page) for hit in index.search("走访慰问", record="R1").hits} == {("R1", 1), ("R1", 2)}


VALUES = {
    Facet.YEAR: ("", "2022", "2023"),
    Facet.KIND: ("", "通知", "名册"),
    Facet.STATE: ("", "filed", "suggested"),
    Facet.ISSUER: ("县双拥办", "县双拥办公室", "双拥办", "县财政局"),
    Facet.ITEM: ("1", "01", "12", "3"),
}


@st.composite
def some_records(draw: st.DrawFn) -> list[RecordEntry]:
    def one(facet: Facet) -> str:
        return draw(st.sampled_from(VALUES[facet]))

    def some(facet: Facet) -> list[str]:
        return draw(st.lists(st.sampled_from(VALUES[facet]), max_size=2, unique=True))

    texts = st.lists(st.text("慰问双", min_size=1, max_size=4), min_size=1, max_size=3)
    return [
        record(
            f"R{number}",
            *draw(texts),
            year=one(Facet.YEAR),
            kind=one(Facet.KIND),
            state=one(Facet.STATE),
            issuers=some(Facet.ISSUER),
            items=some(Facet.ITEM),
        )
        for number in range(draw(st.integers(1, 6)))
    ]


@settings(deadline=None, max_examples=30)
@given(some_records(), st.sampled_from(["慰", "慰问 OR 双", "慰 -问", "年度:2023"]), st.sampled_from(list(VALUES)))
def test_a_facet_counts_what_is_left_when_it_is_asked_for(
    engine: str, entries: list[RecordEntry], query: str, facet: Facet
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_index(Path(folder), engine) as index:
        index.replace(entries)
        counts = {facet_key(facet, one.value): one for one in index.search(query, facets=True).facets.get(facet, ())}
        for value in filter(None, VALUES[facet]):
            left = index.search_records(query, **cast("Filters", {facet.value: value}))
            told = counts.get(facet_key(facet, value))
            if told is not None:
                assert (left.total, left.pages) == (told.records, told.pages)
            else:  # an issuer may be part of another without standing alone
                assert facet is Facet.ISSUER or not left.total


def test_what_is_alike_comes_nearest_first_and_never_itself(index: Index) -> None:
    like = index.more_like("R3")
    assert names(like.records)[0] == "R4"
    assert "R3" not in names(like.records)
    assert like.near
    assert names(index.more_like("R1").records)[0] in {"R5", "R2"}
    assert like.total == len(names(index.more_like("R3", limit=100).records))


def test_what_is_alike_can_be_filtered_and_paged(engine: str, tmp_path: Path) -> None:
    years = ("2021", "2022", "2023", "2024")
    with open_index(tmp_path, engine) as index:
        index.replace([record(f"R{year}", f"{NOTICE}，{year}年", year=year) for year in years])
        assert names(index.more_like("R2022", year="2023").records) == ["R2023"]
        whole = names(index.more_like("R2022").records)
        assert sorted(whole) == ["R2021", "R2023", "R2024"]
        parts = [index.more_like("R2022", limit=1, offset=at) for at in range(3)]
        assert [names(part.records) for part in parts] == [[name] for name in whole]
        facets = index.more_like("R2022", facets=True).facets
        assert sorted(one.value for one in facets[Facet.YEAR]) == ["2021", "2023", "2024"]


def test_what_shares_but_a_common_word_is_not_alike(engine: str, tmp_path: Path) -> None:
    with open_index(tmp_path, engine) as index:
        index.replace([record("R1", "关于食堂采购瓷碗和筷子的说明"), record("R2", "关于" + MINUTES)])
        assert index.more_like("R1").records == ()


def test_nothing_is_like_what_is_not_kept_or_says_nothing_that_others_say(engine: str, tmp_path: Path) -> None:
    with open_index(tmp_path, engine) as index:
        index.replace([record("R1", "走访慰问"), record("R2", "军地座谈"), record("R3")])
        for name in ("R1", "R3", "R9"):
            assert index.more_like(name).records == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("双拥工作", ["双拥工作联席会议纪要", "双拥工作第二次联席会议纪要"]),
        ("联席", ["双拥工作联席会议纪要", "双拥工作第二次联席会议纪要"]),
        ("县双拥", ["县双拥办", "县双拥办公室", "县双拥办〔2023〕12号"]),
        ("[2023]１２", ["县双拥办〔2023〕12号"]),
        ("通知 慰问", ["关于开展八一走访慰问活动的通知"]),
        ("没有", []),
        (" ", []),
    ],
)
def test_suggestions_begin_with_or_hold_what_is_typed(index: Index, typed: str, expected: list[str]) -> None:
    assert [one.text for one in index.suggest(typed)] == expected


def test_suggestions_follow_the_archive(engine: str, tmp_path: Path) -> None:
    with open_index(tmp_path, engine) as index:
        assert index.suggest("走访") == ()
        index.replace([record("R1", title="走访慰问")])
        assert [one.text for one in index.suggest("走访")] == ["走访慰问"]


def test_suggestions_are_few_and_the_commonest_first() -> None:
    known = [record(f"R{number}", title=f"题名{number % 5}{number % 3}") for number in range(20)]
    suggested = Suggester(known).complete("题名", limit=3)
    assert len(suggested) == 3
    assert [one.records for one in suggested] == sorted((one.records for one in suggested), reverse=True)
    assert Suggester([]).complete("题名") == ()


TITLES = st.text(alphabet='走访慰问“”"「」()（） 〔〕:-OR|*,，\t', min_size=1, max_size=12)


@settings(deadline=None, max_examples=40)
@given(TITLES, TITLES)
def test_the_query_of_a_suggestion_finds_its_record(engine: str, title: str, number: str) -> None:
    with tempfile.TemporaryDirectory() as folder, open_index(Path(folder), engine) as index:
        index.replace([record("R1", "别的字", title=title, doc_number=number, issuers=(title,)), record("R2", "走访")])
        for part in ("走", "访", "慰", "问"):
            for suggestion in index.suggest(part):
                assert [hit.record for hit in index.search(suggestion.query).hits] == ["R1"], suggestion.query


NAMES = st.text(alphabet="走访慰问会 \n", min_size=1, max_size=6)


@given(st.lists(NAMES, min_size=1, max_size=12), st.lists(NAMES, min_size=1, max_size=2), st.integers(1, 4))
def test_suggestions_are_what_holds_the_words_in_the_order_promised(
    titles: list[str], typed: list[str], limit: int
) -> None:
    words = [fold(word) for part in typed for word in part.split()]
    bearers = Counter(fold(title) for title in titles)
    holding = [title for title in bearers if title and words and all(word in title for word in words)]
    expected = sorted(holding, key=lambda title: (not title.startswith(words[0]), -bearers[title], len(title), title))
    suggested = Suggester(record(f"R{n}", title=title) for n, title in enumerate(titles)).complete(
        " ".join(typed), limit=limit
    )
    assert [fold(one.text) for one in suggested] == expected[:limit]
