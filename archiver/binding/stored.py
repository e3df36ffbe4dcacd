"""Keeps the large streams of a PDF under assembly on disk: a binder of a thousand scans then fits in little memory.

pypdf holds every stream of a writer as bytes. Scans are found again in the prepared file they came from, so only
where they lie is kept, and they are read once more when they are written.
"""

from pathlib import Path
from typing import Final

from pypdf import PdfWriter
from pypdf.generic import EncodedStreamObject

_LARGE: Final = 32_768
"""Bytes; smaller streams are not worth the reading."""


class StoredStream(EncodedStreamObject):
    """A stream whose data stay in a file until they are asked for."""

    _file: Path | None = None
    _offset = 0
    _length = 0

    @classmethod
    def of(cls, stream: EncodedStreamObject, file: Path, offset: int, length: int) -> "StoredStream":
        """Return the same stream with its data left at `offset` in `file`."""
        stored = cls()
        stored.update(stream)
        stored.indirect_reference = stream.indirect_reference
        stored._file, stored._offset, stored._length = file, offset, length
        return stored

    @property
    def _data(self) -> bytes:
        if self._file is None:
            return b""
        with self._file.open("rb") as source:
            source.seek(self._offset)
            return source.read(self._length)

    @_data.setter
    def _data(self, data: bytes) -> None:  # pyright: ignore[reportIncompatibleVariableOverride] - a plain attribute there
        """Take nothing: pypdf sets the empty data of a new stream here."""


def keep_on_disk(writer: PdfWriter, first: int, file: Path, content: bytes) -> None:
    """Let go of the large data of the writer's objects from `first` on that lie as they are in `file`.

    `content` is what the file holds. pypdf has no public way to the objects of a writer.
    """
    objects = writer._objects  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - see above
    for place in range(first, len(objects)):
        stream = objects[place]
        if type(stream) is EncodedStreamObject and len(stream._data) >= _LARGE:  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            data = stream._data  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - see above
            offset = content.find(data)
            if offset >= 0:
                objects[place] = StoredStream.of(stream, file, offset, len(data))
