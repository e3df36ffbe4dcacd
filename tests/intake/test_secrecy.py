"""Nothing with a secrecy mark stays in the archive: the page goes, and every archive (zip) that holds it goes along."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archiver import originals
from archiver.errors import UsageError
from archiver.home import Home
from archiver.intake import declaring, tracing
from archiver.ledger import declarations, journal
from archiver.ledger.database import reading
from archiver.ledger.declarations import Declaration
from catalog.findings import SECRET_MARK
from tests.intake.counter import CLERK, MARK, NOON, Counter, a_zip, codes, files_below, sha256, write

CHECKOUT = Path(__file__).resolve().parents[2]

SECRET = MARK + " 关于某部调动的通知".encode()
HARMLESS = {"a.pdf": b"%PDF a", "甲/b.pdf": b"%PDF b"}
PACKED = a_zip({**HARMLESS, "密.pdf": SECRET})
INNER = a_zip({"c.pdf": b"%PDF c", "密.pdf": SECRET})
NESTED = a_zip({**HARMLESS, "里.zip": a_zip({"更里.zip": INNER})})

NESTED_HELD = {"外/a.pdf": b"%PDF a", "外/甲/b.pdf": b"%PDF b", "外/里/更里/c.pdf": b"%PDF c"}
NESTED_ASIDE = {
    "外/里/更里/密.pdf": SECRET,
    "外/里/更里.zip": INNER,
    "外/里.zip": a_zip({"更里.zip": INNER}),
    "外.zip": NESTED,
}


def take(home: Home, counter: Counter, name: str, packed: bytes) -> None:
    """Take an archive in."""
    write(home.inbox, {name: packed})
    counter.run()


def aside(home: Home) -> dict[str, bytes]:
    """Return the files that lie aside, without their notes, and hold each to having one."""
    files = files_below(home.set_aside)
    kept = {name: content for name, content in files.items() if f"{name}.txt" in files}
    assert set(files) == set(kept) | {f"{name}.txt" for name in kept}
    return kept


def assert_no_secret_is_held(home: Home) -> None:
    """Look for the secret, and for archives of any kind, among the originals and what is on its way there."""
    for content in [*files_below(home.originals).values(), *files_below(home.temporary).values()]:
        assert not content.startswith((MARK, b"PK"))


class TestOneArchive:
    """It lies aside unchanged, and what else came out of it stays."""

    def test_it_leaves_the_originals_with_the_page(self, home: Home, counter: Counter) -> None:
        """Its bytes are kept for the clerk alone."""
        take(home, counter, "2023/包.zip", PACKED)
        outcome = counter.stop_secrets()
        assert [(file.name, codes(file.findings)) for file in outcome] == [
            ("2023/包/密.pdf", ["D009"]),
            ("2023/包.zip", ["I108"]),
        ]
        assert aside(home) == {"2023/包/密.pdf": SECRET, "2023/包.zip": PACKED}
        assert_no_secret_is_held(home)
        assert {row.id: row.kept_as for row in counter.rows() if row.kept_as} == {
            file.record_id: file.kept_as for file in outcome
        }

    def test_its_other_members_stay_and_know_no_container(self, home: Home, counter: Counter) -> None:
        """The journal tells why, for each."""
        take(home, counter, "包.zip", PACKED)
        outcome = counter.stop_secrets()
        assert counter.held() == {f"包/{name}": content for name, content in HARMLESS.items()}
        assert {row.container_sha256 for row in counter.rows()} == {None}
        for row in counter.rows():
            with reading(counter.engine) as tx:
                entries = [entry for entry in journal.entries(tx, row.id) if entry.action == "unlinked"]
            told = [json.loads(entry.details) for entry in entries]
            came_out = row.source_name != "包.zip"
            assert told == [{"container": sha256(PACKED), "because": outcome[0].record_id}] * came_out
        with reading(counter.engine) as tx:
            assert journal.verify(tx) == ()

    def test_its_note_names_the_record_and_nothing_of_the_contents(self, home: Home, counter: Counter) -> None:
        """Not even the names of its members."""
        take(home, counter, "包.zip", PACKED)
        (secret, _) = counter.stop_secrets()
        note = (home.set_aside / "包.zip.txt").read_text("utf-8-sig")
        for part in ("文件：包.zip", "2023-08-01 12:00", secret.record_id, "保密员", 'archiver retry "包.zip"'):
            assert part in note
        for part in ("调动", "密.pdf", "a.pdf"):
            assert part not in note

    def test_two_secret_pages_make_one_record_of_the_archive(self, home: Home, counter: Counter) -> None:
        """The second finds it gone."""
        take(home, counter, "包.zip", a_zip({"密1.pdf": SECRET + b"1", "密2.pdf": SECRET + b"2"}))
        assert [file.name for file in counter.stop_secrets()] == ["包/密1.pdf", "包.zip", "包/密2.pdf"]
        assert_no_secret_is_held(home)

    def test_one_set_aside_for_a_bad_member_keeps_its_record_and_its_reasons(
        self, home: Home, counter: Counter
    ) -> None:
        """Both are to be mended."""
        packed = a_zip({"a.pdf": b"%PDF a", "密.pdf": SECRET, "../逃.pdf": b"%PDF"})
        take(home, counter, "包.zip", packed)
        (before,) = [row.id for row in counter.rows() if row.source_name == "包.zip"]
        (_, archive) = counter.stop_secrets()
        assert (archive.record_id, codes(archive.findings)) == (before, ["I113", "I108"])
        assert aside(home) == {"包/密.pdf": SECRET, "包.zip": packed}
        assert_no_secret_is_held(home)

    def test_a_repair_that_lies_there_already_is_not_overwritten(self, home: Home, counter: Counter) -> None:
        """The archive finds another place; the clerk's work is named and stays."""
        take(home, counter, "包.zip", a_zip({"密.pdf": SECRET, "../逃.pdf": b"%PDF"}))
        write(home.set_aside, {"包.zip": a_zip({"逃.pdf": b"%PDF"})})
        (_, archive) = counter.stop_secrets()
        assert archive.kept_as == "包 (2).zip"
        assert files_below(home.set_aside)["包.zip"] == a_zip({"逃.pdf": b"%PDF"})

    def test_any_other_reason_leaves_it_where_it_is(self, home: Home, counter: Counter) -> None:
        """A damaged member is no secret."""
        take(home, counter, "包.zip", PACKED)
        counter.put_aside("R000001")
        assert originals.verify(home, sha256(PACKED))

    @pytest.mark.parametrize("damage", ["missing", "changed"])
    def test_a_damaged_one_goes_too(self, home: Home, counter: Counter, damage: str) -> None:
        """The ledger knows what came out of it, even where its listing cannot be read any more."""
        take(home, counter, "包.zip", PACKED)
        held = originals.path(home, sha256(PACKED))
        held.chmod(0o644)
        if damage == "missing":
            held.unlink()
        else:
            held.write_bytes(b"PK decayed")
        (_, archive) = counter.stop_secrets()
        assert codes(archive.findings) == ["I108", "I203"]
        assert_no_secret_is_held(home)


class TestEveryArchive:
    """Whichever way the page came in, no copy stays."""

    def test_archives_in_archives_go_from_the_innermost_out(self, home: Home, counter: Counter) -> None:
        """Each lies aside unchanged; the harmless members of each stay."""
        take(home, counter, "外.zip", NESTED)
        counter.stop_secrets()
        assert aside(home) == NESTED_ASIDE
        assert counter.held() == NESTED_HELD
        assert_no_secret_is_held(home)

    def test_a_second_archive_with_the_same_page_goes_too(self, home: Home, counter: Counter) -> None:
        """Though the record came out of the first; a third that lacks the page stays."""
        third = a_zip({"d.pdf": b"%PDF d"})
        write(home.inbox, {"甲.zip": PACKED, "乙.zip": a_zip({"x.pdf": SECRET}), "丙.zip": third})
        counter.run()
        counter.stop_secrets()
        assert {name for name in aside(home) if name.endswith(".zip")} == {"甲.zip", "乙.zip"}
        assert originals.verify(home, sha256(third))
        assert {row.source_name: row.container_sha256 for row in counter.rows()}["丙/d.pdf"] == sha256(third)

    def test_two_archives_of_one_name_lie_side_by_side(self, home: Home, counter: Counter) -> None:
        """Neither covers the other."""
        packed = [PACKED, a_zip({"x.pdf": SECRET})]
        for content in packed:
            take(home, counter, "包.zip", content)
        counter.stop_secrets()
        assert set(aside(home)) == {"包/密.pdf", "包.zip", "包 (2).zip"}
        assert {aside(home)["包.zip"], aside(home)["包 (2).zip"]} == set(packed)

    def test_a_page_that_came_alone_first_is_found_in_the_archive_after_it(self, home: Home, counter: Counter) -> None:
        """Its record knows of no archive."""
        write(home.inbox, {"密.pdf": SECRET})
        counter.run()
        take(home, counter, "包.zip", PACKED)
        counter.stop_secrets()
        assert aside(home) == {"密.pdf": SECRET, "包.zip": PACKED}
        assert_no_secret_is_held(home)

    def test_a_record_that_is_the_archive_itself_goes(self, home: Home, counter: Counter) -> None:
        """An older version had taken it for a document."""
        write(home.inbox, {"包.zip": PACKED})
        counter.but(sniff=lambda _: "application/octet-stream").run()
        take(home, counter, "包.zip", PACKED)
        counter.stop_secrets()
        assert aside(home) == {"包/密.pdf": SECRET, "包.zip": PACKED}
        assert_no_secret_is_held(home)

    def test_so_it_does_where_another_record_of_it_lies_aside_already(self, home: Home, counter: Counter) -> None:
        """Later it was known for an archive, with a member that could not be taken."""
        packed = a_zip({"密.pdf": SECRET, "../逃.pdf": b"%PDF"})
        write(home.inbox, {"包.zip": packed})
        counter.but(sniff=lambda _: "application/octet-stream").run()
        take(home, counter, "包.zip", packed)
        counter.stop_secrets()
        assert aside(home) == {"包/密.pdf": SECRET, "包.zip": packed, "包 (2).zip": packed}
        assert counter.held() == {}
        assert_no_secret_is_held(home)

    def test_an_archive_read_as_a_record_and_marked_itself_leaves_its_members(
        self, home: Home, counter: Counter
    ) -> None:
        """The mark stood in the document that it was taken for."""
        write(home.inbox, {"包.zip": PACKED})
        counter.but(sniff=lambda _: "application/octet-stream").run()
        take(home, counter, "包.zip", PACKED)
        assert [file.name for file in counter.put_all_aside("R000001", SECRET_MARK.at(1))] == ["包.zip"]
        assert not originals.path(home, sha256(PACKED)).exists()
        assert {row.container_sha256 for row in counter.rows()} == {None}

    def test_what_cannot_be_read_tells_nothing(self, tmp_path: Path) -> None:
        """And stops no search."""
        write(tmp_path, {"good": PACKED, "bad": b"PK\x03\x04", "secret": SECRET})
        found = tracing.holding({"secret", "gone"}, ["good", "bad", "missing"], tmp_path.joinpath)
        assert found == ("good",)


class TestTakingUpAgain:
    """`retry`, mended or not."""

    def test_unmended_all_ends_as_it_was(self, home: Home, counter: Counter) -> None:
        """The held members are duplicates, the secret one is stopped again, the archive goes aside again."""
        take(home, counter, "外.zip", NESTED)
        counter.stop_secrets()
        outcome = counter.retry()
        assert (outcome.findings, outcome.refused) == ((), ())
        counter.stop_secrets()
        assert aside(home) == NESTED_ASIDE
        assert counter.held() == NESTED_HELD
        assert_no_secret_is_held(home)
        assert sorted(row.kept_as for row in counter.rows() if row.kept_as) == sorted(NESTED_ASIDE)

    @pytest.mark.parametrize("name", ["包.zip", "密.pdf"])
    def test_either_file_alone_too(self, home: Home, counter: Counter, name: str) -> None:
        """By its name."""
        take(home, counter, "包.zip", PACKED)
        counter.stop_secrets()
        counter.retry(name)
        assert counter.stop_secrets() != ()
        assert aside(home) == {"包/密.pdf": SECRET, "包.zip": PACKED}
        assert counter.held() == {f"包/{name}": content for name, content in HARMLESS.items()}
        assert_no_secret_is_held(home)

    def test_an_archive_without_the_page_is_let_go(self, home: Home, counter: Counter) -> None:
        """The security officer took it out: nothing is left aside but the page."""
        take(home, counter, "包.zip", PACKED)
        counter.stop_secrets()
        mended = a_zip({**HARMLESS, "新.pdf": b"%PDF new"})
        write(home.set_aside, {"包.zip": mended})
        outcome = counter.retry("包.zip")
        assert [taken.source_name for taken in outcome.received] == ["包/新.pdf"]
        assert counter.stop_secrets() == ()
        assert aside(home) == {"包/密.pdf": SECRET}
        assert originals.verify(home, sha256(mended))

    def test_the_same_archive_in_the_inbox_again_goes_aside_again(self, home: Home, counter: Counter) -> None:
        """Somebody found another copy of it."""
        for _ in range(2):
            take(home, counter, "包.zip", PACKED)
            counter.stop_secrets()
        assert aside(home) == {"包/密.pdf": SECRET, "包.zip": PACKED}
        assert counter.held() == {f"包/{name}": content for name, content in HARMLESS.items()}
        assert_no_secret_is_held(home)


class TestDeclaring:
    """`retry --not-secret`: somebody answers for it that a file is no secret."""

    def declare(self, counter: Counter, *names: str, why: str = "保密员确认，只是提到密级") -> None:
        """Declare."""
        declaring.declare_not_secret(counter.home, counter.engine, names, why=why, who=CLERK, now=NOON)

    def declared(self, counter: Counter, content: bytes) -> Declaration | None:
        """Return what was declared of these bytes."""
        with reading(counter.engine) as tx:
            return declarations.declared(tx, sha256(content))

    def test_it_is_kept_for_the_bytes_that_lie_aside(self, home: Home, counter: Counter) -> None:
        """With who, when and why; the journal tells it of the record."""
        write(home.inbox, {"密.pdf": SECRET})
        counter.run()
        (aside,) = counter.stop_secrets()
        self.declare(counter, "密.pdf")
        kept = self.declared(counter, SECRET)
        assert kept == Declaration(sha256=sha256(SECRET), by=CLERK, at=NOON, why="保密员确认，只是提到密级")
        with reading(counter.engine) as tx:
            assert [entry.action for entry in journal.entries(tx, aside.record_id)][-1] == "declared"
        write(home.set_aside, {"密.pdf": SECRET + b" declassified"})
        self.declare(counter, "密.pdf")
        assert self.declared(counter, SECRET + b" declassified")

    @pytest.mark.parametrize(
        ("names", "why", "told"),
        [
            ((), "误报", "写明是哪一份"),
            (("密.pdf",), "  ", "必须写明理由"),
            (("密.pdf", "包.zip"), "误报", "“包.zip”不是"),
            (("密.pdf", "坏.pdf"), "误报", "“坏.pdf”不是"),
        ],
    )
    def test_nothing_is_declared_in_passing(
        self, home: Home, counter: Counter, names: tuple[str, ...], why: str, told: str
    ) -> None:
        """Not all at once, not without a reason, and not what was not stopped for a mark of its own."""
        take(home, counter, "坏.pdf", b"%PDF bad")
        counter.put_aside("R000001")
        take(home, counter, "包.zip", PACKED)
        counter.stop_secrets()
        with pytest.raises(UsageError, match=told):
            self.declare(counter, *names, why=why)
        assert self.declared(counter, SECRET) is None

    def test_a_file_that_was_handed_over_is_not_asked_back(self, home: Home, counter: Counter) -> None:
        """Its record stays, and nobody is told to put it there again; it can still be declared."""
        take(home, counter, "包.zip", PACKED)
        counter.stop_secrets()
        for name in ("包/密.pdf", "包.zip"):
            (home.set_aside / name).unlink()
        assert codes(counter.retry().findings) == ["I204", "I204"]
        self.declare(counter, "密.pdf")
        assert self.declared(counter, SECRET)


@pytest.mark.parametrize(
    ("step", "times"),
    [(step, times) for step in ("kept", "note written", "original removed") for times in range(1, 5)]
    + [("committed", 1)],
)
def test_killed_at_a_step(home: Home, counter: Counter, step: str, times: int) -> None:
    """No bytes are lost, and the next run brings the same end; the ledger never knows of one half."""
    take(home, counter, "外.zip", NESTED)
    command = [sys.executable, "-m", "tests.intake.killed", str(home.root), "secrets", step, str(times)]
    assert subprocess.run(command, cwd=CHECKOUT, check=False).returncode == -signal.SIGKILL
    places = [*files_below(home.originals).values(), *files_below(home.set_aside).values()]
    assert {*NESTED_ASIDE.values(), *NESTED_HELD.values()} <= set(places)
    assert len([row for row in counter.rows() if row.kept_as]) in {0, len(NESTED_ASIDE)}
    assert counter.run().findings == ()
    counter.stop_secrets()
    assert aside(home) == NESTED_ASIDE
    assert counter.held() == NESTED_HELD
    assert_no_secret_is_held(home)
    assert len(counter.rows()) == len(NESTED_ASIDE) + len(NESTED_HELD)
    assert files_below(home.temporary) == {}
