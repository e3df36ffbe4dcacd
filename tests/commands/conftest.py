"""An archive with a few Word files in it, made through the command line as a clerk would."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from archiver import clock
from archiver.__main__ import main
from archiver.archive import open_archive
from archiver.home import Home
from archiver.ledger import originals, pages, records
from archiver.ledger.arrivals import Arrival
from archiver.ledger.database import transaction
from archiver.originals import store
from ocr.page import Page

NOTICE = (
    "云岭县双拥工作领导小组办公室文件",
    "云双拥办〔2022〕7号",
    "关于开展2022年“八一”走访慰问活动的通知",
    "各镇人民政府，县直各有关单位：",
    "为庆祝建军节，县双拥办定于7月下旬走访慰问驻军部队和优抚对象，送去慰问金和慰问品。",
    "云岭县双拥工作领导小组办公室",
    "2022年7月18日",
)
CANTEEN = (
    "关于机关食堂更换餐具的说明",
    "食堂餐具使用多年，破损较多，拟采购瓷碗二百只、筷子四百双，所需款项从伙食费中列支。",
)


def write_docx(path: Path, lines: tuple[str, ...]) -> Path:
    """Write a Word file with a paragraph a line."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return path


class Clerk:
    """Calls commands on one archive and gives back what they said."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Sit down before the archive `home`, which need not be there yet."""
        self.home = home
        self._capsys = capsys
        self.code = 0
        self.out = ""
        self.err = ""

    def does(self, *words: str | Path) -> str:
        """Run a command and return its standard output."""
        self._capsys.readouterr()
        self.code = main(["--home", str(self.home), *map(str, words)])
        self.out, self.err = self._capsys.readouterr()
        return self.out

    def asks(self, *words: str | Path) -> Any:  # noqa: ANN401 - whatever the JSON holds
        """Run a command with --json and return the document it prints."""
        return json.loads(self.does(*words, "--json"))


@pytest.fixture
def clerk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Clerk:
    """Return a clerk before an empty folder."""
    return Clerk(tmp_path / "档案", capsys)


@pytest.fixture
def office(clerk: Clerk, tmp_path: Path) -> Clerk:
    """Return a clerk whose archive holds a notice that proves item 12 and a text that proves nothing."""
    clerk.does("init", "--fonds", "Y001", "--fonds-name", "云岭县双拥办")
    write_docx(tmp_path / "来件" / "走访慰问" / "2022" / "八一慰问通知.docx", NOTICE)
    write_docx(tmp_path / "来件" / "食堂.docx", CANTEEN)
    clerk.does("add", tmp_path / "来件")
    assert clerk.code == 0, clerk.out + clerk.err
    return clerk


@pytest.fixture
def record_of(office: Clerk) -> Callable[[str], dict[str, Any]]:
    """Return a look-up of a record by the end of its source name."""

    def find(name: str) -> dict[str, Any]:
        records: list[dict[str, Any]] = office.asks("records")
        return next(record for record in records if record["source_name"].endswith(name))

    return find


Take = Callable[[str, tuple[Page, ...]], str]


@pytest.fixture
def take(clerk: Clerk, tmp_path: Path) -> Take:
    """Return how a file is taken in as if these pages had been read on it, and carried to its end."""
    clerk.does("init")

    def taken(name: str, read: tuple[Page, ...]) -> str:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"%PDF " + name.encode())
        archive = open_archive(clerk.home)
        stored = store(Home(clerk.home), file)
        arrival = Arrival(
            sha256=stored.sha256,
            size=stored.size,
            media_type="application/pdf",
            source_name=name,
            received_at=clock.now(),
        )
        with transaction(archive.ledger) as tx:
            record_id = originals.receive(tx, arrival, who="王芳").record_id
            pages.store(tx, stored.sha256, archive.recipe.key, [(page, ()) for page in read])
            records.mark_read(tx, record_id, page_count=len(read))
        archive.ledger.dispose()
        clerk.does("run")
        assert clerk.code == 0, clerk.out + clerk.err
        return record_id

    return taken


def answer(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """Let the clerk give these answers, and end the walk after that."""
    given = iter(words)
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(given, "q"))
