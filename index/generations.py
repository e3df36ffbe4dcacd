"""Generations of an index side by side: one answers while the next is made, and is replaced by it in one step.

A folder holds one folder for each generation, named by its engine and a number, and the file `answering`, which names
the one that answers. Whoever dies while making another leaves this file as it was; what was made so far is gone on
with, and what is no longer named goes with the next switch.
"""

import os
import shutil
from pathlib import Path

from index.engines import Engine
from index.searching import Index, open_engine

_POINTER = "answering"


class Generations:
    """The generations in a folder."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when something is first written."""
        self._folder = folder

    @property
    def nowhere(self) -> Path:
        """A folder that is never made: the index in it is empty."""
        return self._folder / "none"

    def answering(self) -> Path | None:
        """Return the generation that answers, None where there is none."""
        try:
            name = (self._folder / _POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        generation = self._folder / name
        return generation if engine_of(generation) and generation.is_dir() else None

    def unfinished(self, engine: str) -> Path:
        """Return the generation of this engine that is being made: the newest that does not answer, or a new one."""
        answering, numbers = self.answering(), [0]
        begun: list[Path] = []
        for path in self._folder.glob("*-*"):
            numbers.append(_number(path))
            if engine_of(path) == engine and path != answering:
                begun.append(path)
        return max(begun, key=_number, default=self._folder / f"{engine}-{max(numbers) + 1}")

    def switch(self, generation: Path) -> None:
        """Let this generation answer from now on, and delete the others."""
        generation.mkdir(parents=True, exist_ok=True)
        partial = self._folder / f"{_POINTER}.part"
        with partial.open("w", encoding="utf-8") as file:
            file.write(generation.name)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self._folder / _POINTER)
        for path in self._folder.iterdir():
            if path.name == _POINTER or path == generation:
                continue
            if path.is_dir():
                shutil.rmtree(
                    path, ignore_errors=True
                )  # on Windows a reader may still hold it: the next switch deletes
            else:
                path.unlink(missing_ok=True)


def open_generation(generation: Path) -> Index:
    """Return the index of one generation."""
    fixed = open_engine(generation, engine_of(generation))
    return Index(lambda: fixed)


def open_answering(folder: Path) -> Index:
    """Return the index that answers, and the next one as soon as it does; empty where there is none."""
    return Index(_Following(Generations(folder)))


class _Following:
    """Gives the engine of the generation that answers now."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._opened: tuple[Path | None, Engine] | None = None

    def __call__(self) -> Engine:
        """Return the engine, opened anew after a switch."""
        now = self._generations.answering()
        if self._opened is None or self._opened[0] != now:
            if self._opened is not None:
                self._opened[1].close()
            self._opened = (
                now,
                open_engine(now, engine_of(now)) if now else open_engine(self._generations.nowhere, "whoosh"),
            )
        return self._opened[1]


def engine_of(generation: Path) -> str:
    """Return the name of the engine that wrote a generation, nothing where the folder is none."""
    engine, _, number = generation.name.rpartition("-")
    return engine if number.isdecimal() else ""


def _number(generation: Path) -> int:
    number = generation.name.rpartition("-")[2]
    return int(number) if number.isdecimal() else 0
