"""What a look through the inbox finds, ignores and warns of, on a real file system."""

import os
import socket
from pathlib import Path

import pytest

from archiver.errors import ArchiverError
from archiver.intake import ignoring, inbox
from archiver.intake.inbox import Scan
from tests.intake.counter import codes, write


def names(scan: Scan) -> list[str]:
    """Return the source names of the candidates."""
    return [file.source_name for file in scan.files]


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    """The order does not depend on that of the file system."""
    write(tmp_path, {"b/2.pdf": b"", "b/1.pdf": b"", "a.pdf": b""})
    assert names(inbox.scan(tmp_path)) == ["a.pdf", "b/1.pdf", "b/2.pdf"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("~$通知.docx", ignoring.OFFICE_LOCK),
        (".~lock.表.xlsx#", ignoring.OFFICE_LOCK),
        (".DS_Store", ignoring.SYSTEM),
        ("Thumbs.db", ignoring.SYSTEM),
        ("THUMBS.DB", ignoring.SYSTEM),
        ("desktop.ini", ignoring.SYSTEM),
        ("._照片.jpg", ignoring.SYSTEM),
        ("a.pdf.part", ignoring.UNFINISHED),
        ("a.pdf.crdownload", ignoring.UNFINISHED),
        ("~WRD0001.tmp", ignoring.UNFINISHED),
        ("a.~tmp", ignoring.UNFINISHED),
        ("a.partial", ignoring.UNFINISHED),
        (".hidden", ignoring.HIDDEN),
    ],
)
def test_what_programs_leave_behind_is_ignored_with_a_count(tmp_path: Path, name: str, reason: str) -> None:
    """In folders too, whatever the case of the letters."""
    write(tmp_path, {name: b"x", f"甲/{name}": b"x", "甲/乙.pdf": b"x"})
    scan = inbox.scan(tmp_path)
    assert names(scan) == ["甲/乙.pdf"]
    assert scan.ignored == ((reason, 2),)


@pytest.mark.parametrize("name", ["~通知.docx", "party.docx", "tmp", "a.part.pdf", "desktop.ini.pdf", "$预算.xlsx"])
def test_names_that_only_look_alike_are_evidence(tmp_path: Path, name: str) -> None:
    """Nothing a clerk made is ignored for a likeness."""
    write(tmp_path, {name: b"x"})
    assert names(inbox.scan(tmp_path)) == [name]


def test_all_in_an_ignored_folder_is_ignored(tmp_path: Path) -> None:
    """What lies in a hidden or a system folder is not evidence either."""
    write(tmp_path, {"__MACOSX/甲/a.pdf": b"x", "$RECYCLE.BIN/b.pdf": b"x", ".git/c/d": b"x"})
    scan = inbox.scan(tmp_path)
    assert scan.files == ()
    assert scan.ignored == ((ignoring.SYSTEM, 2), (ignoring.HIDDEN, 1))


def test_empty_folders_are_counted_and_the_inbox_itself_is_not(tmp_path: Path) -> None:
    """A folder prepared for later says nothing is missing."""
    assert inbox.scan(tmp_path) == Scan()
    (tmp_path / "12" / "2023").mkdir(parents=True)
    assert inbox.scan(tmp_path).ignored == ((ignoring.EMPTY_FOLDER, 1),)


def test_an_inbox_that_is_away_is_told(tmp_path: Path) -> None:
    """A share that is not mounted is the operator's concern."""
    with pytest.raises(ArchiverError, match="打不开"):
        inbox.scan(tmp_path / "没有")


def test_a_folder_that_cannot_be_opened_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named with the reason."""
    write(tmp_path, {"甲/a.pdf": b"x", "乙/b.pdf": b"x"})
    real = os.listdir

    def refused(path: Path) -> list[str]:
        if path.name == "甲":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "listdir", refused)
    scan = inbox.scan(tmp_path)
    assert names(scan) == ["乙/b.pdf"]
    assert codes(scan.findings) == ["I004"]
    assert "没有权限" in scan.findings[0].message


def test_files_that_go_away_or_fail_during_the_look_stop_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Gone is gone; a failure is named."""
    write(tmp_path, {"a.pdf": b"x", "b.pdf": b"x", "c.pdf": b"x"})
    real = Path.lstat

    def failing(path: Path) -> os.stat_result:
        if path.name == "a.pdf":
            raise FileNotFoundError(2, "No such file or directory")
        if path.name == "b.pdf":
            raise OSError(116, "Stale file handle")
        return real(path)

    monkeypatch.setattr(Path, "lstat", failing)
    scan = inbox.scan(tmp_path)
    assert names(scan) == ["c.pdf"]
    assert codes(scan.findings) == ["I003"]
    assert "网络盘断开" in scan.findings[0].message


def test_a_path_too_deep_to_open_is_named(tmp_path: Path) -> None:
    """Nested beyond what the system can address: a finding, not a crash."""
    here = os.open(tmp_path, os.O_RDONLY)
    try:
        for _ in range(25):
            os.mkdir("深" * 80, dir_fd=here)
            here, above = os.open("深" * 80, os.O_RDONLY, dir_fd=here), here
            os.close(above)
    finally:
        os.close(here)
    scan = inbox.scan(tmp_path)
    assert codes(scan.findings) == ["I003"]
    assert "路径太长" in scan.findings[0].message


class TestLinks:
    """Links are met, never followed."""

    def test_one_that_leads_out_is_told(self, tmp_path: Path) -> None:
        """Neither a file nor a folder outside is taken in."""
        write(tmp_path, {"外/秘.pdf": b"x", "inbox/a.pdf": b"x"})
        (tmp_path / "inbox" / "文件.pdf").symlink_to(tmp_path / "外" / "秘.pdf")
        (tmp_path / "inbox" / "夹").symlink_to("../外")
        scan = inbox.scan(tmp_path / "inbox")
        assert names(scan) == ["a.pdf"]
        assert codes(scan.findings) == ["I001", "I001"]
        assert "夹" in "".join(finding.message for finding in scan.findings)

    def test_one_that_stays_inside_doubles_nothing_and_never_loops(self, tmp_path: Path) -> None:
        """Its target is met at its own place."""
        write(tmp_path, {"甲/a.pdf": b"x"})
        (tmp_path / "甲" / "圈").symlink_to(tmp_path)
        (tmp_path / "乙.pdf").symlink_to("甲/a.pdf")
        scan = inbox.scan(tmp_path)
        assert names(scan) == ["甲/a.pdf"]
        assert scan.ignored == ((ignoring.INNER_LINK, 2),)

    def test_broken_and_ignored_ones_are_counted(self, tmp_path: Path) -> None:
        """A link whose target was taken in is no reason for alarm."""
        (tmp_path / "断.pdf").symlink_to("没有.pdf")
        (tmp_path / "外断.pdf").symlink_to("/没有/的/文件.pdf")
        (tmp_path / "自己").symlink_to("自己")
        (tmp_path / ".隐").symlink_to("/")
        scan = inbox.scan(tmp_path)
        assert scan.findings == ()
        assert dict(scan.ignored) == {ignoring.BROKEN_LINK: 3, ignoring.HIDDEN: 1}

    def test_an_inbox_that_is_a_link_itself_is_looked_through(self, tmp_path: Path) -> None:
        """Offices put the inbox on a share and link to it."""
        write(tmp_path, {"共享/a.pdf": b"x"})
        (tmp_path / "inbox").symlink_to("共享")
        assert names(inbox.scan(tmp_path / "inbox")) == ["a.pdf"]


def test_pipes_and_sockets_are_told_and_never_opened(tmp_path: Path) -> None:
    """Opening a pipe would wait for ever."""
    os.mkfifo(tmp_path / "管道")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(tmp_path / "套接字"))
        scan = inbox.scan(tmp_path)
    assert codes(scan.findings) == ["I002", "I002"]
    assert {"管道", "套接字"} == {finding.message.split("（")[1].split("）")[0] for finding in scan.findings}


class TestNames:
    """Files are opened by their real path and shown by a readable one."""

    def test_names_in_gbk_bytes(self, tmp_path: Path) -> None:
        """As old zip tools and shares leave them."""
        folder = os.fsencode(tmp_path) + b"/" + "走访慰问".encode("gbk")
        Path(os.fsdecode(folder)).mkdir()
        Path(os.fsdecode(folder + b"/" + "八一.jpg".encode("gbk"))).write_bytes(b"x")
        (file,) = inbox.scan(tmp_path).files
        assert file.source_name == "走访慰问/八一.jpg"
        assert file.path.read_bytes() == b"x"

    def test_twins_in_nfc_and_nfd_are_both_found(self, tmp_path: Path) -> None:
        """Two files that a Mac and a PC would call the same."""
        write(tmp_path, {"caf\u00e9.pdf": b"1", "cafe\u0301.pdf": b"2"})
        scan = inbox.scan(tmp_path)
        assert names(scan) == ["caf\u00e9.pdf", "caf\u00e9.pdf"]
        assert {file.path.read_bytes() for file in scan.files} == {b"1", b"2"}

    def test_newlines_and_the_longest_names(self, tmp_path: Path) -> None:
        """What a clerk cannot type still comes in."""
        long = "长" * 83 + ".pdf"
        write(tmp_path, {"第一行\n第二行.pdf": b"1", long: b"2"})
        assert names(inbox.scan(tmp_path)) == ["第一行 第二行.pdf", long]
