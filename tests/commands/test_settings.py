"""Settings that repeat a value of the pure parts say the same as they do."""

from archiver.config import Settings
from catalog import filing


def test_the_thresholds_of_a_new_archive_are_those_filing_was_measured_with() -> None:
    settings = Settings().filing
    assert (settings.automatic, settings.suggest) == (filing.AUTOMATIC, filing.SUGGEST)
