"""One half of the edge to Whoosh: segments of pages, written and read through its codec.

Whoosh carries no types; nothing untyped leaves this module and `whoosh_store`. Whoosh's own are the on-disk dictionary
of terms, stored fields, columns and the compound file. Ours are the posting lists: Whoosh keeps them in blocks of 128
that Python reads number by number; ours are two arrays, read at once and written several times faster.
"""
# The package has no types at all, so every name taken from it is unknown:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUntypedBaseClass=false, reportPrivateUsage=false, reportIncompatibleMethodOverride=false
# mypy: disable-error-code="import-untyped"
# ruff: noqa: ANN401 - the same: Any is what Whoosh's objects are

import warnings
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from mmap import mmap
from typing import Any, cast

from index.matching import Postings

with warnings.catch_warnings():
    # Whoosh 2.7.5 has string escapes that Python warns of when it first compiles the package.
    warnings.simplefilter("ignore")
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.columns import VarBytesColumn
    from whoosh.fields import ID
    from whoosh.filedb.compound import CompoundStorage
    from whoosh.filedb.structfile import BufferFile
    from whoosh.reading import TermNotFound
    from whoosh.writing import SegmentWriter

MEASURES = "measure"
"""The dictionary whose terms are the names of `StoredPage.measures` and whose counts are their values."""

_TEXT: Any = VarBytesColumn()
_HEAD_BYTES = 6  # of a posting list: its length and two type codes


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """Everything that is kept of one page; its place in the segment follows from the order of writing.

    `terms` gives for each dictionary how often its terms stand on the page; `measures` holds whole numbers from 0;
    `columns` are texts that are read of many pages at once, `stored` is what is read of a few.
    """

    columns: Mapping[str, str]
    stored: Mapping[str, object]
    terms: Mapping[str, Mapping[str, int]]
    measures: Mapping[str, int]


class _PostingsWriter:
    """Writes a posting list as its length, two type codes, the places and the counts, in the machine's byte order."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._info: Any = None
        self._start = 0

    def start_postings(self, _format: object, info: Any) -> None:
        self._info = info
        self._start = self._file.tell()

    def write(self, places: Sequence[int], counts: Sequence[int]) -> None:
        codes = _type_code(places[-1]) + _type_code(max(counts))
        self._file.write_uint(len(places))
        self._file.write(codes.encode())
        self._file.write(array(codes[0], places).tobytes())
        self._file.write(array(codes[1], counts).tobytes())
        self._info._df = len(places)  # noqa: SLF001 - the codec's own writers set it as well

    def finish_postings(self) -> object:
        self._info.set_extent(self._start, self._file.tell() - self._start)
        return self._info


def _type_code(largest: int) -> str:
    """Return the array type that holds numbers up to this one in the least space."""
    return "B" if largest < 1 << 8 else "H" if largest < 1 << 16 else "I"


def _read_postings(file: Any, start: int) -> Postings:
    head: bytes = file.get(start, _HEAD_BYTES)
    size = int.from_bytes(head[:4], "big")
    places, counts = array(chr(head[4])), array(chr(head[5]))
    middle = start + _HEAD_BYTES + size * places.itemsize
    places.frombytes(file.get(start + _HEAD_BYTES, size * places.itemsize))
    counts.frombytes(file.get(middle, size * counts.itemsize))
    return Postings(places, counts)


class PageCodec(W3Codec):  # type: ignore[misc]  # the base class has no types
    """Whoosh's codec with our posting lists. Tables of contents name this class, so it keeps its name and place."""

    def postings_writer(self, dbfile: object, byteids: bool = False) -> object:  # noqa: ARG002, FBT001, FBT002 - as the base class
        """Return the writer of one field's posting lists."""
        return _PostingsWriter(dbfile)


class PageWriter(SegmentWriter):  # type: ignore[misc]  # the base class has no types
    """Whoosh's writer that gathers posting lists in memory, already grouped, instead of sorting single postings."""

    def __init__(self, index: object) -> None:
        """Take the lock and start a segment; Whoosh's LockError if another process holds the lock."""
        super().__init__(index, codec=PageCodec())
        self._gathered: dict[str, dict[str, array[int]]] = {}
        self._written = 0

    def add_page(self, page: StoredPage) -> None:
        """Append one page to the new segment."""
        place = self._written
        for dictionary, counts in {**page.terms, MEASURES: page.measures}.items():
            lists = self._gathered.setdefault(dictionary, {})
            for term, count in counts.items():
                posting = place << 32 | count  # one number a posting is half the time and space of a pair
                if term in lists:
                    lists[term].append(posting)
                else:
                    lists[term] = array("Q", (posting,))
        documents: Any = self.perdocwriter
        documents.start_doc(place)
        for name, value in page.stored.items():
            documents.add_field(name, None, value, 0)
        for name, text in page.columns.items():
            documents.add_column_value(name, _TEXT, text.encode())
        documents.finish_doc()
        self._added = True
        self.docnum = self._written = place + 1

    def _flush_segment(self) -> None:
        fields: Any = self.fieldwriter
        self.perdocwriter.close()
        for dictionary in sorted(self._gathered):
            fields.start_field(dictionary, ID())
            for term, postings in sorted(self._gathered[dictionary].items()):
                fields.start_term(term.encode())
                lists = [posting >> 32 for posting in postings], [posting & 0xFFFFFFFF for posting in postings]
                fields._postwriter.write(*lists)  # noqa: SLF001 - it is the one our codec made
                fields.finish_term()
            fields.finish_field()
        fields.close()


class _View:
    """Reads a memory view like a file. Whoosh itself copies a whole segment into memory for this."""

    def __init__(self, view: memoryview) -> None:
        self._view = view
        self._at = 0

    def seek(self, place: int) -> None:
        self._at = place

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        end = len(self._view) if size < 0 else self._at + size
        data = bytes(self._view[self._at : end])
        self._at += len(data)
        return data

    def readline(self) -> bytes:
        rest = bytes(self._view[self._at :])
        return self.read(rest.find(b"\n") + 1 or -1)

    def close(self) -> None:
        self._view.release()


class _MappedFile(BufferFile):  # type: ignore[misc]  # the base class has no types
    """A file inside a compound file, read where it lies."""

    def __init__(self, view: memoryview, name: str) -> None:
        self._buf = view
        self._name = name
        self.file = _View(view)
        self.onclose = None
        self.is_real = False
        self.is_closed = False


class _MappedFiles(CompoundStorage):  # type: ignore[misc]  # the base class has no types
    """The files of a segment in one memory map."""

    def open_file(self, name: str) -> object:
        start, length = self.range(name)
        whole = memoryview(cast("mmap", self._source))  # None only where 32-bit addresses run out
        return _MappedFile(whole[start : start + length], name)


class SegmentPages:
    """The pages of one segment, opened for reading."""

    def __init__(self, storage: Any, segment: Any) -> None:
        """Open the segment's file in Whoosh's `storage`; anything may be raised for a damaged one."""
        file = storage.open_file(segment.make_filename(segment.COMPOUND_EXT))
        self._files: Any = _MappedFiles(file)
        self._terms: Any = segment.codec().terms_reader(self._files, segment)
        self._documents: Any = segment.codec().per_document_reader(self._files, segment)

    def frequency(self, dictionary: str, term: str) -> int:
        """Return on how many pages the term stands."""
        try:
            return cast("int", self._terms.doc_frequency(dictionary, term.encode()))
        except KeyError:
            return 0

    def postings(self, dictionary: str, term: str) -> Postings:
        """Return the places of a term and how often it stands there."""
        try:
            info = self._terms.term_info(dictionary, term.encode())
        except TermNotFound:
            return Postings()
        start, _ = info.extent()  # its length comes wrapped in a tuple, a slip of Whoosh 2.7.5
        return _read_postings(self._terms._postfile, start)  # noqa: SLF001 - the codec reads it so too

    def terms(self, dictionary: str, prefix: str) -> Iterator[str]:
        """Yield the terms of a dictionary that begin so, in order."""
        for name, term in self._terms.terms_from(dictionary, prefix.encode()):
            if name != dictionary or not term.startswith(prefix.encode()):
                return
            yield cast("bytes", term).decode()

    def column(self, name: str) -> Callable[[int], bytes]:
        """Return the function from places to the texts of a column, in UTF-8."""
        return cast("Callable[[int], bytes]", self._documents.column_reader(name, _TEXT).__getitem__)

    def stored(self, place: int) -> Mapping[str, object]:
        """Return what was given as stored with the page."""
        return cast("Mapping[str, object]", self._documents.stored_fields(place))

    def close(self) -> None:
        """Let go of the file."""
        self._terms.close()
        self._documents.close()
        self._files.close()
