"""The terms of reading: how far a reader may go, how it is to read, and what it hands back.

Only values; they travel between processes, so everything in them can be pickled.
"""

from dataclasses import dataclass
from pathlib import Path

from ocr.finding import Finding
from ocr.page import Page

REVISION = 2
"""Raised whenever the same picture may come out as other lines than before; part of every recipe's key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds that are checked before the work they bound is begun.

    `pixels` is the area a picture may have when it is decoded, `working_side` the longer edge in pixels of the
    picture that the engine sees; a larger one is made smaller. `unpacked_bytes`, `part_bytes` (one XML part) and
    `parts` bound what a Word file may unfold to, `characters` the text of one page.
    """

    file_bytes: int = 512 * 1024 * 1024
    pages: int = 3000
    pixels: int = 120_000_000
    working_side: int = 4200
    characters: int = 200_000
    unpacked_bytes: int = 1024 * 1024 * 1024
    part_bytes: int = 48 * 1024 * 1024
    parts: int = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How pages are read: the engine with its model, and the settings that change what comes out.

    `dpi` is the resolution at which PDF pages are drawn for the engine, `detection_side` the longer edge in pixels
    to which a picture is brought for finding its lines of text (they are read at full size). `threads` and
    `model_cache` (the folder that holds the unpacked models, None for the user's cache) change no result.
    """

    engine: str = "paddle"
    model: str = "PP-OCRv6"
    dpi: int = 200
    detection_side: int = 960
    second_look: bool = True
    threads: int = 1
    model_cache: Path | None = None

    @property
    def key(self) -> str:
        """The name under which finished pages are kept: equal keys read equal pages from equal bytes."""
        look = "+red" if self.second_look else ""
        return f"{self.engine}/{self.model}/dpi={self.dpi}/side={self.detection_side}{look}/r{REVISION}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What a file is (by its bytes, whatever its suffix says) and how many pages it has."""

    media_type: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """A page as it was read, with what the clerk should know about it."""

    page: Page
    findings: tuple[Finding, ...] = ()


class Unreadable(Exception):  # noqa: N818 - says what the file is; the trade's word, not a fault of the program
    """A file that cannot be read, with the finding that tells the clerk why and what to do."""

    def __init__(self, finding: Finding) -> None:
        """Keep the finding; its message is the message of the exception."""
        super().__init__(finding.message)
        self.finding = finding

    def __reduce__(self) -> "tuple[type[Unreadable], tuple[Finding]]":
        """Let the exception pass between processes with its finding."""
        return (Unreadable, (self.finding,))
