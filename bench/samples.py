"""The shipped samples against their true answers: every field, the first item, and what became of each file.

    python bench/samples.py [--home DIR]     DIR: an archive that holds them already

The samples are a demonstration, made by us; what counts as accuracy is measured on pages the program was not
tried on (bench/describing.py, bench/filing.py).
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from archiver.answers import record_answer
from archiver.archive import load_records, open_archive

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ARCHIVER = (sys.executable, "-m", "archiver")


def main() -> None:
    """Read the samples where no home is given, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path)
    home = parser.parse_args().home
    if home is not None:
        _compare(home)
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        subprocess.run([*ARCHIVER, "--home", home, "init"], check=True)
        subprocess.run([*ARCHIVER, "--home", home, "add", SAMPLES / "inbox"], check=False)
        _compare(home)


def _compare(home: Path) -> None:
    records = {record.source_name: record_answer(record) for record in load_records(open_archive(home))}
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    truths = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))["files"]
    for truth in truths:
        name = truth["path"] if not truth["member"] else f"{truth['path'].removesuffix('.zip')}/{truth['member']}"
        got = next((record for source, record in records.items() if source.endswith(name)), None)
        for field, wanted, found in _fields(truth, got):
            of[field] += 1
            right[field] += wanted == found
            if wanted != found:
                print(f"{name}\n    {field}: {found!r}, truth {wanted!r}")
    held, expected = len(records), sum(truth["state"] != "duplicate" for truth in truths)
    print(f"files held {held}, expected {expected}")
    for field, count in of.items():
        print(f"{field:12} {right[field]:4} of {count:4}  {right[field] / count:.1%}")


def _fields(truth: dict, got: dict | None) -> list[tuple[str, object, object]]:
    """Return (field, truth, found) for each thing that can be right or wrong of one file."""
    if truth["state"] == "duplicate" or got is None:
        return []  # of two equal files either may be the one that is held; the number of all is compared
    state = "set_aside" if got["state"] == "set_aside" else "record"
    rows: list[tuple[str, object, object]] = [("accounted", truth["state"], state)]
    if truth["state"] != "record":
        return rows
    rows += [(field, truth[field], got[field]) for field in ("doc_number", "date", "year")]
    rows = [(f, g if _folded(g) == _folded(t) or g == truth.get(f"{f}_also") else t, g) for f, t, g in rows]
    rows.append(("title", _folded(truth["title"]), _folded(got["title"])))
    said = {name for name in got["issuer"] if name not in truth["issuers_also"]}
    rows.append(("issuers", sorted(truth["issuers"]), sorted(said)))
    first = got["items"][0]["item"] if got["items"] and got["state"] in {"filed", "suggested"} else None
    accepted = truth["items"] or [None]
    rows.append(("first item", accepted[0] if first not in accepted else first, first))
    return rows


def _folded(text: object) -> str | None:
    """Return text without white space, its brackets all alike: a record keeps one form of 〔2023〕."""
    return None if text is None else re.sub(r"\s", "", str(text)).translate(str.maketrans("([（)]）", "〔〔〔〕〕〕"))


if __name__ == "__main__":
    main()
