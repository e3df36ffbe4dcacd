"""What a reason quotes: each word once, where it stands first, and the fullest form of it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from catalog.filing import suggest
from catalog.filing_reasons import telling
from tests.filing.written import evidence, model


def test_a_word_is_quoted_once_and_in_its_fullest_form() -> None:
    record = evidence("县领导走访慰问驻军部队，送上慰问金。走访慰问结束后座谈。", title="八一走访慰问驻军部队")
    quoted = re.findall(r"“([^”]+)”", suggest(record, model())[0].reason)
    assert quoted
    assert len(set(quoted)) == len(quoted)


@given(st.lists(st.text("甲乙丙…", min_size=1, max_size=6), max_size=8))
def test_every_term_is_said_by_one_that_is_quoted(terms: list[str]) -> None:
    quoted = telling(terms)
    assert set(quoted) <= set(terms)
    for term in terms:
        assert any(all(piece in other for piece in term.split("…")) for other in quoted), (term, quoted)


def test_terms_that_say_each_other_leave_one() -> None:
    assert telling(["慰问…部队", "部队…慰问"]) == ("慰问…部队",)
    assert telling(["双拥…公园", "双拥主题公园"]) == ("双拥主题公园",)
