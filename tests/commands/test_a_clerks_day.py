"""A clerk's day at the command line, on a real archive with real files."""

import json
import os
import signal
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image

from archiver.home import Home
from archiver.intake import watching
from archiver.ledger import pages
from tests.commands.conftest import CANTEEN, NOTICE, Clerk, write_docx

Find = Callable[[str], dict[str, Any]]


def test_a_notice_is_read_described_and_filed_with_its_reason(record_of: Find) -> None:
    record = record_of("八一慰问通知.docx")
    assert record["title"] == NOTICE[2]
    assert record["doc_number"] == "云双拥办〔2022〕7号"
    assert record["issuer"] == ["云岭县双拥工作领导小组办公室"]
    assert (record["date"], record["year"]) == ("2022-07-18", "2022")
    assert record["items"][0]["item"] == "12"
    assert record["items"][0]["reason"]
    assert record["state"] == "filed"
    assert len(record["items"]) >= 3


def test_what_only_some_papers_state_is_shown_and_can_be_corrected(
    office: Clerk, tmp_path: Path, record_of: Find
) -> None:
    words = (
        "特急",
        *NOTICE[:3],
        "各镇人民政府、县财政局：",
        *NOTICE[4:5],
        "附件：1.慰问安排表",
        "2.慰问对象名册",
        "县双拥办",
    )
    write_docx(tmp_path / "特急件.docx", (*words, "2022年7月18日"))
    office.does("add", tmp_path / "特急件.docx")
    record = record_of("特急件.docx")
    assert (record["urgency"], record["addressee"]) == ("特急", "各镇人民政府、县财政局")
    assert record["attachments"] == ["慰问安排表", "慰问对象名册"]
    assert {"name", "short", "full"} == set(record["issuer_names"][0])
    assert "主送机关" in office.does("show", record["id"])
    office.does("edit", record["id"], "--urgency", "", "--addressee", "县民政局", "--attachment", "慰问安排")
    corrected = record_of("特急件.docx")
    assert (corrected["urgency"], corrected["addressee"]) == (None, "县民政局")
    assert corrected["attachments"] == ["慰问安排"]


def test_a_text_that_proves_nothing_stays_unassigned(record_of: Find) -> None:
    record = record_of("食堂.docx")
    assert record["state"] == "unassigned"
    assert (record["doc_number"], record["date"], record["issuer"]) == (None, None, [])


def test_show_gives_the_text_of_the_pages_in_order(office: Clerk, record_of: Find) -> None:
    shown = office.asks("show", record_of("八一慰问通知.docx")["id"])
    assert "\n".join(shown["text"]).splitlines() == list(NOTICE)
    assert shown["seals"] == [[]]
    assert NOTICE[4] in office.does("show", shown["id"].lower())


def test_a_phrase_is_found_on_its_page_and_marked(office: Clerk, record_of: Find) -> None:
    answer = office.asks("search", "慰问金和慰问品")
    assert answer["total"] == 1
    (hit,) = answer["hits"]
    assert (hit["record"], hit["page"]) == (record_of("八一慰问通知.docx")["id"], 1)
    assert "<mark>慰问金和慰问品</mark>" in hit["snippet"]
    assert office.asks("search", "碗")["hits"][0]["record"] == record_of("食堂.docx")["id"]
    assert office.asks("search", "航空母舰")["total"] == 0


def test_a_clerks_decision_wins_and_stays(office: Clerk, record_of: Find) -> None:
    record = record_of("食堂.docx")["id"]
    office.does("file", record, "39", "--why", "试归")
    filed = record_of("食堂.docx")
    assert (filed["state"], filed["filed_items"]) == ("filed", ["39"])
    assert filed["items"][0]["decided_by"]
    office.does("unfile", record, "39")
    assert record_of("食堂.docx")["state"] != "filed"


def test_what_a_clerk_takes_out_is_not_filed_again(office: Clerk, record_of: Find) -> None:
    record = record_of("八一慰问通知.docx")["id"]
    office.does("unfile", record, "12")
    office.does("rebuild", "text")
    assert "12" not in record_of("八一慰问通知.docx")["filed_items"]


def test_corrections_are_shown_searched_and_kept(office: Clerk, record_of: Find) -> None:
    record = record_of("食堂.docx")["id"]
    office.does("edit", record, "--title", "餐具更换说明", "--date", "2021-03-04", "--issuer", "机关事务局")
    corrected = record_of("食堂.docx")
    assert (corrected["title"], corrected["date"], corrected["year"]) == ("餐具更换说明", "2021-03-04", "2021")
    assert corrected["issuer"] == ["机关事务局"]
    assert office.asks("search", "题名:餐具更换")["total"] == 1
    office.does("rebuild", "text")
    assert record_of("食堂.docx")["title"] == "餐具更换说明"


def test_coverage_counts_what_is_filed_and_names_what_is_missing(office: Clerk) -> None:
    coverage = office.asks("coverage")
    item = next(item for item in coverage["items"] if item["item"] == "12")
    assert coverage["full_score"] == 100
    assert item["years"]["2022"]["filed"] == 1
    assert item["years"]["2020"]["filed"] == 0
    assert item["years"]["2020"]["missing"]
    assert coverage["self_score"] <= coverage["suggested_score"]
    assert "一票否决" in office.does("coverage")


def test_binders_and_their_listing_agree_and_are_verified(office: Clerk, record_of: Find, tmp_path: Path) -> None:
    out = tmp_path / "案卷"
    office.does("bind", "--out", out)
    assert office.code == 0, office.out + office.err
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    (binder,) = manifest["binders"]
    assert binder["item"] == "12"
    assert binder["records"][0]["id"] == record_of("八一慰问通知.docx")["id"]
    assert len(pypdf.PdfReader(out / binder["file"]).pages) == binder["pages"]
    for name in ("catalogue.pdf", "catalogue.xlsx", "labels.pdf"):
        assert (out / name).stat().st_size > 0
    office.does("bind", "--verify", out)
    assert office.code == 0, office.out
    (out / binder["file"]).write_bytes(b"%PDF-1.7 broken")
    office.does("bind", "--verify", out)
    assert office.code == 4


def test_check_finds_nothing_wrong_in_a_sound_archive_and_names_a_changed_original(
    office: Clerk, record_of: Find
) -> None:
    assert office.asks("check")["findings"] == []
    record = record_of("食堂.docx")
    digest = record["sha256"]
    original = next(path for path in office.home.rglob(digest))
    original.chmod(0o644)
    original.write_bytes(b"changed")
    answer = office.asks("check")
    assert [finding["code"] for finding in answer["findings"]] == ["K011"]
    assert office.code == 4


def test_a_file_that_cannot_be_read_is_set_aside_and_taken_up_again(office: Clerk, record_of: Find) -> None:
    (office.home / "inbox" / "坏了.pdf").write_bytes(b"%PDF-1.7\nhalf a file")
    office.does("run")
    assert office.code == 3
    assert "坏了.pdf" in office.out
    kept = office.home / "set-aside" / "坏了.pdf"
    assert kept.read_bytes() == b"%PDF-1.7\nhalf a file"
    assert "坏了.pdf" in (office.home / "set-aside" / "坏了.pdf.txt").read_text(encoding="utf-8")
    aside = record_of("坏了.pdf")
    assert (aside["state"], aside["findings"][0]["severity"]) == ("set_aside", "error")
    write_docx(office.home / "repaired.docx", CANTEEN[:1])
    (office.home / "repaired.docx").replace(kept)
    office.does("retry", "坏了.pdf")
    assert office.code == 0, office.out
    assert record_of("坏了.pdf")["id"] == aside["id"]
    assert record_of("坏了.pdf")["state"] == "unassigned"


def test_a_page_with_a_secrecy_mark_leaves_nothing_behind(office: Clerk, tmp_path: Path, record_of: Find) -> None:
    words = "某次演练的安排内容不得外传"
    write_docx(tmp_path / "密件.docx", ("机密★1年", "关于某次演练的通知", words))
    office.does("add", tmp_path / "密件.docx")
    assert office.code == 3
    assert words not in office.out
    aside = record_of("密件.docx")
    assert (aside["state"], aside["title"]) == ("set_aside", None)
    assert office.asks("show", aside["id"])["text"] == []
    assert office.asks("search", "外传")["total"] == 0
    for path in office.home.rglob("*"):
        if path.is_file() and path.suffix != ".docx":
            assert words.encode() not in path.read_bytes(), path


def test_a_secret_page_in_a_zip_takes_the_zip_along(office: Clerk, tmp_path: Path, record_of: Find) -> None:
    write_docx(tmp_path / "密件.docx", ("秘密★5年", "关于某次会议的通知", "会议地点另行告知"))
    write_docx(tmp_path / "茶杯.docx", ("关于更换茶杯的说明", "茶杯缺口较多，拟更换二十只。"))
    with zipfile.ZipFile(tmp_path / "打包.zip", "w") as packed:
        for name in ("密件.docx", "茶杯.docx"):
            packed.write(tmp_path / name, name)
    office.does("add", tmp_path / "打包.zip")
    for _ in range(2):
        assert office.code == 3
        assert "搁置 2 个文件" in office.out
        held = {path.read_bytes() for path in (office.home / "originals").rglob("*") if path.is_file()}
        assert held.isdisjoint((tmp_path / name).read_bytes() for name in ("密件.docx", "打包.zip"))
        assert (tmp_path / "茶杯.docx").read_bytes() in held
        assert (office.home / "set-aside" / "打包.zip").read_bytes() == (tmp_path / "打包.zip").read_bytes()
        assert [record_of(name)["state"] for name in ("密件.docx", "打包.zip")] == ["set_aside", "set_aside"]
        assert record_of("茶杯.docx")["state"] == "unassigned"
        office.does("retry")
    office.does("check")
    assert office.code == 0, office.out


def test_a_page_that_only_speaks_of_secrecy_comes_in_when_somebody_answers_for_it(
    office: Clerk, tmp_path: Path, record_of: Find
) -> None:
    write_docx(tmp_path / "密件.docx", ("机密★1年", *CANTEEN))
    with zipfile.ZipFile(tmp_path / "打包.zip", "w") as packed:
        packed.write(tmp_path / "密件.docx", "密件.docx")
    office.does("add", tmp_path / "打包.zip")
    office.does("retry", "--not-secret", "误报")
    assert office.code == 2
    office.does("retry", "密件.docx", "--not-secret", "保密员老李确认已解密")
    assert office.code == 0, office.out
    record = record_of("密件.docx")
    assert (record["state"], record["title"]) == ("unassigned", CANTEEN[0])
    told = [finding["message"] for finding in office.asks("show", record["id"])["findings"]]
    assert any("保密员老李确认已解密" in message for message in told)
    office.does("retry", "打包.zip")
    assert office.code == 0, office.out
    assert list((office.home / "set-aside").iterdir()) == []
    office.does("check")
    assert office.code == 0, office.out


def test_the_watch_leaves_emptied_folders_for_what_comes_next(
    office: Clerk, monkeypatch: pytest.MonkeyPatch, record_of: Find
) -> None:
    def once(_home: Home, *, stop: threading.Event, handle: Callable[[], None]) -> None:
        assert not stop.is_set()
        handle()

    monkeypatch.setattr(watching, "watch", once)
    write_docx(office.home / "inbox" / "慰问" / "茶杯.docx", ("关于更换茶杯的说明", "拟更换二十只。"))
    office.does("watch")
    assert record_of("茶杯.docx")["source_name"] == "慰问/茶杯.docx"
    assert list((office.home / "inbox").rglob("*")) == [office.home / "inbox" / "慰问"]


def test_running_again_changes_nothing(office: Clerk) -> None:
    before = office.asks("records")
    office.does("run")
    assert office.code == 0
    assert "没有新文件" in office.out
    assert office.asks("records") == before


@pytest.mark.parametrize("words", [("file", "R9", "12"), ("show", "R000999"), ("file", "R000001", "99")])
def test_what_is_not_there_is_refused_by_name(office: Clerk, words: tuple[str, ...]) -> None:
    office.does(*words)
    assert office.code == 4
    assert office.err.startswith("错误：")


def test_records_can_be_listed_by_state_and_item(office: Clerk) -> None:
    assert [r["state"] for r in office.asks("records", "--state", "filed")] == ["filed"]
    assert [r["filed_items"] for r in office.asks("records", "--item", "12")] == [["12"]]
    assert "R000001" in office.does("records")


def test_the_index_is_made_again_from_the_ledger(office: Clerk) -> None:
    for path in sorted((office.home / "index").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    codes = {finding["code"] for finding in office.asks("check")["findings"]}
    assert codes == {"K020", "K023"}
    assert office.asks("check")["findings"] == []
    assert office.asks("search", "慰问品")["total"] == 1
    office.does("rebuild", "index")
    assert office.asks("search", "慰问品")["total"] == 1


def test_a_record_whose_original_is_gone_keeps_its_text_and_is_named(office: Clerk, record_of: Find) -> None:
    record = record_of("食堂.docx")
    original = next(office.home.rglob(record["sha256"]))
    original.chmod(0o644)
    original.unlink()
    office.does("rebuild", "text")
    assert record["id"] in office.out
    assert record_of("食堂.docx")["state"] == "unassigned"
    assert office.asks("show", record["id"])["text"] != []
    assert [finding["code"] for finding in office.asks("check")["findings"]] == ["K010"]


def test_a_search_without_an_index_says_so_instead_of_finding_nothing(office: Clerk) -> None:
    for path in sorted((office.home / "index").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    office.does("search", "慰问品")
    assert office.code == 4
    assert "rebuild index" in office.err


def test_a_correction_settles_what_was_found_about_the_field(office: Clerk, tmp_path: Path, record_of: Find) -> None:
    write_docx(tmp_path / "无题.docx", ("经研究，同意按原方案办理，所需经费自行解决。",))
    office.does("add", tmp_path / "无题.docx")
    before = record_of("无题.docx")
    assert before["title"] is None
    assert "D001" in {finding["code"] for finding in before["findings"]}
    office.does("edit", before["id"], "--title", "关于办理意见的答复")
    after = {finding["code"] for finding in record_of("无题.docx")["findings"]}
    assert after == {finding["code"] for finding in before["findings"]} - {"D001"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--year", "2031"), "2023"),
        (("--title", "甲\n乙"), "一行"),
        (("--date", "2023年8月"), "2023-08-01"),
        (("--urgency", "马上办"), "特急"),
        ((), "--title"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(office: Clerk, words: tuple[str, ...], told: str) -> None:
    before = office.asks("records")
    office.does("edit", "R1", *words)
    assert office.code == 2
    assert told in office.err
    assert office.asks("records") == before


def test_a_date_can_be_taken_back(office: Clerk, record_of: Find) -> None:
    record = record_of("八一慰问通知.docx")["id"]
    office.does("edit", record, "--date", "")
    assert record_of("八一慰问通知.docx")["date"] is None


def test_filing_elsewhere_says_what_no_longer_counts(office: Clerk, record_of: Find) -> None:
    told = office.does("file", record_of("八一慰问通知.docx")["id"], "39", "39")
    assert "第 39 项" in told
    assert "第 12 项，已不再算" in told


def test_review_walks_the_undecided_and_keeps_each_answer(
    office: Clerk, record_of: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["99", "40"])
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
    told = office.does("review", "--all")
    assert "没有第 99 项" in told
    assert record_of("食堂.docx")["filed_items"] == ["40"]
    monkeypatch.setattr("click.prompt", lambda *_, **__: "q")
    assert "没有待定的件" in office.does("review", "--all")


def test_review_can_deny_every_suggestion(office: Clerk, record_of: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.prompt", lambda *_, **__: "n")
    suggested = [item["item"] for item in record_of("食堂.docx")["items"]]
    office.does("review", "--all")
    after = record_of("食堂.docx")
    assert after["state"] == "unassigned"
    assert not set(after["filed_items"]) & set(suggested)


def test_sigterm_ends_the_watch_between_two_pages_and_the_next_run_goes_on(
    office: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service that is stopped is not to be waited for until a long scan is read."""
    long = tmp_path / "档案" / "inbox" / "长.tif"
    first, *others = [Image.new("1", (200, 283), number % 2) for number in range(20)]
    first.save(long, save_all=True, append_images=others, dpi=(24, 24))
    stored: list[int] = []
    store = pages.store

    def store_and_be_stopped(tx: Any, sha256: str, recipe: str, reads: Any) -> None:  # noqa: ANN401 - passed on
        stored.extend(page.number for page, _ in reads)
        store(tx, sha256, recipe, reads)
        if len(stored) == len(reads):
            os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(pages, "store", store_and_be_stopped)
    office.does("watch")
    assert office.err.splitlines()[-1] == "已停止。"
    assert 0 < len(stored) < 20
    office.does("run")
    assert sorted(stored) == list(range(1, 21))
