"""`archiver watch`: goes on processing the inbox until stopped."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from archiver.cli.scheduling import scheduler_option
from archiver.progress import Silent

if TYPE_CHECKING:
    from archiver.home import Home

PATIENCE_SECONDS = 2.0
"""How long to wait before asking again for an archive that somebody else holds."""


@click.command(options_metavar="[选项]", short_help="一直看着收件箱，来一件处理一件，直到停止。")
@scheduler_option
@click.pass_obj
def command(home: Path, scheduler: str | None) -> None:
    """一直看着收件箱，来一件处理一件，直到按 Ctrl-C 或服务停止。"""
    from archiver.archive import open_archive
    from archiver.cli.working import tell
    from archiver.collecting import take_inbox
    from archiver.home import open_home
    from archiver.intake.taken import Intake
    from archiver.intake.watching import ending, watch
    from archiver.pipeline import process

    place = open_home(home)

    def handle() -> None:
        # Held only while there is something to do, so that clerks can decide and bind in between.
        with hold_patiently(place, stop):
            archive = open_archive(home, scheduler=scheduler)
            try:
                outcome = process(archive, lambda: take_inbox(archive, tidy=False), _Halting(stop))
            except _Halted:
                return
            if outcome.described or outcome.set_aside or outcome.intake != Intake():
                tell(archive, outcome)

    stop = Event()
    click.echo(f"正在看着 {place.inbox}，按 Ctrl-C 结束。", err=True)
    with ending(stop):
        handle()  # what a killed run left half done needs no new file
        watch(place, stop=stop, handle=handle)
    click.echo("已停止。", err=True)


class _Halted(Exception):  # noqa: N818 - somebody's wish, no fault
    """The watch is to end before all is read; what is read is kept."""


class _Halting(Silent):
    """An observer that ends a run between two pages once `stop` is set."""

    def __init__(self, stop: Event) -> None:
        """Look at `stop`."""
        self._stop = stop

    def read(self, pages: int) -> None:  # noqa: ARG002 - the protocol's parameter
        """End the run if that is wished; these pages are in the ledger."""
        if self._stop.is_set():
            raise _Halted


@contextmanager
def hold_patiently(home: "Home", stop: Event) -> Generator[None]:
    """Hold the archive as soon as whoever holds it lets go; once `stop` is set, ask a last time."""
    from archiver.errors import LockedError
    from archiver.lock import hold

    while True:
        try:
            with hold(home, "watch"):
                yield
                return
        except LockedError:
            if stop.wait(PATIENCE_SECONDS):
                raise
