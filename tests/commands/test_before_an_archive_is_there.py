"""What the command line says to a newcomer: help, refusals, and how an archive begins."""

import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Clerk

HEAVY = [
    "PIL",
    "alembic",
    "cv2",
    "distributed",
    "docx",
    "img2pdf",
    "numpy",
    "onnxruntime",
    "openpyxl",
    "paddleocr",
    "paddlex",
    "pdfminer",
    "pdfplumber",
    "pikepdf",
    "pydantic",
    "pypdf",
    "pypdfium2",
    "rich",
    "sqlalchemy",
    "typst",
    "watchfiles",
    "whoosh",
]


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["bind", "--help"], ["search", "--help"]])
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    program = (
        "import sys; from archiver.__main__ import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "sys.exit(f'loaded: {loaded}' if loaded else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr


def test_help_is_in_chinese_and_names_every_command(clerk: Clerk) -> None:
    text = clerk.does("--help")
    assert "用法" in text
    assert "选项" in text
    for name in ("init", "add", "run", "review", "coverage", "bind", "check", "demo"):
        assert f"\n  {name}" in text


def test_a_wrong_word_is_answered_in_chinese_with_exit_code_2(clerk: Clerk) -> None:
    clerk.does("fetch")
    assert clerk.code == 2
    assert "没有" in clerk.err


def test_without_an_archive_the_next_step_is_told(clerk: Clerk) -> None:
    clerk.does("records")
    assert clerk.code == 4
    assert "archiver init" in clerk.err


def test_an_archive_is_made_once(clerk: Clerk) -> None:
    clerk.does("init")
    assert clerk.code == 0
    for name in ("inbox", "originals", "set-aside", "binders", "ledger.db", "归档.toml"):
        assert (clerk.home / name).exists(), name
    clerk.does("init")
    assert clerk.code == 4


def test_an_unknown_setting_is_named_with_its_line(clerk: Clerk) -> None:
    clerk.does("init")
    settings = clerk.home / "归档.toml"
    text = settings.read_text(encoding="utf-8").replace("settle_seconds", "settel_seconds")
    settings.write_text(text, encoding="utf-8")
    line = next(n for n, words in enumerate(text.splitlines(), start=1) if words.startswith("settel"))
    clerk.does("records")
    assert clerk.code == 4
    assert "settel_seconds" in clerk.err
    assert f"第 {line} 行" in clerk.err


def test_a_standard_that_does_not_add_up_is_told_and_not_changed(clerk: Clerk, tmp_path: Path) -> None:
    clerk.does("init")
    text = (clerk.home / "考评标准.toml").read_text(encoding="utf-8")
    other = tmp_path / "标准.toml"
    other.write_text(text.replace("score = 2.5", "score = 3.5", 1), encoding="utf-8")
    told = clerk.does("standard", "check", other)
    assert clerk.code == 0
    assert "S" in told
    assert "score = 3.5" in other.read_text(encoding="utf-8")


def test_another_standard_can_be_imported_and_exported(clerk: Clerk, tmp_path: Path) -> None:
    clerk.does("init")
    exported = tmp_path / "导出.toml"
    clerk.does("standard", "export", exported)
    renamed = exported.read_text(encoding="utf-8").replace("双拥模范县考评标准（示例）", "另一份标准")
    exported.write_text(renamed, encoding="utf-8")
    clerk.does("standard", "import", exported, "--yes")
    assert clerk.code == 0, clerk.err
    assert "另一份标准" in clerk.does("standard", "show")


def test_doctor_says_what_is_there(clerk: Clerk) -> None:
    parts = {part["part"]: part for part in clerk.asks("doctor")}
    assert parts["识别模型"]["present"]
    assert parts["打印字体"]["present"]
    assert clerk.code == 0
    assert "archiver init" in clerk.does("doctor")


def test_doctor_tells_who_reads_and_whether_a_cluster_answers(clerk: Clerk) -> None:
    def reader() -> dict[str, Any]:
        return next(part for part in clerk.asks("doctor") if part["part"] == "识别进程")

    clerk.does("init")
    assert "处理器核" in reader()["detail"]
    settings = clerk.home / "归档.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("worker_memory_megabytes = 2048", "worker_memory_megabytes = 20480000"), "utf-8")
    assert not reader()["present"]
    with socket.create_server(("127.0.0.1", 0)) as scheduler:
        address = f"tcp://127.0.0.1:{scheduler.getsockname()[1]}"
        settings.write_text(text.replace('scheduler = ""', f'scheduler = "{address}"'), "utf-8")
        assert reader() == {
            "part": "识别进程", "present": True, "needed": False, "detail": f"由识别集群 {address} 识别"
        }  # fmt: skip
    assert "连不上" in reader()["detail"]
    assert clerk.code == 0


def test_add_names_what_does_not_exist(clerk: Clerk, tmp_path: Path) -> None:
    clerk.does("init")
    clerk.does("add", tmp_path / "没有这个.pdf")
    assert "没有这个.pdf" in clerk.out + clerk.err


def test_add_of_nothing_that_exists_is_wrong_usage(clerk: Clerk, tmp_path: Path) -> None:
    clerk.does("init")
    clerk.does("add", tmp_path / "没有这个.pdf")
    assert clerk.code == 2
    clerk.does("search", " ")
    assert clerk.code == 2


def test_two_beginnings_at_once_make_one_archive(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "archiver", "--home", str(tmp_path / "档案"), "init"]
    begun = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(3)]
    codes = sorted(process.wait() for process in begun)
    assert codes[0] == 0
    assert 0 not in codes[1:]


def test_a_reader_that_stops_reading_is_no_fault(clerk: Clerk) -> None:
    clerk.does("init")
    command = [sys.executable, "-m", "archiver", "--home", str(clerk.home), "standard", "show"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.wait() == 0
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
