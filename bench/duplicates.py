"""Measures how duplicates are found: `python bench/duplicates.py [--seed N] [--each N] [--show KIND] [--many N]`.

Papers are composed, read twice with slips, and put into one archive with others that are nearly the same and are not:
next year's notice, another village's roster, the same form for another person. Prints for each kind of pair how many
are proposed, and precision and recall over the whole archive, where every pair that is proposed counts. Tune on other
seeds than those reported. `--many` measures an archive of so many records.
"""

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import combinations

import describing_paper
from describing import YEARS
from duplicate_papers import PAPERS, SERIES, Facts, Paper, invent, next_year, notice, plan, regulation, slip

from catalog import duplicates, likeness, wording
from catalog.describe import describe
from catalog.duplicates import Relation
from catalog.record import Description, Seen
from ocr.page import Line, Page, Source

CLEAN, USUAL, POOR = 0.002, 0.01, 0.03
"""Shares of characters that a reading gets wrong: good scans, ordinary ones, bad photographs and copies of copies."""


@dataclass
class Archive:
    """Records of a trial, and which pairs of them are truly one paper or editions of one."""

    papers: dict[str, duplicates.Paper] = field(default_factory=dict)
    truth: dict[tuple[str, str], tuple[str, Relation | None]] = field(default_factory=dict)

    def add(self, pages: tuple[Page, ...]) -> str:
        """Take in a record and return its number."""
        name = f"R{len(self.papers) + 1:06d}"
        described = describe(pages, source_name="scan.pdf", years=YEARS)[0]
        self.papers[name] = duplicates.Paper(record=name, description=described, load=lambda _: pages)
        return name

    def pair(self, kind: str, one: tuple[Page, ...], other: tuple[Page, ...], relation: Relation | None) -> None:
        """Take in two records of which it is known how they hang together."""
        self.truth[self.add(one), self.add(other)] = (kind, relation)


def read(paper: Paper, facts: Facts, dice: random.Random, rate: float) -> tuple[Page, ...]:
    """Return a scan of a paper as an engine reads it, this share of its characters wrong."""
    sheet = paper(facts, dice)
    for page in sheet.pages:
        for line in page:
            line.text = slip(line.text, rate, dice)
    return describing_paper.read(sheet, Source.OCR)


def written(paper: Paper, facts: Facts, dice: random.Random) -> tuple[Page, ...]:
    """Return the Word file of a paper, before it had a letterhead and a number."""
    return describing_paper.read(paper(facts, dice, bare=True), Source.DOCUMENT)


def compose(seed: int, each: int) -> Archive:
    """Return an archive with this many pairs of each kind."""
    made = Archive()
    for trial in range(each):
        for paper in PAPERS:
            dice = random.Random(f"{seed}/{paper.__name__}/{trial}")  # noqa: S311 - a trial, no secret
            for kind, one, other in _same(paper, invent(dice), dice):
                made.pair(f"{paper.__name__} {kind}", one, other, Relation.SAME)
        for paper, change in SERIES:
            dice = random.Random(f"{seed}/{paper.__name__}/{change.__name__}/{trial}")  # noqa: S311 - the same
            facts = invent(dice)
            rates = dice.choice([(CLEAN, CLEAN), (USUAL, USUAL), (CLEAN, USUAL)])
            one, other = (
                read(paper, told, dice, rate) for told, rate in zip((facts, change(facts, dice)), rates, strict=True)
            )
            made.pair(f"{paper.__name__} {change.__name__}", one, other, None)
        _editions(made, random.Random(f"{seed}/editions/{trial}"))  # noqa: S311 - the same
    return made


def _same(paper: Paper, facts: Facts, dice: random.Random) -> Iterator[tuple[str, tuple[Page, ...], tuple[Page, ...]]]:
    """Yield pairs that are one paper; each is of facts of its own, so that no pair is another's."""
    kinds: tuple[tuple[str, Callable[[Facts], tuple[Page, ...]], Callable[[Facts], tuple[Page, ...]]], ...] = (
        ("scanned twice", lambda told: read(paper, told, dice, CLEAN), lambda told: read(paper, told, dice, USUAL)),
        ("scanned badly", lambda told: read(paper, told, dice, POOR), lambda told: read(paper, told, dice, POOR)),
        ("Word file", lambda told: read(paper, told, dice, USUAL), lambda told: written(paper, told, dice)),
        (
            "a page lacking",
            lambda told: read(paper, told, dice, USUAL),
            lambda told: _short(read(paper, told, dice, USUAL)),
        ),
    )
    for kind, first, second in kinds:
        facts = invent(dice)
        one, other = first(facts), second(facts)
        if kind != "a page lacking" or len(one) > 1:
            yield kind, one, other


def _short(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    return pages[:-1]


def _editions(made: Archive, dice: random.Random) -> None:
    facts = invent(dice)
    later = replace(next_year(facts, dice), day=facts.day + timedelta(days=dice.randrange(400, 2500)))
    old, new = (
        read(regulation, facts, dice, USUAL),
        read(lambda *a, **k: regulation(*a, edition=dice.randrange(1, 4), **k), later, dice, USUAL),
    )
    made.pair("editions", old, new, Relation.EDITION)


def main() -> None:
    """Run the trial and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=77)
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--show", default="-")
    parser.add_argument("--many", type=int, default=0)
    chosen = parser.parse_args()
    if chosen.many:
        _many(chosen.seed, chosen.many)
        return
    made = compose(chosen.seed, chosen.each)
    known = {name: likeness.of(paper.pages) for name, paper in made.papers.items()}
    met = likeness.alike(known, known.keys())
    found = {pair: told for pair in met if (told := duplicates.weigh(*(made.papers[name] for name in pair)))}
    _by_kind(made, met, {pair: told.relation for pair, told in found.items()})
    _overall(made, {pair: told.relation for pair, told in found.items()}, len(met))
    for pair, (kind, relation) in made.truth.items():
        told = found.get(pair)
        if chosen.show in kind and (told.relation if told else None) != relation:
            print(kind, relation, told, *(made.papers[name].description.title for name in pair))
            difference = wording.compare(*(made.papers[name].wording for name in pair))
            print("   ", difference)
    for pair, told in found.items():
        if chosen.show == "stray" and pair not in made.truth:
            print(told, *(made.papers[name].description.title for name in pair))


def _by_kind(made: Archive, met: frozenset[tuple[str, str]], found: dict[tuple[str, str], Relation]) -> None:
    rows: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for pair, (kind, relation) in made.truth.items():
        row = rows[str(relation), kind]
        row["all"] += 1
        row["met"] += pair in met
        row[str(found.get(pair))] += 1
    print(f"{'':44} pairs  alike   same edition neither")
    for (relation, kind), row in sorted(rows.items()):
        print(f"{relation:8}{kind:36}{row['all']:6}{row['met']:7}{row['same']:7}{row['edition']:8}{row['None']:8}")


def _overall(made: Archive, found: dict[tuple[str, str], Relation], candidates: int) -> None:
    for wanted in Relation:
        told = {pair for pair, relation in found.items() if relation is wanted}
        true = {pair for pair, (_, relation) in made.truth.items() if relation is wanted}
        right = len(told & true)
        print(
            f"{wanted}: {len(told)} proposed, {right} right: precision {right / max(1, len(told)):.2%}, "
            f"recall {right / max(1, len(true)):.2%} of {len(true)}"
        )
    pairs = sum(1 for _ in combinations(made.papers, 2)) if len(made.papers) < 5000 else len(made.papers) ** 2 // 2
    print(f"{len(made.papers)} records, {pairs} pairs, {candidates} compared")


def _many(seed: int, count: int) -> None:
    """Measure an archive of many records, a quarter of them of a hundred series, and then one more that comes in."""
    dice = random.Random(seed)  # noqa: S311 - a trial, no secret
    series = [invent(dice) for _ in range(100)]
    made = Archive()
    for number in range(count):
        facts = next_year(dice.choice(series), dice) if number % 4 == 0 else invent(dice)
        made.papers[f"R{number + 1:06d}"] = _quick(f"R{number + 1:06d}", facts, dice, in_series=number % 4 == 0)
    began = time.process_time()
    known = {name: likeness.of(paper.pages) for name, paper in made.papers.items()}
    drawn = time.process_time()
    met = likeness.alike(known, known.keys())
    paired = time.process_time()
    found = [told for pair in met if (told := duplicates.weigh(*(made.papers[name] for name in pair)))]
    weighed = time.process_time()
    likeness.alike(known, {f"R{count:06d}"})
    once = time.process_time()
    print(
        f"{count} records: likenesses {drawn - began:.1f} s, candidates {paired - drawn:.1f} s ({len(met)} pairs), "
        f"compared {weighed - paired:.1f} s ({len(found)} proposed); one more record: {once - weighed:.2f} s"
    )


def _quick(name: str, facts: Facts, dice: random.Random, *, in_series: bool) -> duplicates.Paper:
    """Return a record with the fields that it was composed from, without the time that describing it takes."""
    paper = dice.choice((notice, plan) if in_series else PAPERS)
    sheet = paper(facts, dice)
    lines = tuple(Line(text=slip(line.text, USUAL, dice)) for page in sheet.pages for line in page)
    pages = (Page(number=1, width=595, height=842, source=Source.OCR, lines=lines),)
    number = next((line.text for page in sheet.pages for line in page if line.use == "number"), None)
    described = Description(
        doc_number=Seen(value=number, confidence=0.95) if number else None,
        issue_date=Seen(value=facts.day, confidence=0.95),
    )
    return duplicates.Paper(record=name, description=described, load=lambda _: pages)


if __name__ == "__main__":
    main()
