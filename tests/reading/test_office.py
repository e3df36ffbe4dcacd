"""Office files are converted many at a time; nothing is run or fetched, and nothing of LibreOffice lives on."""

import contextlib
import socket
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocr.documents import Unreadable, inspect, media_type
from ocr.kinds import DOC, ODT, PPT, RTF, TABLE_XML, WORD_XML, XLS
from ocr.office import converting, profile, program
from ocr.office.converting import Made, NotMade, Wanted
from ocr.office.kinds import CONVERTIBLE, READ_AS, Part
from ocr.office.locked import is_locked
from tests.reading.making import LIMITS, compound, texts
from tests.reading.office_files import (
    batches,
    letter,
    on_posix,
    opendocument,
    saved_as,
    slides,
    soffice,
    stand_in,
    table,
)
from tests.shared_data import shared_data


def given(folder: Path, *said: str) -> list[Wanted]:
    """Write files that say this, to be converted."""
    files = []
    for place, one in enumerate(said):
        path = folder / f"given{place}"
        path.write_text(one, encoding="utf-8")
        files.append(Wanted(key=one, path=path, suffix="doc"))
    return files


def outcomes(program_path: str, files: list[Wanted], work: Path, seconds: float = 30.0) -> dict[str, str]:
    """Convert files and return what became of each: what was made, or how it failed."""
    work.mkdir()
    found: dict[str, str] = {}
    for done in converting.convert(program_path, files, "pdf", seconds=seconds, work=work):
        assert done.key not in found
        match done:
            case Made():
                found[done.key] = done.path.read_text(encoding="utf-8")
            case NotMade():
                found[done.key] = "overdue" if done.overdue else "failed"
    assert list(work.iterdir()) == []
    return found


@on_posix
def test_many_files_cost_one_start(tmp_path: Path) -> None:
    files = given(tmp_path, *(f"文件{number}" for number in range(30)))
    found = outcomes(stand_in(tmp_path), files, tmp_path / "work")
    assert found == {one.key: f"made of {one.key}" for one in files}
    assert batches(tmp_path) == [24, 6]


@on_posix
def test_a_file_that_cannot_be_converted_is_passed_over_and_tried_once_more_alone(tmp_path: Path) -> None:
    program_path = stand_in(tmp_path, "if said == '坏': continue")
    found = outcomes(program_path, given(tmp_path, "一", "坏", "二"), tmp_path / "work")
    assert found == {"一": "made of 一", "坏": "failed", "二": "made of 二"}
    assert batches(tmp_path) == [3, 1]


@on_posix
def test_a_file_that_ends_the_program_takes_no_other_along(tmp_path: Path) -> None:
    program_path = stand_in(tmp_path, "if said == '炸': os._exit(139)")
    found = outcomes(program_path, given(tmp_path, "一", "炸", "二", "三"), tmp_path / "work")
    assert found == {"一": "made of 一", "炸": "failed", "二": "made of 二", "三": "made of 三"}


@on_posix
def test_a_file_that_hangs_is_ended_with_all_that_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "_START_SECONDS", 5.0)
    act = """
if said == '挂':
    child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])
    pathlib.Path(sys.argv[0]).with_name('child').write_text(str(child.pid))
    time.sleep(600)
"""
    found = outcomes(stand_in(tmp_path, act), given(tmp_path, "一", "挂", "二"), tmp_path / "work", seconds=2.0)
    assert found == {"一": "made of 一", "挂": "overdue", "二": "made of 二"}
    child = Path("/proc") / (tmp_path / "child").read_text(encoding="ascii") / "stat"
    assert not child.exists() or child.read_text(encoding="ascii").split()[2] == "Z"


@on_posix
def test_whoever_asks_may_stop_it(tmp_path: Path) -> None:
    stopped = threading.Event()
    stopped.set()
    (tmp_path / "work").mkdir()
    files = given(tmp_path, "一")
    made = converting.convert(stand_in(tmp_path), files, "pdf", seconds=9, work=tmp_path / "work", stop=stopped.is_set)
    assert list(made) == []


def test_the_profile_lets_nothing_run_and_nothing_out(tmp_path: Path) -> None:
    profile.write(tmp_path / "profile")
    settings = (tmp_path / "profile" / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    for name, value in (("DisableMacrosExecution", "true"), ("BlockUntrustedRefererLinks", "true"), ("Link", "0")):
        assert f'oor:name="{name}" oor:op="fuse"><value>{value}</value>' in settings
    assert set(profile.environment().values()) == {"http://127.0.0.1:9", ""}


def test_libreoffice_is_found_among_the_programs_of_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program.shutil, "which", lambda _name: None)
    monkeypatch.setattr(program.sys, "platform", "win32")
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    monkeypatch.delenv("PROGRAMFILES(X86)", raising=False)
    assert program.find_soffice() is None
    place = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    place.parent.mkdir(parents=True)
    place.touch()
    assert program.find_soffice() == str(place)
    assert "官网" in program.advice(())


def test_which_parts_are_missing_is_told_by_their_libraries(tmp_path: Path) -> None:
    (tmp_path / "soffice").touch()
    assert program.missing_parts(None) == tuple(Part)
    assert program.missing_parts(str(tmp_path / "soffice")) == ()
    (tmp_path / "libswlo.so").touch()
    assert program.missing_parts(str(tmp_path / "soffice")) == (Part.CALC, Part.IMPRESS)
    assert program.advice((Part.IMPRESS,)) == "apt-get install libreoffice-impress-nogui"


def test_without_a_conversion_such_files_are_refused_with_what_to_install(tmp_path: Path) -> None:
    for kind, stream in ((DOC, "WordDocument"), (XLS, "Workbook"), (PPT, "PowerPoint Document")):
        path = compound(tmp_path / "x", [stream])
        assert media_type(path) == kind
        with pytest.raises(Unreadable, match="apt-get install libreoffice-writer-nogui") as refused:
            inspect(path, LIMITS)
        assert refused.value.finding.code == "R004"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{\\rtf1\\ansi x}", RTF),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', WORD_XML),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>', TABLE_XML),
        (b"<!DOCTYPE html><html>", "text/html"),
        (b"  <HTML >", "text/html"),
        (b"<htmlx>", "text/plain"),
    ],
)
def test_kinds_are_told_by_how_a_file_begins(tmp_path: Path, content: bytes, kind: str) -> None:
    (tmp_path / "x").write_bytes(content)
    assert media_type(tmp_path / "x") == kind


def test_files_that_ask_for_a_password_are_known_beforehand(tmp_path: Path) -> None:
    folder = shared_data("nasty/poi/document")
    assert is_locked(folder / "PasswordProtected.doc", DOC)
    assert is_locked(folder / "password_password_cryptoapi.doc", DOC)
    assert not is_locked(folder / "innertable.doc", DOC)
    locked = opendocument(tmp_path / "a.odt", "text", "<x/>")
    assert not is_locked(locked, ODT)
    with zipfile.ZipFile(locked) as old, zipfile.ZipFile(tmp_path / "b.odt", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</manifest:manifest>", b"<manifest:encryption-data/></x>"))
    assert is_locked(tmp_path / "b.odt", ODT)
    assert not is_locked(compound(tmp_path / "x", ["Workbook"]), XLS)


@pytest.mark.slow
def test_every_kind_is_converted_and_reads(tmp_path: Path) -> None:
    """What LibreOffice itself saves of a letter, a table and slides, read as what it becomes."""
    work = tmp_path / "work"
    work.mkdir()
    sources = {
        letter(tmp_path / "letter.docx", "关于走访慰问的通知"): ("doc", "rtf", "odt"),
        table(tmp_path / "table.xlsx", ["姓名", "金额"], ["张三", 500]): ("xls", "ods"),
        slides(tmp_path / "slides.odp", "双拥工作", "第二页"): ("ppt", "pptx"),
    }
    made = [saved_as([source], suffix, work)[0] for source, suffixes in sources.items() for suffix in suffixes]
    kinds = {path: media_type(path) for path in made}
    assert {path.suffix.removeprefix(".") for path in made} == {CONVERTIBLE[kind].suffix for kind in kinds.values()}
    found: dict[str, list[list[str]]] = {}
    for to in ("pdf", "xlsx"):
        # Each under a name of its own: they become files that are named alike otherwise.
        chosen = [
            path.rename(path.with_name(f"{path.suffix[1:]}{path.suffix}"))
            for path in made
            if READ_AS[kinds[path]] == to
        ]
        read = {path.suffix: texts(one) for path, one in zip(chosen, saved_as(chosen, to, work), strict=True)}
        found.update(read)
    assert found.pop(".xls") == found.pop(".ods") == [["姓名\t金额", "张三\t500"]]
    assert [page[0] for page in found.pop(".ppt")] == [page[0] for page in found.pop(".pptx")] == ["双拥工作", "第二页"]
    assert set(found) == {".doc", ".rtf", ".odt"}
    assert all(pages == [["关于走访慰问的通知"]] for pages in found.values())


@contextlib.contextmanager
def listening() -> Iterator[tuple[int, list[object]]]:
    """Listen on this machine; give the port and who called."""
    callers: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        ended = threading.Event()

        def answer() -> None:
            while not ended.is_set():
                with contextlib.suppress(TimeoutError):
                    connection, caller = server.accept()
                    callers.append(caller)
                    connection.close()

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield server.getsockname()[1], callers
        finally:
            ended.set()
            thread.join()


def callers_of(path: Path, work: Path, callers: list[object]) -> list[object]:
    """Convert a file that asks for something of this machine, and return who called there."""
    suffix = path.suffix.removeprefix(".")
    wanted = [Wanted(key="x", path=path, suffix=suffix)]
    for done in converting.convert(soffice(), wanted, "pdf", seconds=120, work=work):
        assert isinstance(done, Made)
    return callers


@pytest.mark.slow
def test_nothing_that_a_file_points_to_is_fetched(tmp_path: Path) -> None:
    """Pictures, linked objects and templates on a server that notes every call."""
    work = tmp_path / "work"
    work.mkdir()
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    with listening() as (port, callers):
        address = f"http://127.0.0.1:{port}"
        rtf = tmp_path / "a.rtf"
        rtf.write_text(
            r"{\rtf1\ansi text {\field{\*\fldinst INCLUDEPICTURE "
            f'"{address}/a.png" \\\\* MERGEFORMAT \\\\d}}{{\\fldrslt x}}}}'
            r"{\object\objautlink\objupdate\rsltpict{\*\objclass htmlfile}{\*\objdata 0105000002000000}}"
            r"{\*\template " + f"{address}/t.dot" + "}}",
            encoding="ascii",
        )
        odt = opendocument(
            tmp_path / "b.odt",
            "text",
            f'<office:document-content xmlns:office="{spaces}:office:1.0" xmlns:draw="{spaces}:drawing:1.0" '
            f'xmlns:text="{spaces}:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'xmlns:svg="{spaces}:svg-compatible:1.0" office:version="1.2"><office:body><office:text><text:p>text'
            f'<draw:frame svg:width="3cm" svg:height="3cm"><draw:image xlink:href="{address}/b.png" '
            f'xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>'
            f'<text:section text:name="s"><text:section-source xlink:href="{address}/s.odt"/></text:section>'
            "</office:text></office:body></office:document-content>",
        )
        ods = opendocument(
            tmp_path / "c.ods",
            "spreadsheet",
            f'<office:document-content xmlns:office="{spaces}:office:1.0" xmlns:table="{spaces}:table:1.0" '
            f'xmlns:text="{spaces}:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.2"><office:body>'
            f'<office:spreadsheet><table:table table:name="t"><table:table-row><table:table-cell '
            f'table:formula=\'of:=COM.MICROSOFT.WEBSERVICE("{address}/w")\' office:value-type="string"/>'
            f'<table:table-cell table:formula="of:=[\'{address}/x.ods\'#$Sheet1.A1]" office:value-type="string"/>'
            "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>",
        )
        for path in (rtf, odt, ods):
            assert callers_of(path, work, callers) == [], path.name


@pytest.mark.slow
def test_old_word_files_of_all_sorts_are_converted_or_told(tmp_path: Path) -> None:
    """Damaged, fuzzed and locked ones among them; nothing hangs, nothing is left."""
    files = [path for path in sorted(shared_data("nasty").rglob("*.doc")) if media_type(path) == DOC]
    wanted = [Wanted(key=str(path), path=path, suffix="doc") for path in files if not is_locked(path, DOC)]
    found = {done.key: done for done in converting.convert(soffice(), wanted, "pdf", seconds=60, work=tmp_path)}
    assert set(found) == {one.key for one in wanted}
    assert sum(isinstance(done, Made) for done in found.values()) > len(wanted) * 0.8
    assert list(tmp_path.iterdir()) == []
