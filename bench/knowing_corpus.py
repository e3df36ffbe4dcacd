"""Documents that went through the engine once and are kept outside the repository, for measuring what is read of them.

    python bench/knowing_corpus.py FOLDER [--seed N] [--rounds N]      makes what is missing, some seconds a document

A document is known by its layout, seed and round; its truth is composed anew each time, and its file is named after
all that was printed and done to it, so that what changed is read again.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import knowing_paper
import pages as composed_pages
from describing_layouts import Layout, Truth
from describing_paper import Sheet
from describing_plain import LAYOUTS
from knowing_paper import MORE_LOOKS, Taken
from PIL import Image
from pydantic import TypeAdapter
from scanning import LOOKS

from ocr.page import Page

TUNING, REPORTED = 41, 2741
OFTEN = {"red_head": 5, "joint_red_head": 4, "old_red_head": 2, "letter": 3, "minutes": 2, "summary": 2, "roster": 2}
"""How many documents of a layout a round has, 1 where nothing is said."""
SET_PAGES = ("red_head", "joint", "old_date", "letter", "seal", "dpi_150", "old_paper", "phone", "turned_180", "fax")
"""Kinds of typeset pages that a round takes one of each of."""
_PAGES = TypeAdapter(tuple[Page, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A document as it was read, and what a careful person would enter for it."""

    name: str
    layout: str
    pages: tuple[Page, ...]
    truth: Truth


_KNOWN = TypeAdapter(Known)


def known(folder: Path, seed: int, rounds: int, *, make: bool) -> Iterator[Known]:
    """Yield the documents of a seed; those that are missing are read now, or passed over where `make` is not set."""
    for turn in range(rounds):
        for kind in SET_PAGES:
            yield from _typeset(folder, kind, seed * 1000 + turn, make=make)
        for layout in LAYOUTS:
            for copy in range(OFTEN.get(layout.__name__, 1)):
                yield from _composed(folder, layout, f"{seed}/{layout.__name__}/{turn}/{copy}", make=make)


def _composed(folder: Path, layout: Layout, name: str, *, make: bool) -> Iterator[Known]:
    dice = random.Random(name)  # noqa: S311 - a trial, no secret
    sheet, truth = layout(dice)
    taken = knowing_paper.drawn(dice)
    told = f"{name} {taken} {[[vars(line) for line in page] for page in sheet.pages]} {sheet.laid}"
    path = folder / f"{layout.__name__}-{_digest(told)}.json"
    if make and not path.exists():
        _keep(path, _pictures(sheet, taken, name), _dpi(taken))
    if path.exists():
        yield Known(name=name, layout=layout.__name__, pages=_PAGES.validate_json(path.read_bytes()), truth=truth)


def _pictures(sheet: Sheet, taken: Taken, name: str) -> list[Image.Image]:
    return knowing_paper.scans(sheet, taken, int(_digest(name), 16))


def _dpi(taken: Taken) -> int:
    return (LOOKS.get(taken.look) or MORE_LOOKS[taken.look]).dpi


def _typeset(folder: Path, kind: str, seed: int, *, make: bool) -> Iterator[Known]:
    path = folder / f"set_{kind}-{seed}.json"
    if make and not path.exists():
        page = composed_pages.make(seed, kind)
        read = knowing_paper.recognised([page.picture], page.dpi)
        one = Known(name=f"{seed}/set_{kind}", layout=f"set_{kind}", pages=read, truth=_truth(page.fields))
        _write(path, _KNOWN.dump_json(one))
    if path.exists():
        yield _KNOWN.validate_json(path.read_bytes())


def _truth(told: composed_pages.Fields) -> Truth:
    number = told.doc_number
    for opening, closing in ("[]", "（）"):
        number = number.replace(opening, "〔").replace(closing, "〕") if number else None
    day = date.fromisoformat(told.date) if told.date else None
    return Truth("".join(told.title.split()), number, told.issuers, day, addressee=told.addressee)


def _keep(path: Path, pictures: list[Image.Image], dpi: int) -> None:
    _write(path, _PAGES.dump_json(knowing_paper.recognised(pictures, dpi)))


def _write(path: Path, content: bytes) -> None:
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.rename(path)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def main() -> None:
    """Make what is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=TUNING)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for count, one in enumerate(known(chosen.folder, chosen.seed, chosen.rounds, make=True), start=1):
        print(count, one.name, len(one.pages), flush=True)


if __name__ == "__main__":
    main()
