"""What is made of an original is kept until original, reading or writer change, and trusted by its hash."""

from pathlib import Path

import pytest

from archiver import derivatives, originals
from archiver.derivatives import Kept
from archiver.home import Home
from ocr.finding import Finding, Severity

ONE, OTHER = "ab" + "1" * 62, "ab" + "2" * 62
REMARK = Finding(code="B115", severity=Severity.WARNING, message="第 1 页", page=1)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def keep(home: Home, sha256: str, *made_from: str, content: bytes = b"%PDF") -> Path:
    source = home.root / "made.pdf"
    source.write_bytes(content)
    place = derivatives.path(home, sha256, *made_from)
    kept = derivatives.store(place, Kept(path=source, pages=3, findings=(REMARK,), unlaid=(1,)))
    assert kept == derivatives.load(place)
    return place


def test_what_was_kept_comes_back_with_what_was_noticed(home: Home) -> None:
    place = keep(home, ONE, "1", "text")
    assert derivatives.load(place) == Kept(path=place, pages=3, findings=(REMARK,), unlaid=(1,))
    assert place.read_bytes() == b"%PDF"
    assert sorted(path.suffix for path in place.parent.iterdir()) == [".json", ".pdf"]


def test_another_reading_or_writer_has_another_place(home: Home) -> None:
    places = {derivatives.path(home, ONE, *parts) for parts in (("1", "text"), ("2", "text"), ("1", "texts"))}
    assert len(places) == 3


@pytest.mark.parametrize("suffix", [".pdf", ".json"])
def test_what_is_damaged_or_half_there_counts_as_missing(suffix: str, home: Home) -> None:
    place = keep(home, ONE, "1")
    spoilt = place.with_suffix(suffix)
    spoilt.write_bytes(spoilt.read_bytes()[:-1])
    assert derivatives.load(place) is None
    spoilt.unlink()
    assert derivatives.load(place) is None
    assert derivatives.load(keep(home, ONE, "1")) is not None


def test_a_new_one_takes_the_place_of_the_old(home: Home) -> None:
    old, beside = keep(home, ONE, "1"), keep(home, OTHER, "1")
    new = keep(home, ONE, "2")
    assert [derivatives.load(place) is None for place in (old, beside, new)] == [True, False, False]
    assert len(list(new.parent.iterdir())) == 4


def test_with_an_original_goes_all_that_was_made_of_it(home: Home) -> None:
    place, beside = keep(home, ONE, "1"), keep(home, OTHER, "1")
    originals.delete(home, ONE)
    assert not place.exists()
    assert beside.exists()


def test_all_of_it_may_be_removed(home: Home) -> None:
    place = keep(home, ONE, "1")
    derivatives.clear(home)
    derivatives.clear(home)
    assert not place.exists()
