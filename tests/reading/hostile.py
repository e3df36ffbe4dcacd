"""Files whose pages hang, kill their process or take all memory, and the work that obeys them.

Importable, so that reading processes can do the work. A file is JSON: what happens on each page.
"""

import json
import os
import signal
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from archiver.compute import Event, Failed, Finished, Job, Opened, PagesRead, Told
from archiver.compute.crew import Terms
from ocr.documents import Inspection, Limits, PageRead, Recipe, Unreadable
from ocr.findings import EMPTY_FILE
from ocr.page import Line, Page, Source

OPENING = "opening"


def terms(seconds: float = 60.0) -> Terms:
    """Return terms with so much time for a task."""
    return Terms(recipe=Recipe(engine="empty"), limits=Limits(), seconds=seconds)


def write(folder: Path, name: str, moods: Sequence[str], opening: str = "fine") -> Job:
    """Write a file with a mood a page, and return the job of reading it."""
    path = folder / name
    path.write_text(json.dumps({OPENING: opening, "pages": moods}), encoding="utf-8")
    return Job(key=name, path=path)


def carry_out(path: Path, numbers: tuple[int, ...], _terms: Terms) -> Inspection | tuple[PageRead, ...]:
    """Stand in for the readers."""
    moods = json.loads(path.read_text(encoding="utf-8"))
    if not numbers:
        _suffer(moods[OPENING], path)
        return Inspection(media_type="image/png", pages=len(moods["pages"]))
    for number in numbers:
        _suffer(moods["pages"][number - 1], path.with_name(f"{path.name}-{number}"))
    return tuple(_page(path, number) for number in numbers)


def _page(path: Path, number: int) -> PageRead:
    lines = (Line(text=path.name), Line(text=str(os.getpid())))
    return PageRead(page=Page(number=number, width=595, height=842, source=Source.OCR, lines=lines))


def _suffer(mood: str, beside: Path) -> None:
    """Do what a library does on a hostile page; `once` lets it pass when it is tried again."""
    what, _, once = mood.partition(" ")
    if once:
        mark = beside.with_name(f"{beside.name}.seen")
        if mark.exists():
            return
        mark.touch()
    match what:
        case "hang":
            time.sleep(3600)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "memory":
            raise MemoryError
        case "swallow":
            swallowed: list[bytes] = []
            while True:
                swallowed.append(os.urandom(1 << 10) * (1 << 13))
        case "bug":
            raise KeyError(mood)
        case "damaged":
            raise Unreadable(EMPTY_FILE.at())


def outcomes(events: Sequence[Event]) -> Mapping[str, str]:
    """Return how each file ended: the code of its finding, or the numbers of its pages in order."""
    ends: dict[str, str] = {}
    numbers: dict[str, list[int]] = {}
    for event in events:
        match event:
            case PagesRead():
                numbers.setdefault(event.key, []).extend(read.page.number for read in event.reads)
            case Finished():
                ends[event.key] = " ".join(map(str, sorted(numbers.get(event.key, []))))
            case Failed():
                ends[event.key] = event.finding.code
            case Opened() | Told():
                pass
    return ends
