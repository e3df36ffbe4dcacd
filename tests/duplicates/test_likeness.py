"""What is kept of records is enough to find those that are alike, and few others."""

import random

from catalog import likeness
from ocr.page import Line, Look, Page, Source


def page(text: str, look: str = "") -> Page:
    """Return a page with a line of text that looks so."""
    seen = Look(pattern=look) if look else None
    return Page(number=1, width=595, height=842, source=Source.OCR, lines=(Line(text=text),), look=seen)


def prose(dice: random.Random, length: int = 400) -> str:
    """Return a text of characters at random."""
    return "".join(chr(dice.randrange(0x4E00, 0x5500)) for _ in range(length))


def slipped(dice: random.Random, text: str) -> str:
    """Return a text of which every thirtieth character is misread."""
    return "".join("误" if dice.random() < 1 / 30 else character for character in text)


def test_two_readings_meet_among_many_and_others_do_not() -> None:
    """Two bad readings of one text meet among many others, which do not."""
    dice = random.Random(4)  # noqa: S311 - a trial
    texts = [prose(dice) for _ in range(60)]
    known = {f"R{at:02}": likeness.of([page(slipped(dice, text))]) for at, text in enumerate([*texts, texts[7]])}
    assert likeness.alike(known, known.keys()) == {("R07", "R60")}
    assert likeness.alike(known, {"R60"}) == {("R07", "R60")}
    assert likeness.alike(known, {"R05"}) == frozenset()
    assert likeness.alike(known, ()) == frozenset()


def test_a_copy_that_lacks_most_pages_meets_by_its_first() -> None:
    """A copy that lacks most of the pages meets the whole by its first page."""
    dice = random.Random(5)  # noqa: S311 - a trial
    pages = [page(prose(dice)) for _ in range(8)]
    known = {"whole": likeness.of(pages), "part": likeness.of(pages[:1]), "other": likeness.of(pages[6:7])}
    assert likeness.alike(known, known.keys()) == {("part", "whole")}


def test_pictures_meet_by_their_looks_and_written_pages_do_not() -> None:
    """Pictures meet by their looks; of a written page the looks say nothing."""
    look = "0123456789abcdef" * 4
    near = look[:-1] + "0"
    far = "f0" * 32
    dice = random.Random(6)  # noqa: S311 - a trial
    known = {
        "picture": likeness.of([page("", look)]),
        "shrunk": likeness.of([page("慰问", near)]),
        "other": likeness.of([page("", far)]),
        "written": likeness.of([page(prose(dice), look)]),
        "unseen": likeness.of([page("")]),
    }
    assert likeness.alike(known, known.keys()) == {("picture", "shrunk")}


def test_few_are_found_alike_as_all_are() -> None:
    """What comes in alone meets the very same as when all records are compared with all."""
    dice = random.Random(7)  # noqa: S311 - a trial
    series = [prose(dice, 200) for _ in range(12)]
    texts = [dice.choice(series) + prose(dice, dice.randrange(40, 300)) for _ in range(90)]
    known = {f"R{at:02}": likeness.of([page(text)]) for at, text in enumerate(texts)}
    together = likeness.alike(known, known.keys())
    alone = frozenset(pair for record in known for pair in likeness.alike(known, {record}))
    assert together == alone
    assert len(together) > 20
