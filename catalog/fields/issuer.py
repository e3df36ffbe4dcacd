"""责任者: who issued a document, GB/T 9704-2012 7.2.4 (letterhead) and 7.3.5 (signature).

Full names or accepted short ones; all of a joint document's issuers in the order in which they sign. The fuller name
wins where letterhead and signature name one body; what both say is surest. Forms name who filled them in, agreements
their parties, news its source; minutes and bulletins their masthead's row. Never an addressee, never who is sent a
copy (抄送机关) or printed it (印发机关, 7.4).
"""

import re
from dataclasses import dataclass, replace

from catalog.fields import date_forms, heading_note, kinds, label_names, organisation, roles, signature
from catalog.fields.characters import han_count, plain
from catalog.fields.parts import Parts
from catalog.fields.signatories import Name
from catalog.fields.spots import Spot, beside
from catalog.record import Seen
from ocr.page import Ink

_MASTHEAD_ROW = re.compile(r"(?:主办|编印|编发|编制|编|印发|整理|主编)$|^(?:主办单位|编印单位|主办|编印):?")
_MASTHEAD = re.compile(
    r"(?:全体\(扩大\)|全体|专题|办公|常务|联席|工作|党组|党委|第.{1,4}次)*(?:会议纪要|会议|纪要|工作简报|简报|信息|动态|命令|令|公告|通告)$"
)
_ORDER_NUMBER = re.compile(r"(?:[12]\d{3}年)?第.{1,5}号$")
_LARGE = 1.2
_AUTHOR_GAP = 1.7
_MASTHEAD_LENGTH = 30
_SELF_MADE = frozenset(
    {
        "总结",
        "计划",
        "述职报告",
        "自查报告",
        "工作报告",
        "政府工作报告",
        "报告",
        "方案",
        "拨款凭证",
        "预算",
        "制度",
        "职责",
    }
)
_AUTHORED = re.compile(
    r"[12]\d{3}|二[〇○零0]|关于|年度|[上下]半年|双拥|国防|拥军|工作|预算|拨款|财政|经费|退役|征兵|优抚|全民|党|述职|主要|部门"
    r"|国库|资金|专项|支付|直接|转账|收款|落实|创建|贯彻|第"
)
_NO_SOURCE = re.compile(
    r"(?:本站|本网|原创|网络|互联网|转载|未知|佚名|综合|其他|不详|管理员|admin|本站原创|网站)", re.IGNORECASE
)
_CREDIT = re.compile(r"\(?(?P<name>.{3,30}?)(?:供稿|供图)\)?")
_SOURCE_END = re.compile(r"[\s|,，;；(（【\[]|作者|编辑|责编|浏览|点击|发布")
_SOURCE_LENGTH = range(3, 31)
_PARTY_NOTE = re.compile(r"\((?:以下)?简?称.*|\((?:盖章|公章|签章|签字|章)\)|_{2,}")
_PARTY_LENGTH = range(3, 41)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuers:
    """The issuers found, and whether letterhead and signature name bodies that have nothing to do with each other."""

    seen: tuple[Seen[str], ...]
    disagree: bool = False


def find(parts: Parts) -> tuple[Seen[str], ...]:
    """Return every issuer with its place, in the document's order; empty where the document names none."""
    return weigh(parts).seen


def parse(text: str) -> tuple[str, ...]:
    """Return the names in a list of issuers as a listing prints it."""
    return tuple(name for name in re.split(r"[、\s]+", text) if name)


def format(names: tuple[str, ...]) -> str:  # noqa: A001 - the verb that every field module has
    """Return the issuers as a listing prints them, in order, parted by 、."""
    return "、".join(names)


def weigh(parts: Parts) -> Issuers:
    """Return the issuers and whether the places that name them disagree."""
    signed = _signed(parts)
    if not signed and (row := _masthead_row(parts)):
        return Issuers(seen=row)
    printed = _letterhead(parts)
    if signed and printed:
        return _reconciled(signed, printed)
    for names, strength in ((signed, 0.9), (printed, 0.88)):
        if names:
            return Issuers(seen=tuple(_seen(name, strength) for name in names))
    for look in (_parties, _noted, _labelled, _below_title, _in_title, _source):
        seen = look(parts)
        if seen:
            return Issuers(seen=seen)
    return Issuers(seen=())


def _signed(parts: Parts) -> tuple[Name, ...]:
    signed = signature.find(parts.closing)
    return () if signed is None or _has_parties(parts) else signed.names


def _letterhead(parts: Parts) -> tuple[Name, ...]:
    """Return the names of the letterhead: large or ending in 文件, above the number or the title."""
    names: list[Name] = []
    numbered = [index for index, spot in enumerate(parts.head) if roles.of(spot) is roles.Role.NUMBER]
    above = parts.head[: numbered[0]] if numbered else parts.head
    lines = [spot for spot in above if _is_letterhead(spot, above_number=bool(numbered))]
    for index, spot in enumerate(lines):
        found = roles.letterhead_names(spot.text) or roles.letterhead_names(
            "".join(part.plain for part in lines[index : index + 2])
        )
        for text in found:
            if not any(name.text.endswith(text) for name in names):
                names.append(Name(text=text, place=spot.place, confidence=spot.confidence))
    return tuple(names) or _masthead(parts)


def _is_letterhead(spot: Spot, *, above_number: bool) -> bool:
    if roles.of(spot) not in {roles.Role.ORGANISATION, roles.Role.HEADING} or _MASTHEAD.search(spot.plain):
        return False
    if spot.plain.endswith("文件") and han_count(spot.plain) > len("文件"):
        return True
    if spot.box is None:
        return above_number
    return spot.size >= _LARGE and (above_number or spot.ink is Ink.RED)


def _masthead(parts: Parts) -> tuple[Name, ...]:
    """Return the body that a masthead such as ××县人民政府令 or ××领导小组会议纪要 begins with."""
    if not any(roles.of(spot) is roles.Role.NUMBER for spot in parts.number_region):
        return ()
    for spot in parts.head or parts.title[:1]:
        text = _MASTHEAD.sub("", _ORDER_NUMBER.sub("", spot.plain))
        name = organisation.parse(text) if text != spot.plain and len(spot.plain) <= _MASTHEAD_LENGTH else None
        if name:
            return (Name(text=name, place=spot.place, confidence=0.85 * spot.confidence),)
    return ()


def _reconciled(signed: tuple[Name, ...], printed: tuple[Name, ...]) -> Issuers:
    """Return the signed names, fuller and surer where the letterhead has them, and what only a letterhead lists.

    The order is that of the signature, unless it is incomplete (seals hide names) and the letterhead lists more.
    """
    twins = _twins(signed, printed)
    known = {other: _seen(_better(name, other), 0.98) for name, other in twins.items() if other}
    if known and len(printed) > len(signed):
        listed = [known.get(other) or _seen(other, 0.75) for other in printed]
        return Issuers(seen=(*listed, *(_seen(name, 0.85) for name, other in twins.items() if other is None)))
    seen = tuple(known[other] if other else _seen(name, 0.85) for name, other in twins.items())
    return Issuers(seen=tuple(dict.fromkeys(seen)), disagree=not known)


def _twins(signed: tuple[Name, ...], printed: tuple[Name, ...]) -> dict[Name, Name | None]:
    """Return for each signed name the letterhead's name of the same body: equal, fuller or shorter, else misread.

    A name with a few characters missing or wrong is taken for one misread only where both places name equally many
    bodies, in the same order; what a seal left of a name is one of the letterhead's where it can be of one alone.
    """
    twins: dict[Name, Name | None] = dict.fromkeys(signed)
    for is_same in (str.__eq__, _one_shortens, organisation.resembles):
        for index, name in enumerate(signed):
            free = [other for other in printed if other not in twins.values()]
            if is_same is organisation.resembles:
                free = [other for other in free if len(signed) == len(printed) and printed[index] == other]
            twins[name] = twins[name] or next((other for other in free if is_same(name.text, other.text)), None)
    for name in [name for name, other in twins.items() if other is None and len(printed) > len(signed)]:
        whole = [other for other in printed if organisation.is_remnant(name.text, other.text)]
        twins[name] = whole[0] if len(whole) == 1 and whole[0] not in twins.values() else None
    return twins


def _one_shortens(one: str, other: str) -> bool:
    return organisation.shortens(one, other) or organisation.shortens(other, one)


def _better(signed: Name, printed: Name) -> Name:
    if len(printed.text) > len(signed.text):
        return printed
    if len(printed.text) == len(signed.text) and printed.text != signed.text and printed.confidence > signed.confidence:
        return printed
    return replace(signed, confidence=max(signed.confidence, min(printed.confidence, 0.97)))


def _has_parties(parts: Parts) -> bool:
    return sum(label.name in label_names.PARTY for label in parts.labels) > 1


def _parties(parts: Parts) -> tuple[Seen[str], ...]:
    """Return the parties of an agreement in order."""
    seen: dict[str, tuple[Seen[str], ...]] = {}
    for label in parts.labels if _has_parties(parts) else ():
        text = _PARTY_NOTE.sub("", plain(label.text)).strip(",;。:")
        if label.name in label_names.PARTY and len(text) in _PARTY_LENGTH and label.name not in seen:
            confidence = round(0.88 * label.confidence, 3)
            names = organisation.split(text) or (text,)
            seen[label.name] = tuple(Seen(value=name, confidence=confidence, place=label.place) for name in names)
    unique = {one.value: one for party in seen.values() for one in party}
    return tuple(unique.values())


def _noted(parts: Parts) -> tuple[Seen[str], ...]:
    """Return the bodies that the note below the title says to have issued the text."""
    note = heading_note.find(parts)
    if note is None:
        return ()
    confidence = round(0.88 * note.confidence, 3)
    return tuple(Seen(value=name, confidence=confidence, place=note.place) for name in note.names)


def _masthead_row(parts: Parts) -> tuple[Seen[str], ...]:
    """Return the body on the row of issuer and date of minutes and bulletins."""
    lines = (*parts.head, *parts.below[:4])
    for spot, following in zip(lines, (*lines[1:], None), strict=False):
        ending = date_forms.trailing(spot.plain)
        text = ending[0].rstrip("(") if ending else spot.plain
        bare = _MASTHEAD_ROW.sub("", text)
        joined = following is not None and (spot.box is None or beside(spot, following))
        dated = following is not None and joined and date_forms.shape(following.plain)
        name = organisation.parse(bare) if ending or dated or bare != text else None
        if name:
            return (Seen(value=name, confidence=round(0.9 * spot.confidence, 3), place=spot.place),)
    return ()


def _labelled(parts: Parts) -> tuple[Seen[str], ...]:
    for wanted, strength in ((label_names.ISSUED_BY, 0.88), (label_names.FILLED_BY, 0.85), (label_names.UNIT, 0.75)):
        for label in parts.labels:
            names = organisation.split(label.text) if label.name in wanted else ()
            if names:
                confidence = round(strength * label.confidence, 3)
                return tuple(Seen(value=name, confidence=confidence, place=label.place) for name in names)
    return ()


def _below_title(parts: Parts) -> tuple[Seen[str], ...]:
    """Return the author whose name stands centred below the title, or there with a date before or after it."""
    lines = parts.below[:4] if parts.title else ()
    for spot, following in zip(lines, (*lines[1:], None), strict=False):
        dated = following is not None and (date_forms.shape(following.plain) or date_forms.is_partial(following.plain))
        names = organisation.split(spot.text.strip("()（） "))
        if names and (dated or _is_close(parts.title[-1], spot)):
            return tuple(
                Seen(value=name, confidence=round(0.8 * spot.confidence, 3), place=spot.place) for name in names
            )
    return ()


def _is_close(title: Spot, spot: Spot) -> bool:
    """Return whether a line stands centred right below the title, and not as the caption of a picture further down."""
    if title.box is None or spot.box is None or title.place.page != spot.place.page:
        return False
    return spot.is_centred and spot.box.top - title.box.bottom < _AUTHOR_GAP * title.box.height


def _in_title(parts: Parts) -> tuple[Seen[str], ...]:
    """Return the body that a title names first, where a title of this kind names its author (××局2023年工作总结)."""
    text = "".join(spot.plain for spot in parts.title)
    if not text or any(label.name in label_names.SOURCE | label_names.PUBLISHED for label in parts.head_labels):
        return ()
    name = organisation.leading(text)
    if name is None and kinds.of(text) in _SELF_MADE:
        name = _author(text)
    if name is None or kinds.of(text) is None:
        return ()
    return (Seen(value=name, confidence=round(0.7 * parts.title[0].confidence, 3), place=parts.title[0].place),)


def _author(text: str) -> str | None:
    """Return the longest name that begins a title and is followed by its year or subject."""
    for length in range(len(text), 3, -1):
        if _AUTHORED.match(text, length) and (name := organisation.parse(text[:length])):
            return name
    return None


def _source(parts: Parts) -> tuple[Seen[str], ...]:
    """Return the medium or unit that a news piece names as its source."""
    for label in parts.labels:
        text = plain(_SOURCE_END.split(label.text.strip())[0]) if label.name in label_names.SOURCE else ""
        if len(text) in _SOURCE_LENGTH and not _NO_SOURCE.fullmatch(text) and han_count(text):
            return (Seen(value=text, confidence=round(0.75 * label.confidence, 3), place=label.place),)
    for spot in parts.closing:
        match = _CREDIT.fullmatch(spot.plain)
        name = organisation.parse(match["name"]) if match else None
        if name:
            return (Seen(value=name, confidence=round(0.7 * spot.confidence, 3), place=spot.place),)
    return ()


def _seen(name: Name, strength: float) -> Seen[str]:
    return Seen(value=name.text, confidence=round(strength * name.confidence, 3), place=name.place)
