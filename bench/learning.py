"""What learning from decisions gives: curves on held-out papers for three offices, and how long it takes.

    make bench-learning [ARGS="--seeds 5"]

An office of another campaign, whose words the program has never seen; one of ours with habits of its own, which files
some kinds of papers otherwise than the program; and one of ours without habits, which must not get worse. All papers
are composed or invented: the curves show that learning works and does no harm, not how well unseen papers are read.
"""

import argparse
import random
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

from bench.filing import Case, evidence, invented
from catalog import back_test
from catalog.filing import AUTOMATIC, ItemModel, lesson, prepare, suggest
from catalog.items import Standard
from catalog.learning import Learned, Lesson
from catalog.record import Suggestion
from catalog.standard import parse

HERE = Path(__file__).parent
SIZES = (10, 20, 50, 100, 200)
HELD_OUT = 200
LARGE = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A standard and a way to compose the papers that come in."""

    name: str
    standard: Standard
    papers: Callable[[random.Random, int], list[Case]]


def other_campaign() -> Office:
    """Return the office of another campaign."""
    table = tomllib.loads((HERE / "learning_papers.toml").read_text(encoding="utf-8"))
    rows = "".join(
        f'[[chapter.item]]\nnumber = {item["number"]}\ntitle = "{item["title"]}"\ntext = "{item["text"]}"\nscore = 1\n'
        f'points = [{{ text = "{item["text"]}", score = 1, evidence = ["{item["kinds"][0]}"] }}]\n'
        for item in table["item"]
    )
    head = (
        'id = "x"\ntitle = "文明城市测评体系"\nfull_score = 15\n'
        'years = [{ name = "2023", start = 2023-01-01, end = 2023-12-31 }]\n'
        '[[chapter]]\nnumber = "一"\ntitle = "全部"\nscore = 15\n'
    )

    def papers(dice: random.Random, count: int) -> list[Case]:
        return [_composed(table, dice, f"{sequence}") for sequence in range(count)]

    return Office(name="another campaign", standard=parse(head + rows)[0], papers=papers)


def _composed(table: dict[str, Any], dice: random.Random, name: str) -> Case:
    items = [(str(item["number"]), subject) for item in table["item"] for subject in item["subjects"]]
    items += [("", subject) for subject in table["nothing"]["subjects"]]
    number, subject = dice.choice(items)
    said, _, detail = subject.partition("|")
    title = dice.choice(table["places"]["words"]) + said + dice.choice(table["forms"]["words"])
    sentences = [f"{dice.choice(table['places']['words'])}{detail}。", *dice.sample(table["filler"]["words"], 3)]
    dice.shuffle(sentences)
    return Case(name=name, title=title, text="".join(sentences), accept=(number,) if number else ())


HABITS: tuple[tuple[str, str, str], ...] = (
    # the county's own custom: what the program files under the first is filed under the second where the word stands
    ("39", "4", "站"),
    ("41", "15", "协议"),
    ("46", "36", "退役"),
    ("40", "12", "座谈"),
    ("2", "13", "军地"),
    ("28", "36", "名册"),
    ("34", "39", "清明"),
    ("22", "19", "助学"),
)


def ours(*, habits: bool) -> Office:
    """Return an office that proves the sample standard, with or without habits of its own."""
    text = resources.files("catalog").joinpath("standards/sample-county-2023.toml").read_text(encoding="utf-8")
    table = tomllib.loads((HERE / "learning_papers.toml").read_text(encoding="utf-8"))
    cases = [*invented(HERE / "filing_cases.toml"), *invented(HERE / "filing_cases.toml", "harder_")]
    cases += invented(HERE / "filing_heldout.toml")

    def papers(dice: random.Random, count: int) -> list[Case]:
        return [_around(dice.choice(cases), table, dice, habits=habits) for _ in range(count)]

    name = "ours, with habits" if habits else "ours, no habits"
    return Office(name=name, standard=parse(text)[0], papers=papers)


def _around(case: Case, table: dict[str, Any], dice: random.Random, *, habits: bool) -> Case:
    filler = dice.sample(table["filler"]["words"], 2)
    told = replace(case, text=case.text + "".join(filler), name=f"{case.name}-{dice.random()}")
    for item, other, word in HABITS if habits else ():
        if case.accept == (item,) and word in case.title + case.text:
            return replace(told, accept=(other,))
    return told


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over held-out papers."""

    first: float
    filed: float
    right: float
    negatives: int


def score(cases: Sequence[Case], said: Sequence[tuple[Suggestion, ...]]) -> Score:
    """Return how well suggestions do."""
    proving = [(case, found) for case, found in zip(cases, said, strict=True) if case.accept]
    filed = [(case, one) for case, found in proving for one in found if one.confidence >= AUTOMATIC]
    nothing = [found for case, found in zip(cases, said, strict=True) if not case.accept]
    return Score(
        first=sum(found[0].item in case.accept for case, found in proving) / len(proving),
        filed=sum(found[0].confidence >= AUTOMATIC for _, found in proving) / len(proving),
        right=sum(one.item in case.accept for case, one in filed) / max(1, len(filed)),
        negatives=sum(found[0].confidence >= AUTOMATIC for found in nothing),
    )


def curve(office: Office, seeds: Sequence[int]) -> None:
    """Print how held-out papers fare after so many decisions, all seeds together."""
    model = prepare(office.standard)
    items = [item.number for item in office.standard.items]
    refused: dict[int, int] = {}
    rows: dict[int, list[Score]] = {size: [] for size in (0, *SIZES)}
    for seed in seeds:
        dice = random.Random(seed)  # noqa: S311 - composing papers is no secret
        decided, held_out = office.papers(dice, SIZES[-1]), office.papers(dice, HELD_OUT)
        read = [evidence(case, titled=True) for case in held_out]
        lessons = [taught(case, office, model) for case in decided]
        for size, scores in rows.items():
            trial = back_test.run(lessons[:size], items) if size else None
            learned: Learned | None = trial.learned if trial and trial.is_better else None
            refused[size] = refused.get(size, 0) + (trial is not None and learned is None)
            scores.append(score(held_out, [suggest(one, replace(model, learned=learned)) for one in read]))
    for size, scores in rows.items():
        mean = [sum(getattr(one, key) for one in scores) / len(scores) for key in ("first", "filed", "right")]
        wrong = sum(one.negatives for one in scores)
        print(
            f"{office.name:18s} {size:4d} decided  first {mean[0]:6.1%}  filed {mean[1]:6.1%}"
            f"  right of those {mean[2]:6.1%}  negatives filed {wrong}  refused {refused.get(size, 0)} of {len(scores)}"
        )


def taught(case: Case, office: Office, model: ItemModel) -> Lesson:
    """Return a decided paper as a lesson: filed where the office files it, or rejected."""
    items = [item.number for item in office.standard.items]
    read = evidence(case, titled=True)
    if case.accept:
        return lesson(case.name, read, model, {item: item in case.accept for item in items})
    return lesson(case.name, read, model, {one.item: False for one in suggest(read, model)[:5]})


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, nargs="+", default=[11, 12, 13])
    given, _ = options.parse_known_args()
    for office in (other_campaign(), ours(habits=True), ours(habits=False)):
        curve(office, given.seeds)
    large(ours(habits=True))


def large(office: Office) -> None:
    """Print how long it takes to weigh and to learn from many decisions, in processor seconds."""
    model = prepare(office.standard)
    cases = office.papers(random.Random(1), LARGE)  # noqa: S311 - composing papers is no secret
    start = time.process_time()
    lessons = [taught(case, office, model) for case in cases]
    weighed = time.process_time() - start
    back_test.run(lessons[:50], [item.number for item in office.standard.items])  # the library is loaded once
    start = time.process_time()
    back_test.run(lessons, [item.number for item in office.standard.items])
    print(f"{LARGE} decisions: weighing {weighed:.1f} s, learning {time.process_time() - start:.1f} s")


if __name__ == "__main__":
    main()
