"""The inbox is taken in whole, once, and emptied only of what is held."""

import os
from pathlib import Path

import pytest

from archiver import copying, originals
from archiver.home import Home
from archiver.intake import inbox, taking
from tests.intake.counter import CLERK, NOON, Counter, codes, files_below, sha256, write


def test_files_are_held_unchanged_and_leave_the_inbox(home: Home, counter: Counter) -> None:
    """What came in is in the originals byte for byte, the ledger knows it, and the inbox is empty."""
    files = {"走访慰问/2023/八一.jpg": b"\xff\xd8picture", "通知.pdf": b"%PDF-1.7"}
    write(home.inbox, files)
    outcome = counter.run()
    assert counter.held() == files
    assert [taken.source_name for taken in outcome.received] == ["走访慰问/2023/八一.jpg", "通知.pdf"]
    assert [row.media_type for row in counter.rows()] == ["application/octet-stream", "application/pdf"]
    assert files_below(home.inbox) == {}
    assert list(home.temporary.iterdir()) == []


def test_an_original_cannot_be_written_to(home: Home, counter: Counter) -> None:
    """The store's files carry no permission to write."""
    write(home.inbox, {"a.pdf": b"%PDF"})
    counter.run()
    assert originals.path(home, sha256(b"%PDF")).stat().st_mode & 0o222 == 0


def test_the_same_bytes_are_held_once_and_said(home: Home, counter: Counter) -> None:
    """A second copy makes no second record, and leaves the inbox since the first is held."""
    write(home.inbox, {"a.pdf": b"%PDF", "b/a 副本.pdf": b"%PDF"})
    outcome = counter.run()
    assert [taken.source_name for taken in outcome.received] == ["a.pdf"]
    assert [(twin.source_name, twin.record_id) for twin in outcome.duplicates] == [("b/a 副本.pdf", "R000001")]
    assert len(counter.rows()) == len(files_below(home.originals)) == 1
    assert files_below(home.inbox) == {}


def test_files_found_elsewhere_may_be_taken_and_stay(home: Home, counter: Counter, tmp_path: Path) -> None:
    """Whoever looked through a folder himself hands in what he found."""
    write(tmp_path / "扫描", {"a.pdf": b"%PDF"})
    files = inbox.scan(tmp_path / "扫描").files
    outcome = taking.take(home, counter.engine, files, settings=counter.settings, who=CLERK, now=NOON, remove=False)
    assert [taken.source_name for taken in outcome.received] == ["a.pdf"]
    assert (tmp_path / "扫描" / "a.pdf").exists()


def test_running_twice_equals_running_once(home: Home, counter: Counter) -> None:
    """A run over an empty inbox changes nothing."""
    write(home.inbox, {"a.pdf": b"%PDF"})
    counter.run()
    before = counter.rows()
    assert counter.run().received == ()
    assert counter.rows() == before


def test_ignored_files_are_counted_and_stay(home: Home, counter: Counter) -> None:
    """What programs leave beside files is no evidence."""
    write(home.inbox, {"~$通知.docx": b"x", "2023/.DS_Store": b"x", "2023/Thumbs.db": b"x"})
    (home.inbox / "空").mkdir()
    outcome = counter.run()
    assert dict(outcome.ignored) == {"Office 打开时的临时文件": 1, "系统自动生成的文件": 2, "空文件夹": 1}
    assert (home.inbox / "空").is_dir()
    assert counter.rows() == ()


def test_a_file_that_still_grows_waits(home: Home, counter: Counter) -> None:
    """A file that changes within the settle window is taken by the next run, whole."""
    growing = home.inbox / "大文件.pdf"
    growing.write_bytes(b"%PDF half")

    def meanwhile(_seconds: float) -> None:
        with growing.open("ab") as stream:
            stream.write(b" and the rest")

    outcome = counter.but(pause=meanwhile).run()
    assert outcome.waiting == ("大文件.pdf",)
    assert codes(outcome.findings) == ["I007"]
    assert counter.rows() == ()
    counter.run()
    assert counter.held() == {"大文件.pdf": b"%PDF half and the rest"}


@pytest.mark.parametrize("moment", ["copied", "synced"])
def test_a_file_that_changes_under_the_copy_waits(home: Home, counter: Counter, moment: str) -> None:
    """Nothing of a file is held that was written to while it was read."""
    growing = home.inbox / "a.pdf"
    growing.write_bytes(b"%PDF")

    def meanwhile(step: str) -> None:
        if step == moment:
            with growing.open("ab") as stream:
                stream.write(b"more")

    outcome = counter.but(step=meanwhile).run()
    assert outcome.waiting == ("a.pdf",)
    assert files_below(home.originals) == files_below(home.temporary) == {}
    counter.run()
    assert counter.held() == {"a.pdf": b"%PDFmore"}


def test_a_newer_version_that_came_during_the_commit_stays_and_is_taken_next(home: Home, counter: Counter) -> None:
    """The inbox file is removed only if it is the very one that was taken."""
    path = home.inbox / "a.pdf"
    path.write_bytes(b"%PDF old")

    def meanwhile(step: str) -> None:
        if step == "committed":
            path.write_bytes(b"%PDF new")

    outcome = counter.but(step=meanwhile).run()
    assert outcome.waiting == ("a.pdf",)
    assert path.read_bytes() == b"%PDF new"
    counter.run()
    assert sorted(file.read_bytes() for file in home.originals.rglob("*") if file.is_file()) == [
        b"%PDF new",
        b"%PDF old",
    ]


def test_a_file_that_the_clerk_takes_back_is_nobodys_concern(home: Home, counter: Counter) -> None:
    """A file that goes away before, while or after it is copied stops nothing."""
    write(home.inbox, {"a.pdf": b"%PDF a", "b.pdf": b"%PDF b", "c.pdf": b"%PDF c"})

    def before(_seconds: float) -> None:
        (home.inbox / "a.pdf").unlink()

    def during(step: str) -> None:
        if step == "copied":
            (home.inbox / "b.pdf").unlink(missing_ok=True)
        if step == "committed":
            (home.inbox / "c.pdf").unlink()

    outcome = counter.but(pause=before, step=during).run()
    assert outcome.waiting == ()
    assert list(counter.held()) == ["c.pdf"]


def test_a_file_that_cannot_be_read_stops_no_other(
    home: Home, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A medium that fails is told with its reason, and the file stays."""
    write(home.inbox, {"a.pdf": b"%PDF a", "b.pdf": b"%PDF b"})
    real = os.open

    def failing(path: str | Path, *more: int) -> int:
        if str(path).endswith("a.pdf"):
            raise OSError(5, "Input/output error")
        return real(path, *more)

    monkeypatch.setattr(os, "open", failing)
    outcome = counter.run()
    assert codes(outcome.findings) == ["I003"]
    assert "介质读写出错" in outcome.findings[0].message
    assert files_below(home.inbox) == {"a.pdf": b"%PDF a"}
    assert list(counter.held()) == ["b.pdf"]


def test_a_full_disk_leaves_the_file_in_the_inbox(
    home: Home, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A home that cannot be written to is told with its reason, and nothing half written stays."""
    write(home.inbox, {"a.pdf": b"%PDF a"})

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        outcome = counter.run()
    assert codes(outcome.findings) == ["I005"]
    assert "磁盘已满" in outcome.findings[0].message
    assert files_below(home.temporary) == files_below(home.originals) == {}
    assert counter.run().received[0].source_name == "a.pdf"


def test_a_file_that_cannot_be_removed_is_held_and_told(
    home: Home, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clerk is asked to remove what the program may not."""
    write(home.inbox, {"a.pdf": b"%PDF a"})

    def refused(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(copying, "remove", refused)
    outcome = counter.run()
    assert codes(outcome.findings) == ["I006"]
    assert [taken.source_name for taken in outcome.received] == ["a.pdf"]


def test_a_file_held_open_by_a_writer_waits(home: Home, counter: Counter) -> None:
    """A copy that pauses for longer than the settle window is still a copy in progress."""
    with (home.inbox / "a.pdf").open("wb") as writer:
        writer.write(b"%PDF half")
        writer.flush()
        assert counter.run().waiting == ("a.pdf",)
        writer.write(b" whole")
    counter.run()
    assert counter.held() == {"a.pdf": b"%PDF half whole"}


def test_folders_stay_that_others_use_or_that_a_watch_must_not_touch(home: Home, counter: Counter) -> None:
    """Only folders in folders that this intake emptied go, and only when asked to tidy."""
    write(home.inbox, {"甲/一/a.pdf": b"%PDF a", "甲/二/b.pdf": b"%PDF b", "甲/二/~$b.docx": b"x"})
    counter.run()
    assert sorted(path.name for path in (home.inbox / "甲").iterdir()) == ["二"]
    write(home.inbox, {"甲/一/c.pdf": b"%PDF c"})
    counter.but(tidy=False).run()
    assert (home.inbox / "甲" / "一").is_dir()


def test_folders_prepared_in_the_inbox_stay_when_they_are_emptied(home: Home, counter: Counter) -> None:
    """A clerk keeps one for each item, and puts the next papers there."""
    (home.inbox / "11").mkdir()
    write(home.inbox, {"12/a.pdf": b"%PDF a", "13/上半年/b.pdf": b"%PDF b"})
    counter.run()
    assert sorted(path.relative_to(home.inbox).as_posix() for path in home.inbox.rglob("*")) == ["11", "12", "13"]


def test_an_empty_file_is_set_aside_each_under_its_own_name(home: Home, counter: Counter) -> None:
    """Empty files have the same bytes but are not the same document."""
    write(home.inbox, {"a.pdf": b"", "b.pdf": b""})
    outcome = counter.run()
    assert [(file.name, codes(file.findings)) for file in outcome.refused] == [("a.pdf", ["I011"]), ("b.pdf", ["I011"])]
    assert set(files_below(home.set_aside)) == {"a.pdf", "a.pdf.txt", "b.pdf", "b.pdf.txt"}
    assert files_below(home.originals) == files_below(home.inbox) == {}


def test_a_damaged_original_is_healed_by_the_same_bytes(home: Home, counter: Counter) -> None:
    """Bytes that come again repair the copy that decayed, and it is said."""
    write(home.inbox, {"a.pdf": b"%PDF a"})
    counter.run()
    held = originals.path(home, sha256(b"%PDF a"))
    held.chmod(0o644)
    held.write_bytes(b"%PDF ?")
    write(home.inbox, {"a.pdf": b"%PDF a"})
    assert codes(counter.run().findings) == ["I010"]
    assert originals.verify(home, sha256(b"%PDF a"))


class TestAdding:
    """Files are taken in from anywhere and stay there."""

    def test_names_start_with_the_folder_that_was_named(self, tmp_path: Path, counter: Counter) -> None:
        """The folder is a hint for filing, the way to it is not."""
        write(tmp_path / "来源", {"2023资料/慰问/a.pdf": b"%PDF a", "单件.pdf": b"%PDF b"})
        counter.add(tmp_path / "来源" / "2023资料", tmp_path / "来源" / "单件.pdf")
        assert set(counter.held()) == {"2023资料/慰问/a.pdf", "单件.pdf"}
        assert len(files_below(tmp_path / "来源")) == 2

    def test_the_window_is_paid_once(self, tmp_path: Path, counter: Counter) -> None:
        """Many paths wait together."""
        write(tmp_path, {"甲/a": b"a", "乙/b": b"b", "c": b"c"})
        pauses: list[float] = []
        counter.but(pause=pauses.append).add(tmp_path / "甲", tmp_path / "乙", tmp_path / "c")
        assert pauses == [2.0]

    def test_what_is_not_there_is_told_and_the_rest_goes_on(self, tmp_path: Path, counter: Counter) -> None:
        """A slip of the pen costs one file, not all."""
        write(tmp_path, {"a.pdf": b"%PDF a"})
        outcome = counter.add(tmp_path / "没有.pdf", tmp_path / "a.pdf")
        assert codes(outcome.findings) == ["I008"]
        assert list(counter.held()) == ["a.pdf"]

    def test_the_archive_does_not_swallow_itself(self, home: Home, counter: Counter) -> None:
        """Adding the folder in which the archive lies leaves the archive out."""
        write(home.root.parent, {"a.pdf": b"%PDF a"})
        outcome = counter.add(home.root.parent)
        assert [taken.source_name.rpartition("/")[2] for taken in outcome.received] == ["a.pdf"]
        assert ("归档库自己的文件夹", 1) in outcome.ignored
        assert codes(counter.add(home.originals).findings) == ["I009"]

    def test_the_current_folder_is_called_by_its_name(
        self, tmp_path: Path, counter: Counter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """`add .` says as much as `add ../资料`."""
        write(tmp_path, {"资料/a.pdf": b"%PDF a"})
        monkeypatch.chdir(tmp_path / "资料")
        counter.add(Path())
        assert list(counter.held()) == ["资料/a.pdf"]

    def test_junk_pipes_and_unreadable_paths_are_told(self, tmp_path: Path, counter: Counter) -> None:
        """Naming something does not make it evidence."""
        write(tmp_path, {"~$a.docx": b"x", "文件": b"x"})
        os.mkfifo(tmp_path / "管道")
        outcome = counter.add(tmp_path / "~$a.docx", tmp_path / "管道", tmp_path / "文件" / "里面")
        assert dict(outcome.ignored) == {"Office 打开时的临时文件": 1}
        assert codes(outcome.findings) == ["I003", "I002"]

    def test_a_link_named_on_purpose_is_followed(self, tmp_path: Path, counter: Counter) -> None:
        """It is called by the name that the clerk gave."""
        write(tmp_path, {"a.pdf": b"%PDF a"})
        (tmp_path / "链接.pdf").symlink_to(tmp_path / "a.pdf")
        counter.add(tmp_path / "链接.pdf")
        assert counter.held() == {"链接.pdf": b"%PDF a"}
