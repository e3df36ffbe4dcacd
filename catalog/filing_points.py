"""Which points of an item a record would prove, and which of filing's rules could not be tried on it, in Chinese."""

from dataclasses import dataclass

from catalog.items import Item, Standard
from catalog.proving import gifts
from catalog.record import Evidence
from catalog.zones import Zones

TEXT_LENGTH = 2000  # characters that tell the points of an item apart
SHOWN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    record: str
    year: str | None
    kind: str | None
    title: str
    text: str


def points(item: Item, evidence: Evidence, zones: Zones) -> str:
    """Return the points of an item that want this kind of paper; empty where none does."""
    description = evidence.description
    held = _Held(
        record="",
        year=description.year.value if description.year else None,
        kind=description.kind.value if description.kind else None,
        title=zones.title.text,
        text=zones.body.text[:TEXT_LENGTH],
    )
    (gift,) = gifts(item, [held])
    proved = [point.text for point, kinds in zip(item.points, gift.kinds, strict=True) if kinds and point.evidence]
    if not proved:
        return ""
    more = f"等 {len(proved)} 个" if len(proved) > SHOWN else ""
    return f"可证明要点{''.join(f'“{text}”' for text in proved[:SHOWN])}{more}"


def untried(item: Item, evidence: Evidence, standard: Standard) -> str:
    """Return what could not be compared because it was not read, and a date that no evidence year holds."""
    description = evidence.description
    parts: list[str] = []
    if item.units and not description.issuers:
        parts.append("责任单位（没有读出责任者）")
    if any(point.evidence for point in item.points) and not (description.kind or description.title):
        parts.append("材料种类（没有读出文种和题名）")
    dated = description.year or description.issue_date
    if any(point.per_year for point in item.points) and not dated:
        parts.append("年度（没有读出日期）")
    told = [f"未能对照{'、'.join(parts)}"] if parts else []
    day = description.issue_date.value if description.issue_date else None
    if day and not description.year and not any(year.start <= day <= year.end for year in standard.years):
        told.append(f"成文日期 {day.isoformat()} 不在考评年度内")
    return "；".join(told)
