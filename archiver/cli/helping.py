"""Help pages in Chinese: full-width colons, and columns that line up although Chinese characters are twice as wide."""

from collections.abc import Iterable
from unicodedata import east_asian_width

import click

GAP = 2
FIRST_COLUMN_AT_MOST = 30


class Formatter(click.HelpFormatter):
    """click's formatter, counting columns of the terminal where it counts characters."""

    def write_heading(self, heading: str) -> None:
        """Write a heading with the colon that Chinese text has."""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = FIRST_COLUMN_AT_MOST, col_spacing: int = GAP
    ) -> None:
        """Write terms and what they mean in two columns."""
        pairs = list(rows)
        first = min(max(width(term) for term, _ in pairs), col_max) + col_spacing
        for term, meaning in pairs:
            lines = wrapped(meaning, max(20, self.width - self.current_indent - first))
            indent = " " * self.current_indent
            if width(term) > first - col_spacing:
                self.write(f"{indent}{term}\n")
                term = ""  # noqa: PLW2901 - what is left of it for the next line
            for line in lines or [""]:
                self.write(f"{indent}{term}{' ' * (first - width(term))}{line}".rstrip() + "\n")
                term = ""  # noqa: PLW2901 - the same


def width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def wrapped(text: str, columns: int) -> list[str]:
    """Return the text in lines of at most so many columns; Chinese text breaks anywhere."""
    lines: list[str] = []
    line = ""
    for character in text:
        if width(line + character) > columns:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line] if line else lines
