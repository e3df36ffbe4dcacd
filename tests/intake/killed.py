"""Processes that take files in until they kill themselves at a named step, or until somebody else kills them.

`python -m tests.intake.killed HOME run|put|secrets|retry STEP TIMES` ends by SIGKILL when STEP is done for the
TIMESth time.
"""

import os
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from archiver.home import Home
from archiver.ledger.database import open_ledger
from tests.intake.counter import Counter


class Fuse:
    """Counts a step and ends the process when it was done often enough."""

    def __init__(self, step: str, times: int) -> None:
        """Burn down at the `times`th `step`."""
        self.step = step
        self.left = times

    def __call__(self, step: str) -> None:
        """Take note of a step."""
        self.left -= step == self.step
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def run_until_killed(root: str, ready: Connection) -> None:
    """Say that the archive is open, and take in what lies in the inbox, again and again."""
    home = Home(Path(root))
    counter = Counter(home=home, engine=open_ledger(home.ledger))
    ready.send(True)  # noqa: FBT003 - any word would do
    while True:
        counter.run()


def main(root: str, work: str, step: str, times: str) -> None:
    """Do the work with a fuse."""
    home = Home(Path(root))
    fuse = Fuse(step, int(times))
    counter = Counter(home=home, engine=open_ledger(home.ledger)).but(step=fuse)
    if work == "run":
        counter.run()
    elif work == "put":
        counter.put_aside("R000001", step=fuse)
    elif work == "secrets":
        counter.stop_secrets(step=fuse)
    else:
        counter.retry()


if __name__ == "__main__":
    main(*sys.argv[1:])
