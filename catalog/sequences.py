"""One document in several files: which files of a folder are its pages, and in which order.

Told by names that count (`page_names`) and by what the pages show (`continuing`). A proposal for a clerk, never a
fact; the order in which files came in changes nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from catalog import page_face, page_names
from catalog.continuing import likelihood, weigh
from catalog.findings import SAME_DOCUMENT
from catalog.page_face import Face
from catalog.page_names import Naming, PageName
from catalog.plan import natural
from ocr.finding import Finding
from ocr.page import Page

LEAST = 0.6
"""The confidence from which files are proposed to be one document."""

_MOST_PAGES = 4
_CLOSE = timedelta(days=1)
_ODDS = {Naming.PAGED: 3.0, Naming.NUMBERED: 0.5, Naming.COUNTER: -1.0}
"""How likely neighbours by name are one document before their pages are looked at, as log odds."""

_BY_NAME_ALONE = 1.2
"""The log odds where the pages show no text and their names say that they are pages."""

_EMPTY_BACK = 0.8
"""The log odds that an empty page is the back of the written one before."""

_SKIPPED = -1.5
"""Added where a page is missing between two."""

_REASONS, _NAMES_SHOWN = 4, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A record of one file, or of several whole ones, by the names (with folders) of its first and its last."""

    record: str
    first_name: str
    last_name: str
    media_type: str
    page_count: int
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """That these records are one document, in the order of its pages: how sure, and why."""

    records: tuple[str, ...]
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbered:
    """A file with the numbers that its names count from and to."""

    file: File
    first: int
    last: int
    naming: Naming


Group = tuple[_Numbered, ...]
PagesOf = Callable[[str], Sequence[Page]]


def find(
    files: Iterable[File],
    pages_of: PagesOf,
    declined: Collection[tuple[str, str]] = (),
    only: Collection[str] | None = None,
) -> tuple[Joined, ...]:
    """Return which of these records are one document.

    `pages_of` gives the pages of a record; it is asked only for those whose names count. `declined` are neighbours
    that people said are not one. With `only`, nothing is looked at that has none of these records in its row.
    """
    groups = [group for group in _groups(files) if only is None or any(one.file.record in only for one in group)]
    found = [one for group in groups for one in _weighed(group, pages_of, declined)]
    return tuple(sorted(found, key=lambda one: natural(one.records[0])))


def told(joined: Joined, names: dict[str, str]) -> dict[str, Finding]:
    """Return for each record what a clerk should see of a proposal to join it with the others, called by `names`."""
    return {
        record: SAME_DOCUMENT.at(
            others=_others(joined, record, names), reason=joined.reason, confidence=f"{joined.confidence:.0%}"
        )
        for record in joined.records
    }


def _others(joined: Joined, record: str, names: dict[str, str]) -> str:
    others = [other for other in joined.records if other != record]
    shown = "、".join(f"“{names[other].rpartition('/')[2]}”（{other}）" for other in others[:_NAMES_SHOWN])
    return shown + (f" 等 {len(others)} 件" if len(others) > _NAMES_SHOWN else "")


def _groups(files: Iterable[File]) -> Iterator[Group]:
    """Yield the files that lie in one folder, are of one kind and count in one row, without gaps."""
    rows: defaultdict[tuple[str, str, str], list[_Numbered]] = defaultdict(list)
    for file in files:
        numbered = _numbered(file) if file.page_count <= _MOST_PAGES or file.first_name != file.last_name else None
        if numbered:
            folder, key = numbered[0], numbered[1].key
            rows[folder, key, file.media_type].append(
                _Numbered(file=file, first=numbered[1].number, last=numbered[2], naming=numbered[1].naming)
            )
    for row in rows.values():
        yield from _runs(sorted(row, key=lambda one: (one.first, natural(one.file.first_name))))


def _numbered(file: File) -> tuple[str, PageName, int] | None:
    """Return the folder of a file, what its first name counts, and the number of its last; None where it does not."""
    folder, _, name = file.first_name.rpartition("/")
    other, _, last_name = file.last_name.rpartition("/")
    first, last = page_names.parse(name), page_names.parse(last_name)
    if first is None or last is None or (folder, first.key) != (other, last.key):
        return None
    return folder, first, last.number


def _runs(row: Sequence[_Numbered]) -> Iterator[Group]:
    run: list[_Numbered] = []
    for one in row:
        if run and not _follows(run[-1], one):
            yield tuple(run)
            run = []
        run.append(one)
    yield tuple(run)


def _follows(before: _Numbered, after: _Numbered) -> bool:
    gap = after.first - before.last
    if before.naming is Naming.PAGED:
        return gap >= 1
    return gap == 1 and abs(after.file.received_at - before.file.received_at) <= _CLOSE


def _weighed(group: Group, pages_of: PagesOf, declined: Collection[tuple[str, str]]) -> Iterator[Joined]:
    """Yield the stretches of a group in which every file goes on with the one before."""
    if len(group) < 2:  # noqa: PLR2004 - one file is no sequence
        return
    stretch = _Stretch(group[0], _faces(pages_of, group[0]))
    for one in group[1:]:
        faces = _faces(pages_of, one)
        odds, words = _same(stretch, one, faces)
        apart = (stretch.files[-1].file.record, one.file.record) in declined
        if apart or likelihood(odds) < LEAST:
            yield from stretch.told()
            stretch = _Stretch(one, faces)
        else:
            stretch.add(one, faces, odds, words)
    yield from stretch.told()


def _faces(pages_of: PagesOf, one: _Numbered) -> list[Face]:
    return [page_face.of(page) for page in pages_of(one.file.record)]


class _Stretch:
    """Files that go on with each other, as far as they have been looked at."""

    def __init__(self, first: _Numbered, faces: Sequence[Face]) -> None:
        """Begin with one file."""
        self.files = [first]
        self.faces = list(faces)
        self.odds: list[float] = []
        self.words: dict[str, None] = {}

    def add(self, one: _Numbered, faces: Sequence[Face], odds: float, words: Iterable[str]) -> None:
        """Let a file go on with those before, for these reasons."""
        self.files.append(one)
        self.faces += faces
        self.odds.append(odds)
        self.words.update(dict.fromkeys(words))

    def told(self) -> Iterator[Joined]:
        """Yield that the files are one document, where there are several."""
        if self.odds:
            numbers = [f"{one.first}" if one.first == one.last else f"{one.first}—{one.last}" for one in self.files]
            by_name = f"文件名是连续的页号 {'、'.join(numbers)}"
            reason = "；".join([by_name, *self._edges(), *list(self.words)][:_REASONS])
            records = tuple(one.file.record for one in self.files)
            yield Joined(records=records, confidence=likelihood(min(self.odds)), reason=reason)

    def _edges(self) -> Iterator[str]:
        """Yield what the first and the last page show of a beginning and an end."""
        first, last = self.faces[0], self.faces[-1]
        if first.letterhead or first.number:
            yield "只有首页有红头或文号"
        elif first.title:
            yield "只有首页有标题"
        if last.is_signed or last.has_imprint:
            yield "末页有落款或版记"


def _same(stretch: _Stretch, one: _Numbered, faces: Sequence[Face]) -> tuple[float, tuple[str, ...]]:
    """Return the log odds that a file goes on with those before it, and what on its pages says so."""
    skipped = _SKIPPED if one.first - stretch.files[-1].last > 1 else 0.0
    written = any(face.is_paper for face in stretch.faces)
    if written and faces and faces[0].is_empty and one.naming is not Naming.COUNTER:
        return _EMPTY_BACK + skipped, ("有空白的背面",)
    if not (written and faces and _is_of_paper(stretch.faces, faces[0])):
        odds = _BY_NAME_ALONE if one.naming is Naming.PAGED else -_BY_NAME_ALONE
        return odds + skipped, ("页面上没有多少文字，只凭文件名",)
    weighed = weigh(stretch.faces, faces[0])
    return _ODDS[one.naming] + skipped - weighed.odds, weighed.against


def _is_of_paper(before: Sequence[Face], face: Face) -> bool:
    """Return whether a page is written and no picture; a last one may hold a few words or no more than a signature."""
    last = next(one for one in reversed(before) if not one.is_blank)
    if face.is_paper or (last.folio is not None and face.folio == last.folio + 1):
        return True
    ends = face.is_signed or face.has_imprint or face.is_rounded_off
    return ends or face.is_attachment or face.is_table or face.opens_mid
