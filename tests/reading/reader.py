"""A process that reads hostile files, to be interrupted, ended or killed from outside.

`python -m tests.reading.reader FOLDER FEW SCHEDULER NAME...` reads the files of FOLDER; FEW is how many pages one
process reads, SCHEDULER an address or `-`.
"""

import os
import subprocess
import sys
from pathlib import Path

from archiver import compute
from archiver.cli.working import ending_on_request
from archiver.compute import Job, Workers, alone, hand, read_files
from archiver.copying import digest
from tests.reading import hostile

ROOT = Path(__file__).resolve().parents[2]


def start_reader(
    cwd: Path, *names: str, folder: str | Path, few: int = 0, scheduler: str = "-", **environment: str
) -> subprocess.Popen[bytes]:
    """Start a reader in a session of its own, as a terminal does."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.reading.reader", str(folder), str(few), scheduler, *names],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def main(folder: str, few: str, scheduler: str, *names: str) -> None:
    """Read, and print what happens."""
    alone.carry_out = hand.carry_out = hostile.carry_out
    compute.FEW = int(few)
    jobs = [Job(key=digest(Path(folder) / name), path=Path(folder) / name) for name in names]
    workers = Workers(folder=Path(folder) / "workers", count=2, scheduler=scheduler.strip("-"))
    try:
        with ending_on_request():
            for event in read_files(jobs, hostile.terms(20.0), workers):
                print(type(event).__name__, flush=True)  # noqa: T201 - for the test to read
    except KeyboardInterrupt:
        print("ended")  # noqa: T201 - the same


if __name__ == "__main__":
    main(*sys.argv[1:])
