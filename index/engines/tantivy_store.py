"""The edge to tantivy: how a page is kept in it, its writer, and what damage and a busy index look like.

Every text is indexed twice: as its characters with their positions, a phrase of which is a substring in which some may
be left open, and as its pairs of neighbours without positions, which tell at once where a phrase cannot be.
"""

import json
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import fields as fields_of
from hashlib import blake2b
from pathlib import Path
from typing import cast

import tantivy

from index.engines import IndexBusyError, IndexDamagedError
from index.entry import PageEntry, RecordEntry, day_of
from index.facets import Facet, facet_key
from index.tokens import CELL_BORDER, fold

HEADING = "heading"
TEXT = "text"
LITERAL_FACETS = (Facet.TITLE, Facet.NUMBER, Facet.ISSUER)
WHOLE_FACETS = (Facet.YEAR, Facet.ITEM, Facet.STATE, Facet.KIND, Facet.RECORD)
NUMBERS = ("who", "rank", "ordinal", "day", "length")
"""Numbers that are read of many pages at once: two that stand for a record's id, its page, its date, its characters."""

PAGE = "page"
_KEPT = "kept"
_FIELDS = tuple(field.name for field in fields_of(RecordEntry) if field.name != "pages")
_CHARACTERS, _PAIRS = "characters", "pairs"
BORDER = "\x01"
"""Stands for a cell border among characters: these are separated by spaces, and a tab is one."""

_MEMORY = 64_000_000  # bytes for what is not yet written
_WHO_BITS = 52  # so many pass through a float unharmed


def who(record_id: str) -> int:
    """Return the number that stands for a record's id."""
    return int.from_bytes(blake2b(record_id.encode(), digest_size=8).digest()) >> (64 - _WHO_BITS)


def rank(record_id: str) -> int:
    """Return a number that grows as ids do in their order; of longer ids only the first eight bytes count."""
    return int.from_bytes(record_id.encode()[:8].ljust(8, b"\0"))


def page_key(record_id: str, ordinal: int) -> str:
    """Return what names a page in the index."""
    return f"{record_id}{BORDER}{ordinal}"


def schema() -> tantivy.Schema:
    """Return what is kept of a page."""
    builder = tantivy.SchemaBuilder()
    for name in (TEXT, HEADING, *LITERAL_FACETS):
        builder.add_text_field(str(name), tokenizer_name=_CHARACTERS, index_option="position")
        builder.add_text_field(pairs_of(name), tokenizer_name=_PAIRS, index_option="freq")
    for name in (PAGE, *WHOLE_FACETS):
        builder.add_text_field(str(name), tokenizer_name="raw", index_option="basic", fast=name is Facet.RECORD)
    for name in NUMBERS:
        builder.add_unsigned_field(name, indexed=name in {"ordinal", "day"}, fast=True)
    builder.add_bytes_field(_KEPT, stored=True)
    return builder.build()


def pairs_of(field: str) -> str:
    """Return the name of the field with the pairs of another one's text."""
    return f"{field}_pairs"


def documents(record: RecordEntry) -> Iterable[tantivy.Document]:
    """Yield the pages of a record; one without pages has an empty first page, so that its fields are found."""
    heading = [facet_key(Facet.TITLE, part) for part in (record.title, record.doc_number, *record.issuers)]
    title, number, *issuers = heading
    fields = {Facet.TITLE: title, Facet.NUMBER: number, Facet.ISSUER: CELL_BORDER.join(issuers)}
    values = {
        Facet.YEAR: (record.year,),
        Facet.ITEM: record.items,
        Facet.STATE: (record.state,),
        Facet.KIND: (record.kind,),
    }
    keys = [(facet, key) for facet, given in values.items() for one in given if (key := facet_key(facet, one))]
    kept = json.dumps({name: getattr(record, name) for name in _FIELDS}, ensure_ascii=False)
    named, day = (who(record.id), rank(record.id)), day_of(record.date)
    for ordinal, page in enumerate(record.pages or (PageEntry(number=1, text=""),)):
        folded = fold(page.text)
        document = tantivy.Document()
        texts = {TEXT: folded, **fields, **({} if ordinal else {HEADING: CELL_BORDER.join(heading)})}
        for field, text in texts.items():
            document.add_text(field, " ".join(text.replace(CELL_BORDER, BORDER)))
            document.add_text(pairs_of(field), text)
        document.add_text(PAGE, page_key(record.id, ordinal))
        document.add_text(Facet.RECORD, record.id)
        for facet, key in keys:
            document.add_text(facet, key)
        for name, value in zip(NUMBERS, (*named, ordinal, day, len(folded)), strict=True):
            document.add_unsigned(name, value)
        document.add_bytes(_KEPT, f"[{page.number},{json.dumps(page.text, ensure_ascii=False)},{kept}]".encode())
        yield document


def entry(document: tantivy.Document) -> tuple[RecordEntry, PageEntry]:
    """Return the record a page belongs to, without its pages, and the page."""
    number, text, kept = cast(
        "tuple[int, str, dict[str, str | list[str]]]", json.loads(cast("bytes", document.get_first(_KEPT)))
    )
    fields = {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
    return RecordEntry(pages=(), **fields), PageEntry(number=number, text=text)  # type: ignore[arg-type]  # written by documents


class Store:
    """An index folder."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when something is first written."""
        self.folder = folder
        self.schema = schema()

    def exists(self) -> bool:
        """Whether anything was ever written here."""
        return self.stamp() is not None

    def stamp(self) -> object:
        """Return what changes with every commit, None while nothing was ever written."""
        try:
            now = (self.folder / "meta.json").stat()
        except FileNotFoundError:
            return None
        return now.st_ino, now.st_mtime_ns, now.st_size

    def open(self) -> tantivy.Index:
        """Open the index, making it if it is new; `IndexDamagedError`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with damage(self.folder):
            index = tantivy.Index(self.schema, path=str(self.folder))
            for name, tokenizer in (
                (_CHARACTERS, tantivy.Tokenizer.whitespace()),
                (_PAIRS, tantivy.Tokenizer.ngram(2, 2)),
            ):
                index.register_tokenizer(name, tantivy.TextAnalyzerBuilder(tokenizer).build())
            index.config_reader(reload_policy="manual")
            return index

    @contextmanager
    def writing(self) -> Generator[tantivy.IndexWriter]:
        """Make a change, committed at the end of the block; an exception in it leaves everything as it was.

        Raises `IndexBusyError` at once while another process writes.
        """
        with damage(self.folder):
            writer = self.open().writer(heap_size=_MEMORY, num_threads=1)
        try:
            yield writer
        except BaseException:
            writer.rollback()
            raise
        else:
            writer.commit()
        finally:
            writer.wait_merging_threads()


@contextmanager
def damage(folder: Path) -> Generator[None]:
    """Turn what a broken file makes tantivy say, or die of, into one error."""
    try:
        yield
    except (IndexBusyError, IndexDamagedError, OSError):
        raise
    except BaseException as why:
        if "LockBusy" in str(why) or "lock" in str(why).lower():
            raise IndexBusyError(f"{folder} 正由另一个程序写入") from why
        if isinstance(why, ValueError) or type(why).__name__ == "PanicException":
            raise IndexDamagedError(f"{folder} 里的全文索引读不出来（{why}）") from why
        raise
