"""Files get names that every system takes, and nothing partial is left behind."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.binding import publishing


@pytest.mark.parametrize(
    ("code", "title", "name"),
    [
        ("12", "走访慰问", "12_走访慰问.pdf"),
        ("12-1", 'a<b>c:d"e/f\\g|h?i*j', "12-1_a_b_c_d_e_f_g_h_i_j.pdf"),
        ("03", " 题名 . ", "03_题名.pdf"),
        ("03", "\x00\u202e\n", "03_未命名.pdf"),
        ("3/4", "题" * 300, "3_4_" + "题" * 60 + ".pdf"),
    ],
)
def test_a_binder_s_name_is_its_code_and_title(code: str, title: str, name: str) -> None:
    assert publishing.file_name(code, title) == name


@given(st.text(max_size=200))
def test_any_title_gives_a_name_that_windows_and_linux_take(title: str) -> None:
    name = publishing.file_name("12", title)
    assert len(name.encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*')
    assert all(ord(char) > 31 for char in name)
    assert not name.removesuffix(".pdf").endswith((" ", "."))


def test_the_workplace_lies_beside_the_folder_and_is_always_taken_away(tmp_path: Path) -> None:
    out = tmp_path / "new" / "binders"
    with publishing.workplace(out) as work:
        assert work.parent == out.parent
        (work / "half").write_text("x", encoding="utf-8")
    assert list(out.parent.iterdir()) == []
    with pytest.raises(RuntimeError), publishing.workplace(out):
        raise RuntimeError
    assert list(out.parent.iterdir()) == []


def test_what_a_killed_run_left_is_taken_away(tmp_path: Path) -> None:
    left = tmp_path / ".binders.partial"
    left.mkdir()
    (left / "old").write_text("x", encoding="utf-8")
    with publishing.workplace(tmp_path / "binders") as work:
        assert list(work.iterdir()) == []


def test_a_manifest_that_is_not_there_or_not_understood_is_none(tmp_path: Path) -> None:
    assert publishing.read_manifest(tmp_path) is None
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    assert publishing.read_manifest(tmp_path) is None


def test_removing_what_is_held_or_gone_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    publishing.remove(tmp_path, "folder")
    publishing.remove(tmp_path, "gone")
    assert (tmp_path / "folder").exists()
