"""The pages of a stack as files of their own, from which its documents are to be put together again."""

from collections.abc import Sequence
from datetime import UTC, datetime

from catalog import sequences
from catalog.sequences import File
from ocr.page import Page

NOON = datetime(2023, 8, 1, 12, tzinfo=UTC)


def put_together(pages: Sequence[Page], names: str) -> set[int]:
    """Return the pages that are seen to go on with the one before, where files are called by `names` ("{}.jpg")."""
    files = [
        File(
            record=str(page.number),
            first_name=names.format(page.number),
            last_name=names.format(page.number),
            media_type="image/jpeg",
            page_count=1,
            received_at=NOON,
        )
        for page in pages
    ]
    joined = sequences.find(files, lambda record: (pages[int(record) - 1],))
    return {int(record) for one in joined for record in one.records[1:]}
