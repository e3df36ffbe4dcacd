"""Word files as pages: counted and read by telling their story once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from ocr.finding import Finding
from ocr.findings import CHANGES_ACCEPTED, EXTERNAL_SKIPPED, HIDDEN_SKIPPED, PICTURES_UNREAD, TEXT_CUT
from ocr.page import Line, Page, Region, Source
from ocr.remarks import remarks
from ocr.terms import Limits, PageRead, Recipe
from ocr.word.gallery import Gallery, with_pictures
from ocr.word.numbering import Numbering
from ocr.word.package import WordFile, opened
from ocr.word.paging import Draft, Paging
from ocr.word.story import Story
from ocr.word.styles import Styles
from ocr.word.xml import RELATION, Element, attribute, child, w

_A4: Final = (595.3, 841.9)
_TWIPS: Final = 20
"""Paper sizes are given in twentieths of a point (17.18.93)."""


def count(path: Path, limits: Limits) -> int:
    """Return how many pages the breaks in a Word file make; at least one."""
    return len(_told(path, limits).paging.filled())


def pages(path: Path, numbers: Sequence[int], recipe: Recipe, limits: Limits) -> tuple[PageRead, ...]:
    """Return the pages of these numbers (from 1). What concerns the file as a whole is said on page 1."""
    told = _told(path, limits)
    drafts = told.paging.filled()
    outside = [number for number in numbers if not 1 <= number <= len(drafts)]
    if outside:
        raise IndexError(f"pages {outside} of {len(drafts)}")
    margins = told.margins(drafts)
    gallery = Gallery(told.file.pictures, recipe, limits)
    return tuple(
        _page(told, Leaf(draft=drafts[number - 1], number=number, margins=margins.get(number, ((), ()))), gallery)
        for number in numbers
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A page as its breaks make it: its draft, its number from 1, and the header and footer that begin on it."""

    draft: Draft
    number: int
    margins: tuple[tuple[Line, ...], tuple[Line, ...]]


class _Told:
    """A Word file whose story has been told."""

    def __init__(self, file: WordFile) -> None:
        self.file = file
        self.sections = _sections(file.body)
        self.paging = Paging(self.sections)
        self._styles = Styles(file.styles)
        self._numbering = Numbering(file.numbering, self._styles)
        Story(self._styles, self._numbering).tell(file.body, self.paging)

    def lines(self, root: Element, region: Region) -> tuple[Line, ...]:
        """Return the lines of a note, header or footer, all of one region."""
        aside = Paging()
        Story(self._styles, self._numbering).tell(root, aside)
        return tuple(replace(line, region=region) for draft in aside.drafts for line in draft.lines)

    def margins(self, drafts: Sequence[Draft]) -> dict[int, tuple[tuple[Line, ...], tuple[Line, ...]]]:
        """Return header and footer by page number, each on the first page of the section that brings it."""
        found: dict[int, tuple[tuple[Line, ...], tuple[Line, ...]]] = {}
        last: tuple[tuple[Line, ...], tuple[Line, ...]] = ((), ())
        done = -1
        for number, draft in enumerate(drafts, 1):
            if draft.section == done or draft.section >= len(self.sections):
                continue
            done = draft.section
            section = self.sections[done]
            pair = (self._margin(section, "header", Region.HEADER), self._margin(section, "footer", Region.FOOTER))
            found[number] = tuple(new if new != old else () for new, old in zip(pair, last, strict=True))  # type: ignore[assignment]
            last = pair
        return found

    def _margin(self, section: Element, kind: str, region: Region) -> tuple[Line, ...]:
        """Return what stands in the headers or footers that a section brings, the same text once."""
        lines: dict[str, Line] = {}
        for reference in section.iter(w(f"{kind}Reference")):
            root = self.file.margins.get(reference.get(RELATION) or "")
            for line in self.lines(root, region) if root is not None else ():
                lines.setdefault(line.text, line)
        return tuple(lines.values())


def _told(path: Path, limits: Limits) -> _Told:
    """Return a file with its story told; the last one is kept, because its pages are asked for a few at a time."""
    state = path.stat()
    return _told_once(path, (state.st_size, state.st_mtime_ns), limits)


@lru_cache(maxsize=1)
def _told_once(path: Path, state: tuple[int, int], limits: Limits) -> _Told:  # noqa: ARG001 - a changed file is another
    """Return a file with its story told."""
    return _Told(opened(path, limits))


def _sections(body: Element) -> list[Element]:
    """Return the properties of all sections in order."""
    closed = (child(paragraph, "pPr", "sectPr") for paragraph in body.iter(w("p")))
    return [section for section in (*closed, child(body, "sectPr")) if section is not None]


def _page(told: _Told, leaf: Leaf, gallery: Gallery) -> PageRead:
    """Return one page: header, text with what stands on its pictures, notes, footer.

    A page that holds one picture and nothing else is a scan that was pasted in, and is read as one.
    """
    draft, number, limits = leaf.draft, leaf.number, gallery.limits
    seen = gallery.seen([relation for _, relation in draft.pictures])
    (only,) = seen.reads if len(seen.reads) == 1 else (None,)
    if only and only.page.lines and not draft.lines and not any(leaf.margins):
        findings = (replace(finding, page=number) for finding in only.findings)
        return PageRead(page=replace(only.page, number=number), findings=(*_of_the_file(told, number), *findings))
    notes = [told.file.notes[key] for key in draft.notes if key in told.file.notes]
    written = [line for note in notes for line in told.lines(note, Region.FOOTNOTE)]
    body = with_pictures(draft, seen)
    lines, cut = _bounded((*leaf.margins[0], *body, *written, *leaf.margins[1]), limits.characters)
    section = told.sections[draft.section] if draft.section < len(told.sections) else None
    width, height = _paper(section)
    images = len(draft.pictures)
    page = Page(number=number, width=width, height=height, source=Source.DOCUMENT, lines=lines, images=images)
    said = [*_of_the_file(told, number), *remarks(page)]
    if cut:
        said.append(TEXT_CUT.at(number, limit=limits.characters))
    if seen.unread:
        said.append(PICTURES_UNREAD.at(number, count=seen.unread))
    return PageRead(page=page, findings=tuple(said))


def _of_the_file(told: _Told, number: int) -> list[Finding]:
    """Return what is to be said of the file, on its first page."""
    if number != 1:
        return []
    findings: list[Finding] = []
    if told.paging.has_changes:
        findings.append(CHANGES_ACCEPTED.at())
    if told.paging.has_hidden:
        findings.append(HIDDEN_SKIPPED.at())
    if told.file.external:
        findings.append(EXTERNAL_SKIPPED.at(count=told.file.external))
    return findings


def _bounded(lines: Sequence[Line], most: int) -> tuple[tuple[Line, ...], bool]:
    """Return the first lines with at most so many characters, and whether any were cut off."""
    kept: list[Line] = []
    left = most
    for line in lines:
        if len(line.text) > left:
            return (*kept, replace(line, text=line.text[:left])) if left else tuple(kept), True
        kept.append(line)
        left -= len(line.text)
    return tuple(kept), False


def _paper(section: Element | None) -> tuple[float, float]:
    """Return width and height of a section's paper in points; A4 where the file does not say."""
    size = child(section, "pgSz")
    width, height = (attribute(size, "w"), attribute(size, "h")) if size is not None else (None, None)
    if not width or not height or min(width, height) <= 0:
        return _A4
    return (width / _TWIPS, height / _TWIPS)
