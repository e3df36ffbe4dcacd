"""Every odd and hostile file of the shared material, through the whole intake: a record, or set aside with a reason.

    python bench/nasty.py [FOLDER...]

FOLDER: by default `nasty` and `ofd` of the shared test material beside the checkout (or of ARCHIVER_TEST_DATA).
Prints what became of the files by kind of outcome, the slowest and any that were not accounted for, which is a
failure (exit code 1).
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

SHARED = Path(os.environ.get("ARCHIVER_TEST_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
ARCHIVER = (sys.executable, "-m", "archiver")


def main() -> int:
    """Take every folder in, print the table, and return 0 when every file is accounted for."""
    folders = [Path(word) for word in sys.argv[1:]] or [SHARED / "nasty", SHARED / "ofd"]
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        subprocess.run([*ARCHIVER, "--home", home, "init"], check=True, stdout=subprocess.DEVNULL)
        begun = time.monotonic()
        done = subprocess.run([*ARCHIVER, "--home", home, "add", *folders], check=False, capture_output=True)
        seconds = time.monotonic() - begun
        told = done.stdout.decode("utf-8", "replace")
        listed = subprocess.run([*ARCHIVER, "--home", home, "records", "--json"], check=True, capture_output=True)
        records = json.loads(listed.stdout)
        files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        if done.returncode not in {0, 3}:
            print(done.stderr.decode("utf-8", "replace"))
        return _report(files, records, told, done.returncode, seconds)


def _report(files: list[Path], records: list[dict], told: str, code: int, seconds: float) -> int:
    outcomes = Counter(record["state"] for record in records)
    reasons = Counter(record["findings"][0]["code"] for record in records if record["state"] == "set_aside")
    names = {record["source_name"].rsplit("/", 1)[-1] for record in records}
    # A zip stands for its members: they are called by its name.
    unpacked = {part for record in records for part in record["source_name"].split("/")[:-1]}
    missing = [p for p in files if p.name not in names and p.name not in told and p.stem not in unpacked]
    pages = sum(record["pages"] for record in records)
    print(f"files {len(files)}, records {len(records)}, pages {pages}, exit code {code}, {seconds:.0f} s")
    for outcome, count in outcomes.most_common():
        print(f"  {outcome:12} {count}")
    for reason, count in reasons.most_common():
        example = next(r for r in records if r["findings"] and r["findings"][0]["code"] == reason)
        print(f"  {reason:6} {count:4}  {example['findings'][0]['message'][:80]}  ({example['source_name']})")
    print(f"peak memory of a worker {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB")
    for path in missing[:20]:
        print(f"  not a record and not named: {path}")
    return 1 if missing or code not in {0, 3} else 0


if __name__ == "__main__":
    sys.exit(main())
