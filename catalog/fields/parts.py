"""The parts of a record: head, title, what stands below the title, body, and what no longer belongs to it.

GB/T 9704-2012 7 divides a document into 版头 (head), 主体 (title to attachments) and 版记 (imprint). Plain documents
have at least a title and a body. The imprint and attachments are cut off first: their titles, numbers and dates are
not the document's own.
"""

import re
from dataclasses import dataclass

from catalog.fields import date_forms, kinds, labels, organisation, roles, title_span
from catalog.fields.characters import plain
from catalog.fields.labels import Label
from catalog.fields.roles import Role
from catalog.fields.spots import Spot, beside, gather
from ocr.page import Page, Region

_HEAD_LINES, _HEAD_PAGES = 60, 2
_IMPRINT = re.compile(r"(?:抄送|抄报|抄发|分送|主题词|印发机关)(?:机关)?[:：]|主题词|[(\[]?共印?\d+份[)\]]?$")
_REPORTED = re.compile(r"(?:报|送|发|主送|报送):")
_PRINTED = re.compile(r"印发\)?$")
_ATTACHMENT = re.compile(r"(?:附件|附表|附)[一二三四五六七八九十\d]{0,2}(?P<colon>:?)")
_FIRST_LINES = 3
_SLIP = re.compile(
    r"(?:收文|来文|文件|公文|电报|办文).{0,2}(?:处理|阅办|办理|传阅|批办|拟办|阅批|呈批).{0,1}(?:单|笺|签|卡|表|纸)$"
)
_SLIP_LINES = 5
_INDENT = 2.8
"""Most characters that the first line of a paragraph is set in."""
_BODY_ROLES = frozenset({Role.PROSE, Role.TABLE, Role.ADDRESSEE, Role.CAPTION})
_LATE = 0.5
"""Only in the second half of a record do 报： and 送： open the imprint of a bulletin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A record divided. `main` is head, title and body in order; the other fields are runs of it."""

    pages: tuple[Page, ...]
    main: tuple[Spot, ...]
    head: tuple[Spot, ...]
    title: tuple[Spot, ...]
    below: tuple[Spot, ...]
    body: tuple[Spot, ...]
    head_labels: tuple[Label, ...]
    labels: tuple[Label, ...]

    @property
    def number_region(self) -> tuple[Spot, ...]:
        """Where the document's own number may stand: from the top to the addressee or the first prose."""
        return self.main[: len(self.main) - len(self.body)]

    @property
    def closing(self) -> tuple[Spot, ...]:
        """Where a signature may stand: everything below the title."""
        return self.below + self.body


def divide(pages: tuple[Page, ...]) -> Parts:
    """Return the parts of a record."""
    spots = gather(_without_slip(pages))
    main = spots[: _end_of_main(spots)]
    region = _head_region(main)
    played = tuple(_role(index, region) for index in range(len(region)))
    body = next((index for index, role in enumerate(played) if role in _BODY_ROLES), len(region))
    start, stop = title_span.find(region[:body], played[:body])
    head_labels = tuple(label for spot in main[:body] for label in labels.read(spot))
    return Parts(
        pages=pages,
        main=main,
        head=main[:start],
        title=main[start:stop],
        below=main[stop:body],
        body=main[body:],
        head_labels=head_labels,
        labels=head_labels + tuple(label for spot in main[body:] for label in labels.read(spot)),
    )


def _without_slip(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Return the pages without a routing slip (文件处理单) that an office put on top of what it received."""
    first = [plain(line.text) for line in pages[0].lines[:_SLIP_LINES]] if len(pages) > 1 else []
    return pages[1:] if any(_SLIP.search(text) for text in first) else pages


def _head_region(main: tuple[Spot, ...]) -> tuple[Spot, ...]:
    pages = list(dict.fromkeys(spot.place.page for spot in main))[:_HEAD_PAGES]
    return tuple(spot for spot in main[:_HEAD_LINES] if spot.place.page in pages)


def _role(index: int, region: tuple[Spot, ...]) -> Role:
    """Return the line's role; 附件1 above everything only says that the record was an attachment once."""
    spot = region[index]
    if index < _FIRST_LINES and _ATTACHMENT.fullmatch(spot.plain):
        return Role.FURNITURE
    role = roles.of(spot)
    if role is not Role.HEADING:
        return role
    if spot.region is Region.HEADER:
        return Role.FURNITURE
    is_paragraph = index + 1 < len(region) and _begins_paragraph(spot, region[index + 1])
    return Role.PROSE if is_paragraph and not kinds.completes(spot.plain) else role


def _begins_paragraph(spot: Spot, below: Spot) -> bool:
    """Return whether a line is set in and runs full, and the next begins at the edge: a paragraph, whatever it says."""
    if not (spot.is_full and below.is_flush and spot.box and below.box) or spot.is_flush:
        return False
    indent = (spot.box.left - spot.measure[0]) / spot.box.height
    return indent < _INDENT and below.box.top > spot.box.top and spot.box.height < 1.15 * below.box.height


def _end_of_main(spots: tuple[Spot, ...]) -> int:
    for index in range(_FIRST_LINES, len(spots)):
        if _opens_imprint(index, spots):
            return _before_printer(index, spots)
        if _opens_attachment(index, spots):
            return index
    return len(spots)


def _opens_imprint(index: int, spots: tuple[Spot, ...]) -> bool:
    text = spots[index].plain
    if _IMPRINT.match(text) or (_REPORTED.match(text) and index > _LATE * len(spots)):
        return True
    if index <= _FIRST_LINES * 2 and spots[index].place.page == spots[0].place.page and len(spots) > index + 1:
        return False
    following = spots[index + 1].plain if index + 1 < len(spots) else ""
    printed = _PRINTED.sub("", text) if _PRINTED.search(text) else text if following == "印发" else None
    return printed is not None and date_forms.trailing(printed) is not None


def _before_printer(index: int, spots: tuple[Spot, ...]) -> int:
    """Return the index of the printing office where it stands on the row of 印发 or was read as the line above it."""
    above = spots[index - 1]
    alone = date_forms.shape(_PRINTED.sub("", spots[index].plain)) is not None
    is_printer = alone and organisation.parse(above.plain) is not None
    if is_printer and (above.box is None or beside(above, spots[index])):
        return index - 1
    return index


def _opens_attachment(index: int, spots: tuple[Spot, ...]) -> bool:
    match = _ATTACHMENT.fullmatch(spots[index].plain)
    if match is None:
        return False
    heads_page = spots[index - 1].place.page != spots[index].place.page
    announces = bool(match["colon"]) and index + 1 < len(spots) and spots[index + 1].plain[:1].isdigit()
    if heads_page:
        return not announces
    return not match["colon"] and any(date_forms.shape(spot.plain) for spot in spots[:index])
