"""Pages of a Word file, as its breaks tell: the file itself knows no pages until it is laid out.

A page ends at an explicit break, at a section that begins on a new page, and where Word last broke the page when it
showed the file. A break with nothing before it on the page makes no page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ocr.page import Line
from ocr.word.xml import Element, value


@dataclass(slots=True)
class Draft:
    """A page while it is filled: the index of the section it begins in, its lines, notes and pictures.

    A picture is the number of lines before it and the id of its relation.
    """

    section: int
    lines: list[Line] = field(default_factory=list[Line])
    notes: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    pictures: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it yet."""
        return not self.lines and not self.pictures


class Paging:
    """A sink that fills pages."""

    def __init__(self, sections: Sequence[Element] = ()) -> None:
        """Take the properties of all sections in order: how one begins is only said at its end."""
        self._sections = sections
        self._section = 0
        self.drafts: list[Draft] = [Draft(section=0)]
        self.has_changes = False
        self.has_hidden = False

    def line(self, line: Line) -> None:
        """Take a line onto the page."""
        self.drafts[-1].lines.append(line)

    def picture(self, relation: str) -> None:
        """Take a picture onto the page."""
        draft = self.drafts[-1]
        draft.pictures.append((len(draft.lines), relation))

    def note(self, key: tuple[str, str]) -> None:
        """Remember a note that belongs at the foot of the page."""
        self.drafts[-1].notes.append(key)

    def break_page(self) -> None:
        """Begin a new page, unless this one is still empty."""
        if not self.drafts[-1].is_empty:
            self.drafts.append(Draft(section=self._section))

    def end_section(self, properties: Element) -> None:  # noqa: ARG002 - all of them are known from the beginning
        """Close a section; the next begins on a new page unless it says that it continues this one (17.18.77)."""
        self._section += 1
        following = self._sections[self._section] if self._section < len(self._sections) else None
        if following is not None and value(following, "type") != "continuous":
            self.break_page()
        if self.drafts[-1].is_empty:
            self.drafts[-1].section = min(self._section, max(0, len(self._sections) - 1))

    def changed(self) -> None:
        """Remember that there are tracked changes."""
        self.has_changes = True

    def hidden(self) -> None:
        """Remember that there is hidden text."""
        self.has_hidden = True

    def filled(self) -> list[Draft]:
        """Return the pages; a last one that stayed empty is none, unless it is the only one."""
        return self.drafts[:-1] if len(self.drafts) > 1 and self.drafts[-1].is_empty else self.drafts
