"""The engine of this process: built on the first page that needs one, and kept.

A worker process imports this module, so its engine outlives the single task that asked for it.
"""

from pathlib import Path

from ocr.engines import Engine
from ocr.terms import Recipe

_kept: dict[tuple[str, int], Engine] = {}


def engine_for(recipe: Recipe) -> Engine:
    """Return this process's engine for a recipe; one is kept at a time. ValueError for an unknown name."""
    wanted = (recipe.key, recipe.threads)
    if wanted not in _kept:
        _kept.clear()
        _kept[wanted] = _build(recipe)
    return _kept[wanted]


def _build(recipe: Recipe) -> Engine:
    """Build an engine; its libraries are imported here, because they take seconds."""
    if recipe.engine == "paddle":
        from ocr.engines.paddle import PaddleEngine  # noqa: PLC0415 - three seconds that few commands need

        return PaddleEngine(recipe)
    if recipe.engine == "recorded":
        from ocr.engines.recorded import RecordedEngine, load  # noqa: PLC0415 - only tests replay recordings

        return RecordedEngine(load(Path(recipe.model)))
    from ocr.engines.failing import FAILURES, EmptyEngine, FailingEngine  # noqa: PLC0415 - only tests fail on purpose

    if recipe.engine == "empty":
        return EmptyEngine()
    if recipe.engine not in FAILURES:
        raise ValueError(f"no engine is called {recipe.engine!r}")
    return FailingEngine(FAILURES[recipe.engine])
