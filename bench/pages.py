"""Official pages of every kind and condition, with the text that stands on them, for measuring reading and describing.

    python bench/pages.py FOLDER [--each N] [--kind KIND]...    writes pictures and their text, to look at

`make(seed, kind)` gives the same page every time. The kinds are the keys of `KINDS`. Setting and ageing are done by
the scripts that make the samples; the words are drawn here and are not those of the samples.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from page_kinds import KINDS, TUNING, Kind
from page_texts import Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a reader should make of the page. `issuers` is empty and the others None where the page does not say."""

    title: str
    doc_number: str | None
    issuers: tuple[str, ...]
    date: str | None
    addressee: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedPage:
    """A page as the scanner gave it, its printed lines in reading order, its true fields, and its resolution.

    `covered` are the numbers (from 0) of the lines that the seal lies over.
    """

    picture: Image.Image
    lines: tuple[str, ...]
    covered: frozenset[int]
    fields: Fields
    dpi: int

    @property
    def text(self) -> str:
        """All that is printed on the page, a line feed after each line but the last."""
        return "\n".join(self.lines)


def make(seed: int, kind: str) -> GeneratedPage:
    """Return the page of that seed and kind. KeyError when there is no such kind."""
    recipe = KINDS[kind]
    name = f"{kind}/{seed}"
    leaves = [_leaf(Random(name if not at else f"{name}/{at}"), recipe) for at in range(recipe.leaves)]  # noqa: S311 - a trial, no secret
    rng = np.random.default_rng(crc32(name.encode()))
    lines = tuple(line for leaf in leaves for line in leaf.lines)
    return GeneratedPage(
        picture=_laid(scanning.scan(_side_by_side([leaf.sheet for leaf in leaves]), recipe.look, rng), recipe, rng),
        lines=lines,
        covered=_covered(lines, leaves[0].letter) if recipe.sealed else frozenset(),
        fields=_fields(leaves[0].letter, recipe),
        dpi=recipe.look.dpi,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaf:
    """One page as it was printed."""

    letter: Letter
    sheet: Image.Image
    lines: tuple[str, ...]


def _leaf(dice: Random, recipe: Kind) -> _Leaf:
    letter, values, printed = _one_page(dice, recipe)
    (sheet,) = typesetting.pictures(values, _seals(letter, recipe), recipe.look.dpi)
    if recipe.blank:
        return _Leaf(letter=letter, sheet=Image.new("RGB", sheet.size, "white"), lines=())
    return _Leaf(letter=letter, sheet=sheet, lines=printed)


def _side_by_side(sheets: Sequence[Image.Image]) -> Image.Image:
    """Return sheets of one size as one, from left to right."""
    if len(sheets) == 1:
        return sheets[0]
    width, height = sheets[0].size
    whole = Image.new("RGB", (width * len(sheets), height))
    for at, sheet in enumerate(sheets):
        whole.paste(sheet, (at * width, 0))
    return whole


def _laid(picture: Image.Image, recipe: Kind, rng: np.random.Generator) -> Image.Image:
    """Return a scan with the dark lid around it and turned, as the page lay on the glass."""
    if recipe.borders:
        left, top, right, bottom = (round(picture.width * recipe.borders * rng.uniform(0.3, 1.0)) for _ in range(4))
        size = (picture.width + left + right, picture.height + top + bottom)
        around = Image.new(picture.mode, size, tuple(int(tone) for tone in rng.integers(8, 40, 3)))
        around.paste(picture, (left, top))
        picture = around
    turns = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    return picture.transpose(turns[recipe.turned]) if recipe.turned else picture


def _covered(lines: Sequence[str], letter: Letter) -> frozenset[int]:
    """Return which lines the seal lies over: the last that are a name of issue, and the last that is the date."""
    flat = ["".join(line.split()) for line in lines]
    wanted = [*letter.issuers, letter.day_text]
    return frozenset(len(flat) - 1 - flat[::-1].index(text) for text in wanted if text in flat)


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
        table = {"head": letter.table_head, "rows": letter.table_rows, "widths": widths, "size": min(12, recipe.size)}
        blocks.append({"kind": "table", **table})
    values: dict[str, Any] = {
        "layout": recipe.layout, "size": recipe.size, "pitch": recipe.pitch, "mark": letter.issuers,
        "title_lines": letter.title_lines, "addressee": letter.addressee, "blocks": blocks,
        "columns": recipe.columns,
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
        addressee=letter.addressee,
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
    parser.add_argument("--kind", action="append", choices=sorted(KINDS), help="only these kinds")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for kind in chosen.kind or KINDS:
        for seed in TUNING[: chosen.each]:
            page = make(seed, kind)
            page.picture.save(chosen.folder / f"{kind}-{seed}.png", dpi=(page.dpi, page.dpi))
            told = f"{page.text}\n\n{page.fields}\n"
            (chosen.folder / f"{kind}-{seed}.txt").write_text(told, encoding="utf-8")
            print(kind, seed, f"{len(page.text)} characters")


if __name__ == "__main__":
    main()
