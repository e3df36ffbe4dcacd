"""`archiver watch`: goes on processing the inbox until stopped."""

from pathlib import Path

import click


@click.command(options_metavar="[选项]", short_help="一直看着收件箱，来一件处理一件，直到停止。")
@click.pass_obj
def command(home: Path) -> None:
    """一直看着收件箱，来一件处理一件，直到按 Ctrl-C 或服务停止。"""
    from threading import Event

    from archiver.archive import open_archive
    from archiver.cli.working import tell
    from archiver.collecting import take_inbox
    from archiver.home import open_home
    from archiver.intake.watching import watch
    from archiver.lock import hold
    from archiver.pipeline import process
    from archiver.progress import Silent

    with hold(open_home(home), "watch"):
        archive = open_archive(home)
        stop = Event()

        def handle() -> None:
            # Folders stay: a clerk may be about to drop more into them.
            outcome = process(archive, lambda: take_inbox(archive, tidy=False), Silent())
            if outcome.described or outcome.set_aside or outcome.intake != type(outcome.intake)():
                tell(archive, outcome)

        click.echo(f"正在看着 {archive.home.inbox}，按 Ctrl-C 结束。", err=True)
        watch(archive.home, stop=stop, handle=handle)
        click.echo("已停止。", err=True)
