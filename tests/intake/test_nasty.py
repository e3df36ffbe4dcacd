"""Odd and hostile files from elsewhere: every one is accounted for."""

import os
import shutil
from collections import Counter as Tally
from pathlib import Path

import pytest

from archiver import originals
from archiver.home import Home
from archiver.intake import ignoring
from ocr.documents import media_type
from tests.intake.counter import Counter, files_below, sha256
from tests.shared_data import shared_data


@pytest.mark.slow
def test_every_file_is_received_known_ignored_or_refused(home: Home, counter: Counter) -> None:
    """Nothing is lost between the folder and the ledger, whatever the files are."""
    source = shared_data("nasty")
    shutil.copytree(source, home.inbox / "nasty", symlinks=True)
    before = files_below(home.inbox)
    outcome = counter.but(sniff=media_type).run()
    junk = [name for name in before if any(map(ignoring.reason, name.split("/")))]
    archives = {row.container_sha256 for row in counter.rows()} - {None}
    members = [row for row in counter.rows() if row.container_sha256]
    plain = Tally({"received": len(outcome.received), "known": len(outcome.duplicates)})
    refused = {file.name for file in outcome.refused}
    unpacked = [name for name, content in before.items() if sha256(content) in archives and name not in refused]
    handed_in = len(before) - len(junk) - len(unpacked)
    assert sum(plain.values()) + len(refused) - len(members) == handed_in
    assert sum(count for reason, count in outcome.ignored if reason != ignoring.EMPTY_FOLDER) >= len(junk)
    assert set(files_below(home.inbox)) == set(junk)
    assert all(originals.verify(home, row.sha256) for row in counter.rows() if row.kept_as is None)
    hashes = {row.sha256 for row in counter.rows()} | archives
    assert {sha256(content) for name, content in before.items() if name not in junk} <= hashes
    assert files_below(home.temporary) == {}


def test_nasty_names_from_a_real_file_system(home: Home, counter: Counter) -> None:
    """All that a Linux share can hold is held, shown readably, and leaves the inbox."""
    names = [
        "第一行\n第二行.pdf".encode(),
        "八一慰问.jpg".encode("gbk"),
        "cafe\u0301.pdf".encode(),
        "caf\u00e9.pdf".encode(),
        b"\x01\x02",
        b"\xff\xfe.pdf",
        ("长" * 83 + ".pdf").encode(),
        b"-rf",
        b"a'b\"c`$(x).pdf",
        b"back\\slash.pdf",
        b" leading.pdf",
        b"con",
        "\u202egpj.exe".encode(),
    ]
    for number, name in enumerate(names):
        Path(os.fsdecode(os.fsencode(home.inbox) + b"/" + name)).write_bytes(b"%%PDF %d" % number)
    outcome = counter.run()
    assert len(outcome.received) == len(names)
    assert list(home.inbox.iterdir()) == []
    assert sorted(file.read_bytes() for file in home.originals.rglob("*") if file.is_file()) == sorted(
        b"%%PDF %d" % number for number in range(len(names))
    )
    for row in counter.rows():
        assert row.source_name.isprintable()
        counter.put_aside(row.id)
    assert len(files_below(home.set_aside)) == 2 * len(names)
    assert len(counter.retry().received) == len(names)
    assert files_below(home.set_aside) == {}
