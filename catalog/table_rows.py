"""The rows of a standard's tables sorted out: chapters, items with all their rows, vetoes, totals, and what is neither.

Only the shape of the table is read here; `standard_table` makes points and scores of it.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from catalog import table_header as header_of
from catalog import table_headings as headings
from catalog.fields.numerals import format_count
from catalog.table_found import Found, FoundChapter, FoundItem, Row
from catalog.table_grid import Block, Cell, Grid, written
from catalog.table_header import Header, Role
from catalog.table_numbers import HAN, folded, leading_number, parse_number, parse_score

_TOTAL: Final = re.compile(r"\s*(?:合\s*计|总\s*计|总\s*分|共\s*计|满\s*分)")
_SUBTOTAL: Final = re.compile(r"\s*小\s*计")
_FULL: Final = re.compile(r"(?:满分|总分|总分值|共计|合计)\s*(?:为|共|是|:)?\s*(?P<score>\d{2,5}(?:\.\d+)?)\s*分?")
_NOTE: Final = re.compile(r"\s*(?:注|备注|说明|填表|考评单位|被考评|单位|日期|附)\s*[::：]?")


def sort_out(blocks: Iterable[Block]) -> Found:
    """Return what the tables and paragraphs of a file hold."""
    reader = _Reader()
    for block in blocks:
        if isinstance(block, Grid):
            reader.table(block)
        else:
            reader.paragraph(block)
    return reader.found


class _Reader:
    """Walks over blocks and rows and remembers where it is: the chapter, the item, the last head."""

    def __init__(self) -> None:
        self.found = Found()
        self._chapter: FoundChapter | None = None
        self._pending: FoundChapter | None = None
        self._in_vetoes = False
        self._veto_style = ""
        self._item: FoundItem | None = None
        self._header: Header | None = None
        self._width = 0

    def paragraph(self, text: str) -> None:
        """Take a text outside of tables: a heading of a chapter or of vetoes, a veto, or a note."""
        bare = text.strip()
        if not bare:
            return
        heading = headings.heading(bare)
        if headings.VETO.search(bare) and (heading or len(bare) <= headings.LONGEST) and "：" not in bare.rstrip("：:"):
            self._in_vetoes, self._pending = True, None
            self._veto_style = headings.style(bare)
        elif heading and not (self._in_vetoes and headings.style(bare) != self._veto_style):
            self._in_vetoes, self._pending = False, heading
        elif self._in_vetoes:
            self.found.vetoes.append(headings.unnumbered(bare))
        elif headings.VETO.search(bare) and re.search("[:：]", bare):
            self.found.vetoes += headings.listed(re.split("[:：]", bare, maxsplit=1)[1])
        else:
            self.found.notes.append(bare)
            self._full_score(bare)

    def table(self, table: Grid) -> None:
        """Take a table: its own head, or that of the table before where it goes on across a page."""
        header = header_of.find(table)
        if headings.VETO.search(table.name):
            self._in_vetoes = True
        if headings.BONUS.search(table.name):
            self._pending = headings.plain_heading(table.name)
        if header is None and not self._goes_on(table):
            self._plain(table)
            return
        if header is not None:
            self.found.headers += 1
            for row in range(header.row):
                for cell in written(table, row):
                    self.paragraph(cell.text)
            self._header, self._width = header, len(table.rows[0])
            if self._pending:
                self._open(self._pending)
        head = self._header
        if head is not None:
            for row in range(header.first if header else 0, len(table.rows)):
                self._row(table, row, head)
        self._in_vetoes = False

    def _goes_on(self, table: Grid) -> bool:
        same = self._header is not None and bool(table.rows) and len(table.rows[0]) == self._width
        return same and not self._in_vetoes

    def _plain(self, table: Grid) -> None:
        """Take a table without a head: vetoes below their heading, otherwise something that was not understood."""
        for row in range(len(table.rows)):
            cells = [cell.text.strip() for cell in written(table, row)]
            if self._in_vetoes and cells:
                self.found.vetoes.append(headings.unnumbered(max(cells, key=len)))
            elif len(cells) == 1:
                self.paragraph(cells[0])
            elif cells:
                self.found.unread.append(" ".join(cells))
        self._in_vetoes = False

    def _row(self, table: Grid, row: int, header: Header) -> None:
        cells = written(table, row)
        if not cells or header_of.is_head(table, row, header):
            return
        first = cells[0].text
        if _SUBTOTAL.match(first):
            return
        if _TOTAL.match(first) and not (Role.NUMBER in header and parse_number(_text(table, row, header, Role.NUMBER))):
            self._total(cells)
            return
        if self._alone(table, row, header, cells):
            return
        if self._chapter_cell(table, row, header) and len(cells) == 1:
            return
        self._item_row(table, row, header)

    def _alone(self, table: Grid, row: int, header: Header, cells: Sequence[Cell]) -> bool:
        """Take a row that says one thing (a score beside it may stand): a chapter's heading, a note, a continuation."""
        scores = [cell for cell in cells if cell.column in header.columns.get(Role.SCORE, ())]
        texts = [cell for cell in cells if cell not in scores]
        if len(texts) != 1:
            return False
        text, score = texts[0].text, parse_score(scores[0].text) if scores else None
        is_wide = sum(cell is texts[0] for cell in table.rows[row]) > 1
        in_chapter = Role.CHAPTER in header and texts[0].column in header.columns[Role.CHAPTER]
        heading = headings.heading(text) or (
            headings.plain_heading(text) if is_wide and not _NOTE.match(text) else None
        )
        if heading and not (in_chapter and Role.CONTENT in header and self._goes_below(table, row, texts[0])):
            heading.score = score if score is not None else heading.score
            self._open(heading)
            return True
        if (is_wide and _NOTE.match(text)) or (headings.VETO.search(text) and re.search("[:：]", text)):
            self.paragraph(text)
            return True
        return False

    @staticmethod
    def _goes_below(table: Grid, row: int, cell: Cell) -> bool:
        """Tell whether a merged cell covers the next row as well: then it stands beside items and not above them."""
        return row + 1 < len(table.rows) and cell in table.rows[row + 1]

    def _open(self, chapter: FoundChapter) -> None:
        self._pending, self._item = None, None
        self._in_vetoes = bool(headings.VETO.search(chapter.title))
        if self._in_vetoes:
            self._chapter = None
            return
        number = chapter.number or self._next_number()
        same = self._chapter
        if same is not None and same.title == chapter.title and same.number == number:
            return  # the heading again at the top of a page
        self._chapter = chapter
        chapter.number = number
        self.found.chapters.append(chapter)

    def _next_number(self) -> str:
        """Return the number of the next chapter, in Chinese where the others are."""
        chapters = self.found.chapters
        return (
            format_count(len(chapters) + 1)
            if all(one.number[:1] in HAN for one in chapters)
            else f"{len(chapters) + 1}"
        )

    def _chapter_cell(self, table: Grid, row: int, header: Header) -> bool:
        """Open the chapter that begins in the column of chapters, where items have columns of their own."""
        text = _text(table, row, header, Role.CHAPTER) if _has_items_beside(header) else ""
        if text:
            self._open(headings.heading(text) or headings.plain_heading(text))
        return bool(text)

    def _item_row(self, table: Grid, row: int, header: Header) -> None:
        says = {role: _text(table, row, header, role) for role in Role}
        part = Row(
            content=says[Role.CONTENT], score=says[Role.SCORE], rule=says[Role.RULE], evidence=says[Role.EVIDENCE]
        )
        if self._in_vetoes or headings.VETO.search(part.score) or part.score.strip() == "否决":
            if part.content or part.rule:
                self.found.vetoes.append(headings.unnumbered(part.content or part.rule))
            return
        number, part = self._number(table, row, header, part)
        if number is not None:
            self._begin(number, says, header)
        elif self._item is None:
            self.found.unread.append(" ".join(cell.text.strip() for cell in written(table, row)))
            return
        elif part != Row() and not self._covered(table, row, header):
            self.found.unnumbered_rows.append(self._item.number)
        item = self._item
        if item is not None:
            item.rows.append(part)
            item.units += _units(says[Role.UNITS])

    def _begin(self, number: str, says: dict[Role, str], header: Header) -> None:
        if self._chapter is None:
            self._open(FoundChapter(number="", title="", score=None))
        title = says[Role.TITLE] or ("" if _has_items_beside(header) else says[Role.CHAPTER])
        self._item = FoundItem(number=number, numbered=bool(number), title=" ".join(title.split()))
        if self._chapter is not None:
            self._chapter.items.append(self._item)

    def _number(self, table: Grid, row: int, header: Header, part: Row) -> tuple[str | None, Row]:
        """Return the number of the item that begins in a row (empty where it has none, None where none begins)."""
        if Role.NUMBER in header:
            text = _text(table, row, header, Role.NUMBER)
            return (parse_number(text) or text.strip(), part) if text else (None, part)
        if not _has_items_beside(header):
            return ("" if _text(table, row, header, Role.CHAPTER) else None), part
        if Role.TITLE in header and not _text(table, row, header, Role.TITLE):
            return None, part
        lead = leading_number(part.content)
        if lead:
            return lead[0], Row(content=lead[1], score=part.score, rule=part.rule, evidence=part.evidence)
        return ("" if part.content else None), part

    @staticmethod
    def _covered(table: Grid, row: int, header: Header) -> bool:
        """Tell whether a cell of the item (its number, title or content) reaches down into this row."""
        columns = [
            column
            for role in (Role.NUMBER, Role.TITLE, Role.CONTENT, Role.CHAPTER)
            for column in header.columns.get(role, ())
        ]
        return any(table.rows[row][column].row < row for column in columns if column < len(table.rows[row]))

    def _total(self, cells: Sequence[Cell]) -> None:
        scores = [score for cell in cells[1:] if (score := parse_score(cell.text)) is not None]
        if scores:
            self.found.full_score = scores[0]
        else:
            self._full_score(cells[0].text)

    def _full_score(self, text: str) -> None:
        stated = _FULL.search(folded(text))
        if stated and self.found.full_score is None:
            self.found.full_score = Decimal(stated["score"])


def _has_items_beside(header: Header) -> bool:
    """Tell whether items have a number or a content of their own beside the column of chapters."""
    return Role.NUMBER in header or Role.TITLE in header or (Role.CONTENT in header and Role.RULE in header)


def _text(table: Grid, row: int, header: Header, role: Role) -> str:
    """Return what a row itself says in the columns of a role; what a merged cell above says is not its own."""
    begun: list[str] = []
    for column in header.columns.get(role, ()):
        cell = table.rows[row][column] if column < len(table.rows[row]) else None
        if cell is not None and cell.row == row and cell.text.strip() and cell.text.strip() not in begun:
            begun.append(cell.text.strip())
    return "\n".join(begun)


def _units(text: str) -> list[str]:
    return [
        unit
        for part in re.split(r"[、，,；;。\s]+", text)
        if (unit := re.sub(r"^(?:牵头|配合|主责|责任)?(?:单位)?[:：]", "", part))
    ]
