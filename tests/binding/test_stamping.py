"""A page number stands upright in the corner that a reader sees, whatever page it is put on."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from archiver.binding import portable
from archiver.binding.fonts import choose
from archiver.binding.geometry import Rect, corner, visible
from archiver.binding.reading_back import FinishedFile
from archiver.binding.stamping import NumberStamp
from archiver.binding.typesetting import Typesetter
from tests.binding.material import Leaf, pdf


@pytest.fixture(scope="module")
def donor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("font") / "digits.pdf"
    path.write_bytes(Typesetter(choose((), system_fonts=False)).fill("digits.typ", {}).content)
    return path


def stamped(folder: Path, leaf: Leaf, donor: Path, number: int = 123) -> Path:
    """Return a PDF of that one page, prepared as evidence is, with the number on it."""
    portable.write_pdf(pdf(folder / "given.pdf", [leaf]), folder / "prepared.pdf", "x")
    writer = PdfWriter()
    stamp = NumberStamp(writer, PdfReader(donor))
    stamp.put(writer.add_page(PdfReader(folder / "prepared.pdf").pages[0]), number)
    target = folder / "stamped.pdf"
    writer.write(target)
    return target


def assert_well_placed(path: Path, number: str = "123") -> None:
    finished = FinishedFile(path)
    shown = finished.stamped(1).stamp
    finished.close()
    assert shown is not None
    assert shown.text == number
    assert shown.upright
    assert 0 <= shown.right < 0.12
    assert 0 <= shown.top < 0.12


HARD = {
    "plain": Leaf(),
    "turned 90": Leaf(turn=90),
    "turned 180": Leaf(turn=180),
    "turned 270": Leaf(turn=270),
    "turned by -90": Leaf(turn=-90),
    "turned by 450": Leaf(turn=450),
    "cropped": Leaf(crop=(100, 200, 400, 700)),
    "cropped and turned": Leaf(crop=(100, 200, 400, 700), turn=270),
    "origin elsewhere": Leaf(media=(-300, 1000, 295, 1842), turn=90),
    "corners exchanged": Leaf(media=(595, 842, 0, 0)),
    "crop box outside": Leaf(crop=(1000, 1000, 1200, 1200)),
    "user unit": Leaf(media=(0, 0, 60, 84), unit=10.0),
    "A3 landscape": Leaf(media=(0, 0, 1191, 842)),
    "a strip": Leaf(media=(0, 0, 2000, 30)),
    "a tower": Leaf(media=(0, 0, 30, 2000), turn=90),
    "one point": Leaf(media=(0, 0, 1, 1)),
    "a square kilometre": Leaf(media=(0, 0, 2_834_645, 2_834_645)),
    "state left scaled": Leaf(drawing=b"q 0.1 0 0 0.1 300 300 cm q 1 0 0 rg q"),
    "state turned": Leaf(drawing=b"0 1 -1 0 500 0 cm q q 50 Tz 3 Tr"),
    "too many Q": Leaf(drawing=b"Q Q Q 0.5 g 0 0 10 10 re f Q"),
    "clipped away": Leaf(drawing=b"0 0 1 1 re W n"),
    "text not ended": Leaf(drawing=b"BT 1 0 0 1 99 99 Tm"),
    "nothing drawn": Leaf(drawing=b""),
}


@pytest.mark.parametrize("leaf", HARD.values(), ids=HARD.keys())
def test_the_number_is_upright_in_the_visible_corner(leaf: Leaf, donor: Path, tmp_path: Path) -> None:
    assert_well_placed(stamped(tmp_path, leaf, donor))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_number_is_seen_in_the_upper_right_corner_and_nowhere_else(turn: int, donor: Path, tmp_path: Path) -> None:
    import pypdfium2  # noqa: PLC0415 - only this test draws

    leaf = Leaf(turn=turn, crop=(50, 60, 500, 700), drawing=b"q 3 0 0 3 0 0 cm")
    document = pypdfium2.PdfDocument(stamped(tmp_path, leaf, donor, number=8))
    drawn = np.asarray(document[0].render(scale=2).to_pil().convert("L"))
    document.close()
    rows, columns = np.nonzero(drawn < 128)
    height, width = drawn.shape
    assert len(rows)
    assert rows.max() < 0.08 * height + 20
    assert columns.min() > width * 0.9 - 20


def test_the_number_reads_on_a_black_page(donor: Path, tmp_path: Path) -> None:
    import pypdfium2  # noqa: PLC0415 - only this test draws

    leaf = Leaf(drawing=b"0 g 0 0 595 842 re f")
    document = pypdfium2.PdfDocument(stamped(tmp_path, leaf, donor))
    drawn = np.asarray(document[0].render(scale=2).to_pil().convert("L"))
    document.close()
    ground = drawn[:100, -160:]
    assert ground.max() > 180
    assert (ground < 60).any()


def test_a_page_without_resources_of_its_own_takes_the_stamp(donor: Path, tmp_path: Path) -> None:
    writer = PdfWriter()
    stamp = NumberStamp(writer, PdfReader(donor))
    stamp.put(writer.add_blank_page(300, 400), 5)
    writer.write(tmp_path / "blank.pdf")
    assert_well_placed(tmp_path / "blank.pdf", "5")


def test_a_page_whose_last_drawing_is_no_text_shows_no_stamp(tmp_path: Path) -> None:
    finished = FinishedFile(pdf(tmp_path / "x.pdf", [Leaf(), Leaf(drawing=b"")]))
    assert finished.stamped(1).stamp is None
    assert finished.stamped(2).stamp is None
    finished.close()


sides = st.floats(1, 5000)


@given(sides, sides, st.floats(-2000, 2000), st.sampled_from([0, 90, 180, 270]), st.floats(0.3, 4))
def test_a_line_of_type_always_lies_within_the_page(
    width: float, height: float, start: float, turn: int, advance: float
) -> None:
    box = Rect(start, -start, start + width, height - start)
    (a, b, c, d, x, y), size = corner(box, turn, advance)
    assert size > 0
    for along, up in ((0, 0), (size * advance, 0), (0, size * 0.75), (size * advance, size * 0.75)):
        at = (x + a * along + c * up, y + b * along + d * up)
        assert box.left - 0.01 <= at[0] <= box.right + 0.01
        assert box.bottom - 0.01 <= at[1] <= box.top + 0.01


def test_what_is_visible_is_the_crop_box_within_the_media_box() -> None:
    media = Rect(0, 0, 100, 100)
    assert visible(media, None) == media
    assert visible(media, Rect(10, -5, 300, 50)) == Rect(10, 0, 100, 50)
    assert visible(media, Rect(200, 200, 300, 300)) == media
