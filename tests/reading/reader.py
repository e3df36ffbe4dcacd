"""A process that reads hostile files, to be interrupted, ended or killed from outside.

`python -m tests.reading.reader FOLDER FEW NAME...` reads the files of FOLDER; FEW is how many pages one process reads.
"""

import sys
from pathlib import Path

from archiver import compute
from archiver.cli.working import ending_on_request
from archiver.compute import Job, Workers, alone, hand, read_files
from tests.reading import hostile


def main(folder: str, few: str, *names: str) -> None:
    """Read, and print what happens."""
    alone.carry_out = hand.carry_out = hostile.carry_out
    compute.FEW = int(few)
    jobs = [Job(key=name, path=Path(folder) / name) for name in names]
    workers = Workers(folder=Path(folder) / "workers", count=2)
    try:
        with ending_on_request():
            for event in read_files(jobs, hostile.terms(20.0), workers):
                print(type(event).__name__, flush=True)  # noqa: T201 - for the test to read
    except KeyboardInterrupt:
        print("ended")  # noqa: T201 - the same


if __name__ == "__main__":
    main(*sys.argv[1:])
