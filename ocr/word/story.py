"""The story of a Word file: paragraphs and tables in document order, told to a sink."""

from typing import Final

from ocr.page import Ink, Line, Region
from ocr.spacing import joined
from ocr.word.numbering import Numbering
from ocr.word.paragraph import Paragraphs
from ocr.word.sink import CellSink, Sink
from ocr.word.styles import Styles
from ocr.word.xml import ALTERNATIVES, Element, alternative, child, is_on, value, w

_WRAPPERS: Final = frozenset(
    w(name) for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "docPartBody")
)


class Story:
    """Tells blocks of a document. Lists are counted across all that it tells."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        """Take the document's styles and lists."""
        self._styles = styles
        self._numbering = numbering
        self._paragraphs = Paragraphs(styles, self._text_box)

    def tell(self, container: Element, sink: Sink, region: Region = Region.BODY) -> None:
        """Tell the paragraphs and tables in a body, header, note, cell or text box."""
        for block in container:
            self.tell_block(block, sink, region)

    def tell_block(self, block: Element, sink: Sink, region: Region = Region.BODY) -> None:
        """Tell one paragraph or table, or what stands in a wrapper around some."""
        if block.tag == w("p"):
            self._paragraph(block, sink, region)
        elif block.tag == w("tbl"):
            self._table(block, sink)
        elif block.tag in _WRAPPERS:
            self.tell(block, sink, region)
        elif block.tag == ALTERNATIVES:
            branch = alternative(block)
            if branch is not None:
                self.tell(branch, sink, region)
        elif block.tag == w("sectPr"):
            sink.end_section(block)

    def _paragraph(self, paragraph: Element, sink: Sink, region: Region) -> None:
        """Tell a paragraph, and the end of the section that it may close."""
        if self._styles.breaks_before(paragraph):
            sink.break_page()
        self._paragraphs.tell(paragraph, self._numbering.label(paragraph), sink, region)
        section = child(paragraph, "pPr", "sectPr")
        if section is not None:
            sink.end_section(section)

    def _text_box(self, content: Element, sink: Sink) -> None:
        """Tell what stands in a text box; it may be told in the middle of a paragraph."""
        Story(self._styles, self._numbering).tell(content, sink, Region.TEXT_BOX)

    def _table(self, table: Element, sink: Sink) -> None:
        """Tell a table row by row."""
        for row in table:
            if row.tag == w("tr"):
                self._row(row, sink)
            elif row.tag in _WRAPPERS:
                self._table(row, sink)

    def _row(self, row: Element, sink: Sink) -> None:
        """Tell a table row as one line, then the tables and text boxes inside its cells."""
        if child(row, "trPr", "del") is not None:
            sink.changed()
            return
        if is_on(child(row, "trPr"), "hidden"):
            sink.hidden()
            return
        cells = [self._cell(cell, sink) for cell in _cells(row)]
        if any(cell.broken for cell in cells):
            sink.break_page()
        texts = [joined_lines(cell.texts) for cell in cells]
        if any(texts):
            red = sum(cell.red for cell in cells)
            ink = Ink.RED if red * 2 > sum(map(len, texts)) else Ink.BLACK
            sink.line(Line(text="\t".join(texts), region=Region.TABLE, ink=ink))
        for cell in cells:
            for line in cell.below:
                sink.line(line)

    def _cell(self, cell: Element, sink: Sink) -> CellSink:
        """Return what stands in a cell; nothing for one that continues the cell above it."""
        told = CellSink(around=sink)
        merge = child(cell, "tcPr", "vMerge")
        if merge is None or value(cell, "tcPr", "vMerge") == "restart":
            Story(self._styles, self._numbering).tell(cell, told)
        return told


def joined_lines(texts: list[str]) -> str:
    """Return the lines of a cell as one text; a space keeps lines apart that do not end in Chinese."""
    return joined([text.replace("\t", " ") for text in texts])


def _cells(row: Element) -> list[Element]:
    """Return the cells of a row, those inside content controls included."""
    cells: list[Element] = []
    for part in row:
        if part.tag == w("tc"):
            if child(part, "tcPr", "cellDel") is None:
                cells.append(part)
        elif part.tag in _WRAPPERS:
            cells.extend(_cells(part))
    return cells
