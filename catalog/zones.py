"""The text of a record as filing looks at it: title, file name, first sentences, first page, later pages.

Characters are brought to one form and blanks, line breaks and quotation marks dropped, because print breaks lines
inside words and a heading quotes what a body does not. Every character still knows the line it came from.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from catalog.record import Evidence, Place
from ocr.page import Source

DROPPED = frozenset("“”‘’\"'《》〈〉「」『』【】·•　")
LEAD_LENGTH = 110
LONGEST_HEADING = 60
HEADING_LINES = 3
FULL_LINE = 0.85  # of the next line: a paragraph fills its first line
SHORTEST_FULL_LINE = 20
BODY_LIMIT = 40_000  # characters; a whole statute book adds nothing to what its beginning says
SENTENCE_ENDS = "。！？；"
# 县双拥办, 青石镇, 城关派出所: who hands in is not what the papers prove
UNIT = re.compile(r".*([局办部委院站所厅处队镇乡村]|街道|社区|中心|公司|学校|[小中大]学|单位|集团|联合会|办公室|法院)")


class Where(StrEnum):
    """The part of a record that some words stand in, as the clerk is told."""

    TITLE = "题名"
    FOLDER = "文件夹名"
    NAME = "文件名"
    LEAD = "正文开头"
    BODY = "正文"
    LATER = "后面各页"


def plain(text: str) -> str:
    """Return text in one form: full-width letters narrowed, lower case, without blanks and quotation marks."""
    # full-width forms are the only ones that differ between input methods; nothing else is folded away
    narrowed = unicodedata.normalize("NFKC", text).lower() if not text.isascii() else text.lower()
    return "".join(character for character in narrowed if character not in DROPPED and not character.isspace())


def is_unit(folder: str) -> bool:
    """Tell whether a folder bears the name of the unit that hands its papers in."""
    return UNIT.fullmatch(plain(folder)) is not None


@dataclass(frozen=True)
class Zone:
    """A run of plain text. `starts` holds the offset at which each line begins, `places` the lines."""

    text: str
    starts: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()
    noisy: bool = False

    @cached_property
    def pairs(self) -> frozenset[str]:
        """All pairs of neighbouring characters, to tell quickly what cannot stand here."""
        return frozenset(self.text[at : at + 2] for at in range(len(self.text) - 1))

    def place_of(self, offset: int) -> Place | None:
        """Return the line that a character came from; None in a zone that was not read from a page."""
        if not self.starts:
            return None
        return self.places[max(0, bisect_right(self.starts, offset) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """The zones of one record. `folders` are those of its path, outermost first, as they are written."""

    title: Zone
    name: Zone
    lead: Zone
    body: Zone
    later: Zone
    folders: tuple[str, ...]

    @property
    def all(self) -> dict[Where, Zone]:
        """Every zone under its name."""
        return {
            Where.TITLE: self.title,
            Where.FOLDER: Zone(plain("。".join(folder for folder in self.folders if not is_unit(folder)))),
            Where.NAME: self.name,
            Where.LEAD: self.lead,
            Where.BODY: self.body,
            Where.LATER: self.later,
        }

    @property
    def has_text(self) -> bool:
        """Whether anything was read from the record itself."""
        return bool(self.length)

    @property
    def length(self) -> int:
        """How many characters were read from the record itself."""
        return len(self.title.text) + len(self.body.text) + len(self.later.text)


def zones_of(evidence: Evidence) -> Zones:
    """Return the zones of a record; where no title was read, a short first line stands in for it."""
    *folders, file_name = evidence.source_name.split("/")
    rows = [
        Row(Place(page=page.number, line=index), plain(line.text), page.source is Source.OCR)
        for page in evidence.pages
        for index, line in enumerate(page.lines)
    ]
    title, heading = _title(evidence, rows)
    rest = [row for row in rows if row.place not in heading]
    # what stands above a title is letterhead and number
    under = [
        row for row in rest if not heading or row.place.page != heading[0].page or row.place.line > heading[0].line
    ]
    first = evidence.pages[0].number if evidence.pages else 0
    return Zones(
        title=title,
        name=Zone(plain(file_name.rpartition(".")[0] or file_name)),
        lead=_zone(under, LEAD_LENGTH),
        body=_zone((row for row in rest if row.place.page == first), BODY_LIMIT),
        later=_zone((row for row in rest if row.place.page != first), BODY_LIMIT),
        folders=tuple(folders),
    )


class Row(NamedTuple):
    """A line in plain text with its place and whether it was recognised from a picture."""

    place: Place
    text: str
    noisy: bool


def _title(evidence: Evidence, rows: list[Row]) -> tuple[Zone, tuple[Place, ...]]:
    """Return the title's zone and the lines that it takes up, in reading order."""
    read = evidence.description.title
    if read is None:
        return _heading(rows)
    text = plain(read.value)
    page = read.place.page if read.place else 1
    lines = [row for row in rows if row.text and row.place.page == page and (row.text in text or text in row.text)]
    places = tuple(row.place for row in lines if row.text in text and len(row.text) > 1)
    place = read.place or (lines[0].place if lines else None)
    noisy = any(row.noisy for row in lines)
    return (Zone(text, (0,), (place,), noisy) if place else Zone(text)), places


def _heading(rows: list[Row]) -> tuple[Zone, tuple[Place, ...]]:
    """Return a first line that looks like a heading: short, no sentence, and not simply the start of a paragraph."""
    filled = [row for row in rows[: HEADING_LINES + 1] if row.text]
    if not filled or len(filled[0].text) > LONGEST_HEADING or any(end in filled[0].text for end in SENTENCE_ENDS):
        return Zone(""), ()
    first = filled[0]
    if len(filled) > 1 and len(first.text) >= FULL_LINE * len(filled[1].text) and len(first.text) > SHORTEST_FULL_LINE:
        return Zone(""), ()
    return Zone(first.text, (0,), (first.place,), first.noisy), (first.place,)


def _zone(rows: Iterable[Row], limit: int) -> Zone:
    texts: list[str] = []
    starts: list[int] = []
    places: list[Place] = []
    length = 0
    noisy = False
    for row in rows:
        if length >= limit:
            break
        if row.text:
            starts.append(length)
            places.append(row.place)
            texts.append(row.text)
            length += len(row.text)
            noisy = noisy or row.noisy
    return Zone("".join(texts)[:limit], tuple(starts), tuple(places), noisy)
