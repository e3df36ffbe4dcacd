"""Measures describing on composed pages: `python bench/describing.py [--seed N] [--each N] [--show LAYOUT]`.

Prints, for each layout and each kind of reader, how often title, number, issuers (as a set and in order) and date are
exactly right, and how often a value was given where the document has none. Tune on other seeds than those reported.
"""

import argparse
import random
from collections import Counter
from dataclasses import dataclass
from datetime import date

from describing_layouts import Truth
from describing_paper import read
from describing_plain import LAYOUTS

from catalog.describe import describe
from catalog.record import Description
from ocr.page import Page, Source


@dataclass(frozen=True)
class Year:
    """An evidence year for the trial."""

    name: str
    start: date
    end: date


YEARS = tuple(Year(str(year), date(year, 1, 1), date(year, 12, 31)) for year in range(2016, 2026))
FIELDS = ("title", "number", "issuers", "day")


def answers(described: Description) -> Truth:
    """Return what was read, in the shape of the truth; white space inside a title does not count."""
    title, number, day = described.title, described.doc_number, described.issue_date
    return Truth(
        title="".join(title.value.split()) if title else None,
        number=number.value if number else None,
        issuers=tuple(seen.value for seen in described.issuers),
        day=day.value if day else None,
    )


def main() -> None:
    """Run the trial and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=90210)
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--show", default="")
    chosen = parser.parse_args()
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    invented: Counter[tuple[str, str]] = Counter()
    absent: Counter[tuple[str, str]] = Counter()
    for layout in LAYOUTS:
        for source in Source:
            for trial in range(chosen.each):
                dice = random.Random(f"{chosen.seed}/{layout.__name__}/{source}/{trial}")  # noqa: S311 - a trial, no secret
                sheet, truth = layout(dice)
                pages = read(sheet, source)
                got = answers(describe(pages, source_name="scan.pdf", years=YEARS)[0])
                for field in FIELDS:
                    want, have = getattr(truth, field), getattr(got, field)
                    rows = ((layout.__name__, field), (f"= {source}", field), ("= all", field))
                    for row in rows:
                        total[row] += bool(want)
                        right[row] += bool(want) and want == have
                        absent[row] += not want
                        invented[row] += not want and bool(have)
                    if want != have and chosen.show in {layout.__name__, f"{layout.__name__}.{field}"}:
                        _show(f"{source} {trial} {field}: want {want!r} have {have!r}", pages)
    _table(right, total, invented, absent)


def _show(headline: str, pages: tuple[Page, ...]) -> None:
    print(f"--- {headline}")
    for page in pages:
        for line in page.lines:
            place = f"{line.box.left:5.0f} {line.box.top:5.0f} {line.box.height:3.0f}" if line.box else ""
            print("   ", place, line.ink.value[0], line.text[:60])


def _table(
    right: Counter[tuple[str, str]],
    total: Counter[tuple[str, str]],
    invented: Counter[tuple[str, str]],
    absent: Counter[tuple[str, str]],
) -> None:
    print(
        f"{'':18}" + "".join(f"{field:>27}" for field in FIELDS) + "   (right of those stated | given of those absent)"
    )
    for name in sorted(dict.fromkeys(row for row, _ in (*total, *absent)), key=lambda name: name.startswith("=")):
        cells = ""
        for field in FIELDS:
            row = (name, field)
            found = f"{right[row] / total[row]:7.1%} of {total[row]:5}" if total[row] else " " * 16
            made_up = f"|{invented[row]:3}/{absent[row]:<5}" if absent[row] else "|"
            cells += f"{found}{made_up:<10}".rjust(27)
        print(f"{name:18}{cells}")


if __name__ == "__main__":
    main()
