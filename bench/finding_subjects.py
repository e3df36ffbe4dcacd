"""What is measured: our index with one of its engines, and SQLite FTS5 over the same pairs of characters."""

import sqlite3
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from bench.finding_pages import PAGES_PER_RECORD, Stock
from index.searching import open_index
from index.tokens import fold

ENGINES = ("whoosh", "tantivy")
FTS5 = "fts5"


class Subject(Protocol):
    """Keeps the pages of a stock and answers queries."""

    def fill(self, stock: Stock, pages: int) -> None:
        """Index so many pages."""
        ...

    def ask(self, query: str) -> int:
        """Return how many of the 20 best pages come."""
        ...

    def holds(self, part: str, number: int) -> bool:
        """Return whether the part of a page finds the page of this number."""
        ...

    def answers(self, kind: str) -> bool:
        """Whether it can answer this kind of query at all."""
        ...


class Ours:
    """Our index."""

    def __init__(self, folder: Path, engine: str) -> None:
        """Open the index with this engine."""
        self.index = open_index(folder, engine)

    def fill(self, stock: Stock, pages: int) -> None:
        """Index the records that hold so many pages."""
        self.index.replace(stock.records(pages))

    def ask(self, query: str) -> int:
        """Search as the command line does, snippets included."""
        return len(self.index.search(query).hits)

    def holds(self, part: str, number: int) -> bool:
        """Search within the page's record."""
        record, page = divmod(number, PAGES_PER_RECORD)
        return page + 1 in {hit.page for hit in self.index.search(f'"{part}"', record=f"R{record:07d}").hits}

    def answers(self, kind: str) -> bool:  # noqa: ARG002 - any kind
        """Every kind."""
        return True


class Fts5:
    """SQLite FTS5: an index without contents, and the texts in a table of their own, as an application keeps them."""

    def __init__(self, folder: Path) -> None:
        """Open or make the tables."""
        folder.mkdir(exist_ok=True)
        self._database = sqlite3.connect(folder / "fts5.db")
        self._database.execute(
            "create virtual table if not exists grams using "
            "fts5(content, content='', tokenize=\"unicode61 tokenchars '-'\")"
        )
        self._database.execute("create table if not exists pages (number integer primary key, text)")

    @staticmethod
    def _spelled(text: str) -> str:
        """Return the pairs of a text as words that the tokenizer leaves alone."""
        return " ".join(f"x{ord(one):x}-{ord(other):x}" for one, other in pairwise(fold(text)))

    def fill(self, stock: Stock, pages: int) -> None:
        """Index all pages in one transaction."""
        texts = ((number + 1, stock.page(number)) for number in range(pages))

        def kept() -> Iterator[tuple[int, str]]:
            for number, text in texts:
                self._database.execute("insert into pages values (?, ?)", (number, text))
                yield number, self._spelled(text)

        self._database.executemany("insert into grams (rowid, content) values (?, ?)", kept())
        self._database.commit()

    def _matching(self, query: str) -> str:
        if query.startswith('"'):
            return f'"{self._spelled(query.strip(chr(34)))}"'
        words = query.split()
        wanted = " AND ".join(f'"{self._spelled(word)}"' for word in words if not word.startswith("-"))
        unwanted = "".join(f' NOT "{self._spelled(word[1:])}"' for word in words if word.startswith("-"))
        return wanted + unwanted

    def ask(self, query: str) -> int:
        """Return the 20 best with their texts."""
        best = "select rowid from grams where grams match ? order by rank limit 20"
        sql = f"select text from pages where number in ({best})"  # noqa: S608 - a constant
        return len(self._database.execute(sql, (self._matching(query),)).fetchall())

    def holds(self, part: str, number: int) -> bool:
        """Ask whether the one row matches."""
        sql = "select 1 from grams where grams match ? and rowid = ?"
        return bool(self._spelled(part)) and bool(
            self._database.execute(sql, (self._matching(f'"{part}"'), number + 1)).fetchall()
        )

    def answers(self, kind: str) -> bool:
        """Pairs answer neither single characters nor questions."""
        return kind not in {"1 character", "question"}


def subject(name: str, folder: Path) -> Subject:
    """Return what goes by this name, opened in a folder."""
    return Fts5(folder) if name == FTS5 else Ours(folder, name)


def present(engine: str) -> bool:
    """Whether an engine can be used here."""
    try:
        import_module(f"index.engines.{engine}")
    except ImportError:
        return False
    return True
