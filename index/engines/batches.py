"""Long runs of records cut into parts that are committed one by one."""

from collections.abc import Iterable, Iterator

from index.entry import RecordEntry


def batches(records: Iterable[RecordEntry], most: int) -> Iterator[list[RecordEntry]]:
    """Yield the records in parts of at least `most` pages; of two in a part with one id the later counts."""
    batch: dict[str, RecordEntry] = {}
    pages = 0
    for record in records:
        batch[record.id] = record
        pages += len(record.pages)
        if pages >= most:
            yield list(batch.values())
            batch, pages = {}, 0
    if batch:
        yield list(batch.values())
