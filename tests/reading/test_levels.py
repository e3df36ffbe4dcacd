"""Levels of light in pictures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ocr.levels import colourfulness, level


@given(arrays(np.uint8, st.integers(1, 300)), st.sampled_from((2, 20, 50, 75, 95, 97)))
def test_a_level_is_the_percentile_that_sorting_gives(values: np.ndarray, percent: int) -> None:
    assert level(values, percent) == np.percentile(values, percent, method="inverted_cdf")


def test_nothing_has_no_level() -> None:
    with pytest.raises(ValueError, match="no pixels"):
        level(np.zeros(0, np.uint8))


@given(arrays(np.uint8, (3, 4, 3)))
def test_colourfulness_is_the_brightest_channel_less_the_darkest(picture: np.ndarray) -> None:
    wide = picture.astype(int)
    assert (colourfulness(picture) == wide.max(axis=2) - wide.min(axis=2)).all()
