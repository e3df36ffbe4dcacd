"""A message is a record, and what came with it are records of their own that remember it."""

from email.message import EmailMessage

import pytest

from archiver import originals
from archiver.home import Home
from ocr.documents import media_type
from tests.intake.counter import MARK, Counter, a_zip, codes, files_below, sha256, write


@pytest.fixture
def counter(counter: Counter) -> Counter:
    """Return a counter that knows all kinds of files."""
    return counter.but(sniff=media_type)


def mail(*files: tuple[str, bytes], subject: str = "报送材料", inner: EmailMessage | None = None) -> bytes:
    """Return a message with these files."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.cn", "b@example.cn", subject
    made["Date"] = "Tue, 01 Aug 2023 09:05:00 +0800"
    made.set_content("见附件。")
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    if inner:
        made.add_attachment(inner)
    return made.as_bytes()


def test_a_message_and_its_attachments_are_records(home: Home, counter: Counter) -> None:
    content = mail(("慰问名单.pdf", b"%PDF 1"), ("照片.jpg", b"\xff\xd8\xff jpeg"))
    write(home.inbox, {"镇政府/报送.eml": content})
    outcome = counter.run()
    assert codes(outcome.findings) == []
    assert counter.held() == {
        "镇政府/报送.eml": content,
        "镇政府/报送/慰问名单.pdf": b"%PDF 1",
        "镇政府/报送/照片.jpg": b"\xff\xd8\xff jpeg",
    }
    containers = {row.source_name: row.container_sha256 for row in counter.rows()}
    assert containers == {
        "镇政府/报送.eml": None,
        "镇政府/报送/慰问名单.pdf": sha256(content),
        "镇政府/报送/照片.jpg": sha256(content),
    }
    assert files_below(home.inbox) == {}
    assert files_below(home.temporary) == {}


def test_doing_it_twice_changes_nothing(home: Home, counter: Counter) -> None:
    content = mail(("名单.pdf", b"%PDF 1"))
    write(home.inbox, {"报送.eml": content})
    counter.run()
    before = counter.rows()
    write(home.inbox, {"报送.eml": content})
    outcome = counter.run()
    assert counter.rows() == before
    assert len(outcome.duplicates) == 2


def test_an_archive_that_came_by_mail_is_unpacked(home: Home, counter: Counter) -> None:
    write(home.inbox, {"报送.eml": mail(("材料.zip", a_zip({"一.pdf": b"%PDF 1"})))})
    counter.run()
    assert set(counter.held()) == {"报送.eml", "报送/材料/一.pdf"}


def test_a_message_in_an_archive_is_taken_apart(home: Home, counter: Counter) -> None:
    write(home.inbox, {"包.zip": a_zip({"报送.eml": mail(("名单.pdf", b"%PDF 1"))})})
    counter.run()
    assert set(counter.held()) == {"包/报送.eml", "包/报送/名单.pdf"}


def test_names_of_attachments_never_become_paths(home: Home, counter: Counter) -> None:
    names = ["../../外面.pdf", "C:\\x\\里面.pdf", "里面.pdf", "", "~$临时.docx"]
    write(home.inbox, {"报送.eml": mail(*((name, b"%%PDF %d" % at) for at, name in enumerate(names)))})
    outcome = counter.run()
    assert set(counter.held()) == {
        "报送.eml",
        "报送/外面.pdf",
        "报送/里面.pdf",
        "报送/里面 (2).pdf",
        "报送/附件4.bin",
    }
    assert dict(outcome.ignored) == {"Office 打开时的临时文件": 1}


def test_messages_in_messages_are_opened_only_so_deep(home: Home, counter: Counter) -> None:
    inner: EmailMessage | None = None
    for place in range(6):
        made = EmailMessage()
        made["From"], made["Subject"], made["Date"] = "a@example.cn", f"第{place}层", "Tue, 01 Aug 2023 09:05:00 +0800"
        made.set_content(f"第{place}层")
        if inner:
            made.add_attachment(inner)
        inner = made
    write(home.inbox, {"外层.eml": mail(inner=inner)})
    outcome = counter.run()
    assert codes(outcome.findings) == ["I115"]
    assert len(counter.held()) == 4


def test_a_secret_attachment_takes_the_message_along_and_leaves_the_others(home: Home, counter: Counter) -> None:
    content = mail(("机密.pdf", MARK), ("名单.pdf", b"%PDF 1"))
    write(home.inbox, {"报送.eml": content, "转发.eml": mail(("同一份.pdf", MARK), subject="转发")})
    counter.run()
    aside = counter.stop_secrets()
    assert {file.name for file in aside} == {"报送/机密.pdf", "报送.eml", "转发.eml"}
    assert set(counter.held()) == {"报送/名单.pdf"}
    assert not originals.path(home, sha256(content)).exists()
    assert all(MARK not in kept for kept in files_below(home.originals).values())
    (name,) = [file for file in aside if file.name == "报送.eml"]
    assert codes(name.findings) == ["I108"]


def test_a_message_that_cannot_be_read_is_kept_for_the_reading_to_say_why(home: Home, counter: Counter) -> None:
    write(home.inbox, {"密.eml": b"From: a\nTo: b\nSubject: x\nContent-Type: application/pkcs7-mime\n\nMIAG"})
    counter.run()
    assert set(counter.held()) == {"密.eml"}
