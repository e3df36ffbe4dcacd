"""What holds for every page and every query, asked of the real engine and compared with reading all pages."""

import re
import tempfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bench.finding_relevance import fill_with_articles, ndcg
from index.entry import RecordEntry
from index.numerals import spellings
from index.query import And, Besides, Field, Near, Node, Not, Or, Span, excludes, parse
from index.searching import Index, open_index
from index.snippets import mark
from index.tokens import fold, fold_phrase
from tests.finding.texts import CHARACTERS, NOTICE, printed, record
from tests.shared_data import shared_data

with_index = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@contextmanager
def kept(engine: str, records: Iterable[RecordEntry]) -> Generator[Index]:
    """Give an index that keeps the records."""
    with tempfile.TemporaryDirectory() as folder, open_index(Path(folder) / "index", engine) as index:
        index.replace(records)
        yield index


def found(index: Index, query: str) -> set[tuple[str, int]]:
    """Return all pages that a query finds exactly, and check that the total is their number."""
    results = index.search(query, limit=10_000)
    pages = {(hit.record, hit.page) for hit in results.hits}
    assert results.total == len(results.hits) == len(pages)
    return {(hit.record, hit.page) for hit in results.hits if not hit.near}


def holds(tree: Node, text: str) -> bool:
    """Return whether a page without record fields answers the tree: the definition, without any index."""
    if isinstance(tree, And):
        return all(holds(part, text) for part in tree.parts)
    if isinstance(tree, Or):
        return any(holds(part, text) for part in tree.parts)
    if isinstance(tree, Not):
        return not holds(tree.part, text)
    assert not isinstance(tree, Near | Besides)
    if isinstance(tree, Field | Span):
        return tree.literal in fold(text)
    return any(spelled in fold(text) for spelled in spellings(tree.text))


def negates(query: str) -> bool:
    tree = parse(query).tree
    return tree is not None and excludes(tree)


@pytest.fixture(scope="module")
def notice(engine: str) -> Iterator[Index]:
    with kept(engine, [record("R1", NOTICE), record("R2", "别的一页")]) as index:
        yield index


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_every_part_of_a_page_finds_it_bare_and_quoted(notice: Index, data: st.DataObject) -> None:
    as_read = NOTICE.replace("\n", "")
    start = data.draw(st.integers(0, len(as_read) - 1))
    part = as_read[start : start + data.draw(st.integers(1, 20))]
    assume(fold_phrase(part))
    if not negates(part):
        assert ("R1", 1) in found(notice, part)
    assert ("R1", 1) in found(notice, f'"{part}"')


@with_index
@given(printed, st.data())
def test_every_part_of_any_page_finds_it(engine: str, text: str, data: st.DataObject) -> None:
    with kept(engine, [record("R1", "首页", text)]) as index:
        for _ in range(12):
            start = data.draw(st.integers(0, len(text) - 1))
            part = text[start : start + data.draw(st.integers(1, 20))]
            quoted = [] if set(part) & set('“”"＂') else [f"“{part}”", f'"{part}"']
            for query in (part, part.replace("\n", ""), *quoted):
                if fold_phrase(part) and not negates(query):
                    assert ("R1", 2) in found(index, query), query


@with_index
@given(
    st.lists(printed, min_size=1, max_size=8), st.lists(st.text(alphabet=CHARACTERS + "ORNT", max_size=12), max_size=12)
)
def test_a_query_finds_exactly_the_pages_that_answer_it(engine: str, texts: list[str], queries: list[str]) -> None:
    with kept(engine, [record(f"R{number}", text) for number, text in enumerate(texts)]) as index:
        for query in [*queries, *(text[3:9] for text in texts)]:
            tree = parse(query).tree
            if tree is None:
                continue
            expected = {(f"R{number}", 1) for number, text in enumerate(texts) if holds(tree, text)}
            assert found(index, query) == expected, query


@with_index
@given(
    st.lists(st.text(alphabet="双拥慰问", min_size=1, max_size=8), min_size=2, max_size=6),
    st.sampled_from(["{} -{}", "{} NOT {}", "-{1} {0}", "{} －（{}）"]),
)
def test_not_never_returns_what_it_excludes(engine: str, texts: list[str], form: str) -> None:
    with kept(engine, [record(f"R{number}", text) for number, text in enumerate(texts)]) as index:
        for wanted in ("双", "慰问", "拥"):
            for unwanted in ("问", "双拥", texts[0]):
                for name, _ in found(index, form.format(wanted, unwanted)):
                    text = texts[int(name[1:])]
                    assert wanted in text
                    assert unwanted not in text


@settings(with_index, max_examples=15)
@given(st.lists(printed, min_size=3, max_size=8))
def test_the_order_of_arrival_changes_no_answer(engine: str, texts: list[str]) -> None:
    records = [record(f"R{number}", text, text[::-1], title=text[:4]) for number, text in enumerate(texts)]
    with kept(engine, records) as at_once, kept(engine, records[::-1][:2]) as in_parts:
        for one in records[::-1][2:]:
            in_parts.replace([one])
        for query in ("双", "慰问", "2", texts[0][:3], "年 OR 号"):
            assert in_parts.search(query) == at_once.search(query)


def test_phrases_whose_pairs_are_common_are_told_from_pages_with_the_same_pairs(engine: str) -> None:
    shapes = ("走访慰问团", "走访，慰问团", "慰问团走访", "访慰，走访，慰问，问团", "走访慰问走访慰问团")
    texts = [shapes[number % len(shapes)] + str(number) for number in range(600)]
    with kept(engine, [record(f"R{number}", text) for number, text in enumerate(texts)]) as index:
        for query in ("走访慰问团", "访慰问", "慰问团走", "走访慰问走访", "问团走访"):
            assert found(index, query) == {(f"R{number}", 1) for number, text in enumerate(texts) if query in text}


@given(printed, st.integers(0, 59), st.integers(1, 20), st.sampled_from([4, 20, 60]))
def test_a_snippet_is_print_with_the_hit_marked(text: str, start: int, length: int, around: int) -> None:
    wanted = fold_phrase(text[start : start + length])
    assume(wanted)
    snippet = mark(text, (wanted,), around=around)
    assert snippet is not None
    marked = re.findall("<mark>(.*?)</mark>", snippet)
    assert any(wanted.replace("\t", "") in fold(unescaped(part)) for part in marked)
    assert fold(unescaped(re.sub("</?mark>", "", snippet)).strip("…")) in fold(text).replace("\t", "")


def unescaped(html: str) -> str:
    assert not re.search(r"<(?!/?mark>)|(?<!mark)>|&(?!amp;|lt;|gt;|quot;|#x27;)", html)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        html = html.replace(entity, character)
    return html


@pytest.mark.slow
def test_questions_about_the_law_find_their_articles(engine: str, tmp_path: Path) -> None:
    folder = shared_data("search/stard")
    with open_index(tmp_path / "index", engine) as index:
        fill_with_articles(index, folder)
        assert ndcg(index, folder) >= 0.53
