"""How well filing does: invented cases for every item, and, where they are at hand, texts that nobody here wrote.

Run from the checkout: `python -m bench.filing [--wrong] [--labelled FILE]... [--laws FOLDER]...`; without files, those
of the shared test material beside the checkout. Labelled texts are
JSON lines with `title`, `text`, `accept`; every law in a folder is one text that must not be filed without a person.
"""

import argparse
import json
import random
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from itertools import pairwise
from pathlib import Path

from catalog.filing import AUTOMATIC, SUGGEST, ItemModel, prepare, suggest
from catalog.record import Description, Evidence, Place, Seen, Suggestion
from catalog.standard import Standard, parse
from ocr.page import Line, Page, Source

LINE = 28
NOISE = 0.03
BANDS = (0.0, 0.1, 0.45, 0.7, 0.85, 0.9, 0.95, 1.01)
CONFUSED = "土士未末日曰己已人入八大太天夫"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text and the items that a fair expert would accept; none for a text that proves nothing."""

    name: str
    title: str
    text: str
    accept: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What filing made of a case."""

    case: Case
    suggestions: tuple[Suggestion, ...]

    @property
    def first_right(self) -> bool:
        """Whether the best suggestion is acceptable."""
        return self.suggestions[0].item in self.case.accept

    @property
    def among_three(self) -> bool:
        """Whether an acceptable item is among the best three."""
        return any(one.item in self.case.accept for one in self.suggestions[:3])

    @property
    def automatic(self) -> tuple[Suggestion, ...]:
        """The items filed without a person."""
        return tuple(one for one in self.suggestions if one.confidence >= AUTOMATIC)


def evidence(case: Case, *, titled: bool, source: Source = Source.DOCUMENT) -> Evidence:
    """Return the case as a one-page record; with `titled` its title counts as read."""
    text = case.text.replace("\n", "")
    rows = [case.title] if case.title else []
    rows += [text[at : at + LINE] for at in range(0, len(text), LINE)]
    page = Page(number=1, width=595, height=842, source=source, lines=tuple(Line(text=row) for row in rows))
    seen = Seen(value=case.title, confidence=0.9, place=Place(page=1, line=0)) if titled and case.title else None
    return Evidence(source_name="0001.jpg", pages=(page,), description=Description(title=seen))


def invented(path: Path, prefix: str = "") -> Iterator[Case]:
    """Yield the written cases: the plain ones, or with the prefix `harder_` the crooked ones."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    wanted = table["harder"] if prefix else table["items"]
    for item, texts in {**wanted, "": table[f"{prefix}negatives"]["none"]}.items():
        for sequence, text in enumerate(texts, start=1):
            title, _, body = text.partition("|")
            yield Case(name=f"{item or 'none'}-{sequence}", title=title, text=body, accept=(item,) if item else ())


def misread(case: Case, seed: int) -> Case:
    """Return the case as a poor scan would give it: some characters replaced."""
    dice = random.Random(f"{case.name}{seed}")  # noqa: S311 - noise is no secret

    def blur(text: str) -> str:
        return "".join(dice.choice(CONFUSED) if dice.random() < NOISE else character for character in text)

    return Case(name=case.name, title=blur(case.title), text=blur(case.text), accept=case.accept)


def labelled(path: Path) -> Iterator[Case]:
    """Yield the cases of a file of JSON lines."""
    for row in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(row)
        yield Case(name=case["id"], title=case.get("title") or "", text=case["text"], accept=tuple(case["accept"]))


def laws(folder: Path) -> Iterator[Case]:
    """Yield every law below a folder."""
    for path in sorted(folder.rglob("*.md")):
        if path.name[0] not in "R_":
            title, _, text = path.read_text(encoding="utf-8").lstrip("# \n").partition("\n")
            yield Case(name=path.stem, title=title.strip(), text=text, accept=())


def run(
    cases: Iterable[Case], model: ItemModel, *, titled: bool = True, source: Source = Source.DOCUMENT
) -> tuple[Outcome, ...]:
    """Return the outcome of every case."""
    return tuple(
        Outcome(case=case, suggestions=suggest(evidence(case, titled=titled, source=source), model)) for case in cases
    )


def report(name: str, outcomes: tuple[Outcome, ...], seconds: float) -> None:
    """Print one row of figures for a set of cases."""
    real = [one for one in outcomes if one.case.accept]
    none = [one for one in outcomes if not one.case.accept]
    filed = [(one, said) for one in real for said in one.automatic]
    right = sum(said.item in one.case.accept for one, said in filed)
    row = [f"{name:24s} {len(outcomes):4d} texts {1000 * seconds / max(1, len(outcomes)):5.1f} ms"]
    if real:
        row.append(f"first {sum(one.first_right for one in real) / len(real):6.1%}")
        row.append(f"three {sum(one.among_three for one in real) / len(real):6.1%}")
        row.append(f"filed alone {sum(bool(one.automatic) for one in real) / len(real):6.1%}")
        row.append(f"right of those {right / max(1, len(filed)):6.1%}")
        row.append(f"unassigned {sum(one.suggestions[0].confidence < SUGGEST for one in real) / len(real):6.1%}")
    if none:
        row.append(f"negatives filed {sum(bool(one.automatic) for one in none)}/{len(none)}")
        row.append(f"suggested {sum(one.suggestions[0].confidence >= SUGGEST for one in none)}")
    print("  ".join(row))


def calibration(outcomes: Iterable[Outcome]) -> None:
    """Print how often the best suggestion is right, by how sure it says to be."""
    said = [(one.suggestions[0].confidence, one.first_right) for one in outcomes]
    for low, high in pairwise(BANDS):
        band = [(sure, right) for sure, right in said if low <= sure < high]
        if band:
            mean, right = (sum(column) / len(band) for column in zip(*band, strict=True))
            print(f"said {low:4.0%} to {high:4.0%}  {len(band):4d} texts  mean {mean:6.1%}  right {right:6.1%}")


def pace(standard: Standard, cases: Sequence[Case], count: int) -> None:
    """Print how long weighing takes: misread pages of 650 characters, two a record, against fifty items.

    Once as records are, three matters and else the language of offices; once full of the trade's words.
    """
    spare = [replace(item, number=f"{item.number}甲") for item in standard.items[: max(0, 50 - len(standard.items))]]
    last = replace(standard.chapters[-1], items=(*standard.chapters[-1].items, *spare))
    model = prepare(replace(standard, chapters=(*standard.chapters[:-1], last)))
    for name, matters in (("as they are", 3), ("full of the trade's words", 30)):
        records = _records(cases, matters)
        start = time.process_time()
        for place in range(count):
            suggest(records[place % len(records)], model)
        seconds = time.process_time() - start
        print(f"{count} records of two pages x {len(model.profiles)} items, {name}: {count / seconds:.0f} a second")


def _records(cases: Sequence[Case], matters: int) -> list[Evidence]:
    dice = random.Random(1)  # noqa: S311 - composing papers is no secret
    filler = tomllib.loads(Path(__file__).with_name("learning_papers.toml").read_text(encoding="utf-8"))["filler"]
    records: list[Evidence] = []
    for _ in range(300):
        first, *others = dice.sample(cases, matters)
        said = [first.text, *(f"{case.title}。{case.text}" for case in others)]
        while sum(map(len, said)) < 1300:
            said.insert(dice.randrange(1, len(said) + 1), dice.choice(filler["words"]))
        text = "".join(said)
        halves = [misread(replace(first, text=text[at : at + 650]), at) for at in (0, 650)]
        read = [evidence(half, titled=True, source=Source.OCR) for half in halves]
        records.append(replace(read[0], pages=(read[0].pages[0], replace(read[1].pages[0], number=2))))
    return records


def wrong(outcomes: tuple[Outcome, ...]) -> None:
    """Print the cases whose best suggestion is not acceptable, or that were filed and should not be."""
    for one in outcomes:
        bad = [said for said in one.automatic if said.item not in one.case.accept]
        if bad or (one.case.accept and not one.first_right):
            best = "  ".join(f"{said.item}:{said.confidence:.2f}" for said in one.suggestions[:4])
            mark = "FILED " if bad else ""
            print(f"   {mark}{one.case.name} {one.case.title[:30]} want {one.case.accept} got {best}")
            print(f"      {one.suggestions[0].reason[:150]}")


def beside_the_checkout() -> tuple[list[Path], list[Path]]:
    """Return the labelled texts and the folders of laws in the shared test material, where it is at hand."""
    shared = Path(__file__).resolve().parents[2] / "shared"
    laws = [shared / "data" / name for name in ("laws-hard-negatives", "laws-military")]
    return sorted((shared / "eval").glob("*.jsonl")), [folder for folder in laws if folder.is_dir()]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--wrong", action="store_true")
    options.add_argument("--pace", type=int, default=1000, help="records to weigh")
    options.add_argument("--labelled", type=Path, action="append", default=[])
    options.add_argument("--laws", type=Path, action="append", default=[])
    given, _ = options.parse_known_args()
    if not given.labelled and not given.laws:
        given.labelled, given.laws = beside_the_checkout()
    text = resources.files("catalog").joinpath("standards/sample-county-2023.toml").read_text(encoding="utf-8")
    standard = parse(text)[0]
    model = prepare(standard)
    written = list(invented(Path(__file__).with_name("filing_cases.toml")))
    sets = [("invented", written, True, Source.DOCUMENT), ("invented, no title read", written, False, Source.DOCUMENT)]
    harder = list(invented(Path(__file__).with_name("filing_cases.toml"), "harder_"))
    sets.append(("invented, harder", harder, True, Source.DOCUMENT))
    held_out = list(invented(Path(__file__).with_name("filing_heldout.toml")))
    sets.append(("held out", held_out, True, Source.DOCUMENT))
    sets.append(("held out, no title read", held_out, False, Source.DOCUMENT))
    press = list(invented(Path(__file__).with_name("filing_press.toml")))
    sets.append(("press, held out", press, True, Source.DOCUMENT))
    unseen = list(invented(Path(__file__).with_name("filing_unseen.toml")))
    sets.append(("unseen", unseen, True, Source.DOCUMENT))
    sets.append(("invented, misread", [misread(case, 1) for case in written], True, Source.OCR))
    for path in given.labelled:
        cases = list(labelled(path))
        sets += [
            (f"{path.stem[:16]}", cases, True, Source.DOCUMENT),
            ("  no title read", cases, False, Source.DOCUMENT),
        ]
        bare = [Case(name=c.name, title="", text=c.text, accept=c.accept) for c in cases]
        sets.append(("  title taken away", bare, False, Source.DOCUMENT))
    sets += [(path.name, list(laws(path)), True, Source.DOCUMENT) for path in given.laws]
    for name, cases, titled, source in sets:
        start = time.process_time()
        outcomes = run(cases, model, titled=titled, source=source)
        report(name, outcomes, time.process_time() - start)
        if given.wrong:
            wrong(outcomes)
    apart = [*held_out, *press, *unseen]
    calibration((*run(apart, model), *run(apart, model, titled=False)))
    pace(standard, written, given.pace)


if __name__ == "__main__":
    main()
