"""机构简称: which issuers are named by a short form, and the full form where the document itself prints it.

The value of an issuer stays as printed (县双拥办). DA/T 18-2022 has authors under their full or accepted short name;
to find all papers of one office its full name stands beside it, never in its place, and only where the pages give it:
behind 以下简称, or on a line that is nothing but names (letterhead, signature). The short names of the trade are data
(`short_names.toml`), each with its source; they say what to look for and never fill in a name.
"""

import pkgutil
import re
import tomllib
from dataclasses import dataclass
from functools import cache

from catalog.fields import organisation, roles
from catalog.fields.characters import HAN, plain
from catalog.fields.parts import Parts
from catalog.fields.spots import Spot
from catalog.record import Seen
from catalog.toml_shape import Table

_CALLED = re.compile(
    rf"(?<![{HAN}])(?P<full>[{HAN}]{{4,40}})[(（](?:以下)?简称[“\"《]?(?P<short>[{HAN}]{{2,16}})[”\"》]?[)）]"
)
_NOTE = "“{}”的全称"
_BY_FORM, _SAID = 0.8, 0.95
_SHORTEST_PLACE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office's short name, the endings of the full names that it may stand for, and where that is from."""

    short: str
    full: tuple[str, ...]
    source: str


def find(parts: Parts, issuers: tuple[Seen[str], ...]) -> tuple[Seen[str], ...]:
    """Return the full names, printed in the record, of those issuers that stand under a short one, in their order.

    `note` tells which issuer each belongs to.
    """
    found = (_full_form(parts, seen.value) for seen in issuers)
    return tuple(seen for seen in found if seen)


def full_name(name: str, found: tuple[Seen[str], ...]) -> str | None:
    """Return the full name that `find` found of an issuer, or None."""
    return next((seen.value for seen in found if seen.note == _NOTE.format(name)), None)


def is_short(name: str) -> bool:
    """Return whether a name ends like a short one of the trade and not like a full one."""
    folded = plain(name)
    return _office(folded) is not None


def stands_for(short: str, full: str) -> bool:
    """Return whether a full name may be that of an office under its short one: place and ending both fit.

    县双拥办 may stand for 青溪县双拥工作领导小组办公室: what precedes the ending is the place or a piece of it.
    """
    office = _office(plain(short))
    if office is None:
        return False
    before = plain(short).removesuffix(office.short)
    folded = plain(full)
    places = (folded.removesuffix(ending) for ending in office.full if folded.endswith(ending))
    return any(_same_place(before, place) for place in places)


def format(short: str, full: str) -> str:  # noqa: A001 - the verb that every field module has
    """Return a short and a full name as they are shown together."""
    return f"{short}（{full}）"


@cache
def shipped() -> tuple[Office, ...]:
    """Return the short names of this package, the longest first."""
    content = pkgutil.get_data("catalog", "fields/short_names.toml")
    if content is None:
        raise AssertionError("the package lacks its table of short names")
    return parse(content.decode("utf-8"))


def parse(text: str) -> tuple[Office, ...]:
    """Return the offices that a TOML text lists, the longest short name first; ShapeError names what is wrong."""
    rows = Table(tomllib.loads(text), "").tables("office", "第{}个简称")
    offices = [Office(short=row.text("short"), full=row.texts("full"), source=row.text("source")) for row in rows]
    return tuple(sorted(offices, key=lambda office: -len(office.short)))


def _office(folded: str) -> Office | None:
    """Return the office whose short name ends a folded one, unless the same ending is a full name's."""
    for office in shipped():
        if folded.endswith(office.short) and not folded.endswith(office.full):
            return office
    return None


def _same_place(before: str, place: str) -> bool:
    """Return whether what precedes a short name can be the place of a full one: the same, its end, or nothing."""
    return place.endswith(before) or (len(before) >= _SHORTEST_PLACE and place.startswith(before))


def _full_form(parts: Parts, short: str) -> Seen[str] | None:
    """Return the full name of one issuer where the record prints it: said by 以下简称, else the only one that fits."""
    note = _NOTE.format(short)
    fitting: dict[str, Spot] = {}
    for spot in parts.main:
        for match in _CALLED.finditer(spot.plain):
            if plain(short).endswith(match["short"]) and organisation.parse(match["full"]):
                value, confidence = match["full"], round(_SAID * spot.confidence, 3)
                return Seen(value=value, confidence=confidence, place=spot.place, note=note)
        for name in roles.letterhead_names(spot.text):
            if stands_for(short, name):
                fitting.setdefault(name, spot)
    if len(fitting) != 1:
        return None
    name, spot = next(iter(fitting.items()))
    return Seen(value=name, confidence=round(_BY_FORM * spot.confidence, 3), place=spot.place, note=note)
