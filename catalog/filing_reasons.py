"""The words that decided, as a clerk reads them, and what speaks against."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.folder_hint import Hint
from catalog.items import Item
from catalog.matching import Hit
from catalog.record import Place
from catalog.zones import Where

QUOTED = 3  # terms that are quoted of each part


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """All that speaks for one item: what the record says, the terms found where, own words, kind, unit and folder.

    `spoken` is what was said, `from_text` the part of it that counts: less when said `passing`. `named` is a record
    that calls itself one of the item's papers.
    """

    item: Item
    spoken: float
    from_text: float
    hits: tuple[tuple[Where, Hit], ...]
    words: tuple[str, ...]
    kind: str
    named: bool
    passing: bool
    unit: str
    hint: Hint | None
    other_hint: Hint | None
    place: Place | None

    @property
    def in_title(self) -> bool:
        """Whether the title says a word of it."""
        return any(where is Where.TITLE for where, _ in self.hits)

    @property
    def total(self) -> float:
        """What record and folder say together."""
        return self.from_text + (self.hint.weight if self.hint else 0.0)


def reason(said: Said) -> str:
    """Return in Chinese what decided, part by part: 题名, 正文, 文种, 责任者, 文件夹."""
    parts: list[str] = []
    if said.hint and not said.hint.unclear:
        parts.append(f"文件夹“{said.hint.folder}”{'' if said.hint.plain else '也许'}指本条")
    told: tuple[str, ...] = ()
    for where in Where:
        here = telling(dict.fromkeys(hit.quoted for place, hit in said.hits if place is where))
        new = tuple(term for term in here if not any(_covers(other, term) for other in told))
        told += new
        if new:
            parts.append(f"{where.value}有{_quoted(new)}")
    if not said.hits and said.words:
        parts.append(f"与本条用语相近：{_quoted(said.words)}")
    if parts and said.kind:
        parts.append(f"文种合乎“{said.kind}”")
    if parts and said.unit:
        parts.append(f"责任者“{said.unit}”是本条责任单位")
    return "；".join(parts) if parts else "没有找到指向本条的词"


def against(said: Said, best: str, doubts: tuple[str, ...], *, kind_read: bool) -> str:
    """Return in Chinese what speaks against the item or could not be judged; empty when nothing does."""
    parts = list(doubts)
    if said.other_hint:
        parts.append(f"文件夹“{said.other_hint.folder}”指的是第{said.other_hint.item}条")
    if said.passing:
        parts.append("题名说的是别的事，正文只提到一次")
    if said.hint and said.hint.unclear:
        parts.append(f"文件夹“{said.hint.folder}”的编号与名称不一致，没有采用")
    if said.item.number != best:
        parts.append(f"第{best}条更像")
    if kind_read and not said.kind and said.item.points:
        parts.append("没有认出本条要的材料种类")
    return "；".join(parts)


def telling(terms: Iterable[str]) -> tuple[str, ...]:
    """Return the terms that no other one of them says already: 双拥主题公园 says 双拥…公园."""
    kept: list[str] = []
    for term in terms:
        if not any(_covers(other, term) for other in kept):
            kept = [other for other in kept if not _covers(term, other)] + [term]
    return tuple(kept)


def _covers(term: str, other: str) -> bool:
    return all(piece in term for piece in other.split("…"))


def _quoted(terms: tuple[str, ...]) -> str:
    return "".join(f"“{term}”" for term in terms[:QUOTED])
