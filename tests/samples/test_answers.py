"""The samples and their true answers say the same, and there are enough of both."""

import json
import re
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import answers
import make
import page_texts
import pages
import papers
import pytest
import typesetting
from papers import Paper

HERE = Path(__file__).resolve().parents[2] / "samples"
INBOX = HERE / "inbox"
LIMIT = 25_000_000
Answer = dict[str, Any]


def stored() -> list[Answer]:
    """Return the answers as they are shipped."""
    read: list[Answer] = json.loads((HERE / "truth.json").read_text(encoding="utf-8"))["files"]
    return read


def records() -> list[Answer]:
    """Return the answers of those samples that become records."""
    return [answer for answer in stored() if answer["state"] == "record"]


def packed(answer: Answer) -> str:
    """Return the path of a sample with its place inside a zip, if it lies in one."""
    return answer["path"] if answer["member"] is None else f"{answer['path']}/{answer['member']}"


def text_of(paper: Paper) -> str:
    """Return everything that is printed on a paper, without white space."""
    if paper.medium == "docx":
        with ZipFile(BytesIO(make.made_file(paper))) as pack:
            printed = re.sub(r"<[^>]+>", "", pack.read("word/document.xml").decode())
    else:
        printed = "".join("".join(page) for page in pages.printed_lines(typesetting.pdf(*make.printed(paper))))
    return "".join(printed.split())


def test_every_file_has_an_answer_and_every_answer_a_file() -> None:
    files: list[str] = []
    for file in INBOX.rglob("*"):
        name = file.relative_to(INBOX).as_posix()
        if file.suffix == ".zip":
            files += [f"{name}/{member}" for member in ZipFile(file).namelist()]
        elif file.is_file():
            files.append(name)
    assert sorted(files) == sorted(packed(answer) for answer in stored())


def test_the_shipped_answers_are_those_of_the_texts() -> None:
    assert stored() == [answers.answer(paper) for paper in papers.load()]


def test_the_table_for_readers_is_that_of_the_answers() -> None:
    assert answers.table(stored()) in (HERE / "README.md").read_text(encoding="utf-8")


def test_samples_stay_small_enough_to_ship() -> None:
    sizes = {file: file.stat().st_size for file in INBOX.rglob("*") if file.is_file()}
    assert sum(sizes.values()) < LIMIT
    assert max(sizes.values()) < LIMIT / 10


def test_samples_cover_items_years_and_kinds_of_file() -> None:
    assert len(stored()) >= 36
    assert len({answer["items"][0] for answer in records() if answer["items"]}) >= 18
    years = Counter(answer["year"] for answer in records())
    assert all(years[year] >= 5 for year in ("2020", "2021", "2022", "2023"))
    assert {Path(packed(answer)).suffix for answer in stored()} >= set(
        ".jpg .png .tif .bmp .webp .pdf .docx".split()  # noqa: SIM905 - reads better so
    )
    states = Counter(answer["state"] for answer in stored())
    assert states["duplicate"] == 1
    assert states["set_aside"] == 2
    assert sum(1 for answer in records() if not answer["items"]) >= 2


def test_answers_name_items_and_years_of_the_sample_standard() -> None:
    standard = HERE.parent / "catalog" / "standards" / "sample-county-2023.toml"
    if not standard.exists():
        pytest.skip(f"{standard.name} is not shipped yet")
    text = standard.read_text(encoding="utf-8")
    items = set(re.findall(r"^number = (\d+)$", text, re.MULTILINE))
    assert {item for answer in stored() for item in answer["items"]} <= items
    assert {answer["year"] for answer in records()} <= {"2020", "2021", "2022", "2023"}


@pytest.mark.parametrize(
    "paper", [paper for paper in papers.load() if paper.medium != "copy"], ids=lambda one: one.path
)
def test_an_answer_stands_on_its_paper(paper: Paper) -> None:
    answer, text = answers.answer(paper), text_of(paper)
    for value in (answer["title"], answer["doc_number"], *answer["issuers"]):
        assert value is None or "".join(value.split()) in text
    if answer["date"]:
        day = date.fromisoformat(answer["date"])
        forms = {page_texts.spoken(day), page_texts.spelled(day), answer["date"]}
        signed = paper.values.get("date_text") or paper.values.get("issued_on")
        assert signed in forms if signed else any(form in text for form in forms)


def test_the_imprint_often_bears_another_day_than_the_signature() -> None:
    traps = [
        paper
        for paper in papers.load()
        if paper.values.get("printed_on") and paper.values["printed_on"] != paper.values.get("date_text")
    ]
    assert len(traps) >= 10
