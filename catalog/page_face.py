"""What one page shows of the document it belongs to: whether it could be a first, a middle or a last page.

Only what stands on the page itself; what that means beside the pages before it is for `continuing`.
"""

import re
from dataclasses import dataclass, replace

from catalog import wrappers
from catalog.fields import number, number_forms, roles, signature, title
from catalog.fields.characters import han_count, plain
from catalog.fields.parts import Parts, divide
from catalog.fields.roles import Role
from catalog.fields.spots import Spot, gather
from ocr.page import Ink, Line, Page, Region
from ocr.page_numbers import printed_number

_HIGH, _LOW = 0.42, 0.86
"""How far down a page its head and where its foot begins, as parts of its height."""
_HEAD_LINES, _MARK_LINES, _LINES_AFTER_DATE, _IMPRINT_LINES = 8, 2, 4, 6
_LARGE, _LETTERS, _POINTS = 1.22, 1.5, 19.0
"""How much larger than the body a title and a letterhead are set, at least, and a letterhead's height in points."""
_LETTERHEAD, _RUNNING = 6, 10
"""Characters that a letterhead, and a line of running text, have at least."""
_PAPER_LINES, _PAPER_CHARACTERS = 5, 60

_ATTACHMENT = re.compile(r"[(（]?(?:附件|附表|附录|附)[一二三四五六七八九十\d]{0,2}(?:-\d{1,2})?[)）]?:?")
_MASTHEAD = re.compile(r".{0,20}(?:文件|简报|纪要|快报|专报|令|公报)")
_TOTAL = re.compile(r"(?:共|/)(\d{1,3})页?$")
_IMPRINT = re.compile(r"(?:抄送|抄报|抄发|分送|主题词|印发机关)(?:机关)?:|.{0,40}日印发\)?$")
_ANNOUNCED = re.compile(r"附件?:(?:\d{1,2}[.、:])?(?P<name>.{4,60})|\d{1,2}[.、](?P<next>.{4,60})")
_QUOTED = re.compile(r"《(.{4,80}?)》")
_CLOSE = re.compile(
    r"(?:出席|列席|参加(?:人员)?|记录(?:人)?|主持|请假|缺席|责任编辑|制表(?:人)?|填表人|审核(?:人)?|[甲乙丙]方\(?(?:盖章|签[字章名])).{0,60}"
)
_CLOSE_LINES = 3
_SENTENCE_END = re.compile(r"[。！？!?:;…”》)]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a page shows; None, empty or False where it shows nothing of the kind.

    `is_empty` is whether there is nothing at all on the page, not even a picture; `is_paper` tells a written page from
    a picture with a few words. `is_headed` is whether the title is set as a heading at the top. `is_rounded_off` is
    whether it ends with who was present, who filled it in or who signs. `folio` is the number printed at the foot,
    `folios` the total beside it. `wrapper` names a page that belongs to no document. `opens_mid` and `ends_mid` tell of
    a sentence that runs over the page's edges. `columns` is the heading row of a table that it begins with. `quoted`
    are the names that it gives other documents, `announced` those of its attachments, `text` all that stands on it,
    folded.
    """

    page: int
    is_empty: bool = False
    text: str = ""
    wrapper: str = ""
    is_paper: bool = False
    letterhead: str = ""
    is_red: bool = False
    number: str | None = None
    title: str | None = None
    is_headed: bool = False
    folio: int | None = None
    folios: int | None = None
    is_attachment: bool = False
    has_stamp: bool = False
    is_signed: bool = False
    has_imprint: bool = False
    is_rounded_off: bool = False
    opens_mid: bool = False
    ends_mid: bool = False
    is_table: bool = False
    columns: str = ""
    quoted: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on the page but perhaps its number."""
        return not self.text


def of(page: Page) -> Face:
    """Return what a page shows."""
    spots = gather((page,))
    folio, folios = _folio(page)
    text = "".join(spot.plain for spot in spots)
    face = Face(
        page=page.number, is_empty=page.blank, text=text, wrapper=wrappers.named(spots), folio=folio, folios=folios
    )
    if face.wrapper or face.is_blank:
        return face
    stamp = {spot.place.line for spot in wrappers.stamp(spots)}
    bare = replace(page, lines=tuple(line for index, line in enumerate(page.lines) if index not in stamp))
    face = replace(face, has_stamp=bool(stamp))
    return _as_document(face, gather((bare,)) or spots, divide((bare,)))


def _as_document(face: Face, spots: tuple[Spot, ...], parts: Parts) -> Face:
    letterhead = _letterhead(spots)
    titled = title.find(parts)
    first = parts.title[0] if titled and parts.title else None
    row = next((spot for spot in spots[:_HEAD_LINES] if roles.of(spot) is Role.TABLE), None)
    return replace(
        face,
        is_paper=len(spots) >= _PAPER_LINES and len(face.text) >= _PAPER_CHARACTERS,
        letterhead=letterhead.plain if letterhead else "",
        is_red=letterhead is not None and letterhead.ink is Ink.RED,
        number=_number(parts),
        title=plain(titled.value) if titled else None,
        is_headed=first is not None and _is_high(first) and (first.size >= _LARGE or first.is_centred),
        is_attachment=any(_ATTACHMENT.fullmatch(spot.plain) and _is_high(spot) for spot in spots[:_MARK_LINES]),
        is_signed=_is_signed(parts),
        has_imprint=any(_IMPRINT.match(spot.plain) for spot in spots[-_IMPRINT_LINES:]),
        is_rounded_off=any(_CLOSE.match(spot.plain) for spot in spots[-_CLOSE_LINES:]),
        opens_mid=first is None and _opens_mid(spots[0]),
        ends_mid=_ends_mid(spots[-1]),
        is_table=row is not None and row is spots[0],
        columns=row.plain if row else "",
        quoted=tuple(_QUOTED.findall(face.text)),
        announced=_announced(spots),
    )


def _is_high(spot: Spot) -> bool:
    return spot.depth is not None and spot.depth < _HIGH


def _letterhead(spots: tuple[Spot, ...]) -> Spot | None:
    return next((spot for spot in spots[:_HEAD_LINES] if _is_high(spot) and _is_letterhead(spot)), None)


def _is_letterhead(spot: Spot) -> bool:
    """Return whether a line is one of a letterhead: red, or on a copy in black, large and the name of one."""
    if spot.box is None or spot.box.height < _POINTS or number_forms.is_number(spot.plain):  # a seal's are smaller
        return False
    is_large = spot.size >= _LETTERS
    is_named = bool(roles.letterhead_names(spot.text)) or bool(_MASTHEAD.fullmatch(spot.plain))
    if spot.ink is Ink.RED:
        return is_named or (is_large and spot.is_centred and han_count(spot.plain) >= _LETTERHEAD)
    return is_large and bool(_MASTHEAD.fullmatch(spot.plain))


def _number(parts: Parts) -> str | None:
    """Return the document number in a page's head."""
    found = number.find(parts)
    if found is None or found.place is None:
        return None
    spot = next((spot for spot in parts.main if spot.place == found.place), None)
    return found.value if spot and _is_high(spot) else None


def _folio(page: Page) -> tuple[int | None, int | None]:
    """Return the page number printed at the foot and the total beside it.

    Numbers at the top are those that an archivist stamps through a whole volume.
    """
    if page.leaves:
        return None, None
    low = replace(page, lines=tuple(line for line in page.lines if _is_low(line, page)))
    number = printed_number(low)
    totals = [int(match[1]) for line in low.lines if (match := _TOTAL.search(plain(line.text)))]
    return number, totals[-1] if number and totals else None


def _is_low(line: Line, page: Page) -> bool:
    return line.region is Region.PAGE_NUMBER and line.box is not None and line.box.top > _LOW * page.height


def _is_signed(parts: Parts) -> bool:
    """Return whether a signature with its date ends the text of the page."""
    below = parts.main[len(parts.head) + len(parts.title) :] if parts.title else parts.main
    signed = signature.find(below)
    if signed is None or signed.day is None or not (signed.names or signed.day.is_right):
        return False
    place = signed.day.place
    after = [spot for spot in below if (spot.place.page, spot.place.line) > (place.page, place.line)]
    return len(after) <= _LINES_AFTER_DATE


def _opens_mid(first: Spot) -> bool:
    """Return whether the first line goes on with a paragraph: at the left edge, running text, not numbered."""
    return first.is_flush and not first.is_centred and len(first.plain) >= _RUNNING and first.size < _LARGE


def _ends_mid(last: Spot) -> bool:
    """Return whether the last line is running text that fills its line and ends no sentence."""
    return last.is_full and roles.of(last) is not Role.TABLE and not _SENTENCE_END.search(last.plain)


def _announced(spots: tuple[Spot, ...]) -> tuple[str, ...]:
    """Return the names of attachments that a page lists below its text (附件：1. …  2. …)."""
    found: list[str] = []
    for spot in spots:
        match = _ANNOUNCED.match(spot.plain)
        if match and (match["name"] or found):
            found.append(match["name"] or match["next"])
        elif found:
            break
    return tuple(found)
