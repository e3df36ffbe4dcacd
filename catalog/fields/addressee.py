"""主送机关: whom a document is sent to, GB/T 9704-2012 7.3.2.

A line below the title, flush with the left edge and ended by a colon; it may run over several lines. Bodies by their
names (××县财政局), by kind (各镇人民政府，各部门) or both. Persons and audiences (同志们：, ×××同志：) are
greeted, not addressed; bodies that get a copy (抄送) stand elsewhere. The value is what is printed before the colon.
"""

import re

from catalog.fields import date_forms, organisation, roles
from catalog.fields.characters import han_count, plain, tidy
from catalog.fields.parts import Parts
from catalog.fields.spots import Spot
from catalog.record import Seen

_MOST_LINES, _LINES_BEFORE = 6, 4
_MOST = 300
_SIGN = re.compile(r"[、,，;；]")
_END = re.compile(r"[:：﹕∶]$")
_SPECKS = re.compile(r"^[·•.．、，,'`~^_*|-]+")
_NARROW = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）"})
_KIND_OF_BODY = re.compile(
    r"(?:本?(?:[省市县区州旗镇乡局委]|单位))?(?:级|直|属|内)?各.{0,24}|驻.{1,16}|.{2,30}(?:党委|党工委|政府|管委会|部门|单位|部队|机构|企业|院校|学校|团体)"
    r"|.{2,30}(?:小组|成员|机关|人大常委会|政协|群团组织)|.{0,12}(?:省|区|县|市|镇|乡|街道|村|社区)(?:\([^()]+\))?.{0,12}"
)
_IN_LIST = re.compile(r"政府|党委|.{2,24}(?:局|委|办|部|院|会|处|队|站|所|社|厅|科|室|馆|中心|公司|银行)")
"""What stands for a body only among others: 县财政局、民政局；各镇党委、政府."""
_NOBODY = re.compile(
    r"同志|先生|女士|朋友|战友|官兵|乡亲|父老|代表|来宾|嘉宾|领导(?!小?组)|老师|同学|家长|青年|居民|群众(?!团体)"
    r"|您|你好|大家|各位|尊敬|亲爱|敬爱|如下|通知|要求|事项|内容|附件|附表|说明|时间|地点|主持|出席|列席|参加|记录|议题|来源|电话|联系|甲方|乙方|填报|单位名称"
)
_ASIDE = re.compile(r"\([^()]{1,8}\)")
"""党委（党组）, 办公厅（室）."""
_GREETED = re.compile(r"(?:同志们?|战友们?|朋友们?|先生|女士)$")


def find(parts: Parts) -> Seen[str] | None:
    """Return whom the document is addressed to with the place of the first line, or None."""
    lines = (*parts.below[-_LINES_BEFORE:], *parts.body[:_MOST_LINES])
    begins = len(parts.below[-_LINES_BEFORE:]) - 1
    for start in range(len(lines)):
        if start > begins + 1:
            return None
        stop = _end(lines, start)
        seen = _read(lines[start:stop], lines[stop : stop + 1]) if stop else None
        if seen:
            return seen
    return None


def parse(text: str) -> str | None:
    """Return the bodies that a line or several address, as printed without the colon; None where they are none."""
    folded = _SPECKS.sub("", plain(text))
    if not _END.search(folded) or not _names_bodies(folded[:-1]):
        return None
    return format(tidy(text))


def format(text: str) -> str:  # noqa: A001 - the verb that every field module has
    """Return bodies as print has them: signs of full width, no colon."""
    return _SPECKS.sub("", tidy(text)).rstrip(":：﹕∶ ").translate(_NARROW)


def _end(lines: tuple[Spot, ...], start: int) -> int | None:
    """Return the index behind the line that ends an address which may begin at `start`, or None."""
    for index in range(start, min(start + _MOST_LINES, len(lines))):
        spot = lines[index]
        if index > start and not _goes_on(lines[index - 1], spot):
            return None
        if "。" in spot.plain or "\t" in spot.text.strip() or date_forms.shape(spot.plain):
            return None
        if _END.search(spot.plain):
            return index + 1
    return None


def _goes_on(above: Spot, below: Spot) -> bool:
    """Return whether a line goes on with the address of the line above: flush below a full one."""
    if _END.fullmatch(below.plain):
        return True
    if above.box is None or below.box is None:
        return bool(_SIGN.search(above.plain[-1:]))
    return above.place.page == below.place.page and below.is_flush


def _read(lines: tuple[Spot, ...], following: tuple[Spot, ...]) -> Seen[str] | None:
    first = lines[0]
    value = parse("".join(tidy(spot.text) for spot in lines))
    if value is None or (first.box is not None and not first.is_flush):
        return None
    follows = bool(following) and (following[0].box is None or not following[0].is_flush)
    strength = 0.95 if follows else 0.85
    return Seen(value=value, confidence=round(strength * min(spot.confidence for spot in lines), 3), place=first.place)


def _names_bodies(text: str) -> bool:
    """Return whether a folded list names bodies by name or kind and nothing else."""
    pieces = [piece for piece in _SIGN.split(text) if piece]
    if not pieces or len(text) > _MOST or _GREETED.search(text) or han_count(text) < len("县委"):
        return False
    is_list = len(pieces) > 1
    return all(_is_body(piece, is_list=is_list) for piece in pieces) and (is_list or not roles.is_prose(text))


def _is_body(piece: str, *, is_list: bool) -> bool:
    piece = _ASIDE.sub("", piece)
    if organisation.parse(piece):
        return True
    if _NOBODY.search(piece):
        return False
    return bool(_KIND_OF_BODY.fullmatch(piece) or (is_list and _IN_LIST.fullmatch(piece)))
