"""How far long work has come: files and pages done, pages per minute, time left; silent in pipes."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Event
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


class Observer(Protocol):
    """Is told what the pipeline has done."""

    def files(self, total: int) -> None:
        """So many files are to be read in all."""
        ...

    def opened(self, pages: int) -> None:
        """One more file was recognised; so many of its pages are to be read."""
        ...

    def read(self, pages: int) -> None:
        """So many pages more were read."""
        ...

    def finished(self, name: str) -> None:
        """One more file came to its end, whatever that was."""
        ...


class Silent:
    """An observer that says nothing."""

    def files(self, total: int) -> None:
        """Ignore it."""

    def opened(self, pages: int) -> None:
        """Ignore it."""

    def read(self, pages: int) -> None:
        """Ignore it."""

    def finished(self, name: str) -> None:
        """Ignore it."""


class Halted(Exception):  # noqa: N818 - somebody's wish, no fault
    """The work is to end before all is read; what is read is kept."""


class Halting(Silent):
    """An observer that ends a run between two pages once `stop` is set."""

    def __init__(self, stop: Event) -> None:
        """Look at `stop`."""
        self._stop = stop

    def read(self, pages: int) -> None:  # noqa: ARG002 - the protocol's parameter
        """Raise Halted if that is wished; these pages are in the ledger."""
        if self._stop.is_set():
            raise Halted


class _PagesPerMinute(ProgressColumn):
    """The rate since the beginning, in pages per minute."""

    def render(self, task: Task) -> Text:
        rate = task.finished_speed or task.speed
        return Text("" if rate is None else f"{rate * 60:.0f} 页/分", style="cyan")


class Bar:
    """An observer that draws one bar on a terminal."""

    def __init__(self, progress: Progress) -> None:
        """Draw on `progress`, which its owner starts and stops."""
        self._progress = progress
        self._task = progress.add_task("识别", total=None, files=0, of=0)
        self._pages = 0
        self._opened = 0
        self._files = 0
        self._total = 0

    def files(self, total: int) -> None:
        """Take note of the number of files."""
        self._total = total
        self._show()

    def opened(self, pages: int) -> None:
        """Add a file's pages to what is to be done; files not opened yet count as long as those opened so far."""
        self._pages += pages
        self._opened += 1
        self._show()

    def read(self, pages: int) -> None:
        """Move the bar on."""
        self._progress.advance(self._task, pages)

    def finished(self, name: str) -> None:
        """Count the file and name it."""
        self._files += 1
        self._progress.update(self._task, description=f"识别 {name[-24:]}")
        self._show()

    def _show(self) -> None:
        unopened = max(0, self._total - self._opened)
        guess = self._pages + unopened * self._pages / self._opened if self._opened else None
        self._progress.update(self._task, total=guess, files=self._files, of=self._total)


@contextmanager
def shown() -> Generator[Observer]:
    """Yield an observer: a bar where standard error is a terminal, silent elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Silent()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("文件 {task.fields[files]}/{task.fields[of]}"),
        TextColumn("页 {task.completed:.0f}"),
        _PagesPerMinute(),
        TextColumn("还需"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress)


@contextmanager
def step_shown(what: str) -> Generator[Callable[[str], None]]:
    """Yield a function that names the step under way: a spinner on a terminal, silent elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status(what) as status:
        yield lambda step: status.update(f"{what} {step}")
