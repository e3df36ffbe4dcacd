"""The settings file says every setting with its meaning, and faults in it are named with file and line."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.config import (
    ArchiveSettings,
    BindingSettings,
    FilingSettings,
    Section,
    Settings,
    default_text,
    load,
    text_of,
)
from archiver.errors import ArchiverError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where the settings lie."""
    return tmp_path / "归档.toml"


def refusal(file: Path, text: str) -> str:
    """Return what is said of a file with this text."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ArchiverError) as caught:
        load(file)
    assert str(file) in str(caught.value)
    return str(caught.value)


def test_the_file_of_a_new_archive_holds_every_key_with_its_default(file: Path) -> None:
    """The file of a new archive holds every key with its default."""
    file.write_text(default_text(), encoding="utf-8")
    assert load(file) == Settings()
    written = tomllib.loads(default_text())
    assert list(written) == list(Settings.model_fields)
    for name, section in Settings():
        assert isinstance(section, Section)
        assert list(written[name]) == list(type(section).model_fields)


def test_every_key_stands_below_its_meaning() -> None:
    """Every key stands below its meaning."""
    lines = default_text().splitlines()
    for name, section in Settings():
        assert isinstance(section, Section)
        heading = lines[lines.index(f"[{name}]") - 1]
        assert heading == f"# {type(section).model_config.get('title')}"
        start = lines.index(f"[{name}]")
        for key, field in type(section).model_fields.items():
            place = next(number for number in range(start, len(lines)) if lines[number].startswith(f"{key} = "))
            assert field.description
            assert lines[place - 1] == f"# {field.description}"


def test_the_defaults_are_those_agreed() -> None:
    """The defaults are those agreed."""
    settings = Settings()
    assert settings.inbox.settle_seconds == 2.0
    assert (settings.limits.file_megabytes, settings.limits.pages, settings.limits.megapixels) == (512, 3000, 120)
    assert (settings.limits.zip_files, settings.limits.zip_depth, settings.limits.zip_ratio) == (5000, 3, 200)
    assert (settings.limits.seconds_per_task, settings.limits.zip_megabytes) == (180, 4096)
    assert (settings.reading.workers, settings.reading.threads, settings.reading.dpi) == (0, 0, 200)
    assert (settings.binding.converter, settings.binding.volume_pages, settings.binding.date) == ("auto", 300, None)


@given(
    fonds=st.text(), clerk=st.text(), day=st.none() | st.dates(min_value=dt.date(1000, 1, 1)), sure=st.floats(0.45, 1)
)
def test_any_settings_come_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, fonds: str, clerk: str, day: dt.date | None, sure: float
) -> None:
    """Any settings come back as written."""
    settings = Settings(
        archive=ArchiveSettings(fonds=fonds, clerk=clerk),
        filing=FilingSettings(automatic=sure),
        binding=BindingSettings(date=day),
    )
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(text_of(settings).encode())
    assert load(file) == settings


def test_what_is_left_out_has_its_default(file: Path) -> None:
    """What is left out has its default."""
    file.write_text("[limits]\npages = 5\n", encoding="utf-8")
    settings = load(file)
    assert settings.limits.pages == 5
    assert settings.limits.file_megabytes == 512
    assert settings.filing == FilingSettings()


@pytest.mark.parametrize("date", ['"2023-08-01"', "2023-08-01"])
def test_a_date_may_stand_in_quotes_or_not(file: Path, date: str) -> None:
    """A date may stand in quotes or not."""
    file.write_text(f"[binding]\ndate = {date}\n", encoding="utf-8")
    assert load(file).binding.date == dt.date(2023, 8, 1)


def test_a_file_saved_by_notepad_is_read(file: Path) -> None:
    """A file saved by Notepad is read."""
    file.write_bytes(b"\xef\xbb\xbf" + default_text(fonds="J001").replace("\n", "\r\n").encode())
    assert load(file).archive.fonds == "J001"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\n[limits]\npgaes = 5\n", ["第 3 行", "limits.pgaes", "是不是 pages"]),
        ("[limits]\n\nx = 5\n", ["第 3 行", "limits.x", "zip_depth"]),
        ("\n\n[limit]\npages = 5\n", ["第 3 行", "limit", "是不是 limits"]),
        ("pages = 5\n", ["第 1 行", "pages"]),
        ('[limits]\npages = "5"\n', ["第 2 行", "limits.pages", "整数", '现为 "5"']),
        ("[limits]\npages = 5.5\n", ["第 2 行", "整数", "5.5"]),
        ("[limits]\n  pages=0\n", ["第 2 行", "不小于 1", "现为 0"]),
        ("[reading]\ndpi = 9999 # 太大\n", ["第 2 行", "不大于 600", "9999"]),
        ("[inbox]\nsettle_seconds = nan\n", ["第 2 行", "nan"]),
        ('[inbox]\nsettle_seconds = "快"\n', ["第 2 行", "数字"]),
        ('[reading]\nengine = "别的"\n', ["第 2 行", "'paddle'", "别的"]),
        ('[binding]\nconverter = "word"\n', ["第 2 行", "'auto'", "'libreoffice' 或 'typst'"]),
        ("[archive]\nclerk = true\n", ["第 2 行", "英文引号"]),
        ('[binding]\ndate = "8月1日"\n', ["第 2 行", "2023-08-01", "8月1日"]),
        ('[binding]\ndate = "2023-02-30"\n', ["第 2 行", "2023-02-30"]),
        ("[filing]\nautomatic = 0.5\nsuggest = 0.9\n", ["第 1 行", "suggest（0.9）应不大于 automatic（0.5）"]),
        ("limits = 5\n", ["第 1 行", "[limits]"]),
        ("limits.pages = 'x'\n", ["第 1 行", "limits.pages"]),
        ("['limits']\n\"pages\" = 'x'\n", ["第 2 行", "limits.pages"]),
        ("limits = { pages = 'x' }\n", ["第 1 行", "limits.pages"]),
        ("[[limits]]\npages = 1\n", ["第 1 行", "[limits]"]),
        ("[archive]\nfonds = “J001”\n", ["第 2 行", "“ ”", "英文符号"]),
        ("[archive]\nfonds = J001\n", ["第 2 行", "名称 = 值"]),
        ('[archive]\nfonds = "a"\nfonds = "b"\n\n', ["第 3 行", "两次"]),
        ('[archive]\nfonds = """a', ["第 2 行", "没有配对"]),
        ('"x\\u0061" = 1\n', ["没有名为 xa 的设置"]),
        ("[archive\n", ["第 1 行", "[archive"]),
    ],
)
def test_a_fault_is_named_with_its_line(file: Path, text: str, told: list[str]) -> None:
    """A fault is named with its line."""
    message = refusal(file, text)
    for part in told:
        assert part in message
    for part in ("at line", "column", "Invalid", "{", "valid "):
        assert part not in message


def test_all_faults_are_told_at_once_in_the_order_of_the_file(file: Path) -> None:
    """All faults are told at once in the order of the file."""
    message = refusal(file, "[reading]\ndpi = 1\n[limits]\npages = 0\nx = 1\n")
    places = [message.index(f"第 {line} 行") for line in (2, 4, 5)]
    assert places == sorted(places)


def test_a_file_in_another_encoding_is_refused_with_advice(file: Path) -> None:
    """A file in another encoding is refused with advice."""
    file.write_bytes('[archive]\nfonds_name = "云岭县"\n'.encode("gb18030"))
    with pytest.raises(ArchiverError, match="UTF-8"):
        load(file)


def test_a_missing_file_is_refused_with_advice(file: Path) -> None:
    """A missing file is refused with advice."""
    with pytest.raises(ArchiverError, match="找不到设置文件"):
        load(file)
