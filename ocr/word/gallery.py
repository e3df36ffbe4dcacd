"""What stands on the pictures of a Word file: each is read as a picture file would be."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ocr.kinds import PICTURES, media_type
from ocr.page import Line, Page, Region, Source
from ocr.terms import Limits, PageRead, Recipe, Unreadable
from ocr.word.paging import Draft

_MOST: Final = 40
"""Pictures of one page that are read: a Word file without stored page breaks is one page, however many it holds."""

_LEGIBLE: Final = 60
"""Pixels; a picture with a shorter edge is a bullet or a rule, and holds no line of print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What became of each picture of a page, in order, and of how many nothing is known.

    None stands for a picture that was not read.
    """

    reads: tuple[PageRead | None, ...]

    @property
    def unread(self) -> int:
        """How many pictures were not read."""
        return self.reads.count(None)


class Gallery:
    """The pictures of a Word file by relation id. One that is shown several times is read once."""

    def __init__(self, files: Mapping[str, bytes], recipe: Recipe, limits: Limits) -> None:
        """Take the pictures' files, and how they are to be read."""
        self.limits = limits
        self._files = files
        self._recipe = recipe
        self._known: dict[str, PageRead | None] = {}

    def seen(self, relations: Sequence[str]) -> Seen:
        """Return what stands on pictures, as far as the bounds allow."""
        return Seen(
            reads=tuple(
                self._read(relation) if relation in self._known or at < _MOST else None
                for at, relation in enumerate(relations)
            )
        )

    def _read(self, relation: str) -> PageRead | None:
        """Return one picture as a page; None when it is missing, damaged, or of a kind nobody reads (EMF, WMF)."""
        if relation not in self._known:
            content = self._files.get(relation)
            self._known[relation] = None if content is None else self._as_page(content)
        return self._known[relation]

    def _as_page(self, content: bytes) -> PageRead | None:
        """Return a picture's file as a page."""
        from ocr import pictures, raster  # noqa: PLC0415 - most Word files hold no picture

        with tempfile.NamedTemporaryFile(prefix="guidang-") as file:
            file.write(content)
            file.flush()
            path = Path(file.name)
            kind = media_type(path)
            if kind not in PICTURES:
                return None
            try:
                if min(raster.look(path, kind, self.limits).size) < _LEGIBLE:
                    return PageRead(page=Page(number=1, width=0.0, height=0.0, source=Source.OCR, lines=()))
                (read,) = pictures.pages(path, kind, [1], self._recipe, self.limits)
            except Unreadable:
                return None
        return read


def with_pictures(draft: Draft, seen: Seen) -> tuple[Line, ...]:
    """Return a page's lines, those on its pictures where the pictures stand."""
    lines: list[Line] = []
    begun = 0
    for (place, _), read in zip(draft.pictures, seen.reads, strict=True):
        lines.extend(draft.lines[begun:place])
        begun = place
        lines.extend(_beside_words(line) for line in (read.page.lines if read else ()))
    return (*lines, *draft.lines[begun:])


def _beside_words(line: Line) -> Line:
    """Return a line of a picture as one among words: it has no place on the page, which is not laid out yet."""
    region = line.region if line.region in {Region.TABLE, Region.SEAL} else Region.TEXT_BOX
    return replace(line, box=None, region=region)
