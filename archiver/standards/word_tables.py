"""The paragraphs and tables of a Word file in their order, with the numbers that Word prints before paragraphs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from catalog.table_grid import Block, Span, grid
from ocr.page import Line
from ocr.terms import Limits
from ocr.word.numbering import Numbering
from ocr.word.package import opened
from ocr.word.story import Story
from ocr.word.styles import Styles
from ocr.word.xml import Element, child, number, value, w

MOST_COLUMNS: Final = 100
_WRAPPERS: Final = frozenset(w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "docPartBody"))


def blocks(path: Path, limits: Limits) -> tuple[Block, ...]:
    """Return the blocks of a Word file. Unreadable when it is damaged, locked or over the limits."""
    word = opened(path, limits)
    styles = Styles(word.styles)
    numbering = _Numbering(word.numbering, styles)
    return tuple(_blocks(word.body, Story(styles, numbering), numbering))


class _Numbering(Numbering):
    """Counts lists and remembers the last number: a cell may hold nothing but a number that Word counts."""

    last = ""

    def label(self, paragraph: Element) -> str:
        """Return the label of a paragraph, counting it."""
        self.last = super().label(paragraph)
        return self.last


class _Texts:
    """Collects the lines that a story tells; what belongs to a page and not to a text is passed over."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def line(self, line: Line) -> None:
        """Take a line."""
        self.lines.append(line.text)

    def picture(self, relation: str) -> None:
        """Pass over it."""

    def note(self, key: tuple[str, str]) -> None:
        """Pass over it."""

    def break_page(self) -> None:
        """Pass over it."""

    def end_section(self, properties: Element) -> None:
        """Pass over it."""

    def changed(self) -> None:
        """Pass over it."""

    def hidden(self) -> None:
        """Pass over it."""


def _blocks(container: Element, story: Story, numbering: _Numbering) -> Iterator[Block]:
    for block in container:
        if block.tag == w("tbl"):
            yield _table(block, story, numbering)
        elif block.tag in _WRAPPERS:
            yield from _blocks(block, story, numbering)
        elif block.tag == w("p"):
            told = _Texts()
            story.tell_block(block, told)
            yield from (text for text in told.lines if text.strip())


def _table(table: Element, story: Story, numbering: _Numbering) -> Block:
    """Return a table as a grid: cells that span columns, and cells that continue the one above them."""
    texts: list[list[str]] = []
    spans: dict[int, Span] = {}
    done: list[Span] = []
    for at, row in enumerate(_parts(table, "tr")):
        texts.append([])
        column = _skipped(row)
        texts[at] += [""] * column
        for cell in _parts(row, "tc"):
            across = max(1, min(number(cell, "tcPr", "gridSpan") or 1, MOST_COLUMNS))
            above = spans.get(column)
            if _continues(cell) and above is not None:
                spans[column] = Span(row=above.row, column=column, rows=at - above.row + 1, columns=above.columns)
                texts[at] += [""] * across
            else:
                done += [above] if above else []
                told, numbering.last = _Texts(), ""
                story.tell(cell, told)
                texts[at] += ["\n".join(told.lines) or numbering.last, *[""] * (across - 1)]
                spans[column] = Span(row=at, column=column, columns=across)
            column += across
    return grid(texts, [*done, *spans.values()])


def _continues(cell: Element) -> bool:
    return child(cell, "tcPr", "vMerge") is not None and value(cell, "tcPr", "vMerge") != "restart"


def _skipped(row: Element) -> int:
    return max(0, min(number(row, "trPr", "gridBefore") or 0, MOST_COLUMNS))


def _parts(container: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those inside content controls included."""
    for part in container:
        if part.tag == w(name):
            yield part
        elif part.tag in _WRAPPERS:
            yield from _parts(part, name)
