"""Office files, messages, texts and OFD files go the whole way: taken in, read, found, filed and bound."""

from pathlib import Path

import pypdf
import pytest

from archiver.binding.proving import verify
from ocr.office import program
from tests.commands.conftest import CANTEEN, NOTICE, Clerk, write_docx
from tests.reading.ofd_files import layer, ofd, page, text
from tests.reading.office_files import saved_as, table


@pytest.fixture
def desk(clerk: Clerk) -> Clerk:
    """Return a clerk before an empty archive."""
    clerk.does("init", "--fonds", "Y001", "--fonds-name", "云岭县双拥办")
    return clerk


def bound(desk: Clerk, out: Path) -> str:
    """File every record under item 12, bind, and return the text of the binder without spaces."""
    for record in desk.asks("records"):
        desk.does("file", record["id"], "12")
    desk.does("bind", "--item", "12", "--out", out)
    assert desk.code == 0, desk.out + desk.err
    assert verify(out) == ()
    (file,) = out.glob("12_*.pdf")
    return "".join("".join(one.extract_text().split()) for one in pypdf.PdfReader(file).pages)


@pytest.mark.slow
def test_old_office_files_are_read_and_bound_by_the_same_pages(desk: Clerk, tmp_path: Path) -> None:
    inbox, work = tmp_path / "来件", tmp_path / "work"
    work.mkdir()
    write_docx(inbox / "通知.docx", NOTICE)
    table(inbox / "名册.xlsx", ["姓名", "慰问金"], ["张三丰", 500])
    saved_as([inbox / "通知.docx"], "doc", work)
    saved_as([inbox / "名册.xlsx"], "xls", work)
    (inbox / "通知.docx").unlink()
    (inbox / "名册.xlsx").unlink()
    desk.does("add", inbox)
    assert desk.code == 0, desk.out
    records = {record["source_name"]: record for record in desk.asks("records")}
    assert records["来件/通知.doc"]["title"] == NOTICE[2]
    assert records["来件/通知.doc"]["media_type"] == "application/msword"
    assert records["来件/通知.doc"]["doc_number"] == "云双拥办〔2022〕7号"
    assert desk.asks("search", "张三丰")["total"] == 1
    told = bound(desk, tmp_path / "案卷")
    assert NOTICE[2] in told
    assert "张三丰500" in told


def test_without_libreoffice_old_files_are_set_aside_with_the_command_and_taken_up_later(
    desk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = program.find_soffice()
    if not found:
        pytest.skip("needs LibreOffice for the second half")
    monkeypatch.setattr(program, "find_soffice", lambda: None)
    (tmp_path / "通知.rtf").write_text(r"{\rtf1\ansi\uc0 \u21452 \u25317 \u36890 \u30693 }", encoding="ascii")
    desk.does("add", tmp_path / "通知.rtf")
    assert desk.code == 3
    assert "apt-get install" in desk.out
    desk.does("doctor")
    assert "不能识别 doc、wps、rtf、odt" in desk.out
    monkeypatch.undo()
    desk.does("retry")
    assert desk.code == 0, desk.out
    (record,) = desk.asks("records")
    assert desk.asks("show", record["id"])["text"] == ["双拥通知"]


def test_messages_texts_tables_and_ofd_files_go_the_whole_way(
    desk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "find_soffice", lambda: None)
    inbox = tmp_path / "来件"
    inbox.mkdir()
    (inbox / "说明.txt").write_text("\n".join(CANTEEN), encoding="gb18030")
    table(inbox / "名册.xlsx", ["姓名", "慰问金"], ["李四光", 800])
    ofd(inbox / "函.ofd", page(layer(text("关于走访慰问的函"))))
    attached = "序号,姓名,金额\n1,王五谷,300\n2,赵六合,400\n".encode("gb18030")
    (inbox / "报送.eml").write_bytes(
        "From: a@example.cn\nTo: b@example.cn\nSubject: 报送慰问名单\nDate: Tue, 01 Aug 2023 09:05:00 +0800\n"
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n"
        '请查收附件。\n--x\nContent-Disposition: attachment; filename="名单.csv"\n\n'.encode()
        + attached
        + b"\n--x--\n"
    )
    desk.does("add", inbox)
    assert desk.code == 0, desk.out
    names = {record["source_name"] for record in desk.asks("records")}
    assert names == {"来件/说明.txt", "来件/名册.xlsx", "来件/函.ofd", "来件/报送.eml", "来件/报送/名单.csv"}
    for word in ("食堂餐具", "李四光", "走访慰问的函", "请查收附件", "王五谷"):
        assert desk.asks("search", word)["total"] >= 1, word
    told = bound(desk, tmp_path / "案卷")
    for word in ("食堂餐具", "李四光800", "关于走访慰问的函", "请查收附件", "王五谷300"):
        assert word in told
