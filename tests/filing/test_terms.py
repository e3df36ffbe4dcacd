"""The trade's table of terms is whole, and a faulty one is refused with its place."""

import pytest

from catalog.filing import prepare, suggest
from catalog.lexicon import parse, shipped
from catalog.toml_shape import ShapeError
from tests.filing.written import evidence, model, standard

CONCEPT = '[[concept]]\nname = "x"\nsource = "trade"\nabout = ["慰问"]\n'


def test_every_item_of_the_sample_has_a_concept_of_its_own() -> None:
    """The strongest concept of each item belongs to no other item as strongly."""
    strongest = [max(profile.concepts, key=lambda row: row[1]) for profile in model().profiles]
    assert all(strength == 1.0 for _, strength in strongest)
    assert len({index for index, _ in strongest}) == 47


def test_no_concept_is_without_terms() -> None:
    """A concept that nothing can show would never be found."""
    assert all(concept.terms and concept.about for concept in shipped().concepts)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (CONCEPT + 'sure = ["{无此组}"]', "无此组"),
        (CONCEPT + 'sure = ["慰问+"]', "空的词"),
        (CONCEPT + 'sure = ["“”"]', "空的词"),
        ('[[concept]]\nname = "x"\nabout = ["慰问"]\n', "source"),
        ("groups = 1\n", "groups"),
    ],
)
def test_a_faulty_table_is_refused(text: str, named: str) -> None:
    """An unknown group, an empty word, a missing source."""
    with pytest.raises(ShapeError, match=named):
        parse(text)


def test_a_county_may_bring_its_own_terms() -> None:
    """Another table gives other suggestions."""
    own = parse(CONCEPT + 'sure = ["送瓜下乡"]\n')
    found = suggest(evidence("今天送瓜下乡。"), prepare(standard("1|走访慰问|慰问|照片", "2|别的|别的事|照片"), own))
    assert found[0].item == "1"
    assert "“送瓜下乡”" in found[0].reason


def test_parts_of_a_pattern_must_stand_near_each_other_within_a_sentence() -> None:
    """In any order."""
    own = parse(CONCEPT + 'sure = ["西瓜+部队"]\n')
    prepared = prepare(standard("1|走访慰问|慰问|照片", "2|别的|别的事|照片"), own)

    def found(text: str) -> bool:
        return "西瓜" in suggest(evidence(text), prepared)[0].reason

    assert found("西瓜送到部队。")
    assert found("部队收到西瓜。")
    assert not found("送去西瓜。部队训练忙。")
    assert not found("西瓜" + "很甜" * 20 + "送到部队。")
    assert not found("部队训练忙。")
