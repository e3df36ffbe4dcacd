"""What cannot be taken in lies where a clerk finds it, unchanged, with a note, and comes back when asked."""

import os
from pathlib import Path

import pytest

from archiver import copying, originals
from archiver.errors import ArchiverError
from archiver.home import Home
from archiver.intake import findings as kinds
from archiver.intake import notes
from archiver.intake.desk import Desk
from archiver.intake.receiving import receive_kept
from archiver.intake.taken import Tally
from ocr.finding import Finding
from tests.intake.counter import CLERK, NOON, SECRET, UNREADABLE, Counter, a_zip, codes, files_below, sha256, write

LOCKED = kinds.MEMBER_ENCRYPTED.at(name="a.pdf")


def received(home: Home, counter: Counter, *names: str) -> None:
    """Take in files of these names, each with other bytes, as R000001 and so on."""
    for name in names:
        write(home.inbox, {name: b"%PDF " + name.encode()})
        counter.run()


class TestPuttingAside:
    """The file leaves the originals for its place below set-aside/."""

    def test_the_file_is_unchanged_under_its_own_path(self, home: Home, counter: Counter) -> None:
        """Where the clerk put it is where she finds it."""
        received(home, counter, "走访/2023/坏.pdf")
        assert counter.put_aside("R000001") == "走访/2023/坏.pdf"
        assert files_below(home.set_aside)["走访/2023/坏.pdf"] == "%PDF 走访/2023/坏.pdf".encode()
        assert files_below(home.originals) == {}
        assert counter.rows()[0].kept_as == "走访/2023/坏.pdf"
        assert os.access(home.set_aside / "走访/2023/坏.pdf", os.W_OK)

    def test_the_note_says_which_when_why_and_what_to_do(self, home: Home, counter: Counter) -> None:
        """Everything a clerk needs who knows nothing of this program."""
        received(home, counter, "坏.pdf")
        counter.put_aside("R000001")
        raw = (home.set_aside / "坏.pdf.txt").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        assert raw.count(b"\n") == raw.count(b"\r\n")
        note = raw.decode("utf-8-sig")
        for part in ("坏.pdf", "2023-08-01 12:00", "文件已损坏，打不开。", 'archiver retry "坏.pdf"'):
            assert part in note

    def test_a_note_on_a_secret_page_repeats_the_finding_only(self, home: Home, counter: Counter) -> None:
        """Nothing of the contents, not even a word."""
        write(home.inbox, {"a.pdf": "%PDF 机密★ 关于某部调动的通知".encode()})
        counter.run()
        counter.put_aside("R000001", SECRET)
        note = (home.set_aside / "a.pdf.txt").read_text("utf-8-sig")
        assert SECRET.message in note
        assert "第 1 页" in note
        assert "调动" not in note

    def test_files_of_one_name_are_numbered(self, home: Home, counter: Counter) -> None:
        """The second is `坏 (2).pdf`, and neither disturbs a file that lies there by chance."""
        for content in (b"%PDF 1", b"%PDF 2"):
            write(home.inbox, {"坏.pdf": content})
            counter.run()
        write(home.set_aside, {"坏.pdf": b"someone's own"})
        assert counter.put_aside("R000001") == "坏 (2).pdf"
        assert counter.put_aside("R000002") == "坏 (3).pdf"
        assert files_below(home.set_aside)["坏.pdf"] == b"someone's own"
        assert files_below(home.set_aside)["坏 (2).pdf"] == b"%PDF 1"

    def test_a_file_called_like_a_note_and_its_neighbour_keep_apart(self, home: Home, counter: Counter) -> None:
        """`a.pdf.txt` may be evidence, too."""
        received(home, counter, "a.pdf", "a.pdf.txt", "b.pdf.txt", "b.pdf")
        kept_as = [counter.put_aside(f"R00000{number}") for number in range(1, 5)]
        assert kept_as == ["a.pdf", "a.pdf (2).txt", "b.pdf.txt", "b (2).pdf"]
        assert len(files_below(home.set_aside)) == 8

    def test_no_note_covers_a_text_of_the_clerk(self, home: Home, counter: Counter) -> None:
        """She had written down there what she found."""
        received(home, counter, "a.pdf", "b.pdf")
        write(home.set_aside, {"a.pdf.txt": "问过小李".encode(), "b.pdf.txt/c": b""})
        assert [counter.put_aside(f"R00000{number}") for number in (1, 2)] == ["a (2).pdf", "b (2).pdf"]
        assert files_below(home.set_aside)["a.pdf.txt"] == "问过小李".encode()

    def test_a_file_in_the_way_of_a_folder_sends_it_to_the_top(self, home: Home, counter: Counter) -> None:
        """`甲` was set aside as a file, and now `甲/乙.pdf` comes."""
        received(home, counter, "甲")
        counter.put_aside("R000001")
        received(home, counter, "甲/乙.pdf")
        assert counter.put_aside("R000002") == "乙.pdf"

    def test_names_too_long_or_strange_for_a_disk_are_fitted(self, home: Home, counter: Counter) -> None:
        """Room is left for the note's suffix; a path too deep ends at the top."""
        long = "长" * 83 + ".pdf"
        deep = "/".join(["深" * 40] * 9) + "/b?.pdf"
        received(home, counter, long, deep)
        first, second = counter.put_aside("R000001"), counter.put_aside("R000002")
        assert len(first.encode()) <= 240
        assert first.endswith("….pdf")
        assert second == "b_.pdf"

    @pytest.mark.parametrize("damage", ["missing", "changed"])
    def test_a_damaged_original_is_set_aside_as_it_is(self, home: Home, counter: Counter, damage: str) -> None:
        """It is said, and stops nothing."""
        received(home, counter, "a.pdf")
        held = originals.path(home, counter.rows()[0].sha256)
        held.chmod(0o644)
        if damage == "missing":
            held.unlink()
        else:
            held.write_bytes(b"%PDF decayed")
        counter.put_aside("R000001")
        note = (home.set_aside / "a.pdf.txt").read_text("utf-8-sig")
        assert "备份" in note
        assert counter.rows()[0].kept_as == "a.pdf"
        assert files_below(home.originals) == {}

    def test_a_container_of_other_records_stays_held(self, home: Home, counter: Counter) -> None:
        """What a member came out of is kept; the member's own bytes go."""
        packed = a_zip({"a.pdf": b"%PDF a"})
        write(home.inbox, {"包.zip": packed})
        counter.run()
        assert counter.put_aside("R000001") == "包/a.pdf"
        assert {Path(name).name for name in files_below(home.originals)} == {sha256(packed)}

    def test_an_original_that_members_came_out_of_stays_when_its_record_goes(
        self, home: Home, counter: Counter
    ) -> None:
        """An older version had taken the archive for a document; now it is unpacked, and then the document goes."""
        packed = a_zip({"a.pdf": b"%PDF a"})
        write(home.inbox, {"包.zip": packed})
        counter.but(sniff=lambda _: "application/octet-stream").run()
        write(home.inbox, {"包.zip": packed})
        counter.run()
        counter.put_aside("R000001")
        assert originals.verify(home, sha256(packed))
        assert files_below(home.set_aside)["包.zip"] == packed

    def test_a_disk_that_writes_something_else_is_noticed(
        self, home: Home, counter: Counter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nothing leaves the originals before it is proven to lie set aside."""
        received(home, counter, "a.pdf")
        monkeypatch.setattr(copying, "digest", lambda *_, **__: "0" * 64)
        with pytest.raises(OSError, match="read back"):
            counter.put_aside("R000001")
        assert counter.rows()[0].kept_as is None
        assert len(files_below(home.originals)) == 1


class TestNotes:
    """What they say, to a clerk who knows nothing of this program."""

    @pytest.mark.parametrize(
        ("findings", "said", "unsaid"),
        [
            ((UNREADABLE,), "替换原来那一份", "压缩包"),
            ((kinds.ZIP_ENCRYPTED.at(name="包.zip"),), "解压后放入收件箱的，这个压缩包就不用管了", "保密"),
            ((LOCKED,), "其余的文件已经收下", "保密"),
            ((SECRET,), '--not-secret "理由"', "压缩包"),
            ((SECRET,), "从这个文件夹里删除", "放在这里"),
            ((LOCKED, kinds.ZIP_HOLDS_SECRET.at(name="包", record="R1")), "不要打开", "其余的文件已经收下"),
            ((kinds.ZIP_HOLDS_SECRET.at(name="包", record="R1"),), "先按它旁边的说明声明", "--not-secret"),
        ],
    )
    def test_each_tells_which_when_why_what_to_do_and_how_to_retry(
        self, findings: tuple[Finding, ...], said: str, unsaid: str
    ) -> None:
        """A secret is handed over, whatever else is wrong with the file."""
        note = notes.text("甲/{包}.zip", source_name="甲/{包}?.zip", findings=findings, at=NOON, sha256="0" * 64)
        always = ("文件：甲/{包}?.zip", "2023-08-01 12:00", "“{包}.zip”", 'archiver retry "甲/{包}.zip"')
        for part in (*always, said, *(finding.message for finding in findings)):
            assert part in note
        assert unsaid not in note.partition("怎么办")[2]


class TestTakingUpAgain:
    """`retry`: repaired or not, under the same number."""

    def test_all_of_them_without_a_name(self, home: Home, counter: Counter) -> None:
        """The records are held again and nothing lies set aside."""
        received(home, counter, "甲/a.pdf", "b.pdf")
        for number in ("R000001", "R000002"):
            counter.put_aside(number)
        outcome = counter.retry()
        assert {(taken.record_id, taken.source_name) for taken in outcome.received} == {
            ("R000001", "甲/a.pdf"),
            ("R000002", "b.pdf"),
        }
        assert counter.held() == {"甲/a.pdf": "%PDF 甲/a.pdf".encode(), "b.pdf": b"%PDF b.pdf"}
        assert list(home.set_aside.iterdir()) == []

    def test_a_repaired_file_keeps_the_number(self, home: Home, counter: Counter) -> None:
        """New bytes under the same name are the same piece of evidence."""
        received(home, counter, "甲/a.pdf")
        counter.put_aside("R000001")
        write(home.set_aside, {"甲/a.pdf": b"%PDF repaired"})
        counter.retry("甲/a.pdf")
        (row,) = counter.rows()
        assert (row.id, row.sha256) == ("R000001", sha256(b"%PDF repaired"))
        assert counter.held() == {"甲/a.pdf": b"%PDF repaired"}
        assert files_below(home.set_aside) == {}

    @pytest.mark.parametrize("name", ["甲/a.pdf", "a.pdf", "R000001", "r000001", "path"])
    def test_a_file_may_be_called_by_any_of_its_names(self, home: Home, counter: Counter, name: str) -> None:
        """Its place, its last part, its record, or the path that the shell completes."""
        received(home, counter, "甲/a.pdf", "b.pdf")
        for number in ("R000001", "R000002"):
            counter.put_aside(number)
        outcome = counter.retry(str(home.set_aside / "甲/a.pdf") if name == "path" else name)
        assert [taken.record_id for taken in outcome.received] == ["R000001"]

    def test_an_unknown_name_is_answered_with_what_there_is(self, home: Home, counter: Counter) -> None:
        """And nothing is done."""
        with pytest.raises(ArchiverError, match="没有文件"):
            counter.retry("没有.pdf")
        received(home, counter, *[f"{number}.pdf" for number in range(22)])
        for number in range(1, 23):
            counter.put_aside(f"R{number:06d}")
        with pytest.raises(ArchiverError, match=r"没有“没有\.pdf”.*0\.pdf、1\.pdf.* 等 22 个"):
            counter.retry("0.pdf", "没有.pdf")
        assert counter.held() == {}

    def test_a_repaired_file_that_is_held_already_dissolves(self, home: Home, counter: Counter) -> None:
        """The clerk had put the good copy into the inbox before."""
        received(home, counter, "坏.pdf", "好.pdf")
        counter.put_aside("R000001")
        write(home.set_aside, {"坏.pdf": "%PDF 好.pdf".encode()})
        outcome = counter.retry()
        assert [(twin.source_name, twin.record_id) for twin in outcome.duplicates] == [("坏.pdf", "R000002")]
        assert [row.id for row in counter.rows()] == ["R000002"]
        assert files_below(home.set_aside) == {}

    def test_a_file_that_is_gone_is_told_and_its_record_stays(self, home: Home, counter: Counter) -> None:
        """Nobody's number disappears because a file was moved."""
        received(home, counter, "a.pdf", "b.pdf")
        for number in ("R000001", "R000002"):
            counter.put_aside(number)
        (home.set_aside / "a.pdf").unlink()
        outcome = counter.retry()
        assert codes(outcome.findings) == ["I201"]
        assert [taken.record_id for taken in outcome.received] == ["R000002"]
        assert counter.rows()[0].kept_as == "a.pdf"

    def test_a_file_that_is_being_saved_waits(self, home: Home, counter: Counter) -> None:
        """The clerk still has it open for writing."""
        received(home, counter, "a.pdf")
        counter.put_aside("R000001")
        with (home.set_aside / "a.pdf").open("ab"):
            outcome = counter.retry()
        assert outcome.waiting == ("a.pdf",)
        assert counter.rows()[0].kept_as == "a.pdf"

    @pytest.mark.parametrize(("fault", "code"), [("read", "I003"), ("write", "I005")])
    def test_a_medium_that_fails_stops_no_other(
        self, home: Home, counter: Counter, monkeypatch: pytest.MonkeyPatch, fault: str, code: str
    ) -> None:
        """Each is told with its reason."""
        received(home, counter, "a.pdf", "b.pdf")
        for number in ("R000001", "R000002"):
            counter.put_aside(number)
        real = originals.store

        def failing(home: Home, source: Path, **more: object) -> originals.Stored:
            if source.name == "a.pdf":
                raise copying.SourceUnreadableError("x") if fault == "read" else OSError(28, "full")
            return real(home, source, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(originals, "store", failing)
        outcome = counter.retry()
        assert codes(outcome.findings) == [code]
        assert [taken.record_id for taken in outcome.received] == ["R000002"]

    def test_a_file_emptied_by_mistake_stays_set_aside(self, home: Home, counter: Counter) -> None:
        """Under its number, with the new reason."""
        received(home, counter, "a.pdf")
        counter.put_aside("R000001")
        write(home.set_aside, {"a.pdf": b""})
        outcome = counter.retry()
        assert [(file.record_id, codes(file.findings)) for file in outcome.refused] == [("R000001", ["I011"])]
        assert "空文件" in (home.set_aside / "a.pdf.txt").read_text("utf-8-sig")
        assert files_below(home.originals) == {}

    def test_the_same_bytes_in_the_inbox_take_it_up_too(self, home: Home, counter: Counter) -> None:
        """It makes no second record, and the file set aside goes."""
        received(home, counter, "a.pdf")
        counter.put_aside("R000001")
        received(home, counter, "a.pdf")
        assert [row.id for row in counter.rows()] == ["R000001"]
        assert files_below(home.set_aside) == {}

    @pytest.mark.parametrize("again", ["loose", "folder"])
    def test_what_is_added_again_is_set_aside_again_in_its_place(
        self, home: Home, counter: Counter, tmp_path: Path, again: str
    ) -> None:
        """No record more, none renamed, no file moved, by whatever name the same bytes come."""
        damaged = {"坏.pdf": b"%PDF bad", "坏.zip": b"PK\x03\x04 bad", "半.zip": a_zip({"../a.pdf": b"%PDF a"})}
        write(tmp_path / "in", {**damaged, "空.pdf": b""})
        files = sorted((tmp_path / "in").iterdir())

        def hand_in(*paths: Path) -> tuple[object, ...]:
            counter.add(*paths)
            for row in counter.rows():
                if row.kept_as is None:
                    counter.put_aside(row.id)
            return counter.rows(), set(files_below(home.set_aside))

        first = hand_in(*files)
        if again == "folder":
            files[-1].unlink()  # an empty file under another name is another file
            files = [tmp_path / "in"]
        assert [hand_in(*files) for _ in range(2)] == [first] * 2
        assert {name for name in files_below(home.set_aside) if not name.endswith(".txt")} == {*damaged, "空.pdf"}

    def test_a_repair_at_the_place_of_a_record_taken_up_elsewhere_is_kept(self, home: Home, counter: Counter) -> None:
        """The inbox brought the old bytes again while the clerk mended the file set aside: her work is not lost."""
        received(home, counter, "a.pdf")
        counter.put_aside("R000001")
        write(home.set_aside, {"a.pdf": b"%PDF mended"})
        write(home.inbox, {"a.pdf": b"%PDF a.pdf"})
        outcome = counter.run()
        assert codes(outcome.findings) == ["I202"]
        assert files_below(home.set_aside)["a.pdf"] == b"%PDF mended"

    def test_a_record_that_is_not_set_aside_cannot_be_taken_up(self, home: Home, counter: Counter) -> None:
        """A slip of the caller, not of the clerk."""
        received(home, counter, "a.pdf")
        desk = Desk(home=home, engine=counter.engine, settings=counter.settings, who=CLERK, now=NOON)
        with pytest.raises(ValueError, match="not set aside"):
            receive_kept(desk, Tally(), counter.rows()[0])


class TestSweeping:
    """Half-done work of killed runs is finished; what is not ours stays."""

    def test_strangers_are_named_and_stay(self, home: Home, counter: Counter) -> None:
        """A repaired file under another name belongs into the inbox; a text of the clerk is hers."""
        received(home, counter, "a.pdf")
        counter.put_aside("R000001")
        write(home.set_aside, {"a 修好.pdf": b"%PDF mended", "备忘.txt": "记得问".encode()})
        name = os.fsdecode("甲.pdf".encode("gbk"))
        (home.set_aside / name).write_bytes(b"%PDF gbk")
        outcome = counter.retry("a.pdf")
        assert codes(outcome.findings) == ["I202"] * 3
        assert "甲.pdf" in "".join(finding.message for finding in outcome.findings)
        assert {"a 修好.pdf", "备忘.txt"} <= set(files_below(home.set_aside))

    def test_a_copy_of_what_is_held_goes_with_its_note(self, home: Home, counter: Counter) -> None:
        """The run was ended before the ledger knew."""
        received(home, counter, "甲/a.pdf")
        write(home.set_aside, {"甲/a.pdf": "%PDF 甲/a.pdf".encode(), "b.pdf.txt": notes.HEADING.encode("utf-8-sig")})
        write(home.set_aside, {"甲/a.pdf.txt": notes.HEADING.encode("utf-8-sig")})
        assert counter.retry().findings == ()
        assert list(home.set_aside.iterdir()) == []

    def test_a_copy_of_what_is_held_badly_stays(self, home: Home, counter: Counter) -> None:
        """It may be the last good one."""
        received(home, counter, "a.pdf")
        write(home.set_aside, {"a.pdf": b"%PDF a.pdf"})
        held = originals.path(home, sha256(b"%PDF a.pdf"))
        held.chmod(0o644)
        held.write_bytes(b"decayed")
        assert codes(counter.retry().findings) == ["I202"]
        assert (home.set_aside / "a.pdf").exists()

    def test_links_and_pipes_among_them_are_left_alone(self, home: Home, counter: Counter) -> None:
        """Nothing is opened that is no file."""
        os.mkfifo(home.set_aside / "管道")
        (home.set_aside / "断").symlink_to("没有")
        assert codes(counter.retry().findings) == ["I202"]
