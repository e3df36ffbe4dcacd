"""Composed pages for measuring: always the same, with their own text, and never that of a sample."""

from datetime import date
from random import Random

import numpy as np
import page_texts
import pages
import papers
import pytest


def joined(page: pages.GeneratedPage) -> str:
    """Return the printed text without white space."""
    return "".join(page.text.split())


@pytest.mark.parametrize("kind", ["letter", "phone"])
def test_the_same_seed_gives_the_same_page(kind: str) -> None:
    first, second = pages.make(7, kind), pages.make(7, kind)
    assert first.lines == second.lines
    assert first.fields == second.fields
    assert np.array_equal(np.asarray(first.picture), np.asarray(second.picture))


@pytest.mark.parametrize("kind", ["joint", "old_date", "plain"])
def test_the_true_fields_stand_on_the_page(kind: str) -> None:
    page = pages.make(3, kind)
    text = joined(page)
    assert "".join(page.fields.title.split()) in text
    assert all(issuer in text for issuer in page.fields.issuers)
    assert (page.fields.doc_number or "") in text
    assert len(text) > 150


def test_seeds_and_kinds_give_different_texts() -> None:
    texts = {page_texts.compose(Random(seed), sentences=4).paragraphs for seed in range(50)}  # noqa: S311 - a trial
    assert len(texts) == 50


def test_modes_and_resolutions_are_those_of_the_kind() -> None:
    assert pages.make(1, "bitonal").picture.mode == "1"
    assert pages.make(1, "grey").picture.mode == "L"
    narrow = pages.make(1, "dpi_150")
    assert narrow.dpi == 150
    assert narrow.picture.width == pytest.approx(210 / 25.4 * 150, abs=2)


def test_a_turned_page_lies_as_it_says_and_a_sheet_of_two_is_twice_as_wide() -> None:
    lying, sheet = pages.make(1, "turned_90"), pages.make(1, "two_on_a3")
    assert lying.picture.width > lying.picture.height
    assert sheet.picture.width == pytest.approx(2 * 210 / 25.4 * 200, abs=4)
    upper = np.asarray(lying.picture.convert("RGB")).astype(int)
    red = (upper[:, :, 0] - upper[:, :, 1]) > 90
    assert red[:, red.shape[1] // 2 :].sum() > 10 * red[:, : red.shape[1] // 2].sum()  # the letterhead lies right


def test_the_seal_covers_the_signature_and_the_date_and_a_blank_page_says_nothing() -> None:
    page = pages.make(1, "turned_180")
    assert [page.lines[at] for at in sorted(page.covered)] == [*page.fields.issuers, page.lines[max(page.covered)]]
    assert len(page.covered) == 2
    assert pages.make(1, "blank").lines == ()


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        pages.make(1, "watercolour")


def test_every_kind_can_be_composed_on_one_page() -> None:
    for name, kind in pages.KINDS.items():
        _, values, lines = pages._one_page(Random(name), kind)  # noqa: S311 - a trial, no secret
        assert values["layout"] == kind.layout
        assert len(lines) > 5


def test_days_are_spelled_as_old_documents_spell_them() -> None:
    assert page_texts.spelled(date(2020, 10, 30)) == "二〇二〇年十月三十日"
    assert page_texts.spelled(date(2012, 6, 12)) == "二〇一二年六月十二日"
    assert page_texts.spelled(date(2009, 11, 5)) == "二〇〇九年十一月五日"


def test_composed_pages_do_not_repeat_the_samples() -> None:
    titles = {paper.title for paper in papers.load()}
    made = {"".join(page_texts.compose(Random(seed), sentences=1).title_lines) for seed in range(500)}  # noqa: S311 - a trial
    assert not made & titles
