"""`archiver watch`: goes on processing the inbox until stopped."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from archiver.cli.scheduling import scheduler_option

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
    from archiver.progress import Halted, Halting

    place = open_home(home)

    def handle() -> None:
        # Held only while there is something to do, so that clerks can decide and bind in between.
        with hold_patiently(place, stop):
            archive = open_archive(home, scheduler=scheduler)
            try:
                outcome = process(archive, lambda: take_inbox(archive, tidy=False), Halting(stop))
            except Halted:
                return
            if outcome.described or outcome.set_aside or outcome.intake != Intake():
                tell(archive, outcome)

    stop = Event()
    click.echo(f"正在看着 {place.inbox}，按 Ctrl-C 结束。", err=True)
    with ending(stop):
        handle()  # what a killed run left half done needs no new file
        watch(place, stop=stop, handle=handle)
    click.echo("已停止。", err=True)


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
