"""Taking files into the ledger: new bytes, the same bytes again, containers, and files refused at the door."""

from sqlalchemy import Connection, func, select

from archiver.ledger import journal, originals, records
from archiver.ledger.originals import Received
from archiver.ledger.schema import Stage
from archiver.ledger.schema import originals as table
from tests.keeping.made import CLERK, MOMENT, arrival, finding, sha256


def held(tx: Connection) -> int:
    """Return how many originals are held."""
    return tx.execute(select(func.count()).select_from(table)).scalar_one()


def actions(tx: Connection) -> list[tuple[str, str]]:
    """Return what the journal says was done, and to what."""
    return [(entry.action, entry.subject) for entry in journal.entries(tx)]


def test_a_new_file_becomes_a_record_that_waits(tx: Connection) -> None:
    """A new file becomes a record that waits."""
    came = arrival("甲")
    received = originals.receive(tx, came, who=CLERK)
    assert received == Received(record_id="R000001")
    assert originals.known(tx, came.sha256)
    (row,) = records.waiting(tx)
    assert (row.sha256, row.source_name, row.media_type) == (came.sha256, came.source_name, came.media_type)
    assert (row.stage, row.page_count, row.kept_as, row.recipe) == (Stage.RECEIVED, 0, None, None)
    assert row.received_at.isoformat() == "2023-08-02T09:00:00+08:00"
    assert actions(tx) == [("received", "R000001")]


def test_the_same_bytes_again_are_said_and_not_stored(tx: Connection) -> None:
    """The same bytes again are said and not stored."""
    originals.receive(tx, arrival("甲", "一.jpg"), who=CLERK)
    again = originals.receive(tx, arrival("甲", "二.jpg"), who=CLERK)
    assert again == Received(record_id="R000001", duplicate_of="R000001")
    assert held(tx) == 1
    assert len(records.all_rows(tx)) == 1
    *_, entry = journal.entries(tx)
    assert entry.action == "duplicate"
    assert "一.jpg" in entry.details
    assert "二.jpg" in entry.details


def test_records_are_numbered_in_the_order_they_came(tx: Connection) -> None:
    """Records are numbered in the order they came."""
    names = [originals.receive(tx, arrival(content), who=CLERK).record_id for content in "甲乙丙"]
    assert names == ["R000001", "R000002", "R000003"]


def test_bytes_that_were_set_aside_are_taken_up_again(tx: Connection) -> None:
    """They come back under the number and the name they had, whatever they are called now."""
    came = arrival("甲", "坏.pdf")
    originals.receive(tx, came, who=CLERK)
    records.set_aside(tx, "R000001", [finding()], kept_as="坏.pdf", at=MOMENT, who=CLERK)
    assert not originals.known(tx, came.sha256)
    again = originals.receive(tx, arrival("甲", "又来.pdf"), who=CLERK)
    assert again == Received(record_id="R000001", formerly_kept_as="坏.pdf")
    (row,) = records.waiting(tx)
    assert (row.id, row.source_name, row.kept_as) == ("R000001", "坏.pdf", None)
    assert originals.known(tx, came.sha256)


def test_of_several_files_with_the_same_bytes_set_aside_the_one_of_that_name_is_taken_up(tx: Connection) -> None:
    """Of several files with the same bytes set aside the one of that name is taken up."""
    for name in ("一.jpg", "二.jpg"):
        originals.refuse(tx, arrival("", name), [finding()], kept_as=name, who=CLERK)
    assert originals.receive(tx, arrival("", "二.jpg"), who=CLERK).record_id == "R000002"
    first = records.get(tx, "R000001")
    assert first is not None
    assert first.stage is Stage.SET_ASIDE


def test_a_container_is_held_without_being_a_record(tx: Connection) -> None:
    """A container is held without being a record."""
    zipped = arrival("压缩", "材料.zip")
    assert originals.receive_container(tx, zipped, who=CLERK)
    assert not originals.receive_container(tx, zipped, who=CLERK)
    assert records.all_rows(tx) == ()
    originals.receive(tx, arrival("甲", "材料.zip/一.jpg", container=zipped.sha256), who=CLERK)
    (row,) = records.all_rows(tx)
    assert row.container_sha256 == sha256("压缩")
    assert actions(tx) == [("received", zipped.sha256), ("duplicate", zipped.sha256), ("received", "R000001")]


def test_a_container_stays_when_its_members_are_set_aside(tx: Connection) -> None:
    """A container stays when its members are set aside."""
    zipped = arrival("压缩", "材料.zip")
    originals.receive_container(tx, zipped, who=CLERK)
    member = arrival("甲", "材料.zip/一.jpg", container=zipped.sha256)
    originals.receive(tx, member, who=CLERK)
    assert records.set_aside(tx, "R000001", [], kept_as="一.jpg", at=MOMENT, who=CLERK)
    assert originals.known(tx, zipped.sha256)
    assert not originals.known(tx, member.sha256)


def test_a_container_that_is_held_is_not_let_go_when_the_same_zip_is_refused(tx: Connection) -> None:
    """A container that is held is not let go when the same zip is refused."""
    zipped = arrival("压缩", "材料.zip")
    originals.receive_container(tx, zipped, who=CLERK)
    originals.refuse(tx, zipped, [finding()], kept_as="材料.zip", who=CLERK)
    assert originals.known(tx, zipped.sha256)


def test_a_file_refused_at_the_door_is_a_record_without_an_original(tx: Connection) -> None:
    """A file refused at the door is a record without an original."""
    record_id = originals.refuse(tx, arrival("", "空.jpg"), [finding("I001")], kept_as="空.jpg", who=CLERK)
    assert held(tx) == 0
    row = records.by_kept_as(tx, "空.jpg")
    assert row is not None
    assert (row.id, row.stage, row.source_name) == (record_id, Stage.SET_ASIDE, "空.jpg")


def test_refusing_the_same_file_twice_equals_refusing_it_once(tx: Connection) -> None:
    """Refusing the same file twice equals refusing it once."""
    for kept_as in ("空.jpg", "空 (2).jpg"):
        assert originals.refuse(tx, arrival("", "空.jpg"), [], kept_as=kept_as, who=CLERK) == "R000001"
    (row,) = records.all_rows(tx)
    assert row.kept_as == "空 (2).jpg"


def test_two_empty_files_are_both_accounted_for(tx: Connection) -> None:
    """Two empty files are both accounted for."""
    first = originals.refuse(tx, arrival("", "一.jpg"), [], kept_as="一.jpg", who=CLERK)
    second = originals.refuse(tx, arrival("", "二.jpg"), [], kept_as="二.jpg", who=CLERK)
    assert first != second
