"""Which task comes next and who is to blame, with a crew of values: no processes."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import assert_never

from hypothesis import given
from hypothesis import strategies as st

from archiver.assistant import Done, Lost, Outcome, Overdue, Raised
from archiver.compute.crew import Job, Report, Task, Unbegun
from archiver.compute.dispatch import Dispatch
from archiver.compute.events import Event, Failed, Finished, Opened, PagesRead, Told
from ocr.documents import Inspection, PageRead, Unreadable
from ocr.finding import Finding
from ocr.findings import EMPTY_FILE
from ocr.kinds import DOCX, PDF
from ocr.page import Page, Source

GOOD, KILLS, HANGS, BUG, DAMAGED = "good", "kills", "hangs", "bug", "damaged"
CODES = {KILLS: "K002", HANGS: "K001", BUG: "K003", DAMAGED: "R001"}

OUTCOMES: dict[str, Outcome] = {
    KILLS: Lost(),
    HANGS: Overdue(),
    BUG: Raised(error=KeyError()),
    DAMAGED: Raised(error=Unreadable(EMPTY_FILE.at())),
}


def page(number: int) -> PageRead:
    return PageRead(page=Page(number=number, width=1, height=1, source=Source.OCR, lines=()))


@dataclass(kw_only=True)
class Crew:
    """A crew that knows what each page does to its reader, and loses tasks through nobody's fault now and then.

    `moods` gives for each file what opening it does, and then what each page does.
    """

    moods: dict[str, Sequence[str]]
    places: int
    seed: int = 1
    unlucky: float = 0.0
    kind: str = PDF
    under_way: list[Task] = field(default_factory=list)
    begun: list[Task] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    closed: bool = False

    def __post_init__(self) -> None:
        """Take the dice."""
        self.dice = random.Random(self.seed)  # noqa: S311 - to try many orders, no secret

    def has_room(self) -> bool:
        """Return whether a place is free."""
        return len(self.under_way) < self.places

    def begin(self, task: Task) -> None:
        """Take note of the task."""
        assert self.has_room()
        assert not self.closed
        self.under_way.append(task)
        self.begun.append(task)

    def forget(self, key: str) -> None:
        """Take note of the file."""
        self.forgotten.append(key)

    def close(self) -> None:
        """Take note that nothing more is to be asked."""
        assert not self.under_way
        self.closed = True

    def wait(self) -> Iterable[Report | Finding]:
        """End one of the tasks, whichever."""
        task = self.under_way.pop(self.dice.randrange(len(self.under_way)))
        yield Report(task=task, outcome=self._outcome(task))

    def _outcome(self, task: Task) -> Outcome | Unbegun:
        if self.dice.random() < self.unlucky:
            return Unbegun()
        opening, *pages = self.moods[task.job.key]
        for mood in [pages[number - 1] for number in task.numbers] or [opening]:
            if mood != GOOD:
                return OUTCOMES[mood]
        if not task.numbers:
            return Done(value=Inspection(media_type=self.kind, pages=len(pages)))
        return Done(value=tuple(map(page, task.numbers)))


def jobs(crew: Crew) -> list[Job]:
    return [Job(key=key, path=Path(key)) for key in crew.moods]


def ends(events: Iterable[Event]) -> tuple[dict[str, Counter[int]], dict[str, str]]:
    """Return how often each page came, and how each file ended: `done` or the code of its finding."""
    read: dict[str, Counter[int]] = {}
    ended: dict[str, str] = {}
    for event in events:
        match event:
            case Opened():
                assert event.key not in ended
                read[event.key] = Counter()
            case PagesRead():
                assert event.key not in ended
                read[event.key].update(one.page.number for one in event.reads)
            case Finished():
                assert event.key not in ended
                ended[event.key] = "done"
            case Failed():
                assert event.key not in ended
                ended[event.key] = event.finding.code
            case Told():
                pass
            case _:
                assert_never(event)
    return read, ended


MOODS = st.sampled_from([GOOD] * 12 + [KILLS, HANGS, BUG, DAMAGED])
FILES = st.dictionaries(st.sampled_from("abcdefgh"), st.lists(MOODS, min_size=1, max_size=14), min_size=1)


@given(moods=FILES, places=st.integers(1, 5), seed=st.integers(0, 1 << 20), kind=st.sampled_from([PDF, DOCX]))
def test_every_page_of_a_good_file_comes_once_and_every_bad_file_fails_for_what_is_bad_in_it(
    moods: dict[str, Sequence[str]], places: int, seed: int, kind: str
) -> None:
    """Whatever else fails beside it, whatever the order of the answers, and whatever is lost through nobody's fault."""
    crew = Crew(moods=moods, places=places, seed=seed, unlucky=0.3, kind=kind)
    read, ended = ends(Dispatch(crew=crew, seconds=1).run(jobs(crew)))
    assert set(ended) == set(moods)
    for key, (opening, *pages) in moods.items():
        bad = {CODES[mood] for mood in (opening, *pages) if mood != GOOD}
        if bad:
            assert ended[key] in bad
        else:
            assert ended[key] == "done"
            assert read[key] == Counter(range(1, len(pages) + 1))
        assert max(read.get(key, Counter({0: 1})).values(), default=1) == 1
    assert sorted(crew.forgotten) == sorted(moods)


def test_a_page_is_set_aside_after_it_ended_two_processes_alone() -> None:
    crew = Crew(moods={"a": [GOOD, *[GOOD] * 15, KILLS]}, places=1)
    _, ended = ends(Dispatch(crew=crew, seconds=1).run(jobs(crew)))
    assert ended == {"a": "K002"}
    deadly = [task.numbers for task in crew.begun if 16 in task.numbers]
    assert deadly == [(13, 14, 15, 16), (16,), (16,)]


def test_a_page_that_hangs_costs_its_time_twice() -> None:
    """Once among others, once alone: time is dearer than processes."""
    crew = Crew(moods={"a": [GOOD, *[GOOD] * 15, HANGS]}, places=1)
    assert ends(Dispatch(crew=crew, seconds=1).run(jobs(crew)))[1] == {"a": "K001"}
    assert [task.numbers for task in crew.begun if 16 in task.numbers] == [(13, 14, 15, 16), (16,)]


def test_a_long_file_is_shared_by_all_places_and_a_short_one_too() -> None:
    for pages, places, size in ((100, 4, 4), (4, 2, 1), (9, 2, 2), (1, 8, 1)):
        crew = Crew(moods={"a": [GOOD] * (pages + 1)}, places=places)
        ends(Dispatch(crew=crew, seconds=1).run(jobs(crew)))
        assert max(len(task.numbers) for task in crew.begun) == size


def test_a_file_that_is_read_from_its_beginning_each_time_is_read_in_few_pieces() -> None:
    crew = Crew(moods={"a": [GOOD] * 101}, places=2, kind=DOCX)
    ends(Dispatch(crew=crew, seconds=1).run(jobs(crew)))
    assert len([task for task in crew.begun if task.numbers]) == 4


def test_a_file_in_hand_is_finished_before_many_others_are_opened() -> None:
    """However long the inbox is."""
    crew = Crew(moods={str(number): [GOOD] * 11 for number in range(200)}, places=3)
    unfinished = 0
    for event in Dispatch(crew=crew, seconds=1).run(jobs(crew)):
        unfinished += isinstance(event, Opened) - isinstance(event, Finished)
        assert unfinished <= 2 * crew.places


def test_pages_that_are_read_already_are_not_asked_for() -> None:
    crew = Crew(moods={"a": [GOOD] * 6, "b": [GOOD] * 3}, places=2)
    done = {"a": frozenset({2, 4}), "b": frozenset({1, 2})}
    wanted = [Job(key=key, path=Path(key), done=done[key]) for key in "ab"]
    read, ended = ends(Dispatch(crew=crew, seconds=1).run(wanted))
    assert read == {"a": Counter([1, 3, 5]), "b": Counter()}
    assert ended == {"a": "done", "b": "done"}


def test_a_greater_crew_takes_over_when_there_is_more_to_do_than_one_can_do_soon() -> None:
    """When nothing is under way, so that nothing is lost."""
    moods = {"short": [GOOD] * 3, "long": [GOOD] * 41, "other": [GOOD] * 2}
    alone = Crew(moods=moods, places=2)
    many = Crew(moods=moods, places=4)
    events = Dispatch(crew=alone, seconds=1, few=16, hire=lambda: many).run(jobs(alone))
    read, ended = ends(events)
    assert {key: sum(pages.values()) for key, pages in read.items()} == {"short": 2, "long": 40, "other": 1}
    assert set(ended.values()) == {"done"}
    assert alone.closed
    assert {task.job.key for task in alone.begun} == {"short", "long"}
    assert not many.closed
