"""The real engine: PaddleOCR with PP-OCRv6 on ONNX Runtime, from packaged weights, without a network.

PaddleOCR's detection and recognition modules are driven apart, because a page is looked at more than once: what red
ink covers is read again in the place where it was found. PaddleOCR is not safe for threads and grows over thousands
of pages; its owner keeps one per process and recycles the process.
"""

import logging
import warnings
from collections.abc import Sequence
from typing import Any, cast

import numpy as np

from ocr.engines import Picture, Quad, Reading
from ocr.engines.crops import crop
from ocr.models import DETECTION, RECOGNITION, folders
from ocr.offline import keep_offline
from ocr.terms import Recipe

_SMALLEST_SIDE = 8
"""Pictures thinner than this hold no text, and the detector's resizing fails on some of them."""


class PaddleEngine:
    """Recognises Chinese and Latin print. Building one takes about three seconds."""

    def __init__(self, recipe: Recipe) -> None:
        """Load the models that the recipe names. ModelsMissing when the packaged weights are not there."""
        if recipe.model != "PP-OCRv6_small":
            raise ValueError(f"no weights are packaged for the model {recipe.model!r}")
        self._detection, self._recognition = _modules(recipe)

    def find_lines(self, picture: Picture) -> tuple[Quad, ...]:
        """Return where lines of text stand."""
        if min(picture.shape[:2]) < _SMALLEST_SIDE:
            return ()
        (result,) = self._detection.predict(_as_opencv(picture))
        return tuple(_quad(polygon) for polygon in result["dt_polys"])

    def read_lines(self, picture: Picture, quads: Sequence[Quad]) -> tuple[Reading, ...]:
        """Return what stands at these places."""
        if not quads:
            return ()
        crops = [_as_opencv(crop(picture, quad)) for quad in quads]
        results = self._recognition.predict(crops)
        return tuple(
            Reading(quad=quad, text=str(result["rec_text"]), confidence=float(result["rec_score"]))
            for quad, result in zip(quads, results, strict=True)
        )

    def recognise(self, picture: Picture) -> tuple[Reading, ...]:
        """Return what stands in the lines that are found."""
        return self.read_lines(picture, self.find_lines(picture))


def _as_opencv(picture: Picture) -> Picture:
    """Return a picture as PaddleOCR takes arrays: blue, green, red."""
    return np.ascontiguousarray(picture[:, :, ::-1])


def _quad(polygon: Any) -> Quad:  # noqa: ANN401 - an array of an untyped library
    """Return PaddleOCR's four corners as plain numbers."""
    corners = [(float(x), float(y)) for x, y in polygon]
    return cast("Quad", tuple(corners))


def _modules(recipe: Recipe) -> tuple[Any, Any]:
    """Return PaddleOCR's loaded modules for detection and recognition."""
    models = folders(recipe.model_cache)
    keep_offline(models.detection.parent)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import paddleocr  # type: ignore[import-untyped]  # noqa: PLC0415 - the environment has to be set before

        logging.getLogger("paddlex").setLevel(logging.ERROR)
        settings: dict[str, Any] = {
            "engine": "onnxruntime",
            "engine_config": {"intra_op_num_threads": recipe.threads},
        }
        library = cast("Any", paddleocr)
        detection = library.TextDetection(
            model_name=DETECTION.model,
            model_dir=str(models.detection),
            limit_side_len=recipe.detection_side,
            limit_type="max",
            **settings,
        )
        recognition = library.TextRecognition(
            model_name=RECOGNITION.model, model_dir=str(models.recognition), **settings
        )
    return detection, recognition
