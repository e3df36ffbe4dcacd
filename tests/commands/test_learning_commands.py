"""A clerk decides, and the program learns from it, tells what came of it, and takes it back."""

import json
import shutil
from pathlib import Path

import pytest

from archiver import learned
from archiver.__main__ import main
from archiver.archive import find_record, load_records, open_archive
from archiver.ledger import journal
from archiver.ledger.database import reading
from archiver.review import decide
from archiver.teaching import decided, is_due
from catalog.record import Verdict
from tests.commands.conftest import Clerk, write_docx

KINDS = {"15": "红马甲指路", "22": "小黄帽举旗", "10": "铲刀刮纸片"}
PLACES = ("北街", "东关", "石桥", "柳林", "河口", "城南", "清溪", "西园")


def _bring(folder: Path, kind: str, place: str) -> None:
    lines = (f"{place}{kind}活动小记", f"拥军日这天，{place}的军人家属参加{kind}，{kind}受到好评。")
    write_docx(folder / f"{place}{kind}.docx", lines)


def _known(home: Path) -> dict[str, str]:
    """Return the number of each record by its file's name."""
    return {record.source_name.rsplit("/", 1)[-1]: record.id for record in load_records(open_archive(home))}


def _decide(home: Path, item: str, places: tuple[str, ...]) -> None:
    known = _known(home)
    for place in places:
        decide(open_archive(home), known[f"{place}{KINDS[item]}.docx"], [item], Verdict.FILE, "")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive with papers of three kinds that the program knows nothing of, decided but for two places."""
    folder = tmp_path_factory.mktemp("town")
    home = folder / "档案"
    for kind in KINDS.values():
        for place in PLACES:
            _bring(folder / "来件", kind, place)
    assert main(["--home", str(home), "init"]) == 0
    assert main(["--home", str(home), "add", str(folder / "来件")]) == 0
    for item in KINDS:
        _decide(home, item, PLACES[:-2])
    return home


@pytest.fixture
def taught(clerk: Clerk, town: Path) -> Clerk:
    """Return a clerk before a copy of that archive."""
    shutil.copytree(town, clerk.home)
    return clerk


def _first(clerk: Clerk, item: str) -> str:
    record = find_record(open_archive(clerk.home), _known(clerk.home)[f"西园{KINDS[item]}.docx"])
    return record.assignments[0].item


def test_what_was_learned_changes_what_nobody_decided_and_can_be_taken_back(taught: Clerk) -> None:
    before = {item: _first(taught, item) for item in KINDS}
    assert "学习前" in taught.does("learn", "--report")
    assert {item: _first(taught, item) for item in KINDS} == before

    told = taught.does("learn")
    assert taught.code == 0
    assert "已学习并采用（第 1 版，18 件决定）" in told
    assert {item: _first(taught, item) for item in KINDS} == {item: item for item in KINDS}
    assert "在用的是第 1 版" in taught.does("learn", "--report")

    assert "归类恢复为没有学习时的样子" in taught.does("learn", "--undo")
    assert {item: _first(taught, item) for item in KINDS} == before
    taught.does("learn", "--undo")
    assert taught.code == 4


def test_the_journal_tells_of_learning(taught: Clerk) -> None:
    taught.does("learn")
    archive = open_archive(taught.home)
    with reading(archive.ledger) as tx:
        actions = [(entry.action, json.loads(entry.details)) for entry in journal.entries(tx)]
    assert any(action == "learned" and told["records"] == 18 for action, told in actions)


def test_a_damaged_file_is_told_and_the_rest_goes_on(taught: Clerk, tmp_path: Path) -> None:
    taught.does("learn")
    archive = open_archive(taught.home)
    (file,) = (taught.home / "learned").rglob("*.npz")
    file.write_bytes(b"PK\x03\x04 no more")
    found, findings = learned.load(archive.home, archive.standard)
    assert found is None
    assert [finding.code for finding in findings] == ["K005"]
    _bring(tmp_path / "再来", "红马甲指路", "新街")
    assert "learn --undo" in taught.does("add", tmp_path / "再来")
    assert taught.code == 0
    taught.does("learn", "--undo")
    assert taught.code == 0


def test_what_was_kept_comes_back_as_it_was(taught: Clerk) -> None:
    taught.does("learn")
    archive = open_archive(taught.home)
    one, _ = learned.load(archive.home, archive.standard)
    other, _ = learned.load(archive.home, archive.standard)
    assert one is not None
    assert other is not None
    assert (one.weights == other.weights).all()
    assert one.lessons == 18


def test_too_few_decisions_are_refused_with_what_to_do(office: Clerk) -> None:
    office.does("learn")
    assert office.code == 4
    assert "至少要 10 件" in office.err + office.out


def test_learning_is_due_once_twenty_more_were_decided_and_not_again(taught: Clerk) -> None:
    archive = open_archive(taught.home)
    assert not is_due(archive)
    _decide(taught.home, "15", PLACES[-2:])
    assert len(decided(archive)) == 20
    assert is_due(archive)
    taught.does("learn")
    assert not is_due(archive)


def test_report_and_undo_do_not_go_together(office: Clerk) -> None:
    office.does("learn", "--report", "--undo")
    assert office.code == 2


def test_a_standard_that_is_not_there_cannot_be_learned(office: Clerk) -> None:
    office.does("learn", "--beside", "国")
    assert office.code == 4


def test_review_learns_at_its_end_once_enough_was_decided(taught: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    _decide(taught.home, "15", PLACES[-2:])
    monkeypatch.setattr("click.prompt", lambda *_, **__: "q")
    assert "已学习并采用（第 1 版，20 件决定）" in taught.does("review", "--all")
    assert "已学习" not in taught.does("review", "--all")
