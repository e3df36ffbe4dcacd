"""The lock files: every package pinned with a hash, and no download address anywhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", ".ci/requirements.lock")
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(\[[a-z0-9,_-]+\])?==\S+", re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = PINNED.split(text)
    assert len(packages) > 90
    for block in re.split(r"\n(?=[a-z0-9])", text)[1:]:
        assert "--hash=sha256:" in block, block.splitlines()[0]


@pytest.mark.parametrize("lock", LOCKS)
def test_no_download_address_is_written(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?://|--index|--find-links", text)


def test_only_one_build_of_opencv_is_installed() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(r"^opencv[a-z-]*", text, re.MULTILINE) == ["opencv-contrib-python"]


def test_every_locked_package_has_its_licence_in_the_table() -> None:
    locked = {match[1] for match in PINNED.finditer((ROOT / "requirements.lock").read_text(encoding="utf-8"))}
    rows = re.findall(
        r"^\| ([a-z0-9._-]+) \| (.+?) \|", (ROOT / "docs" / "licences.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {name for name, _ in rows} - {"package", "---"} == locked
    assert all(licence.strip() for _, licence in rows)
