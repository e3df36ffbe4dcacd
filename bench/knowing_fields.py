"""Measures what is read of documents that went through the engine.

    make bench-knowing_fields [ARGS="--make --seed 2741 --rounds 2"]      `--make` reads what is not kept yet, once

Prints for each field how often it is exactly right, how often a value was given where the document states none or
another one, and how often it was right by how sure it was said to be. Tune on other seeds than those reported.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from describing import YEARS
from describing_layouts import Truth
from knowing_corpus import REPORTED, Known, known

from catalog.describe import describe
from catalog.fields.characters import plain
from catalog.record import Description, Seen
from ocr import running

FIELDS = ("title", "number", "issuers", "day", "urgency", "addressee", "attachments")
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
GOALS = {"title": 0.95, "number": 0.98, "issuers": 0.95, "day": 0.98}
INVENTED = 0.005


@dataclass(slots=True)
class Tally:
    """Counts of one field: documents that state it, of these exactly right, values given that the document denies."""

    stated: int = 0
    right: int = 0
    silent: int = 0
    wrong: int = 0
    invented: int = 0
    sure: list[tuple[float, bool]] = field(default_factory=list)


def answers(described: Description) -> dict[str, tuple[object, float]]:
    """Return for each field what was read, folded as the truth is, and how sure it was said to be."""
    return {
        "title": _text(described.title),
        "number": _text(described.doc_number),
        "issuers": _set(described.issuers),
        "day": _text(described.issue_date),
        "urgency": _text(described.urgency),
        "addressee": _text(described.addressee),
        "attachments": _list(described.attachments),
    }


def wanted(truth: Truth) -> dict[str, object]:
    """Return the truth in the same shape."""
    return {
        "title": _folded(truth.title),
        "number": _folded(truth.number),
        "issuers": frozenset(map(plain, truth.issuers)) or None,
        "day": truth.day,
        "urgency": truth.urgency,
        "addressee": _folded(truth.addressee),
        "attachments": tuple(map(plain, truth.attachments)) or None,
    }


def _folded(text: str | None) -> str | None:
    return plain(text) if text else None


def _text(seen: Seen[str] | Seen[date] | None) -> tuple[object, float]:
    if seen is None:
        return None, 0.0
    return plain(seen.value) if isinstance(seen.value, str) else seen.value, seen.confidence


def _set(seen: Sequence[Seen[str]]) -> tuple[object, float]:
    found = frozenset(plain(one.value) for one in seen)
    return found or None, min((one.confidence for one in seen), default=0.0)


def _list(seen: Sequence[Seen[str]]) -> tuple[object, float]:
    return tuple(plain(one.value) for one in seen) or None, min((one.confidence for one in seen), default=0.0)


def measured(documents: Iterable[Known], show: str) -> tuple[dict[str, Tally], Counter[tuple[str, str, bool]]]:
    """Return the tally of every field, and how often each layout's fields were right."""
    tallies = {name: Tally() for name in FIELDS}
    layouts: Counter[tuple[str, str, bool]] = Counter()
    for document in documents:
        described, _ = describe(running.marked(document.pages), source_name="scan.pdf", years=YEARS)
        want = wanted(document.truth)
        for name, (have, sure) in answers(described).items():
            _count(tallies[name], want[name], have, sure)
            layouts[document.layout, name, want[name] == have] += 1
            if want[name] != have and show in {name, document.layout, f"{document.layout}.{name}"}:
                _show(document, name, want[name], have)
    return tallies, layouts


def _count(tally: Tally, want: object, have: object, sure: float) -> None:
    tally.stated += want is not None
    tally.silent += want is None
    tally.right += want is not None and want == have
    tally.wrong += want is not None and have is not None and want != have
    tally.invented += want is None and have is not None
    if have is not None:
        tally.sure.append((sure, want == have))


def _show(document: Known, name: str, want: object, have: object) -> None:
    print(f"--- {document.name} {name}\n    want {want!r}\n    have {have!r}")
    for page in document.pages:
        for line in page.lines:
            box = line.box
            place = f"{box.left:5.0f} {box.top:5.0f} {box.right:5.0f} {box.height:4.1f}" if box else ""
            told = f"{line.ink.value[0]} {line.region.value:8} {line.confidence:.2f} {line.text[:70]}"
            print(f"    {page.number} {place} {told}")


def report(tallies: dict[str, Tally]) -> None:
    """Print the table of fields, then how far what is said of certainty holds."""
    print(f"{'field':12}{'exact':>8}{'of':>6}{'misread':>9}{'invented':>10}{'of':>6}  goal")
    for name, one in tallies.items():
        exact = one.right / one.stated if one.stated else 0.0
        made_up = one.invented / one.silent if one.silent else 0.0
        goal = f"{GOALS[name]:.0%} {'reached' if exact >= GOALS[name] else 'MISSED'}" if name in GOALS else ""
        print(f"{name:12}{exact:8.1%}{one.stated:6}{one.wrong:9}{made_up:10.1%}{one.silent:6}  {goal}")
    given = sum(one.invented for one in tallies.values()), sum(one.silent for one in tallies.values())
    share = given[0] / max(given[1], 1)
    print(f"invented: {given[0]} of {given[1]} ({share:.2%}), goal under {INVENTED:.1%}")
    print("\nsaid to be sure      " + "".join(f"{name:>16}" for name in (*FIELDS, "all")))
    for low, high in pairwise(BANDS):
        cells = [_band(one.sure, low, high) for one in tallies.values()]
        whole = _band([pair for one in tallies.values() for pair in one.sure], low, high)
        print(f"{low:5.0%} to under {min(high, 1):4.0%}  " + "".join(f"{cell:>16}" for cell in (*cells, whole)))


def _band(pairs: Sequence[tuple[float, bool]], low: float, high: float) -> str:
    inside = [right for sure, right in pairs if low <= sure < high]
    return f"{sum(inside) / len(inside):.1%} of {len(inside)}" if inside else "-"


def main() -> None:
    """Run the trial and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("bench/out/knowing"), help="where read pages are kept")
    parser.add_argument("--make", action="store_true", help="read what is missing first, some seconds a document")
    parser.add_argument("--seed", type=int, default=REPORTED)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--show", default="", help="layout, field or layout.field whose errors are printed")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    documents = tuple(known(chosen.folder, chosen.seed, chosen.rounds, make=chosen.make))
    print(f"{len(documents)} documents of seed {chosen.seed}, {sum(len(one.pages) for one in documents)} pages")
    if not documents:
        print("nothing is kept here: run again with --make")
        return
    tallies, layouts = measured(documents, chosen.show)
    report(tallies)
    worst = {key[:2]: count for key, count in layouts.items() if not key[2]}
    print("\nmistakes:", ", ".join(f"{layout}.{name} {count}" for (layout, name), count in sorted(worst.items())))


if __name__ == "__main__":
    main()
