"""Pages to find things on: each made from its number alone, so that any size costs no memory; and queries over them."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from index.entry import PageEntry, RecordEntry
from index.tokens import fold, fold_phrase

PAGE_LENGTH = 640
LINE_LENGTH = 28
PAGES_PER_RECORD = 4
_ISSUERS = 60
_KINDS = ("通知", "会议纪要", "慰问名册", "照片", "方案", "总结", "报告", "新闻报道")
_STATES = ("filed", "suggested", "unassigned")
_AWKWARD = set('“”"＂')  # a quoted part of a page may hold none of them


class Stock:
    """Sentences of the laws in the test material, of random Han characters where it is absent."""

    def __init__(self, data: Path) -> None:
        """Name the folder of the test material."""
        self._data = data

    @cached_property
    def sentences(self) -> list[str]:
        """Sentences of 8 characters and more."""
        found: list[str] = []
        for folder in ("laws-military", "laws-hard-negatives"):
            for path in sorted((self._data / folder).rglob("*.md")):
                pieces = re.split(r"(?<=[。；])|\n", path.read_text(encoding="utf-8"))
                found.extend(piece.strip() for piece in pieces if len(piece.strip()) >= 8)
        chance = random.Random(1)  # noqa: S311 - sentences, no secrets
        return found or [
            "".join(chr(0x4E00 + int(chance.paretovariate(0.6)) % 6000) for _ in range(30)) for _ in range(20000)
        ]

    def page(self, number: int) -> str:
        """Return a page of print: a document number, then sentences broken into lines."""
        chance = random.Random(f"page {number}")  # noqa: S311 - sentences, no secrets
        text = f"×双拥〔{2020 + number % 4}〕{number}号"
        while len(text) < PAGE_LENGTH:
            text += chance.choice(self.sentences)
        return "\n".join(text[at : at + LINE_LENGTH] for at in range(0, PAGE_LENGTH, LINE_LENGTH))

    def record(self, number: int) -> RecordEntry:
        """Return a record of four pages with the fields that a list shows."""
        chance = random.Random(f"record {number}")  # noqa: S311 - sentences, no secrets
        first = number * PAGES_PER_RECORD
        texts = [self.page(first + place) for place in range(PAGES_PER_RECORD)]
        year = 2020 + number % 5
        return RecordEntry(
            id=f"R{number:07d}",
            pages=tuple(PageEntry(number=place, text=text) for place, text in enumerate(texts, start=1)),
            title=f"关于{re.split('[，。；、]', chance.choice(self.sentences))[0][:24]}的{chance.choice(_KINDS)}",
            doc_number=f"双拥〔{year}〕{number}号",
            issuers=(f"第{chance.randrange(_ISSUERS)}局",),
            year=str(year),
            items=(str(chance.randint(1, 52)),),
            state=chance.choice(_STATES),
            kind=chance.choice(_KINDS),
            date=f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            fingerprint="1",
        )

    def records(self, pages: int) -> Iterator[RecordEntry]:
        """Yield the records that hold so many pages."""
        yield from (self.record(number) for number in range(pages // PAGES_PER_RECORD))


def parts(stock: Stock, pages: int, wanted: int, lengths: range, seed: str) -> Iterator[tuple[int, str]]:
    """Yield parts of random pages, each with its page's number; the folded part is never empty."""
    chance = random.Random(seed)  # noqa: S311 - sentences, no secrets
    while wanted:
        number = chance.randrange(pages)
        text = stock.page(number).replace("\n", "")
        length = chance.choice(lengths)
        start = chance.randrange(len(text) - length)
        part = text[start : start + length]
        if fold_phrase(part) and not _AWKWARD & set(part):
            wanted -= 1
            yield number, part


def common_pairs(stock: Stock, pages: int, wanted: int = 50) -> list[str]:
    """Return the pairs of Han characters that stand on most pages, commonest first."""
    often: Counter[str] = Counter()
    for number in range(min(pages, 1000)):
        folded = fold(stock.page(number))
        often.update({one + other for one, other in pairwise(folded) if one > "\u4e00" and other > "\u4e00"})
    return sorted(often, key=lambda pair: (-often[pair], pair))[:wanted]


def queries(stock: Stock, pages: int, wanted: int) -> dict[str, list[str]]:
    """Return queries by kind."""
    chance = random.Random("queries")  # noqa: S311 - sentences, no secrets
    common = common_pairs(stock, pages)
    lengths = {"1 character": range(1, 2), "2-8 characters": range(2, 9), "9-20 characters": range(9, 21)}
    kinds = {
        name: [f'"{part}"' for _, part in parts(stock, pages, wanted, span, name)] for name, span in lengths.items()
    }
    few = max(wanted // 4, 10)
    kinds["common pairs"] = common[:few]
    kinds["three words"] = [" ".join(chance.sample(common, 3)) for _ in range(few)]
    kinds["one but not another"] = [" -".join(chance.sample(common, 2)) for _ in range(few)]
    kinds["question"] = ["".join(chance.sample(common, 6)) for _ in range(few)]
    return kinds
