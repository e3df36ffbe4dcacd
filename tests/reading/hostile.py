"""Files whose pages hang, kill their process or take all memory, and the work that obeys them.

Importable, so that reading processes can do the work. A file is JSON: what happens on each page.
"""

import ctypes
import json
import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from archiver.compute import Event, Failed, Finished, Job, Opened, PagesRead, Told
from archiver.compute.crew import Terms
from ocr.documents import Inspection, Limits, PageRead, Recipe, Unreadable
from ocr.findings import EMPTY_FILE
from ocr.page import Line, Page, Source
from tests.reading.waiting import until

OPENING = "opening"

_kept: list[bytes] = []


def terms(seconds: float = 60.0) -> Terms:
    """Return terms with so much time for a task."""
    return Terms(recipe=Recipe(engine="empty"), limits=Limits(), seconds=seconds)


def write(folder: Path, name: str, moods: Sequence[str], opening: str = "fine") -> Job:
    """Write a file with a mood a page, and return the job of reading it."""
    path = folder / name
    path.write_text(json.dumps({"name": name, OPENING: opening, "pages": moods}), encoding="utf-8")
    return Job(key=name, path=path)


def carry_out(path: Path, numbers: tuple[int, ...], _terms: Terms) -> Inspection | tuple[PageRead, ...]:
    """Stand in for the readers."""
    moods = json.loads(path.read_text(encoding="utf-8"))
    if not numbers:
        _suffer(moods[OPENING], path)
        return Inspection(media_type="image/png", pages=len(moods["pages"]))
    for number in numbers:
        _suffer(moods["pages"][number - 1], path.with_name(f"{path.name}-{number}"))
    return tuple(_page(moods["name"], number) for number in numbers)


def _page(name: str, number: int) -> PageRead:
    lines = (Line(text=name), Line(text=str(os.getpid())))
    return PageRead(page=Page(number=number, width=595, height=842, source=Source.OCR, lines=lines))


def _suffer(mood: str, beside: Path) -> None:
    """Do what a library does on a hostile page.

    `once` lets it pass when it is tried again; `meet` waits until the first page of another file is begun too. Both
    leave a mark, with the number of the process.
    """
    what, _, how = mood.partition(" ")
    if how == "once" or what == "meet":
        mark = beside.with_name(f"{beside.name}.seen")
        if mark.exists() and how == "once":
            return
        part = mark.with_suffix(".part")
        part.write_text(str(os.getpid()), encoding="ascii")
        part.replace(mark)
    if what == "meet":
        until(beside.with_name(f"{how}-1.seen").exists)
    elif what != "fine":
        _MOODS[what](how)


def _kill(_how: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _swallow(_how: str) -> None:
    while True:
        _kept.append(os.urandom(1 << 10) * (1 << 13))


def _fatten(megabytes: str) -> None:
    _kept.append(os.urandom(1 << 10) * (int(megabytes) << 10))


def _seize(_how: str) -> None:
    # PyDLL keeps the interpreter's lock, as careless native code does: no other thread runs any more.
    ctypes.PyDLL(None).sleep(3600)


def _have_no_memory(_how: str) -> None:
    raise MemoryError


def _have_a_bug(_how: str) -> None:
    raise KeyError


def _be_damaged(_how: str) -> None:
    raise Unreadable(EMPTY_FILE.at())


_MOODS: Mapping[str, Callable[[str], None]] = {
    "hang": lambda _: time.sleep(3600),
    "seize": _seize,
    "slow": lambda _: time.sleep(0.05),
    "kill": _kill,
    "memory": _have_no_memory,
    "swallow": _swallow,
    "fatten": _fatten,
    "bug": _have_a_bug,
    "damaged": _be_damaged,
}


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
