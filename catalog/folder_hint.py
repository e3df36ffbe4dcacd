"""What the folders of a record say about its item: a clerk who sorted files into folders has half decided.

A number counts as an item's number when the folder says so (`12/`, `第12项`, `12_走访慰问`). A year does not, and a
bare number below a year folder may be a month. A folder named after the unit that hands in says nothing of the item.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from catalog import weights
from catalog.items import Standard
from catalog.zones import is_unit, plain

NUMBERED = re.compile(r"第?0*(\d{1,3})(项|条|号|款)?[、.．_\-—:：)）]*(.*)")
YEAR = re.compile(r"(19|20)\d\d(年度?|年-.*)?|(19|20)\d\d[-—~至](19|20)?\d\d(年度?)?")
ALIKE = 0.6  # share of pairs of characters that two names have in common
LEAST_PAIRS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """That a folder speaks for an item, how strongly, and the folder as it is written."""

    item: str
    weight: float
    folder: str
    unclear: bool = False

    @property
    def plain(self) -> bool:
        """Whether the folder says so plainly that filing elsewhere needs a person's word."""
        return self.weight >= weights.FOLDER_PLAIN


def find(folders: tuple[str, ...], standard: Standard) -> tuple[Hint, ...]:
    """Return the hints of a path's folders, the strongest first; none when no folder names an item."""
    titles = {item.number: plain(item.title) for item in standard.items}
    years = frozenset(year.name for year in standard.years)
    hints: dict[str, Hint] = {}
    below_year = False
    for folder in folders:
        if is_year(folder, years):
            below_year = True
            continue
        for hint in _of(folder, titles, below_year=below_year):
            if hint.item not in hints or hint.weight > hints[hint.item].weight:
                hints[hint.item] = hint
    return tuple(sorted(hints.values(), key=lambda hint: -hint.weight))


def is_year(folder: str, years: frozenset[str]) -> bool:
    """Tell whether a folder names a year: 2023, 2023年, 2020-2023, or an evidence year of the standard."""
    name = plain(folder)
    return name in years or YEAR.fullmatch(name) is not None


def _of(folder: str, titles: Mapping[str, str], *, below_year: bool) -> list[Hint]:
    name = plain(folder)
    numbered = NUMBERED.fullmatch(name)
    rest = name
    hints: list[Hint] = []
    if numbered is not None and numbered[1] in titles:
        rest = numbered[3]
        hints.append(_by_number(folder, numbered, titles[numbered[1]], below_year=below_year))
    elif name in titles:
        return [Hint(item=name, weight=weights.FOLDER_NUMBER, folder=folder)]
    if is_unit(rest) and rest not in titles.values():
        return hints
    alike = {number: likeness for number, title in titles.items() if (likeness := _alike(rest, title)) >= ALIKE}
    best = [number for number in alike if alike[number] == max(alike.values())]
    # 退役军人 is in several titles: such a folder says a little for each
    hints += [
        Hint(item=number, weight=weights.FOLDER_TITLE * alike[number] / len(best), folder=folder) for number in best
    ]
    return hints


def _by_number(folder: str, numbered: re.Match[str], title: str, *, below_year: bool) -> Hint:
    number, said, rest = numbered[1], numbered[2], numbered[3]
    if rest and _alike(rest, title) >= ALIKE:
        return Hint(item=number, weight=weights.FOLDER_TITLE, folder=folder)
    if said:
        return Hint(item=number, weight=weights.FOLDER_NUMBER, folder=folder)
    if rest:
        # 3月资料 or 12_优抚: the number may count something else
        return Hint(item=number, weight=weights.FOLDER_IN_YEAR, folder=folder, unclear=True)
    bare = weights.FOLDER_IN_YEAR if below_year else weights.FOLDER_BARE_NUMBER
    return Hint(item=number, weight=bare, folder=folder)


def _alike(name: str, title: str) -> float:
    """Return the share of pairs of characters that the shorter of two names has in common with the other."""
    if not name or not title:
        return 0.0
    if name == title:
        return 1.0
    mine = {name[at : at + 2] for at in range(len(name) - 1)}
    theirs = {title[at : at + 2] for at in range(len(title) - 1)}
    fewest = min(len(mine), len(theirs))
    return len(mine & theirs) / fewest if fewest >= LEAST_PAIRS else 0.0
