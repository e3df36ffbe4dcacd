"""Measures stacks as pictures through the real OCR: `python bench/stack_scans.py [--seed N] [--stacks N]`.

Each stack holds two to four letters of one to three pages in the layouts of the samples, some with an attachment that
has a title of its own, scanned in looks from clean to fax, and is read from a TIFF of many pages. Also its pages as
single files (`1.jpg`, `2.jpg` …), from which the documents are to be put together again.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

import numpy as np
import page_texts
import scanning
import seals
import typesetting
from PIL import Image
from stack_files import put_together

from catalog import stacks
from ocr.documents import Limits, Recipe, inspect, read
from ocr.page import Page

LOOKS = ("office", "office_holes", "grey", "grey_worn", "old_paper", "bitonal", "fax", "fine")
LAYOUTS = ("red_head", "red_head", "letter", "plain")


def main() -> None:
    """Run the trial and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=90210)
    parser.add_argument("--stacks", type=int, default=8)
    parser.add_argument("--keep", type=Path, help="a folder for the pictures")
    chosen = parser.parse_args()
    counts: Counter[str] = Counter()
    for trial in range(chosen.stacks):
        dice = Random(f"{chosen.seed}/{trial}")  # noqa: S311 - a trial, no secret
        look = LOOKS[trial % len(LOOKS)]
        documents = [_document(dice, scanning.LOOKS[look]) for _ in range(dice.randrange(2, 5))]
        with tempfile.TemporaryDirectory() as folder:
            pages = _read((chosen.keep or Path(folder)) / f"stack-{chosen.seed}-{trial}.tif", documents)
        borders = _borders(documents)
        _splits(counts, look, pages, borders)
        _joins(counts, pages, borders)
    for what in ("split", "join"):
        right, proposed, true = (counts[f"{what} {name}"] for name in ("right", "proposed", "true"))
        print(f"{what}: {right} of {proposed} proposed are right, {right} of {true} found")


def _document(dice: Random, look: scanning.Look) -> list[Image.Image]:
    """Return the scanned pages of one letter."""
    letter = page_texts.compose(dice, sentences=dice.randrange(3, 40))
    layout = dice.choice(LAYOUTS)
    sealed = {"seal0.png": seals.draw(letter.issuers[0])} if dice.random() < 0.6 else {}
    blocks: list[Mapping[str, Any]] = [
        {"kind": "head" if page_texts.is_heading(text) else "p", "text": text} for text in letter.paragraphs
    ]
    if dice.random() < 0.35:
        blocks += [{"kind": "sign"}, {"kind": "break"}, {"kind": "flush", "text": "附件"}]
        blocks += [{"kind": "banner", "text": f"{letter.issuers[0]}工作任务分解表"}]
        widths = [1] + [3] * (len(letter.table_head) - 1)
        blocks += [{"kind": "table", "head": letter.table_head, "rows": letter.table_rows, "widths": widths}]
    values: dict[str, Any] = {
        "layout": layout, "size": 15, "pitch": 27, "mark": letter.issuers, "title_lines": letter.title_lines,
        "addressee": letter.addressee, "blocks": blocks, "signature": letter.issuers, "date_text": letter.day_text,
        "seals": list(sealed),
    }  # fmt: skip
    if layout != "plain":
        values["doc_number"] = letter.doc_number
    sheets = typesetting.pictures(values, sealed, look.dpi)
    rng = np.random.default_rng(crc32(f"{letter.doc_number}/{len(sheets)}".encode()))
    return [scanning.scan(sheet, look, rng) for sheet in sheets]


def _read(file: Path, documents: Sequence[Sequence[Image.Image]]) -> tuple[Page, ...]:
    """Return the pages of a TIFF of all documents as the engine reads them."""
    first, *rest = [sheet.convert("RGB") for document in documents for sheet in document]
    first.save(file, save_all=True, append_images=rest, compression="jpeg", dpi=(200, 200))
    limits = Limits()
    numbers = range(1, inspect(file, limits).pages + 1)
    return tuple(one.page for one in read(file, numbers, Recipe(threads=2), limits))


def _borders(documents: Sequence[Sequence[object]]) -> list[int]:
    """Return the pages at which documents begin, the first one's too."""
    found = [1]
    for document in documents[:-1]:
        found.append(found[-1] + len(document))
    return found


def _splits(counts: Counter[str], look: str, pages: tuple[Page, ...], borders: Sequence[int]) -> None:
    found = {one.page: one for one in stacks.find(pages)}
    true = set(borders[1:])
    counts["split proposed"] += len(found)
    counts["split true"] += len(true)
    counts["split right"] += len(true & found.keys())
    print(f"{look:12} {len(pages):3} pages, begin at {sorted(true)}, found {sorted(found)}")
    for page in sorted(true ^ found.keys()):
        print(f"    page {page}: {found[page].reason if page in found else 'missed'}")


def _joins(counts: Counter[str], pages: tuple[Page, ...], borders: Sequence[int]) -> None:
    """Count neighbouring pages that are put together, rightly or not."""
    found = put_together(pages, "{}.jpg")
    true = {page for page in range(2, len(pages) + 1) if page not in borders}
    counts["join proposed"] += len(found)
    counts["join true"] += len(true)
    counts["join right"] += len(true & found)


if __name__ == "__main__":
    main()
