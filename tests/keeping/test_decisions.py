"""Clerks' decisions and corrections are kept with who and when, and refused when they make no sense."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection

from archiver.errors import ArchiverError, UsageError
from archiver.ledger import decisions, journal, originals
from archiver.ledger.correcting import apply
from archiver.ledger.decisions import Correction
from archiver.ledger.fields import Field
from catalog.record import Decision, Description, Place, Secrecy, Seen, Verdict
from tests.keeping.made import CLERK, MOMENT, arrival

READ = Description(
    title=Seen(value="关于走访慰问的通如", confidence=0.7, place=Place(page=1, line=3)),
    issuers=(Seen(value="县双拥办", confidence=0.8),),
    issue_date=Seen(value=date(2022, 8, 1), confidence=0.6),
    year=Seen(value="2022", confidence=0.6),
)


@pytest.fixture
def record_id(tx: Connection) -> str:
    """Take a file in."""
    return originals.receive(tx, arrival("甲"), who=CLERK).record_id


def correct(tx: Connection, record_id: str, field: str, value: str | tuple[str, ...] | None) -> Correction:
    """Correct a field."""
    return decisions.correct(tx, record_id, field, value, by=CLERK, at=MOMENT)


def test_decisions_are_kept_in_the_order_they_were_made(tx: Connection, record_id: str) -> None:
    """Decisions are kept in the order they were made."""
    first = Decision(item="12", verdict=Verdict.FILE, decided_by=CLERK, decided_at=MOMENT, why="慰问")
    second = replace(first, verdict=Verdict.UNFILE, decided_at=MOMENT - timedelta(days=1))
    for decision in (first, second):
        decisions.decide(tx, record_id, decision)
    assert decisions.decisions(tx, record_id) == (first, second)
    assert decisions.decisions(tx, "R000009") == ()
    *_, entry = journal.entries(tx, record_id)
    assert (entry.action, entry.who) == ("decided", CLERK)
    assert '"verdict":"unfile"' in entry.details


def test_corrections_are_kept_with_their_journal_entry(tx: Connection, record_id: str) -> None:
    """Corrections are kept with their journal entry."""
    made = correct(tx, record_id, "title", "  关于走访慰问的\n通知 ")
    assert made == Correction(field=Field.TITLE, value="关于走访慰问的通知", by=CLERK, at=MOMENT)
    assert decisions.corrections(tx, record_id) == (made,)
    *_, entry = journal.entries(tx, record_id)
    assert (entry.action, entry.who) == ("corrected", CLERK)
    assert "关于走访慰问的通知" in entry.details


@pytest.mark.parametrize("given", [("县双拥办", "县人民武装部"), "县双拥办\n\n县人民武装部\n"])
def test_several_issuers_are_several_values(tx: Connection, record_id: str, given: str | tuple[str, ...]) -> None:
    """Several issuers are several values."""
    made = correct(tx, record_id, "issuer", given)
    assert made.field is Field.ISSUERS
    corrected = apply(READ, [made])
    assert [issuer.value for issuer in corrected.issuers] == ["县双拥办", "县人民武装部"]


def test_several_attachments_are_several_values(tx: Connection, record_id: str) -> None:
    """Several attachments are several values."""
    made = correct(tx, record_id, "attachment", ("慰问安排表", "慰问名册"))
    assert [name.value for name in apply(READ, [made]).attachments] == ["慰问安排表", "慰问名册"]


def test_corrected_issuers_lose_the_full_names_of_those_that_were_read(tx: Connection, record_id: str) -> None:
    """A full name belongs to the short one that was read."""
    read = replace(READ, full_names=(Seen(value="青溪县双拥工作领导小组办公室", confidence=0.9),))
    assert apply(read, [correct(tx, record_id, "issuer", "县民政局")]).full_names == ()
    assert apply(read, [correct(tx, record_id, "title", "通知")]).full_names == read.full_names


@pytest.mark.parametrize("nothing", [None, "", " \n ", ()])
def test_a_field_can_be_emptied(tx: Connection, record_id: str, nothing: str | tuple[str, ...] | None) -> None:
    """A field can be emptied."""
    made = correct(tx, record_id, "title", nothing)
    assert made.value is None
    assert apply(READ, [made]).title is None
    assert apply(READ, [correct(tx, record_id, "issuers", nothing)]).issuers == ()


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("titel", "题名", "titel"),
        ("date", "2023年8月1日", "2023-08-01"),
        ("date", "20230801", "2023-08-01"),
        ("issue_date", "2023-02-30", "2023-02-30"),
        ("secrecy", "内部", "绝密、机密或秘密"),
        ("urgency", "马上", "特急、加急、平急或特提"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(
    tx: Connection, record_id: str, field: str, value: str, told: str
) -> None:
    """A correction that makes no sense is refused."""
    with pytest.raises(UsageError, match=told):
        correct(tx, record_id, field, value)
    assert decisions.corrections(tx, record_id) == ()


def test_a_record_nobody_has_cannot_be_decided_on(tx: Connection) -> None:
    """A record nobody has cannot be decided on."""
    decision = Decision(item="12", verdict=Verdict.FILE, decided_by=CLERK, decided_at=MOMENT)
    with pytest.raises(ArchiverError, match="R000009"):
        decisions.decide(tx, "R000009", decision)
    with pytest.raises(ArchiverError, match="R000009"):
        correct(tx, "R000009", "title", "题名")


def test_a_corrected_field_is_certain_and_names_the_clerk(tx: Connection, record_id: str) -> None:
    """A corrected field is certain and names the clerk."""
    corrected = apply(READ, [correct(tx, record_id, "title", "关于走访慰问的通知")])
    assert corrected.title == Seen(value="关于走访慰问的通知", confidence=1.0, place=None, note=f"人工更正（{CLERK}）")
    assert replace(corrected, title=READ.title) == READ


def test_the_latest_correction_of_a_field_counts(tx: Connection, record_id: str) -> None:
    """The latest correction of a field counts."""
    made = [correct(tx, record_id, "secrecy", value) for value in ("秘密", "机密", None, "绝密")]
    secrecy = apply(READ, made).secrecy
    assert secrecy is not None
    assert secrecy.value is Secrecy.TOP_SECRET
    assert apply(READ, []) is READ


def test_a_corrected_date_brings_its_evidence_year(tx: Connection, record_id: str) -> None:
    """A corrected date brings its evidence year."""
    dated = correct(tx, record_id, "date", "2021-03-05")
    year = apply(READ, [dated], lambda day: f"{day.year}年度").year
    assert year == Seen(value="2021年度", confidence=1.0, note=f"人工更正（{CLERK}）")
    assert apply(READ, [dated], lambda _: None).year is None
    assert apply(READ, [dated]).year == READ.year
    own = correct(tx, record_id, "year", "2020")
    chosen = apply(READ, [dated, own], lambda day: str(day.year)).year
    assert chosen is not None
    assert chosen.value == "2020"


def test_an_emptied_date_leaves_no_year(tx: Connection, record_id: str) -> None:
    """An emptied date leaves no year."""
    emptied = correct(tx, record_id, "date", None)
    assert apply(READ, [emptied], lambda day: str(day.year)).year is None
