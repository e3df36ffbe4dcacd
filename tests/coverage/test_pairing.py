"""Different papers for different kinds: as many as can be served, whatever the order they come in."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.pairing import unserved


def test_a_paper_serves_one_kind_and_makes_room_for_another() -> None:
    both, first = frozenset("甲乙"), frozenset("甲")
    assert unserved("甲乙", 1, [both]) == ("乙",)
    assert unserved("甲乙", 1, [both, first]) == ()
    assert unserved("甲乙", 1, [first, both]) == ()
    assert unserved("甲乙", 2, [both, both, both]) == ("乙",)
    assert unserved("甲乙", 2, [both] * 4) == ()


papers = st.lists(st.frozensets(st.sampled_from("甲乙丙"), min_size=1), max_size=5)


@settings(deadline=None)
@given(papers, st.integers(1, 2))
def test_nothing_is_lacking_exactly_when_the_papers_can_be_dealt_out(held: list[frozenset[str]], each: int) -> None:
    """Compared with trying every way to deal them out."""
    wanted = "甲乙"
    slots = [kind for kind in wanted for _ in range(each)]
    dealt = any(
        all(kind in paper for kind, paper in zip(slots, chosen, strict=False))
        for chosen in permutations(held, len(slots))
    )
    assert (unserved(wanted, each, held) == ()) is (dealt and len(held) >= len(slots))
    assert all(unserved(wanted, each, list(one)) == unserved(wanted, each, held) for one in permutations(held))
