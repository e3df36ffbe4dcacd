"""Files made to do harm come to nothing: each is bounded, set aside or made harmless, told, and the rest goes on."""

import zipfile
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.binding.material import bomb
from tests.commands.conftest import NOTICE, Clerk, write_docx
from tests.reading.making import typeset


def endless(path: Path) -> Path:
    """Write a PDF file of ten thousand pages."""
    with pikepdf.new() as pdf:
        for _ in range(10_000):
            pdf.add_blank_page()
        pdf.save(path)
    return path


def armed(path: Path) -> Path:
    """Write a notice as a PDF file that runs a script, starts a program and hides one in an attachment."""
    typeset(path, "\n\n".join(NOTICE))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", script])))
        pdf.Root.OpenAction = Dictionary(S=Name.Launch, F="calc.exe")
        pdf.attachments["a.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ", filename="a.exe")
        pdf.save(path)
    return path


def reaching_out(path: Path, secret: Path) -> Path:
    """Write a Word file whose text is an entity that stands for another file of this machine."""
    write_docx(path, ("正文",))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    kind = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>\n<w:document'.encode()
    parts["word/document.xml"] = (
        parts["word/document.xml"].replace(b"<w:document", kind, 1).replace("正文".encode(), b"&x;")
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def swelling(path: Path) -> Path:
    """Write a zip of under a megabyte that unfolds a thousandfold."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as member:
        for _ in range(300):
            member.write(bytes(1024 * 1024))
    return path


@pytest.mark.slow
def test_hostile_files_are_told_and_the_notice_beside_them_is_filed(clerk: Clerk, tmp_path: Path) -> None:
    clerk.does("init")
    (tmp_path / "秘.txt").write_text("别人的文件")
    folder = tmp_path / "来件"
    folder.mkdir()
    bomb(folder / "400兆像素.png", side=20_000)
    endless(folder / "一万页.pdf")
    armed(folder / "带脚本.pdf")
    reaching_out(folder / "外部实体.docx", tmp_path / "秘.txt")
    swelling(folder / "膨胀.zip")
    write_docx(folder / "通知.docx", NOTICE)
    assert (folder / "400兆像素.png").stat().st_size < 100_000

    clerk.does("add", folder)
    assert clerk.code == 3
    records = {Path(record["source_name"]).name: record for record in clerk.asks("records")}
    told = {name: {finding["code"] for finding in record["findings"]} for name, record in records.items()}
    assert {name for name, record in records.items() if record["state"] == "set_aside"} == {
        "400兆像素.png",
        "一万页.pdf",
        "膨胀.zip",
    }
    assert (told["400兆像素.png"], told["一万页.pdf"], told["膨胀.zip"]) == ({"R010"}, {"R009"}, {"I105"})
    assert records["通知.docx"]["state"] == records["带脚本.pdf"]["state"] == "filed"
    assert "别人的文件" not in "".join(clerk.asks("show", records["外部实体.docx"]["id"])["text"])
    assert all(path.is_file() for path in folder.iterdir())

    clerk.does("bind", "--item", "12")
    assert clerk.code == 0, clerk.err
    assert "脚本" in clerk.out + clerk.err
    (binder,) = (clerk.home / "binders").glob("12_*.pdf")
    with pikepdf.open(binder) as pdf:
        assert not {"/JavaScript", "/EmbeddedFiles"} & set(pdf.Root.get("/Names", {}).keys())
        assert pdf.Root.get("/OpenAction", Dictionary(S=Name.GoTo)).get("/S", Name.GoTo) == Name.GoTo
