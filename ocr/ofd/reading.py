"""OFD files as pages of lines: the characters that a page draws, each at its place, put in reading order."""

import math
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, zip_longest
from pathlib import Path
from typing import Final

from ocr import causes, pdf
from ocr.findings import PAGE_DAMAGED, PICTURES_UNREAD, TEXT_CUT, TOO_MANY_PAGES
from ocr.format_findings import SEALED
from ocr.glyphs import Glyph, as_printed, ink_of
from ocr.ofd.file import OfdFile, opened
from ocr.ofd.geometry import POINTS, around, point
from ocr.ofd.letters import natural_width
from ocr.ofd.page import leaf
from ocr.ofd.printing import printed
from ocr.ofd.things import Leaf, Letter, Picture, Text
from ocr.page import Ink, Line, Page, Region, Source
from ocr.pdfium import Contents
from ocr.quality import judge
from ocr.remarks import remarks
from ocr.terms import Limits, PageRead, Recipe, Unreadable
from ocr.text_layer import lines_of

_ABOVE: Final = 0.88
_BELOW: Final = 0.12
"""Shares of the size that a character reaches above and below its base line."""

_OWN: Final = 0.05
"""Share of the words of a page that may be characters of a font's own: signs of lists are."""

_SAME: Final = 1.0
"""Points: a character within about this of its like stands on the same place."""


def count(path: Path, limits: Limits) -> int:
    """Return how many pages an OFD file has. Unreadable when it is damaged, locked, or over the limit."""
    with opened(path, limits) as file:
        pages = len(file.pages)
    if pages > limits.pages:
        raise Unreadable(TOO_MANY_PAGES.at(found=pages, limit=limits.pages))
    return pages


def pages(path: Path, numbers: Sequence[int], recipe: Recipe, limits: Limits) -> tuple[PageRead, ...]:
    """Return the pages of these numbers (from 1). A page that cannot be read comes out empty, with a finding."""
    with opened(path, limits) as file:
        outside = [number for number in numbers if not 1 <= number <= len(file.pages)]
        if not outside:
            return tuple(_page(file, number, recipe, limits) for number in numbers)
    raise IndexError(f"pages {outside} of {len(file.pages)}")


def _page(file: OfdFile, number: int, recipe: Recipe, limits: Limits) -> PageRead:
    """Return one page."""
    try:
        drawn = leaf(file, file.pages[number - 1])
    except Exception as error:  # noqa: BLE001 - decoders answer a damaged page with any exception
        empty = Page(number=number, width=0.0, height=0.0, source=Source.TEXT_LAYER, lines=())
        return PageRead(page=empty, findings=(PAGE_DAMAGED.at(number, reason=causes.reason(error)),))
    read = _read(drawn, number, limits)
    stored = "".join("".join(line.text.split()) for line in read.page.lines if line.region is not Region.TEXT_BOX)
    if drawn.things and (_is_coded(stored) or not judge(stored, 0, _contents(drawn)).good):
        read = _seen(file, number, recipe, limits)
    sealed = (SEALED.at(number, count=drawn.seals),) if drawn.seals else ()
    return replace(read, findings=(*read.findings, *sealed))


def _is_coded(text: str) -> bool:
    """Return whether characters of a font's own stand for many of the words: the dots of a list do not make it text."""
    own = sum(unicodedata.category(character) in {"Co", "Cn", "Cc"} for character in text)
    return own > _OWN * (own + sum(character.isalnum() for character in text))


def _contents(drawn: Leaf) -> Contents:
    """Return what a page is made of, as the judgement of stored text asks it."""
    pictures = [thing for thing in drawn.things if isinstance(thing, Picture) and not thing.aside]
    covered = sum(abs(one.matrix[0] * one.matrix[3] - one.matrix[1] * one.matrix[2]) for one in pictures)
    share = min(1.0, covered / (drawn.width * drawn.height))
    return Contents(objects=len(drawn.things), pictures=len(pictures), covered=share, invisible=0.0)


def _seen(file: OfdFile, number: int, recipe: Recipe, limits: Limits) -> PageRead:
    """Return a page as it reads when it is printed: its characters are pictures, or stand for no text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        path.write_bytes(printed(file, [file.pages[number - 1]], limits).content)
        (read,) = pdf.pages(path, [1], recipe, limits)
    findings = tuple(replace(one, page=number) if one.page else one for one in read.findings)
    return PageRead(page=replace(read.page, number=number), findings=findings)


def _read(drawn: Leaf, number: int, limits: Limits) -> PageRead:
    """Return a page with the lines of the text that it draws; that of annotations stands last."""
    width, height = drawn.width * POINTS, drawn.height * POINTS
    texts = [thing for thing in drawn.things if isinstance(thing, Text)]
    drawn_once = _seen_once(glyph for text in texts if not text.aside for glyph in glyphs(text))
    every = list(islice(drawn_once, limits.characters + 1))
    cut = len(every) > limits.characters
    notes = [glyph for text in texts if text.aside for glyph in glyphs(text)][: limits.characters]
    page = Page(
        number=number,
        width=width,
        height=height,
        source=Source.TEXT_LAYER,
        lines=(
            *lines_of(every[: limits.characters], width, height),
            *_once(replace(line, region=Region.TEXT_BOX) for line in lines_of(notes, width, height)),
        ),
        images=sum(isinstance(thing, Picture) for thing in drawn.things) - drawn.seals,
        blank=not drawn.things,
    )
    findings = (TEXT_CUT.at(number, limit=limits.characters),) if cut else ()
    unread = (PICTURES_UNREAD.at(number, count=page.images),) if page.images else ()
    return PageRead(page=page, findings=(*findings, *remarks(page), *unread))


def _seen_once(every: Iterable[Glyph]) -> Iterator[Glyph]:
    """Yield glyphs without those that cover the same character: templates and forms are filled in over themselves."""
    seen: set[tuple[str, int, int]] = set()
    for glyph in every:
        across, down = round(glyph.left / _SAME), round(glyph.top / _SAME)
        if not any((glyph.text, across + x, down + y) in seen for x in (-1, 0, 1) for y in (-1, 0, 1)):
            yield glyph
        seen.add((glyph.text, across, down))


def _once(lines: Iterable[Line]) -> Iterable[Line]:
    """Return lines without those that say the same again: a watermark stands dozens of times on a page."""
    return {line.text: line for line in reversed(tuple(lines))}.values()


def glyphs(text: Text) -> Iterator[Glyph]:
    """Yield the characters of a run as glyphs in points, as the layout takes them; spaces are left out."""
    a, b, *_ = text.matrix
    angle = (round(math.degrees(math.atan2(b, a))) + text.turn) % 360
    fill = text.style.fill or text.style.stroke
    ink = ink_of(fill.red, fill.green, fill.blue) if fill else Ink.BLACK
    for letter, following in zip_longest(text.letters, text.letters[1:]):
        if letter is None or not letter.text.strip():
            continue
        right = letter.x + _advance(letter, following, text)
        top, bottom = letter.y - _ABOVE * text.size, letter.y + _BELOW * text.size
        corners = [point(text.matrix, x, y) for x in (letter.x, right) for y in (top, bottom)]
        left, upper, far, lower = (side * POINTS for side in around(corners))
        shown = "".join(map(as_printed, letter.text))
        yield Glyph(text=shown, left=left, top=upper, right=far, bottom=lower, ink=ink, angle=angle)


def _advance(letter: Letter, following: Letter | None, text: Text) -> float:
    """Return how wide a character is: up to the next one where that stands close, for its font is not asked."""
    natural = natural_width(letter.text[0]) * text.size * text.across
    if following is None or following.y != letter.y:
        return natural
    step = following.x - letter.x
    return step if 0 < step <= text.size * text.across else natural
