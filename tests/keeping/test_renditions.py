"""What LibreOffice makes of office files is made once, and goes where its original goes."""

from pathlib import Path

import pytest

from archiver import originals, renditions
from archiver.home import Home
from archiver.renditions import Asked
from ocr.finding import Finding
from ocr.kinds import DOC, PPT, XLS
from ocr.office import program
from tests.keeping.test_derivatives import ONE
from tests.reading.office_files import batches, on_posix, stand_in

pytestmark = on_posix


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home with empty folders."""
    home = Home(tmp_path / "归档")
    for folder in (home.originals, home.cache, home.temporary):
        folder.mkdir(parents=True)
    return home


def held(home: Home, said: str) -> str:
    """Put a file that says this among the originals, and return its hash."""
    source = home.root / "file"
    source.write_text(said, encoding="utf-8")
    return originals.store(home, source).sha256


def asked(home: Home, sha256: str, media_type: str = DOC, to: str = "pdf") -> Asked:
    """Ask for a rendition."""
    return Asked(sha256=sha256, path=originals.path(home, sha256), media_type=media_type, to=to)


def made(home: Home, *wanted: Asked) -> list[str]:
    """Return what became of originals: what the rendition says, or the code of the reason why there is none."""
    answers = renditions.make(home, wanted, 30.0)
    return [what.code if isinstance(what, Finding) else what.read_text(encoding="utf-8") for _, what in answers]


def use(monkeypatch: pytest.MonkeyPatch, soffice: str | None) -> None:
    """Let this be LibreOffice."""
    monkeypatch.setattr(program, "find_soffice", lambda: soffice)


def test_a_rendition_is_made_once_for_all_who_ask(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, stand_in(tmp_path))
    wanted = [asked(home, held(home, "一")), asked(home, held(home, "二"))]
    assert made(home, *wanted) == ["made of 一", "made of 二"]
    assert made(home, *wanted) == ["made of 一", "made of 二"]
    assert batches(tmp_path) == [2]
    kept = renditions.stored(home, wanted[0])
    assert kept is not None
    assert kept.read_text(encoding="utf-8") == "made of 一"


def test_a_rendition_that_is_damaged_is_made_again(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, stand_in(tmp_path))
    one = asked(home, held(home, "一"))
    made(home, one)
    kept = renditions.stored(home, one)
    assert kept is not None
    kept.write_text("x", encoding="utf-8")
    assert renditions.stored(home, one) is None
    assert made(home, one) == ["made of 一"]


def test_what_becomes_a_table_and_what_becomes_pages_lie_side_by_side(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, stand_in(tmp_path))
    sha256 = held(home, "表")
    wanted = [asked(home, sha256, XLS, "xlsx"), asked(home, sha256, XLS, "pdf")]
    assert made(home, *wanted) == ["made of 表", "made of 表"]
    assert all(renditions.stored(home, one) for one in wanted)


def test_renditions_leave_with_their_original(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, stand_in(tmp_path))
    one, other = asked(home, held(home, "密")), asked(home, held(home, "留"))
    made(home, one, other)
    originals.delete(home, one.sha256)
    assert renditions.stored(home, one) is None
    assert renditions.stored(home, other)
    assert not any("密" in path.read_text(encoding="utf-8") for path in home.cache.rglob("*.pdf"))


def test_without_libreoffice_the_reason_says_what_to_install(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, None)
    assert made(home, asked(home, held(home, "一"))) == ["R004"]


def test_a_rendition_of_an_earlier_day_serves_without_libreoffice(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, stand_in(tmp_path))
    one = asked(home, held(home, "一"))
    made(home, one)
    use(monkeypatch, None)
    assert made(home, one) == ["made of 一"]


def test_a_part_of_libreoffice_that_is_missing_is_asked_for_by_name(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, stand_in(tmp_path))
    (tmp_path / "libswlo.so").touch()
    answers = dict(renditions.make(home, [asked(home, held(home, "片"), PPT), asked(home, held(home, "文"))], 30.0))
    slides, letter = answers.values()
    assert isinstance(slides, Finding)
    assert "libreoffice-impress-nogui" in slides.message
    assert isinstance(letter, Path)


def test_what_cannot_be_converted_is_told_with_the_reason(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, stand_in(tmp_path, "if said == '坏': continue"))
    assert sorted(made(home, asked(home, held(home, "坏")), asked(home, held(home, "好")))) == ["R026", "made of 好"]
    assert list(home.temporary.iterdir()) == []


def test_conversion_goes_on_beside_other_work_and_ends_with_it(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, stand_in(tmp_path))
    with renditions.making(home, [asked(home, held(home, "一"))], 30.0) as answers:
        ((_, what),) = answers()
    assert isinstance(what, Path)
    use(monkeypatch, stand_in(tmp_path, "time.sleep(600)"))
    with renditions.making(home, [asked(home, held(home, "二"))], 600.0):
        pass
    assert list(home.temporary.iterdir()) == []


def test_the_first_letters_of_a_hash_do_not_mix_originals(home: Home) -> None:
    assert renditions.stored(home, asked(home, ONE)) is None
