"""How sure a field is said to be: a share, in the order of the signs, and never more than certain."""

from hypothesis import given
from hypothesis import strategies as st

from catalog.fields import sureness
from catalog.record import Description, Place, Seen

SHARES = st.floats(0, 1)


def said(strength: float) -> float:
    """Return what is said of a title of that strength."""
    title = sureness.calibrated(Description(title=Seen(value="题名", confidence=strength))).title
    assert title is not None
    return title.confidence


@given(SHARES, SHARES)
def test_stronger_signs_are_never_less_sure(one: float, other: float) -> None:
    """And nothing is surer than certain or less sure than its signs, rounding aside."""
    low, high = sorted((one, other))
    assert said(low) <= said(high)
    assert low - 0.001 <= said(low) <= 1


def test_only_how_sure_a_value_is_changes() -> None:
    """Value, place and note stay; what was not measured stays whole."""
    seen = Seen(value="通知", confidence=0.8, place=Place(page=1, line=2), note="注")
    read = Description(title=seen, issuers=(seen, seen), attachments=(seen,), kind=seen, year=seen)
    told = sureness.calibrated(read)
    assert told.title == Seen(value="通知", confidence=0.9, place=Place(page=1, line=2), note="注")
    assert (told.issuers, told.attachments) == ((told.title, told.title), (told.title,))
    assert (told.kind, told.year) == (seen, seen)
