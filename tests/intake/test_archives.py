"""Zip archives: what comes out of them, what is refused, what is set aside as a whole."""

import io
import stat
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from archiver import originals
from archiver.home import Home
from archiver.intake import unpacking
from archiver.intake.zip_admission import Limits
from tests.intake.counter import Counter, a_zip, codes, files_below, sha256, write

MEBI = 1 << 20


def with_flags(packed: bytes, name: str, flags: int) -> bytes:
    """Return the archive with flag bits of one member set, in its header and in the listing."""
    raw = bytearray(packed)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        start = archive.getinfo(name).header_offset
    listed = raw.index(name.encode(), raw.index(b"PK\x01\x02")) - 46
    for place in (start + 6, listed + 8):
        struct.pack_into("<H", raw, place, struct.unpack_from("<H", raw, place)[0] | flags)
    return bytes(raw)


def with_method(packed: bytes, method: int) -> bytes:
    """Return an archive of one member that claims another way of compression."""
    raw = bytearray(packed)
    struct.pack_into("<H", raw, 8, method)
    struct.pack_into("<H", raw, raw.index(b"PK\x01\x02") + 10, method)
    return bytes(raw)


def test_members_become_records_and_the_archive_is_held_beside_them(home: Home, counter: Counter) -> None:
    """Folders within are hints for filing, under the archive's own name."""
    packed = a_zip({"走访/八一.jpg": b"\xff\xd8", "通知.pdf": b"%PDF"})
    write(home.inbox, {"2023/慰问资料.zip": packed})
    outcome = counter.run()
    assert counter.held() == {"2023/慰问资料/走访/八一.jpg": b"\xff\xd8", "2023/慰问资料/通知.pdf": b"%PDF"}
    assert {row.container_sha256 for row in counter.rows()} == {sha256(packed)}
    assert originals.verify(home, sha256(packed))
    assert outcome.refused == ()
    assert files_below(home.inbox) == files_below(home.temporary) == {}


def test_names_in_gbk_are_read_right(home: Home, counter: Counter) -> None:
    """The most common archive of a Chinese office."""
    packed = a_zip({"XXXXXXXX/a.pdf": b"%PDF"}).replace(b"XXXXXXXX", "走访慰问".encode("gbk"))
    write(home.inbox, {"包.zip": packed})
    counter.run()
    assert list(counter.held()) == ["包/走访慰问/a.pdf"]


def test_an_archive_is_known_by_its_content_and_a_document_is_none(home: Home, counter: Counter) -> None:
    """DOCX, XLSX, OFD and ODT are zips that stay whole, whatever they are called."""
    docx = a_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
    ofd = a_zip({"OFD.xml": b"<ofd/>", "Doc_0/Document.xml": b""})
    write(home.inbox, {"a.docx": docx, "b.zip": ofd, "没有后缀": a_zip({"c.pdf": b"%PDF"})})
    counter.run()
    assert set(counter.held()) == {"a.docx", "b.zip", "没有后缀/c.pdf"}


def test_archives_in_archives_are_opened(home: Home, counter: Counter) -> None:
    """Each is held, and each member knows the one it came out of."""
    inner = a_zip({"c.pdf": b"%PDF c"})
    write(home.inbox, {"外.zip": a_zip({"内/里.zip": inner, "a.pdf": b"%PDF a"})})
    counter.run()
    assert set(counter.held()) == {"外/内/里/c.pdf", "外/a.pdf"}
    assert {row.source_name: row.container_sha256 for row in counter.rows()}["外/内/里/c.pdf"] == sha256(inner)


def test_junk_is_ignored_with_a_count(home: Home, counter: Counter) -> None:
    """What macOS and Windows pack along."""
    write(home.inbox, {"包.zip": a_zip({"a.pdf": b"%PDF", "__MACOSX/._a.pdf": b"x", "甲/.DS_Store": b"x", "空/": b""})})
    outcome = counter.run()
    assert dict(outcome.ignored) == {"系统自动生成的文件": 2}
    assert list(counter.held()) == ["包/a.pdf"]


def test_a_member_listed_twice_is_held_twice_under_two_names(home: Home, counter: Counter) -> None:
    """Appending to an archive makes such listings; nobody can say which version counts."""
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w") as archive:
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr("a.pdf", b"%PDF old")
        archive.writestr("a.pdf", b"%PDF new")
    write(home.inbox, {"包.zip": packed.getvalue()})
    counter.run()
    assert counter.held() == {"包/a.pdf": b"%PDF old", "包/a (2).pdf": b"%PDF new"}


def test_an_archive_that_comes_again_doubles_nothing(home: Home, counter: Counter) -> None:
    """Its members are duplicates, said by name."""
    for _ in range(2):
        write(home.inbox, {"包.zip": a_zip({"a.pdf": b"%PDF"})})
        outcome = counter.run()
    assert [twin.source_name for twin in outcome.duplicates] == ["包/a.pdf"]
    assert len(counter.rows()) == 1


class TestBadMembers:
    """They are refused by name; the others go on, and the archive is set aside so that nothing is lost unseen."""

    def refused(self, home: Home, counter: Counter, packed: bytes) -> list[str]:
        """Run, and return the codes with which the archive was set aside."""
        write(home.inbox, {"包.zip": packed})
        (refused,) = counter.run().refused
        assert refused.name == "包.zip"
        assert files_below(home.set_aside)["包.zip"] == packed
        assert files_below(home.inbox) == {}
        assert originals.verify(home, sha256(packed))
        return codes(refused.findings)

    def test_names_that_lead_out(self, home: Home, counter: Counter) -> None:
        """Absolute ones and ways up write nothing anywhere."""
        packed = a_zip({"../../逃.pdf": b"%PDF 1", "/etc/逃.pdf": b"%PDF 2", "a.pdf": b"%PDF 3"})
        assert self.refused(home, counter, packed) == ["I113", "I113"]
        assert list(counter.held()) == ["包/a.pdf"]
        note = (home.set_aside / "包.zip.txt").read_text("utf-8-sig")
        assert "绝对路径" in note
        assert "archiver retry" in note

    def test_links_and_devices(self, home: Home, counter: Counter) -> None:
        """A link would name a file outside."""
        link = zipfile.ZipInfo("链接.pdf")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed = io.BytesIO(a_zip({"a.pdf": b"%PDF"}))
        with zipfile.ZipFile(packed, "a") as archive:
            archive.writestr(link, "/etc/passwd")
        assert self.refused(home, counter, packed.getvalue()) == ["I114"]
        assert list(counter.held()) == ["包/a.pdf"]

    def test_locked_ones_among_open_ones(self, home: Home, counter: Counter) -> None:
        """One password does not keep the rest out."""
        packed = with_flags(a_zip({"a.pdf": b"%PDF a", "locked.pdf": b"%PDF b"}), "locked.pdf", 1)
        assert self.refused(home, counter, packed) == ["I111"]
        assert list(counter.held()) == ["包/a.pdf"]

    def test_damaged_ones(self, home: Home, counter: Counter) -> None:
        """A checksum that does not fit: not even the readable part is taken for the document."""
        packed = a_zip({"a.pdf": b"%PDF a", "b.pdf": b"%PDF bbbb"}, zipfile.ZIP_STORED).replace(b"bbbb", b"bbbc")
        assert self.refused(home, counter, packed) == ["I112"]
        assert counter.held() == {"包/a.pdf": b"%PDF a"}
        assert "校验和不符" in (home.set_aside / "包.zip.txt").read_text("utf-8-sig")

    def test_ones_in_a_compression_nobody_knows(self, home: Home, counter: Counter) -> None:
        """Windows makes Deflate64 of large files."""
        assert self.refused(home, counter, with_method(a_zip({"a.pdf": b"%PDF"}), 9)) == ["I112"]
        assert "压缩方法不支持" in (home.set_aside / "包.zip.txt").read_text("utf-8-sig")

    def test_empty_ones(self, home: Home, counter: Counter) -> None:
        """An empty file is set aside under its own name and keeps nobody."""
        write(home.inbox, {"包.zip": a_zip({"a.pdf": b"%PDF", "空.pdf": b""})})
        outcome = counter.run()
        assert [(file.name, codes(file.findings)) for file in outcome.refused] == [("包/空.pdf", ["I011"])]
        assert set(files_below(home.set_aside)) == {"包/空.pdf", "包/空.pdf.txt"}

    def test_the_mended_archive_lets_go_of_the_record(self, home: Home, counter: Counter) -> None:
        """Once all members are in, nothing is left to do, and what came in before is not doubled."""
        bad = a_zip({"a.pdf": b"%PDF a", "b.pdf": b"%PDF bbbb"}, zipfile.ZIP_STORED).replace(b"bbbb", b"bbbc")
        self.refused(home, counter, bad)
        write(home.set_aside, {"包.zip": a_zip({"a.pdf": b"%PDF a", "b.pdf": b"%PDF bbbb"})})
        outcome = counter.retry("包.zip")
        assert [taken.source_name for taken in outcome.received] == ["包/b.pdf"]
        assert set(counter.held()) == {"包/a.pdf", "包/b.pdf"}
        assert all(row.kept_as is None for row in counter.rows())
        assert files_below(home.set_aside) == {}

    def test_an_archive_still_bad_stays_under_its_number(self, home: Home, counter: Counter) -> None:
        """Trying again without mending changes nothing."""
        bad = a_zip({"a.pdf": b"%PDF a", "b.pdf": b"%PDF bbbb"}, zipfile.ZIP_STORED).replace(b"bbbb", b"bbbc")
        self.refused(home, counter, bad)
        before = [(row.id, row.kept_as) for row in counter.rows()]
        outcome = counter.retry()
        assert [file.name for file in outcome.refused] == ["包.zip"]
        assert [(row.id, row.kept_as) for row in counter.rows()] == before
        self.refused(home, counter, bad)
        assert [(row.id, row.kept_as) for row in counter.rows()] == before


class TestStoppedAsAWhole:
    """Nothing of them is used; they are set aside as they are."""

    def stopped(self, home: Home, counter: Counter, packed: bytes) -> str:
        """Run, and return the code with which the archive was set aside."""
        write(home.inbox, {"包.zip": packed})
        (refused,) = counter.run().refused
        assert files_below(home.set_aside).keys() == {"包.zip", "包.zip.txt"}
        assert files_below(home.set_aside)["包.zip"] == packed
        assert counter.held() == files_below(home.originals) == files_below(home.inbox) == {}
        (code,) = codes(refused.findings)
        return code

    def test_a_damaged_one(self, home: Home, counter: Counter) -> None:
        """Cut off in the middle, or no archive at all."""
        assert self.stopped(home, counter, a_zip({"a.pdf": b"%PDF" * 100}, zipfile.ZIP_STORED)[:-60]) == "I101"

    def test_one_whose_listing_is_damaged(self, home: Home, counter: Counter) -> None:
        """The end is there and points to nonsense."""
        packed = a_zip({"a.pdf": b"%PDF"}).replace(b"PK\x01\x02", b"PK\x09\x09")
        assert self.stopped(home, counter, packed) == "I101"

    def test_one_with_a_password(self, home: Home, counter: Counter) -> None:
        """The clerk unpacks it where the password is known."""
        assert self.stopped(home, counter, with_flags(a_zip({"a.pdf": b"%PDF"}), "a.pdf", 1)) == "I102"

    def test_one_of_too_many_files(self, home: Home, counter: Counter) -> None:
        """Counted in the listing, before anything is unpacked."""
        few = counter.but(limits=Limits(members=3))
        assert self.stopped(home, few, a_zip({f"{n}.pdf": b"%PDF" for n in range(4)})) == "I103"

    def test_one_whose_listing_alone_would_fill_the_memory(self, home: Home, counter: Counter) -> None:
        """The listing is measured before zipfile reads it."""
        few = counter.but(limits=Limits(members=1))
        assert self.stopped(home, few, a_zip({f"{n}{'长' * 60}": b"" for n in range(20)})) == "I103"

    def test_one_too_large(self, home: Home, counter: Counter) -> None:
        """The sum of what is listed counts."""
        small = counter.but(limits=Limits(total_bytes=1000))
        assert self.stopped(home, small, a_zip({"a": b"x" * 600, "b": b"x" * 600})) == "I104"

    def test_a_bomb(self, home: Home, counter: Counter) -> None:
        """A great deal out of nearly nothing."""
        wary = counter.but(limits=Limits(trusted_bytes=MEBI))
        assert self.stopped(home, wary, a_zip({"a": b"\0" * 2 * MEBI})) == "I105"

    def test_a_bomb_of_overlapping_members(self, home: Home, counter: Counter) -> None:
        """One stretch of bytes listed many times: no nesting, no single member too large."""
        one = a_zip({"a.pdf": b"%PDF" * 50})
        start = one.index(b"PK\x01\x02")
        end = one.index(b"PK\x05\x06")
        listing = one[start:end]
        ending = bytearray(one[end:])
        struct.pack_into("<HHI", ending, 8, 9, 9, len(listing) * 9)
        assert self.stopped(home, counter, one[:start] + listing * 9 + bytes(ending)) == "I105"

    @pytest.mark.parametrize("members", [{}, {"__MACOSX/._a": b"x"}, {"空/": b""}])
    def test_one_with_nothing_in_it(self, home: Home, counter: Counter, members: dict[str, bytes]) -> None:
        """Somebody forgot to choose the files."""
        assert self.stopped(home, counter, a_zip(members)) == "I107"

    def test_the_same_archive_is_taken_when_the_limits_are_raised(self, home: Home, counter: Counter) -> None:
        """The setting is changed, the archive thrown in again or retried; its old record is let go."""
        packed = a_zip({"a.pdf": b"%PDF a", "b.pdf": b"%PDF b"})
        self.stopped(home, counter.but(limits=Limits(members=1)), packed)
        write(home.inbox, {"包.zip": packed})
        counter.run()
        assert set(counter.held()) == {"包/a.pdf", "包/b.pdf"}
        assert len(counter.rows()) == 2
        assert files_below(home.set_aside) == {}


class TestStoppedWithin:
    """A bad archive in a good one is set aside alone."""

    @pytest.mark.parametrize(
        ("inner", "code"),
        [(b"PK\x03\x04 damaged", "I101"), (with_flags(a_zip({"c.pdf": b"%PDF"}), "c.pdf", 1), "I102")],
    )
    def test_damaged_or_locked(self, home: Home, counter: Counter, inner: bytes, code: str) -> None:
        """It bears the way to it in its name."""
        write(home.inbox, {"外.zip": a_zip({"里.zip": inner, "a.pdf": b"%PDF a"})})
        (refused,) = counter.run().refused
        assert (refused.name, codes(refused.findings)) == ("外/里.zip", [code])
        assert set(counter.held()) == {"外/a.pdf"}
        assert files_below(home.set_aside)["外/里.zip"] == inner

    def test_a_document_of_which_only_the_name_is_left(self, home: Home, counter: Counter) -> None:
        """To a clerk it is no archive."""
        write(home.inbox, {"外.zip": a_zip({"里.DOCX": b"PK\x03\x04 damaged"})})
        (refused,) = counter.run().refused
        assert codes(refused.findings) == ["I109"]
        assert "压缩包" not in (home.set_aside / "外/里.DOCX.txt").read_text("utf-8-sig")

    def test_too_deep(self, home: Home, counter: Counter) -> None:
        """Archives within archives within archives end somewhere."""
        packed = a_zip({"底.pdf": b"%PDF"})
        for level in range(4):
            packed = a_zip({f"{level}.zip": packed})
        write(home.inbox, {"包.zip": packed})
        (refused,) = counter.run().refused
        assert codes(refused.findings) == ["I106"]
        assert refused.name == "包/3/2/1/0.zip"

    def test_the_limits_are_those_of_the_whole(self, home: Home, counter: Counter) -> None:
        """A hundred archives of a hundred files are ten thousand files."""
        packed = a_zip(
            {f"{name}.zip": a_zip({f"{name}{n}": name.encode() * n for n in range(1, 4)}) for name in "甲乙"}
        )
        write(home.inbox, {"包.zip": packed})
        (refused,) = counter.but(limits=Limits(members=6)).run().refused
        assert codes(refused.findings) == ["I103"]
        assert len(counter.held()) == 3


def test_a_full_disk_while_unpacking_leaves_the_archive_in_the_inbox(
    home: Home, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is no fault of the archive."""
    packed = a_zip({"a.pdf": b"%PDF"})
    write(home.inbox, {"包.zip": packed})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(unpacking, "_write", full)
        assert codes(counter.run().findings) == ["I005"]
    assert files_below(home.inbox) == {"包.zip": packed}
    assert files_below(home.temporary) == {}
    assert len(counter.run().received) == 1


def with_zip64_end(packed: bytes, told: int, short: int, locator_to: int | None = None) -> bytes:
    """Return an archive that tells the length of its listing in a ZIP64 end record, and `short` in the old one."""
    end, listing = packed.index(b"PK\x05\x06"), packed.index(b"PK\x01\x02")
    end64 = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, told, listing)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end if locator_to is None else locator_to, 1)
    ending = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, short, 0xFFFFFFFF, 0)
    return packed[:end] + end64 + locator + ending


def test_a_zip64_listing_is_measured_too(tmp_path: Path) -> None:
    """Large archives keep its length elsewhere."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive, archive.open("a.pdf", "w", force_zip64=True) as member:
        member.write(b"%PDF")
    raw = path.read_bytes()
    length = raw.index(b"PK\x05\x06") - raw.index(b"PK\x01\x02")
    path.write_bytes(with_zip64_end(raw, length, 0xFFFFFFFF))
    (tmp_path / "out").mkdir()
    out = unpacking.unpack(path, tmp_path / "out", name="a", limits=Limits(), is_archive=lambda _: False)
    assert [member.path.read_bytes() for member in out.members] == [b"%PDF"]


ONE = a_zip({"a.pdf": b"%PDF"})
HUGE = 1 << 30


@pytest.mark.parametrize(
    "packed",
    [
        with_zip64_end(ONE, HUGE, 10),
        with_zip64_end(ONE, HUGE, 10, locator_to=0),
        with_zip64_end(ONE, HUGE, 10, locator_to=1 << 63),
        with_zip64_end(ONE, 10, 0xFFFFFFFF, locator_to=0),
        with_zip64_end(ONE, HUGE, 10)[:-2] + b"\x03\x00end",
    ],
    ids=["said twice", "said elsewhere", "said nowhere", "said differently", "before a comment"],
)
def test_no_listing_is_longer_than_it_was_measured(home: Home, counter: Counter, packed: bytes) -> None:
    """Zipfile believes the ZIP64 record whatever the old one says; nobody opens such a file to see what kind it is."""
    write(home.inbox, {"包.zip": packed})

    def sniff_no_zip(path: Path) -> str:
        assert not path.read_bytes().startswith(b"PK")
        return "application/octet-stream"

    (refused,) = counter.but(sniff=sniff_no_zip).run().refused
    assert codes(refused.findings) == ["I103"]


def test_an_archive_without_an_end_is_still_looked_at(home: Home, counter: Counter) -> None:
    """A DOCX that was cut off is a damaged document, not a damaged bundle."""
    write(home.inbox, {"a.docx": ONE[:-30]})
    assert counter.but(sniff=lambda _: "application/msword").run().received


def test_a_huge_listing_is_no_document_either(tmp_path: Path) -> None:
    """Asking what a file is must not cost more than reading it."""
    path = tmp_path / "a.zip"
    raw = bytearray(a_zip({"[Content_Types].xml": b""}))
    assert not unpacking.is_document(Path(__file__))
    path.write_bytes(raw)
    assert unpacking.is_document(path)
    struct.pack_into("<I", raw, raw.index(b"PK\x05\x06") + 12, 0x7FFFFFFF)
    path.write_bytes(raw)
    assert not unpacking.is_document(path)
