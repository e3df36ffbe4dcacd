"""The edge to tantivy: how a page is kept in it, its writer, and what damage and a busy index look like.

Every text is indexed as its pairs of neighbours, one token each at consecutive positions, and then as its characters.
A phrase of pairs is then a substring, and a phrase of characters may leave one of them open. A cell border is a
character like others, written `BORDER`, because tokens are separated by spaces and a tab is one.
"""

import json
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import asdict, replace
from hashlib import blake2b
from operator import add
from pathlib import Path
from typing import cast

import tantivy

from index.engines import IndexBusyError, IndexDamagedError
from index.entry import PageEntry, RecordEntry, day_of
from index.facets import Facet, facet_key
from index.tokens import CELL_BORDER, fold

BORDER = "\x01"
HEADING = "heading"
TEXT = "text"
LITERAL_FACETS = (Facet.TITLE, Facet.NUMBER, Facet.ISSUER)
WHOLE_FACETS = (Facet.YEAR, Facet.ITEM, Facet.STATE, Facet.KIND, Facet.RECORD)
NUMBERS = ("who", "rank", "ordinal", "day", "length")
"""Numbers that are read of many pages at once: two that stand for a record's id, its page, its date, its characters."""

PAGE = "page"
_KEPT = "kept"
_GRAMS = "grams"
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
        builder.add_text_field(str(name), tokenizer_name=_GRAMS, index_option="position")
    for name in (PAGE, *WHOLE_FACETS):
        builder.add_text_field(str(name), tokenizer_name="raw", index_option="basic", fast=name is Facet.RECORD)
    for name in NUMBERS:
        builder.add_unsigned_field(name, indexed=name in {"ordinal", "day"}, fast=True)
    builder.add_bytes_field(_KEPT, stored=True)
    return builder.build()


def spaced(folded: str) -> str:
    """Return the tokens of a folded text, separated by spaces."""
    text = folded.replace(CELL_BORDER, BORDER)
    return f"{' '.join(map(add, text, text[1:]))} {' '.join(text)}"


def documents(record: RecordEntry) -> Iterable[tantivy.Document]:
    """Yield the pages of a record; one without pages has an empty first page, so that its fields are found."""
    heading = [facet_key(Facet.TITLE, part) for part in (record.title, record.doc_number, *record.issuers)]
    title, number, *issuers = heading
    fields = {
        Facet.TITLE: spaced(title),
        Facet.NUMBER: spaced(number),
        Facet.ISSUER: spaced(CELL_BORDER.join(issuers)),
    }
    values = {
        Facet.YEAR: (record.year,),
        Facet.ITEM: record.items,
        Facet.STATE: (record.state,),
        Facet.KIND: (record.kind,),
    }
    keys = [(facet, key) for facet, given in values.items() for one in given if (key := facet_key(facet, one))]
    kept = {name: value for name, value in asdict(replace(record, pages=())).items() if name != "pages"}
    named, day = (who(record.id), rank(record.id)), day_of(record.date)
    for ordinal, page in enumerate(record.pages or (PageEntry(number=1, text=""),)):
        folded = fold(page.text)
        document = tantivy.Document()
        document.add_text(TEXT, spaced(folded))
        document.add_text(PAGE, page_key(record.id, ordinal))
        document.add_text(Facet.RECORD, record.id)
        for facet, text in fields.items():
            document.add_text(facet, text)
        for facet, key in keys:
            document.add_text(facet, key)
        if not ordinal:
            document.add_text(HEADING, spaced(CELL_BORDER.join(heading)))
        for name, value in zip(NUMBERS, (*named, ordinal, day, len(folded)), strict=True):
            document.add_unsigned(name, value)
        document.add_bytes(_KEPT, json.dumps([page.number, page.text, kept], ensure_ascii=False).encode())
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
            whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
            index.register_tokenizer(_GRAMS, whitespace)
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
