"""Where the story of a Word file flows to: a protocol, and the sink of a table cell."""

from dataclasses import dataclass, field
from typing import Protocol

from ocr.page import Ink, Line, Region
from ocr.word.xml import Element


class Sink(Protocol):
    """Takes what a story tells, in document order."""

    def line(self, line: Line) -> None:
        """Take a line."""
        ...

    def picture(self, relation: str) -> None:
        """Take note of a picture, by the id of its relation; empty where it has none."""
        ...

    def note(self, key: tuple[str, str]) -> None:
        """Take note of a reference to a foot- or endnote."""
        ...

    def break_page(self) -> None:
        """Take note that a new page begins here."""
        ...

    def end_section(self, properties: Element) -> None:
        """Take note that a section ends here, with its properties."""
        ...

    def changed(self) -> None:
        """Take note of a tracked change."""
        ...

    def hidden(self) -> None:
        """Take note of hidden text that was left out."""
        ...


@dataclass(slots=True)
class CellSink:
    """Collects what stands in one table cell; passes on to the page what belongs to it as a whole."""

    around: Sink
    texts: list[str] = field(default_factory=list[str])
    below: list[Line] = field(default_factory=list[Line])
    red: int = 0
    broken: bool = False

    def line(self, line: Line) -> None:
        """Take a line: text of the cell, or a row of a table inside it or a text box, which come after the row."""
        if line.region is Region.BODY:
            self.texts.append(line.text)
            self.red += len(line.text) if line.ink is Ink.RED else 0
        else:
            self.below.append(line)

    def break_page(self) -> None:
        """Remember that a page begins inside the cell; the row as a whole moves there."""
        self.broken = True

    def end_section(self, properties: Element) -> None:
        """Ignore a section inside a cell; there are none."""

    def picture(self, relation: str) -> None:
        """Pass it on."""
        self.around.picture(relation)

    def note(self, key: tuple[str, str]) -> None:
        """Pass it on."""
        self.around.note(key)

    def changed(self) -> None:
        """Pass it on."""
        self.around.changed()

    def hidden(self) -> None:
        """Pass it on."""
        self.around.hidden()
