"""Official pages of every kind and condition, with the text that stands on them, for measuring reading and describing.

    python bench/pages.py FOLDER [--each N]     writes pictures and their text, to look at

`make(seed, kind)` gives the same page every time. The kinds are the keys of `KINDS`. Setting and ageing are done by
the scripts that make the samples; the words are drawn here and are not those of the samples.
"""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "samples"))

import page_texts
import scanning
import seals
import typesetting
from page_texts import Letter
from scanning import Look

CLEAN = Look(tilt=0.15, noise=0.004, blur_dots=0.3, light=0.02, dust=2, ink=0.95, edge=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a reader should make of the page. `issuers` is empty and the others None where the page does not say."""

    title: str
    doc_number: str | None
    issuers: tuple[str, ...]
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedPage:
    """A page as the scanner gave it, its printed lines from top to bottom, its true fields, and its resolution."""

    picture: Image.Image
    lines: tuple[str, ...]
    fields: Fields
    dpi: int

    @property
    def text(self) -> str:
        """All that is printed on the page, a line feed after each line but the last."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How a page of a kind is set and taken down; sizes in points."""

    look: Look = CLEAN
    layout: str = "red_head"
    sealed: bool = False
    table: bool = False
    issuers: int = 1
    old_date: bool = False
    sentences: int = 4
    size: float = 14
    pitch: float = 23


KINDS: dict[str, Kind] = {
    "plain": Kind(layout="plain", sentences=7),
    "red_head": Kind(),
    "joint": Kind(issuers=2, sentences=3),
    "old_date": Kind(old_date=True),
    "letter": Kind(layout="letter", sentences=5),
    "seal": Kind(look=scanning.LOOKS["office"], sealed=True),
    "table": Kind(look=scanning.LOOKS["office"], layout="plain", table=True, sentences=2),
    "dense": Kind(layout="plain", sentences=14, size=12, pitch=17),
    "small_print": Kind(layout="plain", sentences=16, size=8, pitch=13),
    "dpi_150": Kind(look=replace(CLEAN, dpi=150), sealed=True),
    "dpi_300": Kind(look=replace(CLEAN, dpi=300), sealed=True),
    "tilted": Kind(look=replace(CLEAN, tilt=3.5, edge=0.5)),
    "noisy": Kind(look=replace(CLEAN, noise=0.09, dust=300)),
    "blurred": Kind(look=replace(CLEAN, blur_dots=1.8)),
    "low_light": Kind(look=replace(CLEAN, light=0.6, noise=0.03, paper=(0.62, 0.58, 0.5))),
    "faded": Kind(look=scanning.LOOKS["faded"], sealed=True),
    "folded": Kind(look=scanning.LOOKS["office_folded"], sealed=True),
    "old_paper": Kind(look=scanning.LOOKS["old_paper"], sealed=True, old_date=True),
    "grey": Kind(look=scanning.LOOKS["grey"], sealed=True),
    "bitonal": Kind(look=scanning.LOOKS["bitonal"], sealed=True),
    "fax": Kind(look=scanning.LOOKS["fax"]),
    "phone": Kind(look=scanning.LOOKS["phone"], sealed=True),
    "phone_dim": Kind(look=scanning.LOOKS["phone_dim"], sealed=True),
}


def make(seed: int, kind: str) -> GeneratedPage:
    """Return the page of that seed and kind. KeyError when there is no such kind."""
    recipe = KINDS[kind]
    letter, values, printed = _one_page(Random(f"{kind}/{seed}"), recipe)  # noqa: S311 - a trial, no secret
    files = _seals(letter, recipe)
    (sheet,) = typesetting.pictures(values, files, recipe.look.dpi)
    rng = np.random.default_rng(crc32(f"{kind}/{seed}".encode()))
    return GeneratedPage(
        picture=scanning.scan(sheet, recipe.look, rng),
        lines=printed,
        fields=_fields(letter, recipe),
        dpi=recipe.look.dpi,
    )


def _one_page(dice: Random, recipe: Kind) -> tuple[Letter, dict[str, Any], tuple[str, ...]]:
    """Draw a letter and shorten it until it fits on one page; return it with its values and printed lines."""
    letter = page_texts.compose(dice, sentences=recipe.sentences, issuers=recipe.issuers, old_date=recipe.old_date)
    while True:
        values = _values(letter, recipe)
        pages = printed_lines(typesetting.pdf(values, _seals(letter, recipe)))
        if len(pages) == 1:
            return letter, values, pages[0]
        letter = page_texts.shorter(letter)


def _values(letter: Letter, recipe: Kind) -> dict[str, Any]:
    """Return the letter in the shape that the samples' layout sets."""
    blocks: list[Mapping[str, Any]] = [
        {"kind": "head" if page_texts.is_heading(text) else "p", "text": text} for text in letter.paragraphs
    ]
    if recipe.table:
        widths = [1] + [3] * (len(letter.table_head) - 1)
        blocks.append({"kind": "table", "head": letter.table_head, "rows": letter.table_rows, "widths": widths})
    values: dict[str, Any] = {
        "layout": recipe.layout, "size": recipe.size, "pitch": recipe.pitch, "mark": letter.issuers,
        "title_lines": letter.title_lines, "addressee": letter.addressee, "blocks": blocks,
        "signature": letter.issuers, "date_text": letter.day_text, "seals": list(_seals(letter, recipe)),
    }  # fmt: skip
    if recipe.layout != "plain":
        values["doc_number"] = letter.doc_number
    if recipe.layout == "red_head":
        values |= {"printed_by": letter.issuers[0] + "办公室", "printed_on": letter.printed_on}
    return values


def _seals(letter: Letter, recipe: Kind) -> dict[str, bytes]:
    if not recipe.sealed:
        return {}
    return {f"seal{place}.png": seals.draw(name) for place, name in enumerate(letter.issuers)}


def _fields(letter: Letter, recipe: Kind) -> Fields:
    return Fields(
        title="".join(letter.title_lines),
        doc_number=None if recipe.layout == "plain" else letter.doc_number,
        issuers=letter.issuers,
        date=letter.day.isoformat(),
    )


@lru_cache(maxsize=8)
def printed_lines(content: bytes) -> list[tuple[str, ...]]:
    """Return the lines of every page of a PDF in the order they were set, a table row as one line."""
    document: Any = pypdfium2.PdfDocument(content)
    try:
        return [_lines_of(page) for page in document]
    finally:
        document.close()


def _lines_of(page: Any) -> tuple[str, ...]:  # noqa: ANN401 - pypdfium2 has no types
    lines: list[str] = [line.strip() for line in str(page.get_textpage().get_text_range()).splitlines()]
    return tuple(line for line in lines if line)


def main() -> None:
    """Write pages of every kind into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", type=int, default=1)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        for seed in range(chosen.each):
            page = make(seed, kind)
            page.picture.save(chosen.folder / f"{kind}-{seed}.png", dpi=(page.dpi, page.dpi))
            told = f"{page.text}\n\n{page.fields}\n"
            (chosen.folder / f"{kind}-{seed}.txt").write_text(told, encoding="utf-8")
            print(kind, seed, f"{len(page.text)} characters")


if __name__ == "__main__":
    main()
