"""The real engine: PaddleOCR with PP-OCRv6 on ONNX Runtime, from packaged weights, without a network.

PaddleOCR's detection and recognition modules are driven apart, because a page is looked at more than once: what red
ink covers is read again in the place where it was found. Every line is read by a quick network first; only lines in
which it doubts a character are read by the careful one, which takes five times as long. PaddleOCR is not safe for
threads; its owner keeps one per process.
"""

import logging
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Final, cast

import cv2

from ocr.engines import Picture, Quad, Reading
from ocr.engines.crops import crop
from ocr.engines.doubt import fitted, is_doubtful, stretches
from ocr.engines.spelling import Speller, Spelling
from ocr.models import folders
from ocr.offline import keep_offline
from ocr.terms import Recipe
from ocr.weights import DETECTION, QUICK_RECOGNITION, RECOGNITION

_QUICK_WIDTH: Final = 1.0
_CAREFUL_WIDTH: Final = 0.8
"""The careful network reads characters narrowed to this as well as at full width."""

_SMALLEST_SIDE: Final = 8
"""Pictures thinner than this hold no text, and the detector's resizing fails on some of them."""


class PaddleEngine:
    """Recognises Chinese and Latin print. Building one takes about three seconds."""

    def __init__(self, recipe: Recipe) -> None:
        """Load the models that the recipe names. ModelsMissing when the packaged weights are not there."""
        if recipe.model != "PP-OCRv6":
            raise ValueError(f"no weights are packaged for the model {recipe.model!r}")
        modules = _modules(recipe)
        self._detection = modules.detection
        self._quick = Speller(modules.quick, _QUICK_WIDTH)
        self._careful = Speller(modules.careful, _CAREFUL_WIDTH)

    def find_lines(self, picture: Picture) -> tuple[Quad, ...]:
        """Return where lines of text stand."""
        if min(picture.shape[:2]) < _SMALLEST_SIDE:
            return ()
        (result,) = self._detection.predict(_as_opencv(picture))
        return tuple(_quad(polygon) for polygon in result["dt_polys"])

    def read_lines(self, picture: Picture, quads: Sequence[Quad]) -> tuple[Reading, ...]:
        """Return what stands at these places."""
        return tuple(self._read(picture, quad) for quad in quads)

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """Return what stands in the lines that are found."""
        return self.read_lines(picture, self.find_lines(picture))

    def _read(self, picture: Picture, quad: Quad) -> Reading:
        """Return what stands at one place."""
        line = crop(picture, quad)
        spelling = self._quick.spell(line)
        if is_doubtful(spelling):
            spelling = self._read_again(line, spelling)
        return Reading(quad=quad, text=spelling.text, confidence=spelling.confidence)

    def _read_again(self, line: Picture, first: Spelling) -> Spelling:
        """Return a line as the careful network reads it, or reads its doubtful stretches."""
        height, width = line.shape[:2]
        doubtful = stretches(first, width / height)
        parts = (
            (one, self._careful.spell(line[:, int(one.start * width) : ceil(one.end * width)])) for one in doubtful
        )
        mended = fitted(first, tuple(parts)) if doubtful else None
        return mended or self._careful.spell(line)


def _as_opencv(picture: Picture) -> Picture:
    """Return a picture as PaddleOCR takes arrays: blue, green, red."""
    return cast("Picture", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))


def _quad(polygon: Any) -> Quad:  # noqa: ANN401 - an array of an untyped library
    """Return PaddleOCR's four corners as plain numbers."""
    corners = [(float(x), float(y)) for x, y in polygon]
    return cast("Quad", tuple(corners))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Modules:
    """PaddleOCR's loaded modules; it has no types."""

    detection: Any
    quick: Any
    careful: Any


def _modules(recipe: Recipe) -> _Modules:
    """Load the modules."""
    models = folders(recipe.model_cache)
    keep_offline(models.detection.parent)
    settings: dict[str, Any] = {
        "engine": "onnxruntime",
        # Plans of memory are kept for every size of picture, and lines come in every width: that only grows.
        "engine_config": {"intra_op_num_threads": recipe.threads, "enable_mem_pattern": False},
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import paddleocr  # type: ignore[import-untyped]  # noqa: PLC0415 - the environment has to be set before

        logging.getLogger("paddlex").setLevel(logging.ERROR)
        library = cast("Any", paddleocr)
        return _Modules(
            detection=library.TextDetection(
                model_name=DETECTION.model,
                model_dir=str(models.detection),
                limit_side_len=recipe.detection_side,
                limit_type="max",
                **settings,
            ),
            quick=library.TextRecognition(
                model_name=QUICK_RECOGNITION.model, model_dir=str(models.quick_recognition), **settings
            ),
            careful=library.TextRecognition(
                model_name=RECOGNITION.model, model_dir=str(models.recognition), **settings
            ),
        )
