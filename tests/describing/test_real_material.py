"""Documents that nobody here wrote: a labelled official document, and laws that bear no number, issuer or date."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.shared_data import shared_data

from .sheets import day, issuers, number, read, title, typed


def test_the_labelled_document_is_described_as_its_labels_say() -> None:
    """Two joint issuers; the letterhead has a shorter name of the first."""
    folder = shared_data("govdoc-cn") / "397"
    labels = json.loads((folder / "397_fields.json").read_text(encoding="utf-8"))
    wanted = {one["label"]: [two["text"] for two in labels if two["label"] == one["label"]] for one in labels}
    pages = typed((folder / "397.txt").read_text(encoding="utf-8"))
    assert title(pages) == wanted["正文标题"][0]
    assert number(pages) == wanted["发文字号"][0]
    assert issuers(pages) == wanted["发文机关"]
    assert day(pages) == date(2019, 8, 20)


@pytest.mark.parametrize("name", ["laws-military", "laws-hard-negatives"])
def test_laws_keep_their_title_and_get_no_number_and_no_secrecy(name: str) -> None:
    """The days of their adoption date nothing."""
    files = [
        path for path in sorted(shared_data(name).rglob("*.md")) if re.match("#", path.read_text(encoding="utf-8"))
    ]
    assert files
    for path in files:
        _check(path)


def _check(path: Path) -> None:
    text = re.sub(r"<!--.*?-->", "", path.read_text(encoding="utf-8"))
    heading = re.match(r"# *(.+)", text)
    assert heading is not None
    described = read(typed(re.sub(r"^#+ *", "", text, flags=re.MULTILINE)))
    assert described.title is not None, path.name
    assert "".join(described.title.value.split()) == "".join(heading[1].split())
    assert described.doc_number is None, path.name
    assert described.secrecy is None, path.name
    own = [seen.value for seen in described.issuers if not described.title.value.startswith(seen.value)]
    assert own == [], path.name
