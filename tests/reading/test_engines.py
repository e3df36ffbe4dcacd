"""Engines: recorded ones replay, each fake fails in its one way, and the process keeps the one it built."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocr.engines import Reading
from ocr.engines.choice import engine_for
from ocr.engines.recorded import ANY_PICTURE, RecordedEngine, RecordingEngine, fingerprint, load, save
from ocr.terms import Recipe
from tests.reading.making import reading, without_display

PICTURE = np.zeros((20, 30, 3), np.uint8)
READING = reading("慰问", (1, 2, 3, 4))

NUMBERS = st.floats(-1e6, 1e6)
POINTS = st.tuples(NUMBERS, NUMBERS)
READINGS = st.builds(
    Reading, quad=st.tuples(POINTS, POINTS, POINTS, POINTS), text=st.text(max_size=20), confidence=st.floats(0, 1)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.text("0123456789abcdef", min_size=1), st.lists(READINGS, max_size=3).map(tuple), max_size=3))
def test_what_is_saved_is_what_is_loaded(tmp_path: Path, recording: dict[str, tuple[Reading, ...]]) -> None:
    """Every place, text and confidence."""
    save(recording, tmp_path / "r.json")
    assert load(tmp_path / "r.json") == recording


def test_an_engine_can_be_recorded_and_replayed() -> None:
    """Each picture has its own answer."""
    recorder = RecordingEngine(RecordedEngine({ANY_PICTURE: (READING,)}))
    assert recorder.recognise(PICTURE) == (READING,)
    assert RecordedEngine(recorder.recording).recognise(PICTURE.copy()) == (READING,)
    with pytest.raises(KeyError):
        RecordedEngine(recorder.recording).recognise(PICTURE + 1)
    assert fingerprint(PICTURE) != fingerprint(PICTURE.reshape(30, 20, 3))


def test_a_recording_answers_for_places_too() -> None:
    """Each place gets what was recorded there, in the order asked for; a place where nothing stood gets nothing."""
    engine = RecordedEngine({ANY_PICTURE: (reading("慰问", (0, 0, 10, 4)), reading("通知", (0, 10, 10, 14)))})
    below, between = reading("", (0, 11, 9, 14)).quad, reading("", (0, 6, 10, 9)).quad
    assert engine.find_lines(PICTURE)[0] == reading("慰问", (0, 0, 10, 4)).quad
    (one, other) = engine.read_lines(PICTURE, [below, between])
    assert (one.text, one.quad) == ("通知", below)
    assert (other.text, other.confidence) == ("", 0)


def test_what_is_read_at_places_is_recorded_as_well() -> None:
    """A second look asks for places of a picture that was never looked at whole."""
    recorder = RecordingEngine(RecordedEngine({ANY_PICTURE: (READING,)}))
    assert recorder.find_lines(PICTURE) == (READING.quad,)
    assert recorder.read_lines(PICTURE, [READING.quad]) == (READING,)
    assert recorder.recording == {fingerprint(PICTURE): (READING,)}


def test_a_process_keeps_its_engine_until_the_recipe_changes() -> None:
    """Building one takes seconds; two of them take a gigabyte."""
    first = engine_for(Recipe(engine="empty"))
    assert engine_for(Recipe(engine="empty")) is first
    assert engine_for(Recipe(engine="empty", dpi=300)) is not first
    assert engine_for(Recipe(engine="empty")) is not first


def test_each_fake_fails_in_its_own_way() -> None:
    """For tests of what stands around an engine."""
    empty = engine_for(Recipe(engine="empty"))
    assert empty.recognise(PICTURE) == empty.find_lines(PICTURE) == ()
    assert [one.text for one in empty.read_lines(PICTURE, [READING.quad])] == [""]
    with pytest.raises(MemoryError):
        engine_for(Recipe(engine="out_of_memory")).recognise(PICTURE)
    broken = engine_for(Recipe(engine="broken"))
    with pytest.raises(RuntimeError):
        broken.recognise(PICTURE)
    with pytest.raises(RuntimeError):
        broken.find_lines(PICTURE)
    with pytest.raises(RuntimeError):
        broken.read_lines(PICTURE, [])
    with pytest.raises(ValueError, match="nobody"):
        engine_for(Recipe(engine="nobody"))


@pytest.mark.parametrize(("engine", "outlives"), [("crash", False), ("hang", True)])
def test_a_crash_ends_the_process_and_a_hang_does_not_end(engine: str, *, outlives: bool) -> None:
    """Both have to be noticed from outside."""
    program = (
        "import numpy; from ocr.engines.choice import engine_for; from ocr.terms import Recipe; "
        f"engine = engine_for(Recipe(engine={engine!r})); print('ready', flush=True); "
        "engine.recognise(numpy.zeros((9, 9, 3), numpy.uint8))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=without_display()
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        if outlives:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.5)
            process.kill()
        else:
            assert process.wait(20) == 70


def test_looking_at_files_loads_no_engine_and_no_reader() -> None:
    """The commands that only look must answer at once."""
    program = (
        "import sys; import ocr.documents, ocr.models, ocr.findings; "
        "heavy = {'paddleocr', 'paddlex', 'onnxruntime', 'numpy', 'PIL', 'pdfplumber', 'pypdfium2', 'docx', 'cv2'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=without_display()
    )
    assert answer.stdout.strip() == "[]"
