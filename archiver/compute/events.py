"""What becomes of files as they are read, in the order it is done."""

from dataclasses import dataclass

from ocr.documents import Inspection, PageRead
from ocr.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file was recognised."""

    key: str
    inspection: Inspection


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesRead:
    """Some pages of a file were read, in no order among the file's other pages."""

    key: str
    reads: tuple[PageRead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Every page of a file was read."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A file cannot be read; the finding says why. No further event comes for it."""

    key: str
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something about the reading itself that a clerk should know; it concerns no file."""

    finding: Finding


Event = Opened | PagesRead | Finished | Failed | Told
