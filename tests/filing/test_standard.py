"""An assessment standard is read from TOML and written back without loss."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.standard import (
    Chapter,
    Derived,
    EvidenceYear,
    Item,
    Needs,
    Point,
    Standard,
    StandardError,
    format,  # noqa: A004 - the uniform verb
    parse,
)
from tests.filing.written import sample, sample_text

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
scores = st.decimals(min_value=0, max_value=1000, places=3)
points = st.builds(
    Point,
    text=texts,
    score=scores,
    evidence=st.lists(texts, max_size=3).map(tuple),
    needs=st.sampled_from(Needs),
    per_year=st.booleans(),
    minimum=st.integers(1, 5),
    derived=st.lists(st.sampled_from(Derived), max_size=2).map(tuple),
)
items = st.builds(
    Item,
    number=texts | st.integers(0, 10**20).map(str),
    title=texts,
    text=texts,
    score=scores,
    units=st.lists(texts, max_size=2).map(tuple),
    points=st.lists(points, max_size=3).map(tuple),
)
chapters = st.builds(
    Chapter,
    number=texts,
    title=texts,
    score=scores,
    items=st.lists(items, max_size=3).map(tuple),
    bonus=st.booleans(),
)


def year(name: str, start: date, length: int) -> EvidenceYear:
    """Return a year of some days, which may run backwards."""
    return EvidenceYear(name=name, start=start, end=start + timedelta(days=length))


years = st.builds(
    year,
    texts,
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.integers(-400, 400),
)
standards = st.builds(
    Standard,
    id=texts,
    title=texts,
    level=texts,
    edition=texts,
    full_score=scores,
    years=st.lists(years, max_size=3).map(tuple),
    vetoes=st.lists(texts, max_size=2).map(tuple),
    chapters=st.lists(chapters, max_size=3).map(tuple),
)

HEAD = 'id = "x"\ntitle = "x"\nfull_score = 1\n'
ITEM = HEAD + '[[chapter]]\nnumber = 1\ntitle = "x"\nscore = 1\n[[chapter.item]]\nnumber = 7\ntitle = "x"\nscore = 1\n'


@settings(deadline=None)
@given(standards)
def test_a_standard_written_and_read_again_is_the_same(standard: Standard) -> None:
    """parse(format(s)) == s, whatever stands in the texts."""
    assert parse(format(standard))[0] == standard


def test_the_sample_standard_is_whole_and_adds_up() -> None:
    """Forty-seven items of eight chapters, a hundred points, nothing to report."""
    standard, findings = parse(sample_text())
    assert [item.number for item in standard.items] == [str(number) for number in range(1, 48)]
    assert len(standard.chapters) == 8
    assert sum(item.score for item in standard.items) == 100
    assert findings == ()


def test_scores_are_exact() -> None:
    """0.1 stays 0.1: ten of them make 1."""
    standard, _ = parse(HEAD.replace("full_score = 1", "full_score = 0.1"))
    assert standard.full_score * 10 == Decimal(1)


def test_a_byte_order_mark_does_not_matter() -> None:
    """Windows editors write one."""
    assert parse("\ufeff" + sample_text())[0] == sample()


def test_a_number_may_be_a_text() -> None:
    """Numbers such as 12-1 are kept as written, and leading zeros with them."""
    standard, _ = parse(ITEM.replace("number = 7", 'number = "07-1"'))
    assert standard.items[0].number == "07-1"


def test_a_point_has_sensible_defaults() -> None:
    """Any kind of evidence, once, one record."""
    standard, _ = parse(ITEM + 'points = [{ text = "x", score = 1 }]\n')
    assert standard.items[0].points[0] == Point(text="x", score=Decimal(1))


@pytest.mark.parametrize(
    ("text", "key", "place"),
    [
        ('title = "x"\nfull_score = 1', "id", "文件开头"),
        ('id = 3\ntitle = "x"\nfull_score = 1', "id", "文件开头"),
        ('id = "x"\ntitle = "x"\nfull_score = true', "full_score", "文件开头"),
        ('id = "x"\ntitle = "x"\nfull_score = nan', "full_score", "文件开头"),
        ('id = "x"\ntitle = "x"\nfull_score = -1', "full_score", "文件开头"),
        ('id = "x"\ntitle = "x"\nfull_score = 1e999999', "full_score", "文件开头"),
        ('id = "x"\ntitle = "x"\nfull_score = 1e-999999', "full_score", "文件开头"),
        ('id = "x"\ntitle = "x"\nfull_score = 0.12345', "full_score", "文件开头"),
        (HEAD + "schema = 2", "schema", "文件开头"),
        (HEAD + "vetoes = [1]", "vetoes", "文件开头"),
        (HEAD + "chapter = [1]", "chapter", "文件开头"),
        (HEAD + "chapter = 1", "chapter", "文件开头"),
        (HEAD + 'years = [{ name = "a", start = 2023-01-01T00:00:00, end = 2023-12-31 }]', "start", "考评年度1"),
        (HEAD + 'years = [{ name = "a", start = 2023-01-01, end = "2023" }]', "end", "考评年度1"),
        (HEAD + '[[chapter]]\nnumber = 1.5\ntitle = "x"\nscore = 1', "number", "第1类"),
        (ITEM.replace("\nscore = 1\n[[", '\nscore = "1"\n[['), "score", "第1类"),
        (ITEM + 'units = "县财政局"', "units", "第7条"),
        (ITEM + 'points = [{ text = "x", score = 1, needs = "some" }]', "needs", "第7条得分要点1"),
        (ITEM + 'points = [{ text = "x", score = 1, min = 0 }]', "min", "第7条得分要点1"),
        (ITEM + 'points = [{ text = "x", score = 1, min = true }]', "min", "第7条得分要点1"),
        (ITEM + 'points = [{ text = "x", score = 1, per_year = 1 }]', "per_year", "第7条得分要点1"),
        (ITEM + 'points = [{ text = "x", score = 1, derived = ["colour"] }]', "derived", "第7条得分要点1"),
        (ITEM + "points = [{ score = 1 }]", "text", "第7条得分要点1"),
    ],
)
def test_a_wrong_shape_is_refused_with_key_and_place(text: str, key: str, place: str) -> None:
    """The message tells a clerk which key of which item to mend."""
    with pytest.raises(StandardError) as refused:
        parse(text)
    assert key in str(refused.value)
    assert place in str(refused.value)


def test_text_that_is_no_toml_is_refused_with_its_line() -> None:
    """The reader's own words name the line."""
    with pytest.raises(StandardError, match="line 2"):
        parse('id = "x"\ntitle = = 3')


def test_text_nested_without_end_is_refused() -> None:
    """A hostile file is a wrong file and no crash."""
    with pytest.raises(StandardError):
        parse("a = " + "[" * 5000)
